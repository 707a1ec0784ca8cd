import { expect, it } from 'vitest'
import { numberTyped } from '../../../web/act/number.ts'

it.each([
  ['4,5', 4.5],
  ['250.000', 250_000],
  ['1.250.000,75', 1_250_000.75],
  ['250000', 250_000],
  ['4.5', 4.5],
  ['4.500', 4500],
  ['-0,3', -0.3],
  [' 82,4 ', 82.4],
  ['0', 0],
])('%s is %d', (typed, value) => {
  expect(numberTyped(typed)).toBe(value)
})

it.each(['', 'abc', '4,5%', '1,2,3', '12.34.56', '1.2.3', '--4', '4,', ',5', '250.00.000'])(
  '%s is no number',
  (typed) => {
    expect(numberTyped(typed)).toBeUndefined()
  },
)
