/** When the daily round starts: at 07:30, or as soon after that as somebody looks. A day that was missed is caught up by the next. */
import { instantOf } from '../clock.ts'
import type { WorkflowServices } from '../services.ts'
import { roundOf } from '../stores/rounds.ts'

/** The hour of the letters, in Asia/Ho_Chi_Minh. */
export const roundTime = '07:30'

/** Enough for a day on which every execution dies at once; the next day's round then finds what was left. */
const attemptsADay = 10

/**
 * Starts today's round if its hour has come and it is not done. A round under way is left to its execution; one whose
 * execution died is taken over by another, under the next name, once its lease has run out.
 */
export async function startOwedRound({
  table,
  clock,
  workflows,
}: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>): Promise<void> {
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
