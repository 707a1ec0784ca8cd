/** Opens the occurrences whose day has come, a page of assignments at a time. */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { assignmentsToOpen, openOccurrences } from '../stores/assignments.ts'
import { contexts } from './contexts.ts'
import { eachApart, nextInQueue, type PageStart } from './pages.ts'
import type { PageDone } from './roundPages.ts'

export async function openOccurrencesPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<PageDone> {
  const { assignments, cursor } = await assignmentsToOpen(services.table, day, {
    limit: 25,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const opened = await eachApart(assignments, async ({ id, programme }) => {
    const context = await contextOf(programme)
    if (context?.programme.status !== 'inForce') return 0
    return openOccurrences(services, context.rules, context.groups, id)
  })
  return {
    counts: { occurrences: opened.reduce((sum: number, count) => sum + (count ?? 0), 0) },
    failed: opened.filter((count) => count === undefined).length,
    ...nextInQueue(page, cursor),
  }
}
