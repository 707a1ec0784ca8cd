/** What a request about one cycle is about. */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { allContributionLines, type ContributionLine } from '../stores/contributions.ts'
import { load, thingOf } from '../stores/record.ts'
import type { About } from './route.ts'

/** A cycle, and what each agency owes to the gathering at hand. */
export interface CycleAsked {
  readonly cycle: Cycle
  readonly contributions: readonly ContributionLine[]
}

interface Address {
  readonly params: { readonly cycle: string }
}

/** The cycle of an address. Whoever was asked to contribute has a part in it. */
export function aboutCycle(asked: Address, services: Pick<HttpServices, 'table'>) {
  return about(asked, services, ({ givenBy }) => givenBy)
}

/** The same for what the level decides that it was submitted to: it stands beside the giver. */
export function aboutSubmitted(asked: Address, services: Pick<HttpServices, 'table'>) {
  return about(asked, services, ({ receivedBy, givenBy }) => [
    ...(receivedBy === undefined ? [] : [receivedBy]),
    givenBy,
  ])
}

async function about(
  { params: { cycle: id } }: Address,
  { table }: Pick<HttpServices, 'table'>,
  deciders: (cycle: Cycle) => string | readonly string[],
): Promise<About<CycleAsked> | Refusal> {
  const stored = await load<Cycle>(table, 'CYCLE', id)
  if (!stored) return { code: 'not-found', thing: id }
  const { state: cycle, head } = stored
  const contributions = await allContributionLines(table, cycle)
  const cooperating = [...cycle.cooperating, ...contributions.map(({ agency }) => agency)]
  return {
    thing: { cycle, contributions },
    programme: cycle.programme,
    parties: { lead: cycle.lead, cooperating, givenBy: deciders(cycle) },
    stands: { name: thingOf('CYCLE', id), version: head.seq },
    read: 'cycle.read',
  }
}
