/** The calendar periods of recurring work, and the days counted inside them. */
import type * as z from 'zod/mini'
import { type CalendarDate, calendarDate, dayOfMonth, daysInMonth, monthOf, yearOf } from '../days.ts'
import type { Cadence, DayOfPeriod } from './schema.ts'

export interface CalendarPeriod {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** The calendar's own months, quarters, half-years or years that begin on or after `from` and end on or before `to`. */
export function periodsWithin(every: Cadence, from: CalendarDate, to: CalendarDate): readonly CalendarPeriod[] {
  const months = monthsOf(every)
  // In months of the calendar: the first whole one, and the one after the last whole one.
  const first = monthIndex(from) + (dayOfMonth(from) === 1 ? 0 : 1)
  const end = monthIndex(to) + (dayOfMonth(to) === daysInMonth(yearOf(to), monthOf(to)) ? 1 : 0)
  const periods: CalendarPeriod[] = []
  for (let start = Math.ceil(first / months) * months; start + months <= end; start += months) {
    periods.push({ from: firstDay(start), to: lastDay(start + months - 1) })
  }
  return periods
}

/** A month without that day ends on its last. */
export function dayOf(period: CalendarPeriod, { month, day }: z.infer<typeof DayOfPeriod>): CalendarDate {
  const last = lastDay(monthIndex(period.from) + month - 1)
  return calendarDate(yearOf(last), monthOf(last), Math.min(day, dayOfMonth(last)))
}

function monthIndex(date: CalendarDate): number {
  return yearOf(date) * 12 + monthOf(date) - 1
}

function firstDay(index: number): CalendarDate {
  return calendarDate(Math.floor(index / 12), (index % 12) + 1, 1)
}

function lastDay(index: number): CalendarDate {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
  return calendarDate(year, month, daysInMonth(year, month))
}

function monthsOf(every: Cadence): number {
  switch (every) {
    case 'monthly':
      return 1
    case 'quarterly':
      return 3
    case 'half-yearly':
      return 6
    case 'yearly':
      return 12
    default:
      return every satisfies never
  }
}
