/** What whoever is signed in may do to a thing, by the table that the API asks too. */
import { type Action, actingAgency, isBarred, standingsOf } from '../../domain/access/access.ts'
import type { Parties } from '../../domain/access/relations.ts'
import type { Office } from '../frame/office.tsx'

/** `barred`: their role may, but another of their positions is in the way: it is their own agency's. */
export function mayDo(
  action: Action,
  parties: Parties,
  { session: { roles, capacities }, directory, today }: Pick<Office, 'session' | 'directory' | 'today'>,
): 'yes' | 'barred' | 'no' {
  const standings = standingsOf(capacities, parties, directory, today)
  if (actingAgency(action, roles, standings) !== undefined) return 'yes'
  return isBarred(action, roles, standings) ? 'barred' : 'no'
}
