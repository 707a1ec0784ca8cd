import { expect, test } from 'vitest'
import { differencesBetween, isOfSubstance } from '../../../domain/programme/difference.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import { readProgramme } from '../../../local/programme/file.ts'

const file = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
if ('problems' in file) throw new Error('The first programme does not validate')
const { programme } = file

type Assignment = Programme['assignments'][number]

function withAssignment(id: string, changes: Partial<Assignment>): Programme {
  return {
    ...programme,
    assignments: programme.assignments.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  }
}

function said(after: Programme): readonly unknown[] {
  return differencesBetween(programme, after).map(({ about, id, field, before, after: now }) => [
    about,
    id,
    field,
    before,
    now,
  ])
}

test('a file does not differ from itself', () => {
  expect(differencesBetween(programme, programme)).toEqual([])
})

test('another day, another cadence and another body are each told at their place', () => {
  expect(said(withAssignment('R05', { schedule: { kind: 'once', dueOn: '2013-01-31', bound: 'within' } }))).toEqual([
    [
      'date',
      'R05',
      'schedule',
      { kind: 'once', dueOn: '2012-12-31', bound: 'within' },
      { kind: 'once', dueOn: '2013-01-31', bound: 'within' },
    ],
  ])
  const yearly = {
    kind: 'recurring',
    from: '2013-01-01',
    to: '2020-12-31',
    due: { month: 12, day: 20 },
    closing: { month: 11, day: 30 },
  } as const
  expect(said(withAssignment('R11', { schedule: { ...yearly, every: 'half-yearly' } }))).toEqual([
    ['cadence', 'R11', 'every', 'yearly', 'half-yearly'],
  ])
  expect(said(withAssignment('R13', { lead: 'ban-dan-van' }))).toEqual([
    ['body', 'R13', 'lead', 'Ban Tuyên giáo Thành ủy', 'Ban Dân vận Thành ủy'],
  ])
})

test('a figure, its comparator and its unit are told apart', () => {
  const targets = programme.targets.map((target) =>
    target.id === 'T16' && target.kind === 'at-most'
      ? { ...target, value: 9, unit: '%', comparator: '=' as const }
      : target,
  )
  expect(said({ ...programme, targets })).toEqual([
    ['comparator', 'T16', 'comparator', '<=', '='],
    ['value', 'T16', 'value', 10, 9],
    ['unit', 'T16', 'unit', '‰', '%'],
  ])
})

test('what was left out and what was added is told as a whole', () => {
  const [first, ...others] = programme.assignments
  expect(said({ ...programme, assignments: others })).toContainEqual(['clause', 'II-1-01', null, first?.title, null])
  expect(said({ ...programme, clauses: programme.clauses.filter(({ id }) => id !== 'II.7-01') })).toEqual([
    ['clause', 'II.7-01', null, 'Nghiên cứu khoa học phục vụ chính sách nhà ở, giáo dục, y tế, việc làm', null],
  ])
})

test('ids chosen otherwise are no difference, and another title is one of words only', () => {
  const renamed = JSON.parse(
    JSON.stringify(programme).replaceAll('"bcsd-ubnd-tp"', '"ban-can-su"').replaceAll('"R05"', '"III-2-1-b"'),
  )
  expect(differencesBetween(programme, renamed)).toEqual([])
  const [difference] = differencesBetween(programme, withAssignment('R05', { title: 'Kế hoạch triển khai' }))
  expect(difference && isOfSubstance(difference)).toBe(false)
})
