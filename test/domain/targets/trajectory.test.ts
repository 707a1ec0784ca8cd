import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { exact, toNumber } from '../../../domain/targets/exact.ts'
import type { Comparator } from '../../../domain/targets/target.ts'
import { needed, onPath, type Point, prospect, satisfies, yearsBetween } from '../../../domain/targets/trajectory.ts'

function point(day: CalendarDate, value: number): Point {
  return { day, value: exact(value) }
}

describe('a comparator', () => {
  test.each<[Comparator, [number, boolean][]]>([
    [
      '>=',
      [
        [84.999, false],
        [85, true],
        [85.001, true],
      ],
    ],
    [
      '>',
      [
        [84.999, false],
        [85, false],
        [85.001, true],
      ],
    ],
    [
      '<=',
      [
        [84.999, true],
        [85, true],
        [85.001, false],
      ],
    ],
    [
      '<',
      [
        [84.999, true],
        [85, false],
        [85.001, false],
      ],
    ],
    [
      '=',
      [
        [84.999, false],
        [85, true],
        [85.001, false],
      ],
    ],
  ])('%s holds on its own side of 85 only', (comparator, cases) => {
    for (const [value, expected] of cases) expect(satisfies(comparator, exact(value), exact(85))).toBe(expected)
  })
})

describe('the line to a mark', () => {
  const path = [point('2011-12-31', 6), point('2015-12-31', 4), point('2020-12-31', 3)]

  test.each<[CalendarDate, number]>([
    ['2010-12-31', 6],
    ['2011-12-31', 6],
    ['2013-12-31', 5],
    ['2015-12-31', 4],
    ['2018-12-31', 3.4],
    ['2020-12-31', 3],
    ['2021-06-30', 3],
  ])('stands on %s at %d: years count alike, leap or not', (day, value) => {
    expect(toNumber(onPath(path, day))).toBe(value)
  })

  test('years are counted from end of day to end of day', () => {
    expect(toNumber(yearsBetween('2011-12-31', '2015-12-31'))).toBe(4)
    expect(toNumber(yearsBetween('2012-12-31', '2013-06-30'))).toBeCloseTo(181 / 365, 12)
    expect(toNumber(yearsBetween('2011-12-31', '2012-06-30'))).toBeCloseTo(182 / 366, 12)
  })
})

describe('the prospect of a figure', () => {
  const paths = {
    falling: [point('2011-12-31', 6), point('2015-12-31', 4)],
    rising: [point('2011-12-31', 77), point('2015-12-31', 85)],
  }

  test.each<[Comparator, keyof typeof paths, number, string]>([
    ['<=', 'falling', 4, 'reached'],
    ['<=', 'falling', 5, 'likely'],
    ['<=', 'falling', 5.01, 'unlikely'],
    ['<', 'falling', 3.99, 'reached'],
    ['<', 'falling', 4, 'likely'],
    ['<', 'falling', 5, 'unlikely'],
    ['>=', 'rising', 85, 'reached'],
    ['>=', 'rising', 81, 'likely'],
    ['>=', 'rising', 80.99, 'unlikely'],
    ['>', 'rising', 85, 'likely'],
    ['>', 'rising', 81, 'unlikely'],
    ['=', 'rising', 85, 'reached'],
    ['=', 'rising', 81, 'likely'],
    ['=', 'rising', 89, 'likely'],
    ['=', 'rising', 89.01, 'unlikely'],
    ['=', 'rising', 80.99, 'unlikely'],
  ])('for %s, half-way along the %s line, %d is %s', (comparator, path, value, expected) => {
    expect(prospect(comparator, paths[path], point('2013-12-31', value))).toBe(expected)
  })

  test('is nothing where the figure is itself the start, unless the mark is reached', () => {
    expect(prospect('>=', paths.rising, point('2011-12-31', 77))).toBeNull()
    expect(prospect('>=', paths.rising, point('2011-12-31', 86))).toBe('reached')
  })

  test('keeps a place that was better than the mark from the beginning', () => {
    const better = [point('2011-12-31', 88), point('2015-12-31', 85)]
    expect(prospect('>=', better, point('2013-12-31', 85.5))).toBe('reached')
    expect(prospect('>=', better, point('2013-12-31', 84))).toBe('unlikely')
  })
})

describe('what is still needed', () => {
  test('is spread over the years that remain after the figure', () => {
    expect(needed(point('2013-12-31', 82.6), point('2015-12-31', 85))).toEqual({ total: 2.4, perYear: 1.2, years: 2 })
  })

  test('is negative where the value has to fall', () => {
    expect(needed(point('2013-12-31', 5.5), point('2015-12-31', 4.5))).toEqual({ total: -1, perYear: -0.5, years: 2 })
  })

  test('has no yearly share once no time is left', () => {
    expect(needed(point('2015-12-31', 84), point('2015-12-31', 85))).toEqual({ total: 1, perYear: null, years: 0 })
  })
})
