/** What stands in one partition of the table or of an index, in the order of the sort key by UTF-8 bytes. */
import type { Item, Key, Query } from '../../functions/services.ts'
import type { Place } from '../../functions/tableCursor.ts'
import { compareUtf8 } from '../../functions/tableLimits.ts'

/** One item of the table, wherever it stands. While its places are the same, another item may come into it. */
export interface Entry {
  item: Item
}

export interface Run {
  add(entry: Entry, sk: string): void
  remove(entry: Entry, sk: string): void
  /** What a query asks for, in its order: one item more than its limit, where there are so many. */
  page(query: Query, after: Place | undefined): Item[]
}

export function sortedRun(): Run {
  const sortKeys: string[] = []
  const entries: Entry[] = []
  /** JavaScript orders texts by UTF-16 units: by UTF-8 bytes too, unless both have units from the surrogates on. */
  let isPlain = true

  function compare(at: number, sk: string): number {
    const own = sortKeys[at] ?? ''
    if (own === sk) return 0
    return isPlain ? (own < sk ? -1 : 1) : compareUtf8(own, sk)
  }

  /** In an index several may have one sort key; their own keys order them. */
  function compareWhole(at: number, sk: string, key: Key): number {
    const own = entries[at]?.item.key ?? key
    return compare(at, sk) || compareUtf8(own.pk, key.pk) || compareUtf8(own.sk, key.sk)
  }

  /** How many stand at the beginning for which it holds; all others come after. */
  function countWhile(holds: (at: number) => boolean): number {
    let from = 0
    let to = entries.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (holds(middle)) from = middle + 1
      else to = middle
    }
    return from
  }

  function countBefore(sk: string, key: Key): number {
    return countWhile((at) => compareWhole(at, sk, key) < 0)
  }

  function isAfter(at: number, range: Query['sk']): boolean {
    if (range === undefined) return false
    if ('to' in range) return compare(at, range.to) > 0
    return !sortKeys[at]?.startsWith(range.beginsWith) && compare(at, range.beginsWith) > 0
  }

  function isBelow(at: number, range: Query['sk']): boolean {
    return range !== undefined && compare(at, 'to' in range ? range.from : range.beginsWith) < 0
  }

  return {
    add(entry, sk) {
      const { key } = entry.item
      isPlain &&= !high.test(sk)
      const last = entries.length - 1
      // What comes is mostly the newest.
      const at = last < 0 || compareWhole(last, sk, key) < 0 ? last + 1 : countBefore(sk, key)
      sortKeys.splice(at, 0, sk)
      entries.splice(at, 0, entry)
    },
    remove({ item: { key } }, sk) {
      const at = countBefore(sk, key)
      sortKeys.splice(at, 1)
      entries.splice(at, 1)
    },
    page({ sk: range, limit, descending = false }, after) {
      const items: Item[] = []
      if (descending) {
        const end = after ? countBefore(after.sk, after.key) : countWhile((at) => !isAfter(at, range))
        for (let at = end - 1; at >= 0 && items.length <= limit && !isBelow(at, range); at -= 1) take(at, items)
      } else {
        const start = after
          ? countWhile((at) => compareWhole(at, after.sk, after.key) <= 0)
          : countWhile((at) => isBelow(at, range))
        for (let at = start; at < entries.length && items.length <= limit && !isAfter(at, range); at += 1)
          take(at, items)
      }
      return items
    },
  }

  function take(at: number, items: Item[]): void {
    const entry = entries[at]
    if (entry) items.push(entry.item)
  }
}

const high = /[\ud800-\uffff]/
