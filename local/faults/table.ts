/**
 * The table with the faults that no emulator shows and AWS does: conflicts, throttles, requests and answers that
 * get lost, indexes that lag, a process that dies between two lines. Suites and rehearsals run through it, so that
 * code which only works on a good day is found here. Every fault comes from `random`: one seed, one history.
 */
import { isDeepStrictEqual } from 'node:util'
import { allItems } from '../../functions/paging.ts'
import type { IndexName, Item, Key, Outcome, Page, Query, Table, Write } from '../../functions/services.ts'
import { TableBusy, UnknownOutcome } from '../../functions/services.ts'
import { decodeCursor, isInRange, type Place, pageOf, placeIn } from '../../functions/tableCursor.ts'
import { checkQuery, compareUtf8, keyOf } from '../../functions/tableLimits.ts'

export interface FaultyTable extends Table {
  /** How often each fault has struck so far: a suite that met none has proved nothing. */
  readonly struck: Readonly<Record<Fault, number>>
}

/** What can strike a call, each by its own chance from 0 to 1. */
export type Fault =
  /** transact: a conflict or a throttle that outlasted the driver's tries. TableBusy, nothing was written. */
  | 'busy'
  /** transact: it never reached the table. UnknownOutcome, nothing was written. */
  | 'lostRequest'
  /** transact: it was carried out and the answer never came. UnknownOutcome. */
  | 'lostAnswer'
  /** get, query: TableBusy. */
  | 'throttledRead'
  /** query of an index: answered as the index was some transactions ago. The table itself never lags. */
  | 'staleIndex'

export interface FaultOptions {
  /** From 0 to below 1, seeded by the caller. */
  readonly random: () => number
  readonly rates: Partial<Readonly<Record<Fault, number>>>
  /** How many transactions an index is behind at most. */
  readonly greatestLag?: number
  /** Whether the process dies here: before these writes are done, or after, and before anybody hears of it. */
  readonly crashNow?: (moment: 'before' | 'after', writes: readonly Write[]) => boolean
}

/** The process has died. From then on every call throws it; a restart is a new faultyTable over the same table. */
export class Crash extends Error {
  override name = 'Crash'
}

export function faultyTable(table: Table, { random, rates, greatestLag = 5, crashNow }: FaultOptions): FaultyTable {
  const struck: Record<Fault, number> = { busy: 0, lostRequest: 0, lostAnswer: 0, throttledRead: 0, staleIndex: 0 }
  const indexHistory = historyOf(table, greatestLag)
  let isDead = false

  function strikes(fault: Fault): boolean {
    const rate = rates[fault] ?? 0
    if (rate === 0 || random() >= rate) return false
    struck[fault] += 1
    return true
  }

  function stayAlive(): void {
    if (isDead) throw new Crash('the process has died')
  }

  function perhapsDie(moment: 'before' | 'after', writes: readonly Write[]): void {
    stayAlive()
    isDead = crashNow?.(moment, writes) ?? false
    stayAlive()
  }

  return {
    struck,
    async get(key) {
      stayAlive()
      if (strikes('throttledRead')) throw new TableBusy('injected: a throttled read')
      return table.get(key)
    },
    async query(query) {
      stayAlive()
      if (strikes('throttledRead')) throw new TableBusy('injected: a throttled read')
      const { index } = query
      if (index === undefined || !strikes('staleIndex')) return table.query(query)
      return indexHistory.query({ ...query, index }, 1 + Math.floor(random() * greatestLag))
    },
    async transact(writes) {
      perhapsDie('before', writes)
      if (strikes('busy')) throw new TableBusy('injected: a conflict')
      if (strikes('lostRequest')) throw new UnknownOutcome('injected: a request that was lost')
      const outcome = await (rates.staleIndex ? indexHistory.transact(writes) : table.transact(writes))
      perhapsDie('after', writes)
      if (strikes('lostAnswer')) throw new UnknownOutcome('injected: an answer that was lost')
      return outcome
    },
  }
}

interface Change {
  readonly key: Key
  readonly before: Item | undefined
}

type IndexQuery = Query & { readonly index: IndexName }

/**
 * Remembers what each of the last transactions changed, and so can say what an index held before them. What it
 * remembers is right only if nothing happens between its reads and the write: transactions stand in line here.
 */
function historyOf(table: Table, length: number) {
  const past: (readonly Change[])[] = []
  let line: Promise<unknown> = Promise.resolve()

  function inLine<T>(run: () => Promise<T>): Promise<T> {
    const mine = line.then(run, run)
    line = mine
    return mine
  }

  const readAll = (keys: readonly Key[]) => Promise.all(keys.map((key) => table.get(key)))

  async function transact(writes: readonly Write[]): Promise<Outcome> {
    const keys = writes.map(keyOf)
    const before = await readAll(keys)
    try {
      return await table.transact(writes)
    } finally {
      const after = await readAll(keys)
      if (!isDeepStrictEqual(before, after)) past.push(keys.map((key, at) => ({ key, before: before[at] })))
      if (past.length > length) past.shift()
    }
  }

  async function query(query: IndexQuery, transactionsAgo: number): Promise<Page> {
    const after = decodeCursor(query)
    const items = new Map((await wholePartition(table, query)).map((item) => [textOf(item.key), item]))
    for (const changes of past.slice(-transactionsAgo).reverse()) {
      for (const { key, before } of changes) {
        items.delete(textOf(key))
        if (before?.indexes?.[query.index]?.pk === query.pk) items.set(textOf(key), before)
      }
    }
    const direction = query.descending === true ? -1 : 1
    const found = [...items.values()]
      .map((item) => ({ item, place: placeIn(query, item) }))
      .filter(({ place }) => isInRange(place.sk, query.sk))
      .filter(({ place }) => after === undefined || comparePlaces(place, after) * direction > 0)
      .sort((a, b) => comparePlaces(a.place, b.place) * direction)
    const page = found.slice(0, query.limit).map(({ item }) => item)
    return pageOf(query, page, found.length > query.limit)
  }

  return {
    transact: (writes: readonly Write[]) => inLine(() => transact(writes)),
    query: async (asked: IndexQuery, transactionsAgo: number) => {
      checkQuery(asked)
      return inLine(() => query(asked, transactionsAgo))
    },
  }
}

function wholePartition(table: Table, { index, pk }: IndexQuery): Promise<readonly Item[]> {
  return allItems(table, { index, pk })
}

function comparePlaces(a: Place, b: Place): number {
  return compareUtf8(a.sk, b.sk) || compareUtf8(a.key.pk, b.key.pk) || compareUtf8(a.key.sk, b.key.sk)
}

function textOf({ pk, sk }: Key): string {
  return JSON.stringify([pk, sk])
}
