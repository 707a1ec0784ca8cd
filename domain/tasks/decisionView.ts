/**
 * Việc cần quyết định: what waits for a decision of an agency, each with what is needed to decide it. A request names
 * what is asked and why; late work comes up once it was late for as long as the ladder gives it before it goes to the
 * level that gave it.
 */
import * as z from 'zod/mini'
import type { Assignment } from '../assignments/assignment.ts'
import { AssignmentView, assignmentView } from '../assignments/assignmentView.ts'
import type { Cycle } from '../cycles/cycle.ts'
import { CycleLine, cycleLine } from '../cycles/cycleView.ts'
import type { CalendarDate } from '../days.ts'
import type { Rules } from './decide.ts'
import type { Task } from './task.ts'
import { AdviceView, TaskLine, TaskView, taskLine } from './taskView.ts'

const OfTask = z.strictObject({
  about: z.literal('task'),
  asks: z.array(z.enum(['extension', 'otherLead', 'late'])),
  task: TaskLine,
  extensionAsked: TaskView.shape.extensionAsked,
  dispute: TaskView.shape.dispute,
  /** What the office proposes, one for each question it has looked at. */
  advice: AdviceView,
  /** How often its deadline has been moved. */
  extensions: z.int(),
  /** Since the deadline; absent while it has not passed. */
  workingDaysLate: z.optional(z.int()),
})
const OfAssignment = z.strictObject({
  about: z.literal('assignment'),
  asks: z.array(z.literal('proposal')),
  assignment: AssignmentView,
})
const OfCycle = z.strictObject({ about: z.literal('cycle'), asks: z.array(z.literal('stage')), cycle: CycleLine })

export const DecisionView = z.discriminatedUnion('about', [OfTask, OfAssignment, OfCycle])

export function taskDecision(task: Task, rules: Rules | undefined, today: CalendarDate) {
  const { extensionAsked, dispute, advice = [], deadline } = task
  const late = rules && workingDaysLate(task, rules, today)
  return {
    about: 'task' as const,
    asks: [
      ...(extensionAsked ? (['extension'] as const) : []),
      ...(dispute ? (['otherLead'] as const) : []),
      ...(rules && isVeryLate(task, rules, today) ? (['late'] as const) : []),
    ],
    task: taskLine(task, today),
    extensionAsked,
    dispute,
    advice,
    extensions: deadline?.extensions.length ?? 0,
    workingDaysLate: late,
  }
}

export function proposalDecision(assignment: Assignment) {
  return { about: 'assignment' as const, asks: ['proposal' as const], assignment: assignmentView(assignment) }
}

export function cycleDecision(cycle: Cycle) {
  return { about: 'cycle' as const, asks: ['stage' as const], cycle: cycleLine(cycle) }
}

/** Quá hạn kéo dài: late for as long as the ladder gives the lead before the office of whoever gave it hears. */
export function isVeryLate(task: Task, rules: Rules, today: CalendarDate): boolean {
  const first = Math.min(...rules.settings.ladder.lateToOffice)
  return !task.beforeTracking && (workingDaysLate(task, rules, today) ?? 0) >= first
}

function workingDaysLate({ standing, deadline }: Task, { calendar }: Rules, today: CalendarDate): number | undefined {
  if (standing.state !== 'open' || !deadline || today <= deadline.dueOn) return undefined
  return calendar.workingDaysBetween(deadline.dueOn, today)
}
