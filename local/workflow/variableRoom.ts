/** How much an execution may keep in its variables: 256 KiB in one Assign, 10 MiB in all (Step Functions quotas page). */
import type { Json } from '../../functions/services.ts'
import type { Execution, Thread } from './execution.ts'

const mostBytes = 10 * 1024 * 1024
const mostInOne = 262_144

/** Never less than what an execution holds; counted anew where that would be too much. */
const bounds = new WeakMap<Execution, number>()

/** Whether all variables of all threads still have room once these are assigned; `text` is the JSON of all of them. */
export function haveRoom(
  execution: Execution,
  thread: Thread,
  assigned: { readonly [name: string]: Json },
  text: string,
): boolean {
  const more = Buffer.byteLength(text)
  let bound = (bounds.get(execution) ?? mostHeld(execution)) + more
  if (bound > mostBytes) bound = held(execution, thread, assigned) + more
  bounds.set(execution, bound)
  return bound <= mostBytes
}

/** Without looking at the values: none came in by more than one Assign may hold. */
function mostHeld({ threads }: Execution): number {
  let count = 0
  for (const { variables } of threads.values()) count += Object.keys(variables).length
  return count * mostInOne
}

/** But for what is about to be replaced. */
function held({ threads }: Execution, assigning: Thread, assigned: { readonly [name: string]: Json }): number {
  let bytes = 0
  for (const thread of threads.values()) {
    for (const [name, value] of Object.entries(thread.variables)) {
      const isReplaced = thread === assigning && Object.hasOwn(assigned, name)
      if (!isReplaced) bytes += Buffer.byteLength(JSON.stringify(value))
    }
  }
  return bytes
}
