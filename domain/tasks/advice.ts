/**
 * Đề xuất của văn phòng: before a leader decides, the office says what it proposes, and why. It changes nothing by
 * itself; what is proposed must be what could be decided, so that agreeing is one click.
 */
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import { pendingFor, pendingIn } from './lifecycle.ts'
import type { Proposed, Task } from './task.ts'

/** Why this cannot be proposed now: its question does not wait, or the day or the words would not be taken. */
export function whyNotProposed(task: Task, proposes: Proposed, today: CalendarDate): Refusal | undefined {
  switch (proposes.about) {
    case 'extension': {
      const pending = pendingFor('decideExtension', pendingIn(task))
      if (pending !== 'yes') return pending
      const { grant } = proposes
      const dueOn = task.deadline?.dueOn
      return grant && dueOn && grant <= dueOn ? { code: 'extension-not-later', wanted: grant, dueOn } : undefined
    }
    case 'otherLead': {
      const pending = pendingFor('answerDispute', pendingIn(task))
      return pending === 'yes' ? undefined : pending
    }
    case 'late':
      return isLate(task, today) ? whyNotDirected(proposes, today) : { code: 'task-not-late' }
    default:
      return proposes satisfies never
  }
}

/** Why a direction with these words, until that day, would not be taken. */
export function whyNotDirected(
  { text, answerBy }: { readonly text: string; readonly answerBy?: CalendarDate },
  today: CalendarDate,
): Refusal | undefined {
  if (text.trim() === '') return { code: 'text-missing' }
  return answerBy && answerBy < today ? { code: 'date-passed', wanted: answerBy, today } : undefined
}

/** A question that is answered, or asked anew, takes what was proposed about it along. */
export function withoutAdvice({ advice = [], ...task }: Task, about: Proposed['about']): Task {
  const others = advice.filter(({ proposes }) => proposes.about !== about)
  return others.length > 0 ? { ...task, advice: others } : task
}

function isLate({ standing, deadline }: Task, today: CalendarDate): boolean {
  return standing.state === 'open' && deadline !== undefined && today > deadline.dueOn
}
