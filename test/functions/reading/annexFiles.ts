/** An annex as an office writes it, in Word and in Excel: a lead that leads several rows running stands in one merged cell. */
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import writeXlsxFile from 'write-excel-file/node'

export const columns = ['number', 'place', 'what', 'lead', 'cooperating', 'product', 'time'] as const
export type AnnexCells = { readonly [column in (typeof columns)[number]]: string }

const headings = [
  'STT',
  'Mục, ý',
  'Nội dung nhiệm vụ',
  'Cơ quan chủ trì',
  'Cơ quan phối hợp',
  'Sản phẩm',
  'Thời gian hoàn thành',
]
const merged = columns.indexOf('lead')

/** Of each row: how many rows its lead's cell spans; 0 where it is within another's. */
function spans(rows: readonly AnnexCells[]): readonly number[] {
  return rows.map(({ lead }, at) => {
    if (rows[at - 1]?.lead === lead) return 0
    const end = rows.findIndex((row, index) => index > at && row.lead !== lead)
    return (end < 0 ? rows.length : end) - at
  })
}

export async function annexDocx(rows: readonly AnnexCells[]): Promise<Uint8Array> {
  const cell = (text: string, rowSpan = 1) =>
    new TableCell({ children: text.split('\n').map((line) => new Paragraph(line)), rowSpan })
  const lines = rows.map(
    (row, at) =>
      new TableRow({
        children: columns.flatMap((column, index) => {
          const span = index === merged ? (spans(rows)[at] ?? 1) : 1
          return span === 0 ? [] : [cell(row[column], span)]
        }),
      }),
  )
  const table = new Table({ rows: [new TableRow({ children: headings.map((heading) => cell(heading)) }), ...lines] })
  const children = [new Paragraph('PHỤ LỤC'), new Paragraph('Phân công thực hiện Chương trình'), table]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

export async function annexXlsx(rows: readonly AnnexCells[]): Promise<Uint8Array> {
  const data = rows.map((row, at) =>
    columns.map((column, index) => {
      const span = index === merged ? (spans(rows)[at] ?? 1) : 1
      if (span === 0) return null
      return { value: row[column], type: String, ...(span > 1 ? { rowSpan: span } : {}) }
    }),
  )
  const head = headings.map((value) => ({ value, type: String }))
  return writeXlsxFile([[{ value: 'PHỤ LỤC', type: String }], head, ...data]).toBuffer()
}
