/** A paper with a mark of state secrecy against a real folder: its bytes are looked for in every file of it and of its copy. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { instantOf } from '../../../functions/clock.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { copyFolder, type Folder, openDemoFolder } from '../../../local/folder/folder.ts'
import { aDocx, anXlsx, aPdf } from '../../functions/files/packages.ts'
import { type ApiOffice, apiOver } from '../../functions/http/apiOffice.ts'
import { granted, openOffice } from '../../functions/office.ts'
import { computedCalendar, secretary, tinyProgramme } from '../../functions/tinyProgramme.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-secrecy-'))
const path = join(place, 'data')
let folder: Folder
let api: ApiOffice
beforeAll(async () => {
  folder = await openDemoFolder(path, instantOf('2013-01-07', '08:00'))
  const office = { ...openOffice({ filesFolder: path }), table: folder.table, truth: folder.table }
  granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
  api = await apiOver(office, office)
})
afterAll(() => {
  folder.close()
  rmSync(place, { recursive: true })
})

async function handIn(bytes: Uint8Array, name: string) {
  const announced = { programme: 'nho', bytes: bytes.length, noStateSecrets: true }
  const { body } = await api.ask('POST', '/api/files', { as: 'bac-si', body: announced })
  const sending = api.office.files.sendingAt(new URL(body.sending.url, 'http://localhost'))
  writeFileSync(sending?.draft ?? '', bytes)
  sending?.arrived()
  const headers = { 'Idempotency-Key': `xac-nhan-${body.id}` }
  return api.ask('POST', `/api/files/${body.id}/confirmation`, { as: 'bac-si', body: { name }, headers })
}

/** Every byte of the folder, and of a copy made now. */
let copies = 0
function everything(): readonly Buffer[] {
  copies += 1
  const copy = join(place, `copy-${copies}`)
  copyFolder(path, copy)
  return [path, copy].flatMap((under) =>
    readdirSync(under, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .flatMap((one) => [Buffer.from(one.name), readFileSync(join(one.parentPath, one.name))]),
  )
}

const isThere = (wanted: Buffer | string) => everything().some((bytes) => bytes.includes(wanted))

it.each([
  ['a text', Buffer.from('Kế hoạch\nTỐI MẬT\nKhoakhocsoba'), 'Danhsachbon.txt', 'Khoakhocsoba'],
  [
    'a text in UTF-16',
    Buffer.from('\ufeffKế hoạch\nMẬT\nKhoakhocsoba', 'utf16le'),
    'Danhsachbon.txt',
    Buffer.from('Khoakhocsoba', 'utf16le'),
  ],
  [
    'a Word file',
    aDocx('TUYỆT MẬT', 'Khoakhocsoba'),
    'Danhsachbon.docx',
    aDocx('TUYỆT MẬT', 'Khoakhocsoba').subarray(60, 200),
  ],
  ['a workbook', anXlsx('MẬT', 'Khoakhocsoba'), 'Danhsachbon.xlsx', anXlsx('MẬT', 'Khoakhocsoba').subarray(-200)],
  ['a PDF', aPdf('TỐI MẬT', 'Khoakhocsoba'), 'Danhsachbon.pdf', aPdf('TỐI MẬT', 'Khoakhocsoba').subarray(-400)],
])('of %s that bears a mark, no byte, no name and no excerpt is left', async (_, bytes, name, trace) => {
  const { body } = await handIn(bytes, name)
  expect(body.code).toBe('secrecy-mark')
  expect(JSON.stringify(body)).not.toMatch(/Khoakhocsoba|Danhsachbon/)
  for (const wanted of [trace, bytes, 'Khoakhocsoba', 'Danhsachbon', deflateRawSync('Khoakhocsoba')]) {
    expect(isThere(wanted)).toBe(false)
  }
  expect(api.faults).toEqual([])
})

it.each(['Mật độ dân số', 'Công tác bảo mật', 'Bảo vệ bí mật nhà nước', 'MẬT ĐỘ XÂY DỰNG', 'BẢO MẬT'])(
  '“%s” on its own line is no mark, and the text is kept',
  async (line) => {
    const bytes = Buffer.from(`Báo cáo\n${line}\nNơi nhận: ${line}`)
    expect((await handIn(bytes, 'Báo cáo.txt')).status).toBe(200)
    expect((await handIn(aPdf('Báo cáo', line), 'Báo cáo.pdf')).status).toBe(200)
    expect(isThere(bytes)).toBe(true)
  },
)
