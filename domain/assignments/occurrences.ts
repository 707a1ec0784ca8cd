/** Which tasks an assignment's schedule makes, and when each begins, closes its data and falls due. */
import { rollDeadline } from '../calendar/deadlines.ts'
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import { addDays, addMonths, type CalendarDate, calendarDate, daysInMonth, monthOf, yearOf } from '../days.ts'
import type { Cadence, DayOfPeriod, Schedule, Settings } from '../programme/schema.ts'

/** One run of an assignment. `dueOn` is absent for continuous and conditional work. */
export interface Occurrence {
  /** Absent for work that is done once. */
  readonly period?: string
  readonly title?: string
  readonly opensOn: CalendarDate
  readonly dueOn?: CalendarDate
  /** The last day whose figures a report covers. */
  readonly closesOn?: CalendarDate
}

interface Reading {
  readonly settings: Pick<Settings, 'roll' | 'beforeIncludesDay'>
  readonly calendar: WorkingCalendar
}

/** All runs of the schedule in the order they open; work given on `givenOn` opens no earlier than that. */
export function occurrences(schedule: Schedule, givenOn: CalendarDate, reading: Reading): Occurrence[] {
  const from = (day: CalendarDate | undefined) => (day && day > givenOn ? day : givenOn)
  switch (schedule.kind) {
    case 'once':
      return [{ opensOn: from(schedule.opensOn), dueOn: lastDay(schedule.dueOn, schedule.bound === 'before', reading) }]
    case 'recurring':
      return periods(schedule.every, schedule.from, schedule.to).map(({ name, start }) => ({
        period: name,
        opensOn: from(start),
        dueOn: lastDay(dayOfPeriod(start, schedule.due), false, reading),
        ...(schedule.closing ? { closesOn: dayOfPeriod(start, schedule.closing) } : {}),
      }))
    case 'dates':
      return schedule.occurrences
        .map(({ id, title, opensOn, dueOn, closesOn }) => ({
          period: id,
          ...(title === undefined ? {} : { title }),
          opensOn: from(opensOn),
          dueOn: lastDay(dueOn, false, reading),
          ...(closesOn === undefined ? {} : { closesOn }),
        }))
        .toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : a.opensOn > b.opensOn ? 1 : 0))
    case 'continuous':
    case 'conditional':
      return [{ opensOn: givenOn }]
    default:
      return schedule satisfies never
  }
}

/**
 * The last day in time. "Trước ngày X" may or may not include X, and a day off may or may not move to the next
 * working day: Điều 148 Bộ luật Dân sự 2015 says so for periods, nothing read says it for fixed dates.
 */
function lastDay(day: CalendarDate, before: boolean, { settings, calendar }: Reading): CalendarDate {
  const stated = before && !settings.beforeIncludesDay ? addDays(day, -1) : day
  return rollDeadline(stated, settings.roll, calendar)
}

const monthsOf: { readonly [every in Cadence]: number } = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }

/** The periods of the calendar that lie wholly between two days: 2013, 2013-H1, 2013-Q1, 2013-01. */
export function periods(
  every: Cadence,
  from: CalendarDate,
  to: CalendarDate,
): { name: string; start: CalendarDate; end: CalendarDate }[] {
  const length = monthsOf[every]
  const found = []
  let start = calendarDate(yearOf(from), Math.floor((monthOf(from) - 1) / length) * length + 1, 1)
  for (; start <= to; start = addMonths(start, length)) {
    const end = addDays(addMonths(start, length), -1)
    if (start >= from && end <= to) found.push({ name: periodName(every, start), start, end })
  }
  return found
}

function periodName(every: Cadence, start: CalendarDate): string {
  const year = start.slice(0, 4)
  switch (every) {
    case 'yearly':
      return year
    case 'half-yearly':
      return `${year}-H${monthOf(start) === 1 ? 1 : 2}`
    case 'quarterly':
      return `${year}-Q${(monthOf(start) + 2) / 3}`
    case 'monthly':
      return start.slice(0, 7)
    default:
      return every satisfies never
  }
}

/** How the office names a period: năm 2013, 6 tháng đầu năm 2013, quý I năm 2013, tháng 01/2013. */
export function periodWritten(name: string): string {
  const half = /^(\d{4})-H([12])$/.exec(name)
  if (half) return `6 tháng ${half[2] === '1' ? 'đầu' : 'cuối'} năm ${half[1]}`
  const quarter = /^(\d{4})-Q([1-4])$/.exec(name)
  if (quarter) return `quý ${['I', 'II', 'III', 'IV'][Number(quarter[2]) - 1]} năm ${quarter[1]}`
  const month = /^(\d{4})-(\d{2})$/.exec(name)
  if (month) return `tháng ${month[2]}/${month[1]}`
  return /^\d{4}$/.test(name) ? `năm ${name}` : name
}

/** A day counted inside the period that begins on `start`; a month without that day ends on its last. */
export function dayOfPeriod(start: CalendarDate, { month, day }: DayOfPeriod): CalendarDate {
  const first = addMonths(start, month - 1)
  return calendarDate(yearOf(first), monthOf(first), Math.min(day, daysInMonth(yearOf(first), monthOf(first))))
}
