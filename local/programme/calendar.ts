/** The working calendar that the product carries (programmes/working-calendar.vn.yaml), as every new folder gets it. */
import { fileURLToPath } from 'node:url'
import { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { shapeProblems } from '../../domain/programme/shape.ts'
import { inFileOrder, type LocatedProblem, locate, readYaml } from './yaml.ts'

export const calendarPath = fileURLToPath(new URL('../../programmes/working-calendar.vn.yaml', import.meta.url))

export type ReadCalendar = { readonly calendar: CalendarData } | { readonly problems: readonly LocatedProblem[] }

/** Reads and checks a calendar file; an office may have corrected its own copy, so it is told where it is wrong. */
export function readCalendar(path: string = calendarPath): ReadCalendar {
  const file = readYaml(path)
  if ('problems' in file) return file
  const parsed = CalendarData.safeParse(file.raw)
  if (parsed.success && file.repeated.length === 0) return { calendar: parsed.data }
  const located = parsed.success ? [] : locate(shapeProblems(parsed.error.issues, file.raw), file)
  return { problems: inFileOrder([...file.repeated, ...located]) }
}
