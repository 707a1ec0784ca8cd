/** Figures with what compares them and what they count: từ 85% trở lên, dưới 2%, còn 4,5%, 10%o, 3,5 lần, 250.000 lượt. */
import type { Comparator } from '../targets/target.ts'
import { dateExpressions } from './dates.ts'
import { phrases, type Token, wordList } from './tokens.ts'

export interface Figure {
  readonly value: number
  readonly unit: string | null
  readonly comparator: Comparator
  /** Which word says so; null where none does. */
  readonly word: 'reach' | 'fall' | 'bound' | null
  /** Tokens with the words that compare, and the number alone. */
  readonly from: number
  readonly to: number
  readonly number: number
}

const leading = phrases<readonly [Comparator, Figure['word']]>([
  ...compared(
    '>=',
    'bound',
    'từ | đạt từ | tối thiểu | ít nhất | đạt tối thiểu | đạt ít nhất | không dưới | tối thiểu đạt | không thấp hơn | tối thiểu là',
  ),
  ...compared('>', 'bound', 'trên | đạt trên | hơn | vượt | cao hơn | đạt hơn | lên trên | tăng trên'),
  ...compared(
    '<=',
    'bound',
    'không quá | tối đa | không vượt quá | nhiều nhất | tối đa không quá | tối đa không vượt quá | không cao hơn',
  ),
  ...compared('<', 'bound', 'dưới | còn dưới | xuống dưới | đạt dưới | thấp hơn | giảm còn dưới | xuống còn dưới'),
  ...compared(
    '>=',
    'reach',
    'đạt | đưa | tăng lên | lên | lên đến | chiếm | nâng lên | bình quân đạt | tăng | đạt được | đạt khoảng',
  ),
  ...compared('<=', 'fall', 'còn | xuống còn | giảm còn | giảm xuống còn | giảm xuống | xuống'),
])

function compared(comparator: Comparator, word: Figure['word'], words: string) {
  return words.split(' | ').map((one) => [one, [comparator, word]] as const)
}

const trailing = phrases<Comparator>([
  ['trở lên', '>='],
  ['trở xuống', '<='],
])
const units = wordList(
  'lượt | lượt lao động | người | lao động | hộ | xã | phường | trường | doanh nghiệp | tỷ đồng | triệu đồng | đồng | triệu usd | tỷ usd | giường | giường bệnh | bác sĩ | ha | km | tấn | triệu tấn | cơ sở | dự án | lần | căn | căn hộ | thuê bao | lớp | mô hình | trạm | bệnh viện | lượt khách | triệu lượt | điểm | triệu kwh | nghìn tấn | mw | sản phẩm | hợp tác xã | m | thôn',
)
/** What is no target: an age, a period, a place in a list. */
const counted = wordList('tuổi | tháng | ngày | giờ | năm | lần thứ | nhóm | nội dung | nhiệm vụ | đợt')

/** The figures of a sentence outside brackets; a range (từ 50 tỷ đến 70 tỷ) is none that a target could be judged by. */
export function figuresOf(tokens: readonly Token[]): readonly Figure[] {
  const dated = dateExpressions(tokens)
  const figures: Figure[] = []
  let depth = 0
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token?.text === '(') depth += 1
    if (token?.text === ')') depth -= 1
    if (depth > 0 || token?.kind !== 'number' || dated.some(({ from, to }) => at >= from && at < to)) continue
    const figure = figureAt(tokens, at)
    if (figure) figures.push(figure)
    at = (figure?.to ?? numberAt(tokens, at).to) - 1
  }
  return figures
}

function figureAt(tokens: readonly Token[], at: number): Figure | undefined {
  const number = numberAt(tokens, at)
  const unit = unitAt(tokens, number.to)
  if (!unit) return undefined
  const before = leading.before(tokens, at)
  const from = at - (before?.length ?? 0)
  const bracket = tokens[unit.to]?.text === '(' ? closing(tokens, unit.to) : unit.to
  const after = trailing.at(tokens, bracket)
  const [comparator, word] = after ? [after.meaning, 'bound' as const] : (before?.meaning ?? (['=', null] as const))
  const isWhole = number.value === 100 && unit.unit === '%' && word !== 'bound'
  return {
    value: number.value,
    unit: unit.unit,
    comparator: isWhole ? '=' : comparator,
    word,
    from,
    to: after ? bracket + after.length : unit.to,
    number: at,
  }
}

function closing(tokens: readonly Token[], at: number): number {
  const end = tokens.slice(at, at + 8).findIndex(({ text }) => text === ')')
  return end < 0 ? at : at + end + 1
}

/** 250.000 and 4,5: points part thousands, a comma the decimals. */
function numberAt(tokens: readonly Token[], at: number): { readonly value: number; readonly to: number } {
  let digits = tokens[at]?.text ?? ''
  let to = at + 1
  while (
    tokens[to]?.text === '.' &&
    tokens[to + 1]?.kind === 'number' &&
    tokens[to + 1]?.text.length === 3 &&
    tokens[to + 1]?.start === tokens[to]?.end
  ) {
    digits += tokens[to + 1]?.text ?? ''
    to += 2
  }
  if (tokens[to]?.text === ',' && tokens[to + 1]?.kind === 'number' && tokens[to + 1]?.start === tokens[to]?.end) {
    digits += `.${tokens[to + 1]?.text ?? ''}`
    to += 2
  }
  return { value: Number(digits), to }
}

/** The unit as it is written elsewhere: ‰ for %o and phần nghìn, m² for m2; what it is for each (/người/năm) with it. */
function unitAt(
  tokens: readonly Token[],
  at: number,
): { readonly unit: string | null; readonly to: number } | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]]
  if (first?.text === '‰') return { unit: '‰', to: at + 1 }
  if (first?.text === '%') {
    const isThousandth =
      (second?.text === 'o' || second?.text === '0' || second?.text === 'ₒ') && second.start === first.end
    return isThousandth ? { unit: '‰', to: at + 2 } : { unit: '%', to: at + 1 }
  }
  if (first?.text === 'm' && second?.text === '2') return each(tokens, 'm²', at + 2)
  if (counted.at(tokens, at)) return undefined
  const unit = units.at(tokens, at)
  if (!unit) return undefined
  const words = tokens.slice(at, at + unit.length).map(({ text }) => text)
  // "lượt lao động" counts lượt; of whom is part of what is measured.
  return words[0] === 'lượt' && words.length > 1
    ? { unit: 'lượt', to: at + 1 }
    : each(tokens, words.join(' '), at + unit.length)
}

function each(tokens: readonly Token[], unit: string, at: number): { readonly unit: string; readonly to: number } {
  let whole = unit
  let to = at
  while (tokens[to]?.text === '/' && tokens[to + 1]?.kind === 'word') {
    whole += `/${tokens[to + 1]?.text}`
    to += 2
  }
  return { unit: whole, to }
}
