/**
 * What a judgement finds: a verdict with the facts it rests on. A value that is missing leads to no verdict, no
 * outlook and no colour.
 */
import { addMonths, type CalendarDate } from '../days.ts'
import type { AsOf, Figure, IncompleteFigure, KnownFigures } from './figures.ts'
import { periodEnd } from './observation.ts'
import type { Needed, Prospect } from './trajectory.ts'

export type Finding =
  | { readonly verdict: 'met' | 'not-met'; readonly grounds: Grounds }
  | { readonly verdict: 'no-data'; readonly lacking: Lacking; readonly latest: Figure | null }
  /** The document leaves open what the judgement needs. */
  | { readonly verdict: 'no-basis'; readonly open: readonly OpenPoint[]; readonly latest: Figure | null }
  | { readonly verdict: 'not-due'; readonly outlook: Outlook }
  /** No number was set, and the day has come or there is none: evaluators judge in words. */
  | { readonly verdict: 'in-words'; readonly latest: Figure | null }

export type Verdict = Finding['verdict']

/** No verdict, and no outlook, for want of figures. */
export function isLacking(finding: Finding): boolean {
  return finding.verdict === 'no-data' || (finding.verdict === 'not-due' && finding.outlook.outlook === 'no-data')
}

/** The field of the target that is open: the programme's question about that field is the one to answer. */
export type OpenPoint = 'by' | 'comparator' | 'average' | 'base' | 'reading'

/** What a verdict rests on, and what an outlook starts from. */
export type Grounds =
  | { readonly rule: 'level'; readonly measured: Measured; readonly required: number }
  | { readonly rule: 'average'; readonly years: readonly Figure[]; readonly average: number; readonly required: number }
  | { readonly rule: 'every-year'; readonly years: readonly YearHeld[] }

/** A figure and the value that was compared: its own, or how many times the base it is. */
export interface Measured {
  readonly figure: Figure
  readonly value: number
  readonly base: { readonly year: number; readonly value: number } | null
}

/** One year of a target that must hold in each, with the value of the year before where the two are compared. */
export interface YearHeld {
  readonly year: number
  readonly figure: Figure
  readonly previous: number | null
  readonly held: boolean
}

/** What is missing for a verdict; where only some areas reported, those that did not are named. */
export type Lacking =
  | { readonly what: 'figure' }
  | { readonly what: 'areas'; readonly incomplete: IncompleteFigure }
  | { readonly what: 'years'; readonly years: readonly number[]; readonly incomplete: readonly IncompleteFigure[] }

/** Before the day: how it looks and why, or why nothing can be said. */
export type Outlook =
  | {
      readonly outlook: 'no-data'
      readonly because: NoOutlook
      readonly latest: Figure | null
      /** The years of a `gap`. */
      readonly missing: readonly number[]
    }
  | {
      readonly outlook: Prospect
      readonly grounds: Grounds
      /** `null` where nothing is left to do, or every year simply has to hold. */
      readonly ahead: Ahead | null
    }

/** What lies between a figure and its mark. */
export type Ahead =
  /** Where the line stands on the figure's day, and what is still to go. */
  | { readonly rule: 'level'; readonly expected: number; readonly needed: Needed }
  /** What the years that remain have to average. */
  | { readonly rule: 'average'; readonly neededAverage: number }

/**
 * `stale`: the latest figure ended more than two years before the closing day. `no-start`: no base and no earlier
 * figure to draw the line from. `gap`: a year in between has no figure. `in-words`: there is no number to follow.
 */
export type NoOutlook = 'no-figure' | 'stale' | 'no-start' | 'gap' | 'in-words'

/** The one place that decides on colour: `none` (grey, hatched) for all that is missing, open or judged in words. */
export function toneOf(finding: Finding): 'good' | 'fair' | 'poor' | 'none' {
  switch (finding.verdict) {
    case 'met':
      return 'good'
    case 'not-met':
      return 'poor'
    case 'no-data':
    case 'no-basis':
    case 'in-words':
      return 'none'
    case 'not-due':
      return toneOfOutlook[finding.outlook.outlook]
    default:
      return finding satisfies never
  }
}

const toneOfOutlook = { reached: 'good', likely: 'fair', unlikely: 'poor', 'no-data': 'none' } as const

/** No verdict, because of the points among these that are null. */
export function noBasis(points: { readonly [point in OpenPoint]?: unknown }, latest: Figure | null): Finding {
  const all: readonly OpenPoint[] = ['by', 'comparator', 'average', 'base', 'reading']
  return { verdict: 'no-basis', open: all.filter((point) => points[point] === null), latest }
}

export function noOutlook(because: NoOutlook, latest: Figure | null, missing: readonly number[] = []): Finding {
  return { verdict: 'not-due', outlook: { outlook: 'no-data', because, latest, missing } }
}

export function latestOf(known: KnownFigures): Figure | null {
  return known.figures.at(-1) ?? null
}

/** A mark is due on its own day: an evaluation that closes on that day judges it. */
export function isDue(by: CalendarDate, asOf: AsOf): boolean {
  return by <= asOf.day
}

/** An outlook drawn from a figure this old would colour what nobody knows. */
export function isStale(figure: Figure, asOf: AsOf): boolean {
  return periodEnd(figure.period) < addMonths(asOf.day, -24)
}
