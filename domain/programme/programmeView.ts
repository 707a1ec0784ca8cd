/** A programme as it is shown, and the classes of its tasks. */
import * as z from 'zod/mini'
import { type ClassCounts, totalOf } from '../tasks/classes.ts'
import type { ProgrammeState } from './programmeState.ts'
import { Day, Programme, Settings } from './schema.ts'

const { id, title, document, period, stages } = Programme.shape

export const ProgrammeView = z.strictObject({
  id,
  title,
  document,
  period,
  stages,
  trackedFrom: Day,
  settings: Settings,
  launchedOn: Day,
  status: z.enum(['launching', 'inForce', 'ended']),
  ended: z.optional(z.strictObject({ on: Day, document: z.string() })),
})

export type ProgrammeView = z.infer<typeof ProgrammeView>

export function programmeView(programme: ProgrammeState) {
  const { id, title, document, period, stages, trackedFrom, settings, launchedOn, status, ended } = programme
  return { id, title, document, period, stages, trackedFrom, settings, launchedOn, status, ended }
}

const count = z.int().check(z.minimum(0))

/** `total` is the sum of the four official classes; the others stand beside it. */
const CountsView = z.strictObject({
  total: count,
  doneOnTime: count,
  doneLate: count,
  openInTime: count,
  openLate: count,
  continuous: count,
  conditional: count,
  withdrawn: count,
  beforeTracking: count,
})

export function countsView(counts: ClassCounts) {
  return { total: totalOf(counts), ...counts }
}

export const AgencyCountsView = z.strictObject({ on: Day, counts: CountsView })
export type AgencyCountsView = z.infer<typeof AgencyCountsView>

export const ProgrammeCountsView = z.strictObject({
  on: Day,
  all: CountsView,
  byAgency: z.array(z.strictObject({ agency: z.string(), counts: CountsView })),
  /** Assignments that nobody was given yet: outside the sum. */
  unassigned: count,
})
export type ProgrammeCountsView = z.infer<typeof ProgrammeCountsView>
