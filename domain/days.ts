/**
 * Days and instants. A deadline is a calendar day, a submission happens at an instant, and only the clock
 * service turns one into the other (Asia/Ho_Chi_Minh). Everything here is arithmetic on whole days, proleptic
 * Gregorian, so that eight years of day steps cost a millisecond.
 */

/** A day of the office's calendar, `YYYY-MM-DD`. Two of them compare with `<` as the days do. */
export type CalendarDate = `${number}-${number}-${number}`

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. Two of them compare with `<` as the moments do. */
export type Instant = `${number}-${number}-${number}T${string}Z`

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/** Whether the text is a day that exists, written `YYYY-MM-DD`: 2012-02-30 is not. */
export function isCalendarDate(text: string): text is CalendarDate {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Whether the text is an instant as this product writes them: UTC, milliseconds, `Z`. */
export function isInstant(text: string): text is Instant {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** The day with this year, month (1 to 12) and day; the parts must name a day that exists. */
export function calendarDate(year: number, month: number, day: number): CalendarDate {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  // The one place where parts become a CalendarDate: padding keeps `<` on text equal to order in time.
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4))
}

/** 1 to 12. */
export function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7))
}

/** 1 to 31. */
export function dayOfMonth(date: CalendarDate): number {
  return Number(date.slice(8, 10))
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Days since 1970-01-01. */
export function epochDay(date: CalendarDate): number {
  const year = yearOf(date)
  const month = monthOf(date)
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0
  return before * 365 + leapDays + (daysBeforeMonth[month - 1] ?? 0) + leapDay + dayOfMonth(date) - 719163
}

/** The day that is so many days after 1970-01-01. */
export function fromEpochDay(epoch: number): CalendarDate {
  // Howard Hinnant's civil_from_days: years start in March, so that the leap day is the last of its year.
  const shifted = epoch + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return calendarDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromEpochDay(epochDay(date) + days)
}

/** How many days later `to` is than `from`; negative when it is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return epochDay(to) - epochDay(from)
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: CalendarDate): number {
  return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1
}

/** The same day so many months on; a month without that day ends on its last day (Bộ luật Dân sự 2015, Điều 148). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  return calendarDate(year, month, Math.min(dayOfMonth(date), daysInMonth(year, month)))
}

export function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b
}

export function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}

/** As the office writes it: 31/12/2012. */
export function written(date: CalendarDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

/** thứ Hai to Chủ nhật. */
export function weekdayWritten(date: CalendarDate): string {
  return ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'][weekday(date) - 1] ?? ''
}
