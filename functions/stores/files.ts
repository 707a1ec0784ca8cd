/**
 * Files: FILE#id with its trail, and UPLOAD#id while its bytes are still awaited. A name is written only once what it
 * names was looked at: what is refused was never in the table.
 */
import { filesNamed, type StoredFile } from '../../domain/files/file.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import type { Services, Table } from '../services.ts'
import { asJson, type Keeping, load, recordWrites, valueAs, writeSurely, writeWhere } from './record.ts'

export const fileKeeping: Keeping<StoredFile> = {
  kind: 'FILE',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
}

/** A file that somebody said they would send. */
export interface Upload {
  readonly id: string
  readonly programme: string
  readonly by: Actor
}

export async function fileById(table: Table, id: string): Promise<StoredFile | undefined> {
  return (await load<StoredFile>(table, 'FILE', id))?.state
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
  return unknown === undefined ? undefined : { code: 'unknown-file', file: unknown }
}

function uploadKey(id: string) {
  return { pk: `UPLOAD#${id}`, sk: 'UPLOAD' }
}
