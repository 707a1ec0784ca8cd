/** What every clock of the office says: the moment, and the day it is then in Vietnam. */
import { expect, it } from 'vitest'
import type { CalendarDate, Instant } from '../../domain/days.ts'
import type { Clock } from '../../functions/services.ts'

/** A clock at a moment. */
export function clockContract(openAt: (moment: Instant) => Promise<Clock>): void {
  it.each<[Instant, CalendarDate]>([
    ['2013-01-07T16:59:59.999Z', '2013-01-07'],
    ['2013-01-07T17:00:00.000Z', '2013-01-08'],
    ['2012-12-31T17:00:00.000Z', '2013-01-01'],
    ['2016-02-28T17:00:00.000Z', '2016-02-29'],
  ])('at %s it is the day %s', async (moment, day) => {
    const clock = await openAt(moment)
    expect({ now: clock.now(), today: clock.today() }).toEqual({ now: moment, today: day })
  })
}
