/**
 * Tells the level it was submitted to what the cycle has come to, as a line of its next letter, and makes what a sealed
 * evaluation recommends a proposal. Told twice, it is the same line.
 */
import { recipients } from '../../domain/agencies/directory.ts'
import { cycleAsTask } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { WorkflowServices } from '../services.ts'
import { propose } from '../stores/cyclePapers.ts'
import { changeCycle } from '../stores/cycles.ts'
import { moveTask } from '../stores/cycleTasks.ts'
import { lineWrite, type OwedLine } from '../stores/owedLines.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { CyclePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

export const step = asStep(
  CyclePayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId }) => {
    const { cycle, context } = await cycleAndContext(services.table, cycleId)
    const { name } = cycle.stage
    if (name !== 'telling' && name !== 'publishing') return { told: 0 }
    // Before the end is recorded: nobody looks after a cycle that has ended.
    await moveTask(services, context.rules, cycle, system)
    if (name === 'publishing') await propose(services.table, cycle, services.clock.today())
    const lines = linesOf(cycle, context, services.clock.today())
    const writes = lines.map(lineWrite)
    unlessDone(await changeCycle(services, context.rules, cycleId, system, { type: 'told' }, writes))
    return { told: lines.length }
  },
)

function linesOf(cycle: Cycle, { directory }: ProgrammeContext, today: OwedLine['since']): readonly OwedLine[] {
  const view = cycleAsTask(cycle)
  const revision = cycle.evaluation?.revision ?? 1
  return recipients(view, { agency: cycle.receivedBy ?? cycle.givenBy }, directory, today).map(
    ({ mailbox, addressee }) => ({
      mailbox,
      addressee,
      as: 'office',
      level: 'office',
      task: view.id,
      key: `told-${revision}`,
      what: 'told',
      since: today,
    }),
  )
}
