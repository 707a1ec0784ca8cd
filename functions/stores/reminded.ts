/**
 * What a line of a letter speaks of, by its name in the line: a task, a contribution or a cycle, seen as a task. Sixty
 * agencies are asked for one cycle: whoever writes to them looks it up once.
 */
import { contributionAsTask, cycleAsTask } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { Table } from '../services.ts'
import { contributionById } from './contributions.ts'
import { taskById } from './tasks.ts'

export interface Reminded {
  readonly task: Task
  /** Targets whose figures its agency is asked for, of a contribution. */
  readonly wanting?: readonly string[]
}

export async function remindedById(
  table: Table,
  name: string,
  cycleOf: (id: string) => Promise<Cycle | undefined>,
): Promise<Reminded | undefined> {
  // A task's line carries its id alone, which has no `#`.
  const [kind, id] = name.split('#')
  if (id === undefined) {
    const task = await taskById(table, name)
    return task && { task }
  }
  const contribution = kind === 'CONTRIBUTION' ? await contributionById(table, id) : undefined
  const cycle = await cycleOf(contribution?.cycle ?? id)
  if (!cycle) return undefined
  if (!contribution) return { task: cycleAsTask(cycle) }
  const { wanting = [] } = contribution
  return { task: contributionAsTask(contribution, cycle), wanting }
}
