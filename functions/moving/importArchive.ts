/**
 * Takes an archive into a place where nothing is. Its trail is proved before anything is written; afterwards what
 * stands there is compared with it, item by item. Each part may be done again: a run that was cut off is run again.
 */
import { everyItem } from '../paging.ts'
import type { Item, Table, Write } from '../services.ts'
import { writeEach, writeSurely } from '../stores/record.ts'
import { checkItemSize, tableLimits } from '../tableLimits.ts'
import { type HostKind, isRegister, lineOf, registers, sum, travels } from './manifest.ts'
import { movedOf, type Outcome, type Progress } from './moved.ts'
import { MovingFault } from './movingFault.ts'
import { proveArchive } from './prove.ts'
import { type Archive, openArchive, readManifest } from './readArchive.ts'

/** What an office is taken into: a data folder that is being made, or a table and a bucket. */
export interface Destination {
  /** As whoever runs the program named it. */
  readonly name: string
  readonly kind: HostKind
  readonly table: Table
  /** Makes the place ready for this archive alone. Throws MovingFault where something is, or another archive came halfway. */
  claim(archive: Archive): Promise<void>
  /** Keeps bytes under their SHA-256. Twice is once. */
  keepFile(sha256: string, bytes: Uint8Array): Promise<void>
  /** Every item that stands there, in whatever order. */
  items(): AsyncIterable<Item> | Iterable<Item>
  /** What is written together with the last items: the place is nobody's any more who takes something in. */
  readonly settling: readonly Write[]
}

/**
 * Reads and proves the archive at a place, its seals against those that somebody kept elsewhere too, and has it taken
 * in. Answers what was moved, or the flaws of its trail, for which nothing was. Throws MovingFault.
 */
export async function importFrom(
  place: string,
  anchors: readonly string[],
  takeIn: (archive: Archive) => Promise<void>,
  told: Progress,
): Promise<Outcome> {
  const archive = openArchive(place, readManifest(place), (done, of) => told('proving', done, of))
  try {
    const { events, flaws } = await proveArchive(archive, anchors)
    if (flaws.length > 0) return { flaws }
    await takeIn(archive)
    return movedOf(archive.manifest, events)
  } finally {
    archive.close()
  }
}

/** Takes in an archive that was proved. Throws MovingFault. */
export async function importArchive(archive: Archive, destination: Destination, told: Progress): Promise<void> {
  refuseOtherKind(archive, destination)
  await destination.claim(archive)
  for (const [done, file] of archive.files.entries()) {
    await destination.keepFile(file.sha256, archive.fileBytes(file))
    told('files', done + 1, archive.files.length)
  }
  await putAll(archive, destination.table, told)
  await compare(archive, destination, told)
  await putRegisters(archive, destination)
}

/** A demo never becomes an office, nor real work a demo. */
function refuseOtherKind({ place, manifest }: Archive, { kind }: Destination): void {
  if (manifest.kind === kind) return
  throw new MovingFault(kind === 'office' ? 'demoIntoOffice' : 'officeIntoDemo', place)
}

/** Enough to keep a table busy that answers from afar. */
const transactionsAtOnce = 4

async function putAll(archive: Archive, table: Table, told: Progress): Promise<void> {
  const { count } = archive.manifest.items
  let done = 0
  let waiting: (readonly Item[])[] = []
  const write = async () => {
    await Promise.all(waiting.map((items) => writeSurely(table, items.map(putOf))))
    done += waiting.reduce((all, items) => all + items.length, 0)
    waiting = []
    told('items', done, count)
  }
  for (const items of inTransactions(archive.items())) {
    waiting.push(items)
    if (waiting.length === transactionsAtOnce) await write()
  }
  await write()
}

function* inTransactions(items: Iterable<Item>): Generator<readonly Item[]> {
  let together: Item[] = []
  let bytes = 0
  for (const item of items) {
    if (isRegister(item.key)) continue
    const size = checkItemSize(item)
    if (together.length === tableLimits.writesInTransaction || bytes + size > tableLimits.bytesInTransaction) {
      yield together
      together = []
      bytes = 0
    }
    together.push(item)
    bytes += size
  }
  if (together.length > 0) yield together
}

function putOf(item: Item): Write {
  return { put: item }
}

/** What stands there is what was in the archive: no more, no less, and nothing else. */
async function compare({ beforeRegisters }: Archive, { items, name }: Destination, told: Progress): Promise<void> {
  const there = sum()
  for await (const item of items()) {
    if (!travels(item.key) || isRegister(item.key)) continue
    there.add(lineOf(item))
    told('comparing', there.count, beforeRegisters.count)
  }
  if (there.total !== beforeRegisters.total || there.count !== beforeRegisters.count) {
    throw new MovingFault('changedWhileImporting', name)
  }
}

/** The registers, the programmes last; an item of one is small, and a hundred are far below what a transaction weighs. */
async function putRegisters(archive: Archive, { table, settling }: Destination): Promise<void> {
  const items: Item[] = []
  for (const pk of registers) items.push(...(await Array.fromAsync(everyItem(archive.table, { pk }))))
  const together = tableLimits.writesInTransaction - settling.length
  const lastFrom = Math.max(0, items.length - together)
  await writeEach(table, items.slice(0, lastFrom).map(putOf))
  const last = [...items.slice(lastFrom).map(putOf), ...settling]
  // A folder that nobody has entered anything into has no registers.
  if (last.length > 0) await writeSurely(table, last)
}
