/**
 * Finds what is owed today and lays it out for the letters, a page of tasks at a time, then of contributions. The queues
 * hold only what something is owed about, so the cost grows with what is owed and never with what is open.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { speakOf, tasksOwed } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { contexts } from './contexts.ts'
import { layOutContributionsPage } from './layOutContributions.ts'
import { eachApart, nextInQueue, type PageStart } from './pages.ts'
import { type PageDone, RoundPayload, walk } from './roundPages.ts'

export const step = asStep(RoundPayload, async (services: Pick<Services, 'table' | 'clock'>, payload) =>
  walk(payload, [
    (day, page) => layOutRemindersPage(services, day, page),
    (day, page) => layOutContributionsPage(services, day, page),
  ]),
)

export async function layOutRemindersPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<PageDone> {
  const { tasks, cursor } = await tasksOwed(services.table, day, {
    limit: 50,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const laidOut = await eachApart(tasks, async ({ id, programme }) => {
    const context = await contextOf(programme)
    // Nobody hears of a programme before all of it is there.
    if (!context || context.programme.status === 'launching') return []
    return speakOf(services, context.rules, context.directory, id)
  })
  const lines = laidOut.flatMap((of) => of ?? [])
  return {
    counts: { reminders: lines.length, escalations: lines.filter(isEscalation).length },
    failed: laidOut.filter((of) => of === undefined).length,
    ...nextInQueue(page, cursor),
  }
}

/** Above the mailbox of the department: its thủ trưởng, or the office of the agency that gave the task. */
export function isEscalation({ what, level }: { readonly what: string; readonly level: string }): boolean {
  return what === 'lateToOffice' || (what === 'late' && level === 'head')
}
