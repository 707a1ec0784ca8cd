/**
 * A programme lived through on the movable clock, with seeded people and, on request, with the faults that the world
 * has: rounds that were missed or ran twice, a crash between a letter and its record, indexes that are old. The code
 * that runs is the product's own. What must hold is checked on the way and at the end (invariants.ts).
 */
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, later } from '../../domain/days.ts'
import type { Illustration, Programme } from '../../domain/programme/schema.ts'
import { isRefusal, sentence } from '../../domain/refusals.ts'
import { totalOf } from '../../domain/tasks/classes.ts'
import { instantOf } from '../../functions/clock.ts'
import type { Table } from '../../functions/services.ts'
import { assignByDocument } from '../../functions/steps/assignByDocument.ts'
import { launch } from '../../functions/steps/launch.ts'
import { isEscalation } from '../../functions/steps/layOutReminders.ts'
import { roundTime } from '../../functions/steps/startRound.ts'
import { countsOfProgramme } from '../../functions/stores/counts.ts'
import { keepAnnex } from '../../functions/stores/cyclePapers.ts'
import { registerPeople } from '../../functions/stores/people.ts'
import { type ProgrammeContext, programmeContext } from '../../functions/stores/programmes.ts'
import { writeSurely } from '../../functions/stores/record.ts'
import { changeTask } from '../../functions/stores/tasks.ts'
import { type Meter, meter, type SoFar } from '../bill/meter.ts'
import type { MonthOfUsage } from '../bill/usage.ts'
import { movableClock } from '../clock.ts'
import { clockWrite } from '../folder/folder.ts'
import type { Store } from '../workflow/store.ts'
import { secretariatOf } from './actors.ts'
import { liveAfterwards } from './afterwards.ts'
import { type Behaviour, intention } from './behaviour.ts'
import { type Chance, chance, stream } from './chance.ts'
import { type CyclePeople, cyclePeople, type RehearsedCycle } from './cyclePeople.ts'
import { entryDay, organisedIn, planIn } from './given.ts'
import { inspectorOf } from './inspection.ts'
import { countsAddUp, type Ledger, ledger, originalDeadlineKept, reportsBalance } from './invariants.ts'
import { givenBy, judge, yearStart } from './judge.ts'
import { identityOf, type KeptRehearsal, keptRehearsal, keptUsage, keptWrite, usageWrite } from './kept.ts'
import { becomes, letRun, morning, patiently } from './morning.ts'
import { type Process, startProcess, type World } from './process.ts'
import { takeTurn } from './takeTurn.ts'
import { type Turn, turnsOf } from './turns.ts'
import { witness } from './witness.ts'

export interface Rehearsal {
  readonly programme: Programme
  readonly illustration?: Illustration
  readonly calendar: CalendarData
  readonly table: Table
  /** Where the executions of the workflows are kept; as long as the table. */
  readonly workflowStore: Store
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
  /** Whether somebody is registered whom the seals are sent to; somebody is, unless told. */
  readonly isInspected?: false
  /** Brings to the disk what was written since: called between two days, some four times a second. */
  readonly commit?: () => void
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
  readonly cycles: readonly RehearsedCycle[]
  readonly executions: number
  readonly transitions: number
  readonly digests: number
  /** Letters of seals, each once however often it left. */
  readonly sealLetters: number
  readonly reminders: number
  readonly escalations: number
  /** Mailboxes that were written to. */
  readonly recipients: number
  /** What the product used of its table, its mailer and its steps, month by month. */
  readonly usage: readonly MonthOfUsage[]
  readonly wallMs: number
  readonly violations: readonly string[]
  readonly checks: { readonly [invariant: string]: number }
}

/** Lives from the programme's first day (or the day tracking begins) to the end of `until`. */
export async function rehearse(rehearsal: Rehearsal): Promise<RehearsalResult> {
  const started = performance.now()
  const { until } = rehearsal
  const commitNow = atMostEvery(250, () => rehearsal.commit?.())
  const stage = await setStage(rehearsal)
  for (let day = stage.resumedFrom; day <= until; day = addDays(day, 1)) {
    rehearsal.onDay?.(day, { tasks: stage.seen.tasks.size, letters: stage.seen.digests.size })
    await liveDay(stage, day)
    stage.meter.dayLived(day, () => soFar(stage))
    await keepDay(stage, day)
    commitNow()
  }
  // What is asked by whoever judges is nobody's use.
  const usage = stage.meter.months(soFar(stage))
  await judge(stage)
  const result = await resultOf(stage, usage)
  // Whoever keeps the folder finds it as it stood at the end of `until`.
  if (!rehearsal.onDisk) await liveAfterwards(stage, liveDay)
  const { violations, checks } = stage.ledger
  return { ...result, wallMs: Math.round(performance.now() - started), violations, checks }
}

/** Does it no more often than that. */
function atMostEvery(milliseconds: number, act: () => void): () => void {
  let last = performance.now()
  return () => {
    if (performance.now() - last < milliseconds) return
    act()
    last = performance.now()
  }
}

function soFar({ ledger, process }: Stage): SoFar {
  return { acts: ledger.checks['peopleAreUnderstood'] ?? 0, machines: process.engine.totals() }
}

async function resultOf(
  stage: Stage,
  usage: readonly MonthOfUsage[],
): Promise<Omit<RehearsalResult, 'wallMs' | 'violations' | 'checks'>> {
  const { programme, table, until, seed, behaviour } = stage.rehearsal
  const { all } = await countsOfProgramme(table, programme.id, addDays(until, 1))
  const lines = [...stage.seen.digests.values()].flatMap((digest) => digest.lines)
  const executions = stage.process.engine.totals()
  return {
    programme: programme.id,
    from: stage.from,
    until,
    seed,
    behaviour,
    assignments: programme.assignments.length,
    targets: programme.targets.length,
    tasks: { total: totalOf(all), ...all, unassigned: programme.assignments.length - givenBy(stage, until).length },
    cycles: stage.cyclePeople.cycles(),
    executions: sum(executions.map((one) => one.executions)),
    transitions: sum(executions.map((one) => one.transitions)),
    digests: stage.seen.digests.size,
    sealLetters: new Set(stage.seen.sealLetters.map(({ id }) => id)).size,
    reminders: lines.length,
    escalations: lines.filter(isEscalation).length,
    recipients: new Set([...stage.seen.digests.values()].map(({ mailbox }) => mailbox)).size,
    usage,
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

export interface Stage extends World {
  readonly rehearsal: Rehearsal
  readonly from: CalendarDate
  readonly resumedFrom: CalendarDate
  /** What a rehearsal on disk kept of itself when this process began. */
  readonly diary: KeptRehearsal | undefined
  readonly chance: Chance
  readonly cyclePeople: CyclePeople
  readonly ledger: Ledger
  readonly printed: Map<string, string>
  /** All that was kept in the counts of each agency when they were last read. */
  readonly lastCounts: Map<string, number>
  readonly turns: readonly Turn[]
  /** Assignments whose work one lead brings through a cycle. */
  readonly organised: ReadonlySet<string>
  /** Who acts on which day, as the tasks stand. */
  readonly agenda: Map<CalendarDate, Set<string>>
  /** No round runs before this day: the machine stands still. */
  standstillUntil: CalendarDate
  context: ProgrammeContext | undefined
  /** What the running process works with; a process that died is followed by another. */
  process: Process
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
  const { programme, table, workflowStore, seed, onDisk } = rehearsal
  const from = firstDay(rehearsal)
  const before = onDisk ? await keptRehearsal(table) : undefined
  const resumedFrom = before?.livedUntil ? addDays(before.livedUntil, 1) : from
  const seen = witness()
  const people = cyclePeople()
  const used: Meter = meter({ kept: before ? await keptUsage(table) : [], oneIn: 16 })
  const world: World = {
    rehearsal,
    watched: used.watch(table, [seen.see, people.see]),
    meter: used,
    workflowStore,
    // Whoever was killed in this morning's round held it, and the letter it was sending, by a lease.
    clock: movableClock(before ? instantOf(resumedFrom, '08:35') : resumedFrom),
    seen,
    luck: stream(before ? Math.floor(chance(seed)('start', before.starts) * 2 ** 32) : seed),
    post: { delays: 0 },
  }
  if (before) {
    await seen.readBack(table, programme.id)
    await people.readBack(table, programme.id)
  }
  const stage: Stage = {
    ...world,
    rehearsal,
    from,
    resumedFrom,
    process: await startProcess(world),
    chance: chance(seed),
    cyclePeople: people,
    ledger: ledger(before),
    diary: onDisk ? begun(rehearsal, before) : undefined,
    printed: new Map(),
    lastCounts: new Map(),
    organised: organisedIn(rehearsal),
    turns: turnsOf(rehearsal, from, chance(seed)),
    agenda: new Map(),
    standstillUntil: from,
    context: before?.livedUntil ? await programmeContext(table, programme.id) : undefined,
  }
  if (stage.diary) await writeSurely(table, [keptWrite(stage.diary)])
  return stage
}

function begun(rehearsal: Rehearsal, before: KeptRehearsal | undefined): KeptRehearsal {
  const { livedUntil = null, starts = 0, violations = [], checks = {} } = before ?? {}
  return { ...identityOf(rehearsal), until: rehearsal.until, livedUntil, starts: starts + 1, violations, checks }
}

/** 07:00 what must be entered, 07:30 the round, in the afternoon the people. */
async function liveDay(stage: Stage, day: CalendarDate): Promise<void> {
  const { rehearsal, ledger: book, seen } = stage
  const { table, programme } = rehearsal
  await becomes(stage, instantOf(day, '07:00'))
  if (day === stage.from) await enterProgramme(stage)
  await becomes(stage, instantOf(day, roundTime))
  await morning(stage)
  await becomes(stage, instantOf(day, '14:00'))
  await enterIllustration(stage, day)
  await takeTurns(stage, day)
  if (stage.context?.rules.calendar.isWorkingDay(day)) await people(stage, day)
  originalDeadlineKept(book, seen)
  await countsAddUp(book, table, programme.id, seen, day, stage.lastCounts)
  if (day.endsWith('-12-31')) reportsBalance(book, seen, later(yearStart(day), stage.from), day, stage.printed)
}

async function enterProgramme(stage: Stage): Promise<void> {
  const { rehearsal } = stage
  const { programme, illustration, calendar, trackedFrom, table } = rehearsal
  const secretariat = secretariatOf(programme, stage.from)
  const launched = await patiently(stage, (services) => launch(services, programme, calendar, secretariat, trackedFrom))
  if (isRefusal(launched)) throw new Error(sentence(launched))
  if (rehearsal.isInspected !== false) await registerInspector(stage)
  const plan = planIn(rehearsal)
  // The plan's annex lies ready with its draft: it gives its work on the day that the plan is issued.
  if (plan && illustration) await patiently(stage, ({ table: mine }) => keepAnnex(mine, plan, illustration))
  stage.context = await programmeContext(table, programme.id)
}

async function registerInspector(stage: Stage): Promise<void> {
  const { programme } = stage.rehearsal
  const inspector = inspectorOf(programme, stage.from)
  await patiently(stage, ({ table, clock }) => {
    const occasion = { at: clock.now(), day: clock.today(), actor: secretariatOf(programme, stage.from) }
    return registerPeople(table, programme.id, [inspector], occasion)
  })
}

/** Where the programme has no plan whose annex it is, the illustration is entered on its day. */
async function enterIllustration(stage: Stage, day: CalendarDate): Promise<void> {
  const { rehearsal, from } = stage
  const { illustration, programme } = rehearsal
  if (!illustration || day !== entryDay(illustration, from) || planIn(rehearsal)) return
  const secretariat = secretariatOf(programme, day)
  const refused = await patiently(stage, (services) =>
    assignByDocument(services, programme.id, illustration, secretariat),
  )
  for (const { assignment, refusal } of refused) throw new Error(`${assignment}: ${sentence(refusal)}`)
}

async function takeTurns(stage: Stage, day: CalendarDate): Promise<void> {
  for (const turn of stage.turns) {
    if (turn.on !== day) continue
    await takeTurn(stage, turn)
    await letRun(stage)
  }
}

/** Everybody whose day has come acts once; what they then intend is put on their agenda. */
async function people(stage: Stage, today: CalendarDate): Promise<void> {
  const { rehearsal, agenda, seen, chance: lots, ledger: book } = stage
  // Documents, mergers and programmes move what everybody goes by.
  const context = await programmeContext(stage.watched, rehearsal.programme.id)
  stage.context = context
  if (!context) return
  replan(stage, today)
  const due = agenda.get(today)
  agenda.delete(today)
  const { behaviour } = rehearsal
  const understood = (refused?: string) =>
    book.look('peopleAreUnderstood', refused === undefined, () => `${today} ${refused}`)
  for (const id of due ?? []) {
    const task = seen.tasks.get(id)
    const wanted = task && intention(task, behaviour, { ...context, organised: stage.organised }, lots)
    if (!wanted || wanted.on > today) continue
    const answer = await patiently(stage, (mine) => changeTask(mine, context.rules, id, wanted.actor, wanted.command))
    understood(isRefusal(answer) ? `${id} ${wanted.command.type}: ${sentence(answer)}` : undefined)
  }
  const { done, refused } = await stage.cyclePeople.act(today, {
    ...context,
    behaviour,
    chance: lots,
    patiently: (act) => patiently(stage, act),
    settled: () => letRun(stage),
  })
  for (let act = 0; act < done; act += 1) understood()
  for (const one of refused) understood(one)
  replan(stage, addDays(today, 1))
}

/** Puts whoever's tasks moved on the agenda of the first working day they can act on. */
function replan({ seen, rehearsal, context, organised, chance: lots, agenda }: Stage, earliest: CalendarDate): void {
  if (!context) return
  const { calendar } = context.rules
  for (const id of seen.takeMovedTasks('plans')) {
    const task = seen.tasks.get(id)
    const wanted = task && intention(task, rehearsal.behaviour, { ...context, organised }, lots)
    if (!wanted) continue
    const on = calendar.onOrAfter(later(wanted.on, earliest))
    agenda.set(on, (agenda.get(on) ?? new Set()).add(id))
  }
}

async function keepDay(
  { rehearsal, clock, ledger: book, meter, diary }: Stage,
  livedUntil: CalendarDate,
): Promise<void> {
  if (!diary) return
  const { violations, checks } = book
  // One transaction: whoever opens the folder finds its clock on the day that was lived last.
  await writeSurely(rehearsal.table, [
    keptWrite({ ...diary, livedUntil, violations, checks }),
    usageWrite(meter.kept()),
    clockWrite(clock.now()),
  ])
}
