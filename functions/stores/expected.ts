/** A change on condition of the version that the caller read (If-Match), whatever store makes it. */
import type { Condition, Item, Table, Write } from '../services.ts'
import { stateKey } from './record.ts'

/**
 * The table, except that the next recorded state of one thing must follow the expected version. Once that was
 * committed the expectation is met: what follows from the change may change the thing again.
 */
export function expectingVersion(table: Table, thing: string, version: number): Table {
  const key = { pk: thing, sk: stateKey }
  // Versions begin at 1: whoever read that nothing is there yet expects 0.
  const when: Condition = version === 0 ? { is: 'absent' } : { attribute: 'version', equals: version }
  /** By their hashes, the states of whose outcome the table may not have told. */
  const tried = new Set<unknown>()
  let met = false

  async function isMet(): Promise<boolean> {
    met ||= tried.size > 0 && tried.has((await table.get(key))?.value['hash'])
    return met
  }

  return {
    get: (one) => table.get(one),
    query: (query) => table.query(query),
    async transact(writes) {
      const state = writes.find((write) => isPutAt(key, write))
      if (!state || (await isMet())) return table.transact(writes)
      if ('put' in state) tried.add(state.put.value['hash'])
      const expecting = writes.map((write) =>
        write === state ? { ...write, when: [...(write.when ?? []), when] } : write,
      )
      const outcome = await table.transact(expecting)
      met = outcome.committed
      return outcome
    },
  }
}

function isPutAt({ pk, sk }: Item['key'], write: Write): boolean {
  return 'put' in write && write.put.key.pk === pk && write.put.key.sk === sk
}
