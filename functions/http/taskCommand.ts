/** What every command about a task is made of: its address, its body's documents, the rule asked, the answer. */
import * as z from 'zod/mini'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { TaskCommand } from '../../domain/tasks/decide.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import { TaskView } from '../../domain/tasks/taskView.ts'
import type { Caller } from '../middleware/caller.ts'
import type { HttpServices } from '../services.ts'
import { dateTask } from '../steps/dateTask.ts'
import { programmeContext } from '../stores/programmes.ts'
import { changeTask } from '../stores/tasks.ts'
import { aboutTask } from './aboutTask.ts'
import { type Basis, basisId } from './basis.ts'
import { ThingId } from './fields.ts'
import type { Reply } from './route.ts'
import { taskReply } from './tasks.ts'

/** POST, answered by the task as it then stands. */
export const ofTask = {
  method: 'POST',
  params: z.strictObject({ task: ThingId }),
  answer: TaskView,
  about: aboutTask,
} as const

interface TaskCall {
  readonly thing: Task
  readonly actor: Actor
  readonly caller: Caller
}

export async function carryOut(
  { thing, actor, caller }: TaskCall,
  services: HttpServices,
  command: TaskCommand,
): Promise<Reply<TaskView> | Refusal> {
  const context = await programmeContext(services.table, thing.programme)
  if (!context) return { code: 'not-found', thing: thing.programme }
  const mayDate = command.type === 'meetCondition' || command.type === 'amend'
  const answer = mayDate
    ? await dateTask(services, context, thing.id, command, actor)
    : await changeTask(services, context.rules, thing.id, actor, command)
  return isRefusal(answer) ? answer : taskReply(services, thing.id, caller)
}

type Resting = Extract<TaskCommand, { readonly document?: string }>
/** A command that rests on a document, before the document's id is known. */
type Unfounded = Resting extends infer One ? (One extends Resting ? Omit<One, 'document'> : never) : never

/** Carries a command out on its document, which is entered where it comes with its facts. */
export async function carryOutOn(
  call: TaskCall,
  services: HttpServices,
  document: Basis,
  command: Unfounded,
): Promise<Reply<TaskView> | Refusal> {
  const id = await basisId(services, call.thing.programme, document, call.actor)
  return typeof id === 'string' ? carryOut(call, services, { ...command, document: id }) : id
}
