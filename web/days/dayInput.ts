/** A day as people type it: 31/12/2015, 31-12-2015, 31.12.2015, 311215 or 31122015. */
import { type CalendarDate, calendarDate, daysInMonth } from '../../domain/days.ts'

/** Undefined for what is no day. Two digits of a year are of this century. */
export function dayTyped(text: string): CalendarDate | undefined {
  const trimmed = text.trim()
  const found = apart.exec(trimmed) ?? together.exec(trimmed)
  if (!found) return undefined
  const [day = 0, month = 0, typedYear = 0] = found.slice(1).filter(Boolean).map(Number)
  const year = typedYear < 100 ? 2000 + typedYear : typedYear
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return exists ? calendarDate(year, month, day) : undefined
}

const apart = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$/
const together = /^(\d{2})(\d{2})(\d{4}|\d{2})$/
