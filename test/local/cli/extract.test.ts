import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Extracted } from '../../../domain/extraction/extracted.ts'
import { called } from './called.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-extract-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const plan = written(
  'kế hoạch.txt',
  'Kế hoạch số 5/KH-UBND ngày 10/01/2013 của UBND tỉnh về du lịch\nI. NHIỆM VỤ\n1. Sở Y tế báo cáo trước ngày 30/6/2013.\n2. Sở Tài chính báo cáo hàng quý.\n',
)

test('with --json it prints one document of the promised shape', async () => {
  const { code, out, err } = await called('extract', plan, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(Extracted.parse(JSON.parse(out))).toMatchObject({
    number: '5/KH-UBND',
    issuedOn: '2013-01-10',
    items: [
      {
        clause: 'I.1',
        agency: 'Sở Y tế',
        dueOn: '2013-06-30',
        bound: 'before',
        recurrence: null,
        quote: 'trước ngày 30/6/2013',
      },
      { clause: 'I.2', agency: 'Sở Tài chính', dueOn: null, recurrence: 'quarterly', quote: 'hàng quý' },
    ],
  })
})

test('in words it says who, what and when', async () => {
  const { out } = await called('extract', plan)
  expect(out).toContain('I.1 | Sở Y tế | Báo cáo trước ngày 30/6/2013 | hạn 30/06/2013 (“trước ngày 30/6/2013”)')
})

test('a file that cannot be read is refused with what to do, on stderr, and the code is 1', async () => {
  const path = written('cũ.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  const { code, out, err } = await called('extract', path)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('Lưu thành (Save As) .docx')
  expect((await called('extract', join(folder, 'không có.txt'))).code).toBe(1)
})

test('with the recorded answers it prints a programme file that validates', async () => {
  const answers = written(
    'trả lời.yaml',
    `id: 5-kh-ubnd
issuer: ubnd
period: { from: 2013-01-10, to: 2013-12-31 }
agencies:
  - { id: ubnd, name: UBND tỉnh, mailbox: ubnd@example.com, head: { position: Chủ tịch, mailbox: chutich@example.com } }
  - { id: so-y-te, name: Sở Y tế, mailbox: soyte@example.com, head: { position: Giám đốc, mailbox: gd.soyte@example.com } }
  - { id: so-tai-chinh, name: Sở Tài chính, mailbox: stc@example.com, head: { position: Giám đốc, mailbox: gd.stc@example.com } }
items:
  - clause: I.2
    schedule: { kind: recurring, every: quarterly, from: 2013-01-01, to: 2013-12-31, due: { month: 3, day: 20 } }
`,
  )
  const { code, out, err } = await called('extract', plan, '--answers', answers)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const made = written('chương trình.yaml', out)
  expect((await called('validate', made)).out).toContain('2 nhiệm vụ (1 làm một lần, 1 định kỳ')
})

test('an answer that is missing is told, and no file is printed', async () => {
  const answers = written(
    'thiếu.yaml',
    `id: 5-kh-ubnd
issuer: ubnd
period: { from: 2013-01-10, to: 2013-12-31 }
agencies:
  - { id: ubnd, name: UBND tỉnh, mailbox: ubnd@example.com, head: { position: Chủ tịch, mailbox: chutich@example.com } }
`,
  )
  const { code, out, err } = await called('extract', plan, '--answers', answers)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.split('\n')).toEqual([
    'I.1: Chưa biết “Sở Y tế” là cơ quan nào. Hãy ghi ở bodies, hoặc thêm vào agencies.',
    'I.2: Chưa biết “Sở Tài chính” là cơ quan nào. Hãy ghi ở bodies, hoặc thêm vào agencies.',
    'I.2: “Báo cáo hàng quý”: chưa biết ngày đến hạn trong mỗi kỳ, kỳ đầu và kỳ cuối. Hãy ghi schedule ở items.',
  ])
})
