/**
 * Which days of a year are off and why: as its entry says or, until there is one, as the law lets expect (tạm tính).
 */
import { addDays, type CalendarDate, calendarDate } from '../days.ts'
import type { CalendarData, YearEntry } from './calendarData.ts'
import { isWeeklyRest, type StatutoryHoliday, statutoryHolidays } from './statutoryHolidays.ts'

export interface YearOfRest {
  /** Each day off with the words shown for it; a weekend without a holiday is not among them. */
  readonly off: ReadonlyMap<CalendarDate, string>
  /** Weekend days that are worked (làm bù). */
  readonly madeUp: ReadonlySet<CalendarDate>
}

export function restIn(year: number, data: CalendarData): YearOfRest {
  const entry = data.years.find((candidate) => candidate.year === year)
  return entry ? byEntry(entry) : byLaw(year, data)
}

/** The holidays of a year: those of the law, and those that the data adds and confirms. */
export function holidaysOf(
  year: number,
  { addedHolidays }: CalendarData,
): Pick<StatutoryHoliday, 'day' | 'name' | 'leftToOrder'>[] {
  const added = addedHolidays.filter(({ confirmed, from }) => confirmed && from <= year)
  return [
    ...statutoryHolidays(year),
    ...added.map(({ month, day, name }) => ({ day: calendarDate(year, month, day), name, leftToOrder: false })),
  ]
}

function byEntry({ daysOff, makeUpDays }: YearEntry): YearOfRest {
  return {
    off: new Map(daysOff.map(({ date, kind, name }) => [date, reasonWritten[kind](name)])),
    madeUp: new Set(makeUpDays.map(({ date }) => date)),
  }
}

const reasonWritten = {
  'nghỉ lễ': (name: string) => name,
  'nghỉ bù': (name: string) => `nghỉ bù ${name}`,
  'hoán đổi': (name: string) => `nghỉ hoán đổi dịp ${name}`,
}

/**
 * A holiday on a day of weekly rest is given back on the next working day (Bộ luật Lao động 2019, Điều 111 khoản 3;
 * before it "nghỉ bù vào ngày tiếp theo", Luật 84/2007/QH11). No swaps: those are an order's to make.
 */
function byLaw(year: number, data: CalendarData): YearOfRest {
  const holidays = holidaysOf(year, data)
  const off = new Map(holidays.map(({ day, name }) => [day, name]))
  for (const { day, name } of holidays.filter((holiday) => isWeeklyRest(holiday.day))) {
    let givenBack = addDays(day, 1)
    while (isWeeklyRest(givenBack) || off.has(givenBack)) givenBack = addDays(givenBack, 1)
    off.set(givenBack, reasonWritten['nghỉ bù'](name))
  }
  return { off, madeUp: new Set() }
}
