/** Opens the cycles whose day has come and starts their executions. A crash between the two is mended by reconciling. */
import type { CalendarDate } from '../../domain/days.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { WorkflowServices } from '../services.ts'
import { startExecution } from '../stores/cycleExecutions.ts'
import { changeCycle, cyclesToOpen } from '../stores/cycles.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { contexts } from './contexts.ts'
import { followWork } from './followWork.ts'
import { eachApart, nextPage, type PageStart } from './pages.ts'
import { RoundPayload, walk } from './roundPages.ts'

type CycleServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

export const step = asStep(RoundPayload, async (services: CycleServices, { day, page }) => {
  let opened = 0
  const walked = await walk(page, 4, async (at) => {
    const done = await openCyclesPage(services, day, at)
    opened += done.opened
    return done
  })
  return { ...walked, opened }
})

export async function openCyclesPage(
  services: CycleServices,
  day: CalendarDate,
  page: PageStart,
): Promise<{ opened: number; failed: number; next?: PageStart }> {
  const { cycles, cursor } = await cyclesToOpen(services.table, page.shard, day, {
    limit: 25,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const opened = await eachApart(cycles, async (cycle) => {
    const context = await contextOf(cycle.programme)
    if (!context || context.programme.status === 'launching') return false
    // What was handed in or stopped before its day is never asked for.
    const { stage } = await followWork(services, context, cycle)
    if (stage.name !== 'planned') return false
    const answer = await changeCycle(services, context.rules, cycle.id, system, { type: 'open' })
    if (isRefusal(answer)) return false
    await startExecution(services, answer)
    return true
  })
  const next = nextPage(page, cursor)
  return {
    opened: opened.filter((one) => one === true).length,
    failed: opened.filter((one) => one === undefined).length,
    ...(next ? { next } : {}),
  }
}
