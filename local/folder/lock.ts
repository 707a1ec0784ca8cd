/**
 * One writer a folder. The lock is a transaction held open on a tiny SQLite file, so the operating system lets go of
 * it when its process ends, however it ends, on Linux and Windows alike; a file with a process id in it would outlive
 * a SIGKILL, and Node has no flock.
 */
import { DatabaseSync } from 'node:sqlite'
import { faultOf, isBusy } from '../sqlite/storageFault.ts'

/** Answers how to let go, or undefined when somebody else holds it. Throws StorageFault for a file that cannot be locked. */
export function takeLock(file: string): (() => void) | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 0 })
    // Nothing is ever written to it, and a journal beside it would only be litter.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    const held = database
    return () => held.close()
  } catch (error) {
    database?.close()
    if (isBusy(error)) return undefined
    throw faultOf(error, file)
  }
}
