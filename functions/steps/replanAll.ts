/** The place of every open task and contribution of a programme in the queue of reminders, under rules that have changed. */
import type { Table } from '../services.ts'
import { contributionKeeping, contributionsAsked } from '../stores/contributions.ts'
import { programmeContext } from '../stores/programmes.ts'
import { replan } from '../stores/record.ts'
import { liveTasks, taskKeeping } from '../stores/tasks.ts'

// Who planned by the old rules while they changed is found by the next pass.
const passes = 3

/** Answers how many have another place in the queue than before. It may be run again. */
export async function replanAll(table: Table, programme: string): Promise<number> {
  let replanned = 0
  for (let pass = 1; pass <= passes; pass += 1) {
    const context = await programmeContext(table, programme)
    if (!context) return replanned
    const { rules } = context
    let moved = 0
    for (const { id } of await liveTasks(table, programme)) if (await replan(table, taskKeeping(rules), id)) moved += 1
    for (const { id, programme: of } of await contributionsAsked(table)) {
      if (of === programme && (await replan(table, contributionKeeping(rules), id))) moved += 1
    }
    replanned += moved
    if (moved === 0) return replanned
  }
  return replanned
}
