/** What the workflow's run of a cycle did, as it is shown: which steps it came to, what failed, how it ended. */
import * as z from 'zod/mini'
import type { Instant } from '../days.ts'
import { Moment } from '../moment.ts'

const happenings = ['started', 'entered', 'failed', 'timedOut', 'succeeded', 'gaveUp', 'aborted'] as const

export const RunEventView = z.strictObject({
  at: Moment,
  /** `failed`: a step, which is tried again or gone on from. `gaveUp`: the run itself. */
  what: z.enum(happenings),
  /** The state that was entered, by its name in workflows/. */
  state: z.optional(z.string()),
  /** The name of an error. */
  error: z.optional(z.string()),
})
export type RunEventView = z.infer<typeof RunEventView>

/** The newest first; empty where no run has begun, or the last is over so long that nobody remembers. */
export const RunView = z.strictObject({ items: z.array(RunEventView) })

/** Undefined for what only says how a step was called. */
export function runEventView(event: {
  readonly type: string
  readonly at: Instant
  readonly state?: string
  readonly error?: string
}): RunEventView | undefined {
  const { type, at, state, error } = event
  const what = whatOf(type)
  return what && { at, what, ...(what === 'entered' ? { state } : {}), ...(error === undefined ? {} : { error }) }
}

/** By the types of events of GetExecutionHistory. */
function whatOf(type: string): (typeof happenings)[number] | undefined {
  if (type.endsWith('StateEntered')) return 'entered'
  const ofRun = ofRuns[type]
  if (ofRun) return ofRun
  // What a step was called with, or that it ended well, is told by the state that comes next.
  if (/Failed$/.test(type)) return 'failed'
  return /TimedOut$/.test(type) ? 'timedOut' : undefined
}

const ofRuns: { readonly [type: string]: (typeof happenings)[number] | undefined } = {
  ExecutionStarted: 'started',
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'gaveUp',
  ExecutionTimedOut: 'gaveUp',
  ExecutionAborted: 'aborted',
}
