/** Workbooks as an office would fill them in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'

type Cells = readonly (string | number | Date | null)[]

export const agencyHeadings: Cells = [
  'Mã',
  'Tên cơ quan',
  'Tên gọi tắt',
  'Mã cơ quan cấp trên',
  'Mã văn phòng giúp việc',
  'Hộp thư',
  'Chức danh thủ trưởng',
  'Hộp thư thủ trưởng',
]
export const personHeadings: Cells = ['Mã', 'Họ và tên', 'Hộp thư', 'Mã cơ quan', 'Chức vụ', 'Từ ngày', 'Vai trò']

export const council: Cells = [
  'cap-uy',
  'Thành ủy',
  null,
  null,
  'van-phong',
  'thanhuy@example.com',
  'Bí thư',
  'bithu@example.com',
]
export const office: Cells = [
  'van-phong',
  'Văn phòng Thành ủy',
  'VPTU',
  'cap-uy',
  null,
  'vanphong@example.com',
  'Chánh Văn phòng',
  'chanhvp@example.com',
]
export const administrator: Cells = [
  'quan-tri',
  'Người quản trị',
  'quantri@example.com',
  'van-phong',
  'Chuyên viên',
  '02/01/2025',
  'Quản trị, văn phòng',
]

/** Two sheets with their headings, unless told otherwise. Answers the file. */
export async function workbook(
  agencies: readonly Cells[] = [agencyHeadings, council, office],
  people: readonly Cells[] = [personHeadings, administrator],
  names: readonly [string, string] = ['Cơ quan', 'Người dùng'],
  folder: string = newPlace(),
): Promise<string> {
  const path = join(folder, 'co-quan.xlsx')
  const [first, second] = names
  await writeXlsxFile([
    { sheet: first, data: agencies.map(cellsOf) },
    { sheet: second, data: people.map(cellsOf) },
  ]).toFile(path)
  return path
}

function cellsOf(cells: Cells) {
  return cells.map((value) =>
    value === null ? null : value instanceof Date ? { value, format: 'dd/mm/yyyy' } : { value },
  )
}

export function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-office-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}
