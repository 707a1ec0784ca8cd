import { describe, expect, test } from 'vitest'
import { directionOf, markInForce, marksOf, Target, targetsInForce } from '../../../domain/targets/target.ts'
import { target } from './builders.ts'

/** The fields a refusal names, in order. */
function refused(fields: Record<string, unknown>): string[] {
  const result = Target.safeParse({
    id: 'T05',
    clause: 'I.2-2',
    metric: 'Tỷ lệ',
    kind: 'at-least',
    unit: '%',
    comparator: '>=',
    value: 85,
    printed: 'đạt từ 85% trở lên',
    quote: 'đạt từ 85% trở lên',
    by: '2015-12-31',
    ...fields,
  })
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.') || issue.code)
}

describe('the schema of a target', () => {
  test('an ordinary target is taken, and what it does not mention is empty', () => {
    expect(refused({})).toEqual([])
    expect(target()).toMatchObject({
      direction: null,
      baseline: null,
      milestones: [],
      supersedes: null,
      yearly: false,
      owner: null,
      composition: null,
    })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { deadline: '2015-12-31' }, 'unrecognized_keys'],
    ['a kind that is not one of the seven', { kind: 'roughly' }, 'kind'],
    ['a day that does not exist', { by: '2015-02-30' }, 'by'],
    ['a number without a value', { value: null }, 'value'],
    ['a comparator of another kind', { comparator: '<' }, 'comparator'],
    ['at most with "at least"', { kind: 'at-most', comparator: '>=' }, 'comparator'],
    ['less than with "at most"', { kind: 'less-than', comparator: '<=' }, 'comparator'],
    ['full coverage that is not 100', { kind: 'full-coverage', comparator: '=' }, 'value'],
    ['a value for a qualitative target', { kind: 'qualitative', comparator: null }, 'value'],
    ['an average without its years', { kind: 'yearly-average' }, 'average'],
    ['an average that runs backwards', { kind: 'yearly-average', average: { from: 2015, to: 2012 } }, 'average'],
    ['a multiple without a reading', { kind: 'multiple-of-base', base: { year: 2011, value: 8 } }, 'reading'],
    [
      'a multiple of nothing',
      { kind: 'multiple-of-base', base: { year: 2011, value: 0 }, reading: 'times' },
      'base.value',
    ],
    [
      'a multiple of a year that is not over by the deadline',
      { kind: 'multiple-of-base', base: { year: 2015, value: 8 }, reading: 'times' },
      'base',
    ],
    ['a direction against the comparator', { direction: 'lower' }, 'direction'],
    ['a base year after the deadline', { baseline: { year: 2016, value: 80, source: 'Niên giám' } }, 'baseline'],
    ['a target that supersedes itself', { supersedes: 'T05' }, 'supersedes'],
    ['a milestone on the deadline', { milestones: [{ by: '2015-12-31', comparator: '>=', value: 80 }] }, 'milestones'],
    [
      'a milestone after the deadline',
      { milestones: [{ by: '2016-12-31', comparator: '>=', value: 80 }] },
      'milestones',
    ],
    ['an area counted twice', { composition: { kind: 'sum', areas: ['q1', 'q1'] } }, 'composition.areas'],
    ['a composition of no area', { composition: { kind: 'sum', areas: [] } }, 'composition.areas'],
  ])('%s is refused', (_, fields, path) => {
    expect(refused(fields)).toContain(path)
  })

  test('what the document leaves open is null, and is taken', () => {
    expect(refused({ comparator: null, by: null })).toEqual([])
    expect(refused({ kind: 'yearly-average', average: null })).toEqual([])
    expect(refused({ kind: 'multiple-of-base', base: { year: 2011, value: null }, reading: null })).toEqual([])
    expect(refused({ kind: 'qualitative', comparator: 'increases', value: null, unit: null })).toEqual([])
  })
})

describe('the targets of a programme', () => {
  const t02 = target({ id: 'T02', kind: 'at-most', comparator: '<=', value: 4.5 })
  const t04 = target({
    id: 'T04',
    kind: 'less-than',
    comparator: '<',
    value: 4,
    by: '2020-12-31',
    supersedes: 'T02',
  })

  test('the one that is superseded speaks until its own day', () => {
    expect(targetsInForce([t02, t04], '2015-12-31').map(({ id }) => id)).toEqual(['T02', 'T04'])
    expect(targetsInForce([t02, t04], '2016-01-01').map(({ id }) => id)).toEqual(['T04'])
  })
})

describe('marks', () => {
  const staged = target({
    value: 90,
    by: '2020-12-31',
    milestones: [
      { by: '2015-12-31', comparator: '>=', value: 85 },
      { by: '2013-12-31', comparator: '>=', value: 80 },
    ],
  })

  test('are the milestones and the target itself, by day', () => {
    expect(marksOf(staged).map((mark) => mark.value)).toEqual([80, 85, 90])
  })

  test.each([
    ['2012-06-30', 80],
    ['2013-12-31', 80],
    ['2014-01-01', 85],
    ['2016-01-01', 90],
    ['2021-01-01', 90],
  ] as const)('on %s the mark of %d is in force', (day, value) => {
    expect(markInForce(staged, day).value).toBe(value)
  })

  test('a mark without a day comes after those that have one', () => {
    const open = target({ by: null, milestones: [{ by: '2015-12-31', comparator: '>=', value: 80 }] })
    expect(marksOf(open).map((mark) => mark.by)).toEqual(['2015-12-31', null])
  })
})

test.each<[Record<string, unknown>, string | null]>([
  [{}, 'higher'],
  [{ kind: 'less-than', comparator: '<' }, 'lower'],
  [{ kind: 'at-most', comparator: '<=' }, 'lower'],
  [{ comparator: '=' }, null],
  [{ comparator: '=', direction: 'higher' }, 'higher'],
  [{ comparator: null }, null],
  [{ kind: 'qualitative', comparator: 'increases', value: null }, 'higher'],
])('the direction of %j is %s', (fields, direction) => {
  expect(directionOf(target(fields))).toBe(direction)
})
