/** The round's first step: opens the occurrences whose day has come, a page of assignments at a time. */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { assignmentsToOpen, openOccurrences } from '../stores/assignments.ts'
import { asStep } from './asStep.ts'
import { contexts } from './contexts.ts'
import { eachApart, nextPage, type PageStart } from './pages.ts'
import { RoundPayload, walk } from './roundPages.ts'

export const step = asStep(RoundPayload, async (services: Pick<Services, 'table' | 'clock'>, { day, page }) => {
  let opened = 0
  const walked = await walk(page, 4, async (at) => {
    const done = await openOccurrencesPage(services, day, at)
    opened += done.opened
    return done
  })
  return { ...walked, opened }
})

export async function openOccurrencesPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<{ opened: number; failed: number; next?: PageStart }> {
  const { assignments, cursor } = await assignmentsToOpen(services.table, page.shard, day, {
    limit: 25,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const opened = await eachApart(assignments, async ({ id, programme }) => {
    const context = await contextOf(programme)
    if (context?.programme.status !== 'inForce') return 0
    return openOccurrences(services, context.rules, context.groups, id)
  })
  const next = nextPage(page, cursor)
  return {
    opened: opened.reduce((sum: number, count) => sum + (count ?? 0), 0),
    failed: opened.filter((count) => count === undefined).length,
    ...(next ? { next } : {}),
  }
}
