/** What a task has become after an event: total, never refusing, the same for the live system and for verify's replay. */
import { addDays, type CalendarDate, isCalendarDate, later } from '../days.ts'
import type { TaskEvent } from './decide.ts'
import type { Deadline, Extension, Move, Notice, NoticeCode, Occasion, Standing, Task } from './task.ts'

export function evolve(task: Task, event: TaskEvent, { day, actor }: Occasion): Task {
  return moved(after(task, event, day, actor.agency), day)
}

/** The first move of a new task: where it stands from the day it was given. */
export function firstMoves(task: Omit<Task, 'moves'>): readonly Move[] {
  return [position(task, task.givenOn)]
}

function after(task: Task, event: TaskEvent, day: CalendarDate, agency: string): Task {
  switch (event.type) {
    case 'seen':
      return { ...task, seenOn: day }
    case 'progressReported': {
      const { text, difficulty } = event
      return { ...task, progress: { on: day, text, ...(difficulty === undefined ? {} : { difficulty }) } }
    }
    case 'partAsked':
      return { ...task, parts: [...task.parts, event.part] }
    case 'partAnswered':
      return {
        ...task,
        parts: task.parts.map((part) => (part.id === event.id ? { ...part, answer: { on: day, text: event.text } } : part)),
      }
    case 'resultHandedIn': {
      const { result } = event
      if (event.closes) return settled({ ...task, standing: { state: 'done', result, acceptedOn: day } })
      const told = result.onPaper ? (['handedIn', 'recordedForYou'] as const) : (['handedIn'] as const)
      return notify({ ...task, standing: { state: 'submitted', result }, notices: [] }, day, ...told)
    }
    case 'resultRetracted':
      return { ...task, standing: { state: 'open' }, notices: [] }
    case 'resultAccepted':
      if (task.standing.state !== 'submitted') return task
      return settled({ ...task, standing: { state: 'done', result: task.standing.result, acceptedOn: day } })
    case 'resultReturned':
      return notify(
        {
          ...paused(task, event.pausedUntil),
          standing: { state: 'open', returned: { on: day, reason: event.reason } },
          notices: [],
        },
        day,
        'returned',
      )
    case 'objectionRaised':
      if (task.standing.state !== 'submitted') return task
      return notify(
        {
          ...task,
          standing: {
            state: 'submitted',
            result: { ...task.standing.result, onHold: { on: day, reason: event.reason } },
          },
        },
        day,
        'objected',
      )
    case 'extensionAsked': {
      const { wanted, reason, timing } = event
      return notify({ ...task, extensionAsked: { askedOn: day, wanted, reason, timing, by: agency } }, day, 'extensionAsked')
    }
    case 'extensionDecided': {
      const { extensionAsked: _, ...decided } = task
      const told = notify(decided, day, 'extensionDecided')
      return event.to ? rescheduled(told, event.to, day, event.reason, event.document) : told
    }
    case 'leadDisputed': {
      const { reason, proposed } = event
      const dispute = { on: day, reason, ...(proposed === undefined ? {} : { proposed }) }
      return notify({ ...task, dispute }, day, 'disputed')
    }
    case 'disputeAnswered': {
      const { dispute: _, ...answered } = task
      return notify(withLead(answered, event.lead), day, 'disputeAnswered')
    }
    case 'amended': {
      const { lead, cooperating, product, dueOn } = event.change
      const amended: Task = {
        ...withLead(task, lead ?? task.lead),
        basis: event.document,
        ...(cooperating === undefined ? {} : { cooperating }),
        ...(product === undefined ? {} : { product }),
      }
      const told = notify(amended, day, 'amended')
      return dueOn === undefined ? told : rescheduled(told, dueOn, day, 'điều chỉnh theo văn bản', event.document)
    }
    case 'withdrawn':
      return notify(
        settled({ ...task, standing: { state: 'withdrawn', how: 'withdrawn', on: day, document: event.document } }),
        day,
        'withdrawn',
      )
    case 'reopened': {
      const reopened: Task = {
        ...paused(task, event.pausedUntil),
        standing: { state: 'open' },
        spoken: [],
        ladderFrom: day,
        notices: [],
      }
      const told = notify(reopened, day, 'reopened')
      return event.dueOn === undefined ? told : rescheduled(told, event.dueOn, day, event.reason, undefined)
    }
    case 'corrected': {
      const { field, was, is, reason } = event
      return corrected({ ...task, corrections: [...task.corrections, { on: day, field, was, is, reason }] }, field, is)
    }
    case 'conditionMet':
      return notify(
        {
          ...task,
          standing: { state: 'open' },
          basis: event.document,
          deadline: firstDeadline(event.dueOn),
          ladderFrom: later(task.ladderFrom, day),
        },
        day,
        'given',
      )
    case 'holderChanged': {
      const swap = (agency: string) => (agency === event.from ? event.to : agency)
      return {
        ...withLead(task, swap(task.lead)),
        givenBy: swap(task.givenBy),
        cooperating: task.cooperating.map((one) => ({ ...one, agency: swap(one.agency) })),
        parts: task.parts.map((part) =>
          part.answer ? part : { ...part, holder: { ...part.holder, agency: swap(part.holder.agency) } },
        ),
      }
    }
    case 'closed':
      return settled({ ...task, standing: { state: 'withdrawn', how: event.how, on: day, document: event.document } })
    case 'spokenOf':
      return { ...task, spoken: [...task.spoken, ...event.steps], notices: [] }
    default:
      return event satisfies never
  }
}

function notify(task: Task, day: CalendarDate, ...codes: readonly NoticeCode[]): Task {
  const kept = task.notices.filter(({ code }) => !codes.includes(code))
  return { ...task, notices: [...kept, ...codes.map((code): Notice => ({ code, on: day }))] }
}

/** Nothing more is owed about it: requests and notices fall away with it. */
function settled({ extensionAsked: _, dispute: __, pausedUntil: ___, ...task }: Task): Task {
  return { ...task, notices: [] }
}

function paused(task: Task, until: CalendarDate | undefined): Task {
  return until === undefined ? task : { ...task, pausedUntil: until }
}

/** A cooperating agency that becomes the lead no longer cooperates. */
function withLead(task: Task, lead: string): Task {
  if (lead === task.lead) return task
  return { ...task, lead, cooperating: task.cooperating.filter(({ agency }) => agency !== lead) }
}

function firstDeadline(dueOn: CalendarDate): Deadline {
  return { dueOn, originalDueOn: dueOn, extensions: [] }
}

/** The original deadline stays; the ladder starts again for the new one, from today. */
function rescheduled(
  task: Task,
  to: CalendarDate,
  day: CalendarDate,
  reason: string,
  document: string | undefined,
): Task {
  const was = task.deadline
  const { pausedUntil: _, ...free } = task
  const standing: Standing =
    task.standing.state === 'continuous' || task.standing.state === 'conditional' ? { state: 'open' } : task.standing
  if (!was) return { ...free, standing, deadline: firstDeadline(to), ladderFrom: day }
  const extension: Extension = {
    from: was.dueOn,
    to,
    decidedOn: day,
    reason,
    ...(document === undefined ? {} : { document }),
  }
  return { ...free, standing, ladderFrom: day, deadline: { ...was, dueOn: to, extensions: [...was.extensions, extension] } }
}

function corrected(task: Task, field: 'dueOn' | 'product' | 'title' | 'countsOn', is: string): Task {
  switch (field) {
    case 'product':
      return { ...task, product: is }
    case 'title':
      return { ...task, title: is }
    case 'dueOn':
      if (!task.deadline || !isCalendarDate(is)) return task
      return { ...task, deadline: { ...task.deadline, dueOn: is, originalDueOn: firstOrKept(task.deadline, is) } }
    case 'countsOn':
      if (!('result' in task.standing) || !isCalendarDate(is)) return task
      return { ...task, standing: { ...task.standing, result: { ...task.standing.result, countsOn: is } } }
    default:
      return field satisfies never
  }
}

/** A deadline that was entered wrongly was never the original; one that was extended keeps its own. */
function firstOrKept(deadline: Deadline, is: CalendarDate): CalendarDate {
  return deadline.extensions.length === 0 ? is : deadline.originalDueOn
}

function moved(task: Task, day: CalendarDate): Task {
  const last = task.moves.at(-1)
  const now = position(task, day)
  if (last && samePlace(last, now)) return task
  // A day has one place: what moved twice in it stands where it ended.
  const before = last?.on === day ? task.moves.slice(0, -1) : task.moves
  return { ...task, moves: [...before, now] }
}

function position({ standing, lead, deadline }: Omit<Task, 'moves'>, on: CalendarDate): Move {
  return {
    on,
    state: standing.state,
    lead,
    ...(deadline ? { dueOn: deadline.dueOn } : {}),
    ...('result' in standing ? { countsOn: standing.result.countsOn } : {}),
  }
}

function samePlace(a: Move, b: Move): boolean {
  return a.state === b.state && a.lead === b.lead && a.dueOn === b.dueOn && a.countsOn === b.countsOn
}

/** The move in force at the end of a day, or undefined before the task was given. */
export function placeAt(task: Pick<Task, 'moves'>, day: CalendarDate): Move | undefined {
  return task.moves.findLast(({ on }) => on <= day)
}

/** The place before the period began: at the end of the day before it. */
export function placeBefore(task: Pick<Task, 'moves'>, from: CalendarDate): Move | undefined {
  return placeAt(task, addDays(from, -1))
}
