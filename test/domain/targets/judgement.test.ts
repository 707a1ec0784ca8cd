import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownFigures } from '../../../domain/targets/figures.ts'
import { toneOf } from '../../../domain/targets/finding.ts'
import { judge } from '../../../domain/targets/judgement.ts'
import { courseTo } from '../../../domain/targets/level.ts'
import type { Observation } from '../../../domain/targets/observation.ts'
import { marksOf, type Target } from '../../../domain/targets/target.ts'
import { findingLabel } from '../../../domain/targets/wording.ts'
import { closing, observation, target, yearly } from './builders.ts'

/** The few words a cell would show. */
function label(of: Target, observations: readonly Observation[], asOf = closing('2015-12-31')): string {
  return findingLabel(judge(of, observations, asOf).finding)
}

describe('on the day of the mark', () => {
  test.each<[string, string, number, number, string]>([
    ['at-least', '>=', 85, 85, 'Đạt'],
    ['at-least', '>=', 85, 84.99, 'Chưa đạt'],
    ['at-least', '>', 85, 85.01, 'Đạt'],
    ['at-least', '>', 85, 85, 'Chưa đạt'],
    ['at-least', '=', 76, 76, 'Đạt'],
    ['at-least', '=', 76, 76.1, 'Chưa đạt'],
    ['at-most', '<=', 4.5, 4.5, 'Đạt'],
    ['at-most', '<=', 4.5, 4.50000001, 'Chưa đạt'],
    ['less-than', '<', 2, 1.9999999, 'Đạt'],
    ['less-than', '<', 2, 2, 'Chưa đạt'],
    ['full-coverage', '=', 100, 100, 'Đạt'],
    ['full-coverage', '=', 100, 99.99, 'Chưa đạt'],
  ])('%s %s %d with %d is %s', (kind, comparator, value, observed, expected) => {
    expect(label(target({ kind, comparator, value }), [observation({ value: observed })])).toBe(expected)
  })

  test('two counts are judged as they are, not as they round', () => {
    const short = observation({ value: { numerator: 84_999_999, denominator: 100_000_000 } })
    expect(label(target(), [short])).toBe('Chưa đạt')
    expect(label(target(), [observation({ value: { numerator: 17, denominator: 20 } })])).toBe('Đạt')
  })

  test('the verdict says which figure it used, its kind and its source', () => {
    const { finding } = judge(target(), [observation({ kind: 'estimate', value: 86 })], closing('2015-12-31'))
    expect(finding).toMatchObject({
      verdict: 'met',
      grounds: {
        rule: 'level',
        required: 85,
        measured: {
          value: 86,
          figure: { kind: 'estimate', sources: [{ observationId: 'o1', source: 'Cục Thống kê' }] },
        },
      },
    })
  })

  test('no figure, or only one of an earlier year, is no verdict', () => {
    expect(label(target(), [])).toBe('Chưa đủ dữ liệu')
    const { finding } = judge(target(), yearly({ 2014: 90 }), closing('2015-12-31'))
    expect(finding).toMatchObject({ verdict: 'no-data', lacking: { what: 'figure' }, latest: { value: 90 } })
  })

  test('the figure of a later year does not judge it', () => {
    expect(label(target(), yearly({ 2014: 80, 2016: 90 }), closing('2016-12-31'))).toBe('Chưa đủ dữ liệu')
  })

  test('the year to 14/12 judges it, and the calendar year before that one', () => {
    const reporting = observation({ id: 'r', period: { from: '2014-12-15', to: '2015-12-14' }, value: 84 })
    expect(label(target(), [reporting])).toBe('Chưa đạt')
    expect(label(target(), [reporting, observation()])).toBe('Đạt')
  })

  test('the year judges it rather than its last quarter', () => {
    const quarter = observation({ id: 'q4', period: { from: '2015-10-01', to: '2015-12-31' }, value: 84 })
    expect(label(target(), [observation(), quarter])).toBe('Đạt')
  })

  test('a span of one day judges it rather than the state on that day, in whatever order', () => {
    const state = observation({ id: 'state', period: { asOf: '2015-12-31' }, value: 84 })
    const span = observation({ id: 'span', period: { from: '2015-12-31', to: '2015-12-31' }, value: 85 })
    expect([label(target(), [state, span]), label(target(), [span, state])]).toEqual(['Đạt', 'Đạt'])
  })

  test('an area that is missing is named and nothing is judged', () => {
    const composed = target({ composition: { kind: 'ratio', areas: ['quan-1', 'quan-3'] } })
    const part = observation({ area: 'quan-1', value: { numerator: 9, denominator: 10 } })
    expect(judge(composed, [part], closing('2015-12-31')).finding).toMatchObject({
      verdict: 'no-data',
      lacking: { what: 'areas', incomplete: { missing: ['quan-3'], partial: { figure: { value: 90 } } } },
    })
  })

  test('a figure of one area never speaks for the whole', () => {
    expect(label(target(), [observation({ area: 'quan-1' })])).toBe('Chưa đủ dữ liệu')
  })

  test('what the document leaves open is asked for, whatever the figures', () => {
    const { finding } = judge(target({ by: null, comparator: null }), [observation()], closing('2015-12-31'))
    expect(finding).toMatchObject({ verdict: 'no-basis', open: ['by', 'comparator'], latest: { value: 85 } })
  })

  test('a correction that moved a value to another target takes it away from this one', () => {
    const moved = observation({ id: 'o2', targetId: 'T06', supersedes: 'o1', recordedAt: '2016-04-01T00:00:00.000Z' })
    expect(label(target(), [observation(), moved])).toBe('Chưa đủ dữ liệu')
  })

  test('a target that takes over from another continues its figures', () => {
    const successor = target({
      id: 'T04',
      kind: 'less-than',
      comparator: '<',
      value: 4,
      by: '2020-12-31',
      supersedes: 'T02',
    })
    const series = yearly({ 2014: 4.7, 2015: 4.5 }, { targetId: 'T02' })
    const outlook = judge(successor, [...series, ...yearly({ 2016: 4.3 }, { targetId: 'T04' })], closing('2017-06-30'))
    expect(outlook.finding).toMatchObject({ outlook: { outlook: 'likely', ahead: { expected: 4.466666666666667 } } })
  })
})

describe('before the day of the mark', () => {
  const rising = target({ baseline: { year: 2011, value: 77, source: 'Niên giám' } })
  const asOf = closing('2014-06-30')

  test.each([
    [85, 'Đạt'],
    [81, 'Có khả năng'],
    [80.9, 'Khó đạt'],
  ])('77% in 2011 and %d% in 2013 look like: %s', (value, expected) => {
    expect(label(rising, yearly({ 2013: value }), asOf)).toBe(expected)
  })

  test('the outlook says where the line stands and what is needed a year', () => {
    expect(judge(rising, yearly({ 2013: 80 }), asOf).finding).toMatchObject({
      verdict: 'not-due',
      outlook: { outlook: 'unlikely', ahead: { expected: 81, needed: { total: 5, perYear: 2.5, years: 2 } } },
    })
  })

  test('without a base the first figure begins the line', () => {
    expect(label(target(), yearly({ 2012: 79, 2013: 81 }), asOf)).toBe('Có khả năng')
    expect(label(target(), yearly({ 2012: 79, 2013: 80.9 }), asOf)).toBe('Khó đạt')
  })

  test('the milestones that were passed are part of the line', () => {
    const staged = target({
      by: '2020-12-31',
      value: 90,
      baseline: { year: 2011, value: 77, source: 'Niên giám' },
      milestones: [{ by: '2015-12-31', comparator: '>=', value: 85 }],
    })
    const series = yearly({ 2016: 85.9 })
    expect(judge(staged, series, closing('2017-06-30')).finding).toMatchObject({
      outlook: { outlook: 'unlikely', ahead: { expected: 86 } },
    })
  })

  test('a milestone before the base is no part of the line', () => {
    const staged = target({
      baseline: { year: 2013, value: 77, source: 'Niên giám' },
      milestones: [{ by: '2012-12-31', comparator: '>=', value: 90 }],
    })
    expect(judge(staged, yearly({ 2014: 81 }), closing('2015-06-30')).finding).toMatchObject({
      outlook: { outlook: 'likely', ahead: { expected: 81 } },
    })
  })

  test('a period that begins after the closing day is not looked at, even when it is known', () => {
    const later = observation({ id: 'later', period: { asOf: '2014-07-31' }, value: 90 })
    expect(judge(rising, [...yearly({ 2013: 80 }), later], asOf).finding).toMatchObject({
      outlook: { outlook: 'unlikely', grounds: { measured: { value: 80 } } },
    })
  })

  test.each<[string, Target, Observation[], string]>([
    ['no figure at all', rising, [], 'no-figure'],
    ['one figure and no base', target(), yearly({ 2013: 80 }), 'no-start'],
    [
      'only the figure of the base year',
      target({ baseline: { year: 2012, value: 77, source: 'Niên giám' } }),
      yearly({ 2012: 77 }),
      'no-start',
    ],
    ['a figure of more than two years ago', rising, [observation({ period: { asOf: '2012-06-29' } })], 'stale'],
  ])('%s gives no outlook and no colour', (_, of, observations, because) => {
    const { finding } = judge(of, observations, asOf)
    expect(finding).toMatchObject({ verdict: 'not-due', outlook: { outlook: 'no-data', because } })
    expect(toneOf(finding)).toBe('none')
  })

  test('an estimate of the year that is running counts before the day', () => {
    const estimate = observation({ kind: 'estimate', value: 84, recordedAt: '2015-11-20T01:00:00.000Z' })
    expect(judge(rising, [estimate], closing('2015-11-21')).finding).toMatchObject({
      outlook: { outlook: 'unlikely', ahead: { needed: { total: 1, perYear: null } } },
    })
  })
})

test('each mark of a target can be judged for itself', () => {
  const staged = target({
    by: '2020-12-31',
    value: 90,
    milestones: [{ by: '2015-12-31', comparator: '>=', value: 85 }],
  })
  const series = yearly({ 2015: 86, 2016: 86.5 })
  const verdicts = marksOf(staged).map((mark) => judge(staged, series, closing('2017-06-30'), mark).finding.verdict)
  expect(verdicts).toEqual(['met', 'not-due'])
})

describe('the course of a target', () => {
  const course = (of: Target, observations: readonly Observation[]) => {
    const [mark] = marksOf(of)
    return mark?.value ? courseTo(of, mark, knownFigures(of, observations, closing('2015-12-31'))) : undefined
  }

  test('is the line and the figures beside it', () => {
    const based = target({ baseline: { year: 2011, value: 77, source: 'Niên giám' } })
    expect(course(based, yearly({ 2012: 78 }))).toMatchObject({
      path: [
        { day: '2011-12-31', value: 77 },
        { day: '2015-12-31', value: 85 },
      ],
      actual: [{ value: 78, figure: { period: { year: 2012 } } }],
    })
  })

  test('begins with the first figure where there is no base, and is only the mark where there is none', () => {
    expect(course(target(), yearly({ 2012: 78 }))?.path).toEqual([
      { day: '2012-12-31', value: 78 },
      { day: '2015-12-31', value: 85 },
    ])
    expect(course(target(), [])?.path).toEqual([{ day: '2015-12-31', value: 85 }])
  })

  test('is in multiples for a multiple, and nothing while the base is open', () => {
    const base = { year: 2011, value: 8 }
    const income = target({ kind: 'multiple-of-base', unit: 'lần', base, reading: 'times' })
    expect(course(income, yearly({ 2012: 12 }))?.actual).toMatchObject([{ value: 1.5, base }])
    const open = target({ kind: 'multiple-of-base', unit: 'lần', base: { ...base, value: null }, reading: 'times' })
    expect(course(open, yearly({ 2012: 12 }))).toEqual({ path: [], actual: [] })
  })
})

describe('a yearly average', () => {
  const jobs = target({
    kind: 'yearly-average',
    unit: 'lượt/năm',
    value: 250_000,
    average: { from: 2012, to: 2015 },
  })

  test.each([
    [250_000, 'Đạt'],
    [249_999, 'Chưa đạt'],
  ])('with %d in its last year is: %s', (value, expected) => {
    expect(label(jobs, yearly({ 2012: 240_000, 2013: 250_000, 2014: 260_000, 2015: value }))).toBe(expected)
  })

  test('thirds are not rounded up', () => {
    const three = target({ kind: 'yearly-average', value: 3.3334, average: { from: 2013, to: 2015 } })
    expect(label(three, yearly({ 2013: 3.3334, 2014: 3.3334, 2015: 3.3333 }))).toBe('Chưa đạt')
  })

  test('names the years without a figure', () => {
    const half = observation({ id: 'h', period: { from: '2013-07-01', to: '2013-12-31' }, value: 130_000 })
    const { finding } = judge(jobs, [...yearly({ 2012: 300_000, 2015: 300_000 }), half], closing('2015-12-31'))
    expect(finding).toMatchObject({ verdict: 'no-data', lacking: { what: 'years', years: [2013, 2014] } })
  })

  test('names the areas too, where only some reported', () => {
    const composed = { ...jobs, composition: { kind: 'sum' as const, areas: ['quan-1', 'quan-3'] } }
    const part = observation({ id: 'p', area: 'quan-1', period: { year: 2013 }, value: 9_000 })
    const { finding } = judge(composed, [...yearly({ 2012: 1, 2014: 1, 2015: 1 }), part], closing('2015-12-31'))
    expect(finding).toMatchObject({ lacking: { years: [2013], incomplete: [{ missing: ['quan-3'] }] } })
  })

  test('whose years nobody stated cannot be judged', () => {
    const open = { ...jobs, average: null }
    expect(judge(open, yearly({ 2015: 1 }), closing('2015-12-31')).finding).toMatchObject({
      verdict: 'no-basis',
      open: ['average'],
    })
  })

  test('looks likely while it keeps its average, and says what the remaining years need', () => {
    expect(judge(jobs, yearly({ 2012: 250_000, 2013: 250_000 }), closing('2014-06-30')).finding).toMatchObject({
      outlook: { outlook: 'likely', ahead: { neededAverage: 250_000 } },
    })
    expect(judge(jobs, yearly({ 2012: 240_000, 2013: 245_000 }), closing('2014-06-30')).finding).toMatchObject({
      outlook: { outlook: 'unlikely', ahead: { neededAverage: 257_500 } },
    })
  })

  test('is reached before its day only when no year remains', () => {
    const estimate = yearly({ 2012: 250_000, 2013: 250_000, 2014: 250_000, 2015: 250_000 })
    expect(judge(jobs, estimate, closing('2015-12-20')).finding).toMatchObject({
      outlook: { outlook: 'reached', ahead: null },
    })
  })

  test.each<[Record<number, number>, string]>([
    [{}, 'no-figure'],
    [{ 2012: 250_000, 2014: 250_000 }, 'gap'],
    [{ 2012: 250_000 }, 'stale'],
  ])('with the figures %j there is no outlook: %s', (values, because) => {
    expect(judge(jobs, yearly(values), closing('2015-06-30')).finding).toMatchObject({
      outlook: { outlook: 'no-data', because, missing: because === 'gap' ? [2013] : [] },
    })
  })
})

describe('a multiple of a base year', () => {
  const income = (fields: Record<string, unknown> = {}) =>
    target({
      kind: 'multiple-of-base',
      unit: 'lần',
      value: 3.5,
      by: '2020-12-31',
      base: { year: 2011, value: 8, unit: 'triệu đồng/người/năm' },
      reading: 'times',
      ...fields,
    })
  const asOf = closing('2020-12-31')

  test.each([
    ['times', 28, 'Đạt'],
    ['times', 27.99, 'Chưa đạt'],
    ['plus', 28, 'Chưa đạt'],
    ['plus', 36, 'Đạt'],
  ])('read as %s, 3,5 times 8 is with %d: %s', (reading, value, expected) => {
    expect(label(income({ reading }), yearly({ 2020: value }), asOf)).toBe(expected)
  })

  test('takes the figure of the base year where the file has no base', () => {
    const open = income({ base: { year: 2011, value: null } })
    expect(label(open, yearly({ 2011: 8, 2020: 28 }), asOf)).toBe('Đạt')
    expect(judge(open, yearly({ 2020: 28 }), asOf).finding).toMatchObject({ verdict: 'no-basis', open: ['base'] })
  })

  test('cannot be taken of a base that is zero', () => {
    const open = income({ base: { year: 2011, value: null } })
    expect(judge(open, yearly({ 2011: 0, 2020: 28 }), asOf).finding).toMatchObject({ open: ['base'] })
  })

  test('is not judged while nobody said how to read it', () => {
    expect(judge(income({ reading: null }), yearly({ 2020: 99 }), asOf).finding).toMatchObject({
      verdict: 'no-basis',
      open: ['reading'],
    })
  })

  test('runs from once in the base year to its mark', () => {
    const { finding } = judge(income({ value: 2.8 }), yearly({ 2014: 12.8 }), closing('2015-06-30'))
    expect(finding).toMatchObject({
      outlook: {
        outlook: 'likely',
        ahead: { expected: 1.6 },
        grounds: { measured: { value: 1.6, base: { year: 2011, value: 8 } } },
      },
    })
  })
})

describe('a value that has to increase every year', () => {
  const places = target({ kind: 'qualitative', unit: 'chỗ', comparator: 'increases', value: null, by: '2016-12-31' })
  const asOf = closing('2016-12-31')

  test.each<[Record<number, number>, string]>([
    [{ 2013: 100, 2014: 101, 2015: 102, 2016: 103 }, 'Đạt'],
    [{ 2013: 100, 2014: 101, 2015: 101, 2016: 103 }, 'Chưa đạt'],
    [{ 2013: 100, 2014: 101, 2015: 99, 2016: 103 }, 'Chưa đạt'],
    [{ 2013: 100, 2014: 101, 2016: 103 }, 'Chưa đủ dữ liệu'],
    [{ 2016: 103 }, 'Chưa đủ dữ liệu'],
    [{}, 'Chưa đủ dữ liệu'],
  ])('with %j is: %s', (values, expected) => {
    expect(label(places, yearly(values), asOf)).toBe(expected)
  })

  test('names the year that failed, with the year before', () => {
    const { finding } = judge(places, yearly({ 2014: 100, 2015: 99, 2016: 103 }), asOf)
    expect(finding).toMatchObject({
      grounds: {
        years: [
          { year: 2015, previous: 100, held: false },
          { year: 2016, previous: 99, held: true },
        ],
      },
    })
  })

  test('begins with the base year where there is one', () => {
    const based = { ...places, baseline: { year: 2013, value: 100, source: 'Niên giám' } }
    expect(label(based, yearly({ 2014: 101, 2015: 102, 2016: 103 }), asOf)).toBe('Đạt')
    expect(judge(based, yearly({ 2015: 102, 2016: 103 }), asOf).finding).toMatchObject({ lacking: { years: [2014] } })
  })

  test.each<[Record<number, number>, string]>([
    [{ 2013: 100, 2014: 101 }, 'Có khả năng'],
    [{ 2013: 100, 2014: 99 }, 'Khó đạt'],
    [{ 2014: 101 }, 'Chưa có số liệu'],
    [{}, 'Chưa có số liệu'],
    [{ 2012: 99, 2014: 101 }, 'Chưa có số liệu'],
  ])('looks in 2015 with %j like: %s', (values, expected) => {
    expect(label(places, yearly(values), closing('2015-06-30'))).toBe(expected)
  })

  test.each<[Record<number, number>, string]>([
    [{}, 'no-figure'],
    [{ 2014: 101 }, 'no-start'],
    [{ 2012: 99, 2014: 101 }, 'gap'],
    [{ 2011: 98, 2012: 99 }, 'stale'],
  ])('has no outlook in 2015 with %j: %s', (values, because) => {
    expect(judge(places, yearly(values), closing('2015-06-30')).finding).toMatchObject({ outlook: { because } })
  })

  test('without a last day is judged on the years that are over', () => {
    const endless = { ...places, by: null }
    expect(label(endless, yearly({ 2013: 100, 2014: 101 }), closing('2015-06-30'))).toBe('Đạt')
    expect(label(endless, yearly({ 2013: 100, 2014: 101 }), closing('2015-12-31'))).toBe('Chưa đủ dữ liệu')
  })
})

describe('a level that has to hold in every year', () => {
  const each = target({ yearly: true })

  test.each<[Record<number, number>, string]>([
    [{ 2013: 85, 2014: 86, 2015: 85 }, 'Đạt'],
    [{ 2013: 85, 2014: 84, 2015: 90 }, 'Chưa đạt'],
    [{ 2013: 85, 2015: 90 }, 'Chưa đủ dữ liệu'],
    [{}, 'Chưa đủ dữ liệu'],
  ])('with %j is: %s', (values, expected) => {
    expect(label(each, yearly(values))).toBe(expected)
  })

  test('begins after the base year, and a later mark after the one before it', () => {
    const staged = target({
      yearly: true,
      baseline: { year: 2012, value: 70, source: 'Niên giám' },
      milestones: [{ by: '2013-12-31', comparator: '>=', value: 80 }],
    })
    const series = yearly({ 2013: 81, 2014: 85, 2015: 85 })
    const verdicts = marksOf(staged).map((mark) => judge(staged, series, closing('2015-12-31'), mark).finding.verdict)
    expect(verdicts).toEqual(['met', 'met'])
    expect(judge(staged, yearly({ 2015: 85 }), closing('2015-12-31')).finding).toMatchObject({
      lacking: { years: [2014] },
    })
  })

  test('asks how to read it while the comparator is open', () => {
    expect(judge(target({ yearly: true, comparator: null }), [], closing('2015-12-31')).finding).toMatchObject({
      open: ['comparator'],
    })
  })
})

describe('a target that only words can judge', () => {
  test('waits for its day, and then for the evaluators', () => {
    const words = target({ kind: 'qualitative', unit: null, comparator: null, value: null })
    expect(label(words, [], closing('2015-12-30'))).toBe('Chưa có số liệu')
    expect(label(words, [observation()])).toBe('Đánh giá bằng nhận xét')
  })

  test('without a day is for the evaluators at any time', () => {
    const words = target({ kind: 'qualitative', unit: null, comparator: null, value: null, by: null })
    expect(label(words, [], closing('2012-12-31'))).toBe('Đánh giá bằng nhận xét')
  })
})

test('colour is for what was judged or can be foreseen, and for nothing else', () => {
  const asOf = closing('2015-12-31')
  const tone = (of: Target, observations: readonly Observation[], at = asOf) =>
    toneOf(judge(of, observations, at).finding)
  expect(tone(target(), [observation()])).toBe('good')
  expect(tone(target(), [observation({ value: 84 })])).toBe('poor')
  expect(tone(target(), yearly({ 2012: 79, 2013: 81 }), closing('2014-06-30'))).toBe('fair')
  expect(tone(target(), [])).toBe('none')
  expect(tone(target({ by: null }), [observation()])).toBe('none')
  expect(tone(target({ kind: 'qualitative', comparator: null, value: null }), [observation()])).toBe('none')
})

/** A target of every kind, and observations of it that come in any kind, period, area, order and time. */
const anyTarget = fc.constantFrom<Target>(
  target(),
  target({ composition: { kind: 'sum', areas: ['quan-1', 'quan-3'] } }),
  target({ yearly: true }),
  target({ kind: 'yearly-average', average: { from: 2013, to: 2015 } }),
  target({ kind: 'multiple-of-base', base: { year: 2012, value: null }, value: 2, reading: 'times' }),
  target({ kind: 'qualitative', comparator: 'increases', value: null }),
)
const anyObservations = fc
  .array(
    fc.record({
      area: fc.constantFrom(null, 'quan-1', 'quan-3'),
      period: fc.constantFrom<Observation['period']>(
        { year: 2012 },
        { year: 2013 },
        { year: 2014 },
        { year: 2015 },
        { from: '2015-01-01', to: '2015-12-31' },
        { from: '2014-12-15', to: '2015-12-14' },
        { from: '2015-12-31', to: '2015-12-31' },
        { asOf: '2015-12-31' },
      ),
      value: fc.integer({ min: 0, max: 100 }),
      kind: fc.constantFrom('estimate', 'preliminary', 'official'),
      recordedAt: fc.constantFrom<Observation['recordedAt']>('2015-12-01T00:00:00.000Z', '2016-06-01T00:00:00.000Z'),
      supersedes: fc.constantFrom(null, null, 'o0', 'o3'),
    }),
    { maxLength: 14 },
  )
  .map((records) => records.map((fields, index) => observation({ id: `o${index}`, ...fields })))
const anyDay = fc.constantFrom(closing('2014-06-30'), closing('2015-12-31'), closing('2016-12-31'))

test('a judgement does not depend on the order of the observations', () => {
  fc.assert(
    fc.property(
      anyTarget,
      anyObservations.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
      ),
      anyDay,
      (of, [all, shuffled], asOf) => {
        expect(judge(of, shuffled, asOf)).toEqual(judge(of, all, asOf))
      },
    ),
  )
})

test('a judgement as of a moment never looks at what was recorded after it', () => {
  fc.assert(
    fc.property(anyTarget, anyObservations, anyDay, (of, all, { day }) => {
      const asOf = closing(day, '2016-01-01T00:00:00.000Z')
      const known = all.filter((one) => one.recordedAt <= asOf.knownBy)
      expect(judge(of, all, asOf)).toEqual(judge(of, known, asOf))
    }),
  )
})
