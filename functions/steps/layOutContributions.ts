/** Lays out what agencies owe to cycles for the day's letters, as the tasks are: a page of contributions at a time. */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { contributionsOwed, speakOfContribution } from '../stores/contributions.ts'
import { contexts, cycles } from './contexts.ts'
import { eachApart, nextInQueue, type PageStart } from './pages.ts'
import type { PageDone } from './roundPages.ts'

export async function layOutContributionsPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<PageDone> {
  const { contributions, cursor } = await contributionsOwed(services.table, day, {
    limit: 50,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const cycleOf = cycles(services.table)
  const laidOut = await eachApart(contributions, async ({ id, programme, cycle: cycleId }) => {
    const context = await contextOf(programme)
    const cycle = await cycleOf(cycleId)
    return context && cycle ? speakOfContribution(services, context.rules, context.directory, cycle, id) : []
  })
  return {
    counts: { reminders: laidOut.flatMap((lines) => lines ?? []).length },
    failed: laidOut.filter((lines) => lines === undefined).length,
    ...nextInQueue(page, cursor),
  }
}
