/** The round's first step: opens the occurrences whose day has come, a page of assignments at a time. */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { assignmentsToOpen, openOccurrences } from '../stores/assignments.ts'
import { contexts } from './contexts.ts'
import { nextPage, type PageStart } from './pages.ts'

export async function openOccurrencesPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<{ opened: number; next?: PageStart }> {
  const { assignments, cursor } = await assignmentsToOpen(services.table, page.shard, day, {
    limit: 25,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  let opened = 0
  for (const { id, programme } of assignments) {
    const context = await contextOf(programme)
    if (context?.programme.status !== 'inForce') continue
    opened += await openOccurrences(services, context.rules, context.groups, id)
  }
  const next = nextPage(page, cursor)
  return { opened, ...(next ? { next } : {}) }
}
