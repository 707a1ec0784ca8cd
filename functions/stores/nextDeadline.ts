/** Where a demo's clock goes when it is moved to the next deadline. */
import { addDays, type CalendarDate } from '../../domain/days.ts'
import type { Table } from '../services.ts'
import { programmesInForce } from './programmes.ts'
import { tasksByDeadline } from './tasks.ts'

/** The first day after today on which open work of any programme falls due; undefined where none does. */
export async function nextDeadline(table: Table, today: CalendarDate): Promise<CalendarDate | undefined> {
  const from = addDays(today, 1)
  const days: CalendarDate[] = []
  for (const { id } of await programmesInForce(table)) {
    const { tasks } = await tasksByDeadline(table, id, 'open', { from, limit: 1 })
    days.push(...tasks.flatMap(({ deadline }) => deadline?.dueOn ?? []))
  }
  return days.toSorted()[0]
}
