/** The classes of a programme's tasks as they are shown: on a day, and for the period that ends with it. */
import * as z from 'zod/mini'
import type { Assignment } from '../assignments/assignment.ts'
import type { CalendarDate } from '../days.ts'
import { Day } from '../programme/schema.ts'
import { addCounts, type ClassCounts, classOf, noCounts, type PeriodReport, reportPeriod, totalOf } from './classes.ts'
import { placeAt } from './evolve.ts'
import type { Task } from './task.ts'

const count = z.int().check(z.minimum(0))
const four = { doneOnTime: count, doneLate: count, openInTime: count, openLate: count }

/** `total` is the sum of the four official classes; the others stand beside it. */
export const CountsView = z.strictObject({
  total: count,
  ...four,
  continuous: count,
  conditional: count,
  withdrawn: count,
  beforeTracking: count,
})
export type CountsView = z.infer<typeof CountsView>

/** carriedOver + given + fallenDue + reopened = total + withdrawn. */
export const PeriodView = z.strictObject({
  carriedOver: count,
  given: count,
  fallenDue: count,
  reopened: count,
  end: z.strictObject({ total: count, ...four, withdrawn: count }),
})
export type PeriodView = z.infer<typeof PeriodView>

/** `from` and `period` are there where the request names the period's first day. */
const when = { on: Day, from: z.optional(Day) }
const period = z.optional(PeriodView)

export const ProgrammeCountsView = z.strictObject({
  ...when,
  all: CountsView,
  period,
  /** Assignments that nobody had been given by the day: outside every sum. */
  unassigned: count,
  byAgency: z.array(z.strictObject({ agency: z.string(), counts: CountsView, period })),
})
export type ProgrammeCountsView = z.infer<typeof ProgrammeCountsView>

export const AgencyCountsView = z.strictObject({ ...when, counts: CountsView, period })
export type AgencyCountsView = z.infer<typeof AgencyCountsView>

export function countsView(counts: ClassCounts): CountsView {
  return { total: totalOf(counts), ...counts }
}

export function periodView({ end, ...ways }: PeriodReport): PeriodView {
  return { ...ways, end: { total: totalOf(end), ...end } }
}

type Placed = Pick<Task, 'moves' | 'period'>

/** As of the end of a day, under the agency that led each task then, by its id: the same whenever it is counted. */
export function countsAsOf(tasks: Iterable<Placed>, day: CalendarDate): ReadonlyMap<string, ClassCounts> {
  const byAgency = new Map<string, ClassCounts>()
  for (const task of tasks) {
    const [name, lead] = [classOf(task, day), placeAt(task, day)?.lead]
    if (!name || !lead) continue
    byAgency.set(lead, addCounts(byAgency.get(lead) ?? noCounts, { ...noCounts, [name]: 1 }))
  }
  return new Map([...byAgency].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** For a period, under the agency that led each task at its end. */
export function periodByAgency(
  tasks: Iterable<Placed>,
  from: CalendarDate,
  to: CalendarDate,
): ReadonlyMap<string, PeriodReport> {
  const led = Map.groupBy(tasks, (task) => placeAt(task, to)?.lead ?? '')
  return new Map([...led].map(([agency, own]) => [agency, reportPeriod(own, from, to)]))
}

/** How many of a programme's assignments nobody had been given by the end of a day. */
export function unassignedAsOf(
  assignments: Iterable<Pick<Assignment, 'to' | 'givenOn' | 'withdrawn'>>,
  day: CalendarDate,
): number {
  let unassigned = 0
  for (const { to, givenOn, withdrawn } of assignments) {
    const isGiven = to !== undefined && (givenOn === undefined || givenOn <= day)
    if (!isGiven && !(withdrawn && withdrawn.on <= day)) unassigned += 1
  }
  return unassigned
}
