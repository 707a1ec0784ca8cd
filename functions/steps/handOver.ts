/** Bàn giao: what waits on a person who leaves, and its passing to another of the office. */

import { isRefusal } from '../../domain/refusals.ts'
import { taskCan } from '../../domain/tasks/lifecycle.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import type { Services, Table } from '../services.ts'
import { programmeContext, registersOf } from '../stores/programmes.ts'
import { changeTask, everyTask } from '../stores/tasks.ts'

/** The tasks alive, of every programme in force, that a person follows or oversees. */
export async function waitingOn(table: Table, person: string): Promise<readonly Task[]> {
  const { programmes } = await registersOf(table)
  const inForce = [...programmes.values()].filter(({ status }) => status === 'inForce')
  const all = await Promise.all(inForce.map(({ id }) => everyTask(table, id)))
  return all
    .flat()
    .filter(({ follower, overseer }) => follower === person || overseer === person)
    .filter((task) => taskCan('handOver', task) === 'yes')
}

/** Hands each over, and answers what still waits: run again, it goes on with the rest. */
export async function handOverAll(
  services: Pick<Services, 'table' | 'clock'>,
  from: string,
  to: string,
  actor: Actor,
): Promise<readonly Task[]> {
  const left: Task[] = []
  for (const task of await waitingOn(services.table, from)) {
    const context = await programmeContext(services.table, task.programme)
    const command = { type: 'handOver', from, to } as const
    const answer = context && (await changeTask(services, context.rules, task.id, actor, command))
    // Handed over by somebody else since it was listed, it waits on them no longer.
    if (!answer || (isRefusal(answer) && answer.code !== 'nothing-to-change')) left.push(task)
  }
  return left
}
