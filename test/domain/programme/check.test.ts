import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idleAnswers } from '../../../domain/programme/answers.ts'
import { checkIllustration, checkProgramme } from '../../../domain/programme/check.ts'
import type { Path, ProblemCode } from '../../../domain/programme/problem.ts'
import type { Programme, Question } from '../../../domain/programme/schema.ts'
import { agency, assignment, placesOf, smallIllustration, smallProgramme, withChange } from './smallProgramme.ts'

test('a good file is quiet, and carries its answers in place', () => {
  const checked = checkProgramme(smallProgramme())
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
  expect(checked.programme.targets.map(({ comparator, by }) => [comparator, by])).toEqual([
    ['<=', '2015-12-31'],
    ['<', '2020-12-31'],
  ])
  expect(checked.programme.assignments[4]?.schedule.kind).toBe('dates')
  expect(checked.answered.map(({ path, question }) => [path.join('.'), question])).toEqual([
    ['targets.0.comparator', 'A6'],
    ['targets.1.by', 'A5'],
    ['assignments.4.schedule', 'A1'],
  ])
})

test('what the file leaves out takes its default', () => {
  const { groups, questions } = programmeOf(
    smallProgramme({
      groups: undefined,
      questions: undefined,
      settings: {},
      targets: [],
      assignments: [],
      clauses: [],
    }),
  )
  expect({ groups, questions }).toEqual({ groups: [], questions: [] })
})

const evaluations = ['questions', 0, 'options', 0, 'gives', 'evaluations'] as const
const once = ['assignments', 2, 'schedule'] as const
const recurring = ['assignments', 3, 'schedule'] as const

/** One change of the good file, and the one problem it must make: at the place changed, unless another is named. */
const refused: readonly [what: string, code: ProblemCode, path: Path, value: unknown, at?: Path][] = [
  ['a field that nobody reads', 'unknown-field', ['agencies', 0, 'naem'], 'x'],
  ['a missing field', 'missing-field', ['assignments', 0, 'givenBy'], undefined],
  ['a missing kind of schedule', 'missing-field', [...once, 'kind'], undefined],
  ['a field left empty', 'wrong-type', ['clauses', 0, 'quote'], null],
  ['a number for a text', 'wrong-type', ['agencies', 0, 'name'], 5],
  ['a text for a number', 'wrong-type', ['targets', 0, 'value'], '4,5'],
  ['a text for a list', 'wrong-type', ['groups', 0, 'members'], 'ubnd'],
  ['a list for a map', 'wrong-type', ['agencies', 0, 'head'], []],
  ['a fraction of a day', 'wrong-type', [...recurring, 'due', 'day'], 1.5],
  ['a day that does not exist', 'not-a-day', [...once, 'dueOn'], '2012-02-30'],
  ['a day as the office writes it', 'not-a-day', [...once, 'dueOn'], '31/12/2012'],
  ['an id with diacritics', 'bad-format', ['stages', 0, 'id'], 'giai đoạn'],
  ['a clause that is none', 'bad-format', ['assignments', 0, 'clause'], 'mục 1'],
  ['a mailbox without a host', 'bad-format', ['agencies', 0, 'mailbox'], 'vanthu'],
  ['an unknown kind', 'not-allowed', ['assignments', 0, 'kind'], 'việc'],
  ['an unknown kind of schedule', 'not-allowed', [...once, 'kind'], 'sometimes'],
  ['another schema', 'not-allowed', ['schema'], 2],
  ['an empty text', 'out-of-bounds', ['clauses', 0, 'title'], ''],
  ['a group of nobody', 'out-of-bounds', ['groups', 0, 'members'], []],
  ['a thirteenth month too many', 'out-of-bounds', [...recurring, 'due', 'month'], 25],
  ['a direction against the comparator', 'contradiction', ['targets', 1, 'direction'], 'higher'],

  [
    'a question that is not there',
    'unknown-question',
    ['targets', 1, 'by'],
    { question: 'A8', give: 'x' },
    ['targets', 1, 'by', 'question'],
  ],
  [
    'a question that is needed and open',
    'unanswered-question',
    ['questions', 1, 'answer'],
    undefined,
    ['targets', 1, 'by'],
  ],
  ['an answer that chooses nothing there is', 'unknown-option', ['questions', 0, 'answer', 'option'], 'z'],
  [
    'an option without the value',
    'option-without-value',
    ['questions', 0, 'options', 0, 'gives'],
    {},
    ['assignments', 4, 'schedule', 'give'],
  ],
  ['half a place for an answer', 'bad-answer-place', ['targets', 1, 'by'], { question: 'A5' }],

  ['an agency twice', 'duplicate-id', ['agencies', 5, 'id'], 'ban-cu'],
  ['a clause twice', 'duplicate-id', ['clauses', 4, 'id'], 'II.1-01'],
  ['a clause twice, with a zero and without', 'duplicate-id', ['clauses', 4, 'id'], 'II.1-1'],
  ['an assignment twice', 'duplicate-id', ['assignments', 1, 'id'], 'II-1-01'],
  ['a document twice', 'duplicate-id', ['documents', 2, 'id'], 'vb'],
  ['a section twice', 'duplicate-id', ['sections', 5, 'id'], 'III'],
  ['a question twice', 'duplicate-id', ['questions', 3, 'id'], 'A6'],
  ['an occurrence twice', 'duplicate-id', [...evaluations, 'occurrences', 1, 'id'], 'giua'],
  ['an option twice', 'duplicate-id', ['questions', 0, 'options', 1, 'id'], 'a'],
  ['a member twice', 'duplicate-id', ['groups', 0, 'members', 1, 'agency'], 'ban-cu'],
  ['a cooperating agency twice', 'duplicate-id', ['assignments', 2, 'cooperating', 1, 'agency'], 'ban-cu'],

  ['a lead nobody knows', 'unknown-agency', ['assignments', 2, 'lead'], 'ubmd'],
  ['a group as lead', 'unknown-agency', ['assignments', 2, 'lead'], 'cac-ban'],
  ['a giver nobody knows', 'unknown-agency', ['assignments', 2, 'givenBy'], 'x'],
  ['a level nobody knows', 'unknown-agency', ['assignments', 2, 'submittedTo'], 'x'],
  ['a cooperating agency nobody knows', 'unknown-agency', ['assignments', 2, 'cooperating', 0, 'agency'], 'x'],
  ['a superior nobody knows', 'unknown-agency', ['agencies', 1, 'superior'], 'x'],
  ['an office nobody knows', 'unknown-agency', ['agencies', 0, 'office'], 'x'],
  ['a successor nobody knows', 'unknown-agency', ['agencies', 3, 'successors', 0, 'agency'], 'x'],
  ['a member nobody knows', 'unknown-agency', ['groups', 0, 'members', 0, 'agency'], 'x'],
  ['an issuer nobody knows', 'unknown-agency', ['documents', 1, 'issuer'], 'x'],
  ['an owner nobody knows', 'unknown-agency', ['targets', 1, 'owner'], 'x'],
  ['a group nobody knows', 'unknown-group', ['assignments', 3, 'group'], 'x'],
  ['a basis nobody knows', 'unknown-document', ['assignments', 0, 'basis'], 'x'],
  ['a programme without its document', 'unknown-document', ['document'], 'x'],
  ['an amended document nobody knows', 'unknown-document', ['documents', 0, 'amends', 0], 'x'],
  ['an assignment of no clause', 'unknown-clause', ['assignments', 0, 'clause'], 'II.1-09'],
  ['a target of no clause', 'unknown-clause', ['targets', 1, 'clause'], 'I-9'],
  ['a clause of no section', 'unknown-section', ['clauses', 4, 'id'], 'II.7-02'],
  ['a lettered clause of no section', 'unknown-section', ['clauses', 4, 'id'], 'II.7.a'],
  ['a section of no section', 'unknown-section', ['sections', 5, 'id'], 'IV.1'],
  ['a target that supersedes nothing', 'unknown-target', ['targets', 1, 'supersedes'], 'T09'],
  ['a repetition of no place', 'unknown-place', ['clauses', 1, 'repeats', 0], 'T09'],
  ['a question about no place', 'unknown-place', ['questions', 0, 'clauses', 0], 'IX'],

  ['work due before its lead begins', 'lead-not-begun', ['assignments', 4, 'lead'], 'ban-moi'],
  ['a list of leads', 'two-leads', ['assignments', 2, 'lead'], ['ubnd', 'vp']],
  ['leads after a comma', 'two-leads', ['assignments', 2, 'lead'], 'ubnd, vp'],
  ['a lead and a group', 'lead-and-group', ['assignments', 3, 'lead'], 'ubnd', ['assignments', 3, 'group']],
  ['a lead that also cooperates', 'lead-cooperates', ['assignments', 2, 'cooperating', 0, 'agency'], 'ubnd'],
  ['an agency above itself', 'cycle', ['agencies', 2, 'superior'], 'ubnd'],
  ['an office of its own office', 'cycle', ['agencies', 1, 'office'], 'thanh-uy', ['agencies', 0, 'office']],
  ['an agency that succeeds itself', 'cycle', ['agencies', 3, 'successors', 0, 'agency'], 'ban-cu'],

  ['a beginning after the deadline', 'dates-out-of-order', [...once, 'opensOn'], '2013-01-01'],
  ['a series that ends before it begins', 'dates-out-of-order', [...recurring, 'to'], '2012-12-31'],
  ['data that close after the report', 'dates-out-of-order', [...recurring, 'closing'], { month: 12, day: 21 }],
  [
    'an evaluation that opens after it is due',
    'dates-out-of-order',
    [...evaluations, 'occurrences', 0, 'opensOn'],
    '2014-07-01',
  ],
  [
    'an evaluation whose data close after it is due',
    'dates-out-of-order',
    [...evaluations, 'occurrences', 0, 'closesOn'],
    '2014-07-01',
  ],
  ['a stage that ends before it begins', 'dates-out-of-order', ['stages', 1, 'to'], '2015-12-31'],
  ['a stage inside another', 'dates-out-of-order', ['stages', 1, 'from'], '2015-12-31'],
  ['an agency that ended before it began', 'dates-out-of-order', ['agencies', 3, 'to'], '1999-12-31'],
  [
    'a target that supersedes a later one',
    'dates-out-of-order',
    ['targets', 0, 'by'],
    '2020-12-31',
    ['targets', 1, 'supersedes'],
  ],
  ['a target that supersedes another unit', 'not-allowed', ['targets', 0, 'unit'], '‰', ['targets', 1, 'supersedes']],
  ['a programme without end', 'outside-period', ['period', 'to'], '9999-12-31', ['period']],
  ['a deadline after the programme', 'outside-period', [...once, 'dueOn'], '2021-01-01'],
  ['a series that begins too early', 'outside-period', [...recurring, 'from'], '2011-01-01'],
  ['a series that ends too late', 'outside-period', [...recurring, 'to'], '2021-12-31'],
  [
    'an evaluation outside of the programme',
    'outside-period',
    [...evaluations, 'occurrences', 1, 'dueOn'],
    '2021-06-30',
  ],
  ['a target outside of the programme', 'outside-period', ['targets', 0, 'by'], '2011-12-31'],
  ['a review outside of the programme', 'outside-period', ['assignments', 5, 'schedule', 'reviewOn'], '2021-01-01'],
  ['tracking from after the end', 'outside-period', ['trackedFrom'], '2021-01-01'],
  ['a series without a whole period', 'no-period', [...recurring, 'to'], '2013-11-30', recurring],
  ['a series to the end of time', 'out-of-bounds', [...recurring, 'to'], '9999-12-31'],
]

test.each(refused)('refused with one sentence: %s', (_, code, path, value, at) => {
  const problems = problemsOf(withChange(smallProgramme(), path, value))
  expect(problems.map((problem) => [problem.code, problem.path])).toEqual([[code, at ?? path]])
  expect(problems[0]?.sentence).toMatch(/[.?] Hãy .*\.$/u)
})

test('every problem of a file is told at once, those of shape and those of reference alike', () => {
  const broken = smallProgramme({
    agencies: [
      agency('thanh-uy', { superior: 'x' }),
      agency('ubnd', { mailbox: 'y' }),
      agency('ban-cu'),
      agency('ban-moi'),
    ],
    assignments: [
      assignment('A', { lead: 'x', schedule: { kind: 'once', dueOn: '2012-02-30', bound: 'by' } }),
      assignment('A', { kind: 'z', group: 'cac-ban', lead: 'ubnd' }),
    ],
  })
  expect(problemsOf(broken).map(({ code, path }) => `${path.join('.')} ${code}`)).toEqual(
    expect.arrayContaining([
      'agencies.0.superior unknown-agency',
      'agencies.1.mailbox bad-format',
      'assignments.0.lead unknown-agency',
      'assignments.0.schedule.dueOn not-a-day',
      'assignments.1.id duplicate-id',
      'assignments.1.kind not-allowed',
      'assignments.1.group lead-and-group',
    ]),
  )
})

test('while an id cannot be read, no reference to its list is called wrong', () => {
  const problems = problemsOf(withChange(smallProgramme(), ['agencies', 2, 'id'], 5))
  expect(problems.map(({ code, path }) => [code, path])).toEqual([['wrong-type', ['agencies', 2, 'id']]])
})

test('while a list cannot be read, no reference to it is called wrong', () => {
  const problems = problemsOf(withChange(smallProgramme(), ['groups'], 'cac-ban'))
  expect(problems.map(({ code, path }) => [code, path])).toEqual([['wrong-type', ['groups']]])
})

test.each([
  ['ubn', 'có phải “ubnd”?'],
  ['thanhuy', 'có phải “thanh-uy”?'],
])('an agency written %s brings the one that was meant', (lead, words) => {
  const [problem] = problemsOf(withChange(smallProgramme(), ['assignments', 2, 'lead'], lead))
  expect(problem?.sentence).toContain(words)
})

test('a name like no other brings no guess', () => {
  const [problem] = problemsOf(withChange(smallProgramme(), ['assignments', 2, 'lead'], 'truong-dai-hoc'))
  expect(problem?.sentence).not.toContain('có phải')
})

test('a day that does not exist says how long its month is', () => {
  const [problem] = problemsOf(withChange(smallProgramme(), [...once, 'dueOn'], '2012-02-30'))
  expect(problem?.sentence).toBe(
    '“dueOn” (thời hạn) phải là một ngày có thật, viết năm-tháng-ngày như 2012-12-31; ở đây ghi “2012-02-30” (tháng 2 năm 2012 có 29 ngày). Hãy ghi lại.',
  )
})

test('a circle of three superiors is told once', () => {
  const agencies = [
    agency('a', { superior: 'b' }),
    agency('b', { superior: 'c' }),
    agency('c', { superior: 'a' }),
    agency('d', { superior: 'a' }),
  ]
  const circles = problemsOf(smallProgramme({ agencies })).filter(({ code }) => code === 'cycle')
  expect(circles.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('a → b → c → a')])
})

test('an office whose superior is the agency it works for is no circle', () => {
  const agencies = [
    agency('thanh-uy', { office: 'vp' }),
    agency('vp', { superior: 'thanh-uy' }),
    agency('ubnd'),
    agency('ban-cu'),
    agency('ban-moi'),
  ]
  expect(checkProgramme(smallProgramme({ agencies }))).toHaveProperty('programme')
})

test('a yearly report of the year the programme began is in, where its own day is', () => {
  expect(checkProgramme(withChange(smallProgramme(), [...recurring, 'from'], '2012-01-01'))).toHaveProperty('programme')
})

const wrongValues = [
  undefined,
  null,
  '',
  'zzz',
  'A5',
  '2012-02-30',
  '2099-01-01',
  -1,
  4.5,
  true,
  [],
  ['ubnd', 'vp'],
  {},
  { question: 'A5', give: 'endOf2020' },
]

test('whatever one place is replaced by, the check answers with a programme or with sentences', () => {
  const good = smallProgramme()
  for (const path of placesOf(good)) {
    for (const value of wrongValues) expectAnswer(checkProgramme(withChange(good, path, value)))
  }
})

test('whatever a file holds, the check answers', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...placesOf(smallProgramme())), (value, path) => {
      expectAnswer(checkProgramme(value))
      expectAnswer(checkProgramme(withChange(smallProgramme(), path, value)))
    }),
    { numRuns: 300 },
  )
})

test('a good illustration is quiet', () => {
  expect(checkIllustration(smallIllustration(), programmeOf(smallProgramme()))).toHaveProperty('illustration')
})

const refusedBeside: readonly [what: string, code: ProblemCode, path: Path, value: unknown, at?: Path][] = [
  ['for another programme', 'other-programme', ['programme'], 'khac'],
  ['that does not say it is one', 'not-marked-illustration', ['document', 'illustration'], undefined],
  ['that says it is none', 'not-marked-illustration', ['document', 'illustration'], false],
  ['by an issuer nobody knows', 'unknown-agency', ['document', 'issuer'], 'x'],
  ['from before the programme', 'outside-period', ['document', 'issuedOn'], '2012-11-07'],
  ['that gives what the programme does not know', 'unknown-assignment', ['assignments', 0, 'id'], 'II-1-09'],
  [
    'that gives what is given',
    'already-assigned',
    ['assignments', 0],
    assignment('R01', { lead: 'ubnd' }),
    ['assignments', 0, 'id'],
  ],
  ['that gives work of another clause', 'other-clause', ['assignments', 0, 'clause'], 'II.1-02'],
  ['that gives work to nobody', 'not-assigned', ['assignments', 0, 'lead'], undefined, ['assignments', 0]],
  [
    'that gives work twice',
    'duplicate-id',
    ['assignments', 1],
    assignment('II-1-01', { clause: 'II.1-01', lead: 'ubnd' }),
    ['assignments', 1, 'id'],
  ],
  ['with an agency of the programme', 'duplicate-id', ['agencies', 1], agency('ubnd'), ['agencies', 1, 'id']],
  [
    'with a group of the programme',
    'duplicate-id',
    ['groups', 1],
    { id: 'cac-ban', name: 'Các ban', members: [{ agency: 'ubnd' }] },
    ['groups', 1, 'id'],
  ],
  ['with a list of leads', 'two-leads', ['assignments', 0, 'lead'], ['so-y-te', 'ubnd']],
  ['that says otherwise than yes or no', 'wrong-type', ['document', 'illustration'], 'có'],
  ['with an unknown lead', 'unknown-agency', ['assignments', 0, 'lead'], 'x'],
  ['with a field that nobody reads', 'unknown-field', ['mota'], 'x'],
]

test.each(refusedBeside)('an illustration is refused %s', (_, code, path, value, at) => {
  const broken = withAdded(smallIllustration(), path, value)
  const checked = checkIllustration(broken, programmeOf(smallProgramme()))
  const problems = 'problems' in checked ? checked.problems : []
  expect(problems.map((problem) => [problem.code, problem.path])).toEqual([[code, at ?? path]])
})

test('an illustration may not pass for a document of the programme', () => {
  const assignments = [assignment('II-1-01', { clause: 'II.1-01', lead: 'ubnd', basis: 'vb' })]
  const broken = withChange(smallIllustration({ assignments }), ['document', 'id'], 'vb')
  const checked = checkIllustration(broken, programmeOf(smallProgramme()))
  expect(checked).toMatchObject({ problems: [{ code: 'duplicate-id', path: ['document', 'id'] }] })
})

test('whatever one place of an illustration is replaced by, the check answers', () => {
  const programme = programmeOf(smallProgramme())
  for (const path of placesOf(smallIllustration())) {
    for (const value of wrongValues)
      expectAnswer(checkIllustration(withChange(smallIllustration(), path, value), programme))
  }
  for (const value of wrongValues) expectAnswer(checkIllustration(value, programme))
})

/** As withChange, and one past the end of a list adds to it. */
function withAdded(tree: Record<string, unknown>, path: Path, value: unknown): unknown {
  const [list, index] = path
  const entries = list === undefined ? undefined : tree[String(list)]
  if (!Array.isArray(entries) || index !== entries.length || path.length > 2) return withChange(tree, path, value)
  return { ...tree, [String(list)]: [...entries, value] }
}

function problemsOf(raw: unknown) {
  const checked = checkProgramme(raw)
  return 'problems' in checked ? checked.problems : []
}

function programmeOf(raw: unknown): Programme {
  const checked = checkProgramme(raw)
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
  return checked.programme
}

function expectAnswer(checked: ReturnType<typeof checkProgramme> | ReturnType<typeof checkIllustration>): void {
  if (!('problems' in checked)) return
  expect(checked.problems.length).toBeGreaterThan(0)
  for (const { path, sentence } of checked.problems) {
    expect(Array.isArray(path)).toBe(true)
    expect(sentence).toMatch(/\.$/u)
  }
}

test('a mailbox is the same with capitals and without', () => {
  const raw = withChange(smallProgramme(), ['agencies', 0, 'mailbox'], 'VanThu.AP1@Example.com')
  const checked = checkProgramme(withChange(raw, ['agencies', 0, 'head', 'mailbox'], 'Bi.Thu@example.com'))
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
  expect(checked.programme.agencies[0]).toMatchObject({
    mailbox: 'vanthu.ap1@example.com',
    head: { mailbox: 'bi.thu@example.com' },
  })
})

test.each([
  ['another value for a place of the file', { x: 1 }, { x: 2 }, []],
  ['the same value', { x: 1 }, { x: 1 }, ['idle-answer']],
  ['another value for no place of the file', { x: 1 }, { x: 1, y: 2 }, ['idle-answer']],
] as const)('the second of two options that gives %s', (_, first, second, warned) => {
  const options = [
    { id: 'a', text: 'Một', gives: first },
    { id: 'b', text: 'Hai', gives: second },
  ]
  const questions: readonly Question[] = [{ id: 'A1', about: 'Hỏi', options, answer: { ...answerB } }]
  const place = { path: ['x'], question: 'A1', source: ['questions', 0, 'options', 1, 'gives', 'x'] }
  expect(idleAnswers(questions, [place]).map(({ code }) => code)).toEqual(warned)
})

const answerB = { option: 'b', by: 'Văn phòng', on: '2012-11-08', reason: 'Rõ' } as const
