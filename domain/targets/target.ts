/**
 * A target (chỉ tiêu): what is to be reached by when, in the document's words and in a form that can be judged.
 * What the document leaves open is `null` and stays open until a question is answered: nothing is guessed.
 */
import * as z from 'zod/mini'
import { type CalendarDate, isCalendarDate } from '../days.ts'
import { ClauseId } from '../programme/clause.ts'

const Id = z.string().check(z.regex(/^[0-9A-Za-z]+([_-][0-9A-Za-z]+)*$/, 'slug'), z.maxLength(40))
const Text = z.string().check(z.minLength(1), z.maxLength(2000))
const Day = z.custom<CalendarDate>((value) => typeof value === 'string' && isCalendarDate(value), 'day')
const Year = z.int().check(z.minimum(1900), z.maximum(2200))

/** Large enough for any figure of a city, small enough that its decimals survive as a number. */
const Amount = z.number().check(z.minimum(-1e15), z.maximum(1e15))

/** How a value is compared with a mark. */
export const Comparator = z.enum(['<=', '<', '>=', '>', '='])
export type Comparator = z.infer<typeof Comparator>

/** What the target's value has to be on a day before its last ("còn 4,5% năm 2015" on the way to "dưới 4%"). */
const Milestone = z.strictObject({ by: Day, comparator: Comparator, value: Amount })

/** Sums of the areas' values, or the ratio of the sums of their numerators and denominators. */
const Composition = z.strictObject({
  kind: z.enum(['sum', 'ratio']),
  areas: z.array(Id).check(
    z.minLength(1),
    z.refine((areas) => new Set(areas).size === areas.length, 'Mỗi địa bàn chỉ được kể một lần.'),
  ),
})

const common = {
  id: Id,
  clause: ClauseId,
  metric: Text,
  /** '%', '‰', 'lượt/năm', 'm²/người' …; a ratio of two counts is multiplied by 100 for '%' and by 1000 for '‰'. */
  unit: z.nullable(z.string().check(z.minLength(1), z.maxLength(60))),
  /** The words of the document that carry the value: "còn 4,5%", "đạt từ 85% trở lên". */
  printed: Text,
  quote: Text,
  /** The last day to reach it. `null`: the document states none. */
  by: z.nullable(Day),
  /** Whether more is better or less is. `null` where the comparator says it, or nothing does. */
  direction: z._default(z.nullable(z.enum(['higher', 'lower'])), null),
  /** Where it stood before the programme (số gốc). */
  baseline: z._default(z.nullable(z.strictObject({ year: Year, value: Amount, source: Text })), null),
  /** The target this one takes over from after that one's day; they share one series of figures. */
  supersedes: z._default(z.nullable(Id), null),
  owner: z._default(z.nullable(Id), null),
  composition: z._default(z.nullable(Composition), null),
}

const level = {
  ...common,
  value: Amount,
  milestones: z._default(z.array(Milestone), []),
  /** The value holds for every year up to `by`, not only at the end. */
  yearly: z._default(z.boolean(), false),
}

const AtLeast = z.strictObject({
  kind: z.literal('at-least'),
  ...level,
  comparator: z.nullable(z.enum(['>=', '>', '='])),
})

const AtMost = z.strictObject({ kind: z.literal('at-most'), ...level, comparator: z.nullable(z.enum(['<=', '='])) })

const LessThan = z.strictObject({ kind: z.literal('less-than'), ...level, comparator: z.literal('<') })

const FullCoverage = z.strictObject({
  kind: z.literal('full-coverage'),
  ...level,
  unit: z.literal('%'),
  value: z.literal(100),
  comparator: z.enum(['=', '>=']),
})

/** An average over calendar years, both ends included. `average: null`: the document does not say which years. */
const YearlyAverage = z.strictObject({
  kind: z.literal('yearly-average'),
  ...common,
  comparator: z.nullable(Comparator),
  value: Amount,
  average: z.nullable(z.strictObject({ from: Year, to: Year })),
})

/**
 * A multiple of a year's value. Observations hold the quantity itself (in `base.unit`), not the multiple; where
 * `base.value` is null, the observation of the base year stands in for it. `reading`: "tăng lên 3,5 lần" is times
 * 3,5 (`times`), or 3,5 times more, that is times 4,5 (`plus`).
 */
const MultipleOfBase = z.strictObject({
  kind: z.literal('multiple-of-base'),
  ...common,
  comparator: z.nullable(Comparator),
  value: Amount.check(z.positive()),
  milestones: z._default(z.array(Milestone), []),
  base: z.strictObject({
    year: Year,
    value: z.nullable(Amount.check(z.positive())),
    unit: z._default(z.nullable(Text), null),
  }),
  reading: z.nullable(z.enum(['times', 'plus'])),
})

/** No number: `increases` ("tăng hàng năm", each year more than the year before), or, with no comparator, judged in words. */
const Qualitative = z.strictObject({
  kind: z.literal('qualitative'),
  ...common,
  comparator: z.nullable(z.literal('increases')),
  value: z._default(z.null(), null),
  yearly: z._default(z.boolean(), false),
})

/** One target of a programme file, after the answers to its questions were put in place. Unknown fields are refused. */
export const Target = z
  .discriminatedUnion('kind', [AtLeast, AtMost, LessThan, FullCoverage, YearlyAverage, MultipleOfBase, Qualitative])
  .check(
    z.check((context) => {
      for (const [field, message] of contradictions(context.value)) {
        context.issues.push({ code: 'custom', input: context.value, path: [field], message })
      }
    }),
  )
export type Target = z.infer<typeof Target>

/** What is to be reached by one day: the target's own value, or a milestone's on the way. */
export type Mark = NumberMark | DirectionMark

export interface NumberMark {
  readonly by: CalendarDate | null
  readonly comparator: Comparator | null
  readonly value: number
}

/** A target without a number: `increases` year by year, or `null` where only words can judge it. */
export interface DirectionMark {
  readonly by: CalendarDate | null
  readonly comparator: 'increases' | null
  readonly value: null
}

/** The milestones and the target's own mark, in the order of their days; a mark without a day comes last. */
export function marksOf(target: Target): readonly Mark[] {
  const milestones: readonly Mark[] = 'milestones' in target ? target.milestones : []
  return [...milestones, ownMark(target)].toSorted((a, b) => (a.by === null || (b.by !== null && b.by < a.by) ? 1 : -1))
}

/** The mark to look at on a day: the first whose day is not over, or the target's own once all are. */
export function markInForce(target: Target, day: CalendarDate): Mark {
  return marksOf(target).find((mark) => mark.by === null || day <= mark.by) ?? ownMark(target)
}

function ownMark(target: Target): Mark {
  return target.kind === 'qualitative'
    ? { by: target.by, comparator: target.comparator, value: null }
    : { by: target.by, comparator: target.comparator, value: target.value }
}

/** The targets that speak on a day: one that another supersedes is silent after its own day. */
export function targetsInForce(targets: readonly Target[], day: CalendarDate): readonly Target[] {
  const superseded = new Set(targets.map((target) => target.supersedes))
  return targets.filter((target) => !superseded.has(target.id) || target.by === null || day <= target.by)
}

/** Whether more is better or less is, where the document says so by its comparator or the file by its direction. */
export function directionOf(target: Target): 'higher' | 'lower' | null {
  if (target.direction !== null) return target.direction
  return target.comparator === null ? null : directionOfComparator(target.comparator)
}

function directionOfComparator(comparator: Comparator | 'increases'): 'higher' | 'lower' | null {
  switch (comparator) {
    case '>=':
    case '>':
    case 'increases':
      return 'higher'
    case '<=':
    case '<':
      return 'lower'
    case '=':
      return null
    default:
      return comparator satisfies never
  }
}

/** What one field says against another: the field to look at, and a sentence for the author of the file. */
function contradictions(target: Target): [string, string][] {
  const found: [string, string][] = []
  const implied = target.comparator === null ? null : directionOfComparator(target.comparator)
  if (implied !== null && target.direction !== null && implied !== target.direction) {
    found.push(['direction', 'Chiều của chỉ tiêu trái với dấu so sánh. Hãy sửa một trong hai.'])
  }
  if (target.baseline !== null && target.by !== null && `${target.baseline.year}-12-31` >= target.by) {
    found.push(['baseline', 'Năm gốc phải trước thời hạn của chỉ tiêu. Hãy kiểm tra lại năm gốc.'])
  }
  if (target.supersedes === target.id) {
    found.push(['supersedes', 'Chỉ tiêu không thay thế chính nó. Hãy ghi mã của chỉ tiêu trước.'])
  }
  if (target.kind === 'yearly-average' && target.average !== null && target.average.from > target.average.to) {
    found.push(['average', 'Năm đầu của kỳ bình quân phải không sau năm cuối. Hãy sửa lại kỳ bình quân.'])
  }
  if (target.kind === 'multiple-of-base' && target.by !== null && `${target.base.year}-12-31` >= target.by) {
    found.push(['base', 'Năm so sánh phải trước thời hạn của chỉ tiêu. Hãy kiểm tra lại năm so sánh.'])
  }
  if ('milestones' in target && target.milestones.length > 0) {
    const days = marksOf(target).map((mark) => mark.by)
    if (new Set(days).size < days.length) {
      found.push(['milestones', 'Hai mốc không thể cùng một ngày. Hãy kiểm tra lại ngày của các mốc.'])
    }
    if (target.by !== null && days.at(-1) !== target.by) {
      found.push(['milestones', 'Các mốc phải trước thời hạn của chỉ tiêu. Hãy kiểm tra lại ngày của các mốc.'])
    }
  }
  return found
}
