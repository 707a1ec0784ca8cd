/** At which of a machine's states a cycle stands: asked of the rule that the machine asks too. */
import { courses, type StageName } from '../../domain/cycles/cycle.ts'
import { type Counters, nextStep, type Standing } from '../../domain/cycles/nextStep.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { CycleKind } from '../../domain/programme/schema.ts'
import type { When } from './picture.ts'

/** The answer of the record that leads to where the cycle stands. */
export function whenOf(cycle: Standing, counters: Counters, today: CalendarDate): When {
  const next = nextStep(cycle, counters, today)
  return next.do === 'wait' ? { doing: 'wait', stage: cycle.stage.name } : { doing: next.do }
}

/** Every answer on the course of a kind, in its order: what is waited for before what is done then. */
export function courseOf(kind: CycleKind): readonly When[] {
  return courses[kind].flatMap((stage) => [at(stage, beforeIt), at(stage, afterIt)])
}

export function isSame(a: When | undefined, b: When | undefined): boolean {
  return a !== undefined && a.doing === b?.doing && a.stage === b.stage
}

const [beforeIt, afterIt] = ['2000-01-01', '2000-01-03'] as const

/** Somebody has not sent yet, and a day may be waited for. */
function at(name: StageName, today: CalendarDate): When {
  const day = '2000-01-02'
  return whenOf({ stage: { name }, opensOn: day, closesOn: day, gatherUntil: day }, { asked: 1, sent: 0 }, today)
}
