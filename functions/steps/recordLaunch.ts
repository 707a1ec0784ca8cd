/** Records what a launch has come to, beside its file. */
import * as z from 'zod/mini'
import { Day } from '../../domain/programme/schema.ts'
import type { Services } from '../services.ts'
import { recordLaunch } from '../stores/launchFiles.ts'
import { asStep } from './asStep.ts'

export const step = asStep(
  z.strictObject({
    launchId: z.string(),
    programme: z.string(),
    assignments: z.int(),
    letters: z.int(),
    day: Day,
  }),
  async ({ table }: Pick<Services, 'table'>, { launchId, day, ...outcome }) => {
    await recordLaunch(table, launchId, { ...outcome, on: day })
    return {}
  },
)
