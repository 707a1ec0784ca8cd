/** The report was received: so was each member's part of it, a page at a time. What is kept beside the record is its archive. */
import type { WorkflowServices } from '../services.ts'
import { contributionLines } from '../stores/contributions.ts'
import { changeCycle } from '../stores/cycles.ts'
import { acceptMembersTask, moveTask } from '../stores/cycleTasks.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { CyclePagePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

const pageSize = 25

export const step = asStep(
  CyclePagePayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, after }) => {
    const { cycle, context } = await cycleAndContext(services.table, cycleId)
    if (cycle.stage.name !== 'archiving') return { after: null }
    // Before the end is recorded: nobody looks after a cycle that has ended.
    await moveTask(services, context.rules, cycle, system)
    const page = { limit: pageSize, ...(after === null ? {} : { cursor: after }) }
    const { lines, cursor } = await contributionLines(services.table, cycle, page)
    for (const { task } of lines) if (task) await acceptMembersTask(services, context.rules, task, system)
    if (cursor !== undefined) return { after: cursor }
    unlessDone(await changeCycle(services, context.rules, cycleId, system, { type: 'archived' }))
    return { after: null }
  },
)
