/**
 * A caller that does what the port asks of its callers: it tries again what may be tried again, and re-reads where
 * it was not told the outcome. It asks one thing at a time, so whatever changed in between is its own doing.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Outcome, Table, Write } from '../../functions/services.ts'
import { TableBusy, UnknownOutcome } from '../../functions/services.ts'
import { keyOf } from '../../functions/tableLimits.ts'

export function patientTable(table: Table): Table {
  let line: Promise<unknown> = Promise.resolve()
  const inLine = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = line.then(run, run)
    line = mine
    return mine
  }

  async function transact(writes: readonly Write[]): Promise<Outcome> {
    const readAll = () => Promise.all(writes.map((write) => untilNotBusy(() => table.get(keyOf(write)))))
    const before = await readAll()
    try {
      return await untilNotBusy(() => table.transact(writes))
    } catch (error) {
      if (!(error instanceof UnknownOutcome)) throw error
      // All or none: one item that changed shows that it was committed; where nothing changed, once more is harmless.
      return isDeepStrictEqual(before, await readAll()) ? transact(writes) : { committed: true }
    }
  }

  return {
    get: (key) => untilNotBusy(() => table.get(key)),
    query: (query) => untilNotBusy(() => table.query(query)),
    transact: (writes) => inLine(() => transact(writes)),
  }
}

async function untilNotBusy<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof TableBusy)) throw error
    }
  }
}
