/**
 * Nhắc việc: what is owed about one task, on which day, to whom. The ladder is data of the programme, in working
 * days; a step speaks once for the deadline in force, and a missed day catches up without speaking twice.
 */
import { type CalendarDate, later } from '../days.ts'
import type { Rules } from '../tasks/decide.ts'
import type { NoticeCode, Task } from '../tasks/task.ts'

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
  | NoticeCode

/** Every step of the task as it stands, spoken of or not, in no order. */
export function ladder(task: Task, rules: Rules): Step[] {
  if (task.beforeTracking) return []
  return [...notices(task), ...standingSteps(task, rules), ...partSteps(task, rules)]
}

/** The steps that fell on or before today and were not spoken of yet. */
export function owed(task: Task, rules: Rules, today: CalendarDate): Step[] {
  const due = unspoken(task, rules).filter(({ on }) => on <= today)
  const deadline = task.deadline?.dueOn
  // After the deadline only lateness is worth a word; before it, only the nearest of the steps that were missed.
  const nearest = due.filter(({ what }) => what === 'before' || what === 'due').toSorted(latestFirst)[0]
  const passed = deadline !== undefined && today > deadline
  return due.filter((step) => (step.what !== 'before' && step.what !== 'due') || (!passed && step === nearest))
}

/** Steps that today's words make superfluous, owed ones included: recorded together, so that none comes back. */
export function settledBy(task: Task, rules: Rules, today: CalendarDate): Step[] {
  return unspoken(task, rules).filter(({ on }) => on <= today)
}

/** The day of the next step, or undefined when nothing is ever owed about the task as it stands. */
export function nextStepOn(task: Task, rules: Rules): CalendarDate | undefined {
  let next: CalendarDate | undefined
  for (const { on } of unspoken(task, rules)) if (next === undefined || on < next) next = on
  return next
}

/** A step that fell before the assignment was given, before tracking began, or before the deadline last changed, is not owed. */
function unspoken(task: Task, rules: Rules): Step[] {
  return ladder(task, rules).filter(({ key, on }) => on >= task.ladderFrom && !task.spoken.includes(key))
}

const audienceOfNotice: { readonly [code in NoticeCode]: readonly Audience[] } = {
  given: ['lead', 'cooperating'],
  returned: ['lead'],
  extensionDecided: ['lead'],
  amended: ['lead', 'cooperating'],
  withdrawn: ['lead', 'cooperating'],
  reopened: ['lead'],
  recordedForYou: ['lead'],
  disputeAnswered: ['lead'],
  handedIn: ['office'],
  extensionAsked: ['office'],
  disputed: ['office'],
  objected: ['office'],
}

function notices(task: Task): Step[] {
  return task.notices.map(({ code, on }) => ({
    key: `${on}:${code}`,
    what: code,
    on: later(on, task.ladderFrom),
    to: audienceOfNotice[code],
  }))
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
        { key: `${standing.reviewOn}:review`, what: 'toReview', on: calendar.onOrBefore(standing.reviewOn), to: ['office'] },
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
  const afterPause = (on: CalendarDate) => (task.pausedUntil ? later(on, task.pausedUntil) : on)
  // Asked in time and undecided at the deadline: the delay is the decider's, and so is the escalation.
  if (task.extensionAsked && task.extensionAsked.timing !== 'afterDue') {
    const days = [...lateToLead, ...lateToOffice]
    return [
      ...steps,
      ...days.map((late): Step => {
        const on = afterPause(calendar.addWorkingDays(dueOn, late))
        return { key: `${dueOn}:undecided-${late}`, what: 'undecided', on, to: ['office'] }
      }),
    ]
  }
  for (const days of lateToLead) {
    const on = afterPause(calendar.addWorkingDays(dueOn, days))
    steps.push({ key: `${dueOn}:late-${days}`, what: 'late', on, to: ['lead', 'head'] })
  }
  for (const days of lateToOffice) {
    const on = afterPause(calendar.addWorkingDays(dueOn, days))
    steps.push({ key: `${dueOn}:office-${days}`, what: 'lateToOffice', on, to: ['office'] })
  }
  return steps
}

const partLadder = [-3, 0, 1]

/** A part asked of another agency is reminded there; a phòng's or person's inner deadline is the lead's own affair. */
function partSteps(task: Task, { calendar }: Rules): Step[] {
  if (task.standing.state !== 'open' && task.standing.state !== 'continuous') return []
  return task.parts
    .filter((part) => !part.answer && part.holder.agency !== task.lead)
    .flatMap((part) =>
      partLadder.map((days): Step => {
        const day = calendar.onOrBefore(part.dueOn)
        const on = days > 0 ? calendar.addWorkingDays(part.dueOn, days) : calendar.addWorkingDays(day, days)
        return { key: `${part.dueOn}:part-${part.id}:${days}`, what: 'part', on, to: [{ agency: part.holder.agency }] }
      }),
    )
}

function latestFirst(a: Step, b: Step): number {
  return a.on < b.on ? 1 : a.on > b.on ? -1 : 0
}

/** Whether what a step said still holds: a letter is composed later than its lines, and does not speak of what has passed. */
export function stillHolds(what: StepKind, task: Task, part: string | undefined): boolean {
  const { state } = task.standing
  switch (what) {
    case 'before':
    case 'due':
    case 'late':
    case 'lateToOffice':
    case 'returned':
      return state === 'open'
    case 'toAccept':
    case 'handedIn':
    case 'objected':
    case 'recordedForYou':
      return state === 'submitted'
    case 'undecided':
    case 'extensionAsked':
      return task.extensionAsked !== undefined
    case 'disputed':
      return task.dispute !== undefined
    case 'toReview':
      return state === 'conditional'
    case 'part':
      return task.parts.some((one) => one.what === part && !one.answer)
    case 'withdrawn':
      return state === 'withdrawn'
    case 'given':
    case 'amended':
    case 'reopened':
    case 'extensionDecided':
    case 'disputeAnswered':
      return state !== 'done' && state !== 'withdrawn'
    default:
      return what satisfies never
  }
}
