/** What a task has become after an event: total, never refusing, the same for the live system and for verify's replay. */
import { addDays, type CalendarDate, isCalendarDate, later } from '../days.ts'
import { withoutAdvice } from './advice.ts'
import type { TaskEvent } from './decide.ts'
import { afterHolding, afterSettling } from './held.ts'
import { isAwaited } from './lifecycle.ts'
import type { Cooperation, Deadline, Extension, Move, Notice, NoticeCode, Occasion, Standing, Task } from './task.ts'

export function evolve(task: Task, event: TaskEvent, { day, actor }: Occasion): Task {
  return moved(tracked(after(task, event, day, actor)), day)
}

/** A deadline that moves may move into the time that is followed, or out of it. */
function tracked(task: Task): Task {
  const beforeTracking = isBefore(task.deadline?.dueOn, task.trackedFrom)
  return beforeTracking === task.beforeTracking ? task : { ...task, beforeTracking }
}

/** Whether what is due that day is an old result, from before tracking began. */
export function isBefore(dueOn: CalendarDate | undefined, trackedFrom: CalendarDate): boolean {
  return dueOn !== undefined && dueOn < trackedFrom
}

/** The first move of a new task: where it stands from the day it was given. */
export function firstMoves(task: Omit<Task, 'moves'>): readonly Move[] {
  return [position(task, task.givenOn)]
}

function after(task: Task, event: TaskEvent, day: CalendarDate, { agency, via }: Occasion['actor']): Task {
  const fromLink = via === undefined ? {} : { byLink: { mailbox: via } }
  switch (event.type) {
    case 'seen':
      return { ...task, seenOn: day }
    case 'progressReported': {
      const { text, difficulty } = event
      return { ...task, progress: { on: day, text, ...(difficulty === undefined ? {} : { difficulty }), ...fromLink } }
    }
    case 'partAsked':
      return { ...task, parts: [...task.parts, event.part] }
    case 'partAnswered':
      return {
        ...task,
        parts: task.parts.map((part) =>
          part.id === event.id ? { ...part, answer: { on: day, text: event.text, ...fromLink } } : part,
        ),
      }
    case 'resultHandedIn': {
      const { result } = event
      const told = result.onPaper ? (['recordedForYou'] as const) : []
      if (event.closes) {
        return notify(settled({ ...task, standing: { state: 'done', result, acceptedOn: day } }), day, ...told)
      }
      const waiting = without(withoutAdvice(task, 'late'), 'returned', 'reopened')
      return notify({ ...waiting, standing: { state: 'submitted', result } }, day, 'handedIn', ...told)
    }
    case 'resultRetracted':
      return { ...without(task, ...ofResult), standing: { state: 'open' } }
    case 'resultAccepted': {
      if (task.standing.state !== 'submitted') return task
      const { result } = task.standing
      const remark = event.remark === undefined ? {} : { remark: event.remark }
      const same = event.byRecorder ? { byRecorder: event.byRecorder } : {}
      const accepted = settled({ ...task, standing: { state: 'done', result, acceptedOn: day, ...remark, ...same } })
      // Accepted before the lead heard what was recorded in its name: it hears all the same, and may object.
      return { ...accepted, notices: task.notices.filter(({ code }) => code === 'recordedForYou') }
    }
    case 'resultReturned': {
      const standing: Standing = { state: 'open', returned: { on: day, reason: event.reason } }
      return notify({ ...paused(without(task, ...ofResult), event.pausedUntil), standing }, day, 'returned')
    }
    case 'objectionRaised': {
      if (!('result' in task.standing)) return task
      const result = { ...task.standing.result, onHold: { on: day, reason: event.reason } }
      return notify({ ...task, standing: { ...task.standing, result } }, day, 'objected')
    }
    case 'disowned':
      return notify(afterHolding(task, event, { on: day, reason: event.reason }), day, 'objected')
    case 'heldSettled': {
      const settled = afterSettling(task, event)
      return settled.extensionAsked ? settled : withoutAdvice(settled, 'extension')
    }
    case 'directed': {
      const { text, answerBy, onPaper } = event
      const came = onPaper ? { on: onPaper.arrivedOn, onPaper } : { on: day }
      const direction = { text, ...(answerBy === undefined ? {} : { answerBy }), by: agency, ...came }
      return notify(
        { ...withoutAdvice(task, 'late'), directions: [...(task.directions ?? []), direction] },
        day,
        'directed',
      )
    }
    case 'urged': {
      const { text } = event
      const urged = { on: day, by: agency, ...(text === undefined ? {} : { text }) }
      return notify({ ...task, urged }, day, 'urged')
    }
    case 'advised': {
      const { proposes, reason } = event
      const { advice = [] } = withoutAdvice(task, proposes.about)
      return { ...task, advice: [...advice, { on: day, by: agency, proposes, reason }] }
    }
    case 'extensionAsked': {
      const { wanted, reason, timing, onPaper } = event
      // A letter asks on the day it arrives, for the lead, whoever enters it.
      const came = onPaper ? { askedOn: onPaper.arrivedOn, by: task.lead, onPaper } : { askedOn: day, by: agency }
      const told = onPaper ? (['recordedForYou'] as const) : []
      return notify(
        { ...task, extensionAsked: { wanted, reason, timing, ...came, ...fromLink } },
        day,
        'extensionAsked',
        ...told,
      )
    }
    case 'extensionDecided': {
      const { extensionAsked: _, ...asked } = withoutAdvice(task, 'extension')
      const decided = notify(without(asked, 'extensionAsked'), day, 'extensionDecided')
      return event.to
        ? rescheduled(decided, event.to, day, event.reason, event.document)
        : { ...decided, extensionRefused: { on: day, reason: event.reason } }
    }
    case 'documentSupplied': {
      const { deadline } = task
      if (!deadline) return task
      // The papers come in the order of the meetings.
      const first = deadline.extensions.findIndex(isAwaited)
      const extensions = deadline.extensions.map((one, index) =>
        index === first ? { ...one, document: event.document } : one,
      )
      return { ...task, deadline: { ...deadline, extensions } }
    }
    case 'leadDisputed': {
      const { reason, proposed } = event
      const dispute = { on: day, reason, ...(proposed === undefined ? {} : { proposed }) }
      return notify({ ...task, dispute }, day, 'disputed')
    }
    case 'disputeAnswered': {
      const { dispute: _, ...answered } = without(withoutAdvice(task, 'otherLead'), 'disputed')
      return tellingFormerLead(notify(withLead(answered, event.lead), day, 'disputeAnswered'), task.lead, day)
    }
    case 'amended': {
      const { lead, cooperating, product, dueOn } = event.change
      // Whoever else leads now, the question of the lead is answered.
      const { dispute: _, ...undisputed } = without(withoutAdvice(task, 'otherLead'), 'disputed')
      const amended: Task = {
        ...withLead(lead === undefined || lead === task.lead ? task : undisputed, lead ?? task.lead),
        basis: event.document,
        ...(cooperating === undefined ? {} : { cooperating }),
        ...(product === undefined ? {} : { product }),
      }
      const told = tellingFormerLead(notify(amended, day, 'amended'), task.lead, day)
      return dueOn === undefined ? told : rescheduled(told, dueOn, day, 'điều chỉnh theo văn bản', event.document)
    }
    case 'withdrawn':
      return notify(
        settled({
          ...task,
          standing: { state: 'withdrawn', how: 'withdrawn', on: day, document: event.document, reason: event.reason },
        }),
        day,
        'withdrawn',
      )
    case 'reopened': {
      const reopened: Task = {
        ...paused(without(task, ...ofResult), event.pausedUntil),
        standing: { state: 'open', reopened: { on: day, reason: event.reason } },
        // A task that is open again may be late again, and is spoken of again.
        spoken: [],
        ladderFrom: later(task.ladderFrom, day),
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
    case 'reviewRenewed':
      if (task.standing.state !== 'conditional') return task
      return { ...task, standing: { ...task.standing, reviewOn: event.reviewOn } }
    case 'entrusted': {
      const { follower: _, overseer: __, ...unfollowed } = task
      const { follower = task.follower, overseer = task.overseer } = event
      return { ...unfollowed, ...(follower ? { follower } : {}), ...(overseer ? { overseer } : {}) }
    }
    case 'handedOver': {
      const swap = (person: string) => (person === event.from ? event.to : person)
      return {
        ...task,
        ...(task.follower === undefined ? {} : { follower: swap(task.follower) }),
        ...(task.overseer === undefined ? {} : { overseer: swap(task.overseer) }),
      }
    }
    case 'holderChanged': {
      const swap = (agency: string) => (agency === event.from ? event.to : agency)
      const cooperating = passedOn(task.cooperating, event.from, event.to)
      const changed: Task = {
        ...withLead({ ...task, cooperating }, swap(task.lead)),
        givenBy: swap(task.givenBy),
        parts: task.parts.map((part) =>
          part.answer ? part : { ...part, holder: { ...part.holder, agency: swap(part.holder.agency) } },
        ),
      }
      const taken = task.lead === event.from || task.cooperating.some(({ agency: one }) => one === event.from)
      return taken ? notify(changed, day, 'amended') : changed
    }
    case 'closed':
      return notify(
        settled({ ...task, standing: { state: 'withdrawn', how: event.how, on: day, document: event.document } }),
        day,
        'withdrawn',
      )
    case 'takenBack': {
      const { document } = event
      const back = settled({ ...task, standing: { state: 'withdrawn', how: 'takenBack', on: day, document } })
      // Whom no letter told of it needs none that takes it back.
      return task.spoken.length === 0 ? back : notify(back, day, 'withdrawn')
    }
    case 'givenAnew':
      return { ...event.task, moves: task.moves, spoken: task.spoken }
    case 'restored': {
      const { spoken, moves } = task
      const restored: Task = { ...event.task, spoken, moves }
      if (spoken.length === event.task.spoken.length) return restored
      return tellingFormerLead(notify(restored, day, 'amended'), task.lead, day)
    }
    case 'spokenOf':
      return { ...task, spoken: [...task.spoken, ...event.steps], notices: [] }
    default:
      return event satisfies never
  }
}

function notify(task: Task, day: CalendarDate, ...codes: readonly NoticeCode[]): Task {
  const { notices } = without(task, ...codes)
  return { ...task, notices: [...notices, ...codes.map((code): Notice => ({ code, on: day }))] }
}

/**
 * Whoever led it until now hears that it leads no more; who leads it again has nothing to hear of that. A body that
 * was reorganised is not told: its work has gone to whoever reads its letters.
 */
function tellingFormerLead(task: Task, former: string, day: CalendarDate): Task {
  if (task.lead === former) return task
  const others = task.notices.filter(({ agency }) => agency !== former && agency !== task.lead)
  return { ...task, notices: [...others, { code: 'leadMoved', on: day, agency: former }] }
}

/** What nobody needs to hear any more; what others were to hear of the task stays. */
function without(task: Task, ...codes: readonly NoticeCode[]): Task {
  return { ...task, notices: task.notices.filter(({ code }) => !codes.includes(code)) }
}

/** Notices about a result, which fall away with it. */
const ofResult = ['handedIn', 'recordedForYou', 'objected'] as const

/** Nothing more is owed about it: requests and notices fall away with it. */
function settled({ extensionAsked: _, extensionRefused: __, dispute: ___, pausedUntil: ____, ...task }: Task): Task {
  const { advice: _____, ...free } = task
  return { ...free, notices: [] }
}

function paused(task: Task, until: CalendarDate | undefined): Task {
  return until === undefined ? task : { ...task, pausedUntil: until }
}

/** An agency that becomes the lead no longer cooperates, and has not opened the task yet. */
function withLead({ seenOn, ...task }: Task, lead: string): Task {
  return {
    ...task,
    lead,
    cooperating: task.cooperating.filter(({ agency }) => agency !== lead),
    ...(seenOn !== undefined && lead === task.lead ? { seenOn } : {}),
  }
}

/** The cooperating agencies after one's work went to another, which may have cooperated before: each is named once. */
export function passedOn(cooperating: readonly Cooperation[], from: string, to: string): readonly Cooperation[] {
  const parts = new Map<string, string[]>()
  for (const { agency, part } of cooperating) {
    const name = agency === from ? to : agency
    parts.set(name, [...(parts.get(name) ?? []), ...(part === undefined ? [] : [part])])
  }
  return [...parts].map(([agency, named]) => ({ agency, ...(named.length > 0 ? { part: named.join('; ') } : {}) }))
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
  const { pausedUntil: _, extensionRefused: __, ...free } = withoutAdvice(task, 'late')
  // Never earlier than it was: what fell due before tracking began stays unspoken of.
  const ladderFrom = later(task.ladderFrom, day)
  const standing: Standing =
    task.standing.state === 'continuous' || task.standing.state === 'conditional' ? { state: 'open' } : task.standing
  if (!was) return { ...free, standing, deadline: firstDeadline(to), ladderFrom }
  const extension: Extension = {
    from: was.dueOn,
    to,
    decidedOn: day,
    reason,
    ...(document === undefined ? {} : { document }),
  }
  return { ...free, standing, ladderFrom, deadline: { ...was, dueOn: to, extensions: [...was.extensions, extension] } }
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

function position({ standing, lead, deadline, beforeTracking }: Omit<Task, 'moves'>, on: CalendarDate): Move {
  return {
    on,
    state: standing.state,
    ...(standing.state === 'withdrawn' && standing.how === 'takenBack' ? { takenBack: true } : {}),
    lead,
    ...(deadline ? { dueOn: deadline.dueOn } : {}),
    ...('result' in standing ? { countsOn: standing.result.countsOn } : {}),
    ...(beforeTracking ? { beforeTracking } : {}),
  }
}

function samePlace(a: Move, b: Move): boolean {
  return (
    a.state === b.state &&
    a.lead === b.lead &&
    a.dueOn === b.dueOn &&
    a.countsOn === b.countsOn &&
    a.beforeTracking === b.beforeTracking &&
    a.takenBack === b.takenBack
  )
}

/** The move in force at the end of a day, or undefined before the task was given. */
export function placeAt(task: Pick<Task, 'moves'>, day: CalendarDate): Move | undefined {
  return task.moves.findLast(({ on }) => on <= day)
}

/** The place before the period began: at the end of the day before it. */
export function placeBefore(task: Pick<Task, 'moves'>, from: CalendarDate): Move | undefined {
  return placeAt(task, addDays(from, -1))
}
