/**
 * Executions that ended long ago, out of the tables that are searched and still to be had: one compressed row each.
 * Step Functions forgets after 90 days; an office must be able to say years later how a report came about.
 */
import type { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { HistoryEvent } from './execution.ts'
import type { Summary } from './store.ts'

export interface Archived {
  readonly summary: Summary
  readonly events: readonly HistoryEvent[]
}

export const archiveSchema = `
  CREATE TABLE IF NOT EXISTS execution_archive (
    state_machine TEXT NOT NULL, name TEXT NOT NULL, id INTEGER NOT NULL, record BLOB NOT NULL,
    PRIMARY KEY (state_machine, name, id)
  ) STRICT, WITHOUT ROWID;`

export interface Archive {
  put(archived: Archived): void
  /** The latest of that name: a name is free again once its execution is archived. */
  get(stateMachine: string, name: string): Archived | undefined
}

/** Within the database of the executions, so that nothing is in both places, and nothing in neither. */
export function archiveIn(database: DatabaseSync): Archive {
  const insert = database.prepare('INSERT INTO execution_archive (state_machine, name, id, record) VALUES (?, ?, ?, ?)')
  const latest = database.prepare(
    'SELECT record FROM execution_archive WHERE state_machine = ? AND name = ? ORDER BY id DESC LIMIT 1',
  )
  return {
    put(archived) {
      const { stateMachine, name, id } = archived.summary
      insert.run(stateMachine, name, id, zstdCompressSync(JSON.stringify(archived)))
    },
    get(stateMachine, name) {
      const record = latest.get(stateMachine, name)?.['record']
      return record instanceof Uint8Array ? JSON.parse(zstdDecompressSync(record).toString()) : undefined
    },
  }
}
