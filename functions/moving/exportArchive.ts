/**
 * Writes everything of an office, wherever it is kept, into an archive: beside its place first, proved there, and moved
 * to its place whole. A run that was cut off leaves nothing that could be taken for an archive.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock, Item } from '../services.ts'
import { fileNamedBy, type HostKind, type KeptFile, type Manifest, travels } from './manifest.ts'
import { movedOf, type Outcome, type Progress } from './moved.ts'
import { faultOfArchive, MovingFault } from './movingFault.ts'
import { proveArchive } from './prove.ts'
import { openArchive } from './readArchive.ts'
import { writeFile, writeItems, writeManifest } from './writeArchive.ts'

/** What an office is taken out of: a data folder, or a table and a bucket. */
export interface Source {
  /** As whoever runs the program named it. */
  readonly name: string
  readonly kind: HostKind
  readonly clock: Clock
  /** Every item, in the order of the keys, as of one moment: throws MovingFault where somebody wrote meanwhile. */
  items(): AsyncIterable<Item> | Iterable<Item>
  /** The bytes that are kept under a hash; undefined where nothing is. */
  fileBytes(sha256: string): Promise<Uint8Array | undefined>
}

/** Answers what was written, or the flaws of a trail that nobody would take in elsewhere. Throws MovingFault. */
export async function exportArchive(source: Source, place: string, told: Progress): Promise<Outcome> {
  if (existsSync(place)) throw new MovingFault('archiveOccupied', place)
  const draft = `${place}.dang-xuat`
  try {
    mkdirSync(dirname(place), { recursive: true })
    // What a run left that was cut off.
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    const written = await writeDraft(source, draft, told)
    if ('flaws' in written) return written
    renameSync(draft, place)
    return written
  } catch (error) {
    throw faultOfArchive(error, place)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function writeDraft(source: Source, draft: string, told: Progress): Promise<Outcome> {
  const { items, files } = await takeItems(source, draft, told)
  const bytes = await takeFiles(source, files, draft, told)
  const unsealed: Manifest = {
    format: 'dondoc-archive',
    schema: 1,
    kind: source.kind,
    at: source.clock.now(),
    items,
    files: { count: files.length, bytes },
    seals: [],
  }
  const archive = openArchive(draft, unsealed, (done, of) => told('proving', done, of))
  try {
    const { seals, events, flaws } = await proveArchive(archive)
    if (flaws.length > 0) return { flaws }
    const manifest = { ...unsealed, seals }
    writeManifest(draft, manifest)
    return movedOf(manifest, events)
  } finally {
    archive.close()
  }
}

async function takeItems(source: Source, draft: string, told: Progress) {
  const files = new Map<string, KeptFile>()
  async function* travelling() {
    let count = 0
    for await (const item of source.items()) {
      if (!travels(item.key)) continue
      const file = fileNamedBy(item)
      if (file) files.set(file.sha256, file)
      count += 1
      told('items', count)
      yield item
    }
  }
  return { items: await writeItems(draft, travelling()), files: [...files.values()] }
}

async function takeFiles(source: Source, files: readonly KeptFile[], draft: string, told: Progress): Promise<number> {
  let total = 0
  for (const [done, { sha256, bytes }] of files.entries()) {
    const found = await source.fileBytes(sha256)
    if (found?.length !== bytes || createHash('sha256').update(found).digest('hex') !== sha256) {
      throw new MovingFault('fileMissing', source.name, { detail: sha256 })
    }
    writeFile(draft, sha256, found)
    total += bytes
    told('files', done + 1, files.length)
  }
  return total
}
