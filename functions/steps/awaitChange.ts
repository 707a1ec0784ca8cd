/** Stores the task token of the cycle's one wait, then looks: whatever changed meanwhile completes it at once. */
import * as z from 'zod/mini'
import { Day } from '../../domain/programme/schema.ts'
import type { WorkflowServices } from '../services.ts'
import { beginWait } from '../stores/cycleWaits.ts'
import { asStep } from './asStep.ts'
import { CyclePayload } from './cyclePayload.ts'

export const step = asStep(
  z.extend(CyclePayload, { token: z.string(), until: z.nullable(Day) }),
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, attempt, token, until }) => {
    await beginWait(services, cycleId, { token, attempt, ...(until === null ? {} : { until }) })
    return {}
  },
)
