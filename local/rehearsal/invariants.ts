/**
 * What must hold in every rehearsal, whatever the people and the machines do: each promise a named function that
 * answers the violations it finds and says how many times it looked. They know the rules of dates on their own and
 * do not ask the code they judge.
 */
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { type ClassCounts, fourClasses, noCounts, reportPeriod, type TaskClass } from '../../domain/tasks/classes.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { flawWritten } from '../../domain/trail/chain.ts'
import type { Table } from '../../functions/services.ts'
import type { Verification } from '../../functions/steps/verifyTrail.ts'
import { countsOfAgency, countsOfProgramme } from '../../functions/stores/counts.ts'
import type { PromisedTask } from './promised.ts'
import type { Witness } from './witness.ts'

export const invariants = [
  'countsEqualRecount',
  'classesAddUp',
  'originalDeadlineKept',
  'reportsBalance',
  'reportsReprintTheSame',
  'noLetterOnADayOff',
  'oneLetterADay',
  'sentAgainOnlyAfterADeath',
  'everySentLetterLeft',
  'everySealLeaves',
  'sealsLeaveInTurn',
  'everyLetterHasACause',
  'nothingFromBeforeTracking',
  'nothingTwiceAtALevel',
  'noLineLost',
  'remindedByTheDeadline',
  'lateTasksSpokenOf',
  'lateTasksEscalated',
  'noTaskLost',
  'noTaskInvented',
  'endedAgencyLeftAlone',
  'endedProgrammeSettled',
  'noCycleLost',
  'cyclesEndWell',
  'contributionsEndWell',
  'executionsAreShort',
  'executionsFailOfFaultsAlone',
  'trailVerifies',
  'peopleAreUnderstood',
] as const
export type Invariant = (typeof invariants)[number]

export interface Ledger {
  readonly violations: string[]
  /** How often each was looked at; 0 says that the world gave no occasion. */
  readonly checks: Record<string, number>
  look(invariant: Invariant, holds: boolean, violation: () => string): void
}

const mostViolations = 200

/** A new ledger, or one that goes on from what was kept of it. */
export function ledger(kept?: Pick<Ledger, 'violations' | 'checks'>): Ledger {
  const violations = [...(kept?.violations ?? [])]
  const checks: Record<string, number> = { ...Object.fromEntries(invariants.map((name) => [name, 0])), ...kept?.checks }
  return {
    violations,
    checks,
    look(invariant, holds, violation) {
      checks[invariant] = (checks[invariant] ?? 0) + 1
      if (!holds && violations.length < mostViolations) violations.push(`${invariant}: ${violation()}`)
    },
  }
}

/**
 * Every day something moved: the counts kept of each agency that moved are what counting its tasks gives, and what is
 * kept of all agencies, each as it was last read, is all the tasks there are.
 */
export async function countsAddUp(
  { look }: Ledger,
  table: Table,
  programme: string,
  seen: Witness,
  today: CalendarDate,
  lastRead: Map<string, number>,
): Promise<void> {
  const moved = seen.takeMovedAgencies()
  if (moved.size === 0) return
  for (const agency of moved) {
    const kept = await countsOfAgency(table, programme, agency, today)
    const counted = countedAnew(seen.ledBy(agency), today)
    look('countsEqualRecount', same(kept, counted), () => told(today, agency, kept, counted))
    lastRead.set(agency, sumOf(kept))
  }
  const sum = [...lastRead.values()].reduce((all, one) => all + one, 0)
  look('classesAddUp', sum === seen.tasks.size, () => `${today}: ${sum} in the classes, ${seen.tasks.size} tasks`)
}

/** At the end: the same of every agency, whether or not anything of it was seen to move. */
export async function allCountsAddUp(
  { look }: Ledger,
  table: Table,
  programme: string,
  seen: Witness,
  today: CalendarDate,
): Promise<void> {
  const { all, byAgency } = await countsOfProgramme(table, programme, today)
  for (const [agency, kept] of byAgency) {
    const counted = countedAnew(seen.ledBy(agency), today)
    look('countsEqualRecount', same(kept, counted), () => told(today, agency, kept, counted))
  }
  const sum = sumOf(all)
  look('classesAddUp', sum === seen.tasks.size, () => `${today}: ${sum} in the classes, ${seen.tasks.size} tasks`)
}

/** Counted from where each task stands, not from the moves that the product's own counting goes by. */
function countedAnew(tasks: Iterable<Task>, today: CalendarDate): ClassCounts {
  const counts = { ...noCounts }
  for (const task of tasks) counts[classAnew(task, today)] += 1
  return counts
}

function classAnew({ standing, deadline, trackedFrom }: Task, today: CalendarDate): TaskClass {
  if (deadline && deadline.dueOn < trackedFrom) return 'beforeTracking'
  const isLate = (day: CalendarDate) => deadline !== undefined && day > deadline.dueOn
  switch (standing.state) {
    case 'open':
      return isLate(today) ? 'openLate' : 'openInTime'
    case 'submitted':
      return isLate(standing.result.countsOn) ? 'openLate' : 'openInTime'
    case 'done':
      return isLate(standing.result.countsOn) ? 'doneLate' : 'doneOnTime'
    case 'withdrawn':
    case 'continuous':
    case 'conditional':
      return standing.state
    default:
      return standing satisfies never
  }
}

function sumOf(counts: ClassCounts): number {
  return Object.values(counts).reduce((all, one) => all + one, 0)
}

function same(a: ClassCounts, b: ClassCounts): boolean {
  return Object.entries(a).every(([name, count]) => b[name as keyof ClassCounts] === count)
}

function told(today: CalendarDate, agency: string, kept: ClassCounts, counted: ClassCounts): string {
  return `${today} ${agency}: kept ${JSON.stringify(kept)}, counted ${JSON.stringify(counted)}`
}

/** The deadline first given is never overwritten; only a correction of a wrong entry moves it. */
export function originalDeadlineKept({ look }: Ledger, seen: Witness): void {
  for (const id of seen.takeMovedTasks('deadlines')) {
    const task = seen.tasks.get(id)
    const first = seen.firstDeadlines.get(id)
    if (!task?.deadline || !first || task.corrections.some(({ field }) => field === 'dueOn')) continue
    const { originalDueOn } = task.deadline
    look('originalDeadlineKept', originalDueOn === first, () => `${id}: ${originalDueOn}, first given ${first}`)
  }
}

/** A period's report balances, and printed again later it is the same. */
export function reportsBalance(
  { look }: Ledger,
  seen: Witness,
  from: CalendarDate,
  to: CalendarDate,
  printed: Map<string, string>,
): void {
  const report = reportPeriod(seen.tasks.values(), from, to)
  const came = report.carriedOver + report.given + report.fallenDue + report.reopened
  const stands = fourClasses.reduce((sum, name) => sum + report.end[name], report.end.withdrawn)
  look('reportsBalance', came === stands, () => `${from} to ${to}: ${came} came, ${stands} stand`)
  const text = JSON.stringify(report)
  const before = printed.get(`${from} ${to}`) ?? text
  look('reportsReprintTheSame', before === text, () => `${from} to ${to}: ${before} became ${text}`)
  printed.set(`${from} ${to}`, text)
}

/** Nobody gets two letters a day, none on a day off, none without a cause, none about what fell due before tracking. */
export function lettersAreFew(
  { look }: Ledger,
  seen: Witness,
  calendar: WorkingCalendar,
  trackedFrom: CalendarDate,
): void {
  const ofDay = new Map<string, Set<string>>()
  for (const { id, to, day } of seen.handedOver) {
    const ids = ofDay.get(`${to} ${day}`) ?? new Set()
    ofDay.set(`${to} ${day}`, ids.add(id))
    look('noLetterOnADayOff', calendar.isWorkingDay(day), () => `${to} on ${day}`)
  }
  for (const [place, ids] of ofDay) look('oneLetterADay', ids.size === 1, () => `${place}: ${[...ids].join(', ')}`)
  for (const { id, lines, riders = [] } of seen.digests.values()) {
    look('everyLetterHasACause', lines.length > 0, () => id)
    for (const task of [...lines.map((line) => line.task), ...riders]) {
      const first = seen.firstDeadlines.get(task)
      look('nothingFromBeforeTracking', !first || first >= trackedFrom, () => `${id} speaks of ${task}, due ${first}`)
    }
  }
}

/** A letter is handed over again only where a process died in between; what is recorded as sent was handed over. */
export function lettersLeaveOnce({ look }: Ledger, seen: Witness): void {
  const last = new Map<string, number>()
  for (const { id, deaths } of seen.handedOver) {
    const before = last.get(id)
    look('sentAgainOnlyAfterADeath', before === undefined || deaths > before, () => `${id} was sent again`)
    last.set(id, deaths)
  }
  for (const { id, state } of seen.digests.values()) {
    look('everySentLetterLeft', state !== 'sent' || last.has(id), () => `${id} is recorded and never left`)
  }
}

/** What was laid out for a letter is in one, or its task has changed since; at the end nothing waits for long. */
export function noLineLost({ look }: Ledger, seen: Witness, calendar: WorkingCalendar, latest: CalendarDate): void {
  for (const { name, fate } of seen.linesTaken) look('noLineLost', fate !== 'lost', () => `${name} is in no letter`)
  for (const [name, { since, what }] of seen.linesWaiting) {
    // A hand-in may wait so long for a letter that has another reason.
    const from = what === 'handedIn' ? calendar.addWorkingDays(latest, -3) : latest
    look('noLineLost', calendar.onOrAfter(since) >= from, () => `${name} has waited since ${since}`)
  }
}

/** Nothing is said twice at the same level about the same step of the same task. */
export function nothingTwiceAtALevel({ look }: Ledger, seen: Witness): void {
  const said = new Map<string, string>()
  for (const { id, mailbox, lines } of seen.digests.values()) {
    for (const { task, key, level } of lines) {
      const step = `${task} ${key} ${level} ${mailbox}`
      const before = said.get(step)
      look('nothingTwiceAtALevel', before === undefined, () => `${step}: in ${before} and in ${id}`)
      said.set(step, id)
    }
  }
}

/** Every task that the files promise by today is there, and no other. */
export function noTaskLost({ look }: Ledger, seen: Witness, promised: Iterable<PromisedTask>): void {
  const wanted = new Set<string>()
  for (const { id, dueOn, surely, lead } of promised) {
    wanted.add(id)
    const task = seen.tasks.get(id)
    if (surely) look('noTaskLost', task !== undefined, () => `${id}, due ${dueOn ?? 'never'}, is not there`)
    if (task && dueOn)
      look(
        'noTaskLost',
        task.deadline?.originalDueOn === dueOn,
        () => `${id}: due ${task.deadline?.originalDueOn}, expected ${dueOn}`,
      )
    const first = task?.moves[0]?.lead
    if (task && lead) look('noTaskLost', first === lead, () => `${id}: given to ${first}, expected ${lead}`)
  }
  for (const id of seen.tasks.keys()) look('noTaskInvented', wanted.has(id), () => `${id} comes from no assignment`)
}

/** An agency that has ended holds nothing that is open, and nobody writes to it once the last days' letters are out. */
export function endedAgencyLeftAlone(
  { look }: Ledger,
  seen: Witness,
  agency: { readonly id: string; readonly mailboxes: readonly string[] },
  from: CalendarDate,
): void {
  for (const { id, lead, standing } of seen.tasks.values()) {
    const ended = standing.state === 'done' || standing.state === 'withdrawn'
    if (!ended) look('endedAgencyLeftAlone', lead !== agency.id, () => `${id} is led by ${agency.id}`)
  }
  for (const { id, to, day } of seen.handedOver) {
    if (day >= from) look('endedAgencyLeftAlone', !agency.mailboxes.includes(to), () => `${id} on ${day}`)
  }
}

/** When a programme has ended, each of its tasks has. */
export function endedProgrammeSettled({ look }: Ledger, seen: Witness): void {
  for (const { id, standing } of seen.tasks.values()) {
    const { state } = standing
    look('endedProgrammeSettled', state === 'done' || state === 'withdrawn', () => `${id} is ${state}`)
  }
}

/** The whole trail proves itself, and its last seal is the anchor it should be. */
export function trailVerifies({ look }: Ledger, verification: Verification): void {
  const { flaws, events } = verification
  look('trailVerifies', flaws.length === 0 && events > 0, () => flaws.slice(0, 3).map(flawWritten).join(' '))
}
