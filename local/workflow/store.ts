/**
 * Executions in SQLite: their own tables, beside those of the table port when the file is the same. A waiting execution
 * is a few rows and nothing else; what is due and what was under way when the process died is found by index.
 */
import { createHash } from 'node:crypto'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import type { Json } from '../../functions/services.ts'
import { faultOf, StorageFault } from '../sqlite/storageFault.ts'
import { type Archived, archiveIn, archiveSchema, type Retired } from './archive.ts'
import { type Machine, readMachine } from './definition.ts'
import {
  dueMs,
  type Execution,
  type HistoryEvent,
  inHand,
  isBusy,
  type NewExecution,
  newExecution,
  type StartedBy,
  type Status,
  type Thread,
} from './execution.ts'
import { addedTotals, type Totals } from './totals.ts'

export interface Store {
  /** Everything in one transaction, one fsync; what `work` throws undoes it. */
  transaction(work: () => void): void
  definition(json: Json, machine: Machine): number
  insert(row: NewExecution): Execution
  load(id: number): Execution | undefined
  /** What has changed since it was loaded or saved. */
  save(execution: Execution): void
  summary(stateMachine: string, name: string): Summary | undefined
  summaryOf(id: number): Summary | undefined
  /** The newest first, from after (older than) a given one. */
  list(filter: ListFilter): Summary[]
  events(id: number, page: EventPage): HistoryEvent[]
  /** The earliest moment that matters to anybody. */
  nextDueMs(): number | undefined
  /** The threads due at that earliest moment, and the executions whose time is over. */
  due(ms: number, limit: number): { readonly threads: readonly Due[]; readonly executions: readonly number[] }
  /** Executions with a thread under way, or whose end not everybody was told of. */
  interrupted(): number[]
  /** Executions under way that a task of another one started. */
  started(): readonly { readonly id: number; readonly startedBy: StartedBy }[]
  /** Those that ended before the moment, so many at a time. */
  endedBefore(beforeMs: number, limit: number): readonly number[]
  /** Takes them out of all that is listed and searched; their names are free again. */
  archive(ids: readonly number[]): void
  /** The latest archived execution of that name, where the store keeps an archive. */
  archived(stateMachine: string, name: string): Archived | undefined
  /** Of every execution there ever was, also those in the archive, by state machine. */
  totals(nowMs: number): readonly Totals[]
  close(): void
}

export interface Summary {
  readonly id: number
  readonly stateMachine: string
  readonly name: string
  readonly status: Status
  readonly input: string
  readonly output: string | null
  readonly error: string | null
  readonly cause: string | null
  readonly startedMs: number
  readonly stoppedMs: number | null
  readonly startedBy: StartedBy | null
}

export interface ListFilter {
  readonly stateMachine?: string
  readonly status?: Status
  readonly before: number
  readonly limit: number
}

/** `after` is before where they are read in reverse. */
export interface EventPage {
  readonly after: number
  readonly limit: number
  readonly reverse: boolean
}

/** The events of a page, where all of an execution's are at hand. */
export function pageOf(events: readonly HistoryEvent[], { after, limit, reverse }: EventPage): HistoryEvent[] {
  const asked = reverse ? events.filter(({ id }) => id < after).reverse() : events.filter(({ id }) => id > after)
  return asked.slice(0, limit)
}

export interface Due {
  readonly execution: number
  readonly thread: number
}

export interface StoreOptions {
  /** FULL (the default): what was saved survives a power cut. NORMAL survives the death of the process alone. */
  readonly synchronous?: 'FULL' | 'NORMAL'
}

/** Rows without a rowid spill out of their page from 1 KB on: events, of which a turn has twice that, have one. */
const schema = `
  CREATE TABLE IF NOT EXISTS execution_schema (version INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS execution_definitions (
    id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS executions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, state_machine TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
    definition INTEGER NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    started_ms INTEGER NOT NULL, stopped_ms INTEGER, deadline_ms INTEGER NOT NULL, started_by TEXT,
    told INTEGER NOT NULL, last_thread INTEGER NOT NULL, last_event INTEGER NOT NULL, transitions INTEGER NOT NULL,
    UNIQUE (state_machine, name)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS executions_deadline ON executions (deadline_ms) WHERE status = 'RUNNING';
  CREATE INDEX IF NOT EXISTS executions_stopped ON executions (stopped_ms) WHERE stopped_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS executions_untold ON executions (id) WHERE told = 0 AND status <> 'RUNNING';
  CREATE INDEX IF NOT EXISTS executions_running ON executions (state_machine, id) WHERE status = 'RUNNING';
  CREATE INDEX IF NOT EXISTS executions_started ON executions (id) WHERE status = 'RUNNING' AND started_by IS NOT NULL;
  CREATE TABLE IF NOT EXISTS execution_threads (
    execution INTEGER NOT NULL, thread INTEGER NOT NULL, due_ms INTEGER, busy INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (execution, thread)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS execution_threads_due ON execution_threads (due_ms) WHERE due_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS execution_threads_busy ON execution_threads (execution) WHERE busy = 1;
  CREATE TABLE IF NOT EXISTS execution_events (
    execution INTEGER NOT NULL, last_id INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (execution, last_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS execution_totals (
    state_machine TEXT PRIMARY KEY, executions INTEGER NOT NULL, transitions INTEGER NOT NULL,
    most_events INTEGER NOT NULL, longest_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  ${archiveSchema}`

const saveRunning = 'UPDATE executions SET last_thread = ?, last_event = ?, transitions = transitions + ? WHERE id = ?'
/** How it ended is in four indexes, which SQLite writes anew whether or not a value in them has changed. */
const saveEnded = `UPDATE executions SET last_thread = ?, last_event = ?, transitions = transitions + ?,
  status = ?, stopped_ms = ?, output = ?, error = ?, cause = ?, told = ? WHERE id = ?`

/** Executions as they add up, of rows that a condition names. */
const sums = `state_machine, count(*) AS executions, sum(transitions) AS transitions, max(last_event) AS most_events,
  max(coalesce(stopped_ms, ?1) - started_ms) AS longest_ms`

/**
 * A file of its own, or the table's (which is opened first: it makes the file); `:memory:` is kept by nobody. Throws
 * StorageFault for a file that is damaged, of another kind or of a newer version, TableBusy for one that is locked.
 */
export function openStore(file: string, { synchronous = 'FULL' }: StoreOptions = {}): Store {
  const database = openDatabase(file, synchronous)
  return storeIn(database, file, () => database.close())
}

/** Beside the table, on its connection: whoever closes the table closes both. */
export function storeBeside(connection: DatabaseSync, file: string): Store {
  prepare(connection, file)
  return storeIn(connection, file, () => {})
}

function storeIn(database: DatabaseSync, file: string, close: () => void): Store {
  const archive = archiveIn(database)
  const machines = new Map<number, Machine>()
  const prepared = new Map<string, StatementSync>()
  const sql = (text: string): StatementSync => {
    const known = prepared.get(text) ?? database.prepare(text)
    prepared.set(text, known)
    return known
  }
  const run = (text: string, ...values: SQLInputValue[]) => sql(text).run(...values)

  function machineOf(definition: number): Machine {
    const known = machines.get(definition)
    if (known !== undefined) return known
    const json = textIn(sql('SELECT json FROM execution_definitions WHERE id = ?').get(definition), 'json')
    const read = readMachine(json)
    if ('problems' in read) throw new StorageFault('damaged', file, { detail: `execution_definitions ${definition}` })
    machines.set(definition, read.machine)
    return read.machine
  }

  function removeAll(numbers: readonly number[]): void {
    const ids = JSON.stringify(numbers)
    run(
      `INSERT INTO execution_totals SELECT ${sums} FROM executions WHERE id IN (SELECT value FROM json_each(?2))
        GROUP BY state_machine ON CONFLICT DO UPDATE SET executions = executions + excluded.executions,
          transitions = transitions + excluded.transitions, most_events = max(most_events, excluded.most_events),
          longest_ms = max(longest_ms, excluded.longest_ms)`,
      0,
      ids,
    )
    run('DELETE FROM execution_events WHERE execution IN (SELECT value FROM json_each(?))', ids)
    run('DELETE FROM execution_threads WHERE execution IN (SELECT value FROM json_each(?))', ids)
    run('DELETE FROM executions WHERE id IN (SELECT value FROM json_each(?))', ids)
  }

  function eventsOf(id: number, { after, limit, reverse }: EventPage): HistoryEvent[] {
    // A turn's row holds what comes up to its last event: read backwards, the first row may begin before the page.
    const rows = reverse
      ? sql('SELECT json FROM execution_events WHERE execution = ? ORDER BY last_id DESC').iterate(id)
      : sql('SELECT json FROM execution_events WHERE execution = ? AND last_id > ? ORDER BY last_id').iterate(id, after)
    const events: HistoryEvent[] = []
    for (const row of rows) {
      const turn: HistoryEvent[] = JSON.parse(textIn(row, 'json'))
      for (const event of reverse ? turn.reverse() : turn) {
        if (reverse ? event.id < after : event.id > after) events.push(event)
        if (events.length === limit) return events
      }
    }
    return events
  }

  /** All of them, as they are kept: each row is a list. */
  function eventsJsonOf(id: number): string {
    const rows = sql('SELECT json FROM execution_events WHERE execution = ? ORDER BY last_id').all(id)
    return `[${rows.map((row) => textIn(row, 'json').slice(1, -1)).join(',')}]`
  }

  function* retired(summaries: readonly Summary[]): Generator<Retired> {
    for (const summary of summaries) yield { summary, eventsJson: eventsJsonOf(summary.id) }
  }

  return {
    transaction(work) {
      // Within what the table beside it holds back, it is undone alone and comes to the disk together with the rest.
      const isWithin = database.isTransaction
      run(isWithin ? 'SAVEPOINT work' : 'BEGIN IMMEDIATE')
      try {
        work()
        run(isWithin ? 'RELEASE work' : 'COMMIT')
      } catch (error) {
        if (database.isTransaction) database.exec(isWithin ? 'ROLLBACK TO work; RELEASE work' : 'ROLLBACK')
        throw faultOf(error, file)
      }
    },
    definition(json, machine) {
      const text = typeof json === 'string' ? json : JSON.stringify(json)
      const hash = createHash('sha256').update(text).digest('hex')
      run('INSERT INTO execution_definitions (hash, json) VALUES (?, ?) ON CONFLICT DO NOTHING', hash, text)
      const id = numberIn(sql('SELECT id FROM execution_definitions WHERE hash = ?').get(hash), 'id')
      machines.set(id, machine)
      return id
    },
    insert(row) {
      const { stateMachine, name, definition, input, startedMs, deadlineMs, startedBy } = row
      const { lastInsertRowid } = run(
        `INSERT INTO executions (state_machine, name, status, definition, input, started_ms, deadline_ms, started_by,
          told, last_thread, last_event, transitions) VALUES (?, ?, 'RUNNING', ?, ?, ?, ?, ?, 0, 0, 0, 0)`,
        stateMachine,
        name,
        definition,
        input,
        startedMs,
        deadlineMs,
        startedBy === null ? null : JSON.stringify(startedBy),
      )
      return newExecution(Number(lastInsertRowid), row)
    },
    load(id) {
      const row = sql('SELECT * FROM executions WHERE id = ?').get(id)
      if (row === undefined) return undefined
      const threads = sql('SELECT json FROM execution_threads WHERE execution = ? ORDER BY thread').all(id)
      const definition = numberIn(row, 'definition')
      return executionIn(
        row,
        machineOf(definition),
        threads.map((thread) => threadIn(textIn(thread, 'json'))),
      )
    },
    save(execution) {
      const { id, unsaved } = execution
      for (const thread of unsaved.removed)
        run('DELETE FROM execution_threads WHERE execution = ? AND thread = ?', id, thread)
      for (const number of unsaved.threads) {
        const thread = execution.threads.get(number)
        if (thread === undefined) continue
        run(
          'INSERT OR REPLACE INTO execution_threads (execution, thread, due_ms, busy, json) VALUES (?, ?, ?, ?, ?)',
          id,
          number,
          dueMs(thread),
          isBusy(thread) ? 1 : 0,
          JSON.stringify(thread),
        )
      }
      const last = unsaved.events.at(-1)
      // The events of one turn are one row: they are written together and read in order.
      if (last !== undefined) {
        const text = JSON.stringify(unsaved.events)
        run('INSERT INTO execution_events (execution, last_id, json) VALUES (?, ?, ?)', id, last.id, text)
      }
      const { status, stoppedMs, output, error, cause, told, lastThread, lastEvent } = execution
      const entered = unsaved.events.filter(({ type }) => type.endsWith('StateEntered')).length
      if (status === 'RUNNING') run(saveRunning, lastThread, lastEvent, entered, id)
      else run(saveEnded, lastThread, lastEvent, entered, status, stoppedMs, output, error, cause, told ? 1 : 0, id)
      unsaved.removed.clear()
      unsaved.threads.clear()
      unsaved.events.length = 0
    },
    summary(stateMachine, name) {
      const row = sql('SELECT * FROM executions WHERE state_machine = ? AND name = ?').get(stateMachine, name)
      return row && summaryIn(row)
    },
    summaryOf(id) {
      const row = sql('SELECT * FROM executions WHERE id = ?').get(id)
      return row && summaryIn(row)
    },
    list({ stateMachine, status, before, limit }) {
      const conditions = ['id < ?']
      const values: SQLInputValue[] = [before]
      if (stateMachine !== undefined) values.push(conditions.push('state_machine = ?') && stateMachine)
      // Written out, so that SQLite sees that the index of running executions will do.
      if (status !== undefined) conditions.push(`status = '${status}'`)
      const where = conditions.join(' AND ')
      return Array.from(
        sql(`SELECT * FROM executions WHERE ${where} ORDER BY id DESC LIMIT ?`).all(...values, limit),
        summaryIn,
      )
    },
    events: eventsOf,
    nextDueMs() {
      const row = sql(`SELECT min(
        coalesce((SELECT min(due_ms) FROM execution_threads WHERE due_ms IS NOT NULL), 9e15),
        coalesce((SELECT min(deadline_ms) FROM executions WHERE status = 'RUNNING'), 9e15)) AS ms`).get()
      const ms = numberIn(row, 'ms')
      return ms < 9e15 ? ms : undefined
    },
    due(ms, limit) {
      const threads = sql(
        'SELECT execution, thread FROM execution_threads WHERE due_ms IS NOT NULL AND due_ms <= ? ORDER BY due_ms, execution, thread LIMIT ?',
      ).all(ms, limit)
      const executions = sql(
        `SELECT id FROM executions WHERE status = 'RUNNING' AND deadline_ms <= ? ORDER BY deadline_ms, id LIMIT ?`,
      ).all(ms, limit)
      return {
        threads: threads.map((row) => ({ execution: numberIn(row, 'execution'), thread: numberIn(row, 'thread') })),
        executions: executions.map((row) => numberIn(row, 'id')),
      }
    },
    interrupted() {
      const rows = sql(`SELECT DISTINCT execution AS id FROM execution_threads WHERE busy = 1
        UNION SELECT id FROM executions WHERE told = 0 AND status <> 'RUNNING'`).all()
      return rows.map((row) => numberIn(row, 'id'))
    },
    started() {
      const rows = sql(
        `SELECT id, started_by FROM executions WHERE status = 'RUNNING' AND started_by IS NOT NULL`,
      ).all()
      return rows.flatMap((row) => {
        const startedBy = startedByIn(row)
        return startedBy === null ? [] : [{ id: numberIn(row, 'id'), startedBy }]
      })
    },
    endedBefore(beforeMs, limit) {
      const rows = sql(
        'SELECT id FROM executions WHERE stopped_ms IS NOT NULL AND stopped_ms < ? ORDER BY stopped_ms LIMIT ?',
      ).all(beforeMs, limit)
      return rows.map((row) => numberIn(row, 'id'))
    },
    archive(ids) {
      const rows = sql('SELECT * FROM executions WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(ids))
      archive.put(retired(rows.map(summaryIn)))
      removeAll(ids)
    },
    archived: (stateMachine, name) => archive.get(stateMachine, name),
    totals(nowMs) {
      const kept = sql('SELECT * FROM execution_totals').all()
      const present = sql(`SELECT ${sums} FROM executions GROUP BY state_machine`).all(nowMs)
      return addedTotals([...kept, ...present].map(totalsIn))
    },
    close,
  }
}

/** Raised with every change of the tables or of what is in them: an older program must not write to a newer file. */
const schemaVersion = 1

function openDatabase(file: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 5000 })
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`)
    prepare(database, file)
    return database
  } catch (error) {
    database?.close()
    throw faultOf(error, file)
  }
}

function prepare(database: DatabaseSync, file: string): void {
  try {
    database.exec(schema)
    database.exec(
      `INSERT INTO execution_schema SELECT ${schemaVersion} WHERE NOT EXISTS (SELECT 1 FROM execution_schema)`,
    )
    const version = numberIn(database.prepare('SELECT version FROM execution_schema').get(), 'version')
    if (version > schemaVersion) throw new StorageFault('newer', file, { detail: `${version} > ${schemaVersion}` })
  } catch (error) {
    throw faultOf(error, file)
  }
}

type Row = Record<string, SQLOutputValue>

function executionIn(row: Row, machine: Machine, threads: readonly Thread[]): Execution {
  const { id, stateMachine, name, status, input, output, error, cause, startedMs, stoppedMs, startedBy } =
    summaryIn(row)
  return {
    id,
    stateMachine,
    name,
    machine,
    definition: numberIn(row, 'definition'),
    input,
    startedMs,
    deadlineMs: numberIn(row, 'deadline_ms'),
    startedBy,
    told: row['told'] === 1,
    status,
    stoppedMs,
    output,
    error,
    cause,
    lastThread: numberIn(row, 'last_thread'),
    lastEvent: numberIn(row, 'last_event'),
    ...inHand(threads),
  }
}

function summaryIn(row: Row): Summary {
  return {
    id: numberIn(row, 'id'),
    stateMachine: textIn(row, 'state_machine'),
    name: textIn(row, 'name'),
    // Written by this file alone.
    status: textIn(row, 'status') as Status,
    input: textIn(row, 'input'),
    output: optionalTextIn(row, 'output'),
    error: optionalTextIn(row, 'error'),
    cause: optionalTextIn(row, 'cause'),
    startedMs: numberIn(row, 'started_ms'),
    stoppedMs: row['stopped_ms'] === null ? null : numberIn(row, 'stopped_ms'),
    startedBy: startedByIn(row),
  }
}

function startedByIn(row: Row): StartedBy | null {
  const text = optionalTextIn(row, 'started_by')
  return text === null ? null : JSON.parse(text)
}

function totalsIn(row: Row): Totals {
  return {
    stateMachine: textIn(row, 'state_machine'),
    executions: numberIn(row, 'executions'),
    transitions: numberIn(row, 'transitions'),
    mostEvents: numberIn(row, 'most_events'),
    longestMs: numberIn(row, 'longest_ms'),
  }
}

function threadIn(json: string): Thread {
  // Written by this file alone; JSON leaves out what is undefined.
  return { item: undefined, child: undefined, childEvents: 0, ...JSON.parse(json) }
}

function textIn(row: Row | undefined, column: string): string {
  const text = row?.[column]
  if (typeof text !== 'string') throw new Error(`The column ${column} of an execution holds no text`)
  return text
}

function optionalTextIn(row: Row, column: string): string | null {
  return row[column] === null ? null : textIn(row, column)
}

function numberIn(row: Row | undefined, column: string): number {
  const number = row?.[column]
  if (typeof number !== 'number') throw new Error(`The column ${column} of an execution holds no number`)
  return number
}
