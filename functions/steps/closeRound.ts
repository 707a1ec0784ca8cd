/** The round's last step: seals every programme's days and the office's own up to yesterday, sends the seals to whoever inspects when they are due, lets go of keys of requests long answered, and records what the round did, if it is still this execution's. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import { Day } from '../../domain/programme/schema.ts'
import type { Seal } from '../../domain/trail/chain.ts'
import type { Services, Table } from '../services.ts'
import { type OfficeState, officeKept, usualSealLetters } from '../stores/office.ts'
import { forgetOnce } from '../stores/once.ts'
import { registersOf } from '../stores/programmes.ts'
import { finishRound } from '../stores/rounds.ts'
import { sealUpTo } from '../stores/seals.ts'
import { asStep } from './asStep.ts'
import { Outcome } from './roundPages.ts'
import { sendSeals } from './sendSeals.ts'

export const step = asStep(
  z.strictObject({ day: Day, holder: z.string(), outcome: Outcome }),
  async (services: Pick<Services, 'table' | 'clock' | 'mailer' | 'ids'>, { day, holder, outcome }) => {
    const { table } = services
    const office = await officeKept(table)
    const sealed = await sealAll(table, day, office)
    const told = await sendSeals(services, day, sealed, office?.settings.sealLetters ?? usualSealLetters)
    const done = {
      ...outcome,
      letters: outcome.letters + told.letters,
      refused: outcome.refused + told.refused,
      failed: outcome.failed + told.failed,
    }
    const seals = Object.fromEntries(sealed.map(({ programme, hash }) => [programme, hash]))
    await forgetOnce(table, day)
    return { finished: await finishRound(table, day, holder, done), seals, outcome: done }
  },
)

/**
 * The last seal of each trail. A programme that has ended is sealed on: the day it ended on, and whatever is done to it
 * after.
 */
async function sealAll(table: Table, day: CalendarDate, office: OfficeState | undefined): Promise<readonly Seal[]> {
  const sealed: Seal[] = []
  const { programmes } = await registersOf(table)
  for (const trail of [...(office ? [office] : []), ...programmes.values()]) {
    const seal = await sealUpTo({ table }, trail, day)
    if (seal) sealed.push(seal)
  }
  return sealed
}
