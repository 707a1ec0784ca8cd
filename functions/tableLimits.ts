/**
 * What DynamoDB refuses, judged before anything is asked of it. Both drivers of the table call these checks, so
 * that a transaction which would fail on AWS fails on one machine too, and with the same sentence. A refusal is
 * a bug in the caller, hence English. Figures: Amazon DynamoDB Developer Guide, "Service, account, and table
 * quotas" and "Item sizes and formats"; tried on DynamoDB Local 1.25.1.
 */
import type { Condition, IndexName, Item, Json, JsonObject, Key, Query, Write } from './services.ts'
import { indexNames, TableRefusal } from './services.ts'

export const tableLimits = {
  writesInTransaction: 100,
  bytesInTransaction: 4 * 1024 * 1024,
  bytesInItem: 400 * 1024,
  bytesInPartitionKey: 2048,
  bytesInSortKey: 1024,
  bytesInAttributeName: 65_535,
  /** Lists and maps inside one attribute. AWS says 32 levels and counts the item itself. */
  levelsInAttribute: 31,
  /** Conditions, or added attributes, of one write: the expression that says them has 4 KB and 300 operators. */
  partsOfExpression: 100,
} as const

/** What the place of an item in an index is called: two attributes in DynamoDB, two columns in SQLite. */
export function placeNames(index: IndexName) {
  return { index, pk: `${index}Pk`, sk: `${index}Sk` }
}

export const indexPlaces = indexNames.map(placeNames)

/** Throws TableRefusal for a key that no item can have. */
export function checkKey(key: Key): void {
  checkKeyText('pk', key.pk, tableLimits.bytesInPartitionKey)
  checkKeyText('sk', key.sk, tableLimits.bytesInSortKey)
}

/** Throws TableRefusal for a query that DynamoDB would refuse; of the cursor only decodeCursor can say. */
export function checkQuery({ pk, sk, limit }: Query): void {
  checkKeyText('pk', pk, tableLimits.bytesInPartitionKey)
  if (!Number.isSafeInteger(limit) || limit < 1) refuse(`limit must be a whole number from 1, not ${limit}`)
  if (sk === undefined) return
  if ('beginsWith' in sk) return checkKeyText('beginsWith', sk.beginsWith, tableLimits.bytesInSortKey)
  checkKeyText('from', sk.from, tableLimits.bytesInSortKey)
  checkKeyText('to', sk.to, tableLimits.bytesInSortKey)
  if (compareUtf8(sk.from, sk.to) > 0) refuse(`a range must not end before it begins: ${sk.from} to ${sk.to}`)
}

/** Throws TableRefusal for a transaction that DynamoDB would refuse whatever the table holds. */
export function checkWrites(writes: readonly Write[]): void {
  if (writes.length < 1 || writes.length > tableLimits.writesInTransaction) {
    refuse(`a transaction has 1 to ${tableLimits.writesInTransaction} writes, not ${writes.length}`)
  }
  let total = 0
  for (const write of writes) total += checkWrite(write)
  if (namesOneTwice(writes)) refuse('a transaction must not write one item twice')
  if (total <= tableLimits.bytesInTransaction) return
  const size = writes.reduce((sum, write) => sum + writeSize(write, true), 0)
  if (size > tableLimits.bytesInTransaction) {
    refuse(`a transaction has at most ${tableLimits.bytesInTransaction} bytes, not ${size}`)
  }
}

/** Most transactions have a handful of writes, which are sooner compared than put into a set. */
function namesOneTwice(writes: readonly Write[]): boolean {
  if (writes.length > 8) return new Set(writes.map((write) => JSON.stringify(keyOf(write)))).size < writes.length
  return writes.some((write, at) => {
    const { pk, sk } = keyOf(write)
    return writes.some((other, before) => before < at && keyOf(other).sk === sk && keyOf(other).pk === pk)
  })
}

/** Throws TableRefusal for an item over 400 KB; answers at least its size in bytes, as DynamoDB counts it. */
export function checkItemSize(item: Item): number {
  const atMost = itemSize(item, false)
  if (atMost <= tableLimits.bytesInItem) return atMost
  const size = itemSize(item, true)
  if (size <= tableLimits.bytesInItem) return size
  return refuse(`an item has at most ${tableLimits.bytesInItem} bytes, ${item.key.pk} ${item.key.sk} has ${size}`)
}

/** The size of an item in bytes, as DynamoDB counts it. */
export function sizeOf(item: Item): number {
  return itemSize(item, true)
}

/** The item that a write is about. */
export function keyOf(write: Write): Key {
  if ('put' in write) return write.put.key
  if ('update' in write) return write.update
  return 'remove' in write ? write.remove : write.check
}

/** The order of DynamoDB and of SQLite: by UTF-8 bytes. JavaScript's `<` puts U+FF5E after an emoji; UTF-8 before. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function checkWrite(write: Write): number {
  checkConditions(write.when ?? [])
  if ('put' in write) {
    checkKey(write.put.key)
    const { indexes } = write.put
    for (const { index, pk, sk } of indexes ? indexPlaces : []) {
      const place = indexes?.[index]
      if (place === undefined) continue
      checkKeyText(pk, place.pk, tableLimits.bytesInPartitionKey)
      checkKeyText(sk, place.sk, tableLimits.bytesInSortKey)
    }
    return checkItemSize(write.put)
  }
  const key = keyOf(write)
  checkKey(key)
  if ('update' in write) checkAdd(write.add)
  if ('check' in write && write.when.length === 0) refuse('a check must have a condition')
  return writeSize(write, false)
}

function writeSize(write: Write, isExact: boolean): number {
  if ('put' in write) return itemSize(write.put, isExact)
  const { pk, sk } = keyOf(write)
  return keySize('pk', pk, isExact) + keySize('sk', sk, isExact)
}

function checkConditions(conditions: readonly Condition[]): void {
  if (conditions.length > tableLimits.partsOfExpression) {
    refuse(`a write has at most ${tableLimits.partsOfExpression} conditions, not ${conditions.length}`)
  }
  for (const condition of conditions) {
    if ('is' in condition) continue
    nameSize(condition.attribute, false)
    valueSize('equals' in condition ? condition.equals : condition.atMost, 0, false)
  }
}

/** Counters are whole numbers: DynamoDB adds in decimal and JavaScript in binary, which part ways after the point. */
function checkAdd(add: { readonly [attribute: string]: number }): void {
  const entries = Object.entries(add)
  if (entries.length < 1 || entries.length > tableLimits.partsOfExpression) {
    refuse(`an update adds to 1 to ${tableLimits.partsOfExpression} attributes, not ${entries.length}`)
  }
  for (const [attribute, amount] of entries) {
    nameSize(attribute, false)
    if (!Number.isSafeInteger(amount)) refuse(`only whole numbers can be added, not ${amount} to ${attribute}`)
  }
}

function checkKeyText(what: string, text: string, limit: number): void {
  if (text === '') refuse(`${what} must not be empty`)
  if (textSize(text, false) <= limit) return
  const size = textSize(text, true)
  if (size > limit) refuse(`${what} has at most ${limit} bytes, not ${size}: ${text.slice(0, 40)}`)
}

/**
 * How many bytes a text takes: exactly, as DynamoDB counts, or never less than that, since almost everything is far below
 * its limit, and this is seen without counting. Throws TableRefusal for what cannot be stored.
 */
function textSize(text: string, isExact: boolean): number {
  return isExact ? Buffer.byteLength(wellFormed(text)) : 3 * wellFormed(text).length
}

/** The same of a number: a byte for two significant digits, one more, and one for the sign. */
function numberSize(value: number, isExact: boolean): number {
  const magnitude = Math.abs(storable(value))
  if (!isExact) return 21
  const digits = String(magnitude)
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length
  return Math.ceil(digits / 2) + (value < 0 ? 2 : 1)
}

/** Throws TableRefusal for half an astral character. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : refuse(`text must be well-formed Unicode: ${JSON.stringify(text.slice(0, 40))}`)
}

/** Above, the document client does not give back what it was given; below, DynamoDB refuses. */
function storable(value: number): number {
  const magnitude = Math.abs(value)
  const fits = magnitude <= Number.MAX_SAFE_INTEGER && (magnitude === 0 || magnitude >= 1e-130)
  return fits ? value : refuse(`a number must be 0 or lie between 1e-130 and 2^53 - 1, not ${value}`)
}

function itemSize(item: Item, isExact: boolean): number {
  let size = keySize('pk', item.key.pk, isExact) + keySize('sk', item.key.sk, isExact)
  for (const { index, pk, sk } of item.indexes ? indexPlaces : []) {
    const place = item.indexes?.[index]
    if (place !== undefined) size += keySize(pk, place.pk, isExact) + keySize(sk, place.sk, isExact)
  }
  return size + namedSize(item.value, 0, isExact)
}

function keySize(name: string, text: string, isExact: boolean): number {
  return name.length + textSize(text, isExact)
}

function nameSize(name: string, isExact: boolean): number {
  if (name === '') refuse('an attribute must have a name')
  // Objects that are read back would get it as their prototype.
  if (name === '__proto__') refuse('__proto__ cannot be the name of an attribute')
  const size = textSize(name, isExact)
  if (size > tableLimits.bytesInAttributeName) {
    const bytes = textSize(name, true)
    if (bytes > tableLimits.bytesInAttributeName) refuse(`an attribute has a name of ${bytes} bytes`)
  }
  return size
}

function valueSize(value: Json | undefined, level: number, isExact: boolean): number {
  if (typeof value === 'string') return textSize(value, isExact)
  if (typeof value === 'number') return numberSize(value, isExact)
  if (typeof value === 'boolean' || value === null) return 1
  if (value === undefined) refuse('an attribute that is absent is left out, not undefined')
  if (level === tableLimits.levelsInAttribute) refuse(`an attribute has at most ${level} levels of lists and maps`)
  return 3 + (isList(value) ? listSize(value, level + 1, isExact) : namedSize(value, level + 1, isExact))
}

function listSize(list: readonly Json[], level: number, isExact: boolean): number {
  let size = list.length
  for (const value of list) size += valueSize(value, level, isExact)
  return size
}

function namedSize(map: JsonObject, level: number, isExact: boolean): number {
  let size = 0
  for (const name in map) size += (level > 0 ? 1 : 0) + nameSize(name, isExact) + valueSize(map[name], level, isExact)
  return size
}

/** Array.isArray does not narrow a readonly array. */
function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}

function refuse(problem: string): never {
  throw new TableRefusal(problem)
}
