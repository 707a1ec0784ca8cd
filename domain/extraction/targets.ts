/** What is to be reached: a figure with what it measures, how it is compared and by when; or, where no figure stands, the words. */
import type { CalendarDate } from '../days.ts'
import { dateExpressions, lastDayOf } from './dates.ts'
import { wordsOf } from './deadlines.ts'
import type { ExtractedQuestion, ExtractedTarget } from './extracted.ts'
import { type Figure, figuresOf } from './figures.ts'
import type { Passage } from './passages.ts'
import { type Token, wordList } from './tokens.ts'

export type TargetDraft = Omit<ExtractedTarget, 'quote'> & { quoteStart: number; quoteEnd: number }

export interface ReadTargets {
  readonly targets: readonly TargetDraft[]
  readonly questions: readonly ExtractedQuestion[]
}

const ends = wordList('hoàn thành | hoàn tất | xong | trình | ban hành | báo cáo')
const aims = wordList('phấn đấu | phấn đấu đến | đến năm | đến cuối năm | tỷ lệ')

/** Whether a sentence among the tasks sets a figure to reach, rather than work to end. */
export function isTarget(tokens: readonly Token[]): boolean {
  const some = (words: typeof ends) => tokens.some((_, index) => words.at(tokens, index) !== undefined)
  if (some(ends)) return false
  // "hộ có thu nhập từ 12 triệu đồng trở xuống" says of whom the work is, and is no aim.
  return figuresOf(tokens).some(({ word, unit }) => word === 'reach' || word === 'fall' || (unit === '%' && some(aims)))
}

export function targetsOf(passages: readonly Passage[]): ReadTargets {
  const targets: TargetDraft[] = []
  const questions: ExtractedQuestion[] = []
  let last: { readonly clause: string; readonly by: CalendarDate | null; readonly goesOn: boolean } | undefined
  for (const passage of passages) {
    const { clause, main, manner, isHead } = passage
    const isAim = manner === 'targets' && !isHead && main.length > 3
    if (!isAim && !(manner === 'directive' && isTarget(main))) continue
    const own = dayToReach(main)
    const place = clause.replace(/-\d{2}$/, '')
    // "…; …" is one sentence with one date; after a full stop another begins, whose date is not said.
    const carried = own === undefined && last?.clause === place ? last.by : null
    const by = own?.day ?? (last?.goesOn ? carried : null)
    const found = targetsIn(passage, by)
    targets.push(...found)
    if (own?.isWholeYear) questions.push(aboutTheYear(clause, own.words, own.day))
    if (found.length > 0 && own === undefined && carried !== null && !last?.goesOn)
      questions.push(aboutNoDate(clause, found, carried))
    questions.push(...found.flatMap((target, index) => doubts(target, found, index, main)))
    last = { clause: place, by: own?.day ?? carried, goesOn: main.at(-1)?.text === ';' }
  }
  return { targets, questions }
}

const until = wordList('đến | đến hết | tới | trong | vào | hết | cho đến | đến trước | phấn đấu')

function dayToReach(
  tokens: readonly Token[],
): { readonly day: CalendarDate; readonly words: string; readonly isWholeYear: boolean } | undefined {
  for (const expression of dateExpressions(tokens)) {
    const bound = until.before(tokens, expression.from)
    const opens = expression.from === 0 || expression.edge === 'end'
    if ((!bound && !opens) || expression.unit === 'schoolYear' || expression.unit === 'stage') continue
    const day = lastDayOf(expression)
    if (!day) continue
    const from = expression.from - (bound?.length ?? 0)
    return {
      day,
      words: wordsOf(tokens, from, expression.to),
      isWholeYear: expression.unit === 'year' && expression.edge === null,
    }
  }
  return undefined
}

function targetsIn(passage: Passage, by: CalendarDate | null): readonly TargetDraft[] {
  const { clause, main, start, end } = passage
  const figures = figuresOf(main)
  const place = { clause, by, start, end }
  if (figures.length === 0) {
    const [from, to] = [afterDate(main), main.length]
    const increases = rises.some(main)
    return [
      {
        ...place,
        metric: wordsOf(main, from, withoutEnd(main, to)),
        comparator: increases ? 'increases' : null,
        value: null,
        unit: null,
        ...quoted(main, from, to),
      },
    ]
  }
  return figures.flatMap((figure, index) => {
    const previous = figures[index - 1]
    const from = previous ? nextStart(main, previous, figure) : afterDate(main)
    const to = index === figures.length - 1 ? main.length : nextStart(main, figure, figures[index + 1])
    return metricsOf(main, figure, from, to).map((metric) => ({
      ...place,
      metric,
      comparator: figure.comparator,
      value: figure.value,
      unit: unitOf(main, figure, from),
      ...quoted(main, figure.from, figure.to),
    }))
  })
}

/** Up to the comma before what the next figure measures. */
function nextStart(tokens: readonly Token[], figure: Figure, next: Figure | undefined): number {
  if (!next) return tokens.length
  for (let at = next.from - 1; at > figure.to; at -= 1) if (tokens[at]?.text === ',') return at
  return figure.to
}

const rising = wordList(
  'tăng hàng năm | tăng hằng năm | năm sau cao hơn năm trước | tăng dần hàng năm | tăng đều hàng năm | tăng dần qua các năm',
)
const rises = { some: (tokens: readonly Token[]) => tokens.some((_, index) => rising.at(tokens, index) !== undefined) }

/** What it measures: the words before the figure; where these say nothing, those after it. One figure for two is two. */
function metricsOf(tokens: readonly Token[], figure: Figure, from: number, to: number): readonly string[] {
  const before = trimmed(tokens, from, figure.from)
  const after = trimmed(tokens, figure.to, to)
  if (before.length >= 2) {
    const whole = joined(tokens, before)
    const more = after.length > 0 ? ` ${joined(tokens, after).toLowerCase()}` : ''
    return [`${whole}${more}`]
  }
  const both = after.findIndex((at) => and.at(tokens, at) !== undefined)
  const [first, second] = [after.slice(0, both), after.slice(both + 1)]
  const isShared = both > 1 && second.length > 1 && tokens[first[0] ?? 0]?.key === tokens[second[0] ?? 0]?.key
  return isShared
    ? [joined(tokens, first), joined(tokens, second)]
    : [joined(tokens, after.length > 0 ? after : before)]
}

const and = wordList('và')
const fillers = wordList(
  'phấn đấu | đạt | đưa | và | , | . | ; | : | kéo giảm | hoàn thành cơ bản chỉ tiêu | tăng | giảm | nâng | bảo đảm | có | duy trì | thực hiện | trên | còn | số | giải quyết',
)

/** Token places without the fillers at both ends. */
function trimmed(tokens: readonly Token[], from: number, to: number): readonly number[] {
  let [start, end] = [from, to]
  for (let filler = fillers.at(tokens, start); filler && start < end; filler = fillers.at(tokens, start))
    start += filler.length
  while (end > start && /^[,.;:]$/.test(tokens[end - 1]?.text ?? '')) end -= 1
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index)
}

function joined(tokens: readonly Token[], places: readonly number[]): string {
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return ''
  const words = wordsOf(tokens, first, last + 1)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const yearlyWords = wordList('mỗi năm | hàng năm | hằng năm | bình quân năm | / năm')

function unitOf(tokens: readonly Token[], { unit, number }: Figure, from: number): string | null {
  if (unit === null || unit === '%' || unit === '‰' || unit.includes('/')) return unit
  for (let at = from; at < number; at += 1) if (yearlyWords.at(tokens, at)) return `${unit}/năm`
  return unit
}

function afterDate(tokens: readonly Token[]): number {
  const [first] = dateExpressions(tokens)
  if (!first || first.from > 4) return 0
  return tokens[first.to]?.text === ',' ? first.to + 1 : first.to
}

function withoutEnd(tokens: readonly Token[], to: number): number {
  return /^[.;,]$/.test(tokens[to - 1]?.text ?? '') ? to - 1 : to
}

function quoted(tokens: readonly Token[], from: number, to: number) {
  return { quoteStart: tokens[from]?.start ?? 0, quoteEnd: tokens[to - 1]?.end ?? 0 }
}

function aboutTheYear(clause: string, words: string, day: CalendarDate): ExtractedQuestion {
  const year = day.slice(0, 4)
  return {
    clause,
    about: `“${words}” là đến ngày nào?`,
    options: [`Đến 31/12/${year}`, `Đến 01/01/${year}`, `Theo số liệu chính thức của cả năm ${year}`],
  }
}

function aboutNoDate(clause: string, targets: readonly TargetDraft[], before: CalendarDate): ExtractedQuestion {
  const [target] = targets
  return {
    clause,
    about: `Chỉ tiêu “${target?.metric ?? ''}” không nêu thời hạn; câu trước nêu mốc ${before.split('-').toReversed().join('/')}. Lấy theo mốc nào?`,
    options: ['Theo mốc của câu trước', 'Không có thời hạn'],
  }
}

/** What the printed words leave open about one target. */
function doubts(
  target: TargetDraft,
  all: readonly TargetDraft[],
  index: number,
  tokens: readonly Token[],
): readonly ExtractedQuestion[] {
  const { clause, metric, value, unit } = target
  if (value === null) return []
  const printed = `${value.toLocaleString('vi-VN')}${unit === '%' || unit === '‰' ? unit : ` ${unit ?? ''}`}`
  const figure = figuresOf(tokens).find((one) => tokens[one.from]?.start === target.quoteStart)
  const questions: ExtractedQuestion[] = []
  const ask = (about: string, options: string[]) => questions.push({ clause, about, options })
  if (figure?.word === 'reach' || (figure?.word === null && value !== 100))
    ask(`“${metric}: ${printed}” là bằng hay ít nhất bằng?`, ['Ít nhất bằng (≥)', 'Đúng bằng (=)'])
  if (figure?.word === 'fall')
    ask(`“${metric}: còn ${printed}” là bằng hay nhiều nhất bằng?`, ['Nhiều nhất bằng (≤)', 'Đúng bằng (=)'])
  if (unit === 'lần')
    ask(`“${metric}: tăng ${printed}” là gấp chừng ấy lần hay tăng thêm chừng ấy lần?`, [
      'Gấp chừng ấy lần (×)',
      'Tăng thêm chừng ấy lần (+)',
    ])
  if (averaged.some((words) => metric.toLowerCase().includes(words)))
    ask(`“${metric}” là bình quân tính thế nào, từ năm nào?`, ['Nêu cách tính và các năm', 'Chưa rõ, để ngỏ'])
  if (index > 0 && all[index - 1]?.quoteStart === target.quoteStart)
    ask(`Con số ${printed} chung cho hai chỉ tiêu “${all[index - 1]?.metric}” và “${metric}”?`, [
      'Mỗi chỉ tiêu một con số ấy',
      'Tính gộp',
    ])
  return questions
}

const averaged = ['bình quân mỗi năm', 'bình quân hàng năm', 'các nhóm đối tượng bình quân']
