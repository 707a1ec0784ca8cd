/**
 * What a calendar file holds (programmes/working-calendar.vn.yaml): one entry a year with the order that fixed it,
 * the days off, and the weekend days worked to make up for a swapped one. Everything an entry claims names its source.
 */
import * as z from 'zod/mini'
import { type CalendarDate, isCalendarDate } from '../days.ts'
import { calendarProblems } from './calendarProblems.ts'

const Day = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && isCalendarDate(value),
  'Cần một ngày có thật, viết theo mẫu năm-tháng-ngày, ví dụ 2013-01-05.',
)
const Text = z.string().check(z.minLength(1), z.maxLength(1000))
const Year = z.int().check(z.minimum(1990), z.maximum(2199))

/** `verified: false` is what someone remembers: it may stand in the file, but not in a year marked as confirmed. */
export const Source = z.strictObject({ title: Text, address: z.optional(z.url()), verified: z.boolean() })

/**
 * nghỉ lễ: a holiday, also where it falls on a weekend. nghỉ bù: the working day given back for such a holiday.
 * hoán đổi: a working day taken off and worked on the weekend day whose `makeUpDays` row is `for` it.
 */
const DayOff = z.strictObject({
  date: Day,
  kind: z.enum(['nghỉ lễ', 'nghỉ bù', 'hoán đổi']),
  /** The holiday: the one kept, given back for, or joined to. */
  name: Text,
  source: Text,
})

/** làm bù. */
const MakeUpDay = z.strictObject({ date: Day, for: Day, source: Text })

export const YearEntry = z.strictObject({
  year: Year,
  /** The document that fixed the year's days. Null where its number is not known: `note` then says what is. */
  order: z.nullable(z.strictObject({ number: Text, date: Day })),
  note: z.optional(Text),
  /** From this day the office plans by the entry; what it planned before for this year is looked at again. */
  effectiveFrom: Day,
  /** Someone compared the entry with its sources. While false, the year is shown as tạm tính. */
  confirmed: z.boolean(),
  daysOff: z.array(DayOff),
  makeUpDays: z.array(MakeUpDay),
})
export type YearEntry = z.infer<typeof YearEntry>

/** A yearly holiday that the law does not have yet: off until confirmed, then kept from its first year on. */
export const AddedHoliday = z.strictObject({
  name: Text,
  month: z.int().check(z.minimum(1), z.maximum(12)),
  day: z.int().check(z.minimum(1), z.maximum(31)),
  from: Year,
  confirmed: z.boolean(),
  source: Text,
})
export type AddedHoliday = z.infer<typeof AddedHoliday>

export const CalendarData = z
  .strictObject({
    sources: z.record(z.string(), Source),
    addedHolidays: z.array(AddedHoliday),
    years: z.array(YearEntry),
  })
  .check(({ value, issues }) => {
    for (const { path, message } of calendarProblems(value))
      issues.push({ code: 'custom', input: value, path, message })
  })
export type CalendarData = z.infer<typeof CalendarData>
