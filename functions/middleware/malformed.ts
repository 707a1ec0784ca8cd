/** The Vietnamese sentences for what zod finds wrong with a request: what was wanted, what was found, what to do. */
import type * as z from 'zod/mini'
import { found, type Path, perhaps } from '../../domain/programme/problem.ts'
import { fieldNames, formatNames, valueAt } from '../../domain/programme/shape.ts'
import type { FieldError } from './doorRefusals.ts'

/** Nobody reads more, and a list of a hundred thousand wrong entries is not answered with as many sentences. */
const mostErrors = 50

/** One error for each place; `raw` is what was parsed. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], raw: unknown, above: Path = []): FieldError[] {
  return issues.slice(0, mostErrors).flatMap((issue) => errorsOf(issue, raw, above))
}

function errorsOf(issue: z.core.$ZodIssue, raw: unknown, above: Path): FieldError[] {
  const path: Path = [...above, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))]
  const value = valueAt(raw, path)
  const error = (sentence: string, at: Path = path): FieldError[] => [{ path: at.join('.'), sentence }]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.flatMap((key) =>
      error(`Không có trường “${key}” ở đây${perhaps(key, Object.keys(fieldNames))} Hãy bỏ trường ấy.`, [...path, key]),
    )
  }
  if (issue.code === 'invalid_union') {
    const [nearest] = issue.errors
      .filter((branch) => branch.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'))
      .toSorted((a, b) => a.length - b.length)
    if (nearest) return fieldErrors(nearest, raw, path)
  }
  if (issue.code === 'invalid_element') return fieldErrors(issue.issues, raw, path)
  const name = nameAt(path)
  if (value === undefined && path.length > 0) return error(`Thiếu ${name}: cần ${wanted(issue)}. Hãy thêm.`)
  if (isWholeSentence(issue)) return error(issue.message)
  const must = `${capital(name)} phải là ${wanted(issue)}`
  return error(`${must}; ở đây ${found(value)}. Hãy ghi lại.`)
}

function capital(text: string): string {
  // A quoted name begins with its mark: the sentence then begins with the word for it.
  return text.startsWith('“') ? `Trường ${text}` : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** A check of our own that compares fields brings its sentence along; the others name the kind of value by one word. */
function isWholeSentence(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.message.includes(' ')
}

/** What the place should hold, as it reads after "phải là". */
function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? 'một giá trị khác'
    case 'invalid_format':
      return formatNames[issue.message] ?? customNames[issue.message] ?? 'một giá trị đúng dạng'
    case 'custom':
      return customNames[issue.message] ?? 'một giá trị hợp lệ'
    case 'invalid_value':
      return oneOf(issue.values.map(String))
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options.map(String))
      return [...new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(wanted)))].join(' hoặc ')
    }
    case 'too_small':
      return issue.origin === 'string'
        ? 'một nội dung không để trống'
        : issue.inclusive === false
          ? `${kindOf(issue.origin)} lớn hơn ${issue.minimum}`
          : `${kindOf(issue.origin)} từ ${issue.minimum} trở lên`
    case 'too_big':
      return issue.origin === 'string'
        ? `một nội dung dài nhất ${issue.maximum} ký tự`
        : `${kindOf(issue.origin)} từ ${issue.maximum} trở xuống`
    case 'not_multiple_of':
      return `một bội của ${issue.divisor}`
    default:
      return 'một giá trị hợp lệ'
  }
}

function kindOf(origin: string): string {
  return origin === 'array' || origin === 'set' ? 'một danh sách có số mục' : 'một giá trị'
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `“${values[0]}”` : `một trong: ${values.join(', ')}`
}

function nameAt(path: Path): string {
  const key = path.at(-1)
  if (key === undefined) return 'nội dung'
  if (typeof key === 'number') return `mục thứ ${key + 1} của ${nameAt(path.slice(0, -1))}`
  const name = (path.length === 1 ? namesAtTop[key] : undefined) ?? requestNames[key] ?? fieldNames[key]
  return name === undefined ? `trường “${key}”` : `“${key}” (${name})`
}

/** Fields that mean another thing at the top of a request than inside an entry of a programme file. */
const namesAtTop: { readonly [field: string]: string } = {
  on: 'ngày sắp xếp',
  field: 'mục được đính chính',
}

/** Fields that requests have beside those of programme files. */
const requestNames: { readonly [field: string]: string } = {
  limit: 'số mục mỗi trang',
  cursor: 'vị trí trang',
  until: 'đến ngày',
  state: 'trạng thái',
  which: 'danh sách',
  person: 'người',
  code: 'mã một lần',
  words: 'từ cần tìm',
  asOf: 'tính đến ngày',
  area: 'địa bàn',
  period: 'kỳ số liệu',
  source: 'nguồn',
  sourceDate: 'ngày của nguồn',
  numerator: 'tử số',
  denominator: 'mẫu số',
  confirmed: 'điểm đã xác nhận',
  observations: 'danh sách số liệu',
  noStateSecrets: 'xác nhận không chứa bí mật nhà nước',
  bytes: 'dung lượng',
  anchor: 'mã niêm phong',
  day: 'ngày',
  years: 'lịch các năm',
  addedHolidays: 'ngày lễ bổ sung',
  sources: 'nguồn',
  year: 'năm',
  to: 'đến ngày',
  difficulty: 'khó khăn, vướng mắc',
  holder: 'nơi nhận phần việc',
  what: 'việc được giao',
  evidence: 'tài liệu minh chứng',
  level: 'cấp nhận',
  files: 'các tệp',
  arrivalNumber: 'số đến',
  arrivedOn: 'ngày đến',
  remark: 'nhận xét',
  wanted: 'thời hạn đề nghị',
  grant: 'thời hạn được gia hạn',
  proposed: 'cơ quan đề xuất',
  change: 'nội dung thay đổi',
  is: 'giá trị đúng',
  entries: 'các nhiệm vụ',
  additions: 'các nhiệm vụ mới',
  takesUp: 'đề xuất được giao thành nhiệm vụ',
  cycle: 'đợt công tác',
  proposal: 'đề xuất',
  decisions: 'các quyết định',
  others: 'quyết định cho các nhiệm vụ còn lại',
  how: 'cách kết thúc',
  assignment: 'nhiệm vụ',
  rows: 'các dòng của đề cương',
  target: 'chỉ tiêu',
  verdict: 'kết luận',
  draft: 'dự thảo',
  consultUntil: 'lấy ý kiến đến ngày',
  gatherUntil: 'hạn gửi',
  signer: 'người ký',
  withMissing: 'chốt với số liệu thiếu',
  revision: 'bản số',
  successor: 'cơ quan thay thế',
}

const typeNames: { readonly [expected: string]: string } = {
  string: 'một dòng chữ',
  number: 'một số',
  int: 'một số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách',
  object: 'một nhóm trường (tên: giá trị)',
  record: 'một nhóm trường (tên: giá trị)',
  null: 'null',
}

/** The words that our own checks put in the place of a message. */
const customNames: { readonly [label: string]: string } = {
  address: 'các địa chỉ sau /api/, đã mã hóa, cách nhau bằng dấu phẩy',
  day: 'một ngày có thật, viết năm-tháng-ngày như 2012-12-31',
  officeDay: 'một ngày có thật từ năm 1950 đến năm 2149, viết năm-tháng-ngày như 2012-12-31',
  instant: 'một thời điểm, viết như 2012-12-31T07:30:00.000Z',
  text: 'một nội dung không có ký tự điều khiển',
  limit: 'một số nguyên từ 1 đến 200',
  fileName: 'một tên tệp, không có dấu gạch chéo hay xuống dòng',
  revision: 'một số nguyên từ 1 đến 999',
  year: 'một năm từ 1990 đến 2199',
  anchor: 'một mã niêm phong gồm 64 chữ số thập lục phân (0-9, a-f)',
}
