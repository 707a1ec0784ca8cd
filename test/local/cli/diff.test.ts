import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { called, programme28 } from './called.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-diff-'))
afterAll(() => rmSync(folder, { recursive: true }))

const amended = join(folder, 'programme.yaml')
writeFileSync(
  amended,
  readFileSync(programme28, 'utf8').replaceAll('dueOn: 2012-12-31, bound: within', 'dueOn: 2013-01-31, bound: within'),
)

test('a changed deadline is one line in Vietnamese', async () => {
  expect(await called('diff', programme28, amended)).toEqual({
    code: 0,
    err: '',
    out: '1 chỗ khác:\n  ~ Nhiệm vụ R05 (mục III.2, ý 1), thời hạn (schedule): kiểu làm một lần, hạn 31/12/2012, chữ chỉ thời hạn trong → kiểu làm một lần, hạn 31/01/2013, chữ chỉ thời hạn trong',
  })
})

test('with --json it is one document', async () => {
  const { out } = await called('diff', programme28, amended, '--json', '--substance')
  expect(JSON.parse(out).differences).toMatchObject([
    { about: 'date', thing: 'assignment', id: 'R05', clause: 'III.2-1' },
  ])
})

test('a file that does not validate is refused, and one file alone is wrong usage', async () => {
  const broken = join(folder, 'sai.yaml')
  writeFileSync(broken, 'schema: 2\n')
  expect((await called('diff', programme28, broken)).code).toBe(1)
  expect((await called('diff', programme28)).code).toBe(2)
})
