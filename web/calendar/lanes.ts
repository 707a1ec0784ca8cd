/** Bars that would cover each other go to lanes below each other. */
import type { CalendarDate } from '../../domain/days.ts'

export interface Bar {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** For each bar its lane, from 0: the first that is free when it begins. The bars are in the order of their beginnings. */
export function lanesOf(bars: readonly Bar[]): readonly number[] {
  const ends: CalendarDate[] = []
  return bars.map(({ from, to }) => {
    const free = ends.findIndex((end) => end < from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = to
    return lane
  })
}
