/**
 * The rows of an annex that assigns (phụ lục phân công), read from the cells of its table: under headings that say what
 * the columns hold, a row a task. What is merged stands in every row that it spans, whoever read the cells sees to that.
 */
import { type FieldName, fieldNames } from '../extraction/fields.ts'
import { tokensOf, wordList } from '../extraction/tokens.ts'

/** A row as printed, a paragraph of a cell a line; a cell that is empty, or that the annex has no column for, is ''. */
export interface AnnexRow {
  /** Which of the table's rows it is, counted from 1 without headings and titles. */
  readonly row: number
  /** STT. */
  readonly number: string
  /** The place of the programme that it carries out: “mục II.2.3, ý 8”. */
  readonly place: string
  readonly what: string
  readonly lead: string
  readonly cooperating: string
  readonly time: string
  readonly product: string
}

type Column = 'number' | 'place' | 'what' | 'lead' | 'cooperating' | 'time' | 'product'

const places = wordList(
  'mục | mục, ý | mục ý | căn cứ | điều khoản | mục của chương trình | mục, ý của chương trình | thuộc mục | nội dung chương trình',
  'mục, ý trong chương trình | mục trong chương trình | theo chương trình | số mục | nhiệm vụ theo chương trình | căn cứ thực hiện | căn cứ giao',
)

/** Headings may take two rows: “Cơ quan thực hiện” above “Chủ trì” and “Phối hợp”. */
const headingRows = 2

/** The rows of every table in the cells; tables without such headings give none. */
export function annexRows(cells: readonly (readonly string[])[]): readonly AnnexRow[] {
  const rows: AnnexRow[] = []
  let columns: readonly (Column | undefined)[] | undefined
  for (let at = 0; at < cells.length; at += 1) {
    const headings = headingsAt(cells, at)
    if (headings) {
      columns = headings.columns
      at += headings.rows - 1
      continue
    }
    const read = columns && rowOf(cells[at] ?? [], columns, rows.length + 1)
    if (read) rows.push(read)
  }
  return rows
}

function headingsAt(
  cells: readonly (readonly string[])[],
  at: number,
): { readonly columns: readonly (Column | undefined)[]; readonly rows: number } | undefined {
  const upper = namesIn(cells[at] ?? [])
  const lower = namesIn(cells[at + 1] ?? [])
  const both = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => lower[index] ?? upper[index])
  const isTwo = known(lower) > 0 && known(both) > known(upper) && isHeading(both)
  if (isTwo && known(upper) > 0) return { columns: onceEach(both), rows: headingRows }
  return isHeading(upper) ? { columns: onceEach(upper), rows: 1 } : undefined
}

function isHeading(names: readonly (Column | undefined)[]): boolean {
  return names.includes('lead') && (names.includes('what') || names.includes('place'))
}

function known(names: readonly (Column | undefined)[]): number {
  return new Set(names.filter((name) => name !== undefined && name !== 'number')).size
}

/** Of two columns with one meaning the first is read: the other is the part of a heading that spans both. */
function onceEach(names: readonly (Column | undefined)[]): readonly (Column | undefined)[] {
  return names.map((name, index) => (name !== undefined && names.indexOf(name) === index ? name : undefined))
}

/** Words that a heading may have beside its name: “Cơ quan chủ trì (đầu mối)”. */
const mostWordsBeside = 4

function namesIn(row: readonly string[]): readonly (Column | undefined)[] {
  return row.map((cell) => {
    const tokens = tokensOf(cell.normalize('NFC'), false)
    const place = places.at(tokens, 0)
    const name = fieldNames.at(tokens, 0)
    const longest = Math.max(place?.length ?? 0, name?.length ?? 0)
    if (longest === 0 || tokens.length > longest + mostWordsBeside) return undefined
    return (place?.length ?? 0) > (name?.length ?? 0) ? 'place' : columnOf(name?.meaning)
  })
}

function columnOf(name: FieldName | undefined): Column | undefined {
  return name === 'other' ? undefined : name
}

/** Undefined for a title between rows, a line of column numbers, an empty row. */
function rowOf(cells: readonly string[], columns: readonly (Column | undefined)[], row: number): AnnexRow | undefined {
  const cell = (column: Column) => {
    const index = columns.indexOf(column)
    return index < 0
      ? ''
      : (cells[index] ?? '')
          .normalize('NFC')
          .replace(/[^\S\n]+/g, ' ')
          .trim()
  }
  const own: AnnexRow = {
    row,
    number: cell('number'),
    place: cell('place'),
    what: cell('what'),
    lead: cell('lead'),
    cooperating: cell('cooperating'),
    time: cell('time'),
    product: cell('product'),
  }
  const { what, place, lead, cooperating, time, product } = own
  const said = [what, place, lead, cooperating, time, product]
  const isCount = said.every((one) => /^\(?\d*\)?$/.test(one))
  // A title that is merged over the columns says the same everywhere, or stands alone.
  const isTitle = [lead, cooperating, time, product].every((one) => one === '' || one === what)
  return isCount || isTitle || (what === '' && place === '') ? undefined : own
}
