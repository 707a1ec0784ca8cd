/**
 * Takes the day's round for one execution, and begins it: most days have no more to open than one call can. A round that
 * is done, or in other hands, is left to them.
 */
import * as z from 'zod/mini'
import type { Instant } from '../../domain/days.ts'
import type { WorkflowServices } from '../services.ts'
import { takeRound } from '../stores/rounds.ts'
import { asStep } from './asStep.ts'
import { openWork } from './openWork.ts'
import { nothingDone } from './roundPages.ts'

// As long as an execution of the round may take; the same execution takes its own round again.
const leaseMinutes = 60

export const step = asStep(
  z.strictObject({ holder: z.string() }),
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { holder }) => {
    const { clock } = services
    const day = clock.today()
    const leaseUntil = new Date(Date.parse(clock.now()) + leaseMinutes * 60_000).toISOString() as Instant
    const taken = (await takeRound(services, day, holder, leaseUntil)) !== undefined
    const nothing = { day, page: null, more: false, isOwed: false, outcome: nothingDone }
    return taken ? { ...nothing, ...(await openWork(services, nothing)), taken } : { ...nothing, taken }
  },
)
