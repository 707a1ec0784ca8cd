/** The round's look at every open cycle: it follows the work it organises, and has an execution that runs. */
import type { WorkflowServices } from '../services.ts'
import { reconcile } from '../stores/cycleExecutions.ts'
import { cyclesRunning } from '../stores/cycles.ts'
import { asStep } from './asStep.ts'
import { contexts } from './contexts.ts'
import { followWork } from './followWork.ts'
import { eachApart, nextPage, type PageStart } from './pages.ts'
import { RoundPayload, walk } from './roundPages.ts'

type CycleServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

export const step = asStep(RoundPayload, async (services: CycleServices, { page }) => {
  let mended = 0
  const walked = await walk(page, 4, async (at) => {
    const done = await reconcileCyclesPage(services, at)
    mended += done.mended
    return done
  })
  return { ...walked, mended }
})

export async function reconcileCyclesPage(
  services: CycleServices,
  page: PageStart,
): Promise<{ mended: number; failed: number; next?: PageStart }> {
  const { cycles, cursor } = await cyclesRunning(services.table, page.shard, {
    limit: 25,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const reconciled = await eachApart(cycles, async (cycle) => {
    const context = await contextOf(cycle.programme)
    if (!context) return 'ended'
    await followWork(services, context, cycle)
    return reconcile(services, context.rules, cycle.id)
  })
  const next = nextPage(page, cursor)
  return {
    mended: reconciled.filter((one) => one === 'woken' || one === 'started' || one === 'nextAttempt').length,
    failed: reconciled.filter((one) => one === undefined).length,
    ...(next ? { next } : {}),
  }
}
