/** What the attempt of a state came to, as the states tell it to the interpreter. */
import type { Json } from '../../functions/services.ts'
import type { Leaving } from './definition.ts'
import type { Execution, Phase, Thread } from './execution.ts'
import type { Failed } from './failures.ts'

export type Outcome =
  /** Leave the state. `result` is what Output and Assign see as `$states.result`; without Output it is the output. */
  | { readonly kind: 'leave'; readonly leaving: Leaving; readonly result?: Json }
  /** Stand there until a clock, an answer or a token; `look` has it looked at again as soon as the others had their turn. */
  | { readonly kind: 'stand'; readonly phase: Phase; readonly look?: true }
  /** Its branches or iterations have the next word. */
  | { readonly kind: 'children' }
  /** The attempt failed: Retry and Catch of the state are asked. */
  | { readonly kind: 'fail'; readonly failed: Failed }
  /** A Fail state: nobody is asked. */
  | { readonly kind: 'giveUp'; readonly failed: Failed }

/** A thread at a moment, with what its state may need of the engine. */
export interface Turn {
  readonly execution: Execution
  readonly thread: Thread
  readonly nowMs: number
  readonly newToken: (execution: Execution, thread: Thread) => string
  /** From 0 to below 1, for jitter. */
  readonly chance: () => number
}
