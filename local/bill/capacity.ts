/**
 * Read and write units as DynamoDB bills them on demand. Source: Amazon DynamoDB Developer Guide, "Read and write
 * operations", "Transactions: how it works" (capacity), "Global secondary indexes" (write units). The table is read
 * consistently and an index is not, every write is part of a transaction, and indexes hold whole items.
 */
import type { IndexName, Item } from '../../functions/services.ts'
import { indexPlaces } from '../../functions/tableLimits.ts'

/** What an item weighs and where it stands: all that its price depends on. */
export interface Held {
  readonly bytes: number
  readonly indexes: Item['indexes']
}

const readBytes = 4096
const writeBytes = 1024

/** What one page of a query, or one get, comes to: never nothing, also where nothing was found. */
export function readUnits(bytes: number, index: IndexName | undefined): number {
  const whole = Math.max(1, Math.ceil(bytes / readBytes))
  return index === undefined ? whole : whole / 2
}

/** In the table: by the larger of what stood there and what is to, and twice, because it is part of a transaction. */
export function tableWriteUnits(before: Held | undefined, after: Held | undefined): number {
  return 2 * kilobytes(Math.max(before?.bytes ?? 0, after?.bytes ?? 0))
}

/**
 * In the indexes: one write where the item comes, goes, or changes at its place, and two where its place moves. An index
 * follows once the transaction is over, so it is written once.
 */
export function indexWriteUnits(before: Held | undefined, after: Held | undefined): number {
  if (before?.indexes === undefined && after?.indexes === undefined) return 0
  let units = 0
  for (const { index } of indexPlaces) {
    const [from, to] = [before?.indexes?.[index], after?.indexes?.[index]]
    const [gone, come] = [kilobytes(before?.bytes ?? 0), kilobytes(after?.bytes ?? 0)]
    if (from && to) units += from.pk === to.pk && from.sk === to.sk ? Math.max(gone, come) : gone + come
    else if (from) units += gone
    else if (to) units += come
  }
  return units
}

/** What storage counts beside the bytes of an item, in the table and in each index. */
const bytesBeside = 100

export function tableBytes(held: Held | undefined): number {
  return held ? held.bytes + bytesBeside : 0
}

export function indexBytes(held: Held | undefined): number {
  return held ? Object.keys(held.indexes ?? {}).length * (held.bytes + bytesBeside) : 0
}

function kilobytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / writeBytes))
}
