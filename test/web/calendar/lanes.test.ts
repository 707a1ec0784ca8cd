import { expect, it } from 'vitest'
import { lanesOf } from '../../../web/calendar/lanes.ts'

it('bars that overlap go below each other, and back up once there is room', () => {
  const bars = [
    { from: '2013-01-01', to: '2013-03-31' },
    { from: '2013-02-01', to: '2013-02-28' },
    { from: '2013-03-01', to: '2013-04-30' },
    { from: '2013-04-01', to: '2013-05-31' },
  ] as const
  expect(lanesOf(bars)).toEqual([0, 1, 1, 0])
})

it('two that meet on a day overlap', () => {
  expect(
    lanesOf([
      { from: '2013-01-01', to: '2013-01-31' },
      { from: '2013-01-31', to: '2013-02-01' },
    ]),
  ).toEqual([0, 1])
})
