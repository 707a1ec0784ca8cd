/** How the round works by pages: a step handles what it can, with one recorded outcome each, and answers where to go on. */
import { TableBusy, UnknownOutcome, WorkflowsBusy } from '../services.ts'
import { shards } from '../stores/shards.ts'

/** Where a page begins: in which shard of a queue, after which place in it. */
export interface PageStart {
  readonly shard: number
  readonly after?: string
}

export const firstPage: PageStart = { shard: 0 }

/** The page after this one: further in the shard, or the next shard; undefined after the last. */
export function nextPage({ shard }: PageStart, after: string | undefined): PageStart | undefined {
  if (after !== undefined) return { shard, after }
  return shard + 1 < shards ? { shard: shard + 1 } : undefined
}

/** The same of a queue that is not spread over shards, as part of an answer. */
export function nextInQueue({ shard }: PageStart, after: string | undefined): { next?: PageStart } {
  return after === undefined ? {} : { next: { shard, after } }
}

/**
 * Handles the entries of a page side by side and waits for all: one that could not be done this time is undefined, is
 * counted, and stops nobody else. What it needed is still in its queue. A bug is thrown once all have ended.
 */
export async function eachApart<Entry, Answer>(
  entries: readonly Entry[],
  handle: (entry: Entry) => Promise<Answer>,
): Promise<readonly (Answer | undefined)[]> {
  const settled = await Promise.allSettled(entries.map(handle))
  return settled.map((one) => {
    if (one.status === 'fulfilled') return one.value
    const { reason } = one
    if (reason instanceof TableBusy || reason instanceof UnknownOutcome || reason instanceof WorkflowsBusy)
      return undefined
    throw reason
  })
}
