/** How the round works by pages: a step handles what it can, with one recorded outcome each, and answers where to go on. */
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
