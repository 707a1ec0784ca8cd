/**
 * The judgement of a target by its figures as they were known: đạt, chưa đạt, chưa đủ dữ liệu, chưa đủ căn cứ, chưa
 * đến hạn (with an outlook), or to be judged in words. It answers with codes and facts; wording.ts says them.
 */
import { judgeAverage } from './average.ts'
import { type AsOf, type KnownFigures, knownFigures } from './figures.ts'
import { type Finding, isDue, latestOf, noOutlook } from './finding.ts'
import { judgeLevel } from './level.ts'
import type { Observation } from './observation.ts'
import { type DirectionMark, type Mark, markInForce, type NumberMark, type Target } from './target.ts'
import { judgeIncrease, judgeYearlyLevel } from './yearly.ts'

export interface Judgement {
  readonly target: string
  readonly asOf: AsOf
  readonly mark: Mark
  readonly finding: Finding
}

/**
 * Judges the mark in force on the closing day; pass one of `marksOf(target)` to judge another. A mark is due on its
 * own day. The order of the observations does not matter, and those of other targets may be among them.
 */
export function judge(
  target: Target,
  observations: readonly Observation[],
  asOf: AsOf,
  mark: Mark = markInForce(target, asOf.day),
): Judgement {
  const known = knownFigures(target, observations, asOf)
  const finding =
    mark.value === null ? judgeDirection(target, mark, known, asOf) : judgeNumber(target, mark, known, asOf)
  return { target: target.id, asOf, mark, finding }
}

function judgeNumber(target: Target, mark: NumberMark, known: KnownFigures, asOf: AsOf): Finding {
  if (target.kind === 'yearly-average') return judgeAverage(target, mark, known, asOf)
  return 'yearly' in target && target.yearly
    ? judgeYearlyLevel(target, mark, known, asOf)
    : judgeLevel(target, mark, known, asOf)
}

function judgeDirection(target: Target, mark: DirectionMark, known: KnownFigures, asOf: AsOf): Finding {
  if (mark.comparator === 'increases') return judgeIncrease(target, mark.by, known, asOf)
  // Neither number nor direction: evaluators judge in words, once the day has come or where there is none.
  return mark.by === null || isDue(mark.by, asOf)
    ? { verdict: 'in-words', latest: latestOf(known) }
    : noOutlook('in-words', latestOf(known))
}
