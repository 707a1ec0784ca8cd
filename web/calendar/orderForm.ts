/** One year's order of days off, as somebody types it line by line and as the API takes it. */
import type { YearEntry } from '../../domain/calendar/calendarData.ts'
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, calendarDate, weekdayWritten, written } from '../../domain/days.ts'
import { fold } from '../../domain/search.ts'
import { dayTyped } from '../days/dayInput.ts'

export interface OrderValue {
  readonly year: string
  readonly number: string
  readonly date: string
  readonly title: string
  readonly daysOff: string
  readonly makeUp: string
  readonly confirmed: boolean
}

const kinds = ['nghỉ lễ', 'nghỉ bù', 'hoán đổi'] as const

/**
 * What is kept of the year, or the days off as the law has them, to be put right by the order. `title`: of the source
 * that the days rest on.
 */
export function orderValue(
  year: number,
  entry: YearEntry | undefined,
  title: string,
  calendar: Pick<WorkingCalendar, 'reasonOff'>,
): OrderValue {
  const kept = entry?.daysOff ?? []
  // A year that nobody has compared with its order may lack what the law has.
  const computed = entry?.confirmed ? [] : computedDaysOff(year, calendar)
  const added = computed.filter(({ date }) => !kept.some((one) => one.date === date))
  const daysOff = [...kept, ...added].toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return {
    year: String(year),
    number: entry?.order?.number ?? '',
    date: entry?.order ? written(entry.order.date) : '',
    title,
    daysOff: daysOff.map(({ date, kind, name }) => `${written(date)}, ${kind}, ${name}`).join('\n'),
    makeUp: (entry?.makeUpDays ?? []).map(({ date, for: day }) => `${written(date)}, ${written(day)}`).join('\n'),
    confirmed: entry?.confirmed ?? false,
  }
}

/** A weekend without a holiday is off without saying. */
function computedDaysOff(year: number, calendar: Pick<WorkingCalendar, 'reasonOff'>): readonly DayOffRead[] {
  const days: DayOffRead[] = []
  for (let date = calendarDate(year, 1, 1); date <= calendarDate(year, 12, 31); date = addDays(date, 1)) {
    const name = calendar.reasonOff(date)
    if (name === undefined || name === weekdayWritten(date)) continue
    days.push({ date, kind: /bù/i.test(name) ? 'nghỉ bù' : 'nghỉ lễ', name })
  }
  return days
}

export type Line<Read> = { readonly line: string; readonly read: Read | undefined }

interface DayOffRead {
  readonly date: CalendarDate
  readonly kind: (typeof kinds)[number]
  readonly name: string
}

export function daysOffIn(text: string): readonly Line<DayOffRead>[] {
  return linesOf(text).map((line) => {
    const [day = '', kindTyped = '', ...name] = line.split(',').map((part) => part.trim())
    const date = dayTyped(day)
    const kind = kinds.find((one) => fold(one) === fold(kindTyped))
    const read = date && kind && name.join(', ') !== '' ? { date, kind, name: name.join(', ') } : undefined
    return { line, read }
  })
}

export function makeUpIn(text: string): readonly Line<{ readonly date: CalendarDate; readonly for: CalendarDate }>[] {
  return linesOf(text).map((line) => {
    const [worked, off] = line.split(',').map((part) => dayTyped(part))
    return { line, read: worked && off ? { date: worked, for: off } : undefined }
  })
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** The year whole, its days resting on the one order; from today on it is planned by it. */
export function orderSent({ year, number, date, title, daysOff, makeUp, confirmed }: OrderValue, today: CalendarDate) {
  const source = `lich-${year.trim()}`
  const issued = dayTyped(date)
  return {
    years: [
      {
        year: Number(year),
        order: issued ? { number: number.trim(), date: issued } : null,
        effectiveFrom: today,
        confirmed,
        daysOff: daysOffIn(daysOff).flatMap(({ read }) => (read ? [{ ...read, source }] : [])),
        makeUpDays: makeUpIn(makeUp).flatMap(({ read }) => (read ? [{ ...read, source }] : [])),
      },
    ],
    sources: { [source]: { title: title.trim(), verified: confirmed } },
  }
}
