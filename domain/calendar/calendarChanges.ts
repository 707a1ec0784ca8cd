import * as z from 'zod/mini'
import { type CalendarDate, epochDay, fromEpochDay } from '../days.ts'
import { Day } from '../programme/schema.ts'
import { type CalendarData, workingCalendar } from './workingCalendar.ts'

export const CalendarChange = z.strictObject({
  day: Day,
  /** Why it was off, or 'làm việc'. */
  was: z.string(),
  becomes: z.string(),
})
export type CalendarChange = z.infer<typeof CalendarChange>

/**
 * The days, `from` and `to` included, that are worked under one calendar and off under the other: what a person is
 * shown before a new or changed order is applied, and what its reminders are planned again for. A day that is off
 * under both is not among them, whatever the reason is called.
 */
export function calendarChanges(
  before: CalendarData,
  after: CalendarData,
  from: CalendarDate,
  to: CalendarDate,
): CalendarChange[] {
  const earlier = workingCalendar(before)
  const later = workingCalendar(after)
  const changes: CalendarChange[] = []
  for (let at = epochDay(from); at <= epochDay(to); at += 1) {
    const day = fromEpochDay(at)
    if (earlier.isWorkingDay(day) !== later.isWorkingDay(day)) {
      changes.push({ day, was: earlier.reasonOff(day) ?? 'làm việc', becomes: later.reasonOff(day) ?? 'làm việc' })
    }
  }
  return changes
}
