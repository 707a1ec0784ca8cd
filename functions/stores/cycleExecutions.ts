/**
 * A cycle's executions, by name: its id and its attempt. The cycle's record is the guard, not the name: an attempt is
 * recorded, then started; one that was recorded and never started is started by the round.
 */
import { type Cycle, executionName } from '../../domain/cycles/cycle.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { WorkflowServices } from '../services.ts'
import { changeCycle } from './cycles.ts'
import { wake } from './cycleWaits.ts'
import { system } from './tasks.ts'

type ExecutionServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

/** Starts the execution of the attempt that the record names. */
export function startExecution(
  { workflows }: Pick<WorkflowServices, 'workflows'>,
  cycle: Pick<Cycle, 'id' | 'kind' | 'attempt'>,
): Promise<'started' | 'alreadyExists'> {
  const { id: cycleId, kind, attempt } = cycle
  return workflows.start(kind, executionName(cycle), { cycleId, attempt })
}

/** The attempt after a given one: recorded by whoever is first, started by everybody. */
export async function startNextAttempt(
  services: ExecutionServices,
  rules: Rules,
  id: string,
  after: number,
): Promise<void> {
  const answer = await changeCycle(services, rules, id, system, { type: 'startAttempt', attempt: after + 1 })
  if (isRefusal(answer)) return
  await startExecution(services, answer)
}

/** What was found of an open cycle, and done about it. */
export type Reconciled = 'runs' | 'woken' | 'started' | 'nextAttempt' | 'ended'

/**
 * The net under failures, for a cycle that was just read. An open cycle without a running execution gets its next attempt; one whose attempt was never
 * started is started; what is recorded but whose token was not completed is completed. Twice is harmless.
 */
export async function reconcile(services: ExecutionServices, rules: Rules, cycle: Cycle): Promise<Reconciled> {
  const { id } = cycle
  if (cycle.stage.name === 'planned' || cycle.stage.name === 'ended') return 'ended'
  const status = await statusOf(services, cycle)
  if (status === 'RUNNING') return (await wake(services, id, cycle)) ? 'woken' : 'runs'
  if (status === undefined) {
    if ((await startExecution(services, cycle)) === 'started') return 'started'
    // The name was taken between the two questions, by whoever recorded the attempt, or long ago.
    if ((await statusOf(services, cycle)) === 'RUNNING') return 'runs'
  }
  await startNextAttempt(services, rules, id, cycle.attempt)
  return 'nextAttempt'
}

/** What the execution of the attempt that the record names did, the newest first; undefined as for `statusOf`. */
export function historyOf({ workflows }: Pick<WorkflowServices, 'workflows'>, cycle: Cycle, most: number) {
  return workflows.history(cycle.kind, executionName(cycle), most)
}

/** How the execution of the attempt that the record names is; undefined where the workflows know none. */
export function statusOf({ workflows }: Pick<WorkflowServices, 'workflows'>, cycle: Cycle) {
  return workflows.describe(cycle.kind, executionName(cycle))
}
