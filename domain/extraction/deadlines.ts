/**
 * Which dates of a sentence are its deadlines, and how the words bind them. A date is one only where words say so
 * (trước, chậm nhất, trong, đến hết, vào; hoàn thành before it; a field "Thời gian hoàn thành:"): the day of a cited
 * paper, the period in a scheme's name, a horizon ("tầm nhìn đến năm 2025") and the day that figures were taken on are
 * none. What could be one and has no day of its own ("vào đầu quý I", "kể từ ngày nhận được") becomes a question.
 */
import { workingCalendar } from '../calendar/workingCalendar.ts'
import { addDays, addMonths, type CalendarDate, written } from '../days.ts'
import { type DateExpression, dateExpressions, firstDayOf, lastDayOf } from './dates.ts'
import { countAt } from './numerals.ts'
import { phrases, type Token, wordList } from './tokens.ts'

export type BoundWord = 'before' | 'by' | 'within' | 'on'

export interface Deadline {
  readonly dueOn: CalendarDate
  readonly bound: BoundWord
  /** Tokens from the words that bind it to the end of the date. */
  readonly from: number
  readonly to: number
}

/** A date that the words leave open, with what it may stand for. */
export interface OpenDate {
  readonly about: string
  readonly options: readonly string[]
  readonly from: number
  readonly to: number
}

export interface Dates {
  readonly deadlines: readonly Deadline[]
  readonly open: readonly OpenDate[]
}

export interface DateContext {
  readonly issuedOn: CalendarDate | undefined
  /** No duty fell due before it: the day of the document, else of the newest paper it cites. */
  readonly notBefore: CalendarDate | undefined
  /** The sentence has a cadence: a day without a year is the day of each period. */
  readonly recurs: boolean
  /** The year that the words before in the same clause speak of. */
  readonly year: number | undefined
  /** The tokens are the value of a field for time: "Thời gian hoàn thành: quý II/2013". */
  readonly isTimeField: boolean
}

export function datesIn(tokens: readonly Token[], context: DateContext): Dates {
  const deadlines: Deadline[] = []
  const open: OpenDate[] = []
  let { year } = context
  const expressions = dateExpressions(tokens)
  for (const [index, expression] of expressions.entries()) {
    // "hoàn thành dự thảo trước 30/6, trình trước 31/8/2012": the year of a later day of the same sentence.
    const next = expressions.slice(index + 1).find((other) => other.year !== undefined && other.unit === 'day')
    const following = next !== undefined && next.month >= expression.month ? next.year : undefined
    const judged = judge(tokens, expression, { ...context, year: year ?? following })
    if (judged && 'dueOn' in judged) deadlines.push(judged)
    else if (judged) open.push(judged)
    year = expression.year ?? year
  }
  for (const judged of relativeDates(tokens, context)) {
    if ('dueOn' in judged) deadlines.push(judged)
    else open.push(judged)
  }
  return { deadlines, open }
}

const binding = phrases<BoundWord>([
  ...on('before', 'trước | xong trước | trước thời điểm | chậm nhất trước | chậm nhất là trước | đến trước'),
  ...on('before', 'chậm nhất đến trước | muộn nhất trước | muộn nhất là trước | trước mốc | trước hạn'),
  ...on('by', 'chậm nhất | chậm nhất là | chậm nhất vào | chậm nhất đến | chậm nhất trong | chậm nhất là vào'),
  ...on('by', 'muộn nhất | muộn nhất là | muộn nhất vào | muộn nhất đến | không quá | không muộn hơn | không chậm quá'),
  ...on(
    'by',
    'đến | đến hết | cho đến | cho đến hết | tới | hết | hạn cuối | hạn cuối là | hạn chót | hạn chót là | thời hạn là',
  ),
  ...on(
    'by',
    'thời hạn đến | thời hạn đến hết | kéo dài đến | chậm nhất đến hết | chậm nhất là đến | chậm nhất là hết',
  ),
  ...on('within', 'trong | ngay trong | nội trong | xong trong | trong khoảng | ngay | ngay từ'),
  ...on('on', 'vào | vào khoảng | trong và'),
])

function on(bound: BoundWord, words: string): readonly (readonly [string, BoundWord])[] {
  return words.split(' | ').map((word) => [word, bound] as const)
}

/** Verbs that end with a product: what is asked "trong năm" after one of them is asked by the end of that year. */
const telic = wordList(
  'hoàn thành | hoàn tất | xong | trình | ban hành | phê duyệt | kết thúc | đưa vào sử dụng | đưa vào hoạt động | khánh thành',
  'thông qua | công bố | nghiệm thu | bàn giao | khởi công | hoàn chỉnh | báo cáo | gửi | nộp | ký ban hành | đưa vào vận hành',
  'chấm dứt | giải quyết dứt điểm | xử lý dứt điểm | hoàn thiện | đi vào hoạt động | di dời | triển khai xong',
)
/** After a telic verb these begin what the date may belong to instead. */
const turnsAway = wordList('để | nhằm | mà | phục vụ | nhiệm vụ được giao | đề ra | đã | được giao | phát sinh')
/** Before the binding word: a state or an event of the past or of others, a figure's day, a horizon. */
const notOwed = wordList(
  'tính | tính từ | tầm nhìn | định hướng | từ | so với | cùng kỳ | kỷ niệm | sinh | phát sinh | xảy ra | tồn tại | đã có',
  'kỳ họp | phiên họp | hội nghị | cho thuê đất | giao đất | được giao đất | được thành lập | được tuyển dụng | được công nhận | được ban hành | được ký | đã có hiệu lực | được phê duyệt | đạt được | nhìn | kể | như | có hiệu lực | được cấp | diễn ra | kết quả | tình hình | số liệu | thực hiện được',
)
const dataWords = wordList(
  'số liệu | thời điểm | chốt số liệu | tình hình | kết quả | so với | cùng kỳ | tính đến | tính từ',
)
const purpose = wordList(
  'để triển khai | để thực hiện | triển khai | nhiệm vụ | chỉ tiêu | kế hoạch | phong trào | công tác',
)

function judge(
  tokens: readonly Token[],
  expression: DateExpression,
  context: DateContext,
): Deadline | OpenDate | undefined {
  if (expression.unit === 'schoolYear' || recurring.at(tokens, expression.to)) return undefined
  const bound = bindingOf(tokens, expression)
  if (!bound) return bareDate(tokens, expression, context)
  if (isOfSomethingElse(tokens, bound.from, bound.word, expression)) return undefined
  if (!speaksOfDuty(tokens, expression, bound, context)) return undefined
  return dueOf(tokens, expression, bound, context)
}

interface Binding {
  readonly word: BoundWord
  readonly from: number
}

/** The binding words just before a date, `ngày` of the date and a colon or bracket not counted. */
function bindingOf(tokens: readonly Token[], { from, edge }: DateExpression): Binding | undefined {
  const at = beforeHour(tokens, from)
  const found = binding.before(tokens, at)
  if (found) return { word: found.meaning, from: at - found.length }
  // "hết quý II" and "cuối năm 2013" bind by themselves.
  return edge === 'end' ? { word: 'by', from } : undefined
}

/** trước 17 giờ 00 ngày 21/9/2013, trước 17h ngày …: the hour stands between. */
function beforeHour(tokens: readonly Token[], at: number): number {
  for (let back = 1; back <= 5; back += 1) {
    if (hours.at(tokens, at - back) && tokens[at - back - 1]?.kind === 'number') return at - back - 1
  }
  return at
}

const hours = wordList('giờ | h')

function isOfSomethingElse(
  tokens: readonly Token[],
  from: number,
  word: BoundWord,
  expression: DateExpression,
): boolean {
  if (notOwed.before(tokens, from)) return true
  if (word === 'within' && dataWords.before(tokens, from)) return true
  // "từ ngày 01/01 đến ngày 30/6": a range; the work's own where it is counted in days, months or quarters.
  if (word === 'by' && startsRange(tokens, from))
    return expression.unit === 'year' || expression.unit === 'stage' || hasBefore(tokens, from, dataWords)
  return false
}

function startsRange(tokens: readonly Token[], index: number): boolean {
  return dateExpressions(tokens.slice(Math.max(0, index - 12), index)).some(
    ({ from, to }) =>
      to === Math.min(12, index) && rangeStart.before(tokens, Math.max(0, index - 12) + from) !== undefined,
  )
}

const rangeStart = wordList('từ | kể từ | bắt đầu từ')

function hasBefore(
  tokens: readonly Token[],
  index: number,
  words: { before: (tokens: readonly Token[], index: number) => unknown },
): boolean {
  for (let at = index; at > Math.max(0, index - 14); at -= 1) if (words.before(tokens, at)) return true
  return false
}

/** Whether the date says when a duty is done, rather than which year's plan, movement or figures are meant. */
function speaksOfDuty(
  tokens: readonly Token[],
  expression: DateExpression,
  bound: Binding,
  context: DateContext,
): boolean {
  const { unit, edge } = expression
  if (unit === 'stage') return context.isTimeField
  if (unit !== 'year' || edge !== null) return true
  if (context.isTimeField) return true
  if (bound.word === 'by') return opensSentence(tokens, bound.from) || telicBefore(tokens, bound.from)
  if (bound.word === 'within' && tokens[bound.from]?.key === tokens[expression.from - 1]?.key) {
    return opensSentence(tokens, bound.from) ? telicAfter(tokens, expression.to) : telicBefore(tokens, bound.from)
  }
  // "công trình xây dựng trước năm 1975" tells of the past; "vào năm 2019" says when.
  return bound.word !== 'before' || telicBefore(tokens, bound.from)
}

const openers = wordList('phấn đấu | và | phấn đấu để | - | , | ( | thực hiện | phải')

function opensSentence(tokens: readonly Token[], index: number): boolean {
  if (index === 0) return true
  const opener = openers.before(tokens, index)
  return opener !== undefined && tokens[index - 1]?.text !== ',' && opensSentence(tokens, index - opener.length)
}

/** A telic verb between the last comma and the date, with nothing after it that the date could belong to. */
function telicBefore(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at > 0 && index - at < 25; at -= 1) {
    const token = tokens[at - 1]
    if (token?.text === ',' || token?.text === ';' || token?.text === '(' || token?.text === ':') return false
    if (turnsAway.before(tokens, at)) return false
    const verb = telic.before(tokens, at)
    if (verb) return index - at < 2 || purpose.before(tokens, index) === undefined
  }
  return false
}

function telicAfter(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at < Math.min(tokens.length, index + 30); at += 1) {
    if (telic.at(tokens, at) && !turnsAway.before(tokens, at)) return true
  }
  return false
}

/** No binding word: a date directly after a telic verb (hoàn thành quý II/2013), alone in brackets, or in a field for time. */
function bareDate(
  tokens: readonly Token[],
  expression: DateExpression,
  context: DateContext,
): Deadline | OpenDate | undefined {
  const { from, to, unit } = expression
  const bound: Binding = { word: unit === 'day' ? 'on' : 'within', from }
  if (context.isTimeField) {
    const isStart = rangeStart.before(tokens, from) !== undefined || /^[-–]$/.test(tokens[to]?.text ?? '')
    return isStart ? undefined : dueOf(tokens, expression, bound, context)
  }
  if (unit === 'stage') return undefined
  const inBrackets = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')'
  const done = finished.before(tokens, from)
  if (done && unit !== 'year') return dueOf(tokens, expression, bound, context)
  return inBrackets && unit !== 'year' && unit !== 'day' ? dueOf(tokens, expression, bound, context) : undefined
}

const finished = wordList(
  'hoàn thành | hoàn tất | xong | hoàn thành : | kết thúc | thời gian hoàn thành | hoàn thành vào',
)

function dueOf(
  tokens: readonly Token[],
  expression: DateExpression,
  bound: Binding,
  context: DateContext,
): Deadline | OpenDate | undefined {
  const { from, to } = { from: bound.from, to: expression.to }
  if (expression.year === undefined) return withoutYear(tokens, expression, bound, context)
  const last = lastDayOf(expression)
  const first = firstDayOf(expression)
  if (!last || !first || (context.notBefore !== undefined && last < context.notBefore)) return undefined
  const words = wordsOf(tokens, from, to)
  if (expression.edge === 'start' || expression.edge === 'middle') {
    return {
      about: `“${words}” là ngày nào? Văn bản không nêu ngày.`,
      options: [`Đến hết ${written(last)}`, 'Chưa đặt thời hạn'],
      from,
      to,
    }
  }
  // Before a month, a quarter or a year is before its first day; the day itself still counts (a setting of the programme).
  const isPeriod = expression.unit !== 'day' && expression.edge === null
  const dueOn = bound.word === 'before' && isPeriod ? addDays(first, -1) : last
  return { dueOn, bound: bound.word, from, to }
}

/** Its year is that of the words before it in the clause, else the first such day after the document's own. */
function withoutYear(
  tokens: readonly Token[],
  expression: DateExpression,
  bound: Binding,
  context: DateContext,
): Deadline | OpenDate | undefined {
  const { from, to } = { from: bound.from, to: expression.to }
  if (context.recurs || expression.edge === 'start' || expression.edge === 'middle') return undefined
  const own = context.issuedOn && lastDayOf(expression, Number(context.issuedOn.slice(0, 4)))
  const following = context.issuedOn && lastDayOf(expression, Number(context.issuedOn.slice(0, 4)) + 1)
  const inContext = context.year === undefined ? undefined : lastDayOf(expression, context.year)
  const dueOn = inContext ?? (own && context.issuedOn && own >= context.issuedOn ? own : following)
  if (dueOn && (context.notBefore === undefined || dueOn >= context.notBefore))
    return { dueOn, bound: bound.word, from, to }
  if (expression.unit === 'year') return undefined
  return {
    about: `“${wordsOf(tokens, from, to)}” là của năm nào? Văn bản không nêu năm.`,
    options: ['Năm ban hành văn bản', 'Năm sau', 'Hằng năm'],
    from,
    to,
  }
}

const recurring = wordList('hàng năm | hằng năm | mỗi năm | hàng tháng | hàng quý | của tháng | của quý | các năm')

/** The days off that the law itself gives: the text is read before any office's calendar is known. */
const byLaw = workingCalendar({ sources: {}, addedHolidays: [], years: [] })

/** trong vòng 15 ngày kể từ ngày ký; chậm nhất 30 ngày làm việc kể từ ngày nhận được. */
function* relativeDates(tokens: readonly Token[], { issuedOn }: DateContext): Generator<Deadline | OpenDate> {
  for (let index = 0; index < tokens.length; index += 1) {
    const opening = spans.at(tokens, index)
    const count = opening && countAt(tokens, index + opening.length)
    const unit = count && spanUnits.at(tokens, index + opening.length + count.length)
    if (!unit) continue
    const start = startAfter(tokens, index + opening.length + count.length + unit.length)
    if (!start) continue
    const [from, to] = [index, start.to]
    const words = wordsOf(tokens, from, to)
    if (start.of === 'signing' && issuedOn && count.value <= 1000) {
      yield { dueOn: after(issuedOn, count.value, unit.meaning), bound: 'within', from, to }
    } else {
      const what = start.of === 'signing' ? 'Văn bản không có ngày ký.' : 'Văn bản không nêu ngày ấy.'
      yield {
        about: `“${words}” tính đến ngày nào? ${what}`,
        options: ['Nhập ngày bắt đầu tính', 'Chưa đặt thời hạn'],
        from,
        to,
      }
    }
    index = to - 1
  }
}

const spans = wordList(
  'trong vòng | trong thời hạn | trong thời gian | sau | chậm nhất | chậm nhất là | chậm nhất sau | không quá | trong | chậm nhất trong vòng | chậm nhất là sau',
)
const spanUnits = phrases<'days' | 'workingDays' | 'months'>([
  ['ngày', 'days'],
  ['ngày làm việc', 'workingDays'],
  ['tháng', 'months'],
])
const starts = wordList(
  'kể từ ngày | từ ngày | sau ngày | tính từ ngày | , kể từ ngày | kể từ khi | sau khi | từ khi | tính từ khi',
)
const signing = wordList('ký | ban hành | ký ban hành | ra | ký văn bản này')
const ofAnother = wordList('nhận | nhận được | có hiệu lực | được | kết thúc | có | hoàn thành | phát hiện | tiếp nhận')

function startAfter(
  tokens: readonly Token[],
  index: number,
): { readonly of: 'signing' | 'another'; readonly to: number } | undefined {
  const start = starts.at(tokens, index)
  if (!start) return undefined
  const at = index + start.length
  const signed = signing.at(tokens, at)
  // "kể từ ngày ký Chỉ thị này" is ours; "kể từ ngày ban hành Nghị định" is another paper's.
  if (signed) {
    const rest = tokens.slice(at + signed.length, at + signed.length + 5).map(({ text }) => text.toLowerCase())
    const end = rest.findIndex((text) => /^[,.;:)]$/.test(text))
    const named = end < 0 ? rest : rest.slice(0, end)
    const isOwn = named.length === 0 || named.includes('này')
    return { of: isOwn ? 'signing' : 'another', to: at + signed.length + (isOwn ? named.indexOf('này') + 1 : 0) }
  }
  const other = ofAnother.at(tokens, at)
  return { of: 'another', to: at + (other?.length ?? 0) }
}

function after(day: CalendarDate, count: number, unit: 'days' | 'workingDays' | 'months'): CalendarDate {
  switch (unit) {
    case 'days':
      return addDays(day, count)
    case 'workingDays':
      return count < 1 ? day : byLaw.addWorkingDays(day, count)
    case 'months':
      return addMonths(day, count)
    default:
      return unit satisfies never
  }
}

/** As printed, one space between words. */
export function wordsOf(tokens: readonly Token[], from: number, to: number): string {
  let words = ''
  let end: number | undefined
  for (const token of tokens.slice(from, to)) {
    words += (end !== undefined && token.start > end ? ' ' : '') + token.text
    end = token.end
  }
  return words
}
