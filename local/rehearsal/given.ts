/** What is given when in a rehearsal, worked out from its files: by the programme itself, and by the plan that follows it. */
import { type CalendarDate, later } from '../../domain/days.ts'
import type { Assignment, Illustration } from '../../domain/programme/schema.ts'
import type { Rehearsal } from './rehearse.ts'

type Files = Pick<Rehearsal, 'programme' | 'illustration' | 'trackedFrom'>

/** Assignments whose work one lead brings through a cycle: the cycle hands in their tasks. */
export function organisedIn({ programme }: Pick<Rehearsal, 'programme'>): ReadonlySet<string> {
  const organised = programme.assignments.filter(({ lead, workflow }) => lead && workflow)
  return new Set(organised.map(({ id }) => `${programme.id}_${id}`))
}

/** The cycle of the plan whose annex the illustration is; none where the programme asks for no plan, or only before tracking. */
export function planIn({ programme, illustration, trackedFrom = programme.trackedFrom }: Files): string | undefined {
  if (!illustration) return undefined
  const plan = programme.assignments.find(({ workflow, lead }) => workflow === 'plan-issuance' && lead)
  if (plan?.schedule.kind !== 'once' || (trackedFrom && plan.schedule.dueOn < trackedFrom)) return undefined
  return `${programme.id}_${plan.id}`
}

/** The day an illustration that is no plan's annex is entered: its own, or the first day of the rehearsal. */
export function entryDay({ document }: Illustration, from: CalendarDate): CalendarDate {
  return later(document.issuedOn ?? from, from)
}

export interface Given {
  readonly entry: Assignment
  readonly on: CalendarDate
}

/** What was given, with the day: the programme's own on its first day, then the illustration's, where it was given. */
export function given(
  { programme, illustration }: Files,
  from: CalendarDate,
  planOn: CalendarDate | undefined,
): readonly Given[] {
  const own = programme.assignments.filter(({ lead, group }) => lead || group).map((entry) => ({ entry, on: from }))
  if (!illustration || planOn === undefined) return own
  const byPlan = new Set(illustration.assignments.map(({ id }) => id))
  return [
    ...own.filter(({ entry }) => !byPlan.has(entry.id)),
    ...illustration.assignments.map((entry) => ({ entry, on: planOn })),
  ]
}
