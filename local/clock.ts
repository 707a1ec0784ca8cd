/** Office time that stands where it was put, in a rehearsal or a demo. */
import { type CalendarDate, type Instant, isCalendarDate } from '../domain/days.ts'
import { dayAt, instantAt, instantOf } from '../functions/clock.ts'
import type { Clock } from '../functions/services.ts'

export interface MovableClock extends Clock {
  moveTo(day: CalendarDate, time: string): void
  forward(minutes: number): void
}

/** Starts at the moment, or at 00:00 of the day. Moving back is a mistake of the caller: what happened cannot happen later. */
export function movableClock(start: CalendarDate | Instant): MovableClock {
  let ms = Date.parse(isCalendarDate(start) ? instantOf(start, '00:00') : start)
  // It is read far more often than it is moved.
  let now = instantAt(ms)
  const set = (to: number) => {
    ms = to
    now = instantAt(ms)
  }
  return {
    now: () => now,
    today: () => dayAt(ms),
    moveTo(day, time) {
      const to = Date.parse(instantOf(day, time))
      if (to < ms) throw new Error(`The clock stands at ${now} and cannot go back to ${day} ${time}`)
      set(to)
    },
    forward(minutes) {
      set(ms + minutes * 60_000)
    },
  }
}
