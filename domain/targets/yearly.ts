/**
 * Targets that must hold in every year: "tăng hàng năm", where each year is compared with the year before, and
 * levels that the file marks `yearly`. One year that fails is a failure; one that is missing leaves no verdict.
 */
import { type CalendarDate, calendarDate, yearOf } from '../days.ts'
import { compare, type Exact, exact, toNumber } from './exact.ts'
import {
  type AsOf,
  exactFigure,
  type Figure,
  figureOfYear,
  figuresOfYears,
  type KnownFigures,
  type YearFigures,
} from './figures.ts'
import { type Finding, isDue, isStale, latestOf, noBasis, noOutlook, type YearHeld } from './finding.ts'
import { periodEnd } from './observation.ts'
import { marksOf, type NumberMark, type Target } from './target.ts'
import { satisfies } from './trajectory.ts'

/** Each year more than the year before, from the base year or the first year with a figure on. */
export function judgeIncrease(target: Target, by: CalendarDate | null, known: KnownFigures, asOf: AsOf): Finding {
  const { baseline } = target
  const first = baseline ? baseline.year : firstYear(known)
  const exactOf = (figure: Figure) => exactFigure(target, figure)
  const valueIn = (year: number): Exact | null => {
    if (baseline?.year === year) return exact(baseline.value)
    const figure = figureOfYear(known.figures, year)
    return figure ? exactOf(figure) : null
  }
  return judgeEveryYear(
    {
      by,
      // The first year of the series is only what the second is compared with.
      from: first === null ? null : first + 1,
      hold: ({ year, figure }) => {
        const previous = valueIn(year - 1)
        const held = previous !== null && compare(exactOf(figure), previous) > 0
        return { year, figure, previous: previous === null ? null : toNumber(previous), held }
      },
    },
    known,
    asOf,
  )
}

/** The mark's value in every year: after the mark before it, else after the base year, else from the first figure on. */
export function judgeYearlyLevel(target: Target, mark: NumberMark, known: KnownFigures, asOf: AsOf): Finding {
  const { by, comparator } = mark
  if (comparator === null) return noBasis({ comparator }, latestOf(known))
  const required = exact(mark.value)
  const before = marksOf(target).findLast((earlier) => earlier.by !== null && (by === null || earlier.by < by))
  const after = before?.by ? lastWholeYear(before.by) : target.baseline?.year
  return judgeEveryYear(
    {
      by,
      from: after === undefined ? firstYear(known) : after + 1,
      hold: ({ year, figure }) => {
        const held = satisfies(comparator, exactFigure(target, figure), required)
        return { year, figure, previous: null, held }
      },
    },
    known,
    asOf,
  )
}

interface EveryYearRule {
  readonly by: CalendarDate | null
  /** The first year that has to hold; `null` while there is no figure to begin with. */
  readonly from: number | null
  readonly hold: (year: YearFigures['years'][number]) => YearHeld
}

function judgeEveryYear(rule: EveryYearRule, known: KnownFigures, asOf: AsOf): Finding {
  // Without a last day the target is judged on the years that are over.
  const to = lastWholeYear(rule.by ?? asOf.day)
  return rule.by === null || isDue(rule.by, asOf) ? verdict(rule, to, known) : outlook(rule, to, known, asOf)
}

function verdict(rule: EveryYearRule, to: number, known: KnownFigures): Finding {
  if (rule.from === null || rule.from > to) {
    return { verdict: 'no-data', lacking: { what: 'figure' }, latest: latestOf(known) }
  }
  const { years, missing, incomplete } = figuresOfYears(known, rule.from, to)
  if (missing.length > 0) {
    return { verdict: 'no-data', lacking: { what: 'years', years: missing, incomplete }, latest: latestOf(known) }
  }
  const held = years.map(rule.hold)
  return {
    verdict: held.every((year) => year.held) ? 'met' : 'not-met',
    grounds: { rule: 'every-year', years: held },
  }
}

/** `likely` while every year so far held; `reached` never, since the next year can still fail. */
function outlook(rule: EveryYearRule, to: number, known: KnownFigures, asOf: AsOf): Finding {
  if (rule.from === null) return noOutlook('no-figure', latestOf(known))
  const last = figuresOfYears(known, rule.from, to).years.at(-1)
  if (!last) return noOutlook(known.figures.length === 0 ? 'no-figure' : 'no-start', latestOf(known))
  const { years, missing } = figuresOfYears(known, rule.from, last.year)
  if (missing.length > 0) return noOutlook('gap', last.figure, missing)
  if (isStale(last.figure, asOf)) return noOutlook('stale', last.figure)
  const held = years.map(rule.hold)
  return {
    verdict: 'not-due',
    outlook: {
      outlook: held.every((year) => year.held) ? 'likely' : 'unlikely',
      grounds: { rule: 'every-year', years: held },
      ahead: null,
    },
  }
}

function firstYear(known: KnownFigures): number | null {
  const ends = known.figures.map((figure) => yearOf(periodEnd(figure.period)))
  return ends.find((year) => figureOfYear(known.figures, year)) ?? null
}

function lastWholeYear(day: CalendarDate): number {
  return day === calendarDate(yearOf(day), 12, 31) ? yearOf(day) : yearOf(day) - 1
}
