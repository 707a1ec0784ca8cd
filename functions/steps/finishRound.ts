/** Records what the round did, if it is still this execution's. */
import * as z from 'zod/mini'
import { Day } from '../../domain/programme/schema.ts'
import type { Services } from '../services.ts'
import { finishRound, roundOf } from '../stores/rounds.ts'
import { asStep } from './asStep.ts'

const Count = z.int()

export const step = asStep(
  z.strictObject({
    day: Day,
    holder: z.string(),
    outcome: z.strictObject({
      occurrences: Count,
      reminders: Count,
      escalations: Count,
      letters: Count,
      refused: Count,
      failed: Count,
    }),
  }),
  async ({ table }: Pick<Services, 'table'>, { day, holder, outcome }) => {
    const round = await roundOf(table, day)
    const mine = round?.state === 'running' && round.holder === holder
    if (mine) await finishRound(table, round, outcome)
    return { finished: mine }
  },
)
