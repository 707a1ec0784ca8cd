/** What must go on beyond one execution goes on in the cycle's next attempt, which begins with the same question. */
import type { WorkflowServices } from '../services.ts'
import { startNextAttempt } from '../stores/cycleExecutions.ts'
import { asStep } from './asStep.ts'
import { CyclePayload, cycleAndContext } from './cyclePayload.ts'

export const step = asStep(
  CyclePayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, attempt }) => {
    const { context } = await cycleAndContext(services.table, cycleId)
    await startNextAttempt(services, context.rules, cycleId, attempt)
    return {}
  },
)
