/** Where a value and a day stand on a drawing, and the round values and years beside its axes. */
import { type CalendarDate, calendarDate, epochDay, yearOf } from '../../domain/days.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

/** A straight scale from values to places on the drawing. A span of nothing has everything in the middle. */
export function scale(values: Span, places: Span): (value: number) => number {
  const length = values.to - values.from
  if (length === 0) return () => (places.from + places.to) / 2
  return (value) => places.from + ((value - values.from) / length) * (places.to - places.from)
}

export function dayScale(from: CalendarDate, to: CalendarDate, places: Span): (day: CalendarDate) => number {
  const at = scale({ from: epochDay(from), to: epochDay(to) }, places)
  return (day) => at(epochDay(day))
}

/** Round values, about as many as wanted, the first at or below the least and the last at or above the greatest. */
export function roundValues({ from, to }: Span, wanted: number): readonly number[] {
  const length = to - from || Math.abs(to) || 1
  const rough = length / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power
  const first = Math.floor(from / step)
  const last = Math.max(Math.ceil(to / step), first + 1)
  // Counted in whole steps: adding a fraction again and again would drift.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** The last days of the years that end between two days, both included: figures and milestones mostly stand there. */
export function yearEnds(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index)
  return years.map((year) => calendarDate(year, 12, 31)).filter((day) => day >= from && day <= to)
}
