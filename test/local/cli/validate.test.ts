import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { command } from '../../../local/cli/validate.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-validate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const programme = 'programmes/28-ctrhd-tu/programme.yaml'

test('a good file is summed up in one paragraph', async () => {
  const { code, out, err } = await run(programme)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(
    /^Tệp hợp lệ\. .*18 chỉ tiêu, 118 ý, 118 nhiệm vụ .*99 chưa phân công.*14 đã trả lời, 0 còn để ngỏ.*giao 99 nhiệm vụ/,
  )
  expect(out.split('\n')).toHaveLength(1)
})

test('with --json a good file is one document of counts', async () => {
  const { code, out } = await run(programme, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    valid: true,
    programme: '28-ctrhd-tu',
    targets: 18,
    clauses: 118,
    assignments: { total: 118, unassigned: 99 },
    tasks: 265,
    questions: { answered: 14, open: 0 },
    illustration: { assignments: 99, tasks: 578 },
  })
})

test.each(['A11', 'A12'])('an answer to %s that changes nothing is told at its place, and no error', async (id) => {
  const text = readFileSync(programme, 'utf8')
  const at = text.indexOf('option: a', text.indexOf(`- id: ${id}`))
  const file = join(folder, `${id}.yaml`)
  writeFileSync(file, `${text.slice(0, at)}option: b${text.slice(at + 'option: a'.length)}`)
  const { code, err, out } = await run(file, '--no-demo')
  expect(code).toBe(0)
  expect(out).toMatch(/^Tệp hợp lệ/)
  const line = text.slice(0, at).split('\n').length
  expect(err).toContain(`${file}:${line}:15: Lưu ý: trả lời ${id} bằng phương án “b” chưa làm thay đổi gì`)
})

test('with --no-demo the illustration beside the file is not looked at', async () => {
  const file = copied('bo-demo', { 'assignments.demo.yaml': 'schema: 1\n' })
  expect((await run(file, '--no-demo')).code).toBe(0)
  expect((await run(file)).code).toBe(1)
})

test('a problem is one line of file, line, column and sentence, and the code is 1', async () => {
  const text = readFileSync(programme, 'utf8')
  const file = copied('sai', { 'programme.yaml': text.replace('schema: 1', 'schema: 2') })
  const { code, out, err } = await run(file)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toBe(
    `${file}:${text.slice(0, text.indexOf('schema: 1')).split('\n').length}:9: “schema” (phiên bản của tệp) phải là “1”; ở đây ghi 2. Hãy chọn lại.`,
  )
})

test('a problem of the illustration names the illustration', async () => {
  const file = copied('minh-hoa', { 'assignments.demo.yaml': 'schema: 1\n' })
  const { err } = await run(file)
  expect(
    err.split('\n').every((line) => line.startsWith(`${join(dirname(file), 'assignments.demo.yaml')}:1:1: `)),
  ).toBe(true)
})

test('with --json the problems are one document too', async () => {
  const { code, out } = await run(join(folder, 'khong-co.yaml'), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ valid: false, problems: [{ line: 1, column: 1, code: 'unreadable-file' }] })
})

test.each([[[]], [[programme, programme]]])('%j is wrong usage', async (files) => {
  const { code, out, err } = await run(...files)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('Cách dùng: dondoc validate')
})

async function run(...args: string[]) {
  const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true })
  const [out, err]: [string[], string[]] = [[], []]
  const context = {
    values,
    positionals,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    resolve: (path: string) => resolve(path),
  }
  return { code: await command.run(context), out: out.join('\n'), err: err.join('\n') }
}

/** The programme in a folder of its own, with some files written over it. */
function copied(name: string, files: { readonly [file: string]: string }): string {
  const place = mkdtempSync(join(folder, `${name}-`))
  copyFileSync(programme, join(place, 'programme.yaml'))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text)
  return join(place, 'programme.yaml')
}
