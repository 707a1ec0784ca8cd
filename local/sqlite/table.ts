/**
 * The table on one machine: a SQLite file. Things stand in `items`, the audit trail in `events`, one JSON text a
 * row; to whoever asks through the port the two are one table. Index places are plain columns and never computed
 * from the JSON, so that a text which somebody damaged can still be found, named and worked around.
 */
import { existsSync } from 'node:fs'
import type { StatementSync } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Condition, IndexName, Item, Key, Outcome, Query, Table, Write } from '../../functions/services.ts'
import { indexNames, TableRefusal } from '../../functions/services.ts'
import { decodeCursor, pageOf } from '../../functions/tableCursor.ts'
import { checkKey, checkQuery, checkWrites, indexPlaces, keyOf, placeNames } from '../../functions/tableLimits.ts'
import { added, isMet, placesMoved } from '../../functions/tableWrites.ts'
import { knownItems } from './knownItems.ts'
import {
  eventPrefix,
  everyColumn,
  type Home,
  homeOf,
  homes,
  indexColumns,
  itemIn,
  keyIn,
  placesOf,
  prepareRowStatements,
  prepareRows,
  rowIn,
  textIn,
} from './rows.ts'
import { faultOf, StorageFault } from './storageFault.ts'

export interface SqliteTable extends Table {
  /** For whoever keeps other tables in the same file: what is written through it does not make this one read anew. */
  readonly connection: DatabaseSync
  /** Commits what waits, also what `held` holds back. */
  commit(): void
  /** Commits what waits, then lets go of the file. */
  close(): void
  /** A consistent, compact copy as a new file, while others write; it blocks its thread (0.2 s for 100,000 rows). */
  vacuumInto(path: string): void
  /** The audit trail, every row in the order of the keys, its text as it stands in the file, unparsed. */
  rawEvents(): Iterable<RawEvent>
  /** Every item, of things and of events, in the order of the keys. */
  items(): Iterable<Item>
  /** What is wrong with the structure of the file, in SQLite's words; a list may miss what its index has lost. */
  damage(): readonly string[]
  /** The partitions whose names begin with a text, of things and of events, in order. */
  partitions(prefix: string): readonly string[]
}

export interface RawEvent extends Key {
  readonly json: string
}

export interface TableOptions {
  /** For commands that only look: verify, report, a backup from a worker thread. */
  readonly readOnly?: boolean
  /** Everything is read as it stands at the opening, whatever others write meanwhile; with readOnly. */
  readonly oneMoment?: boolean
  /** FULL (the default): what was answered as committed survives a power cut. NORMAL may lose the last moments. */
  readonly synchronous?: 'FULL' | 'NORMAL'
  /**
   * What is written, by the engine beside it too, is seen at once and comes to the disk with the next `commit`: for
   * whoever can begin again from there, and has nobody to answer to in between. A crash loses it whole, never in part.
   */
  readonly held?: boolean
  /** How long a write waits for another process that is writing, before it is TableBusy; the thread waits too. */
  readonly busyTimeoutMs?: number
}

/**
 * Opens the file, and makes it when it is new; `:memory:` is a table that nobody keeps. Throws StorageFault for a
 * file that is damaged, of another kind or of a newer version; the table's own promises reject with it likewise.
 */
export function openTable(file: string, options: TableOptions = {}): SqliteTable {
  const { database, statements } = openDatabase(file, options)
  const waiting: Waiting[] = []
  const known = knownItems(() => Number(statements.dataVersion.get()?.['data_version']))
  // Most indexes hold no event, and a query of those need not look for any. A reader beside a writer looks always.
  const indexesOfEvents = new Set<string>(
    options.readOnly ? indexNames : indexNames.filter((name) => hasEvents(database, name)),
  )

  /**
   * All transactions of one tick of the event loop share one commit, and so one fsync: ten people who press the
   * button together wait for the disk once. None of them is answered before the commit.
   */
  function commitWaiting(): void {
    const batch = waiting.splice(0)
    if (batch.length === 0) return
    try {
      if (!database.isTransaction) statements.begin.run()
      known.forgetTheOutdated()
      const answered = batch.map(({ steps, settle }) => ({ settle, answer: carryOut(steps) }))
      if (!options.held) statements.commit.run()
      for (const { settle, answer } of answered) settle(answer)
    } catch (error) {
      if (database.isTransaction) statements.rollback.run()
      known.forget()
      const fault = faultOf(error, file)
      for (const { settle } of batch) settle(fault)
    }
  }

  function commitAll(): void {
    commitWaiting()
    if (database.isTransaction) statements.commit.run()
  }

  /**
   * Every condition is judged before the first write, so a transaction that fails them has written nothing and
   * leaves the others of its tick alone, without a savepoint. What it alone does wrong is its own answer.
   */
  function carryOut(steps: readonly Step[]): Outcome | Error {
    try {
      const failed = steps.flatMap((step, index) => (holds(step) ? [] : [index]))
      if (failed.length > 0) return { committed: false, failed }
      for (const step of steps)
        if ('update' in step.write) step.json = JSON.stringify(added(step.key, step.found, step.write.add).value)
    } catch (error) {
      if (error instanceof TableRefusal || error instanceof StorageFault) return error
      throw error
    }
    for (const step of steps) perform(step)
    return { committed: true }
  }

  function holds(step: Step): boolean {
    const { key, conditions } = step
    if (step.readsFirst) step.found = read(key)
    return conditions.every((condition) => isMet(condition, step.found?.value))
  }

  function perform({ write, key, json, found }: Step): void {
    const { put, update, setJson, remove } = statements[homeOf(key)]
    if ('put' in write) {
      if (homeOf(key) === 'events') for (const name in write.put.indexes) indexesOfEvents.add(name)
      if (found) {
        const moved = placesMoved(found.indexes, write.put.indexes)
        update(moved).run(json, ...placesOf(write.put, moved), key.pk, key.sk)
      } else put.run(key.pk, key.sk, json, ...placesOf(write.put))
      known.put(key, write.put)
      return
    }
    known.drop(key)
    if ('update' in write) setJson.run(key.pk, key.sk, json)
    else if ('remove' in write) remove.run(key.pk, key.sk)
  }

  function read(key: Key): Item | undefined {
    const item = known.find(key)
    if (item) return item
    const row = statements[homeOf(key)].get.get(key.pk, key.sk)
    if (row === undefined) return undefined
    return known.keep(key, itemIn(rowIn(row), file))
  }

  /** Whether another connection has written is asked once in a tick; within it, what was read stands. */
  let isFresh = false
  function lookOncePerTick(): void {
    if (isFresh) return
    known.forgetTheOutdated()
    isFresh = true
    setImmediate(() => {
      isFresh = false
    })
  }

  function translating<T>(run: () => T): T {
    try {
      return run()
    } catch (error) {
      throw faultOf(error, file)
    }
  }

  return {
    connection: database,
    async get(key) {
      checkKey(key)
      return translating(() => {
        lookOncePerTick()
        return read(key)
      })
    },
    async query(query) {
      checkQuery(query)
      const { index, sk } = query
      const sources = index === undefined ? homesOf(sk) : indexesOfEvents.has(index) ? homes : itemsAlone
      const { sql, values } = selection(query, sources)
      return translating(() => {
        lookOncePerTick()
        const rows = statements
          .select(sql)
          .all(...values)
          .map(rowIn)
        const hasMore = rows.length > query.limit
        if (hasMore) rows.pop()
        return pageOf(
          query,
          rows.map((row) => known.find(keyIn(row, file)) ?? itemIn(row, file)),
          hasMore,
        )
      })
    },
    async transact(writes) {
      checkWrites(writes)
      if (!database.isOpen) throw new Error('the table is closed')
      const steps = writes.map(stepOf)
      return new Promise((resolve, reject) => {
        const settle = (answer: Outcome | Error) => (answer instanceof Error ? reject(answer) : resolve(answer))
        if (waiting.push({ steps, settle }) === 1) setImmediate(commitWaiting)
      })
    },
    commit: () =>
      translating(() => {
        commitAll()
        // So that the engine beside it finds a transaction to be part of, whoever writes first.
        if (options.held) statements.begin.run()
      }),
    close() {
      commitAll()
      database.close()
    },
    vacuumInto(path) {
      commitAll()
      try {
        database.prepare('VACUUM INTO ?').run(path)
      } catch (error) {
        const fault = faultOf(error, path)
        // What cannot be read is the original; what cannot be written, the copy.
        throw fault instanceof StorageFault && fault.reason === 'damaged' ? faultOf(error, file) : fault
      }
    },
    *rawEvents() {
      commitWaiting()
      try {
        for (const row of database.prepare('SELECT pk, sk, json FROM events ORDER BY pk, sk').iterate()) {
          yield { pk: textIn(row, 'pk', file), sk: textIn(row, 'sk', file), json: textIn(row, 'json', file) }
        }
      } catch (error) {
        throw faultOf(error, file)
      }
    },
    *items() {
      commitWaiting()
      const selects = homes.map((home) => `SELECT ${everyColumn} FROM ${home}`)
      try {
        const rows = prepareRows(database, `${selects.join(' UNION ALL ')} ORDER BY pk, sk`)
        for (const row of rows.iterate()) yield itemIn(rowIn(row), file)
      } catch (error) {
        throw faultOf(error, file)
      }
    },
    damage() {
      return translating(() =>
        database
          .prepare('PRAGMA integrity_check')
          .all()
          .map((row) => textIn(row, 'integrity_check', file))
          .filter((line) => line !== 'ok'),
      )
    },
    partitions(prefix) {
      commitWaiting()
      // Nothing comes after the last character there is.
      const range = 'WHERE pk >= ?1 AND pk < ?1 || char(0x10ffff)'
      const sql = `SELECT pk FROM items ${range} UNION SELECT pk FROM events ${range} ORDER BY pk`
      return translating(() => Array.from(database.prepare(sql).all(prefix), (row) => textIn(row, 'pk', file)))
    },
  }
}

/** A write as it was asked for: its text is taken then, whatever the caller does with the value afterwards. */
interface Step {
  readonly write: Write
  readonly key: Key
  readonly conditions: readonly Condition[]
  /** What stands there before the transaction; read only where a condition or an addition needs it. */
  readonly readsFirst: boolean
  found: Item | undefined
  json: string
}

interface Waiting {
  readonly steps: readonly Step[]
  readonly settle: (answer: Outcome | Error) => void
}

const itemsAlone: readonly Home[] = ['items']

/** Raised with every change of the tables, and never reused: an older program must not write to a newer file. */
const schemaVersion = 1

/** The first text after all that begin with the prefix: `$` follows `#`. */
const afterEvents = 'EVENT$'

function openDatabase(file: string, options: TableOptions) {
  const { readOnly = false, oneMoment = false, synchronous = 'FULL', busyTimeoutMs = 5000 } = options
  let database: DatabaseSync | undefined
  try {
    database = connect(file, readOnly, busyTimeoutMs)
    const version = versionOf(database)
    if (version > schemaVersion) throw new StorageFault('newer', file, { detail: `${version} > ${schemaVersion}` })
    // A file of another program is not touched, and a new one is not made by who only looks.
    if (version === 0 && (readOnly || !isEmpty(database))) throw new StorageFault('notDatabase', file)
    // A task with its index places is longer than the quarter of a page that SQLite keeps in place of the usual 4 KB.
    if (version === 0) database.exec('PRAGMA page_size = 8192')
    if (!readOnly) database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`)
    // Years are written in seconds: what is held is kept in memory, and the log is brought into the file seldom.
    if (options.held) database.exec('PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000')
    if (version === 0) createTables(database)
    // The first read of a transaction settles what all of it sees.
    if (oneMoment) database.exec('BEGIN; SELECT 1 FROM items LIMIT 1')
    return { database, statements: prepareStatements(database) }
  } catch (error) {
    database?.close()
    throw faultOf(error, file)
  }
}

/**
 * Also opens to read where nothing may be written: a disc, a folder of another account. SQLite would put two files
 * beside one in WAL mode even then, unless it is told that nobody changes it; where there is no log, nobody does.
 */
function connect(file: string, readOnly: boolean, timeout: number): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly, timeout })
  try {
    versionOf(database)
    return database
  } catch (error) {
    database.close()
    const fault = faultOf(error, file)
    const isBarred = fault instanceof StorageFault && (fault.reason === 'readOnly' || fault.reason === 'cannotOpen')
    if (!readOnly || !isBarred || existsSync(`${file}-wal`)) throw error
    const still = pathToFileURL(file)
    still.searchParams.set('immutable', '1')
    return new DatabaseSync(still, { readOnly, timeout })
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT name FROM sqlite_schema LIMIT 1').get() === undefined
}

function createTables(database: DatabaseSync): void {
  const places = indexColumns.map((column) => `${column} TEXT`).join(', ')
  database.exec('BEGIN IMMEDIATE')
  for (const home of homes) {
    database.exec(`CREATE TABLE IF NOT EXISTS ${home} (
      pk TEXT NOT NULL, sk TEXT NOT NULL, json TEXT NOT NULL, ${places}, PRIMARY KEY (pk, sk)
    ) STRICT, WITHOUT ROWID`)
    for (const { index, pk, sk } of indexPlaces) {
      database.exec(`CREATE INDEX IF NOT EXISTS ${home}_${index} ON ${home} (${pk}, ${sk}) WHERE ${pk} IS NOT NULL`)
    }
  }
  database.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`)
}

function hasEvents(database: DatabaseSync, index: IndexName): boolean {
  const { pk } = placeNames(index)
  return database.prepare(`SELECT 1 FROM events WHERE ${pk} IS NOT NULL LIMIT 1`).get() !== undefined
}

function prepareStatements(database: DatabaseSync) {
  const selects = new Map<string, StatementSync>()
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    dataVersion: database.prepare('PRAGMA data_version'),
    items: prepareRowStatements(database, 'items'),
    events: prepareRowStatements(database, 'events'),
    /** Prepared once for each shape and limit of query: a few dozen, unless somebody asks for every limit there is. */
    select(sql: string): StatementSync {
      const known = selects.get(sql)
      if (known !== undefined) return known
      if (selects.size >= 500) selects.clear()
      const prepared = prepareRows(database, sql)
      selects.set(sql, prepared)
      return prepared
    },
  }
}

/**
 * The query as one statement. Where both physical tables may hold items, SQLite merges the two as it walks them
 * (MERGE in its query plan), so a page costs a page.
 */
function selection(query: Query, sources: readonly Home[]): { sql: string; values: (string | number)[] } {
  const { index, descending = false } = query
  const after = decodeCursor(query)
  const values: (string | number)[] = [query.pk]
  const mark = (value: string | number) => `?${values.push(value)}`
  const { pk, sk } = index === undefined ? { pk: 'pk', sk: 'sk' } : placeNames(index)
  const order = index === undefined ? ['sk'] : [sk, 'pk', 'sk']
  const conditions = [`${pk} = ?1`]
  if (after !== undefined) {
    const place = index === undefined ? [after.sk] : [after.sk, after.key.pk, after.key.sk]
    conditions.push(`(${order.join(', ')}) ${descending ? '<' : '>'} (${place.map(mark).join(', ')})`)
  }
  const { from, to, before } = boundsOf(query.sk)
  // A cursor lies inside the range, so it takes the place of the bound on its side.
  if (from !== undefined && (after === undefined || descending)) conditions.push(`${sk} >= ${mark(from)}`)
  if (to !== undefined && (after === undefined || !descending)) conditions.push(`${sk} <= ${mark(to)}`)
  if (before !== undefined && (after === undefined || !descending)) conditions.push(`${sk} < ${mark(before)}`)
  const selects = sources.map((home) => `SELECT ${everyColumn} FROM ${home} WHERE ${conditions.join(' AND ')}`)
  const ordered = order.map((column) => (descending ? `${column} DESC` : column)).join(', ')
  // The limit is written out: SQLite plans a statement anew whenever a limit is bound to it, which costs more than the
  // query itself. checkQuery has seen to it that it is a whole number.
  return { sql: `${selects.join(' UNION ALL ')} ORDER BY ${ordered} LIMIT ${query.limit + 1}`, values }
}

function boundsOf(range: Query['sk']): { from?: string | undefined; to?: string; before?: string | undefined } {
  if (range === undefined) return {}
  return 'beginsWith' in range ? { from: range.beginsWith, before: afterPrefix(range.beginsWith) } : range
}

/** The first text after all that begin with this one, by UTF-8 bytes; nothing comes after U+10FFFF alone. */
function afterPrefix(prefix: string): string | undefined {
  const characters = Array.from(prefix)
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const code = last.codePointAt(0) ?? 0
    // Surrogates are no characters: U+E000 comes after U+D7FF.
    if (code < 0x10ffff) return characters.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1)
  }
  return undefined
}

/** The physical tables in which the sort keys of a range can stand. */
function homesOf(range: Query['sk']): readonly Home[] {
  if (range === undefined) return homes
  const [from, to] =
    'beginsWith' in range ? [range.beginsWith, `${range.beginsWith}\u{10ffff}`] : [range.from, range.to]
  if (from.startsWith(eventPrefix) && to.startsWith(eventPrefix)) return ['events']
  return to < eventPrefix || from >= afterEvents ? itemsAlone : homes
}

function stepOf(write: Write): Step {
  const conditions = write.when ?? []
  return {
    write,
    key: keyOf(write),
    conditions,
    readsFirst: conditions.length > 0 || 'update' in write,
    found: undefined,
    json: 'put' in write ? JSON.stringify(write.put.value) : '',
  }
}
