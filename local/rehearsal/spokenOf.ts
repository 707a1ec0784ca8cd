/**
 * What the letters of a rehearsal must have said about each deadline: every step of the programme's own ladder, on its
 * day, to whom it is for. Counted anew from the file's settings; the product's ladder is not asked.
 */
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import type { Ladder } from '../../domain/programme/schema.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { DigestRecord } from '../../functions/stores/digests.ts'
import type { Invariant, Ledger } from './invariants.ts'
import type { Witness } from './witness.ts'

export interface Rounds {
  readonly calendar: WorkingCalendar
  readonly until: CalendarDate
  /** Within how many working days a step that a missed round left is surely caught up; 0 where no round is missed. */
  readonly patienceWorkingDays: number
}

type Seen = Pick<Witness, 'tasks' | 'heldBack'>

/** The days of each kind of step about a task, to a level. */
export type Words = ReadonlyMap<string, readonly CalendarDate[]>

/** One thing that must be said about a task. */
interface Word {
  readonly invariant: Invariant
  readonly on: CalendarDate
  /** The kinds of step any of which says it. */
  readonly as: readonly string[]
  readonly level: 'lead' | 'head' | 'office'
}

/**
 * Every step of a deadline was said, on its day or, where rounds are missed, as soon after as one came: before it to the
 * lead, after it to the lead and the thủ trưởng, later to the office. Deadlines that moved, and days on which a request
 * or a pause held letters back, are left to the ladder's own tests.
 */
export function everyStepSpokenOf({ look }: Ledger, seen: Seen, said: Words, ladder: Ladder, rounds: Rounds): void {
  const { calendar, until, patienceWorkingDays } = rounds
  for (const task of seen.tasks.values()) {
    if (!hasPlainDeadline(task, seen)) continue
    const { dueOn } = task.deadline
    for (const { invariant, on, as, level } of words(dueOn, ladder, rounds)) {
      const by = calendar.addWorkingDays(on, patienceWorkingDays)
      const isPast = by <= until && (on > dueOn || by <= dueOn)
      // A step that fell before the task was given is not owed.
      if (!isPast || task.ladderFrom >= on || !staysOpen(task, on, by)) continue
      const isSaid = as.some((what) => said.get(`${task.id} ${what} ${level}`)?.some((day) => on <= day && day <= by))
      look(invariant, isSaid, () => `${task.id}, due ${dueOn}: nothing to ${level} from ${on} to ${by}`)
    }
  }
}

/** Nobody is told of lateness, and no office of another's, where the task was not open after its deadline. */
export function onlyTheLateSpokenOf({ look }: Ledger, seen: Seen, composed: Words): void {
  for (const task of seen.tasks.values()) {
    if (!task.deadline) continue
    for (const [invariant, word] of [
      ['lateTasksSpokenOf', `${task.id} late lead`],
      ['lateTasksEscalated', `${task.id} lateToOffice office`],
    ] as const) {
      const wrong = composed.get(word)?.find((day) => !wasLate(task, day))
      look(invariant, wrong === undefined, () => `${word}: said on ${wrong}, and it was not late`)
    }
  }
}

/** On the morning of a day. */
function wasLate({ moves }: Task, day: CalendarDate): boolean {
  const place = moves.findLast(({ on }) => on < day) ?? moves[0]
  return place?.state === 'open' && place.dueOn !== undefined && place.dueOn < day
}

function* words(
  dueOn: CalendarDate,
  { before, onTheDay, lateToLead, lateToOffice }: Ladder,
  { calendar, patienceWorkingDays }: Rounds,
): Generator<Word> {
  // What is due on a day off is spoken of on the working day before it.
  const day = calendar.onOrBefore(dueOn)
  // Days that were missed catch up with one word, the nearest to the deadline.
  const ahead = (what: string) => (patienceWorkingDays > 0 ? ['before', 'due'] : [what])
  const reminder = { invariant: 'remindedByTheDeadline', level: 'lead' } as const
  for (const days of before) yield { ...reminder, on: calendar.addWorkingDays(day, -days), as: ahead('before') }
  if (onTheDay) yield { ...reminder, on: day, as: ahead('due') }
  for (const days of lateToLead) {
    const late = { invariant: 'lateTasksSpokenOf', on: calendar.addWorkingDays(dueOn, days), as: ['late'] } as const
    yield { ...late, level: 'lead' }
    yield { ...late, level: 'head' }
  }
  for (const days of lateToOffice) {
    const on = calendar.addWorkingDays(dueOn, days)
    yield { invariant: 'lateTasksEscalated', on, as: ['lateToOffice'], level: 'office' }
  }
}

/** As the letters said them, by the day that each left. */
export function wordsSaid(seen: Pick<Witness, 'digests'>): Words {
  return wordsOn(seen, ({ sentOn, composedOn }) => sentOn ?? composedOn)
}

/** The same by the day that each speaks of: where no mail server took it, it left on a later one, word for word. */
export function wordsComposed(seen: Pick<Witness, 'digests'>): Words {
  return wordsOn(seen, ({ composedOn }) => composedOn)
}

function wordsOn({ digests }: Pick<Witness, 'digests'>, dayOf: (digest: DigestRecord) => CalendarDate): Words {
  const said = new Map<string, CalendarDate[]>()
  for (const digest of digests.values()) {
    const day = dayOf(digest)
    for (const { task, level, what } of digest.lines) {
      const word = `${task} ${what} ${level}`
      const days = said.get(word)
      if (days) days.push(day)
      else said.set(word, [day])
    }
  }
  return said
}

type Dated = Task & Required<Pick<Task, 'deadline'>>

/** A deadline that never moved, and of which nothing held the letters back. */
function hasPlainDeadline(task: Task, seen: Seen): task is Dated {
  return task.deadline?.extensions.length === 0 && !task.beforeTracking && !seen.heldBack.has(task.id)
}

/**
 * Whether the task was surely open on each morning of these days. People act after the letters have gone, but a cycle
 * that closes at midnight hands results in before them, and a move does not say at what hour it was.
 */
function staysOpen({ moves }: Task, from: CalendarDate, to: CalendarDate): boolean {
  const eve = addDays(from, -1)
  if (moves.findLast(({ on }) => on <= eve)?.state !== 'open') return false
  return !moves.some(({ on, state }) => on > eve && on <= to && state !== 'open')
}
