/**
 * A document gives one task a day: its condition is met, or it stood open without one until now. Where one body's work
 * is organised, the day is that of the whole assignment too, and its cycle begins with it. A member of a group may have
 * a day of its own; the cycle of a group asks all of them, and begins when the assignment is given its day (giveWork.ts).
 */
import { isDatedBy } from '../../domain/assignments/assignment.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { TaskCommand } from '../../domain/tasks/decide.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import type { Services } from '../services.ts'
import { assignmentById, changeAssignment, openOccurrences } from '../stores/assignments.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { changeTask, taskById } from '../stores/tasks.ts'

export type DatingCommand = Extract<TaskCommand, { readonly type: 'meetCondition' | 'amend' }>

/** The task first, so that what it refuses begins nothing. Cut off after it and sent again, the rest is done. */
export async function dateTask(
  services: Pick<Services, 'table' | 'clock'>,
  context: ProgrammeContext,
  id: string,
  command: DatingCommand,
  actor: Actor,
): Promise<Task | Refusal> {
  const answer = await changeTask(services, context.rules, id, actor, command)
  const dueOn = command.type === 'amend' ? command.change.dueOn : command.dueOn
  if (dueOn === undefined || (isRefusal(answer) && !mayStandSo.has(answer.code))) return answer
  const task = isRefusal(answer) ? await taskById(services.table, id) : answer
  if (task?.basis !== command.document || task.deadline?.dueOn !== dueOn) return answer
  const assignment = await assignmentById(services.table, task.assignment)
  if (!assignment?.workflow || !assignment.to || 'group' in assignment.to) return answer
  const change = { schedule: { kind: 'once', dueOn, bound: 'by' } } as const
  if (isDatedBy(assignment, change)) {
    const amendment = { type: 'amend', document: command.document, ...change } as const
    const dated = await changeAssignment(services, context.rules, assignment.id, actor, amendment)
    if (isRefusal(dated)) return dated
  } else if (assignment.datedOn === undefined || assignment.basis !== command.document) return answer
  await openOccurrences(services, context.rules, context.groups, assignment.id)
  return task
}

/** What a task answers that has the day already. */
const mayStandSo = new Set<Refusal['code']>(['task-not-conditional', 'nothing-to-change'])
