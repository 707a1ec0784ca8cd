/** What is judged of a rehearsal at its end. */
import { type Cycle, executionName } from '../../domain/cycles/cycle.ts'
import { addDays, type CalendarDate, calendarDate, earlier, later, yearOf } from '../../domain/days.ts'
import { verifyTrail } from '../../functions/steps/verifyTrail.ts'
import { countersOf } from '../../functions/stores/cycleItems.ts'
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
import {
  endedAgencyLeftAlone,
  endedProgrammeSettled,
  expectedTasks,
  lateTasksSpokenOf,
  lettersAreFew,
  lettersLeaveOnce,
  noLineLost,
  noTaskLost,
  nothingTwiceAtALevel,
  remindedByTheDeadline,
  reportsBalance,
  trailVerifies,
} from './invariants.ts'
import type { Stage } from './rehearse.ts'

export async function judge(stage: Stage): Promise<void> {
  const { rehearsal, ledger: book, seen, cyclePeople, context, from, clock } = stage
  const { table, programme, until, faults } = rehearsal
  if (!context) return
  const { calendar } = context.rules
  const trackedFrom = context.programme.trackedFrom
  for (let year = yearOf(from); year <= yearOf(until); year += 1) {
    const end = earlier(calendarDate(year, 12, 31), until)
    reportsBalance(book, seen, later(yearStart(end), from), end, stage.printed)
  }
  // A week without a round, and a morning or two more that failed.
  const patience = faults ? 9 : 0
  lettersAreFew(book, seen, calendar, trackedFrom)
  lettersLeaveOnce(book, seen)
  nothingTwiceAtALevel(book, seen)
  noLineLost(book, seen, calendar, calendar.addWorkingDays(until, -patience))
  remindedByTheDeadline(book, seen, calendar, until, faults)
  lateTasksSpokenOf(book, seen, calendar, until, patience)
  for (const turn of stage.turns) {
    if (turn.on > until) continue
    const merged = turn.what === 'merger' ? context.directory.get(turn.from) : undefined
    if (merged) {
      endedAgencyNotAsked(book, cyclePeople, merged.id)
      const agency = { id: merged.id, mailboxes: [merged.mailbox, merged.head.mailbox] }
      endedAgencyLeftAlone(book, seen, agency, calendar.addWorkingDays(turn.on, patience + 1))
    }
    if (turn.what === 'end') endedProgrammeSettled(book, seen)
  }
  await judgeCycles(stage, calendar.addWorkingDays(until, -patience), trackedFrom)
  noTaskLost(book, seen, expectedTasks(programme.id, givenBy(stage, until), membersIn(stage), until))
  trailVerifies(book, await verifyTrail({ table, clock }, programme.id))
}

/** `latest`: a day whose rounds have surely been. */
async function judgeCycles(stage: Stage, latest: CalendarDate, trackedFrom: CalendarDate): Promise<void> {
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
  noCycleLost(book, people, programme.id, givenBy(stage, until), { trackedFrom, latest })
  // The silent never end what waits for them.
  const overdueBefore = behaviour === 'silent' ? '0001-01-01' : addDays(until, -120)
  cyclesEndWell(book, people, seen, factsOf, { latest, overdueBefore })
  contributionsEndWell(book, people, factsOf)
  executionsAreShort(book, totals)
  const executions = totals.reduce((all, one) => all + one.executions, 0)
  executionsFailOfFaultsAlone(book, seen, executions, faults)
}

/** What was given by the end of a day: the plan's annex from the day that the plan was issued. */
export function givenBy({ rehearsal, from, cyclePeople }: Stage, until: CalendarDate): readonly Given[] {
  const { illustration } = rehearsal
  const plan = planIn(rehearsal)
  const planOn = plan ? cyclePeople.issuedOn(plan) : illustration && entryDay(illustration, from)
  return given(rehearsal, from, planOn !== undefined && planOn <= until ? planOn : undefined)
}

/** Who belongs to a group on a day: the file's members, or whoever they were merged into. */
function membersIn({ rehearsal, turns }: Stage): (group: string, day: CalendarDate) => readonly string[] {
  const groups = [...rehearsal.programme.groups, ...(rehearsal.illustration?.groups ?? [])]
  return (group, day) => {
    let members = groups.find(({ id }) => id === group)?.members.map(({ agency }) => agency) ?? []
    for (const turn of turns) {
      if (turn.what !== 'merger' || turn.on > day) continue
      members = members.map((agency) => (agency === turn.from ? turn.into : agency))
    }
    return [...new Set(members)]
  }
}

export function yearStart(day: CalendarDate): CalendarDate {
  return calendarDate(yearOf(day), 1, 1)
}
