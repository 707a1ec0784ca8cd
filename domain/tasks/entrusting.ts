/**
 * Phân công theo dõi, phụ trách: who may be chosen. The side that gave a task divides its own work, so whoever follows a
 * task or is in charge of it holds a position there, or in its office, as one person and for this programme.
 */
import { type Directory, officeOf } from '../agencies/directory.ts'
import { capacitiesOf, type Person } from '../agencies/person.ts'
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import { type Entrusted, entrustedRoles } from './entrusted.ts'
import type { Task } from './task.ts'

/** The people whom a task that was given so may be entrusted to, on a day. */
export function whoMayFollow(
  { givenBy, programme }: Pick<Task, 'givenBy' | 'programme'>,
  people: readonly Person[],
  directory: Directory,
  today: CalendarDate,
): readonly Person[] {
  const side = [givenBy, officeOf(givenBy, directory, today)]
  return people.filter(
    ({ id, shared }) =>
      !shared &&
      capacitiesOf(id, people, today).some(
        ({ agency, onBehalfOf, programmes }) =>
          side.includes(agency) && !onBehalfOf && (programmes?.includes(programme) ?? true),
      ),
  )
}

/** Why one of those who were named cannot be; undefined where all can. */
export function whyNotEntrusted(
  named: Entrusted,
  task: Pick<Task, 'givenBy' | 'programme'>,
  people: ReadonlyMap<string, Person>,
  directory: Directory,
  today: CalendarDate,
): Refusal | undefined {
  const able = whoMayFollow(task, [...people.values()], directory, today)
  const other = entrustedRoles.flatMap((role) => named[role] ?? []).find((id) => !able.some((one) => one.id === id))
  if (other === undefined) return undefined
  return { code: 'follower-elsewhere', person: people.get(other)?.name ?? other }
}
