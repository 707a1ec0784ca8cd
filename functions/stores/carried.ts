/** Writes that go with whatever is recorded next, in its transaction: that a request was answered, that a link was used. */
import type { Table, Write } from '../services.ts'
import { tableLimits } from '../tableLimits.ts'

export interface Carried {
  /** For whoever reads the error. */
  readonly what: string
  /** The first of them holds only where nobody has written it. */
  readonly writes: readonly [Write, ...Write[]]
  /** Whether it was this call that wrote them: an earlier try may have been committed and the table did not say so. */
  isOurs(): Promise<boolean>
}

/** Somebody else wrote the same in the meantime: it was done, and by them. */
export class DoneByAnother extends Error {
  override name = 'DoneByAnother'
  readonly what: string

  constructor(what: string) {
    super(what)
    this.what = what
  }
}

/**
 * The table, except that the first transaction that is committed carries the writes. One with no room for them leaves
 * them to the next: such work is made of parts that may be done again.
 */
export function carrying(table: Table, { what, writes: carried, isOurs }: Carried): Table {
  let isWritten = false
  return {
    get: (key) => table.get(key),
    query: (query) => table.query(query),
    async transact(writes) {
      if (isWritten || writes.length + carried.length > tableLimits.writesInTransaction) return table.transact(writes)
      const outcome = await table.transact([...writes, ...carried])
      if (outcome.committed) {
        isWritten = true
        return outcome
      }
      if (!outcome.failed.includes(writes.length)) return outcome
      // Whoever asked then meets their own writes too.
      if (!(await isOurs())) throw new DoneByAnother(what)
      isWritten = true
      return table.transact(writes)
    },
  }
}
