/**
 * The cells of an .xlsx as text, sheet by sheet, rows at their places (ECMA-376 part 1, 18.3 and 18.8.30): days as people
 * write them, what is merged downwards in each row that it spans, formulas by the value that was last reckoned. Read by
 * ourselves because a function on AWS that loads a reader of workbooks beside the bucket's client would be too heavy.
 */
import { type ZipPart, zipParts } from '../files/zip.ts'
import { decodedXml } from './wordText.ts'

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

/** More than any annex has; what has more is no list that people review. */
const mostRows = 5000
const mostColumns = 100
const mostBytes = 50 * 1024 * 1024

/** Undefined for what cannot be read as one. */
export function sheetsOf(bytes: Uint8Array): readonly Sheet[] | undefined {
  const parts = zipParts(bytes)
  const workbook = parts && xmlOf(parts, 'xl/workbook.xml')
  if (!parts || !workbook) return undefined
  const targets = new Map(
    tags(xmlOf(parts, 'xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  )
  const book = {
    strings: [...(xmlOf(parts, 'xl/sharedStrings.xml') ?? '').matchAll(/<si\b[^>]*?(?:\/>|>(.*?)<\/si>)/gs)].map(
      ([, inner = '']) => wordsIn(inner),
    ),
    dates: dateStyles(xmlOf(parts, 'xl/styles.xml') ?? ''),
    isFrom1904: /<workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook),
  }
  const sheets: Sheet[] = []
  for (const tag of tags(workbook, 'sheet')) {
    const target = targets.get(attribute(tag, 'r:id')) ?? ''
    const xml = xmlOf(parts, target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    if (xml === undefined) return undefined
    sheets.push({ name: decodedXml(attribute(tag, 'name')), rows: rowsOf(xml, book) })
  }
  return sheets
}

interface Book {
  readonly strings: readonly string[]
  /** Which of the cells' styles show a number as a day. */
  readonly dates: readonly boolean[]
  readonly isFrom1904: boolean
}

function rowsOf(xml: string, book: Book): readonly (readonly string[])[] {
  const rows: string[][] = []
  for (const [, head = '', inner = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const [, letters = '', number] = /\br="([A-Z]+)(\d+)"/.exec(head) ?? []
    const [row, column] = [Number(number) - 1, columnOf(letters)]
    if (!(row >= 0 && row < mostRows && column >= 0 && column < mostColumns)) continue
    while (rows.length <= row) rows.push([])
    const cells = rows[row] ?? []
    while (cells.length < column) cells.push('')
    cells[column] = textOf(head, inner, book)
  }
  for (const tag of tags(xml, 'mergeCell')) fillDown(rows, attribute(tag, 'ref'))
  return rows
}

function textOf(head: string, inner: string, { strings, dates, isFrom1904 }: Book): string {
  const type = attribute(`<c ${head}>`, 't')
  if (type === 'inlineStr') return wordsIn(inner)
  const value = decodedXml(/<v\b[^>]*>(.*?)<\/v>/s.exec(inner)?.[1] ?? '')
    .normalize('NFC')
    .trim()
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'e') return ''
  const isDate = type === 'd' || dates[Number(attribute(`<c ${head}>`, 's') || '0')] === true
  return isDate && type !== 'str' && value !== '' ? dayWritten(value, isFrom1904) : value
}

/** Day 1 is 1/1/1900, and Excel counts a 29/2/1900 that was none; on old Macs day 0 is 1/1/1904. */
function dayWritten(value: string, isFrom1904: boolean): string {
  const serial = Number(value)
  const at = Number.isNaN(serial)
    ? new Date(value)
    : new Date(
        Date.UTC(isFrom1904 ? 1904 : 1899, isFrom1904 ? 0 : 11, isFrom1904 ? 1 : 30) + Math.floor(serial) * 86_400_000,
      )
  if (Number.isNaN(at.getTime())) return value
  const [year, month, day] = at.toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}

/** What is said in runs, but for how it is to be read aloud. */
function wordsIn(xml: string): string {
  const read = xml.replace(/<rPh\b.*?<\/rPh>/gs, '')
  const words = [...read.matchAll(/<t\b[^>]*?(?:\/>|>(.*?)<\/t>)/gs)].map(([, text = '']) => text).join('')
  return decodedXml(words).normalize('NFC').trim()
}

function dateStyles(xml: string): readonly boolean[] {
  const own = new Map(
    tags(xml, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), decodedXml(attribute(tag, 'formatCode'))]),
  )
  const formats = /<cellXfs\b[^>]*>(.*?)<\/cellXfs>/s.exec(xml)?.[1] ?? ''
  return tags(formats, 'xf').map((tag) => {
    const id = attribute(tag, 'numFmtId')
    const format = own.get(id)
    return format === undefined ? isDateFormat(Number(id)) : /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
  })
}

/** Those that a workbook need not write down: 14 to 17, and 22. */
function isDateFormat(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22
}

function fillDown(rows: string[][], ref: string): void {
  const [, letters = '', from, to] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(ref) ?? []
  const column = columnOf(letters)
  const value = rows[Number(from) - 1]?.[column] ?? ''
  if (value === '') return
  for (const cells of rows.slice(Number(from), Number(to))) {
    while (cells.length < column) cells.push('')
    if ((cells[column] ?? '') === '') cells[column] = value
  }
}

/** A is 0, AA is 26; of no letters -1. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function tags(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}\\s[^>]*>`, 'g'))].map(([tag]) => tag)
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function xmlOf(parts: readonly ZipPart[], name: string): string | undefined {
  try {
    const bytes = parts.find((part) => part.name === name)?.read(mostBytes)
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Whatever zlib or the encoding says against it: it is not the workbook that it says it is.
    return undefined
  }
}
