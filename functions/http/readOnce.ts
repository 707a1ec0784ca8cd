/**
 * A question reads each thing once: who asks, the revision of the registers and the thing itself are looked at by every
 * part of the stack, and by each of many questions that come in one request. What one moment shows is good for all of them.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Item, Table } from '../services.ts'

const readings = new AsyncLocalStorage<Map<string, Promise<Item | undefined>>>()

/** What is asked while this runs is one question; a question within another is part of it. */
export function asOneQuestion<Answer>(run: () => Answer): Answer {
  return readings.getStore() ? run() : readings.run(new Map(), run)
}

/**
 * The table, from which a question gets each item once. Whoever writes is no longer asking: what was read is forgotten
 * before and after, so that who tries again reads again.
 */
export function readOnce(table: Table): Table {
  return {
    get(key) {
      const read = readings.getStore()
      if (!read) return table.get(key)
      const name = `${key.pk}\n${key.sk}`
      const known = read.get(name)
      if (known) return known
      const item = table.get(key)
      read.set(name, item)
      // Another part of the question may find the table less busy.
      item.catch(() => read.delete(name))
      return item
    },
    query: (query) => table.query(query),
    async transact(writes) {
      const read = readings.getStore()
      read?.clear()
      try {
        return await table.transact(writes)
      } finally {
        read?.clear()
      }
    },
  }
}
