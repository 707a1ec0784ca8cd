/**
 * Observations (số liệu) of a target: a value of a period, for the whole or for one area, with where it comes from.
 * Each is ước, sơ bộ or chính thức; a later kind supersedes and none is erased. What was in force at a moment is
 * found from when each was recorded, so that an evaluation can be read again with the figures it had.
 */
import * as z from 'zod/mini'
import {
  type CalendarDate,
  calendarDate,
  daysBetween,
  type Instant,
  isCalendarDate,
  isInstant,
  written,
} from '../days.ts'
import { type Exact, exact, over, times } from './exact.ts'

const Text = z.string().check(z.minLength(1), z.maxLength(2000))
const Id = z.string().check(z.minLength(1), z.maxLength(80))
const Day = z.custom<CalendarDate>((value) => typeof value === 'string' && isCalendarDate(value), 'day')
const Moment = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value), 'instant')
const Year = z.int().check(z.minimum(1900), z.maximum(2200))
const Amount = z.number().check(z.minimum(-1e15), z.maximum(1e15))

/** A calendar year, a span with both ends included, or the state on one day (thời điểm). */
export const Period = z.union([
  z.strictObject({ year: Year }),
  z
    .strictObject({ from: Day, to: Day })
    .check(
      z.refine(({ from, to }) => from <= to, 'Ngày đầu kỳ phải không sau ngày cuối kỳ. Hãy sửa một trong hai ngày.'),
    ),
  z.strictObject({ asOf: Day }),
])
export type Period = z.infer<typeof Period>

/** A number, or the two counts it is the ratio of: those can be added over areas, a percentage cannot. */
export const ObservedValue = z.union([
  Amount,
  z.strictObject({ numerator: Amount, denominator: Amount.check(z.positive()) }),
])
export type ObservedValue = z.infer<typeof ObservedValue>

/** From the weakest to the strongest. */
export const observationKinds = ['estimate', 'preliminary', 'official'] as const
export const ObservationKind = z.enum(observationKinds)
export type ObservationKind = z.infer<typeof ObservationKind>

/** As the statistics office says it. */
export const observationKindWords: Readonly<Record<ObservationKind, string>> = {
  estimate: 'ước',
  preliminary: 'sơ bộ',
  official: 'chính thức',
}

const OnPaper = z.strictObject({ arrivalNumber: Text, arrivedOn: Day, files: z.exactOptional(z.array(Id)) })

export const Observation = z.strictObject({
  id: Id,
  targetId: Id,
  /** The area it speaks for; `null` is the whole programme's area. */
  area: z.nullable(Id),
  period: Period,
  value: ObservedValue,
  kind: ObservationKind,
  source: Text,
  sourceDate: Day,
  recordedAt: Moment,
  recordedBy: Text,
  /** Đính chính: the observation this one replaces, whatever the kinds, period or area of the two. */
  supersedes: z._default(z.nullable(Id), null),
  note: z._default(z.nullable(Text), null),
  /** Nhập thay: it came on paper, and the office entered it. */
  onPaper: z.exactOptional(OnPaper),
  /** It came by a link of a letter, which was sent to this mailbox. */
  byLink: z.exactOptional(z.strictObject({ mailbox: Text })),
})
export type Observation = z.infer<typeof Observation>

/**
 * The observation in force for a period and an area, as known at a moment: official over preliminary over estimate,
 * within a kind the one recorded later. One that a correction replaced is never in force. The observations are those
 * of one target.
 */
export function currentObservation(
  observations: readonly Observation[],
  period: Period,
  area: string | null,
  knownBy: Instant,
): Observation | undefined {
  return observationHistory(observations, period, area, knownBy).current
}

export interface ObservationHistory {
  readonly current: Observation | undefined
  /** Every other one of that period and area, the strongest and latest first: nothing is erased. */
  readonly earlier: readonly Observation[]
}

/** All that was recorded by a moment for a period and an area: the one in force, and those it or a correction replaced. */
export function observationHistory(
  observations: readonly Observation[],
  period: Period,
  area: string | null,
  knownBy: Instant,
): ObservationHistory {
  const standing = new Set(uncorrected(observations, knownBy))
  const known = observations
    .filter((one) => one.recordedAt <= knownBy && one.area === area && samePeriod(one.period, period))
    .toSorted(strongestFirst)
  const current = known.find((one) => standing.has(one))
  return { current, earlier: known.filter((one) => one !== current) }
}

/** What was recorded by a moment and not replaced by a correction that was also recorded by then. */
export function uncorrected(observations: readonly Observation[], knownBy: Instant): readonly Observation[] {
  const known = observations.filter((one) => one.recordedAt <= knownBy)
  const byId = new Map(known.map((one) => [one.id, one]))
  const replaced = new Set<Observation>()
  for (const correction of known) {
    const former = correction.supersedes === null ? undefined : byId.get(correction.supersedes)
    // A correction acts on what was recorded before it, so that two that name each other cannot both vanish.
    if (former && recordedFirst(former, correction) < 0) replaced.add(former)
  }
  return known.filter((one) => !replaced.has(one))
}

/** The strongest kind first, within a kind the latest recorded; the id settles what was recorded at one moment. */
export function strongestFirst(a: Observation, b: Observation): number {
  return observationKinds.indexOf(b.kind) - observationKinds.indexOf(a.kind) || recordedFirst(b, a)
}

function recordedFirst(a: Observation, b: Observation): number {
  return order(a.recordedAt, b.recordedAt) || order(a.id, b.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The number a value stands for in its unit: a ratio of counts is a share of 100 in '%' and of 1000 in '‰'. */
export function exactValue(value: ObservedValue, unit: string | null): Exact {
  if (typeof value === 'number') return exact(value)
  const scale = unit === '%' ? 100 : unit === '‰' ? 1000 : 1
  return times(over(exact(value.numerator), exact(value.denominator)), exact(scale))
}

export function periodStart(period: Period): CalendarDate {
  if ('year' in period) return calendarDate(period.year, 1, 1)
  return 'from' in period ? period.from : period.asOf
}

export function periodEnd(period: Period): CalendarDate {
  if ('year' in period) return calendarDate(period.year, 12, 31)
  return 'to' in period ? period.to : period.asOf
}

/** "năm 2015", "từ 15/12/2014 đến 14/12/2015", "tại ngày 31/12/2015". */
export function periodWritten(period: Period): string {
  if ('year' in period) return `năm ${period.year}`
  return 'from' in period ? `từ ${written(period.from)} đến ${written(period.to)}` : `tại ngày ${written(period.asOf)}`
}

/** A year and the span from 1 January to 31 December are one period; the state on 31 December is another. */
export function samePeriod(a: Period, b: Period): boolean {
  return periodStart(a) === periodStart(b) && periodEnd(a) === periodEnd(b) && 'asOf' in a === 'asOf' in b
}

/**
 * Whether figures of this period are those of a day: it ends on the day or at most 18 days before. A reporting year
 * closes its data on 14/12 (Nghị định 09/2019/NĐ-CP, Điều 12), 17 days before 31/12 and 18 before 1/1.
 */
export function speaksFor(period: Period, day: CalendarDate): boolean {
  const early = daysBetween(periodEnd(period), day)
  return early >= 0 && early <= 18
}

/** Whether the period is one whole year that ends with this one: the calendar's or the reporting regime's (15/12 to 14/12). */
export function isYear(period: Period, year: number): boolean {
  const length = daysBetween(periodStart(period), periodEnd(period)) + 1
  return length >= 365 && length <= 366 && speaksFor(period, calendarDate(year, 12, 31))
}
