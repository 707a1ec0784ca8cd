/**
 * Targets that are a level to stand at on a day: at least, at most, less than, full coverage, and a multiple of a
 * base year, which is a level too once figures are divided by the base.
 */
import { type CalendarDate, calendarDate } from '../days.ts'
import { type Exact, exact, over, plus, toNumber } from './exact.ts'
import { type AsOf, exactFigure, type Figure, figureForDay, figureOfYear, type KnownFigures } from './figures.ts'
import { type Finding, isDue, isStale, latestOf, type Measured, noBasis, noOutlook } from './finding.ts'
import { periodEnd, speaksFor } from './observation.ts'
import { type Comparator, marksOf, type NumberMark, type Target } from './target.ts'
import { needed, onPath, type Point, prospect, satisfies } from './trajectory.ts'

export function judgeLevel(target: Target, mark: NumberMark, known: KnownFigures, asOf: AsOf): Finding {
  const line = lineTo(target, mark, known)
  if ('verdict' in line) return line
  return isDue(line.mark.day, asOf) ? verdict(line, known) : outlook(line, known, asOf)
}

/** The straight way to a mark and the figures measured as the mark is; empty where the mark is open. For the chart. */
export function courseTo(target: Target, mark: NumberMark, known: KnownFigures): Course {
  const line = lineTo(target, mark, known)
  if ('verdict' in line) return { path: [], actual: [] }
  return {
    path: pathOf(line, known).map(({ day, value }) => ({ day, value: toNumber(value) })),
    actual: known.figures.map((figure) => measure(line, figure)),
  }
}

export interface Course {
  readonly path: readonly { readonly day: CalendarDate; readonly value: number }[]
  readonly actual: readonly Measured[]
}

/** A mark and the straight way to it; without a `start` the first figure begins the way. */
interface Line {
  readonly comparator: Comparator
  readonly start: Point | null
  readonly milestones: readonly Point[]
  readonly mark: Point
  readonly base: Measured['base']
  readonly exactOf: (figure: Figure) => Exact
}

function lineTo(target: Target, mark: NumberMark, known: KnownFigures): Line | Finding {
  return target.kind === 'multiple-of-base' ? multipleLine(target, mark, known) : levelLine(target, mark, known)
}

function levelLine(target: Target, { by, comparator, value }: NumberMark, known: KnownFigures): Line | Finding {
  if (by === null || comparator === null) return noBasis({ by, comparator }, latestOf(known))
  const { baseline } = target
  return {
    comparator,
    start: baseline ? { day: endOf(baseline.year), value: exact(baseline.value) } : null,
    milestones: pointsBefore(target, by, exact),
    mark: { day: by, value: exact(value) },
    base: null,
    exactOf: (figure) => exactFigure(target, figure),
  }
}

function multipleLine(
  target: Extract<Target, { kind: 'multiple-of-base' }>,
  { by, comparator, value }: NumberMark,
  known: KnownFigures,
): Line | Finding {
  const { reading } = target
  const base = baseOf(target, known)
  if (by === null || comparator === null || base === null || reading === null) {
    return noBasis({ by, comparator, base, reading }, latestOf(known))
  }
  const required = (times: number) => (reading === 'times' ? exact(times) : plus(exact(1), exact(times)))
  return {
    comparator,
    start: { day: endOf(target.base.year), value: exact(1) },
    milestones: pointsBefore(target, by, required),
    mark: { day: by, value: required(value) },
    base: { year: target.base.year, value: toNumber(base) },
    exactOf: (figure) => over(exactFigure(target, figure), base),
  }
}

function verdict(line: Line, known: KnownFigures): Finding {
  const { day, value: required } = line.mark
  const figure = figureForDay(known.figures, day)
  if (figure) {
    const met = satisfies(line.comparator, line.exactOf(figure), required)
    return {
      verdict: met ? 'met' : 'not-met',
      grounds: { rule: 'level', measured: measure(line, figure), required: toNumber(required) },
    }
  }
  const incomplete = known.incomplete.findLast(({ period }) => speaksFor(period, day))
  const lacking = incomplete ? ({ what: 'areas', incomplete } as const) : ({ what: 'figure' } as const)
  return { verdict: 'no-data', lacking, latest: latestOf(known) }
}

function outlook(line: Line, known: KnownFigures, asOf: AsOf): Finding {
  const latest = latestOf(known)
  if (!latest) return noOutlook('no-figure', latest)
  if (isStale(latest, asOf)) return noOutlook('stale', latest)
  const figure: Point = { day: periodEnd(latest.period), value: line.exactOf(latest) }
  const path = pathOf(line, known)
  const found = prospect(line.comparator, path, figure)
  if (found === null) return noOutlook('no-start', latest)
  return {
    verdict: 'not-due',
    outlook: {
      outlook: found,
      grounds: { rule: 'level', measured: measure(line, latest), required: toNumber(line.mark.value) },
      ahead:
        found === 'reached'
          ? null
          : { rule: 'level', expected: toNumber(onPath(path, figure.day)), needed: needed(figure, line.mark) },
    },
  }
}

function pathOf(line: Line, known: KnownFigures): readonly Point[] {
  const first = known.figures[0]
  const start = line.start ?? (first ? { day: periodEnd(first.period), value: line.exactOf(first) } : null)
  const later = line.milestones.filter((point) => start !== null && start.day < point.day)
  return start === null ? [line.mark] : [start, ...later, line.mark]
}

function measure(line: Line, figure: Figure): Measured {
  return { figure, value: toNumber(line.exactOf(figure)), base: line.base }
}

/** The milestones before a day, as points of the way to it. */
function pointsBefore(target: Target, day: CalendarDate, required: (value: number) => Exact): readonly Point[] {
  return marksOf(target).flatMap(({ by, value }) =>
    by !== null && by < day && value !== null ? [{ day: by, value: required(value) }] : [],
  )
}

/** What figures are divided by: the file's value of the base year, or the figure of that year; it must be positive. */
function baseOf(target: Extract<Target, { kind: 'multiple-of-base' }>, known: KnownFigures): Exact | null {
  if (target.base.value !== null) return exact(target.base.value)
  const figure = figureOfYear(known.figures, target.base.year)
  const value = figure ? exactFigure(target, figure) : null
  return value !== null && value.top > 0n ? value : null
}

function endOf(year: number): CalendarDate {
  return calendarDate(year, 12, 31)
}
