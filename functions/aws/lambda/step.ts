/**
 * One step of the workflows, as Step Functions calls it. Which one, the bundle says (`#step`): one function a step, with
 * the permissions of that step and nothing of the others in it. An error's name is what the ASL's Retry and Catch go by.
 */

import type { Context } from 'aws-lambda'
import { step } from '#step'
import type { JsonObject, WorkflowServices } from '../../services.ts'
import { clock, ids, mailer, table, workflows } from '../environment.ts'
import { idsIn, log } from './observed.ts'

let services: WorkflowServices | undefined

export async function handler(payload: unknown, context: Context): Promise<JsonObject> {
  log().addContext(context)
  services ??= { table: table(), clock: clock(), ids, mailer: mailer(), workflows: workflows() }
  try {
    return await step(services, payload)
  } catch (error) {
    log().error('A step failed', { error: error instanceof Error ? error : String(error), payload: idsIn(payload) })
    throw error
  }
}
