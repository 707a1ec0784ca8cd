/** What a request about one contribution is about. */
import type { Contribution } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { load, thingOf } from '../stores/record.ts'
import type { About } from './route.ts'

export interface ContributionAsked {
  readonly contribution: Contribution
  readonly cycle: Cycle
}

/** The contribution of an address. Its lead is the agency that owes it, its giver whoever runs the cycle. */
export async function aboutContribution(
  { params: { contribution: id } }: { readonly params: { readonly contribution: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<ContributionAsked> | Refusal> {
  const stored = await load<Contribution>(table, 'CONTRIBUTION', id)
  const cycle = stored && (await cycleById(table, stored.state.cycle))
  if (!stored || !cycle) return { code: 'not-found', thing: id }
  const { state: contribution, head } = stored
  return {
    thing: { contribution, cycle },
    programme: contribution.programme,
    parties: partiesOfContribution(contribution, cycle),
    stands: { name: thingOf('CONTRIBUTION', id), version: head.seq },
    read: 'contribution.read',
  }
}

export function partiesOfContribution({ agency }: Contribution, { lead }: Cycle) {
  return { lead: agency, givenBy: lead }
}
