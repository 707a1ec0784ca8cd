/**
 * A programme lived through on the movable clock, with seeded people and, on request, with the faults that the world
 * has: rounds that were missed or ran twice, a crash between a letter and its record, indexes that are old. The code
 * that runs is the product's own. What must hold is checked on the way and at the end (invariants.ts).
 */
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, calendarDate, earlier, later, yearOf } from '../../domain/days.ts'
import type { Illustration, Programme } from '../../domain/programme/schema.ts'
import { isRefusal, sentence } from '../../domain/refusals.ts'
import { totalOf } from '../../domain/tasks/classes.ts'
import type { Services, Table } from '../../functions/services.ts'
import { assignByDocument } from '../../functions/steps/assignByDocument.ts'
import { launch } from '../../functions/steps/launch.ts'
import { isEscalation } from '../../functions/steps/layOutReminders.ts'
import { verifyTrail } from '../../functions/steps/verifyTrail.ts'
import { countsOfProgramme } from '../../functions/stores/counts.ts'
import { type ProgrammeContext, programmeContext } from '../../functions/stores/programmes.ts'
import { writeSurely } from '../../functions/stores/record.ts'
import { changeTask } from '../../functions/stores/tasks.ts'
import { instantOf, type MovableClock, movableClock } from '../clock.ts'
import { clockWrite } from '../folder/folder.ts'
import { secretariatOf } from './actors.ts'
import { type Behaviour, intention } from './behaviour.ts'
import { type Chance, chance, stream } from './chance.ts'
import {
  classesAddUp,
  countsEqualRecount,
  endedAgencyLeftAlone,
  endedProgrammeSettled,
  expectedTasks,
  type Ledger,
  lateTasksSpokenOf,
  ledger,
  lettersAreFew,
  lettersLeaveOnce,
  noLineLost,
  noTaskLost,
  nothingTwiceAtALevel,
  originalDeadlineKept,
  remindedByTheDeadline,
  reportsBalance,
  trailVerifies,
} from './invariants.ts'
import { identityOf, type KeptRehearsal, keptRehearsal, keptWrite } from './kept.ts'
import { morning, patiently, started } from './morning.ts'
import { takeTurn } from './takeTurn.ts'
import { type Turn, turnsOf } from './turns.ts'
import { type Witness, witness } from './witness.ts'

export interface Rehearsal {
  readonly programme: Programme
  readonly illustration?: Illustration
  readonly calendar: CalendarData
  readonly table: Table
  readonly until: CalendarDate
  readonly seed: number
  readonly behaviour: Behaviour
  readonly faults: boolean
  readonly trackedFrom?: CalendarDate
  /**
   * Whether the table outlives this process: then each day is kept together with the folder's clock, and a rehearsal
   * that was cut off goes on. Whoever asks makes sure that the one kept there is the same (kept.ts, differenceOf).
   */
  readonly onDisk: boolean
  /** Called once a day, for whoever shows progress. */
  readonly onDay?: (day: CalendarDate, soFar: { readonly tasks: number; readonly letters: number }) => void
}

export interface RehearsalResult {
  readonly programme: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly seed: number
  readonly behaviour: Behaviour
  readonly assignments: number
  readonly targets: number
  readonly tasks: {
    readonly total: number
    readonly doneOnTime: number
    readonly doneLate: number
    readonly openInTime: number
    readonly openLate: number
    readonly continuous: number
    readonly unassigned: number
    readonly conditional: number
    readonly withdrawn: number
    readonly beforeTracking: number
  }
  readonly cycles: readonly never[]
  readonly executions: number
  readonly transitions: number
  readonly digests: number
  readonly reminders: number
  readonly escalations: number
  readonly wallMs: number
  readonly violations: readonly string[]
  readonly checks: { readonly [invariant: string]: number }
}

/** Lives from the programme's first day (or the day tracking begins) to the end of `until`. */
export async function rehearse(rehearsal: Rehearsal): Promise<RehearsalResult> {
  const started = performance.now()
  const { programme, seed, until } = rehearsal
  const stage = await setStage(rehearsal)
  for (let day = stage.resumedFrom; day <= until; day = addDays(day, 1)) {
    rehearsal.onDay?.(day, { tasks: stage.seen.tasks.size, letters: stage.seen.digests.size })
    await liveDay(stage, day)
    await keepDay(stage, day)
  }
  await judge(stage)
  const { all } = await countsOfProgramme(rehearsal.table, programme.id, addDays(until, 1))
  const lines = [...stage.seen.digests.values()].flatMap((digest) => digest.lines)
  return {
    programme: programme.id,
    from: stage.from,
    until,
    seed,
    behaviour: rehearsal.behaviour,
    assignments: programme.assignments.length,
    targets: programme.targets.length,
    tasks: { total: totalOf(all), ...all, unassigned: programme.assignments.length - givenBy(stage, until).length },
    cycles: [],
    executions: 0,
    transitions: 0,
    digests: stage.seen.digests.size,
    reminders: lines.length,
    escalations: lines.filter(isEscalation).length,
    wallMs: Math.round(performance.now() - started),
    violations: stage.ledger.violations,
    checks: stage.ledger.checks,
  }
}

export interface Stage {
  readonly rehearsal: Rehearsal
  readonly from: CalendarDate
  readonly resumedFrom: CalendarDate
  /** What a rehearsal on disk kept of itself when this process began. */
  readonly diary: KeptRehearsal | undefined
  readonly clock: MovableClock
  readonly chance: Chance
  /** Draws the faults of the table and of the mornings. */
  readonly luck: () => number
  readonly seen: Witness
  readonly watched: Table
  readonly ledger: Ledger
  readonly printed: Map<string, string>
  readonly turns: readonly Turn[]
  /** Who acts on which day, as the tasks stand. */
  readonly agenda: Map<CalendarDate, Set<string>>
  /** No round runs before this day: the machine stands still. */
  standstillUntil: CalendarDate
  /** How much of its letters the mail server does not take this time, from 0 to 1. */
  readonly post: { delays: number }
  context: ProgrammeContext | undefined
  /** What the running process works with; a process that died is followed by another. */
  process: Services
}

/** The first day that is lived: the document's, or the day tracking begins where that is later. */
export function firstDay({
  programme,
  trackedFrom = programme.trackedFrom,
}: Pick<Rehearsal, 'programme' | 'trackedFrom'>): CalendarDate {
  const issued = programme.documents.find(({ id }) => id === programme.document)?.issuedOn ?? programme.period.from
  return trackedFrom ? later(trackedFrom, issued) : issued
}

async function setStage(rehearsal: Rehearsal): Promise<Stage> {
  const { programme, table, seed, onDisk } = rehearsal
  const from = firstDay(rehearsal)
  const before = onDisk ? await keptRehearsal(table) : undefined
  const resumedFrom = before?.livedUntil ? addDays(before.livedUntil, 1) : from
  const clock = movableClock(resumedFrom)
  const seen = witness()
  const luck = stream(before ? Math.floor(chance(seed)('start', before.starts) * 2 ** 32) : seed)
  const watched = seen.watchTable(table)
  const post = { delays: 0 }
  const stage: Stage = {
    rehearsal,
    from,
    resumedFrom,
    clock,
    chance: chance(seed),
    luck,
    seen,
    watched,
    process: started({ rehearsal, watched, clock, seen, luck, post }),
    ledger: ledger(before),
    diary: onDisk ? begun(rehearsal, before) : undefined,
    printed: new Map(),
    turns: turnsOf(rehearsal, from, chance(seed)),
    agenda: new Map(),
    standstillUntil: from,
    post,
    context: before?.livedUntil ? await programmeContext(table, programme.id) : undefined,
  }
  if (before) await seen.readBack(table, programme.id)
  if (stage.diary) await writeSurely(table, [keptWrite(stage.diary)])
  return stage
}

function begun(rehearsal: Rehearsal, before: KeptRehearsal | undefined): KeptRehearsal {
  const { livedUntil = null, starts = 0, violations = [], checks = {} } = before ?? {}
  return { ...identityOf(rehearsal), until: rehearsal.until, livedUntil, starts: starts + 1, violations, checks }
}

/** 07:00 what must be entered, 07:30 the round, in the afternoon the people. */
async function liveDay(stage: Stage, day: CalendarDate): Promise<void> {
  const { clock, rehearsal, ledger: book, seen } = stage
  const { table, programme } = rehearsal
  becomes(clock, day, '07:00')
  if (day === stage.from) await enterProgramme(stage)
  becomes(clock, day, '07:30')
  // Whoever was killed in this morning's round held it, and the letter it was sending, by a lease.
  if (day === stage.resumedFrom && stage.diary && stage.diary.starts > 1) clock.forward(31)
  await morning(stage)
  becomes(clock, day, '14:00')
  await enterIllustration(stage, day)
  await takeTurns(stage, day)
  if (stage.context?.rules.calendar.isWorkingDay(day)) await people(stage, day)
  originalDeadlineKept(book, seen)
  const quiet = seen.tasks.size === 0
  await countsEqualRecount(book, table, programme.id, seen, day)
  if (!quiet && day.endsWith('-28')) await classesAddUp(book, table, programme.id, seen, day)
  if (day.endsWith('-12-31')) reportsBalance(book, seen, later(yearStart(day), stage.from), day, stage.printed)
}

/** Time goes on to this hour, unless tries that failed have taken longer. */
function becomes(clock: MovableClock, day: CalendarDate, time: string): void {
  if (clock.now() < instantOf(day, time)) clock.moveTo(day, time)
}

async function enterProgramme(stage: Stage): Promise<void> {
  const { rehearsal } = stage
  const { programme, calendar, trackedFrom, table } = rehearsal
  const secretariat = secretariatOf(programme, stage.from)
  const launched = await patiently(stage, (services) => launch(services, programme, calendar, secretariat, trackedFrom))
  if (isRefusal(launched)) throw new Error(sentence(launched))
  stage.context = await programmeContext(table, programme.id)
}

async function enterIllustration(stage: Stage, day: CalendarDate): Promise<void> {
  const { rehearsal, from } = stage
  const { illustration, programme, table } = rehearsal
  if (!illustration || day !== later(illustration.document.issuedOn ?? from, from)) return
  const secretariat = secretariatOf(programme, day)
  const refused = await patiently(stage, (services) =>
    assignByDocument(services, programme.id, illustration, secretariat),
  )
  for (const { assignment, refusal } of refused) throw new Error(`${assignment}: ${sentence(refusal)}`)
  stage.context = await programmeContext(table, programme.id)
}

async function takeTurns(stage: Stage, day: CalendarDate): Promise<void> {
  for (const turn of stage.turns) {
    if (turn.on !== day) continue
    await takeTurn(stage, turn)
    stage.context = await programmeContext(stage.rehearsal.table, stage.rehearsal.programme.id)
  }
}

/** Everybody whose day has come acts once; what they then intend is put on their agenda. */
async function people(stage: Stage, today: CalendarDate): Promise<void> {
  const { rehearsal, agenda, seen, context } = stage
  if (!context) return
  replan(stage, today)
  const due = agenda.get(today)
  agenda.delete(today)
  for (const id of due ?? []) {
    const task = seen.tasks.get(id)
    const wanted = task && intention(task, rehearsal.behaviour, context, stage.chance)
    if (!wanted || wanted.on > today) continue
    const answer = await patiently(stage, (mine) => changeTask(mine, context.rules, id, wanted.actor, wanted.command))
    if (isRefusal(answer)) {
      stage.ledger.look(
        'peopleAreUnderstood',
        false,
        () => `${today} ${id} ${wanted.command.type}: ${sentence(answer)}`,
      )
    } else stage.ledger.look('peopleAreUnderstood', true, () => '')
  }
  replan(stage, addDays(today, 1))
}

/** Puts whoever's tasks moved on the agenda of the first working day they can act on. */
function replan({ seen, rehearsal, context, chance: lots, agenda }: Stage, earliest: CalendarDate): void {
  if (!context) return
  const { calendar } = context.rules
  for (const id of seen.takeMovedTasks('plans')) {
    const task = seen.tasks.get(id)
    const wanted = task && intention(task, rehearsal.behaviour, context, lots)
    if (!wanted) continue
    const on = calendar.onOrAfter(later(wanted.on, earliest))
    agenda.set(on, (agenda.get(on) ?? new Set()).add(id))
  }
}

async function keepDay({ rehearsal, clock, ledger: book, diary }: Stage, livedUntil: CalendarDate): Promise<void> {
  if (!diary) return
  const { violations, checks } = book
  // One transaction: whoever opens the folder finds its clock on the day that was lived last.
  await writeSurely(rehearsal.table, [keptWrite({ ...diary, livedUntil, violations, checks }), clockWrite(clock.now())])
}

function yearStart(day: CalendarDate): CalendarDate {
  return calendarDate(yearOf(day), 1, 1)
}

async function judge(stage: Stage): Promise<void> {
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

/** The assignments that were given by a day, with the day: the programme's own, then the illustration's. */
function givenBy({ rehearsal, from }: Stage, until: CalendarDate) {
  const { programme, illustration } = rehearsal
  const given = programme.assignments.filter(({ lead, group }) => lead || group).map((entry) => ({ entry, on: from }))
  const on = later(illustration?.document.issuedOn ?? from, from)
  if (!illustration || on > until) return given
  const byPlan = new Set(illustration.assignments.map(({ id }) => id))
  return [
    ...given.filter(({ entry }) => !byPlan.has(entry.id)),
    ...illustration.assignments.map((entry) => ({ entry, on })),
  ]
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
