/**
 * A file that somebody handed in: evidence, a paper of a cycle, the scan of what came on paper. It is kept under the
 * hash of its bytes and never changes; what refers to it names it by its id.
 */
import * as z from 'zod/mini'
import type { CalendarDate } from '../days.ts'
import { Day } from '../programme/schema.ts'
import { type Destruction, destroyedWritten, stageOf } from '../trail/destruction.ts'
import { FileKind } from './kinds.ts'

export const mostFileBytes = 25 * 1024 * 1024
/** With one paper, one result, one report. */
export const mostFilesTogether = 20

export interface StoredFile extends FileEntry {
  readonly name: string
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string
}

/** One of which nothing is left but that it was there. */
export type DestroyedFile = FileEntry & { readonly destruction: Destruction }

interface FileEntry {
  readonly id: string
  readonly programme: string
  readonly kind: FileKind
  readonly bytes: number
  readonly enteredOn: CalendarDate
  readonly by: { readonly person: string; readonly agency: string }
  /** Of the file, on a paper: asked for, confirmed, done. */
  readonly destruction?: Destruction
}

export function isDestroyed(file: StoredFile | DestroyedFile): file is DestroyedFile {
  return !('sha256' in file)
}

/** Once two people have said that it goes, nobody reads it any more, also while its bytes are being removed. */
export function isGoing({ destruction }: Pick<FileEntry, 'destruction'>): boolean {
  return destruction !== undefined && stageOf(destruction) !== 'asked'
}

/** Every file that something names, wherever in it: `files` is a list of their ids in evidence, papers and arrivals alike. */
export function filesNamed(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(filesNamed)
  return Object.entries(value).flatMap(([field, inner]) =>
    field === 'files' && Array.isArray(inner)
      ? inner.filter((id): id is string => typeof id === 'string')
      : filesNamed(inner),
  )
}

export const FileView = z.strictObject({
  id: z.string(),
  /** Of one that was destroyed: on which paper. */
  name: z.string(),
  kind: FileKind,
  bytes: z.int(),
  /** Absent once it was destroyed. */
  sha256: z.optional(z.string()),
  enteredOn: Day,
  agency: z.string(),
})
export type FileView = z.infer<typeof FileView>

export function fileView(file: StoredFile | DestroyedFile): FileView {
  const { id, kind, bytes, enteredOn, by, destruction } = file
  const facts = { id, kind, bytes, enteredOn, agency: by.agency }
  if (destruction && isGoing(file)) return { ...facts, name: `Tệp ${destroyedWritten(destruction.paper)}` }
  return isDestroyed(file) ? { ...facts, name: id } : { ...facts, name: file.name, sha256: file.sha256 }
}
