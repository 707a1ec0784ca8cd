import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayScale, roundValues, scale, yearEnds } from '../../../web/targets/scales.ts'

describe('round values beside an axis', () => {
  it.each([
    [{ from: 78.2, to: 85 }, [78, 80, 82, 84, 86]],
    [{ from: 0, to: 100 }, [0, 20, 40, 60, 80, 100]],
    [{ from: 250_000, to: 293_000 }, [250_000, 260_000, 270_000, 280_000, 290_000, 300_000]],
    [{ from: 4, to: 4.9 }, [4, 4.2, 4.4, 4.6, 4.8, 5]],
    [{ from: 7, to: 7 }, [6, 8]],
    [{ from: 0, to: 0 }, [0, 0.2]],
  ])('%o: %o', (span, values) => {
    expect(roundValues(span, 5)).toEqual(values)
  })

  it('hold whatever is drawn between the first and the last, and are few', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((cents) => cents / 100)
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const values = roundValues({ from, to }, 5)
        expect(values[0]).toBeLessThanOrEqual(from)
        expect(values.at(-1)).toBeGreaterThanOrEqual(to)
        expect(values.length).toBeLessThanOrEqual(8)
      }),
    )
  })
})

it('a scale is straight, upside down where it is asked to be, and has a lone value in the middle', () => {
  const down = scale({ from: 0, to: 10 }, { from: 200, to: 0 })
  expect([down(0), down(5), down(10)]).toEqual([200, 100, 0])
  expect(scale({ from: 3, to: 3 }, { from: 0, to: 100 })(3)).toBe(50)
})

it('days stand by how many have passed', () => {
  const at = dayScale('2013-01-01', '2013-01-11', { from: 0, to: 100 })
  expect([at('2013-01-01'), at('2013-01-06'), at('2013-01-11')]).toEqual([0, 50, 100])
})

it('only years that end within the span have their mark', () => {
  expect(yearEnds('2012-11-08', '2015-03-09')).toEqual(['2012-12-31', '2013-12-31', '2014-12-31'])
})
