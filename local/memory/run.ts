/** What stands in one partition of the table or of an index, in the order of the sort key by UTF-8 bytes. */
import type { IndexName, Item, Query } from '../../functions/services.ts'
import type { Place } from '../../functions/tableCursor.ts'
import { compareUtf8 } from '../../functions/tableLimits.ts'

/** One item of the table, wherever it stands. While its place in a run is the same, another item may come into it. */
export interface Entry {
  item: Item
}

export interface Run {
  add(entry: Entry, sk: string): void
  remove(entry: Entry, sk: string): void
  /** What a query asks for, in its order: one item more than its limit, where there are so many. */
  page(query: Query, after: Place | undefined): Item[]
}

export function sortedRun(index: IndexName | undefined): Run {
  const entries: Entry[] = []

  function sortKey({ item }: Entry): string {
    return (index === undefined ? item.key.sk : item.indexes?.[index]?.sk) ?? ''
  }

  /** How many stand at the beginning for which it holds; they stand together. */
  function countWhile(holds: (entry: Entry) => boolean): number {
    let from = 0
    let to = entries.length
    while (from < to) {
      const middle = (from + to) >> 1
      const entry = entries[middle]
      if (entry && holds(entry)) from = middle + 1
      else to = middle
    }
    return from
  }

  function countBefore(place: Place): number {
    return countWhile((entry) => isBefore(entry, place))
  }

  /** All that have a smaller sort key, or the same and a smaller own key. */
  function isBefore(entry: Entry, { sk, key }: Place): boolean {
    const own = entry.item.key
    return (compare(sortKey(entry), sk) || compare(own.pk, key.pk) || compare(own.sk, key.sk)) < 0
  }

  return {
    add(entry, sk) {
      const place = { sk, key: entry.item.key }
      const last = entries.at(-1)
      // What comes is mostly the newest.
      if (!last || isBefore(last, place)) entries.push(entry)
      else entries.splice(countBefore(place), 0, entry)
    },
    remove({ item }, sk) {
      entries.splice(countBefore({ sk, key: item.key }), 1)
    },
    page({ sk: range, limit, descending = false }, after) {
      const items: Item[] = []
      const most = limit + 1
      if (descending) {
        const end = countWhile(after ? (entry) => isBefore(entry, after) : (entry) => !isAfter(sortKey(entry), range))
        for (let at = end - 1; at >= 0 && items.length < most && take(at, range, items); ) at -= 1
      } else {
        const start = countWhile((entry) =>
          after ? isBefore(entry, after) || isAt(entry, after) : isBelow(sortKey(entry), range),
        )
        for (let at = start; at < entries.length && items.length < most && take(at, range, items); ) at += 1
      }
      return items
    },
  }

  function take(at: number, range: Query['sk'], items: Item[]): boolean {
    const entry = entries[at]
    if (!entry || isBelow(sortKey(entry), range) || isAfter(sortKey(entry), range)) return false
    items.push(entry.item)
    return true
  }
}

function isAt({ item: { key } }: Entry, place: Place): boolean {
  return key.pk === place.key.pk && key.sk === place.key.sk
}

/** Whether a sort key comes before all that a range holds. */
function isBelow(sk: string, range: Query['sk']): boolean {
  if (range === undefined) return false
  return compare(sk, 'beginsWith' in range ? range.beginsWith : range.from) < 0
}

/** Whether it comes after all that a range holds. */
function isAfter(sk: string, range: Query['sk']): boolean {
  if (range === undefined) return false
  if ('beginsWith' in range) return !sk.startsWith(range.beginsWith) && compare(sk, range.beginsWith) > 0
  return compare(sk, range.to) > 0
}

// JavaScript orders by UTF-16 units. That is the order of UTF-8 unless both texts have units from the surrogates on.
const high = /[\ud800-\uffff]/

function compare(a: string, b: string): number {
  if (a === b) return 0
  if (high.test(a) && high.test(b)) return compareUtf8(a, b)
  return a < b ? -1 : 1
}
