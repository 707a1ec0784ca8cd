import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readIllustration, readProgramme } from '../../../local/programme/file.ts'
import type { LocatedProblem } from '../../../local/programme/yaml.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-programme-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = readFileSync('programmes/28-ctrhd-tu/programme.yaml', 'utf8')
const demo = readFileSync('programmes/28-ctrhd-tu/assignments.demo.yaml', 'utf8')

/** Each breaks one place of the programme's own file; `▲` in the new text marks where the problem stands. */
const broken: readonly [what: string, code: LocatedProblem['code'], from: string, to: string, at?: string][] = [
  ['a day that does not exist', 'not-a-day', 'issuedOn: 2012-11-08', 'issuedOn: ▲2012-02-30'],
  [
    'a day in an answer',
    'not-a-day',
    'gives: { endOf2020: 2020-12-31 }\n      - id: b',
    'gives: { endOf2020: ▲2020-12-32 }\n      - id: b',
  ],
  [
    'an agency nobody knows',
    'unknown-agency',
    'lead: bcsd-ubnd-tp\n    cooperating: [{ agency: ubnd-tp, part: được chỉ đạo xây dựng đề án }]',
    'lead: ▲bcsd-ubnd\n    cooperating: [{ agency: ubnd-tp, part: được chỉ đạo xây dựng đề án }]',
  ],
  [
    'a member nobody knows',
    'unknown-agency',
    '{ agency: ub-mttq }, { agency: ldld }, { agency: hoi-phu-nu }, { agency: thanh-doan },\n      { agency: hoi-nong-dan }, { agency: hoi-ccb },\n    ]\n  - id: he',
    '{ agency: ▲mttq }, { agency: ldld }, { agency: hoi-phu-nu }, { agency: thanh-doan },\n      { agency: hoi-nong-dan }, { agency: hoi-ccb },\n    ]\n  - id: he',
  ],
  ['two leads as a list', 'two-leads', 'lead: ban-dan-van\n', 'lead: ▲[ban-dan-van, dang-doan-mttq]\n'],
  ['two leads as lines', 'two-leads', 'lead: ban-dan-van\n', 'lead:\n      ▲- ban-dan-van\n      - dang-doan-mttq\n'],
  [
    'a lead beside a group',
    'lead-and-group',
    'title: Lãnh đạo, chỉ đạo thực hiện Chương trình hành động\n    group: he-thong-chinh-tri',
    'title: Lãnh đạo, chỉ đạo thực hiện Chương trình hành động\n    lead: ubnd-tp\n    group: ▲he-thong-chinh-tri',
  ],
  ['a lead given twice', 'repeated-key', 'lead: ban-dan-van\n', 'lead: ban-dan-van\n    ▲lead: ban-tuyen-giao\n'],
  [
    'a field given twice on one line',
    'repeated-key',
    '{ agency: ub-mttq,      part: giám sát }',
    '{ agency: ub-mttq,      part: giám sát, ▲part: giám sát }',
  ],
  [
    'a clause twice',
    'duplicate-id',
    '  - id: III.4\n    title',
    '  - id: III.4\n    title: Một\n  - id: ▲III.4\n    title',
  ],
  [
    'a clause of no section',
    'unknown-section',
    '  - id: III.4\n    title',
    '  - id: ▲III.5\n    title: Một\n  - id: III.4\n    title',
  ],
  [
    'a question that is needed and open',
    'unanswered-question',
    '    answer:\n      option: a\n      by: Người soạn tệp (đề xuất, chờ Văn phòng Thành ủy xác nhận)\n      on: 2026-11-24\n      reason: “Tăng lên” đi',
    '    # answer:\n    #   option: a\n    # “Tăng lên” đi',
    '{ question: A8, give: reading }',
  ],
  [
    'an answer that chooses nothing',
    'unknown-option',
    '      option: a\n      by: Người soạn tệp (đề xuất, chờ Văn phòng Thành ủy xác nhận)\n      on: 2026-11-24\n      reason: “Tăng lên” đi',
    '      option: ▲d\n      by: Người soạn tệp (đề xuất, chờ Văn phòng Thành ủy xác nhận)\n      on: 2026-11-24\n      reason: “Tăng lên” đi',
  ],
  [
    'a value no option gives',
    'option-without-value',
    '{ question: A8, give: reading }',
    '{ question: A8, give: ▲readin }',
  ],
  [
    'a question nobody asks',
    'unknown-question',
    '{ question: A8, give: reading }',
    '{ question: ▲A18, give: reading }',
  ],
  [
    'an unknown field',
    'unknown-field',
    '    submittedTo: ban-thuong-vu\n    product: Báo cáo năm',
    '    ▲submitedTo: ban-thuong-vu\n    product: Báo cáo năm',
  ],
  [
    'an unknown field on one line',
    'unknown-field',
    '{ kind: continuous, words: sớm }',
    '{ kind: continuous, ▲word: sớm }',
  ],
  ['a missing field', 'missing-field', '  - id: T17\n    clause: I.2-6\n', '  - ▲id: T17\n'],
  [
    'a missing field on one line',
    'missing-field',
    'head: { position: Bí thư Thành Đoàn, mailbox: bithu.thanhdoan@example.com }',
    'head: ▲{ position: Bí thư Thành Đoàn }',
  ],
  ['a missing field at the top', 'missing-field', 'schema: 1\nid: 28-ctrhd-tu\n', '▲schema: 1\n'],
  ['a field left empty', 'wrong-type', '    quote: định kỳ hàng năm\n\n', '    ▲quote:\n\n'],
  ['a number with a comma', 'wrong-type', 'value: 19.8', 'value: ▲19,8'],
  ['a mailbox without a host', 'bad-format', 'mailbox: vp.thanhuy@example.com', 'mailbox: ▲vp.thanhuy'],
  ['an unknown kind', 'not-allowed', 'kind: evaluation\n', 'kind: ▲evaluate\n'],
  [
    'a deadline outside of the programme',
    'outside-period',
    'plan: { kind: once, dueOn: 2012-12-31, bound: within }\n          texts: { kind: continuous }',
    'plan: { kind: once, dueOn: ▲2021-12-31, bound: within }\n          texts: { kind: continuous }',
  ],
  [
    'a series without a whole period',
    'no-period',
    '{ kind: recurring, every: yearly, from: 2013-01-01, to: 2015-12-31, due: { question: A3, give: yearEnd } }',
    '▲{ kind: recurring, every: yearly, from: 2013-01-02, to: 2013-12-31, due: { question: A3, give: yearEnd } }',
  ],
  [
    'a superior below itself',
    'cycle',
    '    superior: thanh-uy\n    office: vp-thanh-uy',
    '    superior: ▲vp-thanh-uy\n    office: vp-thanh-uy',
  ],

  [
    'a tab for an indentation',
    'not-yaml',
    '    title: Kế hoạch tuyên truyền, vận động nhân dân tham gia và giám sát\n',
    '▲\ttitle: Kế hoạch tuyên truyền\n',
  ],
  ['an indentation out of line', 'not-yaml', '    shortName: Thành Đoàn\n', '▲   shortName: Thành Đoàn\n'],
  ['two colons in a line', 'not-yaml', '    shortName: Thành Đoàn\n', '    shortName: ▲Thành: Đoàn\n'],
  [
    'a bracket that is never closed',
    'not-yaml',
    'repeats: [II.2.4-07]\n\n  # ──',
    'repeats: [II.2.4-07\n\n  # ──',
    '- id: II.1-01\n    title',
  ],
  ['a value that begins with @', 'not-yaml', 'mailbox: thanhuy@example.com', 'mailbox: ▲@example.com'],
  [
    'an alias',
    'not-yaml',
    'basis: 28-ctrhd-tu\n    schedule: { question: A2, give: scheme }',
    'basis: ▲*vanban\n    schedule: { question: A2, give: scheme }',
  ],
  ['a tag', 'not-yaml', 'issuedOn: 2012-11-08', 'issuedOn: !!timestamp ▲2012-11-08'],
]

test('the good file and its illustration are quiet', () => {
  const read = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  expect(readIllustration('programmes/28-ctrhd-tu/assignments.demo.yaml', read.programme)).toHaveProperty(
    'illustration',
  )
})

test.each(broken)('told once, at its line and column: %s', (_, code, from, to, at) => {
  const text = replacedOnce(good, from, to)
  const [line, column] = at === undefined ? placeOf(text, '▲') : placeOf(text, at)
  const problems = problemsOf(text.replace('▲', ''))
  expect(problems).toEqual([{ line, column, code, sentence: expect.stringMatching(/[.?] Hãy .*\.$/u) }])
})

test('several problems come in the order of the file', () => {
  const text = [
    ['issuedOn: 2012-11-08', 'issuedOn: hôm nay'],
    ['    superior: thanh-uy\n    office', '    superior: thanhuy\n    office'],
    ['value: 19.8', 'value: nhiều'],
    ['kind: evaluation\n', 'kind: đánh giá\n'],
  ].reduce((changed, [from, to]) => replacedOnce(changed, String(from), String(to)), good)
  const problems = problemsOf(text)
  expect(problems.map(({ code }) => code)).toEqual(['not-a-day', 'unknown-agency', 'wrong-type', 'not-allowed'])
  expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).toSorted((a, b) => a - b))
})

test('a key given twice does not hide what else is wrong', () => {
  const text = replacedOnce(
    replacedOnce(good, 'lead: ban-dan-van\n', 'lead: ban-dan-van\n    lead: ban-tuyen-giao\n'),
    'value: 19.8',
    'value: nhiều',
  )
  expect(problemsOf(text).map(({ code }) => code)).toEqual(['wrong-type', 'repeated-key'])
})

test('a problem of an illustration stands at its line and column', () => {
  const read = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  const text = replacedOnce(
    demo,
    '    lead: hepza\n    cooperating: [{ agency: so-ldtbxh }]',
    '    lead: ▲hepz\n    cooperating: [{ agency: so-ldtbxh }]',
  )
  const [line, column] = placeOf(text, '▲')
  const beside = readIllustration(written('demo.yaml', text.replace('▲', '')), read.programme)
  expect(beside).toMatchObject({ problems: [{ line, column, code: 'unknown-agency' }] })
})

test.each([
  ['is empty', '', 'empty-file', 1],
  ['holds only a comment', '# chưa có gì\n', 'empty-file', 1],
  ['is no UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0x31, 0x0a, 0x62, 0x3a, 0x20, 0xd4, 0xe8, 0x0a]), 'not-utf-8', 2],
  ['was saved as UTF-16', Buffer.from('\uFEFFschema: 1\n', 'utf16le'), 'not-utf-8', 1],
  ['holds a NUL byte', 'schema: 1\nid: n\0ho\n', 'not-text', 2],
  ['is larger than 5 MB', '#'.repeat(5 * 1024 * 1024 + 1), 'unreadable-file', 1],
  ['is a text', 'Chương trình hành động', 'wrong-type', 1],
  ['is a list', '- một\n- hai\n', 'wrong-type', 1],
  ['holds two documents', 'schema: 1\n---\nschema: 1\n', 'not-yaml', 2],
  ['is nested too deep', `a: ${'['.repeat(100_000)}`, 'not-yaml', 1],
])('a file that %s is refused with one sentence', (_, content, code, line) => {
  expect(problemsOf(content)).toEqual([
    expect.objectContaining({ line, code, sentence: expect.stringMatching(/ Hãy .*\.$/u) }),
  ])
})

test.each([
  ['that is not there', join(folder, 'khong-co.yaml')],
  ['that is a folder', folder],
  ['below a file', join(written('tep.yaml', 'a: 1'), 'khac.yaml')],
])('a path %s is refused with a sentence', (_, path) => {
  expect(readProgramme(path)).toEqual({
    problems: [{ line: 1, column: 1, code: 'unreadable-file', sentence: expect.stringMatching(/ Hãy .*\.$/u) }],
  })
})

test('a mark of byte order and lines that end as on Windows change nothing', () => {
  expect(readProgramme(written('windows.yaml', `\uFEFF${good.replaceAll('\n', '\r\n')}`))).toHaveProperty('programme')
  const [line, column] = placeOf(replacedOnce(good, 'value: 19.8', 'value: ▲nhiều'), '▲')
  const text = `\uFEFF${replacedOnce(good, 'value: 19.8', 'value: nhiều').replaceAll('\n', '\r\n')}`
  expect(problemsOf(text)).toMatchObject([{ line, column }])
})

test('reading and checking the programme takes well under 150 ms', () => {
  const times = Array.from({ length: 3 }, () => {
    const began = performance.now()
    readProgramme('programmes/28-ctrhd-tu/programme.yaml')
    return performance.now() - began
  })
  // The best of three: the machine may be busy with something else.
  expect(Math.min(...times)).toBeLessThan(150)
})

function problemsOf(content: string | Buffer): readonly LocatedProblem[] {
  const read = readProgramme(written('programme.yaml', content))
  return 'problems' in read ? read.problems : []
}

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function replacedOnce(text: string, from: string, to: string): string {
  expect(text.split(from).length, `places that say ${from}`).toBe(2)
  return text.replace(from, () => to)
}

function placeOf(text: string, mark: string): [line: number, column: number] {
  const before = text.slice(0, text.indexOf(mark)).split('\n')
  return [before.length, (before.at(-1) ?? '').length + 1]
}
