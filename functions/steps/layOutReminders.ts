/**
 * Finds what is owed today and lays it out for the letters, a page of tasks at a time. The queue holds only tasks
 * about which something is owed, so the cost grows with what is owed and never with what is open.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { speakOf, tasksOwed } from '../stores/tasks.ts'
import { contexts } from './contexts.ts'
import { nextPage, type PageStart } from './pages.ts'

export async function layOutRemindersPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  page: PageStart,
): Promise<{ reminders: number; escalations: number; next?: PageStart }> {
  const { ids, programmes, cursor } = await tasksOwed(services.table, page.shard, day, {
    limit: 50,
    ...(page.after ? { cursor: page.after } : {}),
  })
  const contextOf = contexts(services.table)
  const lines = await Promise.all(
    ids.map(async (id, index) => {
      const context = await contextOf(programmes[index] ?? '')
      return context ? speakOf(services, context.rules, context.directory, id) : []
    }),
  )
  const next = nextPage(page, cursor)
  return {
    reminders: lines.flat().length,
    escalations: lines.flat().filter(isEscalation).length,
    ...(next ? { next } : {}),
  }
}

/** Above the mailbox of the department: its thủ trưởng, or the office of the agency that gave the task. */
export function isEscalation({ what, level }: { readonly what: string; readonly level: string }): boolean {
  return what === 'lateToOffice' || (what === 'late' && level === 'head')
}
