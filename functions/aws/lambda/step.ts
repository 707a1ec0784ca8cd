/**
 * One step of the workflows, as Step Functions calls it. Which one, the bundle says (`#step`): one function a step, with
 * the permissions of that step and nothing of the others in it. An error's name is what the ASL's Retry and Catch go by.
 */

import type { Context } from 'aws-lambda'
import { step } from '#step'
import type { JsonObject, WorkflowServices } from '../../services.ts'
import { ids, mailer, officeTime, table, workflows } from '../environment.ts'
import { variables } from '../variables.ts'
import { count } from './counted.ts'
import { measuresOf } from './measured.ts'
import { idsIn, log } from './observed.ts'

type Call = (payload: unknown) => Promise<JsonObject>
let call: Call | undefined

export async function handler(payload: unknown, context: Context): Promise<JsonObject> {
  log().addContext(context)
  call ??= open()
  try {
    return await call(payload)
  } catch (error) {
    log().error('A step failed', { error: error instanceof Error ? error : String(error), payload: idsIn(payload) })
    throw error
  }
}

function open(): Call {
  const own = { table: table(), ids, mailer: mailer(), workflows: workflows() }
  const { clock, look, realSeconds } = officeTime(own.table, own.workflows)
  const services: WorkflowServices = { ...own, clock }
  return async (payload) => {
    await look()
    const answer = await step(services, payload)
    const { DONDOC_STEP: name, DONDOC_SENDER: sender } = variables()
    count(measuresOf(name, payload, answer, sender !== undefined))
    const { waitSeconds } = answer
    // A step reckons in the office's time, and the timers of Step Functions run in real time.
    return typeof waitSeconds === 'number' ? { ...answer, waitSeconds: realSeconds(waitSeconds) } : answer
  }
}
