/** Puts what was sent into the order of the programme, a page of contributions at a time, each row to its place. */
import type { WorkflowServices } from '../services.ts'
import { contributionById, contributionLines } from '../stores/contributions.ts'
import { placeRows } from '../stores/cyclePapers.ts'
import { changeCycle } from '../stores/cycles.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { CyclePagePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

const pageSize = 25

export const step = asStep(
  CyclePagePayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, after }) => {
    const { cycle, context } = await cycleAndContext(services.table, cycleId)
    if (cycle.stage.name !== 'consolidating') return { after: null }
    const page = { limit: pageSize, ...(after === null ? {} : { cursor: after }) }
    const { lines, cursor } = await contributionLines(services.table, cycle, page)
    for (const { id } of lines) {
      const contribution = await contributionById(services.table, id)
      if (contribution) await placeRows(services.table, cycleId, contribution)
    }
    if (cursor !== undefined) return { after: cursor }
    unlessDone(await changeCycle(services, context.rules, cycleId, system, { type: 'consolidated' }))
    return { after: null }
  },
)
