/**
 * A data folder: `folder.json` says what it is, `dondoc.sqlite` holds the data, `dondoc.lock` keeps a second writer
 * out. A demo folder's clock is movable and stands where the folder keeps it, so that whatever opens it agrees on what
 * day it is; an office folder has the real clock. One never becomes the other.
 */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import * as z from 'zod/mini'
import { type Instant, isInstant } from '../../domain/days.ts'
import { realClock } from '../../functions/clock.ts'
import type { Clock, Table, Write } from '../../functions/services.ts'
import { type MovableClock, movableClock } from '../clock.ts'
import { copyKeptFiles } from '../files/files.ts'
import { openTable, type SqliteTable, type TableOptions } from '../sqlite/table.ts'
import { type Store, storeBeside } from '../workflow/store.ts'
import { stepped } from '../workflow/time.ts'
import { FolderFault, faultOfFolder } from './folderFault.ts'
import { takeLock } from './lock.ts'

export type Folder = Opened &
  ({ readonly kind: 'demo'; readonly clock: KeptClock } | { readonly kind: 'office'; readonly clock: Clock })

interface Opened {
  readonly path: string
  readonly table: SqliteTable
  /** The executions of the workflows, in the same file: a copy has both as of one moment. Whoever opens them closes them. */
  openExecutions(): Store
  close(): void
}

/** The clock of a demo folder, which is on disk before anything happens at the moment it was moved to: it never goes back. */
export interface KeptClock extends Clock {
  moveTo(moment: Instant): Promise<void>
}

/**
 * Opens a folder that is there. For writing by one process at a time; for reading only, beside a writer and as it
 * stood at the opening. Throws FolderFault and StorageFault, each with the sentence for whoever chose the folder.
 */
export async function openFolder(path: string, options: { readonly readOnly?: boolean } = {}): Promise<Folder> {
  const kind = kindOf(path)
  if (options.readOnly) return opened(path, kind, openTable(dataFile(path), { readOnly: true, oneMoment: true }))
  return locked(path, () => opened(path, kind, openToWrite(path, kind)))
}

/**
 * Opens the demo folder there, or makes one whose clock stands at a moment. An office folder is refused. `held`: what is
 * written comes to the disk with each `commit` of the table and at the end, for whoever lives through years in it.
 */
export async function openDemoFolder(
  path: string,
  startsAt: Instant,
  held: Pick<TableOptions, 'held'> = {},
): Promise<Folder> {
  if (isFolder(path)) {
    if (kindOf(path) !== 'demo') throw new FolderFault('officeFolder', path)
    return locked(path, () => opened(path, 'demo', openToWrite(path, 'demo', held)))
  }
  reaching(path, () => mkdirSync(path, { recursive: true }))
  return locked(path, async () => {
    const table = openToWrite(path, 'demo', held)
    try {
      // Ours without its marker: what an interrupted creation left, which holds nothing yet, or not ours to touch.
      if (!isUnused({ table })) throw new FolderFault('unmarked', path)
      await table.transact([clockWrite(startsAt)])
      reaching(path, () => writeMarker(path, { schema: 1, kind: 'demo' }))
    } catch (error) {
      table.close()
      throw error
    }
    table.commit()
    return opened(path, 'demo', table)
  })
}

/**
 * Makes the folder of an office where nothing is. What `fill` writes is part of the making: a folder without it never
 * was one. It never becomes a demo, nor a demo an office.
 */
export async function makeOfficeFolder(
  path: string,
  fill: (folder: Pick<Folder, 'table' | 'clock'>) => Promise<void>,
): Promise<Folder> {
  if (isFolder(path)) throw new FolderFault('taken', path)
  // Names, positions and letters are for the account that runs the system alone.
  reaching(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }))
  return locked(path, async () => {
    const table = openToWrite(path, 'office')
    try {
      if (!isUnused({ table })) throw new FolderFault('unmarked', path)
      await fill({ table, clock: realClock() })
      reaching(path, () => writeMarker(path, { schema: 1, kind: 'office' }))
    } catch (error) {
      table.close()
      // Half of it is in nobody's way at the next try.
      if (!(error instanceof FolderFault && error.code === 'unmarked')) {
        for (const end of ['', '-wal', '-shm']) rmSync(`${dataFile(path)}${end}`, { force: true })
      }
      throw error
    }
    return opened(path, 'office', table)
  })
}

/** So that something can be made beside a place: the folders above it. */
export function makeRoomFor(path: string): void {
  reaching(path, () => mkdirSync(dirname(path), { recursive: true }))
}

/** Moves a folder that was made beside its place to that place, where nothing may be. */
export function adoptFolder(made: string, path: string): void {
  reaching(path, () => {
    // An empty folder is in the way on some systems; one with anything in it is somebody's, and stays.
    if (existsSync(path)) rmdirSync(path)
    renameSync(made, path)
  })
}

/** Whether a folder of ours is there. Throws FolderFault for a place where none is and none may be made. */
export function isFolder(path: string): boolean {
  return reaching(path, () => {
    if (!existsSync(path)) return false
    if (!statSync(path).isDirectory()) throw new FolderFault('notADirectory', path)
    const names = readdirSync(path)
    if (names.includes(markerName)) return true
    if (names.every((name) => ownNames.test(name))) return false
    throw new FolderFault('notOurs', path)
  })
}

/** Nothing has happened in it yet: no programme was ever launched. */
export function isUnused({ table }: Pick<Folder, 'table'>): boolean {
  for (const _ of table.rawEvents()) return false
  return true
}

/** The write that moves a demo folder's clock, for whoever has a transaction to put it in. */
export function clockWrite(at: Instant): Write {
  return { put: { key: clockKey, value: { at } } }
}

/** Copies the folder as it stands, while others may be writing, to a place where nothing is. Answers the bytes copied. */
export function copyFolder(path: string, to: string): number {
  const kind = kindOf(path)
  if (reaching(to, () => existsSync(to))) throw new FolderFault('occupied', to)
  if (reaching(to, () => isWithin(to, path))) throw new FolderFault('withinItself', to)
  const table = openTable(dataFile(path), { readOnly: true })
  try {
    reaching(to, () => mkdirSync(to, { recursive: true }))
    table.vacuumInto(dataFile(to))
    return reaching(to, () => {
      flush(dataFile(to))
      // After the table: whatever it names was kept before.
      const bytes = copyKeptFiles(path, to)
      writeMarker(to, { schema: 1, kind })
      return statSync(dataFile(to)).size + bytes
    })
  } catch (error) {
    // Without its marker it would never be taken for a backup; it would only be in the way of the next try.
    rmSync(to, { recursive: true, force: true })
    throw error
  } finally {
    table.close()
  }
}

/** Whether a place that is not there yet would come to lie in a folder, by whatever name or link it is reached. */
function isWithin(place: string, folder: string): boolean {
  let above = dirname(resolve(place))
  while (!existsSync(above)) above = dirname(above)
  const [first] = relative(realpathSync(folder), realpathSync(above)).split(sep)
  return first !== '..'
}

/** Written last and whole: a folder that has it was made to the end. */
const markerName = 'folder.json'
const dataName = 'dondoc.sqlite'
const lockName = 'dondoc.lock'
const ownNames = /^(?:folder\.json\.tmp|dondoc\.lock|dondoc\.sqlite(?:-wal|-shm|-journal)?)$/

const Marker = z.strictObject({ schema: z.literal(1), kind: z.enum(['demo', 'office']) })
type Marker = z.infer<typeof Marker>

const clockKey = { pk: 'FOLDER', sk: 'CLOCK' }

function dataFile(path: string): string {
  return join(path, dataName)
}

function kindOf(path: string): Marker['kind'] {
  if (!isFolder(path))
    throw new FolderFault(reaching(path, () => existsSync(dataFile(path))) ? 'unmarked' : 'absent', path)
  const text = reaching(path, () => readFileSync(join(path, markerName), 'utf8'))
  const { schema, marker } = markerIn(text)
  if (schema > 1) throw new FolderFault('newer', path)
  if (!marker) throw new FolderFault('damaged', path)
  if (!existsSync(dataFile(path))) throw new FolderFault('incomplete', path)
  return marker.kind
}

function markerIn(text: string): { schema: number; marker?: Marker } {
  try {
    const raw: unknown = JSON.parse(text)
    const parsed = Marker.safeParse(raw)
    if (parsed.success) return { schema: 1, marker: parsed.data }
    return { schema: typeof raw === 'object' && raw !== null && 'schema' in raw ? Number(raw.schema) : 0 }
  } catch {
    return { schema: 0 }
  }
}

function openToWrite(path: string, kind: Marker['kind'], held: Pick<TableOptions, 'held'> = {}): SqliteTable {
  return openTable(dataFile(path), { synchronous: synchronousOf(kind), ...held })
}

/** What is shown in a demo can be made again, so it need not wait for the disk at every commit. */
function synchronousOf(kind: Marker['kind']): 'NORMAL' | 'FULL' {
  return kind === 'demo' ? 'NORMAL' : 'FULL'
}

async function opened(path: string, kind: Marker['kind'], table: SqliteTable): Promise<Folder> {
  try {
    const clock = await clockOf(path, kind, table)
    const common = {
      path,
      table,
      openExecutions: () => storeBeside(table.connection, dataFile(path)),
      close: () => table.close(),
    }
    return clock ? { ...common, kind: 'demo', clock } : { ...common, kind: 'office', clock: realClock() }
  } catch (error) {
    table.close()
    throw error
  }
}

/** Undefined for an office, whose clock is the real one. */
async function clockOf(path: string, kind: Marker['kind'], table: Table): Promise<KeptClock | undefined> {
  const at = (await table.get(clockKey))?.value['at']
  // A demo does not become an office by a word in its marker: all that is in it happened on an invented day.
  if (kind === 'office' ? at !== undefined : typeof at !== 'string' || !isInstant(at)) {
    throw new FolderFault('damaged', path)
  }
  return typeof at === 'string' && isInstant(at) ? keptClock(table, movableClock(at)) : undefined
}

function keptClock(table: Table, clock: MovableClock): KeptClock {
  return {
    now: () => clock.now(),
    today: () => clock.today(),
    async moveTo(moment) {
      await table.transact([clockWrite(moment)])
      stepped(clock).moveTo(moment)
    },
  }
}

/** With the lock held until the folder is closed, or until it could not be opened. */
async function locked(path: string, open: () => Promise<Folder>): Promise<Folder> {
  reaching(path, () => accessSync(path, constants.W_OK))
  const release = takeLock(join(path, lockName))
  if (!release) throw new FolderFault('inUse', path)
  try {
    const folder = await open()
    return {
      ...folder,
      close() {
        folder.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** A crash leaves the marker whole or not there at all. */
function writeMarker(path: string, marker: Marker): void {
  const [draft, place] = [join(path, `${markerName}.tmp`), join(path, markerName)]
  writeFileSync(draft, `${JSON.stringify(marker, null, 2)}\n`, { flush: true })
  renameSync(draft, place)
}

function flush(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function reaching<T>(path: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof FolderFault ? error : faultOfFolder(error, path)
  }
}
