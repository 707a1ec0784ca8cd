/** When the daily round starts: at 07:30, or as soon after that as the system runs. A day that was missed is caught up by the next. */
import type { WorkflowServices } from '../../functions/services.ts'
import { afterwards } from '../../functions/stores/afterwards.ts'
import { roundOf } from '../../functions/stores/rounds.ts'
import { instantOf } from '../clock.ts'

/** The hour of the letters, in Asia/Ho_Chi_Minh. */
export const roundTime = '07:30'

type RoundServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

/** Enough for a day on which every execution dies at once; the next day's round then finds what was left. */
const attemptsADay = 10

/**
 * Starts today's round if its hour has come and it is not done. A round under way is left to its execution; one whose
 * execution died is taken over by another, under the next name, once its lease has run out.
 */
export async function startOwedRound({ table, clock, workflows }: RoundServices): Promise<void> {
  const day = clock.today()
  const now = clock.now()
  if (now < instantOf(day, roundTime)) return
  const round = await roundOf(table, day)
  if (round?.state === 'done' || (round && round.leaseUntil > now)) return
  for (let attempt = 1; attempt <= attemptsADay; attempt += 1) {
    // A name that runs counts as started; one that is closed leads to the next.
    if ((await workflows.start('daily-round', `round-${day}_a${attempt}`, {})) === 'started') return
  }
}

/**
 * In real time: looks every half minute, so that a computer that slept, or whose clock was set, is late by no more than
 * that. Answers how to stop.
 */
export function keepRounds(services: RoundServices, onFault: (fault: unknown) => void): () => void {
  // What is busy now is looked at again.
  const look = () => void afterwards(() => startOwedRound(services)).catch(onFault)
  look()
  const timer = setInterval(look, 30_000)
  return () => clearInterval(timer)
}
