/**
 * The table that nobody keeps: for rehearsals in memory, where a programme's years pass in seconds and nothing is read
 * again by another process. Items are never changed in place, so they are kept and handed out as they are. A partition is
 * put in order when somebody first asks for a page of it: most of what is written is never asked for as a list.
 */
import type { IndexName, Item, Key, Outcome, Query, Table, Write } from '../../functions/services.ts'
import { indexNames } from '../../functions/services.ts'
import { decodeCursor, pageOf, placeIn } from '../../functions/tableCursor.ts'
import { checkKey, checkQuery, checkWrites, keyOf } from '../../functions/tableLimits.ts'
import { added, isMet, placesMoved } from '../../functions/tableWrites.ts'
import { add, type Entry, inOrder, pageIn, type Run, remove } from './run.ts'

/** A table in memory; what it refuses and answers is what SQLite and DynamoDB refuse and answer. */
export function memoryTable(): Table {
  const partitions = new Map<string, Partition>()
  const indexes = new Map<IndexName, Map<string, IndexPartition>>()
  for (const index of indexNames) indexes.set(index, new Map())

  function find({ pk, sk }: Key): Entry | undefined {
    return partitions.get(pk)?.entries.get(sk)
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
    const partition = partitions.get(pk)
    if (partition) {
      partition.entries.set(sk, entry)
      if (partition.run) add(partition.run, entry, sk)
    } else partitions.set(pk, { entries: new Map([[sk, entry]]), run: undefined })
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
    const partition = partitions.get(pk)
    if (partition?.run) remove(partition.run, entry, sk)
    partition?.entries.delete(sk)
  }

  function enter(entry: Entry, index: IndexName): void {
    const at = entry.item.indexes?.[index]
    if (!at) return
    const of = indexes.get(index)
    const partition = of?.get(at.pk)
    if (!partition) of?.set(at.pk, { waiting: new Set([entry]), run: undefined })
    else if (partition.run) add(partition.run, entry, at.sk)
    else partition.waiting.add(entry)
  }

  function leave(entry: Entry, index: IndexName): void {
    const at = entry.item.indexes?.[index]
    const partition = at && indexes.get(index)?.get(at.pk)
    if (partition?.run) remove(partition.run, entry, at?.sk ?? '')
    else partition?.waiting.delete(entry)
  }

  /** Put in order now, and kept in order from now on. */
  function runOf(query: Query): Run | undefined {
    const sortKeyOf = (item: Item) => placeIn(query, item).sk
    if (query.index === undefined) {
      const partition = partitions.get(query.pk)
      if (partition) partition.run ??= inOrder(partition.entries.values(), sortKeyOf)
      return partition?.run
    }
    const partition = indexes.get(query.index)?.get(query.pk)
    if (!partition) return undefined
    partition.run ??= inOrder(partition.waiting, sortKeyOf)
    partition.waiting.clear()
    return partition.run
  }

  return {
    async get(key) {
      checkKey(key)
      return find(key)?.item
    },
    async query(query) {
      checkQuery(query)
      const after = decodeCursor(query)
      const run = runOf(query)
      const items = run ? pageIn(run, query, after) : []
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

interface Partition {
  readonly entries: Map<string, Entry>
  /** Once somebody has asked for a page. */
  run: Run | undefined
}

interface IndexPartition {
  /** Until somebody asks for a page. */
  readonly waiting: Set<Entry>
  run: Run | undefined
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
