/**
 * The sentences for values that have not the shape of schema.ts. zod says where and of which kind; the words are
 * ours, because whoever reads them keeps a programme and not a program.
 */
import type * as z from 'zod/mini'
import { daysInMonth } from '../days.ts'
import { found, type Path, type Problem, perhaps } from './problem.ts'

/** One problem for each issue, several where an issue names several fields; `raw` is what was parsed. */
export function shapeProblems(issues: readonly z.core.$ZodIssue[], raw: unknown, above: Path = []): Problem[] {
  return issues.flatMap((issue) => shapeProblem(issue, raw, above))
}

function shapeProblem(issue: z.core.$ZodIssue, raw: unknown, above: Path): Problem[] {
  const path: Path = [...above, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))]
  const value = valueAt(raw, path)
  const name = fieldAt(path)
  const problem = (code: Problem['code'], sentence: string): Problem[] => [{ path, code, sentence }]
  const missing = value === undefined && issue.code !== 'unrecognized_keys' && !isContradiction(issue)
  if (missing) {
    return problem('missing-field', `Thiếu ${name}: cần ${wanted(issue)}. Hãy thêm.`)
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown-field',
        sentence: `Không có trường “${key}” ở đây${perhaps(key, Object.keys(fieldNames))} Hãy sửa tên trường hoặc bỏ dòng này.`,
      }))
    case 'invalid_type':
      if (path.at(-1) === 'lead' && Array.isArray(value)) return problem('two-leads', twoLeads)
      return problem('wrong-type', `${capital(name)} phải là ${wanted(issue)}; ở đây ${found(value)}. Hãy ghi lại.`)
    case 'invalid_format':
      if (path.at(-1) === 'lead' && /[,;]| và /.test(String(value))) return problem('two-leads', twoLeads)
      return problem(
        value === '' ? 'out-of-bounds' : 'bad-format',
        `${capital(name)} phải là ${wanted(issue)}; ở đây ${found(value)}. Hãy ghi lại.`,
      )
    case 'custom':
      if (isContradiction(issue)) return problem('contradiction', issue.message)
      return problem(
        'not-a-day',
        `${capital(name)} phải là ${wanted(issue)}; ở đây ${found(value)}${whyNoDay(value)}. Hãy ghi lại.`,
      )
    case 'invalid_value':
    case 'invalid_key':
      return problem('not-allowed', `${capital(name)} phải là ${wanted(issue)}; ở đây ${found(value)}. Hãy chọn lại.`)
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
      return problem('out-of-bounds', `${capital(name)} phải có ${wanted(issue)}; ở đây ${found(value)}. Hãy ghi lại.`)
    case 'invalid_union': {
      const branch = nearestBranch(issue)
      if (branch) return shapeProblems(branch, raw, path)
      const code = issue.discriminator === undefined ? 'wrong-type' : 'not-allowed'
      return problem(code, `${capital(name)} phải là ${wanted(issue)}; ở đây ${found(value)}. Hãy ghi lại.`)
    }
    case 'invalid_element':
      return shapeProblems(issue.issues, raw, path)
    default:
      return issue satisfies never
  }
}

/** Where two fields contradict each other, the schema's own check brings the whole sentence. */
function isContradiction(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.message !== 'day'
}

const twoLeads =
  'Một nhiệm vụ chỉ có một cơ quan chủ trì, ở đây ghi nhiều cơ quan. Hãy giữ một cơ quan ở lead và ghi các cơ quan khác ở cooperating, hoặc giao cho một nhóm bằng group.'

/** What the place should hold, as it reads after "cần" or "phải là". */
function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? 'một giá trị khác'
    case 'invalid_format':
      return formatNames[issue.message] ?? 'một giá trị đúng dạng'
    case 'custom':
      return 'một ngày có thật, viết năm-tháng-ngày như 2012-12-31'
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options.map(String))
      const kinds = issue.errors.flatMap((branch) => branch.slice(0, 1).map(wanted))
      return [...new Set(kinds)].join(' hoặc ')
    }
    case 'too_small':
      if (issue.origin === 'string') return 'nội dung'
      return `${issue.origin === 'array' ? 'số mục' : 'giá trị'} từ ${issue.minimum} trở lên`
    case 'too_big':
      if (issue.origin === 'string') return `nhiều nhất ${issue.maximum} ký tự`
      return `${issue.origin === 'array' ? 'số mục' : 'giá trị'} từ ${issue.maximum} trở xuống`
    case 'not_multiple_of':
      return `giá trị là bội của ${issue.divisor}`
    default:
      return 'một giá trị đúng dạng'
  }
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `“${values[0]}”` : `một trong: ${values.join(', ')}`
}

/** Of the shapes a union allows, the one the value comes nearest to; none where it is of no such type at all. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] | undefined {
  const tried = issue.errors.filter((branch) =>
    branch.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'),
  )
  return tried.toSorted((a, b) => a.length - b.length)[0]
}

function whyNoDay(value: unknown): string {
  const parts = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  if (!parts) return ''
  const [year, month] = [Number(parts[1]), Number(parts[2])]
  if (month < 1 || month > 12) return ' (không có tháng ấy)'
  return ` (tháng ${month} năm ${year} có ${daysInMonth(year, month)} ngày)`
}

/** `“dueOn” (thời hạn)`, or the place in a list. */
function fieldAt(path: Path): string {
  const key = path.at(-1)
  if (key === undefined) return 'nội dung tệp'
  if (typeof key === 'number') return `mục thứ ${key + 1} của ${fieldAt(path.slice(0, -1))}`
  const name = fieldNames[key]
  return name === undefined ? `“${key}”` : `“${key}” (${name})`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

export function valueAt(raw: unknown, path: Path): unknown {
  let value = raw
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value
}

const typeNames: { readonly [expected: string]: string } = {
  string: 'một dòng chữ',
  number: 'một số',
  int: 'một số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách (mỗi mục bắt đầu bằng dấu “-”)',
  object: 'một nhóm trường (tên: giá trị)',
  record: 'một nhóm trường (tên: giá trị)',
  null: 'null',
}

/** The labels that schema.ts puts on its patterns. */
export const formatNames: { readonly [label: string]: string } = {
  slug: 'một mã viết bằng chữ không dấu, số, dấu “-” hoặc “_”, không có khoảng trắng, như so-y-te',
  clause: 'một mục của văn bản viết không dấu, như II.2.3-08, II.1.a, Dieu-3 hoặc Dieu-5.Khoan-2 (điểm đ ghi dd)',
  mailbox: 'một hộp thư, như vanthu@example.com',
  question: 'một mã câu hỏi: một chữ hoa và số, như A5',
}

export const fieldNames: { readonly [field: string]: string } = {
  schema: 'phiên bản của tệp',
  id: 'mã',
  title: 'tên',
  document: 'văn bản',
  period: 'thời gian thực hiện',
  from: 'từ ngày',
  to: 'đến ngày',
  stages: 'các giai đoạn',
  trackedFrom: 'ngày bắt đầu theo dõi',
  settings: 'các quy tắc',
  ladder: 'các bậc nhắc việc',
  before: 'nhắc trước hạn',
  onTheDay: 'nhắc ngày đến hạn',
  lateToLead: 'báo quá hạn cho cơ quan chủ trì',
  lateToOffice: 'báo quá hạn cho văn phòng',
  toAcceptor: 'nhắc người xác nhận',
  toContributors: 'nhắc cơ quan được đề nghị gửi báo cáo, ý kiến',
  acceptance: 'xác nhận hoàn thành',
  recorderAccepts: 'người nhập thay được xác nhận',
  fallback: 'hộp thư dự phòng',
  letterForm: 'lời thư',
  greeting: 'lời đề gửi',
  signature: 'chữ ký',
  worksForSubordinates: 'làm việc thay đơn vị trực thuộc',
  roll: 'lùi hạn rơi vào ngày nghỉ',
  beforeIncludesDay: '“trước ngày” tính cả ngày ấy',
  lateEntryWorkingDays: 'số ngày làm việc được cập nhật chậm',
  returnPauseWorkingDays: 'số ngày làm việc tạm dừng sau khi trả lại',
  extensionNoticeWorkingDays: 'số ngày làm việc báo trước khi xin gia hạn',
  documents: 'các văn bản',
  number: 'số hiệu',
  issuedOn: 'ngày ban hành',
  issuer: 'cơ quan ban hành',
  illustration: 'đánh dấu minh họa',
  implements: 'văn bản cấp trên',
  amends: 'văn bản được sửa đổi',
  replaces: 'văn bản bị thay thế',
  ends: 'văn bản hết hiệu lực',
  agencies: 'các cơ quan',
  name: 'tên cơ quan',
  shortName: 'tên gọi tắt',
  superior: 'cơ quan cấp trên',
  office: 'văn phòng giúp việc',
  mailbox: 'hộp thư',
  head: 'người đứng đầu',
  position: 'chức vụ',
  successors: 'cơ quan kế tục',
  field: 'lĩnh vực',
  groups: 'các nhóm cơ quan',
  members: 'thành viên',
  agency: 'cơ quan',
  sections: 'các mục',
  clauses: 'các ý',
  clause: 'ý của văn bản',
  repeats: 'chỗ nói lại',
  quote: 'chữ của văn bản',
  note: 'ghi chú',
  targets: 'các chỉ tiêu',
  metric: 'chỉ số',
  unit: 'đơn vị tính',
  comparator: 'cách so sánh',
  value: 'giá trị',
  printed: 'chữ trong văn bản',
  by: 'thời hạn hoặc người trả lời',
  direction: 'chiều tốt',
  kind: 'loại',
  baseline: 'số gốc',
  average: 'cách tính bình quân',
  base: 'năm gốc',
  reading: 'cách hiểu',
  supersedes: 'chỉ tiêu được thay thế',
  yearly: 'theo dõi hằng năm',
  milestones: 'các mốc',
  owner: 'cơ quan theo dõi chỉ tiêu',
  composition: 'cách tổng hợp',
  assignments: 'các nhiệm vụ',
  lead: 'cơ quan chủ trì',
  group: 'nhóm cơ quan chủ trì',
  cooperating: 'các cơ quan phối hợp',
  part: 'phần việc',
  givenBy: 'cơ quan giao',
  submittedTo: 'cấp trình',
  product: 'sản phẩm',
  basis: 'văn bản căn cứ',
  schedule: 'lịch thực hiện',
  workflow: 'quy trình',
  dueOn: 'thời hạn',
  bound: 'chữ chỉ thời hạn',
  opensOn: 'ngày bắt đầu',
  closesOn: 'ngày chốt số liệu',
  every: 'chu kỳ',
  due: 'hạn trong kỳ',
  closing: 'chốt số liệu trong kỳ',
  month: 'tháng của kỳ',
  day: 'ngày',
  occurrences: 'các kỳ',
  words: 'chữ chỉ thời gian',
  condition: 'điều kiện',
  reviewOn: 'ngày xem xét lại',
  questions: 'các câu hỏi',
  about: 'nội dung hỏi',
  options: 'các phương án',
  text: 'nội dung, toàn văn',
  gives: 'giá trị phương án cho',
  answer: 'trả lời',
  option: 'phương án chọn',
  on: 'ngày trả lời',
  reason: 'lý do',
  programme: 'chương trình',
}
