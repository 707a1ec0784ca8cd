import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarDate, Instant } from '../../../domain/days.ts'
import {
  currentObservation,
  isYear,
  Observation,
  observationHistory,
  type Period,
  periodWritten,
  samePeriod,
  speaksFor,
} from '../../../domain/targets/observation.ts'
import { observation } from './builders.ts'

const year: Period = { year: 2015 }
const later: Instant = '2099-01-01T00:00:00.000Z'

describe('the observation in force', () => {
  const estimate = observation({ id: 'e', kind: 'estimate', value: 84, recordedAt: '2015-11-20T01:00:00.000Z' })
  const preliminary = observation({ id: 'p', kind: 'preliminary', value: 85, recordedAt: '2016-01-20T01:00:00.000Z' })
  const official = observation({ id: 'o', kind: 'official', value: 86, recordedAt: '2016-06-20T01:00:00.000Z' })

  test('is the official over the preliminary over the estimate', () => {
    expect(currentObservation([official, estimate, preliminary], year, null, later)).toBe(official)
    expect(currentObservation([estimate, preliminary], year, null, later)).toBe(preliminary)
  })

  test('stays the official when an estimate is recorded after it', () => {
    const straggler = observation({ id: 'late', kind: 'estimate', recordedAt: '2017-01-01T01:00:00.000Z' })
    expect(currentObservation([official, straggler], year, null, later)).toBe(official)
  })

  test('is the later recorded within a kind', () => {
    const again = observation({ id: 'o2', value: 87, recordedAt: '2016-07-01T01:00:00.000Z' })
    expect(currentObservation([again, official], year, null, later)).toBe(again)
  })

  test('is the one that was known at the moment, that moment included', () => {
    const all = [estimate, preliminary, official]
    expect(currentObservation(all, year, null, '2015-11-20T00:59:59.999Z')).toBeUndefined()
    expect(currentObservation(all, year, null, '2015-11-20T01:00:00.000Z')).toBe(estimate)
    expect(currentObservation(all, year, null, '2016-02-01T00:00:00.000Z')).toBe(preliminary)
  })

  test('belongs to its period and its area', () => {
    expect(currentObservation([official], { year: 2014 }, null, later)).toBeUndefined()
    expect(currentObservation([official], year, 'quan-1', later)).toBeUndefined()
  })
})

describe('a correction', () => {
  const wrong = observation({ id: 'wrong', kind: 'official', value: 96, recordedAt: '2016-03-01T01:00:00.000Z' })
  const right = observation({
    id: 'right',
    kind: 'estimate',
    value: 86,
    supersedes: 'wrong',
    recordedAt: '2016-04-01T01:00:00.000Z',
  })

  test('replaces even a stronger kind, and both are kept', () => {
    expect(observationHistory([wrong, right], year, null, later)).toEqual({ current: right, earlier: [wrong] })
  })

  test('does nothing before it was recorded', () => {
    expect(currentObservation([wrong, right], year, null, '2016-03-31T00:00:00.000Z')).toBe(wrong)
  })

  test('may move a value to the area or period it belongs to', () => {
    const moved = { ...right, area: 'quan-1' }
    expect(observationHistory([wrong, moved], year, null, later)).toEqual({ current: undefined, earlier: [wrong] })
    expect(currentObservation([wrong, moved], year, 'quan-1', later)).toBe(moved)
  })

  test('can itself be corrected', () => {
    const last = observation({ id: 'last', value: 85, supersedes: 'right', recordedAt: '2016-05-01T01:00:00.000Z' })
    expect(observationHistory([last, wrong, right], year, null, later)).toEqual({
      current: last,
      earlier: [wrong, right],
    })
  })

  test('of one that was recorded after it has no effect', () => {
    const early = observation({ id: 'a', supersedes: 'b', recordedAt: '2016-03-01T01:00:00.000Z' })
    const late = observation({ id: 'b', supersedes: 'a', recordedAt: '2016-03-02T01:00:00.000Z' })
    expect(observationHistory([early, late], year, null, later)).toEqual({ current: late, earlier: [early] })
  })
})

/** Observations of one period, a few of which correct others. */
const histories = fc
  .array(
    fc.record({
      kind: fc.constantFrom('estimate', 'preliminary', 'official'),
      minute: fc.integer({ min: 0, max: 9 }),
      corrects: fc.option(fc.integer({ min: 0, max: 7 })),
      value: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 8 },
  )
  .map((records) =>
    records.map(({ kind, minute, corrects, value }, index) =>
      observation({
        id: `o${index}`,
        kind,
        value,
        recordedAt: `2016-01-01T00:0${minute}:00.000Z`,
        supersedes: corrects === null ? null : `o${corrects}`,
      }),
    ),
  )

test('superseding never loses an observation, and one stands wherever any was recorded', () => {
  fc.assert(
    fc.property(histories, (all) => {
      const { current, earlier } = observationHistory(all, year, null, later)
      expect([...earlier, ...(current ? [current] : [])].map(({ id }) => id).toSorted()).toEqual(
        all.map(({ id }) => id).toSorted(),
      )
      expect(current !== undefined).toBe(all.length > 0)
    }),
  )
})

test('the one in force never depends on the order in which they are read', () => {
  fc.assert(
    fc.property(histories, (all) => {
      expect(observationHistory(all.toReversed(), year, null, later)).toEqual(
        observationHistory(all, year, null, later),
      )
    }),
  )
})

describe('periods', () => {
  test('a year is the span from its first to its last day, and not the state at its end', () => {
    expect(samePeriod({ year: 2015 }, { from: '2015-01-01', to: '2015-12-31' })).toBe(true)
    expect(samePeriod({ from: '2015-12-31', to: '2015-12-31' }, { asOf: '2015-12-31' })).toBe(false)
  })

  test.each<[Period, CalendarDate, boolean]>([
    [{ year: 2015 }, '2015-12-31', true],
    [{ year: 2014 }, '2015-12-31', false],
    [{ year: 2016 }, '2015-12-31', false],
    [{ from: '2014-12-15', to: '2015-12-14' }, '2015-12-31', true],
    [{ asOf: '2015-12-12' }, '2015-12-31', false],
    [{ asOf: '2016-01-01' }, '2015-12-31', false],
    [{ year: 2019 }, '2020-01-01', true],
    [{ from: '2018-12-15', to: '2019-12-14' }, '2020-01-01', true],
  ])('%j speaks for %s: %s', (period, day, expected) => {
    expect(speaksFor(period, day)).toBe(expected)
  })

  test.each<[Period, boolean]>([
    [{ year: 2015 }, true],
    [{ from: '2014-12-15', to: '2015-12-14' }, true],
    [{ from: '2015-07-01', to: '2015-12-31' }, false],
    [{ asOf: '2015-12-31' }, false],
  ])('%j is the year 2015: %s', (period, expected) => {
    expect(isYear(period, 2015)).toBe(expected)
  })

  test('are written as the office does', () => {
    expect(periodWritten({ year: 2015 })).toBe('năm 2015')
    expect(periodWritten({ from: '2014-12-15', to: '2015-12-14' })).toBe('từ 15/12/2014 đến 14/12/2015')
    expect(periodWritten({ asOf: '2015-06-30' })).toBe('tại ngày 30/06/2015')
  })
})

describe('the schema of an observation', () => {
  test('takes a number or two counts, and a year, a span or a day', () => {
    const { supersedes: _, note: __, ...short } = observation()
    expect(Observation.parse(short)).toEqual(observation())
    expect(Observation.safeParse(observation({ value: { numerator: 17, denominator: 20 } })).success).toBe(true)
    expect(Observation.safeParse(observation({ period: { asOf: '2015-12-31' } })).success).toBe(true)
  })

  test.each<[string, Record<string, unknown>]>([
    ['a share of nothing', { value: { numerator: 17, denominator: 0 } }],
    ['an infinite value', { value: Number.POSITIVE_INFINITY }],
    ['a period that runs backwards', { period: { from: '2015-12-31', to: '2015-01-01' } }],
    ['a period said twice', { period: { year: 2015, asOf: '2015-12-31' } }],
    ['an unknown kind', { kind: 'final' }],
    ['an unknown field', { unit: '%' }],
    ['no source', { source: '' }],
    ['a moment that is only a day', { recordedAt: '2016-03-02' }],
  ])('refuses %s', (_, fields) => {
    expect(Observation.safeParse({ ...observation(), ...fields }).success).toBe(false)
  })
})
