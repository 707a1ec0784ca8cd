/**
 * Files: FILE#id with its trail, and UPLOAD#id while its bytes are still awaited. A name is written only once what it
 * names was looked at: what is refused was never in the table.
 */
import { type DestroyedFile, filesNamed, isGoing, type StoredFile } from '../../domain/files/file.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import { everyItem } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { asJson, type Keeping, load, recordWrites, thingOf, valueAs, writeSurely, writeWhere } from './record.ts'
import { destructionPlace } from './removables.ts'

export const fileKeeping: Keeping<StoredFile | DestroyedFile> = {
  kind: 'FILE',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ id, destruction }) => destructionPlace(thingOf('FILE', id), destruction),
  removable: ['file.name', 'file.sha256'],
}

/** A file that somebody said they would send. */
export interface Upload {
  readonly id: string
  readonly programme: string
  readonly by: Actor
}

export async function fileById(table: Table, id: string): Promise<StoredFile | DestroyedFile | undefined> {
  return (await load<StoredFile | DestroyedFile>(table, 'FILE', id))?.state
}

export async function uploadById(table: Table, id: string): Promise<Upload | undefined> {
  const item = await table.get(uploadKey(id))
  return item && valueAs<Upload>(item.value)
}

export async function keepUpload(table: Table, upload: Upload): Promise<void> {
  await writeSurely(table, [{ put: { key: uploadKey(upload.id), value: asJson(upload) } }])
}

export async function dropUpload(table: Table, id: string): Promise<void> {
  await writeSurely(table, [{ remove: uploadKey(id) }])
}

/**
 * Records the file, which is then no longer awaited, with its sender's word that it holds no state secret: without it
 * nothing is sent. One that is there already stays as it is.
 */
export async function recordFile(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  file: StoredFile,
  actor: Occasion['actor'],
): Promise<void> {
  const occasion = { at: clock.now(), day: clock.today(), actor }
  const entered = { type: 'fileEntered', data: { file, noStateSecrets: true }, state: file }
  const { writes } = recordWrites(fileKeeping, undefined, entered, occasion)
  await writeWhere(table, [...writes, { remove: uploadKey(file.id) }])
}

/** A refusal when a change names a file that was never confirmed, or that is another programme's. */
export async function unknownFile(table: Table, programme: string, change: object): Promise<Refusal | undefined> {
  const ids = [...new Set(filesNamed(change))]
  const files = await Promise.all(ids.map((id) => fileById(table, id)))
  const unknown = ids.find((_, index) => files[index]?.programme !== programme)
  if (unknown !== undefined) return { code: 'unknown-file', file: unknown }
  return files.some((file) => file && isGoing(file)) ? { code: 'file-destroyed' } : undefined
}

/**
 * Which files have a content: CONTENT#sha256, FILE#id. Said before the bytes are kept, so that whoever destroys one of
 * them knows whether the bytes are another's too.
 */
export async function claimContent(table: Table, sha256: string, id: string): Promise<void> {
  await writeSurely(table, [{ put: { key: contentKey(sha256, id), value: {} } }])
}

export async function dropContent(table: Table, sha256: string, id: string): Promise<void> {
  await writeSurely(table, [{ remove: contentKey(sha256, id) }])
}

/** Others that have the same content, or whose sender is about to have it taken in. */
export async function othersWith(table: Table, sha256: string, id: string): Promise<readonly string[]> {
  const others: string[] = []
  for await (const { key } of everyItem(table, { pk: `CONTENT#${sha256}` })) {
    const other = key.sk.slice('FILE#'.length)
    if (other === id) continue
    const [file, upload] = await Promise.all([fileById(table, other), uploadById(table, other)])
    if (upload || (file && !isGoing(file))) others.push(other)
  }
  return others
}

function contentKey(sha256: string, id: string) {
  return { pk: `CONTENT#${sha256}`, sk: thingOf('FILE', id) }
}

function uploadKey(id: string) {
  return { pk: `UPLOAD#${id}`, sk: 'UPLOAD' }
}
