/** Reading the working calendar: what is kept, and a year as it is worked. */
import * as z from 'zod/mini'
import { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { CalendarYearView, calendarYearView } from '../../domain/calendar/yearView.ts'
import { calendarKept, registersOf } from '../stores/programmes.ts'
import { type Route, route } from './route.ts'

const year = z.pipe(z.string().check(z.regex(/^(?:199\d|20\d\d|21\d\d)$/, 'year')), z.transform(Number))

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
]
