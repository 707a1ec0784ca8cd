/** What a calendar does to a deadline. */
import { addDays, type CalendarDate } from '../days.ts'
import type { WorkingCalendar } from './workingCalendar.ts'

/**
 * A fixed date that falls on a day off: it stands (`none`), or moves to the next working day. No law says which for
 * a date that a document names, so it is a setting; for periods the law does, see deadlineAfter.
 */
export type Roll = 'none' | 'nextWorkingDay'

export function rollDeadline(
  day: CalendarDate,
  roll: Roll,
  calendar: Pick<WorkingCalendar, 'onOrAfter'>,
): CalendarDate {
  return roll === 'nextWorkingDay' ? calendar.onOrAfter(day) : day
}

/**
 * The last day of a period of n days or working days ("trong vòng n ngày kể từ …"). The day it starts from is not
 * counted (Bộ luật Dân sự 2015, Điều 147 khoản 2); a period whose last day is a day off ends with the next working
 * day (Điều 148 khoản 5). n is a whole number from 1 up; another is a RangeError.
 */
export function deadlineAfter(
  start: CalendarDate,
  n: number,
  unit: 'days' | 'workingDays',
  calendar: Pick<WorkingCalendar, 'addWorkingDays' | 'onOrAfter'>,
): CalendarDate {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`A period has a whole number of days from 1 up, not ${n}`)
  return unit === 'workingDays' ? calendar.addWorkingDays(start, n) : calendar.onOrAfter(addDays(start, n))
}
