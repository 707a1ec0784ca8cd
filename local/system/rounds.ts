/** The schedule of the daily round on one machine, in real time. */
import type { WorkflowServices } from '../../functions/services.ts'
import { startOwedRound } from '../../functions/steps/startRound.ts'
import { afterwards } from '../../functions/stores/afterwards.ts'

/**
 * Looks every half minute, so that a computer that slept, or whose clock was set, is late by no more than that. Answers
 * how to stop.
 */
export function keepRounds(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  onFault: (fault: unknown) => void,
): () => void {
  // What is busy now is looked at again.
  const look = () => void afterwards(() => startOwedRound(services)).catch(onFault)
  look()
  const timer = setInterval(look, 30_000)
  return () => clearInterval(timer)
}
