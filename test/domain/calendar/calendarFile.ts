import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { CalendarData } from '../../../domain/calendar/workingCalendar.ts'

/** The calendar that the product carries, read anew, so that a test may change its copy. */
export function calendarFile(): CalendarData {
  const file = new URL('../../../programmes/working-calendar.vn.yaml', import.meta.url)
  return CalendarData.parse(parse(readFileSync(file, 'utf8')))
}

/** A calendar without any order: every year is computed. */
export const noOrders: CalendarData = { sources: {}, addedHolidays: [], years: [] }
