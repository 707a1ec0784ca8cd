/** Looks each morning at what nobody would miss until it is too late, and gives CloudWatch the numbers that its alarms wait for. */
import type { Context } from 'aws-lambda'
import { dailyCheck } from '../../steps/dailyCheck.ts'
import { officeTime, table, workflows } from '../environment.ts'
import { count } from './counted.ts'
import { measuresOfCheck } from './measured.ts'
import { log } from './observed.ts'

export async function handler(_: unknown, context: Context): Promise<void> {
  log().addContext(context)
  const own = { table: table(), workflows: workflows() }
  const { clock, look } = officeTime(own.table, own.workflows)
  await look()
  const found = await dailyCheck({ ...own, clock })
  log().info('What was found this morning', { found })
  count(measuresOfCheck(found))
}
