import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimals, exact, over, plus, sum, times, toNumber } from '../../../domain/targets/exact.ts'

const amount = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6)

describe('exact numbers', () => {
  test('a number is what was written, not the nearest binary float', () => {
    expect(compare(plus(exact(0.1), exact(0.2)), exact(0.3))).toBe(0)
    expect(compare(times(over(exact(17), exact(20)), exact(100)), exact(85))).toBe(0)
  })

  test('a third three times is one', () => {
    const third = over(exact(1), exact(3))
    expect(compare(sum([third, third, third]), exact(1))).toBe(0)
  })

  test.each([
    [1e21, 1e21],
    [1.5e-9, 1.5e-9],
    [-4.5, -4.5],
    [0, 0],
  ])('%d reads back as %d, exponents included', (value, back) => {
    expect(toNumber(exact(value))).toBe(back)
  })

  test.each([
    [84.995, 2, '85.00'],
    [84.9949, 2, '84.99'],
    [-0.005, 2, '-0.01'],
    [-0.0049, 2, '0.00'],
    [19.8, 0, '20'],
  ])('%d to %d decimals is %s, rounded half away from zero', (value, places, text) => {
    expect(decimals(exact(value), places)).toBe(text)
  })

  test('rounded up, no digit is lost', () => {
    expect(decimals(exact(0.3001), 2, true)).toBe('0.31')
    expect(decimals(exact(0.3), 2, true)).toBe('0.30')
  })

  test('dividing by a negative number turns both signs', () => {
    expect(toNumber(over(exact(3), exact(-2)))).toBe(-1.5)
    expect(toNumber(over(exact(-3), exact(-2)))).toBe(1.5)
  })

  test('no number at all, or a division by zero, is a bug and throws', () => {
    expect(() => exact(Number.NaN)).toThrow(RangeError)
    expect(() => over(exact(1), exact(0))).toThrow(RangeError)
  })

  test('the order of numbers is the order of their exact values', () => {
    fc.assert(fc.property(amount, amount, (a, b) => compare(exact(a), exact(b)) === Math.sign(a - b)))
  })

  test('a sum does not depend on the order of its parts', () => {
    fc.assert(
      fc.property(fc.array(amount), (values) => {
        const forwards = sum(values.map(exact))
        expect(compare(forwards, sum(values.toReversed().map(exact)))).toBe(0)
      }),
    )
  })
})
