/** The round's last step: seals every programme's days up to yesterday. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import { Day } from '../../domain/programme/schema.ts'
import type { Services } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { sealUpTo } from '../stores/seals.ts'
import { asStep } from './asStep.ts'

export const step = asStep(z.strictObject({ day: Day }), async (services: Pick<Services, 'table'>, { day }) => ({
  seals: await sealDay(services, day),
}))

/**
 * Answers the seals' hashes by programme: what the inspection keeps outside the system. A programme that has ended is
 * sealed on: the day it ended on, and whatever is done to it after.
 */
export async function sealDay(
  services: Pick<Services, 'table'>,
  day: CalendarDate,
): Promise<{ readonly [programme: string]: string }> {
  const sealed: Record<string, string> = {}
  for (const programme of (await registersOf(services.table)).programmes.values()) {
    const seal = await sealUpTo(services, programme, day)
    if (seal) sealed[programme.id] = seal.hash
  }
  return sealed
}
