import { expect, it } from 'vitest'
import { dayTyped } from '../../web/days/dayInput.ts'

it.each(['31/12/2015', '31-12-2015', '31.12.2015', ' 31/12/2015 ', '31 / 12 / 2015', '311215', '31122015', '31/12/15'])(
  'reads %j as the last day of 2015',
  (text) => {
    expect(dayTyped(text)).toBe('2015-12-31')
  },
)

it.each([
  ['1/2/2016', '2016-02-01'],
  ['29/02/2016', '2016-02-29'],
  ['010116', '2016-01-01'],
])('reads %j as %s', (text, day) => {
  expect(dayTyped(text)).toBe(day)
})

it.each([
  '',
  'mai',
  '31/12',
  '31/02/2015',
  '29/02/2015',
  '00/12/2015',
  '12/13/2015',
  '2015-12-31',
  '31/12/20155',
  '3112',
  '31/12/2015x',
])('reads no day in %j', (text) => {
  expect(dayTyped(text)).toBeUndefined()
})
