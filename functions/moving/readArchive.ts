/**
 * An archive as it is read. All of it is looked at once, and what does not fit the manifest is refused before anybody
 * acts on it; then it can be asked as a table, by key, so that its trail is proved where it lies.
 */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { type Item, indexNames, type Key, type Page, type Query, type Table, TableRefusal } from '../services.ts'
import { eventPrefix } from '../stores/record.ts'
import { decodeCursor, isInRange, pageOf } from '../tableCursor.ts'
import { checkKey, checkQuery, checkWrites, compareUtf8 } from '../tableLimits.ts'
import {
  fileNamedBy,
  filePlace,
  isRegister,
  itemsName,
  type KeptFile,
  lineOf,
  Manifest,
  manifestName,
  type Sum,
  schema,
  sum,
  travels,
} from './manifest.ts'
import { faultOfArchive, MovingFault, type MovingFaultCode } from './movingFault.ts'

export interface Archive {
  readonly place: string
  readonly manifest: Manifest
  /** Reads by key alone: an archive has no indexes, and nothing is written to it. */
  readonly table: Table
  /** Of all items but the registers, which are taken in last. */
  readonly beforeRegisters: Pick<Sum, 'count' | 'total'>
  readonly files: readonly KeptFile[]
  items(): Iterable<Item>
  partitions(prefix: string): readonly string[]
  rawEvents(): Iterable<Key>
  /** The bytes of one of its files, which are what their name says. */
  fileBytes(file: KeptFile): Uint8Array
  close(): void
}

/** Told now and then how many of so many items were read. */
export type Told = (done: number, of: number) => void

/** Throws MovingFault for a folder that is no archive, or one of a newer program. */
export function readManifest(place: string): Manifest {
  const file = join(place, manifestName)
  if (!existsSync(file)) throw new MovingFault('notArchive', place)
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw error instanceof SyntaxError
      ? broken('damagedArchive', place, manifestName, error)
      : faultOfArchive(error, place)
  }
  if (typeof raw === 'object' && raw !== null && 'schema' in raw && Number(raw.schema) > schema) {
    throw new MovingFault('newerArchive', place)
  }
  const parsed = Manifest.safeParse(raw)
  if (!parsed.success) throw new MovingFault('alteredArchive', place, { detail: manifestName })
  return parsed.data
}

/** Throws MovingFault where anything is not as the manifest says. The trail is not judged here (prove.ts). */
export function openArchive(place: string, manifest: Manifest, told: Told = () => {}): Archive {
  const blocks = openBlocks(place, manifest)
  try {
    const { firstBlocks, beforeRegisters, files } = lookThrough(place, manifest, blocks, told)
    lookAtFiles(place, manifest, files)
    const itemsOf = (pk: string) => partitionItems(pk, firstBlocks.get(pk), manifest.items.blocks.length, blocks)
    return {
      place,
      manifest,
      table: tableOver(itemsOf),
      beforeRegisters,
      files,
      *items() {
        for (let block = 0; block < manifest.items.blocks.length; block += 1) yield* blocks.read(block)
      },
      partitions: (prefix) => [...firstBlocks.keys()].filter((pk) => pk.startsWith(prefix)),
      *rawEvents() {
        for (const { key } of this.items()) if (key.sk.startsWith(eventPrefix)) yield key
      },
      fileBytes: (file) => fileBytes(place, file),
      close: blocks.close,
    }
  } catch (error) {
    blocks.close()
    throw error
  }
}

interface Blocks {
  /** The compressed bytes of a block. */
  raw(block: number): Uint8Array
  read(block: number): readonly Item[]
  close(): void
}

/** A block of 64 KB is some 200 KB as objects. */
const blocksInMemory = 200
/** An item of 400 KB more than a block has room for, should all of it be escaped; what unpacks to more is not ours. */
const mostBytesInBlock = 4 * 1024 * 1024

function openBlocks(place: string, { items }: Manifest): Blocks {
  const file = join(place, itemsName)
  if (!existsSync(file)) throw new MovingFault('damagedArchive', place, { detail: itemsName })
  const handle = reaching(place, () => openSync(file, 'r'))
  const offsets: number[] = []
  let end = 0
  for (const bytes of items.blocks) {
    offsets.push(end)
    end += bytes
  }
  if (fstatSync(handle).size !== end) {
    closeSync(handle)
    throw new MovingFault('damagedArchive', place, { detail: itemsName })
  }
  const known = new Map<number, readonly Item[]>()
  const raw = (block: number) => {
    const bytes = Buffer.alloc(items.blocks[block] ?? 0)
    const read = reaching(place, () => readSync(handle, bytes, 0, bytes.length, offsets[block] ?? 0))
    if (read < bytes.length) throw new MovingFault('damagedArchive', place, { detail: itemsName })
    return bytes
  }
  return {
    raw,
    read(block) {
      const found = known.get(block) ?? itemsIn(raw(block), place)
      // The one that was wanted longest ago is let go of.
      known.delete(block)
      known.set(block, found)
      const [oldest] = known.size > blocksInMemory ? known.keys() : []
      if (oldest !== undefined) known.delete(oldest)
      return found
    },
    close: () => closeSync(handle),
  }
}

function itemsIn(block: Uint8Array, place: string): readonly Item[] {
  try {
    const text = gunzipSync(block, { maxOutputLength: mostBytesInBlock }).toString()
    return text
      .trimEnd()
      .split('\n')
      .map((line) => itemIn(JSON.parse(line)))
  } catch (error) {
    throw broken('alteredArchive', place, itemsName, error)
  }
}

const KeyShape = z.strictObject({ pk: z.string(), sk: z.string() })
const ItemShape = z.strictObject({
  key: KeyShape,
  indexes: z.exactOptional(z.partialRecord(z.enum(indexNames), KeyShape)),
  value: z.record(z.string(), z.json()),
})

function itemIn(raw: unknown): Item {
  const item = ItemShape.parse(raw)
  checkWrites([{ put: item }])
  return item
}

/** Every item once: hashes, order and what belongs here; and where each partition begins. */
function lookThrough(place: string, { items }: Manifest, blocks: Blocks, told: Told) {
  const altered = (detail: string) => new MovingFault('alteredArchive', place, { detail })
  const whole = createHash('sha256')
  const firstBlocks = new Map<string, number>()
  const files = new Map<string, KeptFile>()
  const beforeRegisters = sum()
  let count = 0
  let last: Key | undefined
  for (let block = 0; block < items.blocks.length; block += 1) {
    whole.update(blocks.raw(block))
    for (const item of blocks.read(block)) {
      const { key } = item
      if ((last && !isAfter(key, last)) || !travels(key)) throw altered(`${key.pk} ${key.sk}`)
      if (key.pk !== last?.pk) firstBlocks.set(key.pk, block)
      const file = fileNamedBy(item)
      if (file) files.set(file.sha256, file)
      if (!isRegister(key)) beforeRegisters.add(lineOf(item))
      last = key
      count += 1
    }
    told(count, items.count)
  }
  if (whole.digest('hex') !== items.sha256 || count !== items.count) throw altered(itemsName)
  return { firstBlocks, beforeRegisters, files: [...files.values()] }
}

function isAfter(key: Key, before: Key): boolean {
  return (compareUtf8(key.pk, before.pk) || compareUtf8(key.sk, before.sk)) > 0
}

function lookAtFiles(place: string, manifest: Manifest, files: readonly KeptFile[]): void {
  let bytes = 0
  for (const file of files) bytes += fileBytes(place, file).length
  if (files.length !== manifest.files.count || bytes !== manifest.files.bytes) {
    throw new MovingFault('alteredArchive', place, { detail: manifestName })
  }
}

function fileBytes(place: string, { sha256, bytes }: KeptFile): Uint8Array {
  const file = filePlace(place, sha256)
  const detail = `files/${sha256}`
  return reaching(place, () => {
    if (!existsSync(file)) throw new MovingFault('damagedArchive', place, { detail })
    // Asked first, so that nothing larger than a file may be comes into memory.
    if (statSync(file).size !== bytes) throw new MovingFault('damagedArchive', place, { detail })
    const found = readFileSync(file)
    if (createHash('sha256').update(found).digest('hex') !== sha256) {
      throw new MovingFault('alteredArchive', place, { detail })
    }
    return found
  })
}

function* partitionItems(pk: string, first: number | undefined, end: number, blocks: Blocks): Generator<Item> {
  for (let block = first ?? end; block < end; block += 1) {
    let isOver = false
    for (const item of blocks.read(block)) {
      if (item.key.pk === pk) yield item
      else if (compareUtf8(item.key.pk, pk) > 0) isOver = true
    }
    if (isOver) return
  }
}

function tableOver(itemsOf: (pk: string) => Iterable<Item>): Table {
  return {
    async get(key) {
      checkKey(key)
      for (const item of itemsOf(key.pk)) if (item.key.sk === key.sk) return item
      return undefined
    },
    async query(query) {
      checkQuery(query)
      if (query.index !== undefined) throw new TableRefusal('an archive is read by key alone')
      return pageIn(itemsOf(query.pk), query)
    },
    async transact() {
      throw new TableRefusal('an archive is not written to')
    },
  }
}

function pageIn(items: Iterable<Item>, query: Query): Page {
  const { sk: range, descending = false, limit } = query
  const after = decodeCursor(query)
  const isLeft = ({ key: { sk } }: Item) =>
    isInRange(sk, range) && (!after || (descending ? compareUtf8(sk, after.sk) < 0 : compareUtf8(sk, after.sk) > 0))
  const left = Array.from(items).filter(isLeft)
  if (descending) left.reverse()
  return pageOf(query, left.slice(0, limit), left.length > limit)
}

function broken(code: MovingFaultCode, place: string, detail: string, cause: unknown): MovingFault {
  return new MovingFault(code, place, { detail, cause })
}

function reaching<T>(place: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw faultOfArchive(error, place)
  }
}
