/**
 * Executions that ended long ago, out of the tables that are searched and still to be had: many in one compressed row,
 * because they resemble each other. Step Functions forgets after 90 days; an office must be able to say years later how
 * a report came about.
 */
import type { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { HistoryEvent } from './execution.ts'
import type { Summary } from './store.ts'

export interface Archived {
  readonly summary: Summary
  readonly events: readonly HistoryEvent[]
}

/** On its way to the archive: its events as the JSON that they were kept as. */
export interface Retired {
  readonly summary: Summary
  readonly eventsJson: string
}

export const archiveSchema = `
  CREATE TABLE IF NOT EXISTS execution_batches (id INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS archived_executions (
    state_machine TEXT NOT NULL, name TEXT NOT NULL, id INTEGER NOT NULL, batch INTEGER NOT NULL,
    PRIMARY KEY (state_machine, name, id)
  ) STRICT, WITHOUT ROWID;`

export interface Archive {
  /** One is asked for after another: a history may have megabytes. */
  put(retired: Iterable<Retired>): void
  /** The latest of that name: a name is free again once its execution is archived. */
  get(stateMachine: string, name: string): Archived | undefined
}

/** Whoever reads one of a batch reads all of it. */
const charactersInBatch = 1_000_000

/** Within the database of the executions, so that nothing is in both places, and nothing in neither. */
export function archiveIn(database: DatabaseSync): Archive {
  const insertBatch = database.prepare('INSERT INTO execution_batches (record) VALUES (?)')
  const insert = database.prepare(
    'INSERT INTO archived_executions (state_machine, name, id, batch) VALUES (?, ?, ?, ?)',
  )
  const latest = database.prepare(
    `SELECT id, (SELECT record FROM execution_batches WHERE execution_batches.id = batch) AS record
      FROM archived_executions WHERE state_machine = ? AND name = ? ORDER BY id DESC LIMIT 1`,
  )
  function putBatch(batch: readonly Retired[]): void {
    const records = batch.map(
      ({ summary, eventsJson }) => `{"summary":${JSON.stringify(summary)},"events":${eventsJson}}`,
    )
    const { lastInsertRowid } = insertBatch.run(zstdCompressSync(`[${records.join(',')}]`))
    for (const { summary } of batch) insert.run(summary.stateMachine, summary.name, summary.id, lastInsertRowid)
  }
  return {
    put(retired) {
      let batch: Retired[] = []
      let characters = 0
      for (const one of retired) {
        batch.push(one)
        characters += one.eventsJson.length
        if (characters < charactersInBatch) continue
        putBatch(batch)
        batch = []
        characters = 0
      }
      if (batch.length > 0) putBatch(batch)
    },
    get(stateMachine, name) {
      const { id, record } = latest.get(stateMachine, name) ?? {}
      if (!(record instanceof Uint8Array)) return undefined
      const batch: readonly Archived[] = JSON.parse(zstdDecompressSync(record).toString())
      return batch.find(({ summary }) => summary.id === id)
    },
  }
}
