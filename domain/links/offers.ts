/** What a link offers: what the table of access allows its agency by a link, and the state of the thing takes now. */
import { linkMay } from '../access/access.ts'
import type { Relation } from '../access/relations.ts'
import { type Contribution, contributionCan } from '../cycles/contribution.ts'
import { pendingFor, pendingIn, type TaskAction, taskCan } from '../tasks/lifecycle.ts'
import type { Part, Task } from '../tasks/task.ts'
import type { SubmissionKind } from './link.ts'

/** Of a task, in the order in which the form shows them; of a part, its answer alone. */
export function taskOffers(task: Task, relations: ReadonlySet<Relation>, part?: string): readonly SubmissionKind[] {
  const takes = (action: TaskAction & ('submit' | 'reportProgress' | 'askExtension' | 'answerPart')) =>
    linkMay(`task.${action}`, relations) &&
    taskCan(action, task) === 'yes' &&
    pendingFor(action, pendingIn(task)) === 'yes'
  if (part !== undefined) return unanswered(task, part) && takes('answerPart') ? ['part'] : []
  return [
    ...(takes('submit') ? (['result'] as const) : []),
    ...(takes('reportProgress') ? (['progress'] as const) : []),
    ...(takes('askExtension') ? (['extension'] as const) : []),
  ]
}

export function contributionOffers(
  contribution: Contribution,
  relations: ReadonlySet<Relation>,
): readonly SubmissionKind[] {
  const takes = linkMay('contribution.send', relations) && contributionCan('send', contribution) === 'yes'
  return takes ? ['contribution'] : []
}

export function unanswered({ parts }: Pick<Task, 'parts'>, id: string): Part | undefined {
  return parts.find((part) => part.id === id && !part.answer)
}
