/**
 * The net that no Catch can be: an execution that FAILED, TIMED_OUT or was ABORTED is told here by a rule (by the engine
 * on one machine), and by the state that catches what can be caught. What became of a cycle's attempt stands in its
 * record, for people to see; the round gives the cycle its next attempt.
 */
import * as z from 'zod/mini'
import type { WorkflowServices } from '../services.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { changeCycle } from '../stores/cycles.ts'
import { keepExecutionOutcome } from '../stores/executionOutcomes.ts'
import { programmeContext } from '../stores/programmes.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { unlessDone } from './cyclePayload.ts'

const Outcome = z.strictObject({
  machine: z.string(),
  name: z.string(),
  status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  error: z._default(z.string(), ''),
  cause: z._default(z.string(), ''),
  input: z.looseObject({ cycleId: z.optional(z.string()), attempt: z.optional(z.int()) }),
})

const longestText = 1000

export const step = asStep(
  Outcome,
  async (
    services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
    { machine, name, status, error, cause, input },
  ) => {
    const { table, clock } = services
    const at = clock.now()
    await keepExecutionOutcome(table, { machine, name, status, error, cause: cause.slice(0, longestText), at })
    const { cycleId, attempt } = input
    const cycle = cycleId === undefined ? undefined : await cycleById(table, cycleId)
    const context = cycle && (await programmeContext(table, cycle.programme))
    if (!cycle || !context || attempt === undefined) return {}
    const said = `${error} ${cause}`.trim().slice(0, longestText)
    const trouble = { type: 'reportTrouble', attempt, status, error: said } as const
    unlessDone(await changeCycle(services, context.rules, cycle.id, system, trouble))
    return {}
  },
)
