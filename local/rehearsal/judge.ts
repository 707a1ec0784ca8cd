/** What is judged of a rehearsal at its end. */
import { type CalendarDate, calendarDate, earlier, later, yearOf } from '../../domain/days.ts'
import { verifyTrail } from '../../functions/steps/verifyTrail.ts'
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
  const { rehearsal, ledger: book, seen, context, from, clock } = stage
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
      const agency = { id: merged.id, mailboxes: [merged.mailbox, merged.head.mailbox] }
      endedAgencyLeftAlone(book, seen, agency, calendar.addWorkingDays(turn.on, patience + 1))
    }
    if (turn.what === 'end') endedProgrammeSettled(book, seen)
  }
  noTaskLost(book, seen, expectedTasks(programme.id, givenBy(stage, until), membersIn(stage), until))
  trailVerifies(book, await verifyTrail({ table, clock }, programme.id))
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
