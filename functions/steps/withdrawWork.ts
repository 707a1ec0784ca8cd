/**
 * An assignment stopped by a document: nothing more of it opens, and what is open of it is stopped too. It may be run
 * again with the same document: what was left is then stopped.
 */
import type { Assignment } from '../../domain/assignments/assignment.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Services } from '../services.ts'
import { assignmentById, changeAssignment } from '../stores/assignments.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { changeTask, liveTasks } from '../stores/tasks.ts'

export async function withdrawWork(
  services: Pick<Services, 'table' | 'clock'>,
  { programme, rules }: ProgrammeContext,
  id: string,
  { document, reason }: { readonly document: string; readonly reason: string },
  actor: Actor,
): Promise<Assignment | Refusal> {
  const before = await assignmentById(services.table, id)
  const withdrawn =
    before?.withdrawn?.document === document
      ? before
      : await changeAssignment(services, rules, id, actor, { type: 'withdraw', document })
  if (isRefusal(withdrawn)) return withdrawn
  for (const task of await liveTasks(services.table, programme.id)) {
    if (task.assignment !== id) continue
    const answer = await changeTask(services, rules, task.id, actor, { type: 'withdraw', document, reason })
    if (isRefusal(answer) && answer.code !== 'task-ended') return answer
  }
  return withdrawn
}
