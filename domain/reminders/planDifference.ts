/** What other rules, or another calendar, would make of the letters to come: seen before anything is applied. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../days.ts'
import { Day } from '../programme/schema.ts'
import { PlannedReminder } from './reminderView.ts'

const count = z.int().check(z.minimum(0))

export const PlanDifference = z.strictObject({
  /** The last day that was looked at. */
  until: Day,
  /** One letter a mailbox and a day, whatever it speaks of. */
  letters: z.strictObject({ before: count, after: count, added: count, removed: count }),
  /** What is said about one task on one day; of many the first. */
  reminders: z.strictObject({
    added: count,
    removed: count,
    firstAdded: z.array(PlannedReminder),
    firstRemoved: z.array(PlannedReminder),
  }),
})
export type PlanDifference = z.infer<typeof PlanDifference>

const mostShown = 100

/** Both plans by day; what is said on the same day about the same task in both is no difference. */
export function planDifference(
  before: readonly PlannedReminder[],
  after: readonly PlannedReminder[],
  until: CalendarDate,
): PlanDifference {
  const [lettersBefore, lettersAfter] = [lettersOf(before), lettersOf(after)]
  const added = without(after, before)
  const removed = without(before, after)
  return {
    until,
    letters: {
      before: lettersBefore.size,
      after: lettersAfter.size,
      added: notIn(lettersAfter, lettersBefore),
      removed: notIn(lettersBefore, lettersAfter),
    },
    reminders: {
      added: added.length,
      removed: removed.length,
      firstAdded: added.slice(0, mostShown),
      firstRemoved: removed.slice(0, mostShown),
    },
  }
}

function lettersOf(planned: readonly PlannedReminder[]): Set<string> {
  return new Set(planned.flatMap(({ on, to }) => to.map(({ mailbox }) => `${on} ${mailbox}`)))
}

function notIn(letters: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...letters].filter((letter) => !others.has(letter)).length
}

function without(some: readonly PlannedReminder[], others: readonly PlannedReminder[]): readonly PlannedReminder[] {
  const known = new Set(others.map(keyOf))
  return some.filter((one) => !known.has(keyOf(one)))
}

function keyOf({ task, what, on, to }: PlannedReminder): string {
  return [task, what, on, ...to.map(({ mailbox }) => mailbox)].join(' ')
}
