/**
 * Who is calling: the session's person, what they may act as today, and which of it the table of access allows. The
 * session itself is judged on real time; positions begin and end on days of the office.
 */
import { type Action, accessOf, actingAgency, mayEver, type Standing, standingsOf } from '../../domain/access/access.ts'
import type { Parties } from '../../domain/access/relations.ts'
import { type Role, rolesMeant } from '../../domain/access/roles.ts'
import type { Directory } from '../../domain/agencies/directory.ts'
import { type Capacity, capacitiesOf, isServing, type Person } from '../../domain/agencies/person.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { HttpServices } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { isOwnToken, type Session, sessionOf } from '../stores/sessions.ts'

export interface Caller {
  readonly person: Person
  /** All that they are, in whatever position. */
  readonly roles: readonly Role[]
  /** What they may act as today. */
  readonly capacities: readonly Capacity[]
  /** The one of several agencies for which they say that they act (the header `dondoc-agency`). */
  readonly actingFor?: string
  /** Who it is that uses an account of several people, as they say (the header `dondoc-doer`). */
  readonly doer?: string
  /** Undefined where an issuer elsewhere gave the token, to whoever is no browser. */
  readonly session?: Session
  readonly directory: Directory
  readonly today: CalendarDate
}

/** The caller of a session token; undefined where it proves nobody, or somebody who is no longer registered. */
export async function callerOf(
  token: string,
  { identity, table, clock }: Pick<HttpServices, 'identity' | 'table' | 'clock'>,
): Promise<Caller | undefined> {
  const own = isOwnToken(token) ? await sessionOf(table, token) : undefined
  const proven = isOwnToken(token) ? own : await identity.verify(token)
  if (!proven) return undefined
  const { people, directory } = await registersOf(table)
  const person = people.get(proven.person)
  const today = clock.today()
  if (!person || !isServing(person, today)) return undefined
  // Within the second in which they were ended nobody can say which came first.
  if (proven.since <= (person.sessionsEndedAt ?? -1)) return undefined
  return { person, ...standingOf(person, people.values(), today), ...(own ? { session: own } : {}), directory, today }
}

/** What a person is and may act as on a day. */
export function standingOf(
  { id, roles: everywhere }: Person,
  people: Iterable<Person>,
  day: CalendarDate,
): Pick<Caller, 'roles' | 'capacities'> {
  const capacities = capacitiesOf(id, [...people], day)
  const isMixed = capacities.some(({ roles }) => roles !== undefined)
  if (!isMixed) return { roles: rolesMeant(everywhere), capacities }
  const each = capacities.map((one) => ({ ...one, roles: one.roles ?? everywhere }))
  return { roles: rolesMeant(each.flatMap(({ roles }) => roles)), capacities: each }
}

/** The caller as a programme sees them: a position that is for other programmes is none here. */
export function withinProgramme(caller: Caller, programme: string): Caller {
  const capacities = caller.capacities.filter(({ programmes }) => programmes?.includes(programme) ?? true)
  if (capacities.length === caller.capacities.length) return caller
  return { ...caller, capacities, roles: rolesMeant(capacities.flatMap(({ roles = caller.person.roles }) => roles)) }
}

/** Whether any of their positions is for some programmes alone. */
export function isForSome({ capacities }: Pick<Caller, 'capacities'>): boolean {
  return capacities.some(({ programmes }) => programmes !== undefined)
}

/**
 * Of a list that goes over programmes, what the caller may see: whoever is something in one programme alone sees what is
 * of that one.
 */
export function seenBy(
  caller: Caller,
  action: Action,
  parties: Parties,
): (thing: { readonly programme: string }) => boolean {
  if (!isForSome(caller)) return () => true
  const known = new Map<string, boolean>()
  return ({ programme }) => {
    const may = known.get(programme) ?? actorFor(withinProgramme(caller, programme), action, parties) !== undefined
    known.set(programme, may)
    return may
  }
}

/** Whether the caller's roles may do it to anything at all. */
export function callerMayEver(caller: Caller, action: Action): boolean {
  return caller.capacities.length > 0 && mayEver(action, caller.roles)
}

/** As whom the caller may do it to a thing of these parties, or undefined. */
export function actorFor(caller: Caller, action: Action, parties: Parties): Actor | undefined {
  const agency = actingAgency(action, caller.person.roles, standingsTo(caller, parties), caller.actingFor)
  const capacity = caller.capacities.find((one) => one.agency === agency)
  return capacity && asActor(capacity, caller.doer)
}

/** What is said to a caller who may not because of another of their positions: it is their own agency's. */
export function isBarredBy(caller: Caller, action: Action, parties: Parties): Refusal | undefined {
  const answer = accessOf(action, caller.person.roles, standingsTo(caller, parties))
  if (answer === 'yes' || answer === 'not-allowed') return undefined
  // Which target it is, only its route knows.
  return { code: answer === 'own-target' ? 'not-allowed' : answer }
}

function standingsTo({ capacities, directory, today }: Caller, parties: Parties): readonly Standing[] {
  return standingsOf(capacities, parties, directory, today)
}

/** A delegate signs with the position and the word that says so. */
function asActor({ person, agency, title, onBehalfOf, shared }: Capacity, doer: string | undefined): Actor {
  const position = onBehalfOf === undefined ? title : `${title} (theo ủy quyền)`
  return { person, position, agency, ...(shared && doer !== undefined ? { doer } : {}) }
}
