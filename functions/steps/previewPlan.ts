/** What other rules or another calendar would make of the letters to come. Nothing is written. */
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { type PlanDifference, planDifference } from '../../domain/reminders/planDifference.ts'
import { type PlannedReminder, plannedReminders } from '../../domain/reminders/reminderView.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Services } from '../services.ts'
import { programmeContext } from '../stores/programmes.ts'
import { liveTasks } from '../stores/tasks.ts'

/** A year ahead: the ladder of what is due by then is known, what begins later is not planned yet. */
const daysAhead = 365

/** Of the programmes named; what is reminded of otherwise (contributions) moves with the same rules and is not counted. */
export async function previewPlan(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  programmes: readonly string[],
  changed: (rules: Rules) => Rules,
): Promise<PlanDifference> {
  const today = clock.today()
  const until = addDays(today, daysAhead)
  const before: PlannedReminder[] = []
  const after: PlannedReminder[] = []
  for (const programme of programmes) {
    const context = await programmeContext(table, programme)
    if (!context) continue
    const { rules, directory } = context
    const others = changed(rules)
    for (const task of await liveTasks(table, programme)) {
      before.push(...plannedReminders(task, rules, directory, today))
      after.push(...plannedReminders(task, others, directory, today))
    }
  }
  return planDifference(byDay(before, until), byDay(after, until), until)
}

function byDay(planned: readonly PlannedReminder[], until: CalendarDate): readonly PlannedReminder[] {
  return planned.filter(({ on }) => on <= until).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
