/** The round's first step: opens the occurrences and the cycles whose day has come, the work of groups for who joined them, and looks after the cycles that run. */
import type { WorkflowServices } from '../services.ts'
import { asStep } from './asStep.ts'
import { openForJoinersPage } from './openForJoiners.ts'
import { openOccurrencesPage } from './openOccurrences.ts'
import { RoundPayload, walk } from './roundPages.ts'
import { tendCyclesPage } from './tendCycles.ts'

export const step = asStep(
  RoundPayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, payload) =>
    walk(payload, [
      (day, page) => openOccurrencesPage(services, day, page),
      (day) => openForJoinersPage(services, day),
      (day, page) => tendCyclesPage(services, day, page),
    ]),
)
