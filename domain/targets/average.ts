/**
 * Targets that are an average over calendar years ("bình quân mỗi năm 250.000 lượt"): judged on one figure for each
 * of the years, none missing.
 */
import { type Exact, exact, minus, over, sum, times, toNumber } from './exact.ts'
import { type AsOf, exactFigure, type Figure, figuresOfYears, type KnownFigures } from './figures.ts'
import { type Finding, type Grounds, isDue, isStale, latestOf, noBasis, noOutlook } from './finding.ts'
import type { Comparator, NumberMark, Target } from './target.ts'
import { satisfies } from './trajectory.ts'

export function judgeAverage(
  target: Extract<Target, { kind: 'yearly-average' }>,
  mark: NumberMark,
  known: KnownFigures,
  asOf: AsOf,
): Finding {
  const { by, comparator } = mark
  const { average } = target
  if (by === null || comparator === null || average === null) {
    return noBasis({ by, comparator, average }, latestOf(known))
  }
  const exactOf = (figure: Figure) => exactFigure(target, figure)
  const rule: AverageRule = { ...average, comparator, required: exact(mark.value), exactOf }
  return isDue(by, asOf) ? verdict(rule, known) : outlook(rule, known, asOf)
}

interface AverageRule {
  readonly from: number
  readonly to: number
  readonly comparator: Comparator
  readonly required: Exact
  readonly exactOf: (figure: Figure) => Exact
}

function verdict(rule: AverageRule, known: KnownFigures): Finding {
  const { years, missing, incomplete } = figuresOfYears(known, rule.from, rule.to)
  if (missing.length > 0) {
    return { verdict: 'no-data', lacking: { what: 'years', years: missing, incomplete }, latest: latestOf(known) }
  }
  const figures = years.map(({ figure }) => figure)
  const met = satisfies(rule.comparator, averageOf(rule, figures), rule.required)
  return { verdict: met ? 'met' : 'not-met', grounds: groundsOf(rule, figures) }
}

/**
 * The average of the years so far against the mark: `likely` while it satisfies it. `reached` only when no year
 * remains, since an average can still be lost.
 */
function outlook(rule: AverageRule, known: KnownFigures, asOf: AsOf): Finding {
  const last = figuresOfYears(known, rule.from, rule.to).years.at(-1)
  if (!last) return noOutlook('no-figure', latestOf(known))
  const { years, missing } = figuresOfYears(known, rule.from, last.year)
  if (missing.length > 0) return noOutlook('gap', last.figure, missing)
  if (isStale(last.figure, asOf)) return noOutlook('stale', last.figure)
  const figures = years.map(({ figure }) => figure)
  const remaining = rule.to - last.year
  const onCourse = satisfies(rule.comparator, averageOf(rule, figures), rule.required)
  return {
    verdict: 'not-due',
    outlook: {
      outlook: onCourse ? (remaining === 0 ? 'reached' : 'likely') : 'unlikely',
      grounds: groundsOf(rule, figures),
      ahead:
        remaining === 0
          ? null
          : { rule: 'average', neededAverage: toNumber(averageStillNeeded(rule, figures, remaining)) },
    },
  }
}

function averageStillNeeded(rule: AverageRule, figures: readonly Figure[], remaining: number): Exact {
  const whole = times(rule.required, exact(figures.length + remaining))
  return over(minus(whole, sum(figures.map(rule.exactOf))), exact(remaining))
}

function averageOf(rule: AverageRule, figures: readonly Figure[]): Exact {
  return over(sum(figures.map(rule.exactOf)), exact(figures.length))
}

function groundsOf(rule: AverageRule, figures: readonly Figure[]): Grounds {
  return {
    rule: 'average',
    years: figures,
    average: toNumber(averageOf(rule, figures)),
    required: toNumber(rule.required),
  }
}
