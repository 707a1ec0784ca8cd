/**
 * The net under the workflows: a rule sends here what FAILED, TIMED_OUT or was ABORTED. EventBridge delivers such events
 * as best it can and no better, so the round looks for itself which cycles have no execution. Source: Amazon EventBridge
 * Reference, "AWS Step Functions events"; AWS Step Functions Developer Guide, "Automating event delivery".
 */
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import type { WorkflowServices } from '../../services.ts'
import { step as recordExecutionOutcome } from '../../steps/recordExecutionOutcome.ts'
import { clock, table, variables, workflows } from '../environment.ts'
import { log } from './observed.ts'

const Ended = z.object({
  detail: z.object({
    stateMachineArn: z.string(),
    name: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    /** Null where it would be too long for an event, as no input of ours is. */
    input: z.nullish(z.string()),
    error: z.nullish(z.string()),
    cause: z.nullish(z.string()),
  }),
})

let services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'> | undefined

export async function handler(event: unknown, context: Context): Promise<void> {
  log().addContext(context)
  const { stateMachineArn, name, status, input, error, cause } = Ended.parse(event).detail
  const machine = stateMachineArn.slice(variables().DONDOC_MACHINES?.length ?? 0)
  log().error('An execution ended badly', { machine, execution: name, status, failure: error ?? undefined })
  services ??= { table: table(), clock: clock(), workflows: workflows() }
  await recordExecutionOutcome(services, {
    machine,
    name,
    status,
    error: error ?? '',
    cause: cause ?? '',
    input: JSON.parse(input ?? '{}'),
  })
}
