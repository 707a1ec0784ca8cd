/**
 * A file in two steps: somebody says that they will send one and gets an address, sends it into quarantine, and has it
 * taken in. What is refused leaves nothing: its name was never written, and its bytes are removed first.
 */
import { createHash } from 'node:crypto'
import { isDestroyed, mostFileBytes, type StoredFile } from '../../domain/files/file.ts'
import { type FileKind, nameFits } from '../../domain/files/kinds.ts'
import { bearsSecrecyMark } from '../../domain/files/secrecy.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { HttpServices, Sending } from '../services.ts'
import { claimContent, dropUpload, fileById, keepUpload, recordFile, uploadById } from '../stores/files.ts'
import { contentsOf } from './contents.ts'

export async function beginUpload(
  { table, files, ids }: Pick<HttpServices, 'table' | 'files' | 'ids'>,
  { programme, bytes, by }: { readonly programme: string; readonly bytes: number; readonly by: Actor },
): Promise<{ readonly id: string; readonly sending: Sending } | Refusal> {
  if (bytes > mostFileBytes) return tooLarge
  const id = ids.next()
  await keepUpload(table, { id, programme, by })
  return { id, sending: await files.whereToSend(id, mostFileBytes) }
}

/** Takes in what was sent. Asked again, because its sender did not hear, it answers the same file. */
export async function takeIn(
  services: Pick<HttpServices, 'table' | 'files' | 'clock'>,
  id: string,
  name: string,
  actor: Actor,
): Promise<StoredFile | Refusal> {
  const { table, files, clock } = services
  const known = await fileById(table, id)
  if (known?.by.person === actor.person) return isDestroyed(known) ? { code: 'file-destroyed' } : known
  const upload = await uploadById(table, id)
  // Another's is not there for anybody else.
  if (!upload || upload.by.person !== actor.person) return { code: 'not-found', thing: id }
  const bytes = await files.inQuarantine(id)
  if (!bytes) return { code: 'file-not-sent' }
  const kind = await kindOf(bytes, name)
  if (typeof kind !== 'string') {
    await files.discard(id)
    await dropUpload(table, id)
    return kind
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await claimContent(table, sha256, id)
  await files.keep(sha256, bytes)
  const { programme, by } = upload
  const file: StoredFile = {
    id,
    programme,
    name,
    kind,
    bytes: bytes.length,
    sha256,
    enteredOn: clock.today(),
    by: { person: by.person, agency: by.agency },
  }
  await recordFile(services, file, by)
  // Kept, recorded, and only then let go of: a crash in between is healed by asking again.
  await files.discard(id)
  return file
}

const tooLarge: Refusal = { code: 'file-too-large', most: mostFileBytes / 1024 / 1024 }

/** What it is, or why it is not taken. */
async function kindOf(bytes: Uint8Array, name: string): Promise<FileKind | Refusal> {
  if (bytes.length === 0) return { code: 'file-empty' }
  if (bytes.length > mostFileBytes) return tooLarge
  const contents = await contentsOf(bytes)
  if (isRefusal(contents)) return contents
  const { kind, text } = contents
  if (bearsSecrecyMark(`${name.replace(/\.\w+$/, '')}\n${text}`)) return { code: 'secrecy-mark' }
  return nameFits(name, kind) ? kind : { code: 'file-name-differs', kind }
}
