/** What stands in one partition of the table or of an index, in the order of the sort key by UTF-8 bytes. */
import type { Item, Key, Query } from '../../functions/services.ts'
import type { Place } from '../../functions/tableCursor.ts'
import { compareUtf8 } from '../../functions/tableLimits.ts'

/** One item of the table, wherever it stands. While its places are the same, another item may come into it. */
export interface Entry {
  item: Item
}

export interface Run {
  readonly sortKeys: string[]
  readonly entries: Entry[]
  /** JavaScript orders texts by UTF-16 units: by UTF-8 bytes too, unless both have units from the surrogates on. */
  isPlain: boolean
}

export function inOrder(entries: Iterable<Entry>, sortKeyOf: (item: Item) => string): Run {
  const run: Run = { sortKeys: [], entries: [], isPlain: true }
  for (const entry of entries) add(run, entry, sortKeyOf(entry.item))
  return run
}

export function add(run: Run, entry: Entry, sk: string): void {
  const { key } = entry.item
  run.isPlain &&= !high.test(sk)
  const last = run.entries.length - 1
  // What comes is mostly the newest.
  if (last < 0 || compareWhole(run, last, sk, key) < 0) {
    run.sortKeys.push(sk)
    run.entries.push(entry)
    return
  }
  const at = countBefore(run, sk, key)
  run.sortKeys.splice(at, 0, sk)
  run.entries.splice(at, 0, entry)
}

export function remove(run: Run, entry: Entry, sk: string): void {
  const at = countBefore(run, sk, entry.item.key)
  run.sortKeys.splice(at, 1)
  run.entries.splice(at, 1)
}

/** What a query asks for, in its order: one item more than its limit, where there are so many. */
export function pageIn(run: Run, { sk: range, limit, descending = false }: Query, after: Place | undefined): Item[] {
  const { entries } = run
  const items: Item[] = []
  const take = (at: number) => {
    const entry = entries[at]
    if (entry) items.push(entry.item)
  }
  if (descending) {
    const end = after ? countBefore(run, after.sk, after.key) : countWhile(run, (at) => !isAfter(run, at, range))
    for (let at = end - 1; at >= 0 && items.length <= limit && !isBelow(run, at, range); at -= 1) take(at)
  } else {
    const start = countWhile(run, (at) =>
      after ? compareWhole(run, at, after.sk, after.key) <= 0 : isBelow(run, at, range),
    )
    for (let at = start; at < entries.length && items.length <= limit && !isAfter(run, at, range); at += 1) take(at)
  }
  return items
}

function compare({ sortKeys, isPlain }: Run, at: number, sk: string): number {
  const own = sortKeys[at] ?? ''
  if (own === sk) return 0
  return isPlain ? (own < sk ? -1 : 1) : compareUtf8(own, sk)
}

/** In an index several may have one sort key; their own keys order them. */
function compareWhole(run: Run, at: number, sk: string, key: Key): number {
  const own = run.entries[at]?.item.key ?? key
  return compare(run, at, sk) || compareUtf8(own.pk, key.pk) || compareUtf8(own.sk, key.sk)
}

function countBefore(run: Run, sk: string, key: Key): number {
  return countWhile(run, (at) => compareWhole(run, at, sk, key) < 0)
}

/** How many stand at the beginning for which it holds; all others come after. */
function countWhile({ entries }: Run, holds: (at: number) => boolean): number {
  let from = 0
  let to = entries.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(middle)) from = middle + 1
    else to = middle
  }
  return from
}

function isAfter(run: Run, at: number, range: Query['sk']): boolean {
  if (range === undefined) return false
  if ('to' in range) return compare(run, at, range.to) > 0
  return !run.sortKeys[at]?.startsWith(range.beginsWith) && compare(run, at, range.beginsWith) > 0
}

function isBelow(run: Run, at: number, range: Query['sk']): boolean {
  return range !== undefined && compare(run, at, 'to' in range ? range.from : range.beginsWith) < 0
}

const high = /[\ud800-\uffff]/
