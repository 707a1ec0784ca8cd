/**
 * The round's look at the cycles, a page at a time: one whose day has come is opened and its execution started (a crash
 * between the two is mended the next time), one that is open follows the work it organises and has an execution that runs.
 */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { WorkflowServices } from '../services.ts'
import { reconcile, startExecution } from '../stores/cycleExecutions.ts'
import { changeCycle, cyclesAtHand } from '../stores/cycles.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { system } from '../stores/tasks.ts'
import { contexts } from './contexts.ts'
import { followWork } from './followWork.ts'
import { eachApart, nextInQueue, type PageStart } from './pages.ts'
import type { PageDone } from './roundPages.ts'

type CycleServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

export async function tendCyclesPage(services: CycleServices, day: CalendarDate, page: PageStart): Promise<PageDone> {
  const { cycles, cursor } = await cyclesAtHand(services.table, day, {
    limit: 25,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const tended = await eachApart(cycles, async (listed) => {
    const context = await contextOf(listed.programme)
    if (!context || context.programme.status === 'launching') return true
    const cycle = await followWork(services, context, listed)
    // What was handed in or stopped before its day is never asked for.
    if (cycle.stage.name === 'planned') await open(services, context, cycle)
    else await reconcile(services, context.rules, cycle)
    return true
  })
  return { failed: tended.filter((one) => one === undefined).length, ...nextInQueue(page, cursor) }
}

async function open(services: CycleServices, { rules }: ProgrammeContext, { id }: Cycle): Promise<void> {
  const answer = await changeCycle(services, rules, id, system, { type: 'open' })
  if (!isRefusal(answer)) await startExecution(services, answer)
}
