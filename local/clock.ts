/** Office time on one machine. Vietnam has kept UTC+7 without summer time since 1975, so a day is a fixed shift away. */
import { type CalendarDate, epochDay, fromEpochDay, type Instant, isCalendarDate } from '../domain/days.ts'
import type { Clock } from '../functions/services.ts'

const shiftMs = 7 * 3_600_000
const dayMs = 86_400_000

export function realClock(): Clock {
  return {
    now: () => instantAt(Date.now()),
    today: () => dayOf(Date.now()),
  }
}

/** A clock that stands where it was put, in a rehearsal or a demo. */
export interface MovableClock extends Clock {
  moveTo(day: CalendarDate, time: string): void
  forward(minutes: number): void
}

/** Starts at the moment, or at 00:00 of the day. Moving back is a mistake of the caller: what happened cannot happen later. */
export function movableClock(start: CalendarDate | Instant): MovableClock {
  let ms = isCalendarDate(start) ? msAt(start, '00:00') : Date.parse(start)
  // It is read far more often than it is moved.
  let now = instantAt(ms)
  const set = (to: number) => {
    ms = to
    now = instantAt(ms)
  }
  return {
    now: () => now,
    today: () => dayOf(ms),
    moveTo(day, time) {
      const to = msAt(day, time)
      if (to < ms) throw new Error(`The clock stands at ${now} and cannot go back to ${day} ${time}`)
      set(to)
    },
    forward(minutes) {
      set(ms + minutes * 60_000)
    },
  }
}

/** The moment of a day at a time of day, `HH:mm`. */
export function instantOf(day: CalendarDate, time: string): Instant {
  return instantAt(msAt(day, time))
}

/** The office day and the time of day, `HH:mm`, of a moment. */
export function dayAndTime(at: Instant): { readonly day: CalendarDate; readonly time: string } {
  const ms = Date.parse(at)
  return { day: dayOf(ms), time: new Date(ms + shiftMs).toISOString().slice(11, 16) }
}

function dayOf(ms: number): CalendarDate {
  return fromEpochDay(Math.floor((ms + shiftMs) / dayMs))
}

function msAt(day: CalendarDate, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return epochDay(day) * dayMs + (hours * 60 + minutes) * 60_000 - shiftMs
}

function instantAt(ms: number): Instant {
  // toISOString is how this product writes instants: UTC, milliseconds, Z.
  return new Date(ms).toISOString() as Instant
}
