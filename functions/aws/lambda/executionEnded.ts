/**
 * The net under the workflows: a rule sends here what FAILED, TIMED_OUT or was ABORTED. EventBridge delivers such events
 * as best it can and no better, so the round looks for itself which cycles have no execution. Source: Amazon EventBridge
 * Reference, "AWS Step Functions events"; AWS Step Functions Developer Guide, "Automating event delivery".
 */
import type { Context } from 'aws-lambda'
import * as z from 'zod/mini'
import { step as recordExecutionOutcome } from '../../steps/recordExecutionOutcome.ts'
import { machineIn, officeTime, table, workflows } from '../environment.ts'
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
type Ended = z.infer<typeof Ended>

/** As the queue of what could not be delivered gives it back. */
const Redriven = z.object({ Records: z.array(z.object({ body: z.string() })) })

type Net = (ended: Ended) => Promise<unknown>
let net: Net | undefined

export async function handler(event: unknown, context: Context): Promise<void> {
  log().addContext(context)
  net ??= open()
  const redriven = Redriven.safeParse(event)
  const events = redriven.success ? redriven.data.Records.map(({ body }) => JSON.parse(body)) : [event]
  for (const one of events) await net(Ended.parse(one))
}

function open(): Net {
  const own = { table: table(), workflows: workflows() }
  const { clock, look } = officeTime(own.table, own.workflows)
  return async ({ detail: { stateMachineArn, name, status, input, error, cause } }) => {
    await look()
    const machine = machineIn(stateMachineArn)
    log().error('An execution ended badly', { machine, execution: name, status, failure: error ?? '' })
    const ended = { machine, name, status, error: error ?? '', cause: cause ?? '', input: JSON.parse(input ?? '{}') }
    await recordExecutionOutcome({ ...own, clock }, ended)
  }
}
