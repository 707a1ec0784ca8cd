/**
 * Starts the round that the scheduler could not start: what lies in its queue of dead letters is given to this function
 * once the redrive of the stage is switched on. A round that runs or is done is left alone, however many letters there are.
 */
import type { Context } from 'aws-lambda'
import { startOwedRound } from '../../steps/startRound.ts'
import { officeTime, table, workflows } from '../environment.ts'
import { log } from './observed.ts'

export async function handler(_: unknown, context: Context): Promise<void> {
  log().addContext(context)
  const own = { table: table(), workflows: workflows() }
  const { clock, look } = officeTime(own.table, own.workflows)
  await look()
  await startOwedRound({ ...own, clock })
}
