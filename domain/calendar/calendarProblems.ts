/** What a calendar file must satisfy beyond its shape, as sentences for the person who keeps it. */
import { type CalendarDate, daysInMonth, weekdayWritten, written, yearOf } from '../days.ts'
import type { AddedHoliday, CalendarData, YearEntry } from './calendarData.ts'
import { holidaysOf } from './daysOff.ts'
import { isWeeklyRest } from './statutoryHolidays.ts'

export interface CalendarProblem {
  /** Where in the file, as keys and places in lists. */
  readonly path: (string | number)[]
  readonly message: string
}

export function* calendarProblems(data: CalendarData): Generator<CalendarProblem> {
  for (const [index, added] of data.addedHolidays.entries()) {
    yield* within(['addedHolidays', index], addedHolidayProblems(added))
    yield* within(['addedHolidays', index], sourceProblems(added, added.confirmed, data))
  }
  for (const [index, entry] of data.years.entries()) {
    const earlier = data.years.slice(0, index)
    yield* within(['years', index], yearProblems(entry, earlier))
    yield* within(['years', index], dayProblems(entry, data))
    yield* within(['years', index], missingDays(entry, data))
    yield* within(['years', index], swapProblems(entry, data))
  }
}

function* within(path: (string | number)[], problems: Iterable<CalendarProblem>): Generator<CalendarProblem> {
  for (const problem of problems) yield { ...problem, path: [...path, ...problem.path] }
}

function* addedHolidayProblems({ name, month, day }: AddedHoliday): Generator<CalendarProblem> {
  // A holiday on 29/2 would be kept one year in four, which no one means.
  if (day > daysInMonth(2001, month)) {
    yield { path: ['day'], message: `${name}: không phải năm nào cũng có ngày ${day}/${month}. Hãy ghi lại ngày.` }
  }
}

function* sourceProblems(
  { source }: { source: string },
  confirmed: boolean,
  { sources }: CalendarData,
): Generator<CalendarProblem> {
  const found = sources[source]
  if (found === undefined) {
    yield {
      path: ['source'],
      message: `Chưa có nguồn «${source}» trong mục sources. Hãy ghi tên văn bản hoặc bài báo vào đó.`,
    }
  } else if (confirmed && !found.verified) {
    yield {
      path: ['source'],
      message: `Đã ghi là xác nhận (confirmed: true) nhưng nguồn «${source}» chưa được đối chiếu. Hãy đối chiếu nguồn, hoặc ghi confirmed: false.`,
    }
  }
}

function* yearProblems(entry: YearEntry, earlier: readonly YearEntry[]): Generator<CalendarProblem> {
  const { year, order, note } = entry
  if (earlier.some((other) => other.year === year)) {
    yield { path: ['year'], message: `Năm ${year} được ghi hai lần. Hãy gộp lại thành một mục.` }
  }
  if (order === null && note === undefined) {
    yield {
      path: ['order'],
      message: `Năm ${year} không có số và ngày văn bản. Hãy ghi chú (note) căn cứ của mục này.`,
    }
  }
}

function* dayProblems(entry: YearEntry, data: CalendarData): Generator<CalendarProblem> {
  const seen = new Set<CalendarDate>()
  for (const list of ['daysOff', 'makeUpDays'] as const) {
    for (const [index, day] of entry[list].entries()) {
      const { date } = day
      const problem = (message: string) => ({ path: [list, index, 'date'], message: `${full(date)} ${message}` })
      if (yearOf(date) !== entry.year) {
        yield problem(`không thuộc năm ${entry.year}. Hãy ghi vào mục của năm ${yearOf(date)}.`)
      }
      if (seen.has(date)) {
        yield problem('được ghi hai lần. Hãy bỏ một.')
      }
      if ('kind' in day && day.kind !== 'nghỉ lễ' && isWeeklyRest(date)) {
        yield problem(`vốn là ngày nghỉ hằng tuần, không thể là ngày ${day.kind}. Hãy ghi lại ngày.`)
      }
      if ('for' in day && !isWeeklyRest(date)) {
        yield problem('vốn là ngày làm việc, không thể là ngày làm bù. Hãy ghi lại ngày.')
      }
      seen.add(date)
      yield* within([list, index], sourceProblems(day, entry.confirmed, data))
    }
  }
}

/** An entry takes the place of the computed year, so a holiday it forgets would become a working day. */
function* missingDays({ year, daysOff }: YearEntry, data: CalendarData): Generator<CalendarProblem> {
  const path = ['daysOff']
  const kept = daysOff.filter(({ kind }) => kind === 'nghỉ lễ').map(({ date }) => date)
  const holidays = holidaysOf(year, data)
  for (const { day, name, leftToOrder } of holidays) {
    if (!leftToOrder && !kept.includes(day)) {
      yield { path, message: `Năm ${year} thiếu ${name}, ${full(day)}. Hãy ghi thêm ngày nghỉ lễ này.` }
    }
  }
  if (kept.length < holidays.length) {
    yield {
      path,
      message: `Năm ${year} có ${holidays.length} ngày nghỉ lễ theo luật, mới ghi ${kept.length}. Hãy ghi đủ.`,
    }
  }
  const onRest = kept.filter(isWeeklyRest).length
  const givenBack = daysOff.filter(({ kind }) => kind === 'nghỉ bù').length
  if (onRest !== givenBack) {
    yield {
      path,
      message: `Năm ${year} có ${onRest} ngày lễ trùng ngày nghỉ hằng tuần nhưng ghi ${givenBack} ngày nghỉ bù. Hãy ghi cho khớp.`,
    }
  }
}

function* swapProblems(entry: YearEntry, { years }: CalendarData): Generator<CalendarProblem> {
  const swapped = years.flatMap(({ daysOff }) => daysOff.filter(({ kind }) => kind === 'hoán đổi'))
  const madeUp = years.flatMap(({ makeUpDays }) => makeUpDays)
  for (const [index, day] of entry.daysOff.entries()) {
    if (day.kind === 'hoán đổi' && madeUp.filter((other) => other.for === day.date).length !== 1) {
      yield {
        path: ['daysOff', index],
        message: `${full(day.date)} nghỉ hoán đổi phải có đúng một ngày làm bù (makeUpDays, for: ${day.date}). Hãy ghi ngày làm bù.`,
      }
    }
  }
  for (const [index, day] of entry.makeUpDays.entries()) {
    if (!swapped.some(({ date }) => date === day.for)) {
      yield {
        path: ['makeUpDays', index, 'for'],
        message: `${full(day.date)} làm bù cho ${full(day.for)}, nhưng ngày đó không được ghi là nghỉ hoán đổi. Hãy ghi lại.`,
      }
    }
  }
}

/** thứ Bảy 05/01/2013. */
function full(day: CalendarDate): string {
  return `${weekdayWritten(day)} ${written(day)}`
}
