/**
 * Dates and periods as documents write them: ngày 15 tháng 12 năm 2012, 15/12/2012, tháng 6/2013, quý IV năm 2012,
 * 6 tháng đầu năm 2013, cuối năm 2015, giai đoạn 2011 - 2015. What a date is there for (a deadline, the day of a
 * cited paper, the name of a scheme) is not asked here: see deadlines.ts.
 */
import { type CalendarDate, calendarDate, daysInMonth } from '../days.ts'
import { countAt, romanValue } from './numerals.ts'
import { bareKey, keyOf, type Token } from './tokens.ts'

export interface DateExpression {
  /** Tokens, the first and the one after the last. */
  readonly from: number
  readonly to: number
  readonly unit: 'day' | 'month' | 'quarter' | 'half' | 'nineMonths' | 'year' | 'stage' | 'schoolYear'
  /** "đầu", "giữa", "cuối" of the period; "hết" is its end. */
  readonly edge: 'start' | 'middle' | 'end' | null
  /** Absent where the text leaves it out: "trước ngày 15/12". */
  readonly year: number | undefined
  /** Of a stage, the year it begins in. */
  readonly firstYear?: number
  /** 1 to 12: of a day, its month; of a period, its last month. */
  readonly month: number
  /** Of a day: its day of the month. */
  readonly day?: number
  /** How many months the period has. */
  readonly months: number
}

/** The expressions of a sentence in their order; none overlaps another. A shared year is given to each: 15/6 và 15/12/2013. */
export function dateExpressions(tokens: readonly Token[]): readonly DateExpression[] {
  const found: DateExpression[] = []
  for (let index = 0; index < tokens.length; ) {
    const expression = expressionAt(tokens, index)
    if (expression) found.push(expression)
    index = expression?.to ?? index + 1
  }
  return shareYears(tokens, found)
}

/** The last day of it: what "trong", "hết" and "cuối" a period mean. Undefined without a year. */
export function lastDayOf({ year, month, day }: DateExpression, inYear = year): CalendarDate | undefined {
  if (inYear === undefined) return undefined
  const last = daysInMonth(inYear, month)
  if (day !== undefined && day > last) return undefined
  return calendarDate(inYear, month, day ?? last)
}

export function firstDayOf({ year, firstYear, month, day, months }: DateExpression): CalendarDate | undefined {
  const inYear = firstYear ?? year
  if (inYear === undefined) return undefined
  return calendarDate(inYear, day === undefined ? Math.max(1, month - months + 1) : month, day ?? 1)
}

const names = {
  day: ['ngày'],
  month: ['tháng'],
  quarter: ['quý'],
  year: ['năm'],
  start: ['đầu'],
  middle: ['giữa'],
  end: ['cuối', 'hết'],
  and: ['và'],
  to: ['đến', 'tới'],
  stage: ['giai', 'đoạn', 'thời', 'nhiệm', 'kỳ'],
  school: ['học'],
} as const

// Beside figures these words are known even where their marks were lost.
const keysOf = new Map(
  Object.entries(names).map(([name, words]) => [
    name,
    new Set(words.flatMap((word) => [keyOf(word), bareKey(word), bareKey(word).slice(1)])),
  ]),
)

function is(token: Token | undefined, name: keyof typeof names): boolean {
  return token !== undefined && keysOf.get(name)?.has(token.key) === true
}

function expressionAt(tokens: readonly Token[], index: number): DateExpression | undefined {
  return edged(tokens, index) ?? partOfYear(tokens, index) ?? period(tokens, index) ?? dayAt(tokens, index)
}

/** cuối năm 2015, đầu quý I năm 2010, giữa tháng 6/2013. "đầu" of "6 tháng đầu năm" belongs to the half. */
function edged(tokens: readonly Token[], index: number): DateExpression | undefined {
  const edge = (['start', 'middle', 'end'] as const).find((name) => is(tokens[index], name))
  if (!edge) return undefined
  const inner = edged(tokens, index + 1) ?? partOfYear(tokens, index + 1) ?? period(tokens, index + 1)
  return inner && { ...inner, from: index, edge: inner.edge ?? edge }
}

/** 6 tháng đầu năm 2013, sáu tháng cuối năm, 9 tháng năm 2013. */
function partOfYear(tokens: readonly Token[], index: number): DateExpression | undefined {
  const count = countAt(tokens, index)
  if (!count || (count.value !== 6 && count.value !== 9)) return undefined
  let next = index + count.length
  if (!is(tokens[next], 'month')) return undefined
  next += 1
  const second = is(tokens[next], 'end')
  if (second || is(tokens[next], 'start')) next += 1
  else if (!is(tokens[next], 'year')) return undefined
  const year = yearAt(tokens, next)
  if (!year && !is(tokens[next], 'year')) return undefined
  const to = year?.to ?? next + 1
  const months = count.value
  return {
    from: index,
    to,
    unit: months === 6 ? 'half' : 'nineMonths',
    edge: null,
    year: year?.year,
    month: second ? 12 : months,
    months,
  }
}

function period(tokens: readonly Token[], index: number): DateExpression | undefined {
  return quarterAt(tokens, index) ?? monthAt(tokens, index) ?? stageAt(tokens, index) ?? wholeYear(tokens, index)
}

/** quý IV năm 2012, quý 4/2012, quý I, II năm 2013, quý III và quý IV/2013: the last of them counts. */
function quarterAt(tokens: readonly Token[], index: number): DateExpression | undefined {
  if (!is(tokens[index], 'quarter')) return undefined
  const quarters = ordinalsAt(tokens, index + 1, 'quarter', quarterOf)
  if (!quarters) return undefined
  const year = yearAt(tokens, quarters.to)
  const { first, last } = quarters
  return {
    from: index,
    to: year?.to ?? quarters.to,
    unit: 'quarter',
    edge: null,
    year: year?.year,
    month: last * 3,
    months: Math.max(1, last - first + 1) * 3,
  }
}

function quarterOf(token: Token | undefined): number | undefined {
  const value = token?.kind === 'number' ? Number(token.text) : romanValue(token?.text ?? '')
  return value !== undefined && value >= 1 && value <= 4 ? value : undefined
}

/** tháng 6 năm 2013, tháng 6/2013, tháng 6, 7 năm 2013, tháng mười hai. */
function monthAt(tokens: readonly Token[], index: number): DateExpression | undefined {
  if (!is(tokens[index], 'month')) return undefined
  const months = ordinalsAt(tokens, index + 1, 'month', monthOf) ?? speltMonth(tokens, index + 1)
  if (!months) return undefined
  const year = yearAt(tokens, months.to)
  const { first, last } = months
  return {
    from: index,
    to: year?.to ?? months.to,
    unit: 'month',
    edge: null,
    year: year?.year,
    month: last,
    months: Math.max(1, last - first + 1),
  }
}

function speltMonth(tokens: readonly Token[], index: number): Ordinals | undefined {
  const count = countAt(tokens, index)
  if (!count || tokens[index]?.kind === 'number' || count.value > 12) return undefined
  // "tháng năm 2013" leaves the month out; "tháng năm năm 2013" is May.
  if (is(tokens[index], 'year') && count.length === 1 && !is(tokens[index + 1], 'year')) return undefined
  return { first: count.value, last: count.value, to: index + count.length }
}

function monthOf(token: Token | undefined): number | undefined {
  const value = token?.kind === 'number' ? Number(token.text) : romanValue(token?.text ?? '')
  return value !== undefined && value >= 1 && value <= 12 && (token?.text.length ?? 9) <= 4 ? value : undefined
}

interface Ordinals {
  readonly first: number
  readonly last: number
  readonly to: number
}

/** One or several, each with or without the word before it: I, II; I và quý II; 6 - 7; 6 đến tháng 8. */
function ordinalsAt(
  tokens: readonly Token[],
  index: number,
  name: 'quarter' | 'month',
  ordinalOf: (token: Token | undefined) => number | undefined,
): Ordinals | undefined {
  const first = ordinalOf(tokens[index])
  if (first === undefined) return undefined
  let last = first
  let to = index + 1
  while (
    tokens[to]?.text === ',' ||
    tokens[to]?.text === '-' ||
    tokens[to]?.text === '–' ||
    is(tokens[to], 'and') ||
    is(tokens[to], 'to')
  ) {
    const named = is(tokens[to + 1], name)
    const at = to + (named ? 2 : 1)
    const next = ordinalOf(tokens[at])
    // "quý I, 15 cơ sở": a further one is larger, and something of a date or of the sentence's end comes after it.
    if (next === undefined || next <= last || (!named && !endsPlainly(tokens, at + 1))) break
    last = next
    to = at + 1
  }
  return { first, last, to }
}

function endsPlainly(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index]
  return token === undefined || token.kind === 'sign' || is(token, 'year') || is(token, 'and')
}

/** giai đoạn 2011 - 2015, năm 2013 - 2015, nhiệm kỳ 2010-2015, năm học 2010 - 2011, 2013-2015. */
function stageAt(tokens: readonly Token[], index: number): DateExpression | undefined {
  let next = index
  while (next < index + 3 && (['stage', 'year', 'school'] as const).some((name) => is(tokens[next], name))) next += 1
  const firstYear = yearOf(tokens[next])
  const dash = tokens[next + 1]
  const year = yearOf(tokens[next + 2])
  if (firstYear === undefined || year === undefined || year < firstYear || !/^[-–—]$/.test(dash?.text ?? ''))
    return undefined
  const ofSchool = tokens.slice(index, next).some((token) => is(token, 'school'))
  return {
    from: index,
    to: next + 3,
    unit: ofSchool ? 'schoolYear' : 'stage',
    edge: null,
    year,
    firstYear,
    month: 12,
    months: (year - firstYear + 1) * 12,
  }
}

function wholeYear(tokens: readonly Token[], index: number): DateExpression | undefined {
  if (!is(tokens[index], 'year')) return undefined
  const ofSchool = is(tokens[index + 1], 'school')
  const year = yearOf(tokens[index + (ofSchool ? 2 : 1)])
  if (year === undefined) return undefined
  return {
    from: index,
    to: index + (ofSchool ? 3 : 2),
    unit: ofSchool ? 'schoolYear' : 'year',
    edge: null,
    year,
    month: 12,
    months: 12,
  }
}

/** ngày 15 tháng 12 năm 2012, ngày 15/12/2012, 15-12-2012, ngày 15/12, 31/12. Also 6/2013, a month. */
function dayAt(tokens: readonly Token[], index: number): DateExpression | undefined {
  const named = is(tokens[index], 'day')
  const at = named ? index + 1 : index
  const day = numberIn(tokens[at], 1, 31)
  if (day === undefined) return named ? undefined : monthInFigures(tokens, at)
  if ((named || isBound(tokens, at)) && is(tokens[at + 1], 'month')) {
    const month = numberIn(tokens[at + 2], 1, 12) ?? speltMonth(tokens, at + 2)?.last
    if (month === undefined) return undefined
    const after = numberIn(tokens[at + 2], 1, 12) === undefined ? (speltMonth(tokens, at + 2)?.to ?? at + 3) : at + 3
    const year = yearAt(tokens, after)
    return { from: index, to: year?.to ?? after, unit: 'day', edge: null, year: year?.year, month, day, months: 1 }
  }
  if (isPartOfNumber(tokens, at)) return undefined
  const sign = tokens[at + 1]?.text ?? ''
  const month = numberIn(tokens[at + 2], 1, 12)
  if (!/^[/.-]$/.test(sign) || month === undefined || !touches(tokens, at, at + 2)) {
    return named ? undefined : monthInFigures(tokens, at)
  }
  const year = tokens[at + 3]?.text === sign && touches(tokens, at + 2, at + 4) ? yearOf(tokens[at + 4]) : undefined
  if (year !== undefined) return { from: index, to: at + 5, unit: 'day', edge: null, year, month, day, months: 1 }
  if (sign !== '/' || tokens[at + 3]?.text === '/') return undefined
  const later = is(tokens[at + 3], 'year') ? yearAt(tokens, at + 3) : undefined
  return { from: index, to: later?.to ?? at + 3, unit: 'day', edge: null, year: later?.year, month, day, months: 1 }
}

const boundBefore = new Set(
  ['trước', 'đến', 'hết', 'là', 'vào', 'nhất', 'từ'].flatMap((word) => [keyOf(word), bareKey(word)]),
)

/** "trước 30 tháng 4 năm 2007": the word ngày is left out; "trong 6 tháng" is a count. */
function isBound(tokens: readonly Token[], at: number): boolean {
  return boundBefore.has(tokens[at - 1]?.key ?? '') && numberIn(tokens[at + 2], 1, 12) !== undefined
}

function monthInFigures(tokens: readonly Token[], at: number): DateExpression | undefined {
  const month = numberIn(tokens[at], 1, 12)
  const year = tokens[at + 1]?.text === '/' && touches(tokens, at, at + 2) ? yearOf(tokens[at + 2]) : undefined
  if (month === undefined || year === undefined || isPartOfNumber(tokens, at)) return undefined
  return { from: at, to: at + 3, unit: 'month', edge: null, year, month, months: 1 }
}

/** 30/2008/NQ-CP and 1.500/2.000: what stands after a sign that touches it is the rest of a longer number. */
function isPartOfNumber(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return (
    before !== undefined &&
    /^[/.,-]$/.test(before.text) &&
    before.end === tokens[at]?.start &&
    tokens[at - 2]?.end === before.start
  )
}

/** Three tokens with nothing between them, or with the spaces that re-spaced corpora put on both sides of the sign. */
function touches(tokens: readonly Token[], from: number, to: number): boolean {
  return (tokens[to]?.start ?? 0) - (tokens[from]?.end ?? 0) <= 3
}

/** năm 2012, /2012, - 2012, 2012: what follows a month or a quarter. */
function yearAt(tokens: readonly Token[], index: number): { readonly year: number; readonly to: number } | undefined {
  const skips = is(tokens[index], 'year') || /^[/,-]$/.test(tokens[index]?.text ?? '') ? [1, 0] : [0]
  for (const skip of skips) {
    const year = yearOf(tokens[index + skip])
    if (year !== undefined && !isRange(tokens, index + skip)) return { year, to: index + skip + 1 }
  }
  if (tokens[index]?.text === ',' && is(tokens[index + 1], 'year')) {
    const year = yearOf(tokens[index + 2])
    if (year !== undefined) return { year, to: index + 3 }
  }
  return undefined
}

/** "tháng 6, 2013 - 2015": the year begins a stage of its own. */
function isRange(tokens: readonly Token[], index: number): boolean {
  return /^[-–]$/.test(tokens[index + 1]?.text ?? '') && yearOf(tokens[index + 2]) !== undefined
}

function yearOf(token: Token | undefined): number | undefined {
  return token?.text.length === 4 ? numberIn(token, 1945, 2100) : undefined
}

function numberIn(token: Token | undefined, least: number, most: number): number | undefined {
  if (token?.kind !== 'number' || token.text.length > 4) return undefined
  const value = Number(token.text)
  return value >= least && value <= most ? value : undefined
}

/** ngày 15/6 và ngày 15/12/2013; tháng 6 đến tháng 9 năm 2013: the one without a year has that of its neighbour. */
function shareYears(tokens: readonly Token[], expressions: readonly DateExpression[]): readonly DateExpression[] {
  const shared = [...expressions]
  for (let index = shared.length - 2; index >= 0; index -= 1) {
    const [own, next] = [shared[index], shared[index + 1]]
    if (own && next && own.year === undefined && next.year !== undefined && areJoined(tokens, own, next)) {
      shared[index] = { ...own, year: next.year }
    }
  }
  for (let index = 1; index < shared.length; index += 1) {
    const [before, own] = [shared[index - 1], shared[index]]
    if (before && own && own.year === undefined && before.year !== undefined && areJoined(tokens, before, own)) {
      shared[index] = { ...own, year: before.year }
    }
  }
  return shared
}

function areJoined(tokens: readonly Token[], one: DateExpression, other: DateExpression): boolean {
  const between = tokens.slice(one.to, other.from)
  return (
    between.length <= 2 &&
    between.every(
      (token) => is(token, 'and') || is(token, 'to') || /^[,-–]$/.test(token.text) || token.text === 'trước',
    )
  )
}
