/** One year of the working calendar as it is shown: what is off beside weekends, and the weekend days worked. */
import * as z from 'zod/mini'
import { addDays, type CalendarDate, calendarDate, weekday } from '../days.ts'
import { Day } from '../programme/schema.ts'
import type { WorkingCalendar } from './workingCalendar.ts'

export const CalendarYearView = z.strictObject({
  year: z.int(),
  /** Tạm tính: no official order was entered for the year yet. */
  provisional: z.boolean(),
  daysOff: z.array(z.strictObject({ date: Day, reason: z.string() })),
  makeUpDays: z.array(Day),
})
export type CalendarYearView = z.infer<typeof CalendarYearView>

export function calendarYearView(year: number, calendar: WorkingCalendar): CalendarYearView {
  const daysOff: CalendarYearView['daysOff'] = []
  const makeUpDays: CalendarDate[] = []
  for (let date = calendarDate(year, 1, 1); date <= calendarDate(year, 12, 31); date = addDays(date, 1)) {
    const reason = calendar.reasonOff(date)
    const isWeekend = weekday(date) > 5
    if (reason === undefined && isWeekend) makeUpDays.push(date)
    if (reason !== undefined && !isWeekend) daysOff.push({ date, reason })
  }
  return { year, provisional: calendar.isProvisional(year), daysOff, makeUpDays }
}
