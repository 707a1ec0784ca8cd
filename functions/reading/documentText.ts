/** The text of a document that was handed in, or why it has none that can be read. */
import { isOldFont, type Unreadable } from '../../domain/extraction/unreadable.ts'
import { kindByFirstBytes, kindByParts } from '../../domain/files/kinds.ts'
import { zipParts } from '../files/zip.ts'
import { pdfText } from './pdfText.ts'
import { wordText } from './wordText.ts'

export type DocumentText = { readonly text: string } | { readonly unreadable: Unreadable }

/** Takes the bytes of a .txt, .docx or .pdf; a text keeps every unit of its file, so that offsets are the file's own. */
export async function documentText(bytes: Uint8Array): Promise<DocumentText> {
  const read = await textOf(bytes)
  if ('unreadable' in read) return read
  if (!/[\p{L}\p{N}]/u.test(read.text)) return { unreadable: 'empty' }
  return isOldFont(read.text) ? { unreadable: 'old-font' } : read
}

async function textOf(bytes: Uint8Array): Promise<DocumentText> {
  if (bytes.length === 0) return { unreadable: 'empty' }
  if (isCompoundFile(bytes)) return { unreadable: nameInCompoundFile(bytes, 'Workbook') ? 'sheet' : 'old-word' }
  const kind = kindByFirstBytes(bytes)
  switch (kind) {
    case undefined:
      return plainText(bytes)
    case 'png':
    case 'jpg':
      return { unreadable: 'picture' }
    case 'pdf':
      return pdfText(bytes)
    case 'zip':
      return packageText(bytes)
    default:
      return kind satisfies never
  }
}

function packageText(bytes: Uint8Array): DocumentText {
  const kind = kindByParts((zipParts(bytes) ?? []).map(({ name }) => name))
  if (kind === 'xlsx') return { unreadable: 'sheet' }
  const text = kind === 'docx' ? wordText(bytes) : undefined
  return text === undefined ? { unreadable: 'damaged' } : { text }
}

/** UTF-8, or UTF-16 where its mark says so; the mark itself counts among the units of the file. */
function plainText(bytes: Uint8Array): DocumentText {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    // What people type has none of the other control characters.
    return /\p{Cc}/u.test(text.replace(/[\n\r\t\v\f\u0085]/g, '')) ? { unreadable: 'encoding' } : { text }
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes)
    return { unreadable: isOldFont(text) ? 'old-font' : 'encoding' }
  }
}

/** What Word and Excel wrote before 2007. */
function isCompoundFile(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, index) => bytes[index] === byte)
}

function nameInCompoundFile(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
}
