/**
 * What an agency has written of a contribution and not sent: DRAFT#contribution. It is the agency's own until it is
 * sent, and gone then; so it is no part of the trail. Its version grows, so that two who write do not undo each other.
 */
import type { Content } from '../../domain/cycles/contribution.ts'
import type { Instant } from '../../domain/days.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Services, Table, Write } from '../services.ts'
import { asJson, stateKey, thingOf, valueAs, writeWhere } from './record.ts'

export interface ContributionDraft {
  readonly contribution: string
  readonly version: number
  readonly content: Content
  readonly by: string
  readonly savedAt: Instant
}

export function draftName(contribution: string): string {
  return thingOf('DRAFT', contribution)
}

export async function draftOf(table: Table, contribution: string): Promise<ContributionDraft | undefined> {
  const item = await table.get(keyOf(contribution))
  return item && valueAs<ContributionDraft>(item.value)
}

/** Saves over the version that is there now; a refusal where somebody was first. */
export async function saveDraft(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  contribution: string,
  content: Content,
  by: string,
): Promise<ContributionDraft | Refusal> {
  const before = await draftOf(table, contribution)
  const draft = { contribution, version: (before?.version ?? 0) + 1, content, by, savedAt: clock.now() }
  const saved = await writeWhere(table, [
    {
      put: { key: keyOf(contribution), value: asJson(draft) },
      when: [before ? { attribute: 'version', equals: before.version } : { is: 'absent' }],
    },
  ])
  // An answer that was lost looks like somebody else's draft.
  const kept = saved ? draft : await draftOf(table, contribution)
  return kept && canonical(kept) === canonical(draft) ? kept : { code: 'changed-meanwhile' }
}

export function draftRemoval(contribution: string): Write {
  return { remove: keyOf(contribution) }
}

function keyOf(contribution: string) {
  return { pk: draftName(contribution), sk: stateKey }
}
