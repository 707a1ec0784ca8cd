/** An item as a row: its columns, the statements that read and write one, and the way back. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { IndexName, Item, Json, JsonObject, Key } from '../../functions/services.ts'
import { indexPlaces } from '../../functions/tableLimits.ts'
import { StorageFault } from './storageFault.ts'

/** A row as SQLite gives it, its values in the order of `columns`: an array of fifteen costs a third less than an object. */
export type Row = readonly SQLOutputValue[]
type IndexPlace = (typeof indexPlaces)[number]

/** The two physical tables. */
export const homes = ['items', 'events'] as const
export type Home = (typeof homes)[number]

export function homeOf(key: Key): Home {
  return key.sk.startsWith(eventPrefix) ? 'events' : 'items'
}

export const eventPrefix = 'EVENT#'

export const indexColumns = columnsOf(indexPlaces)

/** In the order in which a row is read. */
const columns = ['pk', 'sk', 'json', ...indexColumns]
const firstPlace = columns.length - indexColumns.length

export const everyColumn = columns.join(', ')

/** A statement whose rows are `Row`s; it must select `everyColumn`. */
export function prepareRows(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  return statement
}

/** The types of node:sqlite know rows as objects alone. */
export function rowIn(given: unknown): Row {
  return given as Row
}

function columnsOf(places: readonly IndexPlace[]): string[] {
  return places.flatMap(({ pk, sk }) => [pk, sk])
}

/** The statements that read and write one row. */
export function prepareRowStatements(database: DatabaseSync, home: Home) {
  const updates = new Map<string, StatementSync>()
  const marks = columns.map(() => '?').join(', ')
  return {
    get: prepareRows(database, `SELECT ${everyColumn} FROM ${home} WHERE pk = ? AND sk = ?`),
    put: database.prepare(`INSERT OR REPLACE INTO ${home} (${everyColumn}) VALUES (${marks})`),
    /** What stands there, and of its index places those that moved: SQLite writes an index anew for every column it is told. */
    update(moved: readonly IndexPlace[]): StatementSync {
      const name = moved.map(({ index }) => index).join()
      const known = updates.get(name)
      if (known !== undefined) return known
      const set = ['json', ...columnsOf(moved)].map((column) => `${column} = ?`).join(', ')
      const prepared = database.prepare(`UPDATE ${home} SET ${set} WHERE pk = ? AND sk = ?`)
      updates.set(name, prepared)
      return prepared
    },
    /** The value alone: where an item stands in the indexes is left as it is. */
    setJson: database.prepare(
      `INSERT INTO ${home} (pk, sk, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json`,
    ),
    remove: database.prepare(`DELETE FROM ${home} WHERE pk = ? AND sk = ?`),
  }
}

/** Texts of the index columns, all of them or those of some places; null where the item has none. */
export function placesOf(item: Item, places: readonly IndexPlace[] = indexPlaces): (string | null)[] {
  return places.flatMap(({ index }) => {
    const place = item.indexes?.[index]
    return place === undefined ? [null, null] : [place.pk, place.sk]
  })
}

export function keyIn(row: Row, file: string): Key {
  const [pk, sk] = row
  return { pk: text(pk, 'pk', file), sk: text(sk, 'sk', file) }
}

export function itemIn(row: Row, file: string): Item {
  const key = keyIn(row, file)
  const value = objectIn(text(row[2], 'json', file))
  if (value === undefined) throw new StorageFault('damaged', file, { detail: `${key.pk} ${key.sk}` })
  const indexes: { [name in IndexName]?: Key } = {}
  let isPlaced = false
  let at = firstPlace
  for (const { index } of indexPlaces) {
    const pk = row[at]
    const sk = row[at + 1]
    at += 2
    if (typeof pk !== 'string' || typeof sk !== 'string') continue
    indexes[index] = { pk, sk }
    isPlaced = true
  }
  return isPlaced ? { key, indexes, value } : { key, value }
}

/** A text of a row that was asked for by names. */
export function textIn(row: Record<string, SQLOutputValue>, column: string, file: string): string {
  return text(row[column], column, file)
}

/** The tables are STRICT: what is no text there was put by a hand that is not ours. */
function text(value: SQLOutputValue | undefined, column: string, file: string): string {
  if (typeof value !== 'string') throw new StorageFault('damaged', file, { detail: column })
  return value
}

function objectIn(json: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(json)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
