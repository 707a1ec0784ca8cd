/**
 * The text of a .docx, a line a paragraph, with the numbers that Word prints and does not write: I., 1., a), - are what
 * a clause is named by, and stand in the list definitions, not in the text. A table under headings that say what its
 * columns hold is a line a row, cells apart by tabs, a merged cell in every row that it spans; any other table only
 * lays the page out. Deleted text of tracked changes is left out.
 */
import { areHeadings } from '../../domain/extraction/tables.ts'
import { type ZipPart, zipParts } from '../files/zip.ts'
import { type Numbering, numberingOf } from './wordNumbers.ts'

/** Undefined for what cannot be read as one. */
export function wordText(bytes: Uint8Array): string | undefined {
  const parts = zipParts(bytes)
  const body = parts && xmlOf(parts, 'word/document.xml')
  if (!parts || body === undefined) return undefined
  const numbering = numberingOf(xmlOf(parts, 'word/numbering.xml') ?? '', xmlOf(parts, 'word/styles.xml') ?? '')
  return linesOf(body, numbering).join('\n')
}

/** More than any document that people wrote holds in words. */
const mostBytes = 50 * 1024 * 1024

function xmlOf(parts: readonly ZipPart[], name: string): string | undefined {
  try {
    const bytes = parts.find((part) => part.name === name)?.read(mostBytes)
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Whatever zlib or the encoding says against it: it is not the document that it says it is.
    return undefined
  }
}

interface Table {
  readonly rows: string[][]
  /** The cell being read, its place in the grid, and how it is merged. */
  cell: string[]
  column: number
  span: number
  isContinued: boolean
}

const tags =
  /<(\/?)(w:(?:p|tbl|tr|tc|t|tab|br|cr|del|numPr|ilvl|numId|pStyle|gridSpan|vMerge|noBreakHyphen)|mc:Fallback)(?=[\s/>])([^>]*?)(\/?)>/g

function linesOf(xml: string, numbering: Numbering): readonly string[] {
  const lines: string[] = []
  const tables: Table[] = []
  let [words, style, list, level] = ['', '', '', '']
  let [isText, deleted] = [0, 0]
  let textFrom = 0
  const say = (line: string) => {
    const table = tables.at(-1)
    if (table) table.cell.push(line)
    else lines.push(line)
  }
  for (const found of xml.matchAll(tags)) {
    const [whole, closing, tag = '', attributes = '', selfClosing] = found
    const [opens, closes] = [closing === '', closing === '/' || selfClosing === '/']
    const value = /w:val="([^"]*)"/.exec(attributes)?.[1] ?? ''
    const table = tables.at(-1)
    switch (tag) {
      case 'w:del':
      case 'mc:Fallback':
        if (selfClosing === '') deleted += opens ? 1 : -1
        break
      case 'w:t':
        if (opens && !closes) [isText, textFrom] = [1, found.index + whole.length]
        else if (isText === 1) {
          if (deleted === 0) words += decodedXml(xml.slice(textFrom, found.index))
          isText = 0
        }
        break
      case 'w:tab':
      case 'w:br':
      case 'w:cr':
        // w:tab also stands among a paragraph's tab stops, where it has a position.
        if (deleted === 0 && !/w:pos=/.test(attributes)) words += tag === 'w:tab' ? ' ' : '\n'
        break
      case 'w:noBreakHyphen':
        words += '-'
        break
      case 'w:pStyle':
        style = value
        break
      case 'w:ilvl':
        level = value
        break
      case 'w:numId':
        list = value
        break
      case 'w:p':
        if (closes && (closing === '/' || selfClosing === '/')) {
          const number = words.trim() === '' ? '' : numbering.next(list, level, style)
          for (const [index, line] of `${number}${words}`.split('\n').entries())
            if (index === 0 || line.trim() !== '') say(line.trim())
        }
        if (opens || closes) [words, style, list, level] = ['', '', '', '']
        break
      case 'w:tbl':
        if (opens) tables.push({ rows: [], cell: [], column: 0, span: 1, isContinued: false })
        else if (table) {
          tables.pop()
          for (const line of tableLines(table.rows)) say(line)
        }
        break
      case 'w:tr':
        if (opens && table) {
          table.rows.push([])
          table.column = 0
        }
        break
      case 'w:gridSpan':
        if (table) table.span = Math.min(50, Number(value) || 1)
        break
      case 'w:vMerge':
        if (table) table.isContinued = value !== 'restart'
        break
      case 'w:tc':
        if (!table) break
        if (!opens) endCell(table)
        Object.assign(table, { cell: [], span: 1, isContinued: false })
        break
      default:
        break
    }
  }
  return lines
}

function endCell(table: Table): void {
  const { rows, cell, column, span, isContinued } = table
  const above = rows.at(-2)?.[column] ?? ''
  const own = cell
    .filter((line) => line !== '')
    .map((line) => (/[.;:,]$/.test(line) ? line : `${line};`))
    .join(' ')
    .replace(/;$/, '')
  rows.at(-1)?.push(isContinued && own === '' ? above : own.replace(/\t/g, ' '), ...Array<string>(span - 1).fill(''))
  table.column += span
}

/** A table of work by its rows; one that only lays out a page by its cells. */
function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.slice(0, 3).some(areHeadings)) return rows.map((cells) => cells.join('\t'))
  return rows.flatMap((cells) => cells.flatMap((cell) => cell.split(/;\s/))).filter((line) => line !== '')
}

/** Text of XML with its characters in the place of their references. */
export function decodedXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
