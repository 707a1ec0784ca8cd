/**
 * Who is calling: the session's person, what they may act as today, and which of it the table of access allows. The
 * session itself is judged on real time; positions begin and end on days of the office.
 */
import { type Action, actingAgency, isBarred, mayEver, type Standing, standingsOf } from '../../domain/access/access.ts'
import type { Parties } from '../../domain/access/relations.ts'
import type { Role } from '../../domain/access/roles.ts'
import type { Directory } from '../../domain/agencies/directory.ts'
import { type Capacity, capacitiesOf, type Person } from '../../domain/agencies/person.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { HttpServices } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'

export interface Caller {
  readonly person: Person
  readonly roles: readonly Role[]
  /** What they may act as today. */
  readonly capacities: readonly Capacity[]
  /** The one of several agencies for which they say that they act (the header `dondoc-agency`). */
  readonly actingFor?: string
  readonly directory: Directory
  readonly today: CalendarDate
}

/** The caller of a session token; undefined where it proves nobody, or somebody who is no longer registered. */
export async function callerOf(
  token: string,
  { identity, table, clock }: Pick<HttpServices, 'identity' | 'table' | 'clock'>,
): Promise<Caller | undefined> {
  const id = await identity.verify(token)
  if (id === undefined) return undefined
  const { people, directory } = await registersOf(table)
  const person = people.get(id)
  const today = clock.today()
  return (
    person && {
      person,
      roles: person.roles,
      capacities: capacitiesOf(id, [...people.values()], today),
      directory,
      today,
    }
  )
}

/** Whether the caller's roles may do it to anything at all. */
export function callerMayEver(caller: Caller, action: Action): boolean {
  return caller.capacities.length > 0 && mayEver(action, caller.roles)
}

/** As whom the caller may do it to a thing of these parties, or undefined. */
export function actorFor(caller: Caller, action: Action, parties: Parties): Actor | undefined {
  const agency = actingAgency(action, caller.roles, standingsTo(caller, parties), caller.actingFor)
  const capacity = caller.capacities.find((one) => one.agency === agency)
  return capacity && asActor(capacity)
}

/** Whether the caller may not do it because of another of their positions: it is their own agency's. */
export function isBarredBy(caller: Caller, action: Action, parties: Parties): boolean {
  return !actorFor(caller, action, parties) && isBarred(action, caller.roles, standingsTo(caller, parties))
}

function standingsTo({ capacities, directory, today }: Caller, parties: Parties): readonly Standing[] {
  return standingsOf(capacities, parties, directory, today)
}

/** A delegate signs with the position and the word that says so. */
function asActor({ person, agency, title, onBehalfOf }: Capacity): Actor {
  return { person, position: onBehalfOf === undefined ? title : `${title} (theo ủy quyền)`, agency }
}
