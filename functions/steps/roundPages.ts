/**
 * How a state machine walks the queues of the round: a step is given a page, handles as many as its own time allows, and
 * answers the page to go on from, or null, with what was done so far. After the last it goes again over what could not
 * be done, a few times, each time after a longer wait; what is left then is counted as failed and stays in its queue for
 * the next round.
 */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import { Day } from '../../domain/programme/schema.ts'
import type { RoundOutcome } from '../stores/rounds.ts'
import { firstPage, type PageStart } from './pages.ts'

const Count = z.int()

export const Outcome = z.strictObject({
  occurrences: Count,
  reminders: Count,
  escalations: Count,
  letters: Count,
  refused: Count,
  failed: Count,
})

const RoundPage = z.strictObject({
  /** Which of the step's queues. */
  queue: z.int(),
  shard: z.int(),
  after: z.nullable(z.string()),
  pass: z.int(),
  /** What could not be done in this pass so far. */
  failed: z.int(),
})
type RoundPage = z.infer<typeof RoundPage>

/** The day whose round it is, what it has done so far, and where to go on; null begins. */
export const RoundPayload = z.strictObject({ day: Day, page: z.nullable(RoundPage), outcome: Outcome })
export type RoundPayload = z.infer<typeof RoundPayload>

export const nothingDone: RoundOutcome = {
  occurrences: 0,
  reminders: 0,
  escalations: 0,
  letters: 0,
  refused: 0,
  failed: 0,
}

/** One page of a queue, handled. */
export interface PageDone {
  readonly failed: number
  readonly next?: PageStart
  readonly counts?: Partial<RoundOutcome>
}

/**
 * Seconds between one pass and the next: a mail server that is restarted, a lease of five minutes that somebody's death
 * left behind, and half an hour in all, are outlasted on the same morning.
 */
const waits = [15, 60, 360, 1200]

/** Of at most 50 entries each, done side by side: a minute at the worst, of the four that a step has. */
const mostPages = 16

export interface Walked {
  /** Where to go on; null where nothing is left. */
  readonly page: RoundPage | null
  readonly more: boolean
  /** Whether to wait before going on: the next page begins another pass. */
  readonly waits: boolean
  readonly waitSeconds: number
  readonly outcome: RoundOutcome
}

/** Handles pages of the queues, one queue after the other, and no more than one pass over any. */
export async function walk(
  { day, page, outcome }: RoundPayload,
  queues: readonly ((day: CalendarDate, page: PageStart, soFar: RoundOutcome) => Promise<PageDone>)[],
): Promise<Walked> {
  let at: RoundPage = page ?? begin(0)
  let counted: RoundOutcome = outcome
  const goOn = (from: RoundPage | null, waitSeconds = 0): Walked => ({
    page: from,
    more: from !== null,
    waits: waitSeconds > 0,
    waitSeconds,
    outcome: counted,
  })
  for (let handled = 0; handled < mostPages; handled += 1) {
    const { queue, shard, after, pass }: RoundPage = at
    const handle = queues[queue]
    if (!handle) throw new Error(`The step has no queue ${queue}`)
    const { failed, next, counts = {} } = await handle(day, { shard, ...(after === null ? {} : { after }) }, counted)
    counted = added(counted, counts)
    const left: number = at.failed + failed
    if (next) {
      at = { queue, shard: next.shard, after: next.after ?? null, pass, failed: left }
      continue
    }
    const waitSeconds = waits[pass - 1]
    if (left > 0 && waitSeconds !== undefined) return goOn({ ...begin(queue), pass: pass + 1 }, waitSeconds)
    counted = added(counted, { failed: left })
    if (queue + 1 === queues.length) return goOn(null)
    at = begin(queue + 1)
  }
  return goOn(at)
}

function begin(queue: number): RoundPage {
  return { queue, ...firstPage, after: null, pass: 1, failed: 0 }
}

function added(outcome: RoundOutcome, counts: Partial<RoundOutcome>): RoundOutcome {
  return {
    occurrences: outcome.occurrences + (counts.occurrences ?? 0),
    reminders: outcome.reminders + (counts.reminders ?? 0),
    escalations: outcome.escalations + (counts.escalations ?? 0),
    letters: outcome.letters + (counts.letters ?? 0),
    refused: outcome.refused + (counts.refused ?? 0),
    failed: outcome.failed + (counts.failed ?? 0),
  }
}
