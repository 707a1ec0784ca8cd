/**
 * A file that somebody handed in: evidence, a paper of a cycle, the scan of what came on paper. It is kept under the
 * hash of its bytes and never changes; what refers to it names it by its id.
 */
import * as z from 'zod/mini'
import type { CalendarDate } from '../days.ts'
import { Day } from '../programme/schema.ts'
import { FileKind } from './kinds.ts'

export const mostFileBytes = 25 * 1024 * 1024
/** With one paper, one result, one report. */
export const mostFilesTogether = 20

export interface StoredFile {
  readonly id: string
  readonly programme: string
  readonly name: string
  readonly kind: FileKind
  readonly bytes: number
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string
  readonly enteredOn: CalendarDate
  readonly by: { readonly person: string; readonly agency: string }
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
  name: z.string(),
  kind: FileKind,
  bytes: z.int(),
  sha256: z.string(),
  enteredOn: Day,
  agency: z.string(),
})
export type FileView = z.infer<typeof FileView>

export function fileView({ id, name, kind, bytes, sha256, enteredOn, by }: StoredFile): FileView {
  return { id, name, kind, bytes, sha256, enteredOn, agency: by.agency }
}
