/**
 * What must hold in every rehearsal, whatever the people and the machines do: each promise a named function that
 * answers the violations it finds and says how many times it looked. They know the rules of dates on their own and
 * do not ask the code they judge.
 */
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, later } from '../../domain/days.ts'
import type { Programme, Schedule } from '../../domain/programme/schema.ts'
import { type ClassCounts, fourClasses, recount, reportPeriod, totalOf } from '../../domain/tasks/classes.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { flawWritten } from '../../domain/trail/chain.ts'
import type { Table } from '../../functions/services.ts'
import type { Verification } from '../../functions/steps/verifyTrail.ts'
import { countsOfAgency, countsOfProgramme } from '../../functions/stores/counts.ts'
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
  readonly checks: Record<string, number>
  look(invariant: Invariant, holds: boolean, violation: () => string): void
}

const mostViolations = 200

/** A new ledger, or one that goes on from what was kept of it. */
export function ledger(kept?: Pick<Ledger, 'violations' | 'checks'>): Ledger {
  const violations = [...(kept?.violations ?? [])]
  const checks = { ...kept?.checks }
  return {
    violations,
    checks,
    look(invariant, holds, violation) {
      checks[invariant] = (checks[invariant] ?? 0) + 1
      if (!holds && violations.length < mostViolations) violations.push(`${invariant}: ${violation()}`)
    },
  }
}

/** Every day: the counts kept with each change are what counting the tasks gives, and they add up. */
export async function countsEqualRecount(
  { look }: Ledger,
  table: Table,
  programme: string,
  seen: Witness,
  today: CalendarDate,
): Promise<void> {
  for (const agency of seen.takeMovedAgencies()) {
    const kept = await countsOfAgency(table, programme, agency, today)
    const counted = recount(seen.ledBy(agency), today)
    look(
      'countsEqualRecount',
      same(kept, counted),
      () => `${today} ${agency}: kept ${show(kept)}, counted ${show(counted)}`,
    )
  }
}

/** Every day something moved: the four classes and what stands beside them are all the tasks there are. */
export async function classesAddUp(
  { look }: Ledger,
  table: Table,
  programme: string,
  seen: Witness,
  today: CalendarDate,
): Promise<void> {
  const { all } = await countsOfProgramme(table, programme, today)
  const beside = all.continuous + all.conditional + all.withdrawn + all.beforeTracking
  const sum = totalOf(all) + beside
  look('classesAddUp', sum === seen.tasks.size, () => `${today}: ${sum} in the classes, ${seen.tasks.size} tasks`)
}

function same(a: ClassCounts, b: ClassCounts): boolean {
  return Object.entries(a).every(([name, count]) => b[name as keyof ClassCounts] === count)
}

function show(counts: ClassCounts): string {
  return JSON.stringify(counts)
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
  for (const [name, { since }] of seen.linesWaiting) {
    look('noLineLost', calendar.onOrAfter(since) >= latest, () => `${name} has waited since ${since}`)
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

/**
 * Every task that was open the day before its deadline was spoken of to its lead: on the working day that it fell on,
 * or, where rounds are missed, at least once of the many steps before.
 */
export function remindedByTheDeadline(
  { look }: Ledger,
  seen: Witness,
  calendar: WorkingCalendar,
  until: CalendarDate,
  roundsAreMissed: boolean,
): void {
  const said = wordsSaid(seen)
  for (const task of seen.tasks.values()) {
    if (!hasPlainDeadline(task, seen)) continue
    const day = calendar.onOrBefore(task.deadline.dueOn)
    const notice = roundsAreMissed ? calendar.addWorkingDays(day, -32) : day
    const before = task.moves.findLast(({ on }) => on < day)
    if (day > until || task.ladderFrom >= notice || before?.state !== 'open') continue
    const reminded = said.has(`${task.id} due lead`) || (roundsAreMissed && said.has(`${task.id} before lead`))
    look('remindedByTheDeadline', reminded, () => `${task.id}, due ${task.deadline?.dueOn}`)
  }
}

/**
 * Every task that stayed late was spoken of: to its lead and the thủ trưởng from the first working day after, to the
 * office from the fifth. Days in which an extension or a pause was in force are left to the ladder's own tests.
 */
export function lateTasksSpokenOf(
  { look }: Ledger,
  seen: Witness,
  calendar: WorkingCalendar,
  until: CalendarDate,
  patienceWorkingDays: number,
): void {
  const said = wordsSaid(seen)
  for (const task of seen.tasks.values()) {
    if (!hasPlainDeadline(task, seen)) continue
    const { dueOn } = task.deadline
    // A step that fell before the task was given is not owed.
    if (calendar.addWorkingDays(dueOn, 1) < task.ladderFrom) continue
    const lateUntil = endOfLateness(task, until)
    if (lateUntil === undefined) continue
    const reached = (days: number) => calendar.addWorkingDays(dueOn, days + patienceWorkingDays) <= lateUntil
    if (reached(1)) {
      for (const level of ['lead', 'head']) {
        look(
          'lateTasksSpokenOf',
          said.has(`${task.id} late ${level}`),
          () => `${task.id}, due ${dueOn}, never told ${level}`,
        )
      }
    }
    if (reached(5)) {
      look(
        'lateTasksEscalated',
        said.has(`${task.id} lateToOffice office`),
        () => `${task.id}, due ${dueOn}, office never told`,
      )
    }
  }
}

/** Every kind of step said about a task at a level, in any letter. */
function wordsSaid(seen: Witness): ReadonlySet<string> {
  const said = new Set<string>()
  for (const { lines } of seen.digests.values())
    for (const { task, level, what } of lines) said.add(`${task} ${what} ${level}`)
  return said
}

type Dated = Task & Required<Pick<Task, 'deadline'>>

/** A deadline that never moved, and of which nothing held the letters back. */
function hasPlainDeadline(task: Task, seen: Witness): task is Dated {
  return task.deadline?.extensions.length === 0 && !task.beforeTracking && !seen.heldBack.has(task.id)
}

/** The last day of the first spell in which the task stood open after its deadline, or undefined when it never did. */
function endOfLateness({ moves, deadline }: Task, until: CalendarDate): CalendarDate | undefined {
  for (const [index, { state }] of moves.entries()) {
    const next = moves[index + 1]
    const last = next ? addDays(next.on, -1) : until
    if (state === 'open' && deadline && last > deadline.dueOn) return last
  }
  return undefined
}

/** Every task that a given assignment's schedule makes by today is there, and no other. */
export function noTaskLost({ look }: Ledger, seen: Witness, expected: Iterable<ExpectedTask>): void {
  const wanted = new Set<string>()
  for (const { id, dueOn } of expected) {
    wanted.add(id)
    const task = seen.tasks.get(id)
    look('noTaskLost', task !== undefined, () => `${id}, due ${dueOn ?? 'never'}, is not there`)
    if (task && dueOn)
      look(
        'noTaskLost',
        task.deadline?.originalDueOn === dueOn,
        () => `${id}: due ${task.deadline?.originalDueOn}, expected ${dueOn}`,
      )
  }
  for (const id of seen.tasks.keys()) look('noTaskInvented', wanted.has(id), () => `${id} comes from no assignment`)
}

export interface ExpectedTask {
  readonly id: string
  readonly dueOn?: CalendarDate
}

/** The tasks that a file's assignments make by the end of a day, worked out from the file alone. */
export function* expectedTasks(
  programme: string,
  given: readonly { readonly entry: Programme['assignments'][number]; readonly on: CalendarDate }[],
  membersOn: (group: string, day: CalendarDate) => readonly string[],
  until: CalendarDate,
): Generator<ExpectedTask> {
  for (const { entry, on } of given) {
    for (const { period, opensOn, dueOn } of runs(entry.schedule)) {
      const opens = later(opensOn, on)
      if (opens > until) continue
      const leads = entry.lead ? [undefined] : entry.group ? membersOn(entry.group, opens) : []
      for (const lead of leads) {
        const id = [`${programme}_${entry.id}`, period, lead].filter(Boolean).join('_')
        yield { id, ...(dueOn ? { dueOn } : {}) }
      }
    }
  }
}

export function* runs(schedule: Schedule): Generator<{ period?: string; opensOn: CalendarDate; dueOn?: CalendarDate }> {
  switch (schedule.kind) {
    case 'continuous':
    case 'conditional':
      yield { opensOn: '0001-01-01' }
      return
    case 'once':
      yield { opensOn: schedule.opensOn ?? '0001-01-01', dueOn: schedule.dueOn }
      return
    case 'dates':
      for (const { id, opensOn, dueOn } of schedule.occurrences) yield { period: id, opensOn, dueOn }
      return
    case 'recurring': {
      const months = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }[schedule.every]
      const letter = { monthly: '', quarterly: 'Q', 'half-yearly': 'H', yearly: '' }[schedule.every]
      for (let year = Number(schedule.from.slice(0, 4)); year <= Number(schedule.to.slice(0, 4)); year += 1) {
        for (let month = 1; month <= 12; month += months) {
          const opensOn = dayIn(year, month, 1)
          const end = addDays(dayIn(year, month + months, 1), -1)
          if (opensOn < schedule.from || end > schedule.to) continue
          const number = letter
            ? `-${letter}${(month - 1) / months + 1}`
            : months === 1
              ? `-${String(month).padStart(2, '0')}`
              : ''
          yield {
            period: `${year}${number}`,
            opensOn,
            dueOn: dayIn(year, month + schedule.due.month - 1, schedule.due.day),
          }
        }
      }
      return
    }
    default:
      return schedule satisfies never
  }
}

/** The day of a month counted on from a year's first; a month without that day ends on its last. */
function dayIn(year: number, month: number, day: number): CalendarDate {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10) as CalendarDate
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
