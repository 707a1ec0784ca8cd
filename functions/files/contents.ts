/** What the bytes of a file are, and the text in them. */
import { type FileKind, kindByFirstBytes, kindByParts } from '../../domain/files/kinds.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { textOfPdf } from './pdfText.ts'
import { type ZipPart, zipParts } from './zip.ts'

export interface Contents {
  readonly kind: FileKind
  /** Its text, line by line; of pictures, a scan in a PDF among them, there is none, and only their sender answers for them. */
  readonly text: string
}

/** Or a refusal: of what is no kind that is taken, or says that it is one and cannot be read as one. */
export async function contentsOf(bytes: Uint8Array): Promise<Contents | Refusal> {
  const kind = kindByFirstBytes(bytes)
  if (kind === 'zip') return packageContents(bytes) ?? unknown
  if (kind === 'pdf') {
    const text = await textOfPdf(bytes)
    return text === undefined ? { code: 'pdf-unreadable' } : { kind, text }
  }
  if (kind) return { kind, text: '' }
  const text = decoded(bytes)
  return text === undefined ? unknown : { kind: 'txt', text }
}

const unknown: Refusal = { code: 'file-kind-unknown' }

/** More than any document of 25 MB that people wrote holds in words, and little enough to be held in memory. */
const mostTextBytes = 50 * 1024 * 1024

function packageContents(bytes: Uint8Array): Contents | undefined {
  const parts = zipParts(bytes)
  const kind = parts && kindByParts(parts.map(({ name }) => name))
  if (!parts || !kind) return undefined
  const folder = kind === 'docx' ? 'word/' : 'xl/'
  const written = parts.filter(({ name }) => name.startsWith(folder) && name.endsWith('.xml'))
  const text = textOfParts(written)
  return text === undefined ? undefined : { kind, text }
}

function textOfParts(parts: readonly ZipPart[]): string | undefined {
  let room = mostTextBytes
  const texts: string[] = []
  for (const part of parts) {
    const bytes = readWithin(part, room)
    const xml = bytes && decoded(bytes)
    if (!bytes || xml === undefined) return undefined
    room -= bytes.length
    texts.push(textOfXml(xml))
  }
  return texts.join('\n')
}

function readWithin(part: ZipPart, room: number): Uint8Array | undefined {
  try {
    return part.read(room)
  } catch {
    // Whatever zlib or the directory says against it: it is not the document that it says it is.
    return undefined
  }
}

/** Where one paragraph, line, cell or string of a sheet ends and another begins. */
const breaks = /<\/?(?:w:p|w:br|w:cr|w:tab|w:tc|a:p|a:br|si|is|v|(?:odd|even|first)(?:Header|Footer))(?=[\s/>])[^>]*>/g
/** A watermark is a drawing, whose words are an attribute. */
const watermarks = /<v:textpath\b[^>]*?\bstring=(?:"([^"]*)"|'([^']*)')/g
/** In the header of a sheet: which third of it, which font, which size (ECMA-376 part 1, 18.3.1.46). */
const headerCodes = /&(?:[LCRPNDTZFAGBIUESXYOH]|"[^"]*"|K[\dA-F]{6}|\d+)/g

function textOfXml(xml: string): string {
  const drawn = [...xml.matchAll(watermarks)].map(([, double, single]) => double ?? single ?? '')
  const plain = [xml.replace(breaks, '\n').replace(/<[^>]*>/g, ''), ...drawn].map(withoutReferences).join('\n')
  return plain.replace(headerCodes, '\n')
}

function withoutReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text in UTF-8, or in UTF-16 where a mark at its beginning says so; undefined for what is none. */
function decoded(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // A picture of an unknown kind may be valid text by chance; what people type has no such characters.
    return /\p{Cc}/u.test(text.replace(/[\n\r\t\v\f\u0085]/g, '')) ? undefined : text
  } catch {
    return undefined
  }
}
