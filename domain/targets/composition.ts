/**
 * A figure for the whole from the areas' figures: a sum, or a ratio of sums. Where an area is missing it is named
 * and no total is given; what the others make together is shown beside it, as partial.
 */
import type { Instant } from '../days.ts'
import { exact, sum, toNumber } from './exact.ts'
import {
  currentObservation,
  type Observation,
  type ObservationKind,
  type ObservedValue,
  observationKinds,
  type Period,
} from './observation.ts'
import type { Target } from './target.ts'

export type Composition = NonNullable<Target['composition']>

export interface Composed {
  /** `null` unless every area has a figure. */
  readonly value: ObservedValue | null
  /** The areas without a usable figure, in the composition's order. */
  readonly missing: readonly string[]
  /** What the areas that have one make together; `null` when none has, or when nothing is missing. */
  readonly partial: { readonly value: ObservedValue; readonly areas: readonly string[] } | null
  /** The observations it was made from. */
  readonly parts: readonly Observation[]
}

/**
 * The areas' figures of a period put together, as known at a moment. A ratio takes numerators and denominators: an
 * area that gave a bare percentage is missing too, since percentages of different wholes cannot be added. A sum
 * takes plain numbers. The observations are those of one target.
 */
export function compose(
  composition: Composition,
  observations: readonly Observation[],
  period: Period,
  knownBy: Instant,
): Composed {
  const parts: Observation[] = []
  const missing: string[] = []
  for (const area of composition.areas) {
    const part = currentObservation(observations, period, area, knownBy)
    if (part && isUsable(composition, part.value)) parts.push(part)
    else missing.push(area)
  }
  if (missing.length === 0) return { value: total(composition, parts), missing, partial: null, parts }
  const partial =
    parts.length === 0
      ? null
      : { value: total(composition, parts), areas: composition.areas.filter((area) => !missing.includes(area)) }
  return { value: null, missing, partial, parts }
}

/** Whether an area's value can be put together with the others': two counts for a ratio, one number for a sum. */
export function isUsable(composition: Composition, value: ObservedValue): boolean {
  return composition.kind === 'ratio' ? typeof value !== 'number' : typeof value === 'number'
}

/** A whole is as certain as the least certain of its parts, of which there is at least one. */
export function weakestKind(parts: readonly Observation[]): ObservationKind {
  return observationKinds.find((kind) => parts.some((part) => part.kind === kind)) ?? 'estimate'
}

function total(composition: Composition, parts: readonly Observation[]): ObservedValue {
  const values = parts.map((part) => part.value)
  if (composition.kind === 'sum') return addUp(values.filter((value) => typeof value === 'number'))
  const counts = values.filter((value) => typeof value !== 'number')
  return {
    numerator: addUp(counts.map((count) => count.numerator)),
    denominator: addUp(counts.map((count) => count.denominator)),
  }
}

function addUp(values: readonly number[]): number {
  return toNumber(sum(values.map(exact)))
}
