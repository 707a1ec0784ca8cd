/**
 * What a rehearsal's own days brought no occasion for: after `until`, once everything has been judged and counted, an
 * agency is merged into another and the programme is ended, and what must hold then is looked at too.
 */
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { givenBy, judgeTurn, patienceOf } from './judge.ts'
import type { Stage } from './rehearse.ts'
import { merger, type Turn } from './turns.ts'

export async function liveAfterwards(
  stage: Stage,
  liveDay: (stage: Stage, day: CalendarDate) => Promise<void>,
): Promise<void> {
  const turns = turnsAfterwards(stage)
  const after: Stage = { ...stage, turns }
  let today = stage.rehearsal.until
  async function liveUntil(day: CalendarDate): Promise<void> {
    for (; today < day; today = addDays(today, 1)) await liveDay(after, addDays(today, 1))
  }
  for (const [index, turn] of turns.entries()) {
    await liveUntil(turn.on)
    const next = turns[index + 1]
    // What the next turn ends would have nothing to show of this one.
    if (next) await liveUntil(addDays(next.on, -1))
    judgeTurn(after, turn)
  }
}

function turnsAfterwards(stage: Stage): readonly Turn[] {
  const { rehearsal, context, chance } = stage
  const { until } = rehearsal
  if (context?.programme.status !== 'inForce') return []
  const { calendar } = context.rules
  const hasMerged = stage.turns.some(({ what, on }) => what === 'merger' && on <= until)
  const day = calendar.onOrAfter(addDays(until, 1))
  const given = givenBy(stage, until).map(({ entry }) => entry)
  const merged = hasMerged ? undefined : merger(rehearsal, given, day, chance)
  // The letters that were on their way to the agency have gone by then.
  const end: Turn = { what: 'end', on: merged ? calendar.addWorkingDays(day, patienceOf(stage) + 2) : day }
  return merged ? [merged, end] : [end]
}
