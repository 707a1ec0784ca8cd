/**
 * The way to a mark: a straight line from where things stood, through the milestones passed, to the mark. A figure
 * is compared with the line on the figure's own day, by the mark's own comparator: who stands on the right side of
 * the line today arrives at the mark at the pace kept so far, and nothing cleverer is claimed.
 *
 * Time is counted in calendar years (31/12/2011 to 31/12/2013 is two), not in days, so that a leap day does not put
 * a figure that is exactly on the line behind it.
 */
import { type CalendarDate, calendarDate, daysBetween, daysInMonth, yearOf } from '../days.ts'
import { compare, type Exact, exact, magnitude, minus, over, plus, sum, times, toNumber } from './exact.ts'
import type { Comparator } from './target.ts'

export interface Point {
  readonly day: CalendarDate
  readonly value: Exact
}

/** `reached`: the figure already satisfies the mark. `likely`: it is on the right side of the line. `unlikely`: it is not. */
export type Prospect = 'reached' | 'likely' | 'unlikely'

/**
 * How a figure stands on its way to the mark. `path` is the line's points by day, the mark last; the figure must lie
 * after the first of them, or there is no way to speak of and the answer is null unless the mark is reached. For `=`,
 * the right side of the line is to be no further from the mark than the line is.
 */
export function prospect(comparator: Comparator, path: readonly Point[], figure: Point): Prospect | null {
  const [start, mark] = [path[0], path.at(-1)]
  if (!start || !mark) return null
  if (satisfies(comparator, figure.value, mark.value)) return 'reached'
  if (figure.day <= start.day) return null
  const expected = onPath(path, figure.day)
  const right =
    comparator === '='
      ? compare(magnitude(minus(figure.value, mark.value)), magnitude(minus(expected, mark.value))) <= 0
      : satisfies(comparator, figure.value, expected)
  return right ? 'likely' : 'unlikely'
}

/** The line's value on a day; before its first point the first value, after its last the last. */
export function onPath(path: readonly Point[], day: CalendarDate): Exact {
  const after = path.findIndex((point) => day < point.day)
  const next = path[after === -1 ? path.length - 1 : after]
  const previous = path[after === -1 ? path.length - 1 : after - 1]
  if (!next) throw new RangeError('a path has at least one point')
  if (!previous || previous === next) return next.value
  const share = over(yearsBetween(previous.day, day), yearsBetween(previous.day, next.day))
  return plus(previous.value, times(minus(next.value, previous.value), share))
}

/** What is still to go from a figure to the mark, signed: negative where the value has to fall. */
export interface Needed {
  readonly total: number
  /** `null` once no time is left after the figure. */
  readonly perYear: number | null
  readonly years: number
}

export function needed(figure: Point, mark: Point): Needed {
  const total = minus(mark.value, figure.value)
  const years = yearsBetween(figure.day, mark.day)
  if (years.top <= 0n) return { total: toNumber(total), perYear: null, years: 0 }
  return { total: toNumber(total), perYear: toNumber(over(total, years)), years: toNumber(years) }
}

/** Whether `value comparator mark`, in exact numbers: less than 2 is not met by 2, and at least 85 is not met by 84,999. */
export function satisfies(comparator: Comparator, value: Exact, mark: Exact): boolean {
  const difference = compare(value, mark)
  switch (comparator) {
    case '<=':
      return difference <= 0
    case '<':
      return difference < 0
    case '>=':
      return difference >= 0
    case '>':
      return difference > 0
    case '=':
      return difference === 0
    default:
      return comparator satisfies never
  }
}

/** From the end of one day to the end of another, in calendar years. */
export function yearsBetween(from: CalendarDate, to: CalendarDate): Exact {
  return minus(endOfDay(to), endOfDay(from))
}

/** The end of a day as a number of years: the end of 2013 is 2014, the end of 30/6/2013 is 2013 and 181/365. */
function endOfDay(day: CalendarDate): Exact {
  const year = yearOf(day)
  const passed = daysBetween(calendarDate(year, 1, 1), day) + 1
  const length = 337 + daysInMonth(year, 2)
  return sum([exact(year), over(exact(passed), exact(length))])
}
