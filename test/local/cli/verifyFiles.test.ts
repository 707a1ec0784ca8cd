/** Files of a real folder: what is done to their bytes by hand is named, and what two people destroyed is told. */
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askForFile, confirmForFile } from '../../../functions/files/destroy.ts'
import { recordFile } from '../../../functions/stores/files.ts'
import { localFiles } from '../../../local/files/files.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { granted } from '../../functions/office.ts'
import { called, programme28 } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-verify-files-'))
const whole = join(place, 'data')
afterAll(() => rmSync(place, { recursive: true }))

const clerk = { person: 'thu-ky', position: 'Chuyên viên', agency: 'van-phong' }
const leader = { person: 'lanh-dao', position: 'Bí thư', agency: 'thanh-uy' }
const contents = { mot: 'Báo cáo', hai: 'Kế hoạch', ba: 'Danh sách' }
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex')

beforeAll(async () => {
  expect(await called('launch', programme28, '--data', whole)).toMatchObject({ code: 0 })
  const folder = await openFolder(whole)
  const files = localFiles(whole)
  for (const [id, content] of Object.entries(contents)) {
    const [bytes, sha256] = [Buffer.from(content), hashOf(content)]
    await files.keep(sha256, bytes)
    const facts = { programme: '28-ctrhd-tu', name: `${id}.txt`, kind: 'txt', bytes: bytes.length } as const
    await recordFile(folder, { id, ...facts, sha256, enteredOn: folder.clock.today(), by: clerk }, clerk)
  }
  folder.close()
})

let copies = 0
function aCopy(): string {
  copies += 1
  const data = join(place, `ban-sao-${copies}`)
  cpSync(whole, data, { recursive: true })
  return data
}

const keptAt = (data: string, content: string) => {
  const hash = hashOf(content)
  return join(data, 'files', 'kept', hash.slice(0, 2), hash)
}

it('bytes that were exchanged, and bytes that were removed, each with its file', async () => {
  const data = aCopy()
  expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  writeFileSync(keptAt(data, contents.mot), 'Báo cáo khác')
  rmSync(keptAt(data, contents.hai))
  const { code, err } = await called('verify', '--data', data)
  expect(code).toBe(1)
  expect(err.split('\n').toSorted()).toEqual([
    'FILE#hai: nội dung tệp không còn trong kho tệp, đã bị xóa ngoài hệ thống.',
    'FILE#mot: nội dung tệp trong kho không khớp mã băm đã ghi, đã bị sửa ngoài hệ thống.',
  ])
})

it('a file that two people destroyed verifies, is told with its paper, and moves house as destroyed', async () => {
  const data = aCopy()
  const folder = await openFolder(data)
  const services = { ...folder, files: localFiles(data) }
  const paper = { number: '12/QĐ-VP', issuedOn: folder.clock.today(), issuer: 'Văn phòng Thành ủy' }
  granted(await askForFile(services, 'mot', { paper, reason: 'Gửi nhầm' }, clerk))
  granted(await confirmForFile(services, 'mot', leader))
  folder.close()
  const told =
    /FILE#mot: đã hủy theo văn bản số 12\/QĐ-VP ngày .* của Văn phòng Thành ủy; thu-ky đề nghị, lanh-dao xác nhận\./
  const { code, out, err } = await called('verify', '--data', data)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(told)
  const [archive, moved] = [join(place, 'luu-tru'), join(place, 'moi')]
  expect(await called('export', '--data', data, '--to', archive)).toMatchObject({ code: 0 })
  expect(await called('import-data', archive, '--data', moved)).toMatchObject({ code: 0 })
  expect((await called('verify', '--data', moved)).out).toMatch(told)
})
