/**
 * How a state machine walks a queue: a step is given a page, handles as many as its own time allows, and answers the
 * page to go on from, or null. After the last it goes again over what could not be done, a few times, each time after a
 * longer wait; what is left then is counted as failed and stays in its queue for the next round.
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

/**
 * Seconds between one pass and the next: a mail server that is restarted, a lease of five minutes that somebody's death
 * left behind, and half an hour in all, are outlasted on the same morning.
 */
const waits = [15, 60, 360, 1200]

/**
 * Handles up to `most` pages of a queue, and no more than one pass. `failed` is what is left undone once the last pass
 * has ended, else 0. `waitSeconds`: how long to wait before going on with the page, 0 within a pass.
 */
export async function walk(
  page: RoundPage | null,
  most: number,
  handle: (page: PageStart) => Promise<{ readonly failed: number; readonly next?: PageStart }>,
): Promise<{ page: RoundPage | null; failed: number; waitSeconds: number }> {
  let at: RoundPage = page ?? { ...firstPage, after: null, pass: 1, failed: 0 }
  for (let handled = 0; handled < most; handled += 1) {
    const { shard, after, pass } = at
    const { failed, next } = await handle({ shard, ...(after === null ? {} : { after }) })
    const left = at.failed + failed
    if (!next) {
      const waitSeconds = waits[pass - 1]
      if (left === 0 || waitSeconds === undefined) return { page: null, failed: left, waitSeconds: 0 }
      return { page: { ...firstPage, after: null, pass: pass + 1, failed: 0 }, failed: 0, waitSeconds }
    }
    at = { shard: next.shard, after: next.after ?? null, pass, failed: left }
  }
  return { page: at, failed: 0, waitSeconds: 0 }
}
