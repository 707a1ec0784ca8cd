/**
 * Counting in working days. Every question is answered from the year's working days in order and the number of them
 * up to each day, which are made once, when a year is first asked for: the round asks hundreds of thousands of times.
 */
import { type CalendarDate, calendarDate, daysInMonth, weekdayWritten } from '../days.ts'
import type { CalendarData } from './calendarData.ts'
import { restIn, type YearOfRest } from './daysOff.ts'
import { isWeeklyRest } from './statutoryHolidays.ts'

export { CalendarData } from './calendarData.ts'

const firstYear = 1900
const lastYear = 2199

/** For days of 1900 to 2199; others, and numbers of days that are not whole, are a RangeError. */
export interface WorkingCalendar {
  isWorkingDay(day: CalendarDate): boolean
  /** The n-th working day after (n > 0) or before (n < 0) a day; n = 0: the day if working, else the last before it. */
  addWorkingDays(day: CalendarDate, n: number): CalendarDate
  /** The first working day on or after a day. */
  onOrAfter(day: CalendarDate): CalendarDate
  /** The last working day on or before a day. */
  onOrBefore(day: CalendarDate): CalendarDate
  /** Working days after `from` up to and including `to`; when `to` is earlier, minus those after `to` up to `from`. */
  workingDaysBetween(from: CalendarDate, to: CalendarDate): number
  /**
   * Why a day is off: the holiday ('Tết Nguyên đán'), 'nghỉ bù …', 'nghỉ hoán đổi …', else the weekday ('Chủ nhật').
   * Undefined on a working day.
   */
  reasonOff(day: CalendarDate): string | undefined
  /** Whether the year is tạm tính: no entry for it has been confirmed, so its days may still change. */
  isProvisional(year: number): boolean
}

export function workingCalendar(data: CalendarData): WorkingCalendar {
  const confirmed = new Set(data.years.filter((entry) => entry.confirmed).map((entry) => entry.year))
  const years: CalendarYear[] = []

  function calendarYear(year: number): CalendarYear {
    const made = years[year - firstYear]
    if (made) return made
    if (!(year >= firstYear && year <= lastYear)) {
      throw new RangeError(`The working calendar is for ${firstYear} to ${lastYear}, not ${year}`)
    }
    const making = countDays(year, restIn(year, data))
    years[year - firstYear] = making
    return making
  }

  /** How many of its year's working days lie before a day. */
  function before(day: CalendarDate): number {
    return calendarYear(yearIn(day)).counts[slotOf(day) - 1] ?? 0
  }

  /** How many of its year's working days lie on or before a day. */
  function upTo(day: CalendarDate): number {
    return calendarYear(yearIn(day)).counts[slotOf(day)] ?? 0
  }

  /** A working day by its place among those of a year, the first being 0; below 0 and past the end are other years. */
  function workingDayAt(year: number, index: number): CalendarDate {
    let at = year
    let place = index
    let { workingDays } = calendarYear(at)
    while (place < 0) {
      at -= 1
      workingDays = calendarYear(at).workingDays
      place += workingDays.length
    }
    while (place >= workingDays.length) {
      place -= workingDays.length
      at += 1
      workingDays = calendarYear(at).workingDays
    }
    const found = workingDays[place]
    if (found === undefined) throw new RangeError(`A number of working days is a whole number, not ${index}`)
    return found
  }

  const isWorkingDay = (day: CalendarDate) => upTo(day) > before(day)

  return {
    isWorkingDay,
    addWorkingDays: (day, n) => workingDayAt(yearIn(day), n < 0 ? before(day) + n : upTo(day) - 1 + n),
    onOrAfter: (day) => workingDayAt(yearIn(day), before(day)),
    onOrBefore: (day) => workingDayAt(yearIn(day), upTo(day) - 1),
    workingDaysBetween(from, to) {
      const [first, last] = [yearIn(from), yearIn(to)]
      let days = upTo(to) - upTo(from)
      for (let year = first; year < last; year += 1) days += calendarYear(year).workingDays.length
      for (let year = last; year < first; year += 1) days -= calendarYear(year).workingDays.length
      return days
    },
    reasonOff(day) {
      if (isWorkingDay(day)) return undefined
      return calendarYear(yearIn(day)).off.get(day) ?? weekdayWritten(day)
    },
    isProvisional: (year) => !confirmed.has(year),
  }
}

interface CalendarYear {
  readonly workingDays: readonly CalendarDate[]
  /** By slot: how many of the year's working days lie on or before that day. */
  readonly counts: Uint16Array
  readonly off: YearOfRest['off']
}

function countDays(year: number, { off, madeUp }: YearOfRest): CalendarYear {
  const workingDays: CalendarDate[] = []
  const counts = new Uint16Array(slot(12, 31) + 1)
  for (let month = 1; month <= 12; month += 1) {
    counts[slot(month, 0)] = workingDays.length
    for (let day = 1; day <= 31; day += 1) {
      const date = calendarDate(year, month, day)
      const exists = day <= daysInMonth(year, month)
      if (exists && (madeUp.has(date) || !(isWeeklyRest(date) || off.has(date)))) workingDays.push(date)
      counts[slot(month, day)] = workingDays.length
    }
  }
  return { workingDays, counts, off }
}

/** Every month has 32 slots, the first for "before its first day": no leap years to reckon with. */
function slot(month: number, day: number): number {
  return month * 32 + day
}

// Digits are read by their codes: the text functions of days.ts would be most of the time that a call takes.
const zero = 48

function slotOf(date: CalendarDate): number {
  const month = (date.charCodeAt(5) - zero) * 10 + date.charCodeAt(6) - zero
  const day = (date.charCodeAt(8) - zero) * 10 + date.charCodeAt(9) - zero
  return slot(month, day)
}

function yearIn(date: CalendarDate): number {
  const century = (date.charCodeAt(0) - zero) * 10 + date.charCodeAt(1) - zero
  return century * 100 + (date.charCodeAt(2) - zero) * 10 + date.charCodeAt(3) - zero
}
