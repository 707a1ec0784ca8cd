import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { headWritten } from '../../domain/agencies/directory.ts'
import { checkIllustration, checkProgramme } from '../../domain/programme/check.ts'
import { paragraphsOf, wordsByClause } from '../../domain/programme/documentText.ts'
import type { Assignment, Schedule } from '../../domain/programme/schema.ts'
import { placesOf, withChange } from '../domain/programme/smallProgramme.ts'

const raw: unknown = parse(readFileSync('programmes/28-ctrhd-tu/programme.yaml', 'utf8'))
const rawDemo: unknown = parse(readFileSync('programmes/28-ctrhd-tu/assignments.demo.yaml', 'utf8'))
const checked = checkProgramme(raw)
if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
const { programme, answered } = checked
const beside = checkIllustration(rawDemo, programme)
if ('problems' in beside) throw new Error(JSON.stringify(beside.problems))
const { illustration } = beside

const sections: readonly [section: string, clauses: number][] = [
  ['II.1', 8],
  ['II.2.1', 10],
  ['II.2.2', 7],
  ['II.2.3', 18],
  ['II.2.4', 8],
  ['II.2.5.1', 8],
  ['II.2.5.2', 15],
  ['II.2.5.3', 5],
  ['II.2.5.4', 4],
  ['II.2.5.5', 3],
  ['II.3', 5],
  ['II.4', 5],
  ['II.5', 4],
  ['II.6', 3],
  ['II.7', 1],
]

test.each(sections)('section %s has %i clauses, numbered without a gap, each with its assignment', (section, count) => {
  const ids = Array.from({ length: count }, (_, index) => `${section}-${String(index + 1).padStart(2, '0')}`)
  expect(programme.clauses.map(({ id }) => id).filter((id) => id.startsWith(`${section}-`))).toEqual(ids)
  expect(programme.assignments.filter(({ clause }) => ids.includes(clause)).map(({ id }) => id)).toEqual(
    ids.map((id) => id.replaceAll('.', '-')),
  )
})

test('the text beside the file marks every clause, and says what the file quotes of it', () => {
  const words = wordsByClause(paragraphsOf(readFileSync('programmes/28-ctrhd-tu/document.txt', 'utf8')))
  expect(programme.clauses.filter(({ id }) => !words.has(id))).toEqual([])
  const quoted = [
    ...programme.clauses.map(({ id, quote }) => [id, quote]),
    ...programme.assignments.map(({ clause, quote }) => [clause, quote]),
  ]
  const unsaid = quoted.filter(([clause = '', quote]) => quote !== undefined && !words.get(clause)?.includes(quote))
  expect(unsaid).toEqual([])
})

test('part II has 104 assignments and part III has 14', () => {
  expect(programme.assignments.filter(({ clause }) => clause.startsWith('II.'))).toHaveLength(104)
  expect(programme.assignments.filter(({ clause }) => clause.startsWith('III.')).map(({ id }) => id)).toEqual(
    Array.from({ length: 14 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`),
  )
})

test.each([
  ['T01', 'lượt/năm', '>=', 250_000, '2015-12-31'],
  ['T02', '%', '<=', 4.5, '2015-12-31'],
  ['T03', null, 'increases', null, '2020-12-31'],
  ['T04', '%', '<', 4, '2020-12-31'],
  ['T05', '%', '>=', 85, '2015-12-31'],
  ['T06', '%', '>=', 76, '2015-12-31'],
  ['T07', '%', '>=', 90, '2020-12-31'],
  ['T08', '%', '>=', 90, '2020-12-31'],
  ['T09', '%', '<', 2, '2013-12-31'],
  ['T10', 'lần', '>=', 3.5, '2020-12-31'],
  ['T11', null, null, null, '2015-12-31'],
  ['T12', '%', '>=', 80, '2015-12-31'],
  ['T13', '%', '=', 100, '2015-12-31'],
  ['T14', '%', '=', 100, '2015-12-31'],
  ['T15', '%', '<', 8, '2015-12-31'],
  ['T16', '‰', '<=', 10, '2015-12-31'],
  ['T17', 'm²/người', '>=', 19.8, '2020-12-31'],
  ['T18', null, null, null, null],
])('%s is read as the table of targets reads it', (id, unit, comparator, value, by) => {
  expect(programme.targets.find((target) => target.id === id)).toMatchObject({ unit, comparator, value, by })
})

test('there are 18 targets, and the fourth takes over from the second', () => {
  expect(programme.targets).toHaveLength(18)
  expect(
    programme.targets.filter(({ supersedes }) => supersedes !== null).map(({ id, supersedes }) => [id, supersedes]),
  ).toEqual([['T04', 'T02']])
})

test('the plan is due within quarter IV of 2012', () => {
  const plan = assignmentOf('R05')
  expect(plan).toMatchObject({ kind: 'plan', lead: 'bcsd-ubnd-tp', quote: 'trong quý IV năm 2012' })
  expect(plan.schedule).toEqual({ kind: 'once', dueOn: '2012-12-31', bound: 'within' })
})

test('four evaluations lie in two stages, at the middle and the end of each', () => {
  const { schedule } = assignmentOf('R08')
  const occurrences = schedule.kind === 'dates' ? schedule.occurrences : []
  expect(occurrences.map(({ dueOn }) => dueOn)).toEqual(['2014-06-30', '2015-12-31', '2018-06-30', '2020-12-31'])
  for (const { opensOn, closesOn = '', dueOn } of occurrences) {
    expect(
      programme.stages.some(({ from, to }) => from <= opensOn && opensOn < closesOn && closesOn < dueOn && dueOn <= to),
    ).toBe(true)
  }
})

test('the yearly report to the Standing Committee runs from 2013 to 2020, each December', () => {
  expect(assignmentOf('R11')).toMatchObject({ submittedTo: 'ban-thuong-vu', quote: 'định kỳ hàng năm' })
  expect(assignmentOf('R11').schedule).toMatchObject({
    every: 'yearly',
    from: '2013-01-01',
    to: '2020-12-31',
    due: { month: 12 },
  })
})

test('of part II only what the document names is assigned, and only what it times has a date', () => {
  const part = programme.assignments.filter(({ clause }) => clause.startsWith('II.'))
  expect(part.filter(isGiven).map(({ id }) => id)).toEqual(['II-4-01', 'II-4-03', 'II-4-05', 'II-5-02', 'II-6-03'])
  expect(part.filter(({ schedule }) => runs(schedule) > 0).map(({ id }) => id)).toEqual([
    'II-2-3-08',
    'II-4-05',
    'II-5-02',
  ])
  expect(assignmentOf('II-2-3-08').schedule).toMatchObject({ every: 'yearly', from: '2013-01-01', to: '2015-12-31' })
})

test('part III names a lead or a group for each responsibility', () => {
  expect(programme.assignments.filter(({ id }) => id.startsWith('R')).every(isGiven)).toBe(true)
})

test('fourteen questions are asked, each with a proposed answer and its reason, and the file rests on twelve of them', () => {
  expect(programme.questions.map(({ id }) => id)).toEqual(Array.from({ length: 14 }, (_, index) => `A${index + 1}`))
  // Nobody of 2012 answered: what is in force is a proposal, and says so.
  expect(programme.questions.every(({ answer }) => answer?.by.includes('đề xuất') && answer.reason !== '')).toBe(true)
  expect([...new Set(answered.map(({ question }) => question))].toSorted()).toEqual(
    ['A1', 'A10', 'A11', 'A13', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9'].toSorted(),
  )
})

const options = programme.questions.flatMap((question, index) =>
  question.options.map(({ id }) => ({
    question: question.id,
    option: id,
    path: ['questions', index, 'answer', 'option'],
  })),
)

test.each(options)('the file stands when $question is answered with $option', ({ path, option }) => {
  expect(checkProgramme(withChange(raw, path, option))).toHaveProperty('programme')
})

test('every address ends in example.com', () => {
  const mailboxes = [...programme.agencies, ...illustration.agencies].flatMap(({ mailbox, head }) => [
    mailbox,
    head.mailbox,
  ])
  expect(mailboxes.filter((mailbox) => !mailbox.endsWith('@example.com'))).toEqual([])
})

test('each agency has its own mailbox', () => {
  const mailboxes = [...programme.agencies, ...illustration.agencies].map(({ mailbox }) => mailbox)
  expect(new Set(mailboxes).size).toBe(mailboxes.length)
})

test('the illustration says that it is one, and gives out all that is left of part II', () => {
  expect(illustration.document).toMatchObject({ illustration: true, number: null })
  const given = new Set(illustration.assignments.map(({ id }) => id))
  const left = programme.assignments.filter((assignment) => !isGiven(assignment))
  expect(left.every(({ id }) => given.has(id))).toBe(true)
  expect(given.size).toBe(99)
})

test('the illustration gives five clauses to all 24 quận, huyện', () => {
  expect(illustration.groups.map(({ members }) => members.length)).toEqual([24])
  expect(illustration.assignments.filter(({ group }) => group === 'quan-huyen')).toHaveLength(5)
})

test('eight years make between 700 and 1,200 tasks with a deadline', () => {
  const groups = [...programme.groups, ...illustration.groups]
  const leads = ({ lead, group }: Assignment) =>
    lead ? 1 : (groups.find(({ id }) => id === group)?.members.length ?? 0)
  const tasks = [...programme.assignments, ...illustration.assignments].reduce(
    (total, assignment) => total + leads(assignment) * runs(assignment.schedule),
    0,
  )
  expect(tasks).toBe(843)
})

test('whatever one place of the file is replaced by, the check answers', () => {
  const places = placesOf(raw)
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.oneof(fc.constant(undefined), fc.anything()), (path, value) => {
      const answer = checkProgramme(withChange(raw, path, value))
      expect('programme' in answer || answer.problems.length > 0).toBe(true)
    }),
    { numRuns: 60 },
  )
})

function assignmentOf(id: string): Assignment {
  const assignment = programme.assignments.find((candidate) => candidate.id === id)
  if (!assignment) throw new Error(`no assignment ${id}`)
  return assignment
}

function isGiven({ lead, group }: Assignment): boolean {
  return lead !== undefined || group !== undefined
}

/** How many deadlines a schedule makes; the series of these files are whole years. */
function runs(schedule: Schedule): number {
  switch (schedule.kind) {
    case 'once':
      return 1
    case 'dates':
      return schedule.occurrences.length
    case 'recurring': {
      const years = Number(schedule.to.slice(0, 4)) - Number(schedule.from.slice(0, 4)) + 1
      return years * { yearly: 1, 'half-yearly': 2, quarterly: 4, monthly: 12 }[schedule.every]
    }
    case 'continuous':
    case 'conditional':
      return 0
    default:
      return schedule satisfies never
  }
}

test('letters to a head name the body, each its own; the Standing Committee’s goes to the Secretary', () => {
  const agencies = [...programme.agencies, ...illustration.agencies]
  const addressed = agencies
    .filter(({ id }) => id !== 'ban-thuong-vu')
    .map((agency) => ({ agency, to: headWritten(agency) }))
  const unnamed = addressed.filter(
    ({ agency: { name, shortName = name }, to }) => ![name, shortName].some((one) => to.includes(one)),
  )
  expect(unnamed.map(({ to }) => to)).toEqual([])
  expect(new Set(addressed.map(({ to }) => to)).size).toBe(agencies.length - 1)
  expect(addressed.map(({ to }) => to)).toEqual(
    expect.arrayContaining(['Giám đốc Sở Y tế', 'Viện trưởng Viện Nghiên cứu phát triển thành phố']),
  )
})
