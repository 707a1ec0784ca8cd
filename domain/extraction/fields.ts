/** Labelled parts of a task, in lines of their own or inside one: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …". */
import { phrases, type Token } from './tokens.ts'

export type FieldName = 'time' | 'lead' | 'cooperating' | 'product' | 'what' | 'number' | 'other'

export interface Field {
  readonly name: FieldName
  /** Tokens of the label's first, of the value's first and the one after the value's last. */
  readonly label: number
  readonly from: number
  readonly to: number
}

/** What the columns of tables and the labels of lines are called. */
export const fieldNames = phrases<FieldName>([
  ...names(
    'time',
    'thời gian | thời hạn | thời gian thực hiện | thời gian hoàn thành | thời hạn hoàn thành | thời hạn thực hiện | tiến độ | tiến độ thực hiện | tiến độ hoàn thành | thời gian trình | thời điểm hoàn thành | hoàn thành | hạn hoàn thành | thời gian báo cáo | thời hạn báo cáo | thời gian ban hành | thời hạn trình | thời gian tổ chức | hạn | thời gian xong | thời gian hoàn thành, trình | lộ trình | lộ trình thực hiện',
  ),
  ...names(
    'lead',
    'cơ quan chủ trì | đơn vị chủ trì | chủ trì | cơ quan thực hiện | đơn vị thực hiện | cơ quan chủ trì thực hiện | trách nhiệm thực hiện | phân công thực hiện | cơ quan, đơn vị chủ trì | cơ quan chịu trách nhiệm | đơn vị chịu trách nhiệm | người thực hiện | cơ quan chủ trì tham mưu | cơ quan tham mưu | chủ trì thực hiện | đơn vị chủ trì thực hiện | cơ quan chủ trì soạn thảo | cơ quan đầu mối | đơn vị đầu mối | trách nhiệm | cơ quan, đơn vị thực hiện | đơn vị chủ trì tham mưu | cơ quan chủ trì, thực hiện',
  ),
  ...names(
    'cooperating',
    'cơ quan phối hợp | đơn vị phối hợp | phối hợp | cơ quan phối hợp thực hiện | cơ quan, đơn vị phối hợp | phối hợp thực hiện | đơn vị phối hợp thực hiện | các cơ quan phối hợp | các đơn vị phối hợp | thành phần phối hợp',
  ),
  ...names(
    'product',
    'sản phẩm | kết quả | kết quả đầu ra | sản phẩm đầu ra | sản phẩm hoàn thành | kết quả/sản phẩm | hình thức văn bản | cấp trình | cấp phê duyệt',
  ),
  ...names(
    'what',
    'nội dung | nội dung công việc | nhiệm vụ | công việc | nội dung nhiệm vụ | tên nhiệm vụ | nội dung thực hiện | tên đề án | nội dung hoạt động | nhiệm vụ, giải pháp | nội dung, nhiệm vụ | hoạt động | tên công việc | nhiệm vụ cụ thể | tên văn bản',
  ),
  ...names('number', 'stt | tt | số tt | số thứ tự'),
  ...names(
    'other',
    'ghi chú | kinh phí | nguồn kinh phí | địa điểm | đối tượng | thành phần | hình thức | phạm vi | kinh phí thực hiện | nguồn vốn',
  ),
])

function names(of: FieldName, words: string): readonly (readonly [string, FieldName])[] {
  return words.split(' | ').map((word) => [word, of] as const)
}

/** The fields of a sentence: a label, a colon, and what follows up to the next label. */
export function fieldsOf(tokens: readonly Token[]): readonly Field[] {
  const labels: { name: FieldName; label: number; from: number }[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const label = fieldNames.at(tokens, at)
    const from = at + (label?.length ?? 0) + 1
    const before = tokens[at - 1]
    const opens = before === undefined || before.kind === 'sign' || before.key === tokens[at - 1]?.text
    if (!label || !opens || tokens[from - 1]?.text !== ':') continue
    labels.push({ name: label.meaning, label: at, from })
    at = from - 1
  }
  return labels.map((field, index) => ({
    ...field,
    to: endOf(tokens, field.from, labels[index + 1]?.label ?? tokens.length),
  }))
}

/** Without the signs at its end, and up to the bracket that closes round it. */
function endOf(tokens: readonly Token[], from: number, limit: number): number {
  let depth = 0
  let to = from
  for (; to < limit; to += 1) {
    if (tokens[to]?.text === '(') depth += 1
    if (tokens[to]?.text === ')') depth -= 1
    if (depth < 0) break
  }
  while (to > from && /^[.,;]$/.test(tokens[to - 1]?.text ?? '')) to -= 1
  return to
}
