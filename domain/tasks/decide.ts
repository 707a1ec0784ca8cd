/**
 * The rules of a task: what a person asks is answered with what happened, or with a refusal. Nothing is done here;
 * whoever asked records the event together with the state that evolve.ts makes of it.
 */
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import { type CalendarDate, isCalendarDate } from '../days.ts'
import type { Settings } from '../programme/schema.ts'
import type { Refusal } from '../refusals.ts'
import { whyNotDirected, whyNotProposed } from './advice.ts'
import { type Entrusted, isEntrustedAnew } from './entrusted.ts'
import { type HeldSettled, whyNotDisowned, whyNotSettled } from './held.ts'
import { type Disowned, pendingFor, pendingIn, type TaskAction, taskCan } from './lifecycle.ts'
import type { Actor, Cooperation, Correction, Evidence, OnPaper, Part, Proposed, Result, Task } from './task.ts'
import type { Closing, Undoing } from './undoing.ts'

/** What the rules of a programme need to know beside the task itself. */
export interface Rules {
  readonly settings: Settings
  readonly calendar: WorkingCalendar
}

export interface Circumstances extends Rules {
  readonly today: CalendarDate
  readonly actor: Actor
}

export type TaskCommand =
  | { readonly type: 'see' }
  | { readonly type: 'reportProgress'; readonly text: string; readonly difficulty?: string }
  | {
      readonly type: 'askPart'
      readonly id: string
      readonly holder: Part['holder']
      readonly what: string
      readonly dueOn: CalendarDate
    }
  | { readonly type: 'answerPart'; readonly id: string; readonly text: string }
  | { readonly type: 'submit'; readonly evidence: readonly Evidence[]; readonly note?: string }
  | ({ readonly type: 'recordOnPaper'; readonly evidence: readonly Evidence[]; readonly note?: string } & OnPaper)
  | { readonly type: 'retract'; readonly reason: string }
  | { readonly type: 'accept'; readonly remark?: string }
  /** On paper: a bút phê, which the office enters. */
  | { readonly type: 'direct'; readonly text: string; readonly answerBy?: CalendarDate; readonly onPaper?: OnPaper }
  | { readonly type: 'urge'; readonly text?: string }
  | { readonly type: 'advise'; readonly proposes: Proposed; readonly reason: string }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'object'; readonly reason: string }
  | ({ readonly type: 'disown'; readonly reason: string } & Disowned)
  | ({ readonly type: 'settleHeld' } & HeldSettled)
  | {
      readonly type: 'askExtension'
      readonly wanted: CalendarDate
      readonly reason: string
      /** Nhập thay: the lead asked by letter, and the office enters it. */
      readonly onPaper?: OnPaper
    }
  | {
      readonly type: 'decideExtension'
      readonly grant: CalendarDate | null
      readonly reason: string
      /** Absent: decided in a meeting, chờ thông báo kết luận. The new deadline runs, its document shows as missing. */
      readonly document?: string
    }
  | { readonly type: 'supplyDocument'; readonly document: string }
  | { readonly type: 'disputeLead'; readonly reason: string; readonly proposed?: string }
  | { readonly type: 'answerDispute'; readonly lead: string; readonly reason: string; readonly document: string }
  | { readonly type: 'amend'; readonly document: string; readonly change: Amendment }
  | { readonly type: 'withdraw'; readonly document: string; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string; readonly dueOn?: CalendarDate }
  | ({ readonly type: 'correct'; readonly reason: string } & (
      | { readonly field: 'dueOn' | 'countsOn'; readonly is: CalendarDate }
      | { readonly field: 'product' | 'title'; readonly is: string }
    ))
  | { readonly type: 'meetCondition'; readonly document: string; readonly dueOn: CalendarDate }
  | { readonly type: 'renewReview'; readonly reviewOn: CalendarDate; readonly reason: string }
  /** Phân công: who of the office follows it, and which leader is in charge; what is absent stays, null is nobody. */
  | ({ readonly type: 'entrust' } & Entrusted)
  /** Bàn giao: from one person of the office to another. */
  | { readonly type: 'handOver'; readonly from: string; readonly to: string }
  | { readonly type: 'changeHolder'; readonly from: string; readonly to: string; readonly document: string }
  | { readonly type: 'close'; readonly how: Closing; readonly document: string }

/** What a document of the assigning level changes; what is absent stays. */
export interface Amendment {
  readonly lead?: string
  readonly cooperating?: readonly Cooperation[]
  readonly product?: string
  readonly dueOn?: CalendarDate
}

export type TaskEvent =
  | { readonly type: 'seen' }
  | { readonly type: 'progressReported'; readonly text: string; readonly difficulty?: string }
  | { readonly type: 'partAsked'; readonly part: Part }
  | { readonly type: 'partAnswered'; readonly id: string; readonly text: string }
  | { readonly type: 'resultHandedIn'; readonly result: Result; readonly closes: boolean }
  | { readonly type: 'resultRetracted'; readonly reason: string }
  /** `byRecorder`: the same person had entered it from paper. */
  | { readonly type: 'resultAccepted'; readonly remark?: string; readonly byRecorder?: true }
  | { readonly type: 'resultReturned'; readonly reason: string; readonly pausedUntil?: CalendarDate }
  | { readonly type: 'objectionRaised'; readonly reason: string }
  | ({ readonly type: 'disowned'; readonly reason: string } & Disowned)
  | ({ readonly type: 'heldSettled' } & HeldSettled)
  | { readonly type: 'directed'; readonly text: string; readonly answerBy?: CalendarDate; readonly onPaper?: OnPaper }
  | { readonly type: 'urged'; readonly text?: string }
  | { readonly type: 'advised'; readonly proposes: Proposed; readonly reason: string }
  | {
      readonly type: 'extensionAsked'
      readonly wanted: CalendarDate
      readonly reason: string
      readonly timing: 'inTime' | 'short' | 'afterDue'
      readonly onPaper?: OnPaper
    }
  | {
      readonly type: 'extensionDecided'
      readonly to: CalendarDate | null
      readonly reason: string
      readonly document?: string
    }
  | { readonly type: 'documentSupplied'; readonly document: string }
  | { readonly type: 'leadDisputed'; readonly reason: string; readonly proposed?: string }
  | { readonly type: 'disputeAnswered'; readonly lead: string; readonly reason: string; readonly document: string }
  | { readonly type: 'amended'; readonly document: string; readonly change: Amendment }
  | { readonly type: 'withdrawn'; readonly document: string; readonly reason: string }
  | {
      readonly type: 'reopened'
      readonly reason: string
      readonly dueOn?: CalendarDate
      readonly pausedUntil?: CalendarDate
    }
  | {
      readonly type: 'corrected'
      readonly field: Correction['field']
      readonly was: string
      readonly is: string
      readonly reason: string
    }
  | { readonly type: 'conditionMet'; readonly document: string; readonly dueOn: CalendarDate }
  | { readonly type: 'reviewRenewed'; readonly reviewOn: CalendarDate; readonly reason: string }
  | ({ readonly type: 'entrusted' } & Entrusted)
  | { readonly type: 'handedOver'; readonly from: string; readonly to: string }
  | { readonly type: 'holderChanged'; readonly from: string; readonly to: string; readonly document: string }
  | { readonly type: 'closed'; readonly how: Closing; readonly document: string }
  | Undoing
  | { readonly type: 'spokenOf'; readonly steps: readonly string[] }

const mostParts = 50
const mostDirections = 30

/** Answers one command: the event it leads to, or why not. */
export function decide(task: Task, command: TaskCommand, now: Circumstances): TaskEvent | Refusal {
  const allowed = taskCan(command.type satisfies TaskAction, task)
  if (allowed !== 'yes') return allowed
  const pending = pendingFor(command.type, pendingIn(task))
  if (pending !== 'yes') return pending
  switch (command.type) {
    case 'see':
      return task.seenOn ? { code: 'nothing-to-change' } : { type: 'seen' }
    case 'reportProgress':
      return text(command.text) ?? { ...command, type: 'progressReported' }
    case 'askPart':
      return askPart(task, command, now)
    case 'answerPart':
      return answerPart(task, command, now)
    case 'submit':
      return handIn(task, command, now)
    case 'recordOnPaper':
      return handIn(task, command, now, onPaper(command))
    case 'retract':
      return reason(command) ?? { type: 'resultRetracted', reason: command.reason }
    case 'accept':
      return ownResult(task, now) ?? accept(task, command, now)
    case 'return':
      return ownResult(task, now) ?? reason(command) ?? returned(task, command.reason, now)
    case 'object':
      return reason(command) ?? { type: 'objectionRaised', reason: command.reason }
    case 'disown':
      return whyNotDisowned(task, command) ?? reason(command) ?? { ...command, type: 'disowned' }
    case 'settleHeld':
      return whyNotSettled(task, command) ?? reason(command) ?? { ...command, type: 'heldSettled' }
    case 'direct':
      return direct(task, command, now)
    case 'urge':
      // A letter a day carries it: said again the same day, it would only be said twice.
      return task.urged?.on === now.today ? { code: 'already-urged' } : { ...command, type: 'urged' }
    case 'advise':
      return whyNotProposed(task, command.proposes, now.today) ?? reason(command) ?? { ...command, type: 'advised' }
    case 'askExtension':
      return askExtension(task, command, now)
    case 'decideExtension':
      return decideExtension(task, command, now)
    case 'supplyDocument':
      return document(command) ?? { ...command, type: 'documentSupplied' }
    case 'disputeLead':
      return reason(command) ?? { ...command, type: 'leadDisputed' }
    case 'answerDispute':
      return document(command) ?? reason(command) ?? { ...command, type: 'disputeAnswered' }
    case 'amend':
      return amend(task, command.document, command.change)
    case 'withdraw':
      return document(command) ?? reason(command) ?? { ...command, type: 'withdrawn' }
    case 'reopen':
      return reason(command) ?? reopen(task, command, now)
    case 'correct':
      return correct(task, command)
    case 'meetCondition':
      return document(command) ?? { ...command, type: 'conditionMet' }
    case 'renewReview':
      return renewReview(task, command, now)
    case 'entrust':
      return isEntrustedAnew(task, command) ? { ...command, type: 'entrusted' } : { code: 'nothing-to-change' }
    case 'handOver': {
      const holds = task.follower === command.from || task.overseer === command.from
      return holds && command.from !== command.to ? { ...command, type: 'handedOver' } : { code: 'nothing-to-change' }
    }
    case 'changeHolder':
      return changeHolder(task, command)
    case 'close':
      return document(command) ?? { ...command, type: 'closed' }
    default:
      return command satisfies never
  }
}

function askPart(
  task: Task,
  command: Extract<TaskCommand, { type: 'askPart' }>,
  now: Circumstances,
): TaskEvent | Refusal {
  if (task.parts.length >= mostParts) return { code: 'too-many-parts', most: mostParts }
  if (task.parts.some((part) => part.id === command.id)) return { code: 'nothing-to-change' }
  const { agency } = command.holder
  const takesPart = agency === task.lead || task.cooperating.some((one) => one.agency === agency)
  if (!takesPart) return { code: 'not-cooperating', agency }
  const dueOn = task.deadline?.dueOn
  // A hạn nội bộ never moves the deadline, so it cannot lie behind it, unless the deadline has already passed.
  if (dueOn && command.dueOn > dueOn && now.today <= dueOn) {
    return { code: 'part-after-deadline', wanted: command.dueOn, dueOn }
  }
  const { id, holder, what } = command
  return text(what) ?? { type: 'partAsked', part: { id, holder, what, askedOn: now.today, dueOn: command.dueOn } }
}

/** Its holder answers, or the lead (or its office), who notes what it was told; no other agency that cooperates does. */
function answerPart(
  task: Task,
  command: Extract<TaskCommand, { type: 'answerPart' }>,
  { actor: { agency } }: Circumstances,
): TaskEvent | Refusal {
  const part = task.parts.find(({ id }) => id === command.id)
  if (!part) return { code: 'unknown-part', part: command.id }
  const isOnlyCooperating = agency !== task.lead && task.cooperating.some((one) => one.agency === agency)
  if (agency !== part.holder.agency && isOnlyCooperating) return { code: 'not-your-part', part: part.what }
  if (part.answer) return { code: 'part-already-answered', part: part.what }
  return text(command.text) ?? { type: 'partAnswered', id: command.id, text: command.text }
}

function handIn(
  task: Task,
  command: { readonly evidence: readonly Evidence[]; readonly note?: string },
  now: Circumstances,
  paper?: OnPaper,
): TaskEvent | Refusal {
  if (command.evidence.length === 0) return { code: 'no-evidence' }
  const early = notYetArrived(paper, now.today)
  if (early) return early
  const entered = paper?.arrivedOn ?? now.today
  for (const { issuedOn } of command.evidence) {
    if (issuedOn && issuedOn > entered) return { code: 'evidence-after-entry', dated: issuedOn, entered }
  }
  const result: Result = {
    evidence: command.evidence,
    ...(command.note === undefined ? {} : { note: command.note }),
    enteredOn: now.today,
    ...countingDay(task, command.evidence, entered, now),
    by: paper ? task.lead : now.actor.agency,
    ...(paper ? { onPaper: paper, recordedBy: now.actor.person } : {}),
    ...(now.actor.via === undefined ? {} : { byLink: { mailbox: now.actor.via } }),
  }
  return { type: 'resultHandedIn', result, closes: !now.settings.acceptance }
}

/** To record for another is not to hand in: whether the recorder may accept too is for the programme to say. */
function accept(
  { standing }: Task,
  command: Extract<TaskCommand, { type: 'accept' }>,
  { actor, settings }: Circumstances,
): TaskEvent | Refusal {
  const held = standing.state === 'submitted' && standing.result.byLink && standing.result.onHold
  // Nobody knows whose it is: accepting it would take for the agency's what it says it never sent.
  if (held) return { code: 'held-as-disowned', what: 'result' }
  const recorder = standing.state === 'submitted' ? standing.result.recordedBy : undefined
  if (recorder !== actor.person) return { ...command, type: 'resultAccepted' }
  if (settings.recorderAccepts === false) return { code: 'own-record' }
  return { ...command, type: 'resultAccepted', byRecorder: true }
}

function onPaper({ arrivalNumber, arrivedOn, files }: OnPaper): OnPaper {
  return { arrivalNumber, arrivedOn, ...(files === undefined ? {} : { files }) }
}

function notYetArrived(onPaper: OnPaper | undefined, today: CalendarDate): Refusal | undefined {
  if (!onPaper || onPaper.arrivedOn <= today) return undefined
  return { code: 'arrival-in-future', arrived: onPaper.arrivedOn, today }
}

/**
 * The day that decides between on time and late. What came by the deadline counts from its coming. A product dated
 * in time but entered within a few working days after the deadline is on time, marked cập nhật chậm; later, the day
 * of entry counts. What came on paper counts from its day of arrival.
 */
function countingDay(
  task: Task,
  evidence: readonly Evidence[],
  entered: CalendarDate,
  { settings, calendar }: Rules,
): Pick<Result, 'countsOn' | 'enteredLate'> {
  const dueOn = task.deadline?.dueOn
  if (!dueOn || entered <= dueOn) return { countsOn: entered, enteredLate: false }
  const dated = evidence.map(({ issuedOn }) => issuedOn)
  const complete = dated.every((day) => day !== undefined && day <= dueOn)
  const soonEnough = entered <= calendar.addWorkingDays(dueOn, settings.lateEntryWorkingDays)
  const latest = dated.reduce<CalendarDate | undefined>(
    (last, day) => (day && (!last || day > last) ? day : last),
    undefined,
  )
  return complete && soonEnough && latest
    ? { countsOn: latest, enteredLate: true }
    : { countsOn: entered, enteredLate: false }
}

function returned(task: Task, why: string, { today, settings, calendar }: Circumstances): TaskEvent {
  const dueOn = task.deadline?.dueOn
  if (!dueOn || today <= dueOn) return { type: 'resultReturned', reason: why }
  const pausedUntil = calendar.addWorkingDays(today, settings.returnPauseWorkingDays)
  return { type: 'resultReturned', reason: why, pausedUntil }
}

function direct(
  { directions = [] }: Task,
  command: Extract<TaskCommand, { type: 'direct' }>,
  { today }: Circumstances,
): TaskEvent | Refusal {
  if (directions.length >= mostDirections) return { code: 'too-many', most: mostDirections }
  return notYetArrived(command.onPaper, today) ?? whyNotDirected(command, today) ?? { ...command, type: 'directed' }
}

function askExtension(
  task: Task,
  command: Extract<TaskCommand, { type: 'askExtension' }>,
  { today, settings, calendar }: Circumstances,
): TaskEvent | Refusal {
  if (!task.deadline) return { code: 'task-has-no-deadline', state: task.standing.state }
  const early = notYetArrived(command.onPaper, today)
  if (early) return early
  const { dueOn } = task.deadline
  if (command.wanted <= dueOn) return { code: 'extension-not-later', wanted: command.wanted, dueOn }
  const asked = command.onPaper?.arrivedOn ?? today
  const left = calendar.workingDaysBetween(asked, dueOn)
  const timing = asked > dueOn ? 'afterDue' : left < settings.extensionNoticeWorkingDays ? 'short' : 'inTime'
  return reason(command) ?? { ...command, type: 'extensionAsked', timing }
}

function decideExtension(
  task: Task,
  command: Extract<TaskCommand, { type: 'decideExtension' }>,
  now: Circumstances,
): TaskEvent | Refusal {
  if (!task.extensionAsked || !task.deadline) return { code: 'no-extension-asked' }
  const { agency } = now.actor
  if (agency === task.extensionAsked.by || agency === task.lead) return { code: 'own-request' }
  if (command.grant && task.extensionAsked.onHold) return { code: 'held-as-disowned', what: 'extension' }
  const { dueOn } = task.deadline
  if (command.grant && command.grant <= dueOn) return { code: 'extension-not-later', wanted: command.grant, dueOn }
  const { document: basis } = command
  const blank = basis === undefined ? undefined : document({ document: basis })
  return (
    blank ??
    reason(command) ?? {
      type: 'extensionDecided',
      to: command.grant,
      reason: command.reason,
      ...(basis === undefined ? {} : { document: basis }),
    }
  )
}

/** The day is the office's own: no document gives it, and the reason says why the condition is looked at again then. */
function renewReview(
  { standing }: Task,
  command: Extract<TaskCommand, { type: 'renewReview' }>,
  { today }: Circumstances,
): TaskEvent | Refusal {
  const { reviewOn } = command
  if (!isCalendarDate(reviewOn)) return { code: 'not-a-day', found: reviewOn }
  if (reviewOn < today) return { code: 'date-passed', wanted: reviewOn, today }
  if (standing.state === 'conditional' && standing.reviewOn === reviewOn) return { code: 'nothing-to-change' }
  return reason(command) ?? { ...command, type: 'reviewRenewed' }
}

function amend(task: Task, basis: string, change: Amendment): TaskEvent | Refusal {
  const lead = change.lead ?? task.lead
  // An agency that cooperated may be given the lead; only a list that names it again contradicts itself.
  if (change.cooperating?.some(({ agency }) => agency === lead)) return { code: 'lead-also-cooperates', agency: lead }
  if (!amends(task, change)) return { code: 'nothing-to-change' }
  return document({ document: basis }) ?? { type: 'amended', document: basis, change }
}

/** Whether the task does not stand so already. */
export function amends(task: Task, { lead, cooperating, product, dueOn }: Amendment): boolean {
  return (
    (lead !== undefined && lead !== task.lead) ||
    (product !== undefined && product !== task.product) ||
    (dueOn !== undefined && dueOn !== task.deadline?.dueOn) ||
    (cooperating !== undefined && JSON.stringify(cooperating) !== JSON.stringify(task.cooperating))
  )
}

function reopen(
  task: Task,
  command: Extract<TaskCommand, { type: 'reopen' }>,
  { today, settings, calendar }: Circumstances,
): TaskEvent | Refusal {
  const dueOn = task.deadline?.dueOn
  if (command.dueOn && dueOn && command.dueOn <= dueOn) {
    return { code: 'extension-not-later', wanted: command.dueOn, dueOn }
  }
  const inForce = command.dueOn ?? dueOn
  const late = inForce !== undefined && today > inForce
  return {
    type: 'reopened',
    reason: command.reason,
    ...(command.dueOn === undefined ? {} : { dueOn: command.dueOn }),
    ...(late ? { pausedUntil: calendar.addWorkingDays(today, settings.returnPauseWorkingDays) } : {}),
  }
}

function correct(task: Task, command: Extract<TaskCommand, { type: 'correct' }>): TaskEvent | Refusal {
  const was = correctable(task, command.field)
  if (was === undefined || was === command.is) return { code: 'nothing-to-change' }
  const { field, is } = command
  if (field === 'title' && text(is)) return { code: 'text-missing' }
  if ((field === 'dueOn' || field === 'countsOn') && !isCalendarDate(is)) return { code: 'not-a-day', found: is }
  return reason(command) ?? { type: 'corrected', field, was, is, reason: command.reason }
}

function correctable(task: Task, field: Correction['field']): string | undefined {
  switch (field) {
    case 'dueOn':
      return task.deadline?.dueOn
    case 'product':
      return task.product ?? ''
    case 'title':
      return task.title
    case 'countsOn':
      return 'result' in task.standing ? task.standing.result.countsOn : undefined
    default:
      return field satisfies never
  }
}

function changeHolder(
  task: Task,
  { from, to, document: basis }: Extract<TaskCommand, { type: 'changeHolder' }>,
): TaskEvent | Refusal {
  const holds =
    task.lead === from ||
    task.givenBy === from ||
    task.cooperating.some(({ agency }) => agency === from) ||
    task.parts.some((part) => part.holder.agency === from && !part.answer)
  if (!holds || from === to) return { code: 'nothing-to-change' }
  return document({ document: basis }) ?? { type: 'holderChanged', from, to, document: basis }
}

function ownResult(task: Task, { actor }: Circumstances): Refusal | undefined {
  const by = task.standing.state === 'submitted' ? task.standing.result.by : undefined
  // What came on paper is the lead's own too, and a body that has taken over the lead answers for what was handed in.
  return actor.agency === by || actor.agency === task.lead ? { code: 'own-result' } : undefined
}

function reason(command: { readonly reason: string }): Refusal | undefined {
  return command.reason.trim() === '' ? { code: 'reason-missing' } : undefined
}

function text(written: string): Refusal | undefined {
  return written.trim() === '' ? { code: 'text-missing' } : undefined
}

function document(command: { readonly document: string }): Refusal | undefined {
  return command.document.trim() === '' ? { code: 'document-missing' } : undefined
}
