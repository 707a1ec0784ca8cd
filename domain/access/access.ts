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
import { type Role, rolesMeant } from './roles.ts'
import type { OwnRefusal, Row } from './row.ts'
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

/**
 * One position in which a person can act: its agency, how that agency stands to the thing, and what the person is there,
 * where that is not what they are everywhere. `shared`: by an account that several people use.
 */
export interface Standing {
  readonly agency: string
  readonly relations: ReadonlySet<Relation>
  readonly roles?: readonly Role[] | undefined
  readonly shared?: boolean | undefined
}

/** Of each position somebody can act in: how its agency stands to a thing of these parties. */
export function standingsOf(
  capacities: readonly Omit<Standing, 'relations'>[],
  parties: Parties,
  directory: Directory,
  today: CalendarDate,
): readonly Standing[] {
  return capacities.map(({ agency, roles, shared }) => ({
    agency,
    roles,
    shared,
    relations: relationsOf(agency, parties, directory, today),
  }))
}

/** Whether there is any relation at all in which one of the roles may do it: what is asked before the thing is known. */
export function mayEver(action: Action, roles: readonly Role[]): boolean {
  return allowedTo(action, roles).length > 0
}

/**
 * The agency for which a person may do it: the first of their positions that the table allows, or that of the agency
 * they named. `roles` is what they are in every position that names none of its own. Undefined where none does, or where
 * any of their positions bars them: nobody accepts what they handed in themselves, whichever hat they wear.
 */
export function actingAgency(
  action: Action,
  roles: readonly Role[],
  standings: readonly Standing[],
  named?: string,
): string | undefined {
  const { never = [] }: Row = access[action]
  if (standings.some(({ relations }) => never.some((relation) => relations.has(relation)))) return undefined
  return standings
    .filter(({ agency }) => named === undefined || agency === named)
    .find((standing) => isAllowed(action, roles, standing))?.agency
}

/** Whether a link allows it that was sent to an agency which stands so to the thing. */
export function linkMay(action: Action, relations: ReadonlySet<Relation>): boolean {
  const { link = [] }: Row = access[action]
  return link.some((relation) => relations.has(relation))
}

/** Whether somebody may do it: yes, or the code of the refusal that says why not, of which a table's state is no part. */
export function accessOf(
  action: Action,
  roles: readonly Role[],
  standings: readonly Standing[],
): 'yes' | 'not-allowed' | OwnRefusal {
  if (actingAgency(action, roles, standings) !== undefined) return 'yes'
  const { own }: Row = access[action]
  return own && standings.some((standing) => isAllowed(action, roles, standing)) ? own : 'not-allowed'
}

function isAllowed(action: Action, everywhere: readonly Role[], { roles = everywhere, relations, shared }: Standing) {
  const { decides }: Row = access[action]
  if (decides && shared) return false
  return allowedTo(action, roles).some((relation) => relations.has(relation))
}

function allowedTo(action: Action, roles: readonly Role[]): readonly Relation[] {
  const row: Row = access[action]
  return rolesMeant(roles).flatMap((role) => row[role] ?? [])
}
