/**
 * The nightly copy of an office folder, beside it: one folder a day, the last two weeks of them. It is made in a thread
 * of its own, so that nobody waits for the disk, and under a name that says it is unfinished until it is whole.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { addDays, type CalendarDate, isCalendarDate } from '../../domain/days.ts'
import { dayAndTime, instantAt, instantOf } from '../../functions/clock.ts'
import type { Backup, Backups, Clock } from '../../functions/services.ts'

/** When offices sleep and their computers may still be on; one that was off makes it in the morning. */
const backupTime = '01:00'
const copiesKept = 14

interface CopyOptions {
  /** The folder to copy, and where the copies go: outside it, on another disk where there is one. */
  readonly folder: string
  readonly to: string
}

export interface BackupOptions extends CopyOptions {
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
export function backUp(options: CopyOptions, day: CalendarDate): Promise<void> {
  return makeCopy(options, day, isCalendarDate)
}

/** What the pages see of the copies, and one more whenever somebody asks, of which as many are kept beside the nightly ones. */
export function backupsIn(options: CopyOptions & Pick<BackupOptions, 'clock'>): Backups {
  const { to, clock } = options
  const named = (name: string): Backup => {
    const place = join(to, name)
    return { name, madeAt: instantAt(statSync(place).mtimeMs), bytes: bytesIn(place) }
  }
  // Whoever asks while one is being made waits for that one.
  let running: Promise<Backup> | undefined
  const copyNow = async () => {
    const { day, time } = dayAndTime(clock.now())
    const name = `${day}.${time.replace(':', '')}`
    await makeCopy(options, name, isAsked)
    return named(name)
  }
  return {
    place: to,
    list: async () => {
      const names = existsSync(to) ? readdirSync(to).filter((name) => isCalendarDate(name) || isAsked(name)) : []
      return names.map(named).toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
    },
    make: async () => {
      running ??= copyNow().finally(() => {
        running = undefined
      })
      return running
    },
  }
}

/** A copy that was asked for has the time too: `2026-11-24.1530`. */
function isAsked(name: string): boolean {
  return /\.\d{4}$/.test(name) && isCalendarDate(name.slice(0, -5))
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}

/** `isOne`: of which kind it is; of each the latest are kept. */
async function makeCopy({ folder, to }: CopyOptions, name: string, isOne: (name: string) => boolean): Promise<void> {
  const copy = join(to, name)
  if (existsSync(copy)) return
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const draft = `${copy}.dang-sao`
  // What a process left that died while it copied.
  rmSync(draft, { recursive: true, force: true })
  await copyInThread(folder, draft)
  renameSync(draft, copy)
  const copies = readdirSync(to).filter(isOne).toSorted()
  for (const old of copies.slice(0, -copiesKept)) rmSync(join(to, old), { recursive: true })
}

function copyInThread(folder: string, to: string): Promise<void> {
  const worker = new Worker(new URL('./backupThread.ts', import.meta.url), { workerData: { folder, to } })
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The copying thread ended with ${code}`))))
  })
}
