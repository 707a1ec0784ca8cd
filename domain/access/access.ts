/**
 * Who may do what: role × action × relation, read by the handlers, the pages and the tests alike. What is not in a
 * table is denied. Whether a thing's state allows it is another question, answered by the tables of its life cycle.
 */

import type { Directory } from '../agencies/directory.ts'
import type { CalendarDate } from '../days.ts'
import { assignmentAccess } from './assignments.ts'
import { cycleAccess } from './cycles.ts'
import { officeAccess } from './office.ts'
import { type Parties, type Relation, relationsOf } from './relations.ts'
import type { Role } from './roles.ts'
import type { Row } from './row.ts'
import { targetAccess } from './targets.ts'
import { taskAccess } from './tasks.ts'

export const access = {
  ...taskAccess,
  ...assignmentAccess,
  ...cycleAccess,
  ...targetAccess,
  ...officeAccess,
} as const

export type Action = keyof typeof access

/** Whether one of their positions is allowed it: of whoever may not, another of their positions bars them. */
export function isBarred(action: Action, roles: readonly Role[], standings: readonly Standing[]): boolean {
  const { never: _, ...row }: Row = access[action]
  const allowed = roles.flatMap((role) => row[role] ?? [])
  return standings.some(({ relations }) => allowed.some((relation) => relations.has(relation)))
}

/** One position in which a person can act: its agency, and how that agency stands to the thing. */
export interface Standing {
  readonly agency: string
  readonly relations: ReadonlySet<Relation>
}

/** Of each position somebody can act in: how its agency stands to a thing of these parties. */
export function standingsOf(
  capacities: readonly { readonly agency: string }[],
  parties: Parties,
  directory: Directory,
  today: CalendarDate,
): readonly Standing[] {
  return capacities.map(({ agency }) => ({ agency, relations: relationsOf(agency, parties, directory, today) }))
}

/** Whether there is any relation at all in which one of the roles may do it: what is asked before the thing is known. */
export function mayEver(action: Action, roles: readonly Role[]): boolean {
  const row: Row = access[action]
  return roles.some((role) => (row[role] ?? []).length > 0)
}

/**
 * The agency for which a person with these roles may do it: the first of their positions that the table allows, or
 * that of the agency they named. Undefined where none does, or where any of their positions bars them: nobody accepts
 * what they handed in themselves, whichever hat they wear.
 */
export function actingAgency(
  action: Action,
  roles: readonly Role[],
  standings: readonly Standing[],
  named?: string,
): string | undefined {
  const row: Row = access[action]
  const barred = row.never ?? []
  if (standings.some(({ relations }) => barred.some((relation) => relations.has(relation)))) return undefined
  const allowed = roles.flatMap((role) => row[role] ?? [])
  return standings
    .filter(({ agency }) => named === undefined || agency === named)
    .find(({ relations }) => allowed.some((relation) => relations.has(relation)))?.agency
}
