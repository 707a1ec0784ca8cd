/** Days and moments of the office, in Asia/Ho_Chi_Minh. Vietnam has kept UTC+7 without summer time since 1975, so a day is a fixed shift away. */
import { type CalendarDate, epochDay, fromEpochDay, type Instant } from '../domain/days.ts'
import type { Clock } from './services.ts'

const shiftMs = 7 * 3_600_000
const dayMs = 86_400_000

export function realClock(): Clock {
  return {
    now: () => instantAt(Date.now()),
    today: () => dayAt(Date.now()),
  }
}

/** The moment of a day at a time of day, `HH:mm`. */
export function instantOf(day: CalendarDate, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return instantAt(epochDay(day) * dayMs + (hours * 60 + minutes) * 60_000 - shiftMs)
}

/** The office day and the time of day, `HH:mm`, of a moment. */
export function dayAndTime(at: Instant): { readonly day: CalendarDate; readonly time: string } {
  const ms = Date.parse(at)
  return { day: dayAt(ms), time: new Date(ms + shiftMs).toISOString().slice(11, 16) }
}

/** The office day on which milliseconds since 1970 (UTC) fall. */
export function dayAt(ms: number): CalendarDate {
  return fromEpochDay(Math.floor((ms + shiftMs) / dayMs))
}

/** Milliseconds since 1970 (UTC) as this product writes instants: UTC, milliseconds, Z. */
export function instantAt(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}
