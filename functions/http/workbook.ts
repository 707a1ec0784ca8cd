/** A list as an .xlsx file: a head that stays in view and filters, days that are days, and text that is text. */
import type { CalendarDate } from '../../domain/days.ts'

export interface Column<Row> {
  readonly heading: string
  /** In characters. */
  readonly width: number
  readonly of: (row: Row) => Value | undefined
}

type Value = string | number | { readonly day: CalendarDate }

/** More than 32,767 characters no cell of Excel takes. */
const mostInCell = 32_000

/** Text is text, whatever it begins with: nothing that somebody typed becomes a formula. */
export async function workbook<Row>(
  sheet: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Buffer> {
  // Loaded by whoever asks for a workbook, which is seldom.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const head = columns.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const, wrap: true }))
  const body = rows.map((row) => columns.map(({ of }) => cell(of(row))))
  const options = { sheet, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }
  const whole = `A1:${letterOf(columns.length)}${rows.length + 1}`
  const transform = (xml: string) => xml.replace('</sheetData>', `</sheetData><autoFilter ref="${whole}"/>`)
  const filters = { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } }
  return writeXlsxFile([head, ...body], options, { features: [filters] }).toBuffer()
}

function cell(value: Value | undefined) {
  if (value === undefined || value === '') return null
  if (typeof value === 'string') return { value: shortened(value), type: String, wrap: true }
  if (typeof value === 'number') return { value, type: Number }
  // Excel has no time zones: midnight of the day, as its serial number counts it.
  return { value: new Date(`${value.day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }
}

/** The name of the last of so many columns; a list has fewer than the alphabet. */
function letterOf(columns: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + columns - 1)
}

function shortened(text: string): string {
  return text.length <= mostInCell ? text : `${text.slice(0, mostInCell)}…`
}
