import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { called } from './called.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-asl-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Written from the documentation of Step Functions; the form is that of the recorded cases. */
const documented = 'test/local/workflow/cases/documented.json'

interface Expected {
  readonly id: string
  readonly expectedStatus: string
  readonly expectedOutput?: unknown
  readonly expectedError?: string
  readonly expectedCause?: string
  readonly expectedHistory?: readonly string[]
}

const cases: readonly Expected[] = JSON.parse(readFileSync(documented, 'utf8'))

test('every documented case ends as the documentation says', async () => {
  const began = performance.now()
  const { code, out, err } = await called('asl', documented, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(JSON.parse(out)).toEqual(
    cases.map(({ id, expectedStatus, expectedOutput, expectedError, expectedCause, expectedHistory }) =>
      expect.objectContaining({
        id,
        status: expectedStatus,
        ...(expectedOutput !== undefined && { output: expectedOutput }),
        ...(expectedError !== undefined && { error: expectedError }),
        ...(expectedCause !== undefined && { cause: expectedCause }),
        ...(expectedHistory !== undefined && { history: expectedHistory }),
      }),
    ),
  )
  // Three hundred days of waiting, and more.
  expect(performance.now() - began).toBeLessThan(5000)
})

test('without --json a case is one line, and the code is 0 whatever the cases answered', async () => {
  const { code, out } = await called('asl', documented)
  expect(code).toBe(0)
  expect(out.split('\n')).toHaveLength(cases.length)
  expect(out).toContain('callback/failure  FAILED  Sai')
})

test.each([
  ['no JSON', 'khong-phai-json', /không đọc được tệp trường hợp/],
  ['no list of cases', '{"id":"a"}', /tệp phải là một mảng JSON/],
])('a file that is %s is refused with a sentence', async (_what, text, sentence) => {
  const file = join(folder, 'cases.json')
  writeFileSync(file, text)
  const { code, out, err } = await called('asl', file)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(sentence)
})

test('no file is wrong usage', async () => {
  const { code, err } = await called('asl')
  expect(code).toBe(2)
  expect(err).toContain('Cách dùng: dondoc asl')
})
