/**
 * The agencies and people with which an office begins, from one workbook. All of it is checked before anything is
 * written; each problem is one sentence that says where it is, what is wanted and what was found.
 */
import { Role, roleWritten } from '../../domain/access/roles.ts'
import { Person } from '../../domain/agencies/person.ts'
import { type CalendarDate, isCalendarDate, written } from '../../domain/days.ts'
import { Agency } from '../../domain/programme/schema.ts'
import { fold } from '../../domain/search.ts'
import { type ReadSheet, readSheet, readWorkbook, type SheetForm, type SheetRow } from './workbook.ts'

export interface OfficeEntries {
  readonly agencies: readonly Agency[]
  readonly people: readonly Person[]
  /** Who gets the first code: the first of the sheet with the role quản trị. */
  readonly administrator: Person
}

type AgencyField = 'id' | 'name' | 'shortName' | 'superior' | 'office' | 'mailbox' | 'headPosition' | 'headMailbox'
type PersonField = 'id' | 'name' | 'mailbox' | 'agency' | 'title' | 'from' | 'roles'

const slug = 'một mã viết bằng chữ không dấu, số và dấu “-”, nhiều nhất 40 ký tự, như so-y-te'
const mailbox = 'một hộp thư, như vanthu@example.com'
const text = (what: string) => `${what}, nhiều nhất 2.000 ký tự`

const agencyForm: SheetForm<AgencyField> = {
  name: 'Cơ quan',
  columns: [
    { field: 'id', heading: 'Mã', wants: slug, required: true, example: 'so-y-te' },
    { field: 'name', heading: 'Tên cơ quan', wants: text('tên cơ quan'), required: true, example: 'Sở Y tế' },
    { field: 'shortName', heading: 'Tên gọi tắt', wants: text('tên gọi tắt'), required: false, example: 'SYT' },
    { field: 'superior', heading: 'Mã cơ quan cấp trên', wants: slug, required: false, example: '' },
    { field: 'office', heading: 'Mã văn phòng giúp việc', wants: slug, required: false, example: '' },
    { field: 'mailbox', heading: 'Hộp thư', wants: mailbox, required: true, example: 'so-y-te@example.com' },
    {
      field: 'headPosition',
      heading: 'Chức danh thủ trưởng',
      wants: text('chức danh'),
      required: true,
      example: 'Giám đốc',
    },
    {
      field: 'headMailbox',
      heading: 'Hộp thư thủ trưởng',
      wants: mailbox,
      required: true,
      example: 'giamdoc.so-y-te@example.com',
    },
  ],
}

const personForm: SheetForm<PersonField> = {
  name: 'Người dùng',
  columns: [
    { field: 'id', heading: 'Mã', wants: slug, required: true, example: 'quan-tri' },
    { field: 'name', heading: 'Họ và tên', wants: text('họ và tên'), required: true, example: 'Người quản trị' },
    { field: 'mailbox', heading: 'Hộp thư', wants: mailbox, required: true, example: 'quan-tri@example.com' },
    { field: 'agency', heading: 'Mã cơ quan', wants: slug, required: true, example: 'so-y-te' },
    { field: 'title', heading: 'Chức vụ', wants: text('chức vụ'), required: true, example: 'Chuyên viên' },
    { field: 'from', heading: 'Từ ngày', wants: 'một ngày, như 31/12/2025', required: false, example: '01/01/2025' },
    {
      field: 'roles',
      heading: 'Vai trò',
      wants: `một hoặc nhiều vai trò, cách nhau bằng dấu phẩy, trong: ${Role.options.map(roleWritten).join(', ')}`,
      required: true,
      example: 'quản trị, văn phòng',
    },
  ],
}

export const entryForms: readonly SheetForm<string>[] = [agencyForm, personForm]

/** Reads and checks the whole workbook. `today` is the day from which a position lasts that names none. */
export async function readEntries(
  path: string,
  today: CalendarDate,
): Promise<OfficeEntries | { readonly problems: readonly string[] }> {
  const sheets = await readWorkbook(path)
  if ('problem' in sheets) return { problems: [sheets.problem] }
  const agencySheet = readSheet(sheets, agencyForm)
  const personSheet = readSheet(sheets, personForm)
  if ('problems' in agencySheet || 'problems' in personSheet) {
    return { problems: [agencySheet, personSheet].flatMap((read) => ('problems' in read ? read.problems : [])) }
  }
  const problems: string[] = []
  const agencies = entered(agencySheet, agencyOf, problems)
  const people = entered(personSheet, (row, sheet) => personOf(row, sheet, today), problems)
  problems.push(...unknownAgencies(agencySheet, ['superior', 'office'], agencySheet))
  problems.push(...unknownAgencies(personSheet, ['agency'], agencySheet))
  if (agencySheet.rows.length === 0) problems.push('Trang “Cơ quan” chưa có cơ quan nào. Hãy ghi ít nhất một cơ quan.')
  if (problems.length > 0) return { problems }
  const administrator = people.find(
    ({ roles, positions }) => roles.includes('administrator') && positions.some(({ from }) => from <= today),
  )
  if (!administrator) {
    const role = roleWritten('administrator')
    return {
      problems: [
        `Trang “Người dùng” chưa có ai giữ vai trò “${role}” từ ngày ${written(today)} trở về trước. Hãy ghi vai trò ấy cho một người.`,
      ],
    }
  }
  return { agencies, people, administrator }
}

type Entry<Made> = { readonly made: Made } | { readonly problems: readonly string[] }

/** Every row of a sheet by itself, and no code twice. */
function entered<Field extends string, Made>(
  sheet: ReadSheet<Field | 'id'>,
  make: (row: SheetRow<Field | 'id'>, sheet: ReadSheet<Field | 'id'>) => Entry<Made>,
  problems: string[],
): readonly Made[] {
  const firstRow = new Map<string, number>()
  return sheet.rows.flatMap((row) => {
    const { id = '' } = row.cells
    const first = firstRow.get(id)
    if (id !== '' && first !== undefined) {
      problems.push(
        `${whereOf(sheet, row, 'id')}: mã “${id}” đã có ở hàng ${first}. Hãy đặt mã khác, hoặc bỏ hàng này.`,
      )
    } else firstRow.set(id, row.number)
    const entry = make(row, sheet)
    if ('made' in entry) return [entry.made]
    problems.push(...entry.problems)
    return []
  })
}

function agencyOf(row: SheetRow<AgencyField>, sheet: ReadSheet<AgencyField>): Entry<Agency> {
  const { headPosition, headMailbox, ...plain } = row.cells
  const parsed = Agency.safeParse({ ...plain, head: { position: headPosition, mailbox: headMailbox } })
  if (parsed.success) return { made: parsed.data }
  const fields = parsed.error.issues.map(({ path: [first, second] }) =>
    first === 'head' ? (second === 'mailbox' ? 'headMailbox' : 'headPosition') : first,
  )
  return { problems: unwanted(sheet, row, fields) }
}

function personOf(row: SheetRow<PersonField>, sheet: ReadSheet<PersonField>, today: CalendarDate): Entry<Person> {
  const { agency, title, from, roles = '', ...plain } = row.cells
  const named = roles.split(/[,;]/).map((word) => fold(word.trim()))
  const known = named.map((word) => Role.options.find((role) => fold(roleWritten(role)) === word))
  const day = from === undefined ? today : dayIn(from)
  const wrong: PersonField[] = [
    ...(known.includes(undefined) ? ['roles' as const] : []),
    ...(day === undefined ? ['from' as const] : []),
  ]
  const parsed = Person.safeParse({ ...plain, positions: [{ agency, title, from: day ?? today }], roles: [] })
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => (path[0] === 'positions' ? path[2] : path[0]))
    return { problems: unwanted(sheet, row, [...fields, ...wrong]) }
  }
  if (wrong.length > 0) return { problems: unwanted(sheet, row, wrong) }
  return { made: { ...parsed.data, roles: [...new Set(known.filter((role) => role !== undefined))] } }
}

/** One sentence for each field whose cell does not hold what its column wants. */
function unwanted<Field extends string>(
  sheet: ReadSheet<Field>,
  row: SheetRow<Field>,
  fields: readonly unknown[],
): readonly string[] {
  return sheet.form.columns
    .filter(({ field }) => fields.includes(field))
    .map(({ field, wants }) => {
      const value = row.cells[field]
      const found = value === undefined ? 'ô đang để trống' : `ô ghi “${shortened(value)}”`
      return `${whereOf(sheet, row, field)}: cần ${wants}; ${found}. Hãy ghi lại.`
    })
}

function unknownAgencies<Field extends string>(
  sheet: ReadSheet<Field>,
  fields: readonly Field[],
  { rows }: ReadSheet<AgencyField>,
): readonly string[] {
  const known = new Set(rows.map(({ cells }) => cells.id))
  return sheet.rows.flatMap((row) =>
    fields.flatMap((field) => {
      const value = row.cells[field]
      if (value === undefined || known.has(value)) return []
      return [
        `${whereOf(sheet, row, field)}: không có cơ quan nào mang mã “${shortened(value)}” ở trang “${agencyForm.name}”. Hãy sửa mã, hoặc thêm cơ quan.`,
      ]
    }),
  )
}

/** Trang “Cơ quan”, hàng 5, cột F (Hộp thư). */
function whereOf<Field extends string>(
  { form, letters }: ReadSheet<Field>,
  { number }: SheetRow<Field>,
  field: Field,
): string {
  const heading = form.columns.find((one) => one.field === field)?.heading
  return `Trang “${form.name}”, hàng ${number}, cột ${letters.get(field) ?? '?'} (${heading})`
}

/** 31/12/2025, 31-12-2025, or as the spreadsheet keeps a day. */
function dayIn(words: string): CalendarDate | undefined {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(words)
  const day = parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : words
  return isCalendarDate(day) ? day : undefined
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value
}
