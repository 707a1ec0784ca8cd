/** Targets as they are shown: where each stands, its way to the mark, and every figure that was ever entered. */
import * as z from 'zod/mini'
import { Moment } from '../moment.ts'
import { Day } from '../programme/schema.ts'
import { compose, weakestKind } from './composition.ts'
import { toNumber } from './exact.ts'
import { type AsOf, type Figure, type KnownFigures, knownFigures, unitOfFigures } from './figures.ts'
import { toneOf } from './finding.ts'
import { judge } from './judgement.ts'
import { courseTo } from './level.ts'
import {
  currentObservation,
  exactValue,
  Observation,
  ObservationKind,
  Period,
  periodEnd,
  periodWritten,
  samePeriod,
  uncorrected,
} from './observation.ts'
import { directionOf, type Mark, markInForce, marksOf, type Target, targetsInForce } from './target.ts'
import { findingLabel, goalWritten, judgementWritten, neededWritten } from './wording.ts'

const Tone = z.enum(['good', 'fair', 'poor', 'none'])
const Verdict = z.enum(['met', 'not-met', 'no-data', 'no-basis', 'not-due', 'in-words'])
const Point = z.strictObject({ day: Day, value: z.number() })

const FigureView = z.strictObject({
  period: Period,
  periodWritten: z.string(),
  /** In the unit of the target's figures. */
  value: z.number(),
  kind: ObservationKind,
  composed: z.boolean(),
  sources: z.array(z.strictObject({ observationId: z.string(), source: z.string(), sourceDate: Day })),
})

const Standing = {
  verdict: Verdict,
  /** Đạt, Có khả năng, Khó đạt, Chưa có số liệu …: the few words of a cell. */
  label: z.string(),
  /** `none` is neither green nor red: what is missing or open. */
  tone: Tone,
  /** The reasoning in sentences. */
  written: z.string(),
}

const MarkView = z.strictObject({
  by: z.nullable(Day),
  comparator: z.nullable(z.string()),
  value: z.nullable(z.number()),
  goal: z.string(),
  ...Standing,
})

const line = {
  id: z.string(),
  clause: z.string(),
  metric: z.string(),
  printed: z.string(),
  unit: z.nullable(z.string()),
  direction: z.nullable(z.enum(['higher', 'lower'])),
  owner: z.nullable(z.string()),
  by: z.nullable(Day),
  /** What the mark in force asks for. */
  goal: z.string(),
  ...Standing,
  latest: z.nullable(FigureView),
  /** What is still to go, where a way to the mark can be drawn. */
  needed: z.nullable(z.string()),
  /** False once the target that takes over from it speaks. */
  inForce: z.boolean(),
  /** The figures by the end of their periods. */
  actual: z.array(Point),
}

export const TargetLine = z.strictObject(line)
export type TargetLine = z.infer<typeof TargetLine>

export const TargetView = z.strictObject({
  ...line,
  kind: z.string(),
  quote: z.string(),
  unitOfFigures: z.nullable(z.string()),
  baseline: z.nullable(z.strictObject({ year: z.int(), value: z.number(), source: z.string() })),
  areas: z.array(z.string()),
  marks: z.array(MarkView),
  /** The straight way to the last mark, and the figures measured as that mark is; empty where none can be drawn. */
  course: z.strictObject({ path: z.array(Point), actual: z.array(Point) }),
  figures: z.array(FigureView),
  incomplete: z.array(z.strictObject({ period: Period, missing: z.array(z.string()) })),
})
export type TargetView = z.infer<typeof TargetView>

export const ObservationView = z.strictObject({
  ...Observation.shape,
  recordedAt: Moment,
  periodWritten: z.string(),
  /** `superseded` by a later kind or a later entry, `corrected` by another observation. */
  standing: z.enum(['current', 'superseded', 'corrected', 'held']),
})
export type ObservationView = z.infer<typeof ObservationView>

/** One period of a target that is put together from areas. */
export const CompositionView = z.strictObject({
  period: Period,
  periodWritten: z.string(),
  /** `null` while an area is missing: no total is invented. */
  value: z.nullable(z.number()),
  kind: z.nullable(ObservationKind),
  missing: z.array(z.string()),
  /** What the areas that have a figure make together. */
  partial: z.nullable(z.number()),
  parts: z.array(
    z.strictObject({ area: z.string(), value: z.number(), kind: ObservationKind, observation: z.string() }),
  ),
})
export type CompositionView = z.infer<typeof CompositionView>

/** What a view is made of beside the target: its series, when, and the targets it stands among. */
export interface Surroundings {
  readonly observations: readonly Observation[]
  readonly asOf: AsOf
  readonly all: readonly Target[]
  readonly areaName: (area: string) => string
}

export function targetLine(target: Target, around: Surroundings): TargetLine {
  const { observations, asOf, all } = around
  const known = knownFigures(target, observations, asOf)
  const mark = markInForce(target, asOf.day)
  const { id, clause, metric, printed, unit, owner, by } = target
  const latest = known.figures.at(-1)
  return {
    id,
    clause,
    metric,
    printed,
    unit,
    direction: directionOf(target),
    owner,
    by,
    goal: goalWritten(target, mark),
    ...standing(target, mark, around),
    latest: latest ? figureView(latest) : null,
    needed: stillNeeded(target, mark, around),
    inForce: targetsInForce(all, asOf.day).includes(target),
    actual: points(known),
  }
}

export function targetView(target: Target, around: Surroundings): TargetView {
  const known = knownFigures(target, around.observations, around.asOf)
  const { kind, quote, baseline, composition } = target
  return {
    ...targetLine(target, around),
    kind,
    quote,
    unitOfFigures: unitOfFigures(target),
    baseline,
    areas: composition?.areas ?? [],
    marks: marksOf(target).map((mark) => ({
      by: mark.by,
      comparator: mark.comparator,
      value: mark.value,
      goal: goalWritten(target, mark),
      ...standing(target, mark, around),
    })),
    course: courseOf(target, known),
    figures: known.figures.map(figureView),
    incomplete: known.incomplete.map(({ period, missing }) => ({ period, missing: [...missing] })),
  }
}

/**
 * All of a target's observations, the latest entered first. `held`: the ids of those of which the agency says that it did not send them; they count
 * for nothing.
 */
export function observationViews(
  observations: readonly Observation[],
  { knownBy }: AsOf,
  held: ReadonlySet<string> = new Set(),
): readonly ObservationView[] {
  const counted = observations.filter(({ id }) => !held.has(id))
  const standing = new Set(uncorrected(counted, knownBy))
  const standingOf = (one: Observation) => {
    if (held.has(one.id)) return 'held'
    if (!standing.has(one)) return 'corrected'
    return currentObservation(counted, one.period, one.area, knownBy) === one ? 'current' : 'superseded'
  }
  return observations
    .toReversed()
    .map((one) => ({ ...one, periodWritten: periodWritten(one.period), standing: standingOf(one) }))
}

/** By period, the latest first; none for a target that is not put together from areas. */
export function compositionViews(
  target: Target,
  observations: readonly Observation[],
  { knownBy }: AsOf,
): readonly CompositionView[] {
  const { composition } = target
  if (!composition) return []
  const unit = unitOfFigures(target)
  const inUnit = (value: Observation['value']) => toNumber(exactValue(value, unit))
  const periods: Period[] = []
  for (const { period, area } of observations) {
    if (area !== null && !periods.some((one) => samePeriod(one, period))) periods.push(period)
  }
  return periods
    .toSorted((a, b) => (periodEnd(a) < periodEnd(b) ? 1 : -1))
    .map((period) => {
      const { value, missing, partial, parts } = compose(composition, observations, period, knownBy)
      return {
        period,
        periodWritten: periodWritten(period),
        value: value === null ? null : inUnit(value),
        kind: value === null ? null : weakestKind(parts),
        missing: [...missing],
        partial: partial === null ? null : inUnit(partial.value),
        parts: parts.map(({ id, area, value: own, kind }) => ({
          area: area ?? '',
          value: inUnit(own),
          kind,
          observation: id,
        })),
      }
    })
}

function standing(target: Target, mark: Mark, { observations, asOf, areaName }: Surroundings) {
  const judgement = judge(target, observations, asOf, mark)
  const { finding } = judgement
  return {
    verdict: finding.verdict,
    label: findingLabel(finding),
    tone: toneOf(finding),
    written: judgementWritten(target, judgement, areaName),
  }
}

function stillNeeded(target: Target, mark: Mark, { observations, asOf }: Surroundings): string | null {
  const { finding } = judge(target, observations, asOf, mark)
  if (finding.verdict !== 'not-due' || finding.outlook.outlook === 'no-data') return null
  const { ahead } = finding.outlook
  return ahead?.rule === 'level' ? neededWritten(target, mark, ahead.needed) : null
}

/** Averages and targets that must hold in every year have no straight way to a day. */
function courseOf(target: Target, known: KnownFigures): TargetView['course'] {
  const last = marksOf(target).at(-1)
  const isLevel = target.kind !== 'yearly-average' && !('yearly' in target && target.yearly)
  if (!last || last.value === null || !isLevel) return { path: [], actual: [] }
  const { path, actual } = courseTo(target, last, known)
  return {
    path: [...path],
    actual: actual.map(({ figure, value }) => ({ day: periodEnd(figure.period), value })),
  }
}

function points({ figures }: KnownFigures) {
  return figures.map(({ period, value }) => ({ day: periodEnd(period), value }))
}

function figureView({ period, value, kind, composed, sources }: Figure) {
  return { period, periodWritten: periodWritten(period), value, kind, composed, sources: [...sources] }
}
