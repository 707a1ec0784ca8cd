/** The working calendar: what is kept, a year as it is worked, and a year's order entered or put right, seen before it is applied. */
import * as z from 'zod/mini'
import { CalendarChange } from '../../domain/calendar/calendarChanges.ts'
import { AddedHoliday, Source, YearEntry } from '../../domain/calendar/calendarData.ts'
import { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { CalendarYearView, calendarYearView } from '../../domain/calendar/yearView.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { PlanDifference } from '../../domain/reminders/planDifference.ts'
import type { DoorRefusal } from '../middleware/doorRefusals.ts'
import { fieldErrors } from '../middleware/malformed.ts'
import type { Table } from '../services.ts'
import { correctCalendar, previewCalendar } from '../steps/correctCalendar.ts'
import { calendarKept, registersOf } from '../stores/programmes.ts'
import { Day } from './fields.ts'
import { type Route, route } from './route.ts'

const year = z.pipe(z.string().check(z.regex(/^(?:199\d|20\d\d|21\d\d)$/, 'year')), z.transform(Number))

/** Years as they are entered, each whole; several together, because a day off may be worked for in another year. */
const Entered = z.strictObject({
  years: z.array(YearEntry).check(z.minLength(1), z.maxLength(20)),
  /** Those that the years name and that are new. */
  sources: z._default(z.record(z.string().check(z.minLength(1), z.maxLength(200)), Source), {}),
  /** All of them, where any changes. */
  addedHolidays: z.exactOptional(z.array(AddedHoliday).check(z.maxLength(50))),
})

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/calendar',
    operationId: 'readCalendar',
    summary: 'Lịch làm việc đang dùng: văn bản từng năm, ngày nghỉ, ngày làm bù, nguồn',
    may: 'calendar.read',
    answer: CalendarData,
    handle: async (_, { table }) => ({ body: (await calendarKept(table)).data }),
  }),
  route({
    method: 'GET',
    path: '/api/calendar/{year}',
    operationId: 'readCalendarYear',
    summary: 'Ngày nghỉ và ngày làm bù của một năm; năm chưa có văn bản là tạm tính',
    may: 'calendar.read',
    params: z.strictObject({ year }),
    answer: CalendarYearView,
    handle: async ({ params }, { table }) => ({
      body: calendarYearView(params.year, (await registersOf(table)).calendar),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/calendar/preview',
    operationId: 'previewCalendar',
    summary:
      'Xem trước: đổi lịch của những năm này thì ngày nào thay đổi, lượt nhắc nào chuyển ngày, thêm, bớt thư nào; không ghi gì',
    may: 'calendar.correct',
    body: Entered,
    answer: z.strictObject({
      days: z.array(CalendarChange),
      reminders: z.array(
        z.strictObject({ programme: z.string(), task: z.string(), title: z.string(), from: Day, to: Day }),
      ),
      difference: PlanDifference,
    }),
    handle: async ({ body }, services) => {
      const data = await calendarWith(services.table, body)
      if ('code' in data) return data
      return { body: await previewCalendar(services, data) }
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/calendar',
    operationId: 'correctCalendar',
    summary:
      'Nhập hoặc sửa lịch của những năm này theo văn bản, các năm khác giữ nguyên; các lượt nhắc sắp tới được xếp lại',
    may: 'calendar.correct',
    body: Entered,
    answer: z.strictObject({ days: z.array(CalendarChange), replanned: z.int() }),
    handle: async ({ body, actor }, services) => {
      const data = await calendarWith(services.table, body)
      if ('code' in data) return data
      const answer = await correctCalendar(services, data, actor)
      return isRefusal(answer) ? answer : { body: answer }
    },
  }),
]

/** The calendar as it would then be kept, whole; a refusal where its parts contradict each other. */
async function calendarWith(
  table: Table,
  { years, sources, addedHolidays }: z.infer<typeof Entered>,
): Promise<CalendarData | DoorRefusal> {
  const { data: kept } = await calendarKept(table)
  const others = kept.years.filter(({ year: one }) => !years.some((entered) => entered.year === one))
  const whole = {
    sources: { ...kept.sources, ...sources },
    addedHolidays: addedHolidays ?? kept.addedHolidays,
    // Those that were entered first, so that a problem is told at the place where the request has it.
    years: [...years, ...others],
  }
  const parsed = z.safeParse(CalendarData, whole)
  if (!parsed.success) {
    return { code: 'malformed-request', part: 'body', errors: fieldErrors(parsed.error.issues, whole) }
  }
  return { ...parsed.data, years: parsed.data.years.toSorted((a, b) => a.year - b.year) }
}
