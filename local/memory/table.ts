/**
 * The table that nobody keeps: for rehearsals in memory, where a programme's years pass in seconds and nothing is read
 * again by another process. Items are never changed in place, so they are kept and handed out as they are.
 */
import type { IndexName, Item, Key, Outcome, Table, Write } from '../../functions/services.ts'
import { indexNames } from '../../functions/services.ts'
import { decodeCursor, pageOf, placeIn } from '../../functions/tableCursor.ts'
import { checkKey, checkQuery, checkWrites, keyOf } from '../../functions/tableLimits.ts'
import { added, isMet, placesMoved } from '../../functions/tableWrites.ts'
import { add, type Entry, newRun, pageIn, type Run, remove } from './run.ts'

/** A table in memory; what it refuses and answers is what SQLite and DynamoDB refuse and answer. */
export function memoryTable(): Table {
  const entries = new Map<string, Map<string, Entry>>()
  const runs = new Map<IndexName | undefined, Map<string, Run>>()
  for (const index of [undefined, ...indexNames]) runs.set(index, new Map())

  function find({ pk, sk }: Key): Entry | undefined {
    return entries.get(pk)?.get(sk)
  }

  function runOf(index: IndexName | undefined, pk: string): Run {
    const of = runs.get(index)
    const known = of?.get(pk)
    if (known) return known
    const run = newRun()
    of?.set(pk, run)
    return run
  }

  function carryOut(writes: readonly Write[]): Outcome {
    const found = writes.map((write) => find(keyOf(write)))
    const failed = writes.flatMap((write, at) => (holds(write, found[at]) ? noNumbers : [at]))
    if (failed.length > 0) return { committed: false, failed }
    // Sums are made before the first write, because one that no counter can hold refuses the whole transaction.
    const items = writes.map((write, at) => itemAfter(write, found[at]?.item))
    writes.forEach((write, at) => {
      const [item, entry] = [items[at], found[at]]
      if (item && entry) replace(entry, item)
      else if (item) put(item)
      else if (entry && 'remove' in write) drop(entry)
    })
    return committed
  }

  function put(item: Item): void {
    const { pk, sk } = item.key
    const entry: Entry = { item }
    const partition = entries.get(pk)
    if (partition) partition.set(sk, entry)
    else entries.set(pk, new Map([[sk, entry]]))
    add(runOf(undefined, pk), entry, sk)
    for (const index in item.indexes) enter(entry, index as IndexName)
  }

  function replace(entry: Entry, item: Item): void {
    const moved = placesMoved(entry.item.indexes, item.indexes)
    for (const { index } of moved) leave(entry, index)
    entry.item = item
    for (const { index } of moved) enter(entry, index)
  }

  function drop(entry: Entry): void {
    const { pk, sk } = entry.item.key
    for (const index in entry.item.indexes) leave(entry, index as IndexName)
    remove(runOf(undefined, pk), entry, sk)
    entries.get(pk)?.delete(sk)
  }

  function enter(entry: Entry, index: IndexName): void {
    const at = entry.item.indexes?.[index]
    if (at) add(runOf(index, at.pk), entry, at.sk)
  }

  function leave(entry: Entry, index: IndexName): void {
    const at = entry.item.indexes?.[index]
    if (at) remove(runOf(index, at.pk), entry, at.sk)
  }

  return {
    async get(key) {
      checkKey(key)
      return find(key)?.item
    },
    async query(query) {
      checkQuery(query)
      const after = decodeCursor(query)
      const run = runs.get(query.index)?.get(query.pk)
      const items = run ? pageIn(run, (item) => placeIn(query, item).sk, query, after) : []
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

const committed: Outcome = { committed: true }
const noNumbers: readonly number[] = []

function holds({ when }: Write, entry: Entry | undefined): boolean {
  return when === undefined || when.every((condition) => isMet(condition, entry?.item.value))
}

function itemAfter(write: Write, before: Item | undefined): Item | undefined {
  if ('put' in write) return write.put
  return 'update' in write ? added(write.update, before, write.add) : undefined
}
