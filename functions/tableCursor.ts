/**
 * The cursor of a page: where its last item stands. Opaque to whoever carries it, the same on both hosts, and
 * good only for the query that gave it: a cursor of another index, partition or range is refused, as DynamoDB
 * refuses a foreign start key. It grants nothing: it names a place in a partition that the caller chose.
 */
import type { Item, Key, Page, Query } from './services.ts'
import { TableRefusal } from './services.ts'
import { compareUtf8 } from './tableLimits.ts'

/** Where an item stands in the table, or in the index that was asked: its sort key there, and its own key. */
export interface Place {
  readonly sk: string
  readonly key: Key
}

/** The page made of the items that a driver found, no more than the limit, and of whether it saw that more follow. */
export function pageOf(query: Query, items: readonly Item[], hasMore: boolean): Page {
  const last = items.at(-1)
  return hasMore && last !== undefined ? { items, cursor: encodeCursor(query, last) } : { items }
}

/** The place after which the query goes on, or undefined at its beginning. Throws TableRefusal for a foreign cursor. */
export function decodeCursor(query: Query): Place | undefined {
  if (query.cursor === undefined) return undefined
  const [index, partition, sk, pk, ownSk, ...rest] = textsIn(query.cursor)
  if (sk === undefined || pk === undefined || ownSk === undefined || rest.length > 0) return refuse()
  if (index !== (query.index ?? '') || partition !== query.pk || !isInRange(sk, query.sk)) return refuse()
  return { sk, key: { pk, sk: ownSk } }
}

/** Whether a sort key is among those that a query asks for. */
export function isInRange(sk: string, range: Query['sk']): boolean {
  if (range === undefined) return true
  if ('beginsWith' in range) return sk.startsWith(range.beginsWith)
  return compareUtf8(range.from, sk) <= 0 && compareUtf8(sk, range.to) <= 0
}

/** Where an item stands for this query. An item that is not in the index at all is a bug of the driver. */
export function placeIn(query: Pick<Query, 'index'>, item: Item): Place {
  const place = query.index === undefined ? item.key : item.indexes?.[query.index]
  if (place === undefined) throw new Error(`${item.key.pk} ${item.key.sk} is not in ${query.index}`)
  return { sk: place.sk, key: item.key }
}

function encodeCursor(query: Query, last: Item): string {
  const { sk, key } = placeIn(query, last)
  return Buffer.from(JSON.stringify([query.index ?? '', query.pk, sk, key.pk, key.sk])).toString('base64url')
}

function textsIn(cursor: string): readonly string[] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return refuse()
  }
  return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : refuse()
}

function refuse(): never {
  throw new TableRefusal('the cursor is not one that this query gave')
}
