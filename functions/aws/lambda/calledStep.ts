/** A workflow step as Step Functions calls it: an error's name is what the Retry and the Catch of the ASL go by. */
import type { Context } from 'aws-lambda'
import type { JsonObject, Links, Mailer, WorkflowServices } from '../../services.ts'
import type { Step } from '../../steps/asStep.ts'
import { ids, officeTime, table, workflows } from '../environment.ts'
import { variables } from '../variables.ts'
import { count } from './counted.ts'
import { measuresOf } from './measured.ts'
import { idsIn, log } from './observed.ts'

export function calledStep(
  step: Step<WorkflowServices>,
  mailer: () => Mailer,
  links: () => Links | undefined = () => undefined,
) {
  let call: ((payload: unknown) => Promise<JsonObject>) | undefined
  return async (payload: unknown, context: Context): Promise<JsonObject> => {
    log().addContext(context)
    call ??= opened(step, mailer(), links())
    try {
      return await call(payload)
    } catch (error) {
      log().error('A step failed', { error: error instanceof Error ? error : String(error), payload: idsIn(payload) })
      throw error
    }
  }
}

function opened(step: Step<WorkflowServices>, mailer: Mailer, links: Links | undefined) {
  const own = { table: table(), ids, mailer, workflows: workflows() }
  const { clock, look, realSeconds } = officeTime(own.table, own.workflows)
  const services: WorkflowServices = { ...own, clock, ...(links ? { links } : {}) }
  return async (payload: unknown): Promise<JsonObject> => {
    await look()
    const answer = await step(services, payload)
    const { DONDOC_STEP: name, DONDOC_SENDER: sender } = variables()
    count(measuresOf(name, payload, answer, sender !== undefined))
    const { waitSeconds } = answer
    // A step reckons in the office's time, and the timers of Step Functions run in real time.
    return typeof waitSeconds === 'number' ? { ...answer, waitSeconds: realSeconds(waitSeconds) } : answer
  }
}
