import { afterEach, describe, expect, it, vi } from 'vitest'
import { dayAndTime, instantOf, realClock } from '../../functions/clock.ts'
import { movableClock } from '../../local/clock.ts'
import { clockContract } from '../contracts/clock.contract.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('the real clock', () => {
  clockContract(async (moment) => {
    vi.useFakeTimers({ now: Date.parse(moment), toFake: ['Date'] })
    return realClock()
  })
})

describe('the movable clock', () => {
  clockContract(async (moment) => movableClock(moment))
})

it('a day at a time of day is a moment, and a moment is that day at that time', () => {
  const moment = instantOf('2013-01-08', '07:30')
  expect(moment).toBe('2013-01-08T00:30:00.000Z')
  expect(dayAndTime(moment)).toEqual({ day: '2013-01-08', time: '07:30' })
})
