/**
 * How a state machine walks a queue: a step is given a page, handles as many as its own time allows, and answers the
 * page to go on from, or null. After the last it goes again over what could not be done, a few times; what is left
 * then is counted as failed and waits in its queue for the next round.
 */
import * as z from 'zod/mini'
import { Day } from '../../domain/programme/schema.ts'
import { firstPage, type PageStart } from './pages.ts'

export const RoundPage = z.strictObject({
  shard: z.int(),
  after: z.nullable(z.string()),
  pass: z.int(),
  /** What could not be done in this pass so far. */
  failed: z.int(),
})
export type RoundPage = z.infer<typeof RoundPage>

/** The day whose round it is, and where to go on; null begins. */
export const RoundPayload = z.strictObject({ day: Day, page: z.nullable(RoundPage) })

const passes = 5

/** Handles up to `most` pages of a queue. `failed` is what is left undone once the last pass has ended, else 0. */
export async function walk(
  page: RoundPage | null,
  most: number,
  handle: (page: PageStart) => Promise<{ readonly failed: number; readonly next?: PageStart }>,
): Promise<{ page: RoundPage | null; failed: number }> {
  let at: RoundPage = page ?? { ...firstPage, after: null, pass: 1, failed: 0 }
  for (let handled = 0; handled < most; handled += 1) {
    const { shard, after, pass } = at
    const { failed, next } = await handle({ shard, ...(after === null ? {} : { after }) })
    const left = at.failed + failed
    if (next) at = { shard: next.shard, after: next.after ?? null, pass, failed: left }
    else if (left > 0 && pass < passes) at = { ...firstPage, after: null, pass: pass + 1, failed: 0 }
    else return { page: null, failed: left }
  }
  return { page: at, failed: 0 }
}
