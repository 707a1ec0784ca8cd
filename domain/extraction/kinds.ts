/** What a sentence asks for (a plan, a report, an evaluation …), and the duties that one sentence holds side by side. */
import type { AssignmentKind } from '../programme/schema.ts'
import { phrases, type Token, wordList } from './tokens.ts'

/** A duty of a sentence: tokens from its verb to the next duty's. */
export interface Duty {
  readonly kind: AssignmentKind
  readonly from: number
  readonly to: number
}

type Verb = 'dissemination' | 'plan' | 'evaluation' | 'review' | 'report' | 'continuous' | 'task' | 'direct'

const opening = phrases<Verb>([
  ...verbs(
    'dissemination',
    'quán triệt | tổ chức quán triệt | phổ biến | tổ chức phổ biến | tuyên truyền | tổ chức tuyên truyền | học tập | tổ chức học tập | đẩy mạnh tuyên truyền | tổ chức nghiên cứu, quán triệt | thông tin, tuyên truyền | tổ chức triển khai, quán triệt',
  ),
  ...verbs(
    'plan',
    'xây dựng kế hoạch | ban hành kế hoạch | lập kế hoạch | có kế hoạch | xây dựng và ban hành kế hoạch | xây dựng, ban hành kế hoạch | xây dựng chương trình hành động | xây dựng chương trình, kế hoạch | cụ thể hóa | đề ra kế hoạch | xây dựng kế hoạch cụ thể | xây dựng chương trình',
  ),
  ...verbs(
    'evaluation',
    'đánh giá | tổ chức đánh giá | định kỳ tổ chức đánh giá | định kỳ đánh giá | tiến hành đánh giá | kiểm điểm | tổ chức kiểm điểm',
  ),
  ...verbs(
    'review',
    'sơ kết | tổng kết | tổ chức sơ kết | tổ chức tổng kết | tiến hành sơ kết | định kỳ sơ kết | tổ chức tốt việc sơ kết | tổ chức hội nghị sơ kết',
  ),
  ...verbs(
    'report',
    'báo cáo | định kỳ báo cáo | định kỳ hàng năm báo cáo | định kỳ hằng năm báo cáo | gửi báo cáo | tổng hợp báo cáo | tổng hợp, báo cáo | định kỳ hàng quý báo cáo | định kỳ hàng tháng báo cáo | định kỳ 6 tháng báo cáo | hàng năm báo cáo | hằng năm báo cáo | định kỳ hằng năm tổng hợp | thực hiện chế độ báo cáo | định kỳ tổng hợp',
  ),
  ...verbs(
    'continuous',
    'theo dõi | thường xuyên theo dõi | thường xuyên | kiểm tra | đôn đốc | giám sát | tăng cường lãnh đạo | tăng cường chỉ đạo | lãnh đạo | tăng cường kiểm tra | tăng cường | đẩy mạnh | tiếp tục | duy trì | nâng cao | phát huy | bảo đảm | đảm bảo',
  ),
  ...verbs(
    'task',
    'xây dựng đề án | nghiên cứu | rà soát | khảo sát | xây dựng | tham mưu | đề xuất | hướng dẫn | thẩm định | bố trí',
  ),
  ...verbs('direct', 'chỉ đạo'),
])

function verbs(of: Verb, words: string): readonly (readonly [string, Verb])[] {
  return words.split(' | ').map((word) => [word, of] as const)
}

const joints = wordList(', | và | ; | , đồng thời | đồng thời | , và')
/** A report without a cadence of its own ends the work before it: "…, báo cáo Ủy ban nhân dân trong quý I". */
const cadenced = wordList('hàng | hằng | định kỳ | 6 tháng | mỗi')

export function dutiesOf(tokens: readonly Token[], from: number): readonly Duty[] {
  const found: { verb: Verb; from: number }[] = []
  let depth = 0
  for (let at = from; at < tokens.length; at += 1) {
    const sign = tokens[at]?.text
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth > 0) continue
    const joint = at === from ? 0 : joints.at(tokens, at)?.length
    if (joint === undefined) continue
    const verb = opening.at(tokens, at + joint)
    if (verb && found.at(-1)?.verb !== verb.meaning) found.push({ verb: verb.meaning, from: at + joint })
  }
  const [first, ...others] = found
  const duties = first ? [{ ...first, from }] : [{ verb: 'task' as const, from }]
  for (const other of others) if (standsAlone(tokens, other, duties)) duties.push(other)
  return duties.map(({ verb, from: start }, index) => {
    const to = duties[index + 1]?.from ?? tokens.length
    return { kind: kindOf(tokens, start, to, verb), from: start, to }
  })
}

function standsAlone(
  tokens: readonly Token[],
  { verb, from }: { verb: Verb; from: number },
  duties: readonly { verb: Verb; from: number }[],
): boolean {
  const last = duties.at(-1)?.verb
  switch (verb) {
    case 'report':
      return hasCadence(tokens, from)
    case 'task':
    case 'dissemination':
      return false
    case 'direct':
      return last === 'dissemination'
    case 'continuous':
      return last === 'plan' && strongly.at(tokens, from) !== undefined
    case 'plan':
      return last === 'dissemination'
    case 'evaluation':
    case 'review':
      return last !== 'evaluation' && last !== 'report'
    default:
      return verb satisfies never
  }
}

const strongly = wordList(
  'tăng cường lãnh đạo | tăng cường chỉ đạo | thường xuyên theo dõi | thường xuyên kiểm tra | tăng cường kiểm tra | theo dõi | kiểm tra',
)

function hasCadence(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < Math.min(tokens.length, from + 6); at += 1) if (cadenced.at(tokens, at)) return true
  return false
}

function kindOf(tokens: readonly Token[], from: number, to: number, verb: Verb): AssignmentKind {
  switch (verb) {
    case 'review':
      return 'report'
    case 'direct':
      for (let at = from; at < to; at += 1) {
        const inner = opening.at(tokens, at)?.meaning
        if (inner === 'dissemination') return inner
      }
      return 'continuous'
    case 'dissemination':
    case 'plan':
    case 'evaluation':
    case 'report':
    case 'continuous':
    case 'task':
      return verb
    default:
      return verb satisfies never
  }
}
