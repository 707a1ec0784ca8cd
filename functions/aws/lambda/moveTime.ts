/** Moves the clock of a stage that rehearses; its machine (movingTime.asl.json) calls until nothing is left ahead. */
import type { Context } from 'aws-lambda'
import { rehearsal, table, workflows } from '../environment.ts'
import { type LivingServices, liveDays } from '../livingDays.ts'
import type { Rehearsal } from '../variables.ts'
import { log } from './observed.ts'

/** Of each call: well within the function's own time. */
const budgetMs = 20_000

let living: { readonly services: LivingServices; readonly settings: Rehearsal } | undefined

export async function handler(_: unknown, context: Context): Promise<{ readonly more: boolean }> {
  log().addContext(context)
  living ??= open()
  const answer = await liveDays(living.services, living.settings, budgetMs)
  log().info('Time was moved', { today: living.services.clock.today(), ...answer })
  return answer
}

function open() {
  const own = table()
  const { settings, clock } = rehearsal(own)
  return { services: { table: own, clock, workflows: workflows() }, settings }
}
