/**
 * Entering a figure, and putting one right. An odd figure is refused with the question to answer; whoever answers it
 * sends the figure again with that doubt confirmed. Nothing is changed: a correction is one more observation.
 */
import type { CalendarDate, Instant } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import { canonical } from '../trail/chain.ts'
import { toNumber } from './exact.ts'
import { unitOfFigures } from './figures.ts'
import { currentObservation, exactValue, type Observation, periodEnd, periodStart, uncorrected } from './observation.ts'
import { checkObservation, type Doubt, doubtWritten } from './plausibility.ts'
import type { Target } from './target.ts'

export type FigureEntry = Pick<
  Observation,
  'area' | 'period' | 'value' | 'kind' | 'source' | 'sourceDate' | 'note' | 'onPaper' | 'byLink'
>

/** Who enters it and when, under which id, and the doubts that were answered. */
export interface Entering {
  readonly id: string
  readonly at: Instant
  readonly today: CalendarDate
  readonly by: string
  readonly confirmed: readonly Doubt['code'][]
}

/** The observation to record; `entered` where the figure in force says the same already. */
export function decideFigure(
  target: Target,
  observations: readonly Observation[],
  entry: FigureEntry,
  entering: Entering,
): Observation | { readonly entered: Observation } | Refusal {
  const refusal = untimely(entry, entering.today) ?? doubtful(target, observations, entry, entering)
  if (refusal) return refusal
  const current = currentObservation(observations, entry.period, entry.area, entering.at)
  if (current && current.targetId === target.id && canonical(entryOf(current)) === canonical(entryOf(entry))) {
    return { entered: current }
  }
  return observationOf(target, entry, entering, null)
}

/** Đính chính: one more observation that stands for the other, which stays readable. */
export function decideCorrection(
  target: Target,
  observations: readonly Observation[],
  wrong: string,
  right: Partial<FigureEntry>,
  reason: string,
  entering: Entering,
): Observation | Refusal {
  const former = observations.find(({ id, targetId }) => id === wrong && targetId === target.id)
  if (!former) return { code: 'not-found', thing: wrong }
  if (!uncorrected(observations, entering.at).includes(former)) return { code: 'figure-corrected' }
  const { onPaper: _, byLink: __, ...before } = entryOf(former)
  const entry: FigureEntry = { ...before, ...right, note: reason }
  if (canonical({ ...before, note: null }) === canonical({ ...entryOf(entry), note: null })) {
    return { code: 'nothing-to-change' }
  }
  const others = observations.filter((one) => one !== former)
  const refusal = untimely(entry, entering.today) ?? doubtful(target, others, entry, entering)
  return refusal ?? observationOf(target, entry, entering, former.id)
}

function entryOf(entry: FigureEntry): FigureEntry {
  const { area, period, value, kind, source, sourceDate, note, onPaper, byLink } = entry
  const came = { ...(onPaper ? { onPaper } : {}), ...(byLink ? { byLink } : {}) }
  return { area, period, value, kind, source, sourceDate, note, ...came }
}

function observationOf(
  target: Target,
  entry: FigureEntry,
  { id, at, by }: Entering,
  supersedes: string | null,
): Observation {
  return { id, targetId: target.id, ...entryOf(entry), recordedAt: at, recordedBy: by, supersedes }
}

function untimely({ period, sourceDate, onPaper }: FigureEntry, today: CalendarDate): Refusal | undefined {
  if (onPaper && onPaper.arrivedOn > today) return { code: 'arrival-in-future', arrived: onPaper.arrivedOn, today }
  const ahead = [sourceDate, periodStart(period)].find((day) => day > today)
  return ahead && { code: 'day-ahead', wanted: ahead, today }
}

function doubtful(
  target: Target,
  observations: readonly Observation[],
  { area, period, value }: FigureEntry,
  { at, confirmed }: Entering,
): Refusal | undefined {
  const earlier = observations
    .filter((one) => one.area === area && periodEnd(one.period) < periodEnd(period))
    .toSorted((a, b) => (periodEnd(a.period) < periodEnd(b.period) ? 1 : -1))
    .flatMap((one) => currentObservation(observations, one.period, area, at) ?? [])
  const [last] = earlier
  const previous = last ? toNumber(exactValue(last.value, unitOfFigures(target))) : null
  const open = checkObservation(target, value, { area, previous }).filter(({ code }) => !confirmed.includes(code))
  if (open.length === 0) return undefined
  return {
    code: 'figure-doubtful',
    doubts: open.map((one) => ({ code: one.code, sentence: doubtWritten(target, one) })),
  }
}
