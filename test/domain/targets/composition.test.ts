import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Composition, compose } from '../../../domain/targets/composition.ts'
import { knownFigures } from '../../../domain/targets/figures.ts'
import type { Observation, ObservedValue } from '../../../domain/targets/observation.ts'
import { closing, observation, target } from './builders.ts'

const areas = ['quan-1', 'quan-3', 'can-gio']
const sums: Composition = { kind: 'sum', areas }
const ratios: Composition = { kind: 'ratio', areas }
const later = '2099-01-01T00:00:00.000Z'

function byArea(values: Record<string, ObservedValue>, fields: Partial<Observation> = {}): Observation[] {
  return Object.entries(values).map(([area, value]) => observation({ id: area, area, value, ...fields }))
}

describe('a whole put together from its areas', () => {
  test('is their sum', () => {
    const composed = compose(sums, byArea({ 'quan-1': 0.1, 'quan-3': 0.2, 'can-gio': 5 }), { year: 2015 }, later)
    expect(composed).toMatchObject({ value: 5.3, missing: [], partial: null })
  })

  test('is the ratio of the sums, not the average of the ratios', () => {
    const counts = byArea({
      'quan-1': { numerator: 90, denominator: 100 },
      'quan-3': { numerator: 450, denominator: 500 },
      'can-gio': { numerator: 140, denominator: 400 },
    })
    expect(compose(ratios, counts, { year: 2015 }, later).value).toEqual({ numerator: 680, denominator: 1000 })
  })

  test('is not given while an area is missing, which is named beside what the others make', () => {
    const composed = compose(sums, byArea({ 'quan-1': 1, 'can-gio': 5 }), { year: 2015 }, later)
    expect(composed).toMatchObject({
      value: null,
      missing: ['quan-3'],
      partial: { value: 6, areas: ['quan-1', 'can-gio'] },
    })
  })

  test('has no partial figure where no area gave one', () => {
    expect(compose(sums, [], { year: 2015 }, later)).toEqual({ value: null, missing: areas, partial: null, parts: [] })
  })

  test('misses an area that gave a bare percentage where counts are needed, and a ratio where a number is', () => {
    const values = { 'quan-1': { numerator: 9, denominator: 10 }, 'quan-3': 90, 'can-gio': 35 }
    expect(compose(ratios, byArea(values), { year: 2015 }, later).missing).toEqual(['quan-3', 'can-gio'])
    expect(compose(sums, byArea(values), { year: 2015 }, later).missing).toEqual(['quan-1'])
  })

  test('takes no area of another period or recorded later', () => {
    const observations = byArea({ 'quan-1': 1, 'quan-3': 1, 'can-gio': 5 })
    expect(compose(sums, observations, { year: 2014 }, later).missing).toEqual(areas)
    expect(compose(sums, observations, { year: 2015 }, '2016-01-01T00:00:00.000Z').missing).toEqual(areas)
  })

  test('is never given with an area missing, and does not depend on the order', () => {
    const values = fc.dictionary(
      fc.constantFrom(...areas),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(value * 1e4) / 1e4),
    )
    fc.assert(
      fc.property(values, (given) => {
        const observations = byArea(given)
        const composed = compose(sums, observations, { year: 2015 }, later)
        expect(compose(sums, observations.toReversed(), { year: 2015 }, later)).toEqual(composed)
        expect(compose({ ...sums, areas: areas.toReversed() }, observations, { year: 2015 }, later).value).toEqual(
          composed.value,
        )
        expect(composed.value === null).toBe(composed.missing.length > 0)
        expect(composed.missing).toEqual(areas.filter((area) => !(area in given)))
      }),
    )
  })
})

describe('the figures of a composed target', () => {
  const composed = target({ composition: ratios })
  const counts = byArea({
    'quan-1': { numerator: 90, denominator: 100 },
    'quan-3': { numerator: 450, denominator: 500 },
    'can-gio': { numerator: 140, denominator: 400 },
  })
  const asOf = closing('2015-12-31')

  test('are in the unit of the target, as certain as the least certain part', () => {
    const [first, ...rest] = counts
    const parts = [...(first ? [{ ...first, kind: 'estimate' as const }] : []), ...rest]
    const [figure] = knownFigures(composed, parts, asOf).figures
    expect(figure).toMatchObject({ value: 68, kind: 'estimate', composed: true })
    expect(figure?.sources.map(({ observationId }) => observationId)).toEqual(areas)
  })

  test('are multiplied by 1000 for a target in ‰', () => {
    const [figure] = knownFigures(target({ unit: '‰', composition: ratios }), counts, asOf).figures
    expect(figure?.value).toBe(680)
  })

  test('give way to a figure of the whole of the same or a stronger kind, and to no weaker one', () => {
    const whole = observation({ id: 'whole', value: 70 })
    expect(knownFigures(composed, [...counts, whole], asOf).figures[0]).toMatchObject({ value: 70, composed: false })
    const estimate = { ...whole, kind: 'estimate' as const }
    expect(knownFigures(composed, [...counts, estimate], asOf).figures[0]).toMatchObject({ value: 68, composed: true })
  })

  test('are incomplete where an area is missing, with a partial figure in the unit of the target', () => {
    const { figures, incomplete } = knownFigures(composed, counts.slice(0, 2), asOf)
    expect(figures).toEqual([])
    expect(incomplete).toMatchObject([
      { period: { year: 2015 }, missing: ['can-gio'], partial: { figure: { value: 90 }, areas: ['quan-1', 'quan-3'] } },
    ])
  })

  test('are not incomplete where the whole was given anyway', () => {
    const whole = observation({ id: 'whole', value: 70 })
    expect(knownFigures(composed, [...counts.slice(0, 2), whole], asOf).incomplete).toEqual([])
  })
})
