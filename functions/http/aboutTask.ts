/** What a request about one task is about: shared by every family of routes that has such requests. */
import type { Parties } from '../../domain/access/relations.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { HttpServices } from '../services.ts'
import { load, thingOf } from '../stores/record.ts'
import type { About } from './route.ts'

/** The task of an address, and who has which part in it: what every route about one task begins with. */
export async function aboutTask(
  { params: { task } }: { readonly params: { readonly task: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<Task> | Refusal> {
  const name = thingOf('TASK', task)
  const stored = await load<Task>(table, 'TASK', task)
  if (!stored) return { code: 'not-found', thing: task }
  const { state, head } = stored
  return {
    thing: state,
    programme: state.programme,
    parties: partiesOfTask(state),
    stands: { name, version: head.seq },
    read: 'task.read',
  }
}

export function partiesOfTask({ lead, cooperating, givenBy }: Task): Parties {
  return { lead, cooperating: cooperating.map(({ agency }) => agency), givenBy }
}
