/**
 * The figures of a target as they were known: one for each period, given for the whole or composed of its areas.
 */
import { type CalendarDate, calendarDate, daysBetween, type Instant, yearOf } from '../days.ts'
import { type Composed, compose, weakestKind } from './composition.ts'
import { type Exact, toNumber } from './exact.ts'
import {
  currentObservation,
  exactValue,
  isYear,
  type Observation,
  type ObservationKind,
  type ObservedValue,
  observationKinds,
  type Period,
  periodEnd,
  periodStart,
  samePeriod,
  speaksFor,
  uncorrected,
} from './observation.ts'
import type { Target } from './target.ts'

/**
 * A closing day and a moment, which an evaluation keeps apart: the figures of 31/12/2015 as they were known in
 * February. Nothing recorded after `knownBy` and no period that begins after `day` is looked at. The clock gives
 * both: `{ day: clock.today(), knownBy: clock.now() }` is "now".
 */
export interface AsOf {
  readonly day: CalendarDate
  readonly knownBy: Instant
}

/** The one figure of a period, with what it rests on. */
export interface Figure {
  readonly period: Period
  /** As observed: a number, or the two counts. Judging starts from here, not from the rounded `value`. */
  readonly observed: ObservedValue
  /** In the target's unit, for showing. */
  readonly value: number
  readonly kind: ObservationKind
  readonly composed: boolean
  readonly sources: readonly FigureSource[]
}

export interface FigureSource {
  readonly observationId: string
  readonly source: string
  readonly sourceDate: CalendarDate
}

/** A period for which some areas gave a figure and others did not: there is no figure for the whole. */
export interface IncompleteFigure {
  readonly period: Period
  readonly missing: readonly string[]
  readonly partial: { readonly figure: Figure; readonly areas: readonly string[] } | null
}

export interface KnownFigures {
  /** By the end of the period, the shorter period first where two end on one day. */
  readonly figures: readonly Figure[]
  readonly incomplete: readonly IncompleteFigure[]
}

/**
 * What was known of a target. Observations of other targets may be among those given; those of the target that
 * this one supersedes count, since the two share one series. Where a period has a figure given for the whole and
 * one composed of all areas, the stronger kind stands, and of two of a kind the one that was given.
 */
export function knownFigures(target: Target, observations: readonly Observation[], asOf: AsOf): KnownFigures {
  const own = uncorrected(observations, asOf.knownBy).filter(
    (one) => (one.targetId === target.id || one.targetId === target.supersedes) && periodStart(one.period) <= asOf.day,
  )
  const figures: Figure[] = []
  const incomplete: IncompleteFigure[] = []
  for (const period of periodsOf(own)) {
    const given = currentObservation(own, period, null, asOf.knownBy)
    const composed = target.composition ? compose(target.composition, own, period, asOf.knownBy) : null
    const whole = given ? figureOf(target, period, given.value, [given], false) : null
    const added =
      composed && composed.value !== null ? figureOf(target, period, composed.value, composed.parts, true) : null
    const figure = stronger(whole, added)
    if (figure) figures.push(figure)
    else if (composed) incomplete.push(incompleteOf(target, period, composed))
  }
  return { figures, incomplete }
}

/**
 * The figure that speaks for a day: of a period that ends on it, or so shortly before that the reporting regime
 * takes it for that day. The latest end is preferred, then the longest period (the year's over the last quarter's).
 */
export function figureForDay(figures: readonly Figure[], day: CalendarDate): Figure | undefined {
  return figures.findLast((figure) => speaksFor(figure.period, day))
}

/** The figure of a year: over the whole of it, or else the state at its end. A half-year's is not a year's. */
export function figureOfYear(figures: readonly Figure[], year: number): Figure | undefined {
  return (
    figures.findLast((figure) => isYear(figure.period, year)) ??
    figures.findLast((figure) => 'asOf' in figure.period && speaksFor(figure.period, calendarDate(year, 12, 31)))
  )
}

/** One figure for each year of a span, and what is missing of it. */
export interface YearFigures {
  readonly years: readonly { readonly year: number; readonly figure: Figure }[]
  readonly missing: readonly number[]
  /** Of the missing years, those for which some areas did report. */
  readonly incomplete: readonly IncompleteFigure[]
}

/** The figures of the years from one to another, both included; an empty span has nothing missing. */
export function figuresOfYears(known: KnownFigures, from: number, to: number): YearFigures {
  const years: { year: number; figure: Figure }[] = []
  const missing: number[] = []
  for (let year = from; year <= to; year += 1) {
    const figure = figureOfYear(known.figures, year)
    if (figure) years.push({ year, figure })
    else missing.push(year)
  }
  const incomplete = known.incomplete.filter(({ period }) => missing.some((year) => isYear(period, year)))
  return { years, missing, incomplete }
}

export function exactFigure(target: Target, figure: Figure): Exact {
  return exactValue(figure.observed, unitOfFigures(target))
}

/** The unit in which figures are given: the base's for a multiple of a base year, the target's own for the rest. */
export function unitOfFigures(target: Target): string | null {
  return target.kind === 'multiple-of-base' ? target.base.unit : target.unit
}

function periodsOf(observations: readonly Observation[]): readonly Period[] {
  const periods: Period[] = []
  for (const { period } of observations) {
    if (!periods.some((known) => samePeriod(known, period))) periods.push(canonical(period))
  }
  return periods.toSorted(
    (a, b) =>
      daysBetween(periodEnd(b), periodEnd(a)) ||
      daysBetween(periodStart(a), periodStart(b)) ||
      Number('asOf' in b) - Number('asOf' in a),
  )
}

/** One way to write a period, whichever of its observations came first. */
function canonical(period: Period): Period {
  const year = yearOf(periodStart(period))
  return samePeriod(period, { year }) ? { year } : period
}

function figureOf(
  target: Target,
  period: Period,
  observed: ObservedValue,
  parts: readonly Observation[],
  composed: boolean,
): Figure {
  return {
    period,
    observed,
    value: toNumber(exactValue(observed, unitOfFigures(target))),
    kind: weakestKind(parts),
    composed,
    sources: parts.map((part) => ({ observationId: part.id, source: part.source, sourceDate: part.sourceDate })),
  }
}

function stronger(given: Figure | null, composed: Figure | null): Figure | null {
  if (!given || !composed) return given ?? composed
  return observationKinds.indexOf(composed.kind) > observationKinds.indexOf(given.kind) ? composed : given
}

function incompleteOf(target: Target, period: Period, { missing, partial, parts }: Composed): IncompleteFigure {
  if (partial === null) return { period, missing, partial }
  return {
    period,
    missing,
    partial: { figure: figureOf(target, period, partial.value, parts, true), areas: partial.areas },
  }
}
