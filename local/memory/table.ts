/**
 * The table that nobody keeps: for rehearsals in memory, where a programme's years pass in seconds and nothing is read
 * again by another process. Items are never changed in place, so they are kept and handed out as they are.
 */
import type { IndexName, Item, Key, Outcome, Query, Table, Write } from '../../functions/services.ts'
import { decodeCursor, pageOf } from '../../functions/tableCursor.ts'
import { checkKey, checkQuery, checkWrites, indexPlaces, keyOf } from '../../functions/tableLimits.ts'
import { added, isMet, placesMoved } from '../../functions/tableWrites.ts'
import { type Entry, type Run, sortedRun } from './run.ts'

/** A table in memory; what it refuses and answers is what SQLite and DynamoDB refuse and answer. */
export function memoryTable(): Table {
  const entries = new Map<string, Map<string, Entry>>()
  const runs = new Map<IndexName | undefined, Map<string, Run>>()
  for (const { index } of [{ index: undefined }, ...indexPlaces]) runs.set(index, new Map())

  function find({ pk, sk }: Key): Entry | undefined {
    return entries.get(pk)?.get(sk)
  }

  function runOf(index: IndexName | undefined, pk: string): Run {
    const of = runs.get(index)
    const known = of?.get(pk)
    if (known) return known
    const run = sortedRun()
    of?.set(pk, run)
    return run
  }

  function carryOut(writes: readonly Write[]): Outcome {
    const found: (Entry | undefined)[] = []
    const failed: number[] = []
    for (const write of writes) {
      const entry = find(keyOf(write))
      const holds = write.when?.every((condition) => isMet(condition, entry?.item.value)) ?? true
      if (!holds) failed.push(found.length)
      found.push(entry)
    }
    if (failed.length > 0) return { committed: false, failed }
    // Sums are made before the first write, because one that no counter can hold refuses the whole transaction.
    const items = writes.map((write, at) => itemAfter(write, found[at]?.item))
    for (const [at, write] of writes.entries()) {
      const [item, entry] = [items[at], found[at]]
      if (item && entry) move(entry, item)
      else if (item) place(item)
      else if (entry && 'remove' in write) remove(entry)
    }
    return { committed: true }
  }

  function place(item: Item): void {
    const { pk, sk } = item.key
    const made: Entry = { item }
    const partition = entries.get(pk) ?? new Map<string, Entry>()
    entries.set(pk, partition.set(sk, made))
    runOf(undefined, pk).add(made, sk)
    if (item.indexes) for (const { index } of indexPlaces) enter(made, index)
  }

  function move(entry: Entry, item: Item): void {
    const moved = placesMoved(entry.item.indexes, item.indexes)
    for (const { index } of moved) leave(entry, index)
    entry.item = item
    for (const { index } of moved) enter(entry, index)
  }

  function remove(entry: Entry): void {
    const { pk, sk } = entry.item.key
    for (const { index } of indexPlaces) leave(entry, index)
    runOf(undefined, pk).remove(entry, sk)
    entries.get(pk)?.delete(sk)
  }

  function enter(entry: Entry, index: IndexName): void {
    const at = entry.item.indexes?.[index]
    if (at) runOf(index, at.pk).add(entry, at.sk)
  }

  function leave(entry: Entry, index: IndexName): void {
    const at = entry.item.indexes?.[index]
    if (at) runOf(index, at.pk).remove(entry, at.sk)
  }

  return {
    async get(key) {
      checkKey(key)
      return find(key)?.item
    },
    async query(query) {
      checkQuery(query)
      const items = runs.get(query.index)?.get(query.pk)?.page(query, decodeCursor(query)) ?? emptyPage(query)
      const hasMore = items.length > query.limit
      if (hasMore) items.pop()
      return pageOf(query, items, hasMore)
    },
    async transact(writes) {
      checkWrites(writes)
      return carryOut(writes)
    },
  }
}

/** A foreign cursor is refused where there is nothing, too. */
function emptyPage(query: Query): Item[] {
  decodeCursor(query)
  return []
}

function itemAfter(write: Write, before: Item | undefined): Item | undefined {
  if ('put' in write) return write.put
  return 'update' in write ? added(write.update, before, write.add) : undefined
}
