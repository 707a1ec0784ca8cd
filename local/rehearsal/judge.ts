/** What is judged of a rehearsal at its end. */
import { type Cycle, executionName } from '../../domain/cycles/cycle.ts'
import { addDays, type CalendarDate, calendarDate, earlier, later, yearOf } from '../../domain/days.ts'
import { Settings } from '../../domain/programme/schema.ts'
import { verifyTrail } from '../../functions/steps/verifyTrail.ts'
import { countersOf } from '../../functions/stores/cycleItems.ts'
import { officeKept, usualSealLetters } from '../../functions/stores/office.ts'
import {
  type CycleFacts,
  contributionsEndWell,
  cyclesEndWell,
  endedAgencyNotAsked,
  executionsAreShort,
  executionsFailOfFaultsAlone,
  noCycleLost,
} from './cycleInvariants.ts'
import { entryDay, type Given, given, planIn } from './given.ts'
import { everySealLeaves, isInspected, sealsLeaveInTurn } from './inspection.ts'
import {
  allCountsAddUp,
  endedAgencyLeftAlone,
  endedProgrammeSettled,
  lettersAreFew,
  lettersLeaveOnce,
  noLineLost,
  noTaskLost,
  nothingTwiceAtALevel,
  reportsBalance,
  trailVerifies,
} from './invariants.ts'
import { type Bodies, bodiesOf, promisedTasks, type Reading } from './promised.ts'
import type { Stage } from './rehearse.ts'
import { everyStepSpokenOf, onlyTheLateSpokenOf, wordsComposed, wordsSaid } from './spokenOf.ts'
import type { Turn } from './turns.ts'

export async function judge(stage: Stage): Promise<void> {
  const { rehearsal, ledger: book, seen, context, from, clock } = stage
  const { table, programme, illustration, until } = rehearsal
  if (!context) return
  const { calendar } = context.rules
  const trackedFrom = context.programme.trackedFrom
  for (let year = yearOf(from); year <= yearOf(until); year += 1) {
    const end = earlier(calendarDate(year, 12, 31), until)
    reportsBalance(book, seen, later(yearStart(end), from), end, stage.printed)
  }
  const settings = settingsOf(stage)
  const reading: Reading = { settings, isWorkingDay: calendar.isWorkingDay }
  const patience = patienceOf(stage)
  lettersAreFew(book, seen, calendar, trackedFrom)
  lettersLeaveOnce(book, seen)
  nothingTwiceAtALevel(book, seen)
  noLineLost(book, seen, calendar, calendar.addWorkingDays(until, -patience))
  const said = wordsSaid(seen)
  everyStepSpokenOf(book, seen, said, settings.ladder, { calendar, until, patienceWorkingDays: patience })
  onlyTheLateSpokenOf(book, seen, wordsComposed(seen))
  await allCountsAddUp(book, table, programme.id, seen, until)
  for (const turn of stage.turns) if (turn.on <= until) judgeTurn(stage, turn)
  const bodies = bodiesOf(
    [...programme.agencies, ...(illustration?.agencies ?? [])],
    [...programme.groups, ...(illustration?.groups ?? [])],
    stage.turns,
  )
  await judgeCycles(stage, bodies, reading, calendar.addWorkingDays(until, -patience), trackedFrom)
  const openedBy = (day: CalendarDate) => (patience > 0 ? calendar.addWorkingDays(day, patience) : day)
  noTaskLost(book, seen, promisedTasks(programme.id, givenBy(stage, until), bodies, reading, { until, openedBy }))
  if (await isInspected(table)) {
    const often = (await officeKept(table))?.settings.sealLetters ?? usualSealLetters
    sealsLeaveInTurn(book, seen, often)
    const inspected = { often, from, until, calendar, patienceWorkingDays: patience }
    await everySealLeaves(book, table, programme.id, seen, inspected)
  }
  trailVerifies(book, await verifyTrail({ table, clock }, programme.id))
}

/** What must hold once a turn has been taken. */
export function judgeTurn(stage: Stage, turn: Turn): void {
  const { ledger: book, seen, cyclePeople, context } = stage
  if (turn.what === 'end') endedProgrammeSettled(book, seen)
  const merged = turn.what === 'merger' ? context?.directory.get(turn.from) : undefined
  if (!merged || !context) return
  endedAgencyNotAsked(book, cyclePeople, merged.id)
  const agency = { id: merged.id, mailboxes: [merged.mailbox, merged.head.mailbox] }
  const from = context.rules.calendar.addWorkingDays(turn.on, patienceOf(stage) + 1)
  endedAgencyLeftAlone(book, seen, agency, from)
}

/** Working days within which the rounds have surely been: a week without any, and a morning or two more that failed. */
export function patienceOf({ rehearsal }: Stage): number {
  return rehearsal.faults ? 9 : 0
}

/** As the file has them. */
function settingsOf({ rehearsal }: Stage): Settings {
  return rehearsal.programme.settings ?? Settings.parse({})
}

/** `latest`: a day whose rounds have surely been. */
async function judgeCycles(
  stage: Stage,
  bodies: Bodies,
  reading: Reading,
  latest: CalendarDate,
  trackedFrom: CalendarDate,
): Promise<void> {
  const { rehearsal, ledger: book, seen, cyclePeople: people, process } = stage
  const { programme, until, behaviour, faults, table } = rehearsal
  const facts = new Map<string, CycleFacts>()
  for (const cycle of people.all.values()) {
    const { kind, stage: at } = cycle
    const isOpen = at.name !== 'planned' && at.name !== 'ended'
    const execution = isOpen ? await process.services.workflows.describe(kind, executionName(cycle)) : undefined
    facts.set(cycle.id, { counters: await countersOf(table, cycle), execution })
  }
  const factsOf = ({ id }: Cycle): CycleFacts =>
    facts.get(id) ?? { counters: { asked: 0, sent: 0 }, execution: undefined }
  const totals = process.engine.totals()
  noCycleLost(book, people, programme.id, givenBy(stage, until), bodies, reading, { trackedFrom, latest })
  // The silent never end what waits for them.
  const overdueBefore = behaviour === 'silent' ? '0001-01-01' : addDays(until, -120)
  cyclesEndWell(book, people, seen, factsOf, { latest, overdueBefore })
  contributionsEndWell(book, people, seen, factsOf)
  executionsAreShort(book, totals)
  const executions = totals.reduce((all, one) => all + one.executions, 0)
  executionsFailOfFaultsAlone(book, seen, executions, faults)
}

/** What was given by the end of a day: the plan's annex from the day that the plan was issued. */
export function givenBy({ rehearsal, from, cyclePeople, turns }: Stage, until: CalendarDate): readonly Given[] {
  const { illustration } = rehearsal
  const plan = planIn(rehearsal)
  const planOn = plan ? cyclePeople.issuedOn(plan) : illustration && entryDay(illustration, from)
  const taken = turns.filter(({ on }) => on <= until)
  return given(rehearsal, from, planOn !== undefined && planOn <= until ? planOn : undefined, taken)
}

export function yearStart(day: CalendarDate): CalendarDate {
  return calendarDate(yearOf(day), 1, 1)
}
