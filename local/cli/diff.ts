/** `dondoc diff BEFORE.yaml AFTER.yaml`: what one programme file changes in the other, before anything is applied. */
import { isCalendarDate, written } from '../../domain/days.ts'
import { clauseWritten } from '../../domain/programme/clause.ts'
import {
  type Difference,
  type DifferenceAbout,
  differencesBetween,
  isOfSubstance,
} from '../../domain/programme/difference.ts'
import { WrongUsage } from './arguments.ts'
import type { Command } from './command.ts'
import { readProgrammeFile } from './programmeFile.ts'
import { tellProblems } from './refuse.ts'

const help = `Cách dùng: dondoc diff TRƯỚC.yaml SAU.yaml [--json] [--substance]

So sánh hai tệp chương trình: mục, cơ quan, vai trò, thời hạn, nhịp báo cáo, chỉ tiêu khác nhau chỗ nào. Cơ quan so theo
tên, nhiệm vụ so theo mục; mã đặt khác nhau không phải là khác. Mã kết thúc là 0 dù giống hay khác.

  --json        in một tài liệu JSON
  --substance   bỏ qua chỗ chỉ khác lời văn (tên gọi, trích dẫn, ghi chú)`

export const command: Command = {
  help,
  options: { json: { type: 'boolean' }, substance: { type: 'boolean' } },
  run: async (context) => {
    const { positionals, values, out, err } = context
    const [before, after, ...others] = positionals
    if (before === undefined || after === undefined || others.length > 0) {
      throw new WrongUsage(`Cần đúng hai tệp chương trình, ở đây có ${positionals.length}.`)
    }
    const [old, now] = [readProgrammeFile(before, false, context), readProgrammeFile(after, false, context)]
    if ('problems' in old || 'problems' in now) {
      const problems = [old, now].flatMap((read) => ('problems' in read ? read.problems : []))
      tellProblems(problems, { err })
      if (values['json'] === true) out(JSON.stringify({ problems }, null, 2))
      return 1
    }
    const all = differencesBetween(old.programme, now.programme)
    const differences = values['substance'] === true ? all.filter(isOfSubstance) : all
    out(values['json'] === true ? JSON.stringify({ before, after, differences }, null, 2) : inWords(differences))
    return 0
  },
}

function inWords(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Hai tệp không khác nhau.'
  return [`${differences.length} chỗ khác:`, ...differences.map((one) => `  ${differenceWritten(one)}`)].join('\n')
}

const things: Readonly<Record<Difference['thing'], string>> = {
  programme: 'Chương trình',
  document: 'Văn bản',
  agency: 'Cơ quan',
  group: 'Nhóm cơ quan',
  section: 'Mục',
  clause: 'Ý',
  target: 'Chỉ tiêu',
  assignment: 'Nhiệm vụ',
}

const abouts: Readonly<Record<DifferenceAbout, string>> = {
  clause: 'mục',
  body: 'cơ quan',
  role: 'phối hợp',
  kind: 'loại việc',
  date: 'thời hạn',
  cadence: 'nhịp thực hiện',
  comparator: 'dấu so sánh',
  value: 'giá trị',
  unit: 'đơn vị tính',
  document: 'văn bản',
  setting: 'quy tắc',
  words: 'lời văn',
}

function differenceWritten({ thing, id, clause, about, field, before, after }: Difference): string {
  const place = clause === null || thing === 'clause' ? '' : ` (${clauseWritten(clause)})`
  const subject = `${things[thing]} ${thing === 'clause' ? clauseWritten(id) : id}${place}`
  if (field === null)
    return after === null ? `− ${subject}: bỏ “${String(before)}”` : `+ ${subject}: thêm “${String(after)}”`
  return `~ ${subject}, ${abouts[about]} (${field}): ${valueWritten(before)} → ${valueWritten(after)}`
}

function valueWritten(value: unknown): string {
  if (value === null || value === undefined) return 'không có'
  if (typeof value === 'string') return isCalendarDate(value) ? written(value) : `“${value}”`
  if (typeof value === 'number') return value.toLocaleString('vi-VN')
  if (Array.isArray(value)) return value.length === 0 ? 'không có' : value.map(valueWritten).join('; ')
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(
      ([name, inner]) => `${names[name] ?? name} ${names[String(inner)] ?? valueWritten(inner).replace(/[“”]/g, '')}`,
    )
    .join(', ')
}

/** The fields of a schedule, and what stands in them. */
const names: { readonly [name: string]: string } = {
  kind: 'kiểu',
  once: 'làm một lần',
  recurring: 'định kỳ',
  dates: 'theo đợt',
  continuous: 'thường xuyên',
  conditional: 'chờ điều kiện',
  dueOn: 'hạn',
  bound: 'chữ chỉ thời hạn',
  before: 'trước',
  by: 'đến',
  within: 'trong',
  on: 'vào',
  from: 'từ',
  to: 'đến',
  due: 'hạn trong kỳ',
  closing: 'chốt số liệu',
  month: 'tháng thứ',
  day: 'ngày',
  occurrences: 'các đợt:',
  opensOn: 'mở',
  closesOn: 'chốt số liệu',
  reviewOn: 'xem lại',
}
