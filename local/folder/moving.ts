/** A data folder as the place that an office moves out of, and a new one as the place that it moves into. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import type { Source } from '../../functions/moving/exportArchive.ts'
import { type Destination, importArchive } from '../../functions/moving/importArchive.ts'
import type { Progress } from '../../functions/moving/moved.ts'
import { MovingFault } from '../../functions/moving/movingFault.ts'
import type { Archive } from '../../functions/moving/readArchive.ts'
import { localFiles } from '../files/files.ts'
import type { SqliteTable } from '../sqlite/table.ts'
import { adoptFolder, type Folder, isFolder, makeOfficeFolder, makeRoomFor, openDemoFolder } from './folder.ts'
import { FolderFault } from './folderFault.ts'
import { takeLock } from './lock.ts'

/** The folder is open for writing, so that nobody else writes to it meanwhile. */
export function sourceOf({ path, kind, table, clock }: Folder): Source {
  const files = localFiles(path)
  return {
    name: path,
    kind,
    clock,
    items: () => table.items(),
    fileBytes: (sha256) => files.kept(sha256),
  }
}

/**
 * Makes a folder of an archive whose trail was proved: beside its place, and moved there whole, so that a run which was
 * cut off leaves nothing at the place and the next begins anew. What it is, an office's or a demo, the archive says.
 */
export async function importIntoFolder(archive: Archive, path: string, told: Progress): Promise<void> {
  refuseOccupied(path)
  const draft = `${path}.dang-nhap`
  const lock = `${draft}.lock`
  makeRoomFor(path)
  const release = takeLock(lock)
  if (!release) throw new FolderFault('inUse', path)
  try {
    rmSync(draft, { recursive: true, force: true })
    await fillFolder(archive, draft, path, told)
    adoptFolder(draft, path)
  } finally {
    rmSync(draft, { recursive: true, force: true })
    release()
    rmSync(lock, { force: true })
  }
}

/** Throws MovingFault where something is. */
export function refuseOccupied(path: string): void {
  if (isFolder(path) || (existsSync(path) && readdirSync(path).length > 0)) throw new MovingFault('notEmpty', path)
}

async function fillFolder(archive: Archive, draft: string, path: string, told: Progress): Promise<void> {
  const { kind, at } = archive.manifest
  const fill = ({ table }: { readonly table: SqliteTable }) =>
    importArchive(archive, newFolder(path, kind, draft, table), told)
  if (kind === 'office') return (await makeOfficeFolder(draft, fill)).close()
  const folder = await openDemoFolder(draft, at)
  try {
    await fill(folder)
  } finally {
    folder.close()
  }
}

function newFolder(name: string, kind: Destination['kind'], draft: string, table: SqliteTable): Destination {
  const files = localFiles(draft)
  return {
    name,
    kind,
    table,
    // It is new, and nobody else knows of it.
    claim: async () => {},
    keepFile: (sha256, bytes) => files.keep(sha256, bytes),
    items: () => table.items(),
    settling: [],
  }
}
