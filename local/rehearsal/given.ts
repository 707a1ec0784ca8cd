/**
 * What is given when in a rehearsal, worked out from its files and its turns: by the programme itself, by the plan that
 * follows it, and by the document that gives a day to what stood open without one.
 */
import { type CalendarDate, later } from '../../domain/days.ts'
import type { Assignment, Illustration } from '../../domain/programme/schema.ts'
import type { Rehearsal } from './rehearse.ts'
import type { Turn } from './turns.ts'

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
  /** The day that a later document gave it, and when: it stood open without one until then. */
  readonly dated?: { readonly on: CalendarDate; readonly dueOn: CalendarDate }
}

/**
 * What was given, with the day: the programme's own on its first day, then the illustration's, where it was given. `turns`
 * are those that have been taken.
 */
export function given(
  { programme, illustration }: Files,
  from: CalendarDate,
  planOn: CalendarDate | undefined,
  turns: readonly Turn[],
): readonly Given[] {
  const dated = new Map(
    turns
      .filter((turn) => turn.what === 'dating')
      .flatMap(({ on, days }) => days.map(({ assignment, dueOn }) => [assignment, { on, dueOn }])),
  )
  const own = programme.assignments
    .filter(({ lead, group }) => lead || group)
    .map((entry): Given => {
      const day = dated.get(entry.id)
      return { entry, on: from, ...(day ? { dated: day } : {}) }
    })
  if (!illustration || planOn === undefined) return own
  const byPlan = new Set(illustration.assignments.map(({ id }) => id))
  return [
    ...own.filter(({ entry }) => !byPlan.has(entry.id)),
    ...illustration.assignments.map((entry) => ({ entry, on: planOn })),
  ]
}
