import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { openFolder } from '../../../local/folder/folder.ts'
import { keptRehearsal } from '../../../local/rehearsal/kept.ts'
import { called, ended, programme28, started } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-backup-'))
afterAll(() => rmSync(place, { recursive: true }))

it('a copy made while another process writes opens, verifies, and goes on from its own day', async () => {
  const [data, to] = [join(place, 'data'), join(place, 'sao')]
  const writer = started(['rehearse', programme28, '--until', '2014-12-31', '--data', data])
  const written = ended(writer)
  while ((await dayReached(data)) === undefined) await wait(20)

  const { code, out, err } = await called('backup', '--data', data, '--to', to, '--json')
  expect({ code, err, isWriting: writer.exitCode === null }).toEqual({ code: 0, err: '', isWriting: true })
  expect(JSON.parse(out)).toEqual({ to, bytes: expect.any(Number) })
  expect(readdirSync(to).toSorted()).toEqual(['dondoc.sqlite', 'folder.json'])
  expect(await called('verify', '--data', to)).toMatchObject({ code: 0, err: '' })
  writer.kill('SIGKILL')
  await written

  const day = (await dayReached(to)) ?? ''
  const next = `${Number(day.slice(0, 4)) + 1}-01-15`
  const more = await called('rehearse', programme28, '--until', next, '--data', to, '--json')
  expect(more).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(more.out)).toMatchObject({ until: next, violations: [] })
})

it('says where the copy is, and does not write over it', async () => {
  const [data, to] = [join(place, 'nho'), join(place, 'nho-sao')]
  await called('launch', programme28, '--data', data)
  const { code, out } = await called('backup', '--data', data, '--to', to)
  expect(code).toBe(0)
  expect(out).toMatch(/^Đã sao lưu vào .*nho-sao \([\d,]+ MB\)\.$/)
  const again = await called('backup', '--data', data, '--to', to)
  expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('sao lưu không ghi đè') })
})

it.each(['sao', 'sao/2013'])(
  'into the data folder itself, at %s, is refused and leaves nothing there',
  async (inner) => {
    const data = join(place, `trong-${inner.length}`)
    await called('launch', programme28, '--data', data)
    const before = readdirSync(data)
    const { code, err } = await called('backup', '--data', data, '--to', join(data, inner))
    expect({ code, before: readdirSync(data) }).toEqual({ code: 1, before })
    expect(err).toContain('Bản sao lưu phải nằm ngoài thư mục dữ liệu')
  },
)

it('of nothing is refused, and leaves nothing', async () => {
  const to = join(place, 'khong')
  expect(await called('backup', '--data', join(place, 'x'), '--to', to)).toMatchObject({ code: 1, out: '' })
  expect(readdirSync(place)).not.toContain('khong')
})

async function dayReached(data: string): Promise<string | null | undefined> {
  try {
    const folder = await openFolder(data, { readOnly: true })
    const kept = await keptRehearsal(folder.table)
    folder.close()
    return kept?.livedUntil ?? undefined
  } catch {
    // The other process is only making it.
    return undefined
  }
}
