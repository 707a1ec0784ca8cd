/** Tờ giao ban tuần: what a meeting on Monday speaks of, out of the open work and the counts of today and a week ago. */
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, weekday } from '../../domain/days.ts'
import { type ClassCounts, type FourClass, fourClasses } from '../../domain/tasks/classes.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'

export interface MondaySheet {
  /** Monday to Sunday. */
  readonly week: { readonly from: CalendarDate; readonly to: CalendarDate }
  readonly classes: readonly { readonly name: FourClass; readonly now: number; readonly before: number }[]
  /** The longest late first. */
  readonly late: readonly { readonly task: TaskLine; readonly workingDays: number }[]
  /** From today to the end of next week, the nearest first. */
  readonly soon: readonly TaskLine[]
  readonly toAccept: readonly TaskLine[]
}

export function mondaySheet(
  tasks: readonly TaskLine[],
  counts: { readonly now: ClassCounts; readonly before: ClassCounts },
  today: CalendarDate,
  calendar: WorkingCalendar,
): MondaySheet {
  const from = mondayOf(today)
  const to = addDays(from, 6)
  const byDay = tasks.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
  const endOfNext = addDays(to, 7)
  return {
    week: { from, to },
    classes: fourClasses.map((name) => ({ name, now: counts.now[name], before: counts.before[name] })),
    late: byDay.flatMap((task) =>
      task.class === 'openLate' && task.state === 'open' && task.dueOn
        ? [{ task, workingDays: calendar.workingDaysBetween(task.dueOn, today) }]
        : [],
    ),
    soon: byDay.filter(({ state, dueOn }) => state === 'open' && dueOn && dueOn >= today && dueOn <= endOfNext),
    toAccept: byDay.filter(({ state }) => state === 'submitted'),
  }
}

function mondayOf(day: CalendarDate): CalendarDate {
  return addDays(day, 1 - weekday(day))
}
