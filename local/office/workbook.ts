/**
 * The workbook with which an office begins, as cells: two sheets, each with its headings in the first row, in whatever
 * order. What the cells must hold is entries.ts's to say.
 */
import { readFileSync, statSync } from 'node:fs'
import readXlsxFile, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'

/** A sheet as it should be: its name, and its columns with the heading, what a cell wants, and an example. */
export interface SheetForm<Field extends string> {
  readonly name: string
  readonly columns: readonly Column<Field>[]
}

export interface Column<Field extends string> {
  readonly field: Field
  readonly heading: string
  /** As it reads after "cần". */
  readonly wants: string
  readonly required: boolean
  readonly example: string
}

export interface SheetRow<Field extends string> {
  /** As the spreadsheet counts, from 1. */
  readonly number: number
  /** The cells that hold something, trimmed. */
  readonly cells: { readonly [field in Field]?: string }
}

export interface ReadSheet<Field extends string> {
  readonly form: SheetForm<Field>
  readonly rows: readonly SheetRow<Field>[]
  /** The letter under which the spreadsheet shows a field. */
  readonly letters: ReadonlyMap<Field, string>
}

export type Sheets = ReadonlyMap<string, readonly (readonly string[])[]>

/** Large enough for the offices and people of a province, small enough to be read at once. */
const mostBytes = 10_000_000
const mostRows = 5000

/** All sheets as text, by name. A sentence says why the file is none. */
export async function readWorkbook(path: string): Promise<Sheets | { readonly problem: string }> {
  try {
    if (statSync(path).size > mostBytes) {
      return { problem: `Tệp ${path} lớn hơn 10 MB. Hãy bỏ hình ảnh và các trang không dùng rồi lưu lại.` }
    }
    const sheets = await readXlsxFile(readFileSync(path), { parseNumber: (text) => text })
    return new Map(sheets.map(({ sheet, data }) => [sheet.trim(), data.map((row) => row.map(textOf))]))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return { problem: `Không có tệp ${path}. Hãy kiểm tra lại đường dẫn.` }
    if (code === 'EACCES' || code === 'EISDIR') return { problem: `Không đọc được tệp ${path}. Hãy kiểm tra lại.` }
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError) {
      return { problem: `Tệp ${path} không phải là bảng tính .xlsx đọc được. Hãy mở bằng Excel và lưu lại dạng .xlsx.` }
    }
    throw error
  }
}

/** One sheet by its form; each problem of its headings is a sentence. Rows that hold nothing are passed over. */
export function readSheet<Field extends string>(
  sheets: Sheets,
  form: SheetForm<Field>,
): ReadSheet<Field> | { readonly problems: readonly string[] } {
  const data = [...sheets].find(([name]) => sameWords(name, form.name))?.[1]
  if (!data) return { problems: [`Thiếu trang “${form.name}”. Hãy lập theo tệp mẫu (--template).`] }
  const [headings = [], ...rest] = data
  const problems: string[] = []
  const places = new Map<Field, number>()
  headings.forEach((heading, index) => {
    if (heading === '') return
    const where = `Trang “${form.name}”, hàng 1, cột ${letterOf(index)}`
    const column = form.columns.find((one) => sameWords(one.heading, heading))
    if (!column) problems.push(`${where}: không có cột “${heading}”. Hãy sửa tên cột theo tệp mẫu, hoặc bỏ cột này.`)
    else if (places.has(column.field)) problems.push(`${where}: cột “${heading}” có hai lần. Hãy bỏ một cột.`)
    else places.set(column.field, index)
  })
  for (const { field, heading, required } of form.columns) {
    if (required && !places.has(field)) {
      problems.push(`Trang “${form.name}”, hàng 1: thiếu cột “${heading}”. Hãy thêm theo tệp mẫu.`)
    }
  }
  const rows = rest.flatMap((row, index): SheetRow<Field>[] => {
    const cells: { [field in Field]?: string } = {}
    for (const [field, place] of places) if (row[place]) cells[field] = row[place]
    return Object.keys(cells).length > 0 ? [{ number: index + 2, cells }] : []
  })
  if (rows.length > mostRows) {
    problems.push(`Trang “${form.name}” có ${rows.length} hàng, nhiều nhất là ${mostRows}. Hãy chia bớt.`)
  }
  if (problems.length > 0) return { problems }
  return { form, rows, letters: new Map([...places].map(([field, index]) => [field, letterOf(index)])) }
}

/** The empty form with its headings, and one row that shows how it is filled in. */
export async function writeTemplate(path: string, forms: readonly SheetForm<string>[]): Promise<void> {
  await writeXlsxFile(
    forms.map(({ name, columns }) => ({
      sheet: name,
      data: [
        columns.map(({ heading }) => ({ value: heading, type: String, fontWeight: 'bold' as const })),
        columns.map(({ example }) => ({ value: example, type: String, format: '@' })),
      ],
      columns: columns.map(({ heading, example }) => ({ width: Math.max(heading.length, example.length) + 4 })),
      stickyRowsCount: 1,
    })),
  ).toFile(path)
}

/** 0 is A, 26 is AA. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

function sameWords(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase('vi') === b.trim().toLocaleLowerCase('vi')
}

/** A day as 2015-03-09, everything else as it is written; composed letters, whichever keyboard wrote them. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim()
}
