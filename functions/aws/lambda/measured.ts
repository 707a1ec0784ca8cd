/** What a step of the round did and what the daily check found, as the numbers that alarms go by. */
import * as z from 'zod/mini'
import type { DailyCheck } from '../../steps/dailyCheck.ts'
import { nothingDone } from '../../steps/roundPages.ts'

/** Names that the alarms and the runbook use too. */
type Measure = 'LettersSent' | 'LettersRefused' | 'LettersNotSent' | 'LettersInOutbox' | 'EntriesFailed'

const Walked = z.object({ outcome: z.object({ letters: z.int(), refused: z.int(), failed: z.int() }) })

/**
 * What one call of a step of the round did, by the outcome it was given and the one it answered; what did not happen is
 * left out. What could not be done is counted once, when the step has given it up for the day; a call that Step Functions
 * repeats may be counted twice.
 */
export function measuresOf(
  step: string | undefined,
  payload: unknown,
  answer: unknown,
  hasSender: boolean,
): { readonly [measure: string]: number } {
  // Who takes the round is given no outcome to go on from.
  const begun = step === 'takeRound' ? { outcome: nothingDone } : payload
  const [before, after] = [Walked.safeParse(begun), Walked.safeParse(answer)]
  if (!before.success || !after.success) return {}
  const more = (count: 'letters' | 'refused' | 'failed') => after.data.outcome[count] - before.data.outcome[count]
  const measures: readonly [Measure, number][] =
    step === 'sendDigests' || step === 'closeRound'
      ? [
          [hasSender ? 'LettersSent' : 'LettersInOutbox', more('letters')],
          ['LettersRefused', more('refused')],
          ['LettersNotSent', more('failed')],
        ]
      : [['EntriesFailed', more('failed')]]
  return Object.fromEntries(measures.filter(([, count]) => count > 0))
}

/** What the daily check found, each number every time: the alarms wait for those that are 0 too. */
export function measuresOfCheck(found: DailyCheck): { readonly [measure: string]: number } {
  return {
    RoundDone: found.isRoundDone ? 1 : 0,
    CyclesWithoutExecution: found.cyclesWithoutExecution.length,
    OldestExecutionDays: found.oldestExecutionDays,
    TrailsUnsealed: found.trailsUnsealed.length,
  }
}
