/** A change on condition of the version that the caller read (If-Match), whatever store makes it. */
import type { Condition, Table, Write } from '../services.ts'

/**
 * The table, except that the next recorded state of one thing must follow the expected version. Once that was
 * committed the expectation is met: what follows from the change may change the thing again.
 */
export function expectingVersion(table: Table, thing: string, version: number): Table {
  const when: Condition = { attribute: 'version', equals: version }
  let met = false
  const isState = (write: Write) => 'put' in write && write.put.key.pk === thing && write.put.key.sk === 'STATE'
  return {
    get: (key) => table.get(key),
    query: (query) => table.query(query),
    async transact(writes) {
      if (met || !writes.some(isState)) return table.transact(writes)
      const expecting = writes.map((write) =>
        isState(write) ? { ...write, when: [...(write.when ?? []), when] } : write,
      )
      const outcome = await table.transact(expecting)
      met = outcome.committed
      return outcome
    },
  }
}
