/** The round's last step: seals every programme's days and the office's own up to yesterday, lets go of keys of requests long answered, and records what the round did, if it is still this execution's. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import { Day } from '../../domain/programme/schema.ts'
import type { Services, Table } from '../services.ts'
import { officeKept } from '../stores/office.ts'
import { forgetOnce } from '../stores/once.ts'
import { registersOf } from '../stores/programmes.ts'
import { finishRound } from '../stores/rounds.ts'
import { sealUpTo } from '../stores/seals.ts'
import { asStep } from './asStep.ts'
import { Outcome } from './roundPages.ts'

export const step = asStep(
  z.strictObject({ day: Day, holder: z.string(), outcome: Outcome }),
  async ({ table }: Pick<Services, 'table'>, { day, holder, outcome }) => {
    const seals = await sealAll(table, day)
    await forgetOnce(table, day)
    return { finished: await finishRound(table, day, holder, outcome), seals }
  },
)

/**
 * Answers the seals' hashes by trail: what the inspection keeps outside the system. A programme that has ended is
 * sealed on: the day it ended on, and whatever is done to it after.
 */
async function sealAll(table: Table, day: CalendarDate): Promise<{ readonly [programme: string]: string }> {
  const sealed: Record<string, string> = {}
  const office = await officeKept(table)
  const { programmes } = await registersOf(table)
  for (const trail of [...(office ? [office] : []), ...programmes.values()]) {
    const seal = await sealUpTo({ table }, trail, day)
    if (seal) sealed[trail.id] = seal.hash
  }
  return sealed
}
