/** Lays out what agencies owe to cycles for the day's letters, as the tasks are: a page of contributions at a time. */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { contributionsOwed, speakOfContribution } from '../stores/contributions.ts'
import { asStep } from './asStep.ts'
import { contexts } from './contexts.ts'
import { eachApart, nextPage, type PageStart } from './pages.ts'
import { RoundPayload, walk } from './roundPages.ts'

export const step = asStep(RoundPayload, async (services: Pick<Services, 'table' | 'clock'>, { day, page }) => {
  let reminders = 0
  const walked = await walk(page, 4, async (at) => {
    const done = await layOutContributionsPage(services, day, at)
    reminders += done.reminders
    return done
  })
  return { ...walked, reminders }
})

export async function layOutContributionsPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<{ reminders: number; failed: number; next?: PageStart }> {
  const { contributions, cursor } = await contributionsOwed(services.table, page.shard, day, {
    limit: 50,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const laidOut = await eachApart(contributions, async ({ id, programme }) => {
    const context = await contextOf(programme)
    return context ? speakOfContribution(services, context.rules, context.directory, id) : []
  })
  const next = nextPage(page, cursor)
  return {
    reminders: laidOut.flatMap((lines) => lines ?? []).length,
    failed: laidOut.filter((lines) => lines === undefined).length,
    ...(next ? { next } : {}),
  }
}
