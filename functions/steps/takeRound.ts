/** Takes the day's round for one execution. A round that is done, or in other hands, is left to them. */
import * as z from 'zod/mini'
import type { Instant } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { takeRound } from '../stores/rounds.ts'
import { asStep } from './asStep.ts'

// As long as an execution of the round may take; the same execution takes its own round again.
const leaseMinutes = 60

export const step = asStep(
  z.strictObject({ holder: z.string() }),
  async (services: Pick<Services, 'table' | 'clock'>, { holder }) => {
    const { table, clock } = services
    const day = clock.today()
    const leaseUntil = new Date(Date.parse(clock.now()) + leaseMinutes * 60_000).toISOString() as Instant
    const round = await takeRound(services, day, holder, leaseUntil)
    // On a day off nothing is laid out and no letter leaves.
    const isWorkingDay = round !== undefined && (await registersOf(table)).calendar.isWorkingDay(day)
    const outcome = { occurrences: 0, reminders: 0, escalations: 0, letters: 0, refused: 0, failed: 0 }
    return { taken: round !== undefined, day, isWorkingDay, outcome }
  },
)
