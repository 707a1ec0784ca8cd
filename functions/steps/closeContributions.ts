/**
 * Closes the gathering, a page of contributions at a time. First the gathering itself, so that whatever comes from then
 * on is marked late; then each contribution that was not sent. The last page records who was silent: in a consultation
 * that is consent. Where the cycle was cut short, what is still asked is taken back instead.
 */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { WorkflowServices } from '../services.ts'
import { allContributionLines, changeContribution, contributionLines } from '../stores/contributions.ts'
import { changeCycle } from '../stores/cycles.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { CyclePagePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'
import { takeInTaskResults } from './takeInTaskResults.ts'

type ClosingServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

const pageSize = 50

export const step = asStep(CyclePagePayload, async (services: ClosingServices, { cycleId, after }) => {
  const { cycle: found, context } = await cycleAndContext(services.table, cycleId)
  const cycle = found.stage.name === 'gathering' ? await closeGathering(services, context.rules, found) : found
  if (cycle.stage.name !== 'closing' && cycle.stage.name !== 'settling') return { after: null }
  const page = { limit: pageSize, ...(after === null ? {} : { cursor: after }) }
  const { lines, cursor } = await contributionLines(services.table, cycle, page)
  for (const { id, state } of lines) {
    if (state !== 'asked' && state !== 'returned') continue
    const command =
      cycle.stage.name === 'closing'
        ? ({ type: 'close' } as const)
        : ({ type: 'withdraw', reason: 'Đợt công tác kết thúc trước hạn' } as const)
    await changeContribution(services, context.rules, id, system, command)
  }
  if (cursor !== undefined) return { after: cursor }
  // What has come since the closing came late: at the closing its sender was silent.
  const silent = (await allContributionLines(services.table, cycle)).filter(
    ({ state }) => state === 'closed' || state === 'late',
  )
  unlessDone(
    await changeCycle(services, context.rules, cycleId, system, {
      type: 'contributionsClosed',
      silent: silent.map(({ agency }) => agency),
    }),
  )
  return { after: null }
})

/** What members handed in by their own tasks counts as sent, up to this moment. */
async function closeGathering(services: ClosingServices, rules: Rules, cycle: Cycle): Promise<Cycle> {
  await takeInTaskResults(services, rules, cycle)
  return unlessDone(await changeCycle(services, rules, cycle.id, system, { type: 'closeGathering' })) ?? cycle
}
