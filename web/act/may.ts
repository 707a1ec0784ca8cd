/** What whoever is signed in may do to a thing, by the table that the API asks too. */
import { type Action, accessOf, standingsOf } from '../../domain/access/access.ts'
import type { Parties } from '../../domain/access/relations.ts'
import type { SessionView } from '../../domain/access/sessionView.ts'
import type { Directory } from '../../domain/agencies/directory.ts'
import type { CalendarDate } from '../../domain/days.ts'

/** Who asks, and by which register of agencies on which day. */
export interface Asker {
  readonly session: Pick<SessionView, 'person' | 'roles' | 'capacities'>
  readonly directory: Directory
  readonly today: CalendarDate
}

/** A button: an act that this person could do. */
export interface Offer<Act extends string> {
  readonly act: Act
  /** A sentence where it cannot be done now; what could never be done by this person is not offered at all. */
  readonly whyNot: string | undefined
}

/** `barred`: their role may, but another of their positions is in the way: it is their own agency's. */
export function mayDo(
  action: Action,
  parties: Parties,
  { session: { roles, capacities }, directory, today }: Asker,
): 'yes' | 'barred' | 'no' {
  const standings = standingsOf(capacities, parties, directory, today)
  const answer = accessOf(action, roles, standings)
  return answer === 'yes' ? 'yes' : answer === 'not-allowed' ? 'no' : 'barred'
}
