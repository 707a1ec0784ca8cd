/**
 * The nightly copy of an office folder, beside it: one folder a day, the last two weeks of them. It is made in a thread
 * of its own, so that nobody waits for the disk, and under a name that says it is unfinished until it is whole.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { addDays, type CalendarDate, isCalendarDate } from '../../domain/days.ts'
import { instantOf } from '../../functions/clock.ts'
import type { Clock } from '../../functions/services.ts'

/** When offices sleep and their computers may still be on; one that was off makes it in the morning. */
const backupTime = '01:00'
const copiesKept = 14

export interface BackupOptions {
  /** The folder to copy, and where the copies go: outside it, on another disk where there is one. */
  readonly folder: string
  readonly to: string
  readonly clock: Clock
  /** Told of a night without a copy, in a sentence. The system goes on, and tries again within the hour. */
  readonly onFailure: (error: unknown) => void
}

/** Looks by itself whether today's copy is there. Answers how to stop. */
export function keepBackups(options: BackupOptions): () => void {
  const { clock, onFailure } = options
  const look = () => {
    // Before the hour it is still the night of the day before, whose copy may be missing.
    const today = clock.today()
    const day = clock.now() >= instantOf(today, backupTime) ? today : addDays(today, -1)
    backUp(options, day).catch(onFailure)
  }
  look()
  const timer = setInterval(look, 3_600_000)
  return () => clearInterval(timer)
}

/** Makes the day's copy unless it is there, and lets go of the oldest. */
export async function backUp(
  { folder, to }: Omit<BackupOptions, 'clock' | 'onFailure'>,
  day: CalendarDate,
): Promise<void> {
  const copy = join(to, day)
  if (existsSync(copy)) return
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const draft = `${copy}.dang-sao`
  // What a process left that died while it copied.
  rmSync(draft, { recursive: true, force: true })
  await copyInThread(folder, draft)
  renameSync(draft, copy)
  const copies = readdirSync(to).filter(isCalendarDate).toSorted()
  for (const old of copies.slice(0, -copiesKept)) rmSync(join(to, old), { recursive: true })
}

function copyInThread(folder: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./backupThread.ts', import.meta.url), { workerData: { folder, to } })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The copying thread ended with ${code}`))))
  })
}
