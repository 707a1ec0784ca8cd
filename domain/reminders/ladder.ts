/**
 * Nhắc việc: what is owed about one task, on which day, to whom. The ladder is data of the programme, in working
 * days; a step speaks once for the deadline in force, and a missed day catches up without speaking twice.
 */
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import { type CalendarDate, later } from '../days.ts'
import type { Rules } from '../tasks/decide.ts'
import type { Notice, NoticeCode, Task } from '../tasks/task.ts'

/** Whom a step is for; addresses are found when it is sent. `office` is that of the agency that gave the task. */
export type Audience = 'lead' | 'head' | 'cooperating' | 'office' | { readonly agency: string }

export interface Step {
  /** Unique for the task: `2013-12-31:late-1`. What was spoken of under this key is not spoken of again. */
  readonly key: string
  readonly what: StepKind
  readonly on: CalendarDate
  readonly to: readonly Audience[]
}

export type StepKind =
  | 'before'
  | 'due'
  | 'late'
  | 'lateToOffice'
  | 'undecided'
  | 'toAccept'
  | 'toReview'
  | 'part'
  /** What a cycle has come to, for the level it was submitted to. */
  | 'told'
  /** Whoever runs a cycle asks once more for what an agency owes to it. */
  | 'askedAgain'
  | NoticeCode

/** Every step of the task as it stands, spoken of or not, in no order. */
export function ladder(task: Task, rules: Rules): Step[] {
  if (task.beforeTracking) return []
  return [...notices(task), ...standingSteps(task, rules), ...partSteps(task, rules)]
}

/**
 * What is to be said today: of the steps that fell on or before it and were not spoken of yet, the latest of each
 * voice. Days that were missed catch up with one word, and after the deadline only lateness is worth one. `settled`:
 * what settledBy answers of the same, for whoever has asked it.
 */
export function owed(
  task: Task,
  rules: Rules,
  today: CalendarDate,
  settled: readonly Step[] = settledBy(task, rules, today),
): Step[] {
  const deadline = task.deadline?.dueOn
  const passed = deadline !== undefined && today > deadline
  const latest = new Map<string, Step>()
  for (const step of settled) {
    const voice = voiceOf(step)
    if (passed && voice === 'ahead') continue
    const said = latest.get(voice)
    if (!said || step.on >= said.on) latest.set(voice, step)
  }
  return [...latest.values()]
}

/** Steps of one voice say the same thing to the same people, each time nearer or later. */
function voiceOf({ what, key }: Step): string {
  if (what === 'before' || what === 'due') return 'ahead'
  // That a result waits to be accepted says that it came.
  if (what === 'handedIn') return 'toAccept'
  // Each former lead is told for itself.
  if (what === 'leadMoved') return key
  return what === 'part' ? key.slice(0, key.lastIndexOf(':')) : what
}

/** Steps that today's words make superfluous, owed ones included: recorded together, so that none comes back. */
export function settledBy(task: Task, rules: Rules, today: CalendarDate): Step[] {
  return unspoken(task, rules).filter(({ on }) => on <= today)
}

/** What will be said if nothing changes: what is owed today, and every later step on its own day. */
export function coming(task: Task, rules: Rules, today: CalendarDate): Step[] {
  const later = unspoken(task, rules).filter(({ on }) => on > today)
  const all = [...owed(task, rules, today).map((step) => ({ ...step, on: today })), ...later]
  return all.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
}

/** The day of the next step, or undefined when nothing is ever owed about the task as it stands. */
export function nextStepOn(task: Task, rules: Rules): CalendarDate | undefined {
  let next: CalendarDate | undefined
  for (const { on } of unspoken(task, rules)) if (next === undefined || on < next) next = on
  return next
}

/**
 * A step that fell before the assignment was given, before tracking began, or before the deadline last changed, is not
 * owed. A part has a deadline of its own, which none of that touches.
 */
function unspoken(task: Task, rules: Rules): Step[] {
  const { ladderFrom, spoken } = task
  return ladder(task, rules).filter(
    ({ key, on, what }) => (on >= ladderFrom || what === 'part') && !spoken.includes(key),
  )
}

/** Whom each thing that happens to a task is told. */
export const audienceOfNotice: { readonly [code in NoticeCode]: readonly Audience[] } = {
  given: ['lead', 'cooperating'],
  returned: ['lead'],
  extensionDecided: ['lead'],
  amended: ['lead', 'cooperating'],
  withdrawn: ['lead', 'cooperating'],
  reopened: ['lead'],
  recordedForYou: ['lead'],
  disputeAnswered: ['lead'],
  directed: ['lead', 'cooperating'],
  urged: ['lead'],
  // Its notice says whom it is for.
  leadMoved: [],
  handedIn: ['office'],
  extensionAsked: ['office'],
  disputed: ['office'],
  objected: ['office'],
}

function notices(task: Task): Step[] {
  return task.notices.map((notice) => ({
    key: keyOfNotice(notice, task.spoken),
    what: notice.code,
    on: later(notice.on, task.ladderFrom),
    to: notice.agency === undefined ? audienceOfNotice[notice.code] : [{ agency: notice.agency }],
  }))
}

/** A thing may happen twice in a day, the first time before the round that told of it: the second is another thing to tell. */
function keyOfNotice({ code, on, agency }: Notice, spoken: readonly string[]): string {
  const name = agency === undefined ? code : `${code}-${agency}`
  let key = `${on}:${name}`
  for (let time = 2; spoken.includes(key); time += 1) key = `${on}:${time}:${name}`
  return key
}

function standingSteps(task: Task, { settings, calendar }: Rules): Step[] {
  const { standing } = task
  switch (standing.state) {
    case 'open':
      return deadlineSteps(task, { settings, calendar })
    case 'submitted': {
      const { enteredOn } = standing.result
      return settings.ladder.toAcceptor.map((days) => ({
        key: `${enteredOn}:accept-${days}`,
        what: 'toAccept',
        on: calendar.addWorkingDays(enteredOn, days),
        to: ['office'],
      }))
    }
    case 'conditional':
      return [
        {
          key: `${standing.reviewOn}:review`,
          what: 'toReview',
          on: calendar.onOrBefore(standing.reviewOn),
          to: ['office'],
        },
      ]
    case 'done':
    case 'withdrawn':
    case 'continuous':
      return []
    default:
      return standing satisfies never
  }
}

function deadlineSteps(task: Task, { settings, calendar }: Rules): Step[] {
  const dueOn = task.deadline?.dueOn
  if (!dueOn) return []
  const { before, onTheDay, lateToLead, lateToOffice } = settings.ladder
  // A deadline on a day off is spoken of on the working day before it.
  const day = calendar.onOrBefore(dueOn)
  const steps: Step[] = before.map((days) => ({
    key: `${dueOn}:before-${days}`,
    what: 'before',
    on: calendar.addWorkingDays(day, -days),
    to: ['lead'],
  }))
  if (onTheDay) steps.push({ key: `${dueOn}:due`, what: 'due', on: day, to: ['lead'] })
  // A pause lasts to the end of its last day (Bộ luật Dân sự 2015, Điều 148): escalation goes on the day after.
  const resumes = task.pausedUntil && calendar.addWorkingDays(task.pausedUntil, 1)
  const late = (days: number, name: string, what: StepKind, to: readonly Audience[]): Step => {
    const on = calendar.addWorkingDays(dueOn, days)
    return { key: `${dueOn}:${name}-${days}`, what, on: resumes ? later(on, resumes) : on, to }
  }
  // Asked in time and undecided at the deadline: the delay is the decider's, and so is the escalation. Asked late, by
  // its own mark (xin muộn, xin sau hạn), it stays the lead's until it is decided.
  if (task.extensionAsked?.timing === 'inTime') {
    const allDays = new Set([...lateToLead, ...lateToOffice])
    return [...steps, ...[...allDays].map((days) => late(days, 'undecided', 'undecided', ['office']))]
  }
  return [
    ...steps,
    ...lateToLead.map((days) => late(days, 'late', 'late', ['lead', 'head'])),
    ...lateToOffice.map((days) => late(days, 'office', 'lateToOffice', ['office'])),
  ]
}

const partLadder = [-3, 0, 1]

/** A part asked of another agency is spoken of there; a phòng's or person's inner deadline is the lead's own affair. */
function partSteps(task: Task, { calendar }: Rules): Step[] {
  if (!partsCount(task)) return []
  return task.parts
    .filter((part) => !part.answer && part.holder.agency !== task.lead)
    .flatMap(({ id, holder, askedOn, dueOn }) => {
      const day = calendar.onOrBefore(dueOn)
      const step = (when: string, on: CalendarDate): Step => ({
        key: `${dueOn}:part-${id}:${when}`,
        what: 'part',
        on,
        to: [{ agency: holder.agency }],
      })
      const near = partLadder.map((days) => step(String(days), calendar.addWorkingDays(day, days)))
      return [step('asked', askedOn), ...near]
    })
}

/** Parts are worked on while the task is: once the result is handed in, the lead has what it needed. */
function partsCount({ standing: { state } }: Task): boolean {
  return state === 'open' || state === 'continuous'
}

/** Whether what a step said still holds: a letter is composed later than its lines, and does not speak of what has passed. */
export function stillHolds(what: StepKind, task: Task, part: string | undefined): boolean {
  const { state } = task.standing
  switch (what) {
    case 'before':
    case 'due':
      return state === 'open' && isOfDeadlineInForce(task, what)
    case 'late':
      return state === 'open' && isOfDeadlineInForce(task, 'late-')
    case 'lateToOffice':
      return state === 'open' && isOfDeadlineInForce(task, 'office-')
    case 'returned':
    case 'askedAgain':
      return state === 'open'
    case 'urged':
      return state === 'open' || state === 'continuous'
    case 'toAccept':
    case 'handedIn':
    case 'told':
      return state === 'submitted'
    case 'objected':
      return 'result' in task.standing && task.standing.result.onHold !== undefined
    case 'recordedForYou':
      return 'result' in task.standing
        ? task.standing.result.onPaper !== undefined
        : task.extensionAsked?.onPaper !== undefined
    case 'undecided':
    case 'extensionAsked':
      return task.extensionAsked !== undefined
    case 'disputed':
      return task.dispute !== undefined
    case 'toReview':
      return state === 'conditional'
    case 'part':
      return partsCount(task) && task.parts.some((one) => one.what === part && !one.answer)
    case 'withdrawn':
      return state === 'withdrawn'
    case 'given':
    case 'amended':
    case 'reopened':
    case 'extensionDecided':
    case 'disputeAnswered':
    case 'leadMoved':
    case 'directed':
      return state !== 'done' && state !== 'withdrawn'
    default:
      return what satisfies never
  }
}

/**
 * Whether something that is to be said from a day on is reason for a letter today. A step, a decision and new work are; that a
 * result was handed in goes with the office's next letter, since whoever accepts finds it on their desk, and is a reason
 * of its own where none has gone for so many working days.
 */
export function isReasonForLetter(
  what: StepKind,
  since: CalendarDate,
  today: CalendarDate,
  calendar: WorkingCalendar,
): boolean {
  return what !== 'handedIn' || calendar.addWorkingDays(since, handInWaitsWorkingDays) <= today
}

const handInWaitsWorkingDays = 3

/** What was spoken of an earlier deadline says nothing true of the one in force. */
function isOfDeadlineInForce({ deadline, spoken }: Task, step: string): boolean {
  return spoken.some((key) => key.startsWith(`${deadline?.dueOn}:${step}`))
}
