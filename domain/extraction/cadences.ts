/**
 * How often a duty comes back: hàng năm, định kỳ 6 tháng, báo cáo quý, ngày 20 hàng tháng, 3 tháng một lần. A
 * cadence of something else (the price index of every year, the yearly budget) is none of the duty.
 */
import type { Cadence } from '../programme/schema.ts'
import { dateExpressions } from './dates.ts'
import { countAt } from './numerals.ts'
import { type Phrase, phrases, type Token, wordList } from './tokens.ts'

export interface FoundCadence {
  readonly every: Cadence
  /** Tokens, the first and the one after the last. */
  readonly from: number
  readonly to: number
}

/** The cadences of a sentence, each once, in their order. */
export function cadencesOf(tokens: readonly Token[]): readonly FoundCadence[] {
  const found: FoundCadence[] = []
  for (let index = 0; index < tokens.length; ) {
    const here = cadencesAt(tokens, index)
    found.push(...here)
    index = here.at(-1)?.to ?? index + 1
  }
  const once = found.filter(({ every }, index) => found.findIndex((other) => other.every === every) === index)
  return once.map((cadence) =>
    once.length === 1 && cadence.every === 'yearly' ? asOftenAsItsDays(tokens, cadence) : cadence,
  )
}

/** trước ngày 15 tháng 6 và ngày 15 tháng 12 hàng năm: two days of each year are half-yearly, four quarterly. */
function asOftenAsItsDays(tokens: readonly Token[], cadence: FoundCadence): FoundCadence {
  const days = dateExpressions(tokens.slice(0, cadence.from)).filter(
    ({ unit, year }) => unit === 'day' && year === undefined,
  )
  const isJoined = days.at(-1)?.to === cadence.from
  const every = !isJoined ? 'yearly' : days.length === 2 ? 'half-yearly' : days.length === 4 ? 'quarterly' : 'yearly'
  return { ...cadence, every }
}

// What brings a list of periods: every, or a report that is named by its period.
const every = wordList('hàng | hằng | mỗi | định kỳ hàng | định kỳ hằng | định kỳ mỗi | định kỳ theo')
const fixed = wordList('định kỳ | chế độ định kỳ | định kì')
const reports = wordList(
  'báo cáo | báo cáo kết quả | báo cáo tình hình | báo cáo sơ kết | báo cáo tổng kết | sơ kết | tổng kết | kiểm điểm',
  'chế độ báo cáo | báo cáo định kỳ | giao ban | họp giao ban | báo cáo kết quả thực hiện | báo cáo tình hình thực hiện',
)
const periods = phrases<Cadence | null>([
  ['tháng', 'monthly'],
  ['quý', 'quarterly'],
  ['3 tháng', 'quarterly'],
  ['03 tháng', 'quarterly'],
  ['ba tháng', 'quarterly'],
  ['6 tháng', 'half-yearly'],
  ['06 tháng', 'half-yearly'],
  ['sáu tháng', 'half-yearly'],
  ['6 tháng đầu năm', 'half-yearly'],
  ['06 tháng đầu năm', 'half-yearly'],
  ['6 tháng cuối năm', 'half-yearly'],
  ['6 tháng một lần', 'half-yearly'],
  ['6 tháng 1 lần', 'half-yearly'],
  ['nửa năm', 'half-yearly'],
  ['9 tháng', null],
  ['09 tháng', null],
  ['chín tháng', null],
  ['tuần', null],
  ['năm', 'yearly'],
  ['một năm', 'yearly'],
  ['1 năm', 'yearly'],
  ['01 năm', 'yearly'],
  ['cả năm', 'yearly'],
  ['12 tháng', 'yearly'],
  ['sơ kết 6 tháng', 'half-yearly'],
  ['sơ kết 06 tháng', 'half-yearly'],
  ['sơ kết quý', 'quarterly'],
  ['tổng kết năm', 'yearly'],
  ['tổng kết cuối năm', 'yearly'],
  ['tổng kết cả năm', 'yearly'],
  ['tổng kết hàng năm', 'yearly'],
])
const joints = wordList(
  ', | và | hoặc | - | – | ; | / | và báo cáo | , báo cáo | và hàng | và hằng | , hàng | , hằng | và định kỳ hàng',
)
const endOfQuarter = wordList(
  'tháng cuối quý | tháng cuối của quý | tháng cuối mỗi quý | tháng cuối của mỗi quý | tháng cuối hàng quý | cuối mỗi quý',
  'tháng đầu quý sau | tháng đầu của quý sau | tháng đầu quý tiếp theo | tháng đầu của quý tiếp theo | tháng đầu tiên của quý sau',
)
const endOfMonth = wordList('cuối mỗi tháng | của tháng báo cáo | của tháng sau | tháng sau liền kề | đầu mỗi tháng')
const once = wordList('một lần | 1 lần | 01 lần | / lần | / 1 lần | / 01 lần')
const timesAYear = phrases<Cadence>([
  ['1 lần / năm', 'yearly'],
  ['01 lần / năm', 'yearly'],
  ['một lần / năm', 'yearly'],
  ['một lần trong năm', 'yearly'],
  ['2 lần / năm', 'half-yearly'],
  ['02 lần / năm', 'half-yearly'],
  ['hai lần / năm', 'half-yearly'],
  ['mỗi năm hai lần', 'half-yearly'],
  ['mỗi năm 2 lần', 'half-yearly'],
  ['mỗi năm 02 lần', 'half-yearly'],
  ['một năm hai lần', 'half-yearly'],
  ['4 lần / năm', 'quarterly'],
  ['1 lần / quý', 'quarterly'],
  ['01 lần / quý', 'quarterly'],
  ['mỗi quý một lần', 'quarterly'],
  ['1 lần / tháng', 'monthly'],
  ['01 lần / tháng', 'monthly'],
  ['mỗi tháng một lần', 'monthly'],
])
/** Before "hàng năm": what grows, is budgeted or measured year by year, while nobody owes anything every year. */
const measured = wordList(
  'tiêu dùng | ngân sách | ngân sách nhà nước | dự toán | dự toán ngân sách | bình quân | trung bình | tăng | giảm',
  'kinh phí | thu nhập | tốc độ | chỉ số | sản lượng | tăng trưởng | dự toán chi | dự toán chi ngân sách | tăng bình quân',
  'ngân sách thành phố | ngân sách tỉnh | ngân sách địa phương | chỉ tiêu | giảm bình quân | lương',
)

function cadencesAt(tokens: readonly Token[], index: number): readonly FoundCadence[] {
  const counted = timesAYear.at(tokens, index)
  if (counted) return [{ every: counted.meaning, from: index, to: index + counted.length }]
  const quarterly = endOfQuarter.at(tokens, index)
  if (quarterly) return [{ every: 'quarterly', from: index, to: index + quarterly.length }]
  const monthly = endOfMonth.at(tokens, index)
  if (monthly) return [{ every: 'monthly', from: index, to: index + monthly.length }]
  const opening = openingAt(tokens, index)
  if (opening) return measured.before(tokens, index) ? [] : periodsFrom(tokens, index, index + opening.length)
  return everySoManyMonths(tokens, index)
}

function openingAt(tokens: readonly Token[], index: number): Phrase<true> | undefined {
  return every.at(tokens, index) ?? fixedAt(tokens, index) ?? reports.at(tokens, index) ?? reportedAt(tokens, index)
}

/** báo cáo Ủy ban nhân dân huyện kết quả 6 tháng, năm: what is reported stands behind whom it is reported to. */
function reportedAt(tokens: readonly Token[], index: number): Phrase<true> | undefined {
  const found = reported.at(tokens, index)
  if (!found || !periods.at(tokens, index + found.length)) return undefined
  const earlier = tokens.slice(Math.max(0, index - 15), index)
  return earlier.some((_, at) => reports.at(earlier, at) !== undefined) ? found : undefined
}

const reported = wordList('kết quả | tình hình | kết quả thực hiện | tình hình thực hiện')

/** định kỳ, and the bracket or the report that may stand between it and its periods: định kỳ (6 tháng, năm). */
function fixedAt(tokens: readonly Token[], index: number): Phrase<true> | undefined {
  const found = fixed.at(tokens, index)
  if (!found) return undefined
  const next = index + found.length
  const between = tokens[next]?.text === '(' ? 1 : (reports.at(tokens, next)?.length ?? 0)
  const more = every.at(tokens, next + between)?.length ?? 0
  return { meaning: true, length: found.length + between + more }
}

function periodsFrom(tokens: readonly Token[], from: number, first: number): readonly FoundCadence[] {
  const found: FoundCadence[] = []
  for (let index = first; ; ) {
    const period = periods.at(tokens, index)
    // "năm 2013", "quý I", "tháng 6" are dates; "năm học" is no year.
    if (!period || isDate(tokens, index + period.length)) return found
    const to = index + period.length
    if (period.meaning) found.push({ every: period.meaning, from, to })
    const after = afterBracket(tokens, to)
    const joint = joints.at(tokens, after)
    if (!joint) return found
    index = after + joint.length
    index += every.at(tokens, index)?.length ?? 0
  }
}

/** 6 tháng (trước ngày 20/6), năm (trước ngày 10/12): the list goes on behind the bracket. */
function afterBracket(tokens: readonly Token[], index: number): number {
  if (tokens[index]?.text !== '(') return index
  const closing = tokens.slice(index, index + 20).findIndex(({ text }) => text === ')')
  return closing < 0 ? index : index + closing + 1
}

const dayFollows = wordList('trước ngày | sau ngày | sau khi | trước khi')
const afterDates = wordList('học | nay | này | sau | trước | qua | tới | nào | thứ')

function isDate(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]
  if (!token) return false
  if (token.kind === 'number') return true
  // "hằng năm trước ngày 30/11": what binds the day follows; "năm trước" is last year.
  if (afterDates.at(tokens, index)) return !dayFollows.at(tokens, index) && tokens[index + 1]?.kind !== 'number'
  // "quý IV": a numeral in capitals; "tháng VI" likewise.
  return /^[IVX]+$/.test(token.text) || (token.text === '/' && tokens[index + 1]?.kind === 'number')
}

/** 3 tháng một lần, 6 tháng/lần, mỗi 6 tháng. */
function everySoManyMonths(tokens: readonly Token[], index: number): readonly FoundCadence[] {
  const period = periods.at(tokens, index)
  const end = period && once.at(tokens, index + period.length)
  if (period?.meaning && end) return [{ every: period.meaning, from: index, to: index + period.length + end.length }]
  const count = countAt(tokens, index)
  const unit = count && periods.at(tokens, index + count.length)
  const last = unit && once.at(tokens, index + count.length + unit.length)
  if (!last || count.value !== 1 || !unit.meaning) return []
  return [{ every: unit.meaning, from: index, to: index + count.length + unit.length + last.length }]
}
