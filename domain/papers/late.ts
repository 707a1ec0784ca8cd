/** Work that is late on a day, as papers list it: the longest late first. */
import { type CalendarDate, daysBetween } from '../days.ts'
import { classOf } from '../tasks/classes.ts'
import { placeAt } from '../tasks/evolve.ts'
import type { Task } from '../tasks/task.ts'

export interface LateTask {
  readonly task: Task
  /** Who led it on that day, and when it had been due. */
  readonly lead: string
  readonly dueOn: CalendarDate
  /** In days of the calendar. */
  readonly daysLate: number
}

export function lateWork(tasks: readonly Task[], day: CalendarDate): readonly LateTask[] {
  const late = tasks.flatMap((task) => {
    const place = classOf(task, day) === 'openLate' ? placeAt(task, day) : undefined
    if (!place?.dueOn) return []
    return [{ task, lead: place.lead, dueOn: place.dueOn, daysLate: daysBetween(place.dueOn, day) }]
  })
  return late.toSorted((one, other) => other.daysLate - one.daysLate)
}
