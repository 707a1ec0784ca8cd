/**
 * The kinds of files that an office hands in. What a file is, is told by its bytes and not by its name; a name that
 * says something else is refused, because whoever opens it would be misled. What can carry macros is not among them.
 */
import * as z from 'zod/mini'

export const FileKind = z.enum(['pdf', 'docx', 'xlsx', 'png', 'jpg', 'txt'])
export type FileKind = z.infer<typeof FileKind>

/** The media type it is sent with. */
export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: 'text/plain',
}

export const kindsWritten = 'pdf, docx, xlsx, png, jpg, txt'

/** What the first bytes say; `zip` is a package, whose parts say more. */
export function kindByFirstBytes(bytes: Uint8Array): Exclude<FileKind, 'docx' | 'xlsx' | 'txt'> | 'zip' | undefined {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpg'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip'
  return undefined
}

/** What a package is, by the names of its parts. One with macros is no kind that is taken. */
export function kindByParts(parts: readonly string[]): 'docx' | 'xlsx' | undefined {
  if (!parts.includes('[Content_Types].xml')) return undefined
  if (parts.some((name) => /(?:^|\/)vbaProject(?:Signature)?\.bin$/i.test(name))) return undefined
  if (parts.includes('word/document.xml')) return 'docx'
  return parts.includes('xl/workbook.xml') ? 'xlsx' : undefined
}

/** Whether the name's ending says what the file is. */
export function nameFits(name: string, kind: FileKind): boolean {
  const ending = /\.([0-9a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  return ending === kind || (kind === 'jpg' && ending === 'jpeg')
}

function startsWith(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[index] === byte)
}
