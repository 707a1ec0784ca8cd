/**
 * An assignment (nhiệm vụ được giao): who leads, who cooperates, what comes out, by which schedule, on the basis of
 * which document. A clause that names nobody is an assignment too, chưa phân công, until a document gives it.
 */
import { type Directory, holderOn, joinedOn, membersOn } from '../agencies/directory.ts'
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import { type CalendarDate, later } from '../days.ts'
import type { ProgrammeState } from '../programme/programmeState.ts'
import type {
  AgencyGroup,
  AssignmentKind,
  CycleKind,
  GivenEntry,
  ProposalTakenUp,
  Schedule,
  Settings,
} from '../programme/schema.ts'
import type { Refusal } from '../refusals.ts'
import type { Amendment } from '../tasks/decide.ts'
import { firstMoves, isBefore, passedOn } from '../tasks/evolve.ts'
import type { Cooperation, Occasion, Standing, Task } from '../tasks/task.ts'
import { type Occurrence, occurrences } from './occurrences.ts'

export interface Assignment {
  readonly id: string
  readonly programme: string
  readonly clause: string
  readonly kind: AssignmentKind
  readonly title: string
  readonly givenBy: string
  readonly submittedTo?: string
  readonly basis: string
  readonly schedule: Schedule
  readonly product?: string
  readonly cooperating: readonly Cooperation[]
  /** One agency, or each member of a group for itself: "n nhiệm vụ, m lượt giao". Absent: chưa phân công. */
  readonly to?: Addressee
  readonly givenOn?: CalendarDate
  /** When a document gave days to work that stood open without any: what these days make opens no earlier. */
  readonly datedOn?: CalendarDate
  readonly trackedFrom: CalendarDate
  /** Its occurrences are run as cycles of this kind. */
  readonly workflow?: CycleKind
  /** The document that brought it, where the programme's own file did not have it. */
  readonly addedBy?: string
  /** The proposal of a sealed evaluation that it makes good. */
  readonly takesUp?: ProposalTakenUp
  readonly withdrawn?: { readonly on: CalendarDate; readonly document: string }
  /** What an agency asks to have changed in its own; it waits for whoever gave it. */
  readonly proposal?: Proposal
  /** What became of the last proposal. */
  readonly proposalAnswered?: ProposalAnswered
  /** Its giving was undone: tasks of its name may be there, taken back, to be given anew. */
  readonly undone?: true
  /** The occurrences that have been opened, by period (`once` for work that is done once). */
  readonly opened: readonly string[]
  /** The members of its group that joined after continuous work had been opened, and were given theirs. */
  readonly joined?: readonly string[]
}

export type Addressee = { readonly lead: string } | { readonly group: string }

export interface Proposal {
  readonly by: string
  readonly on: CalendarDate
  readonly reason: string
  readonly change: ProposedChange
}

export type ProposedChange = Omit<AssignmentAmendment, 'document'>

export interface ProposalAnswered {
  readonly on: CalendarDate
  /** Who had proposed it. */
  readonly by: string
  /** The document that made the change; absent where it was declined. */
  readonly document?: string
  readonly reason?: string
}

/** An entry of a programme file, or of a document, as the programme keeps it; to whom it is given is not said yet. */
export function enteredAssignment(
  { id: programme, trackedFrom }: Pick<ProgrammeState, 'id' | 'trackedFrom'>,
  entry: GivenEntry,
): Assignment {
  const { id, clause, kind, title, givenBy, basis, schedule, cooperating = [] } = entry
  const { product, submittedTo, workflow, takesUp } = entry
  return {
    id: `${programme}_${id}`,
    programme,
    clause,
    kind,
    title,
    givenBy,
    basis,
    schedule,
    cooperating,
    ...(product === undefined ? {} : { product }),
    ...(submittedTo === undefined ? {} : { submittedTo }),
    ...(workflow === undefined ? {} : { workflow }),
    ...(takesUp === undefined ? {} : { takesUp }),
    trackedFrom,
    opened: [],
  }
}

/** To whom an entry says it is given. */
export function addresseeOf({ lead, group }: Pick<GivenEntry, 'lead' | 'group'>): Addressee | undefined {
  return lead !== undefined ? { lead } : group !== undefined ? { group } : undefined
}

export type AssignmentCommand =
  | {
      readonly type: 'give'
      readonly document: string
      readonly to: Addressee
      readonly cooperating?: readonly Cooperation[]
      readonly product?: string
      readonly schedule?: Schedule
      readonly submittedTo?: string
      readonly givenBy?: string
    }
  | ({ readonly type: 'amend' } & AssignmentAmendment)
  | { readonly type: 'changeHolder'; readonly from: string; readonly to: string; readonly document: string }
  | { readonly type: 'withdraw'; readonly document: string }
  | { readonly type: 'propose'; readonly by: string; readonly reason: string; readonly change: ProposedChange }
  /** What it asked for has been made by that document. */
  | { readonly type: 'takeProposal'; readonly document: string }
  | { readonly type: 'declineProposal'; readonly reason: string }

/** What a later document changes; what is absent stays. */
export interface AssignmentAmendment {
  readonly document: string
  readonly to?: Addressee
  readonly cooperating?: readonly Cooperation[]
  readonly product?: string
  readonly schedule?: Schedule
}

export type AssignmentEvent =
  | ({ readonly type: 'assignmentGiven' } & Omit<Extract<AssignmentCommand, { type: 'give' }>, 'type'>)
  /** `dated`: it gives days to work that stands open without any. */
  | ({ readonly type: 'assignmentAmended'; readonly dated?: true } & AssignmentAmendment)
  | { readonly type: 'assignmentHolderChanged'; readonly from: string; readonly to: string; readonly document: string }
  | { readonly type: 'assignmentWithdrawn'; readonly document: string }
  | { readonly type: 'changeProposed'; readonly by: string; readonly reason: string; readonly change: ProposedChange }
  | { readonly type: 'proposalTaken'; readonly document: string }
  | { readonly type: 'proposalDeclined'; readonly reason: string }
  /** The giving by that document, or the change, was undone: it is what it was before. */
  | { readonly type: 'assignmentRestored'; readonly document: string; readonly assignment: Assignment }
  | { readonly type: 'occurrenceOpened'; readonly period: string; readonly tasks: number }
  /** `tasks` is 0 where it leads the work already, taken over from another body. */
  | { readonly type: 'memberJoined'; readonly member: string; readonly tasks: number }

export function decideAssignment(assignment: Assignment, command: AssignmentCommand): AssignmentEvent | Refusal {
  if (assignment.withdrawn) return { code: 'assignment-withdrawn' }
  if ('document' in command && command.document.trim() === '') return { code: 'document-missing' }
  switch (command.type) {
    case 'give': {
      if (assignment.to) return { code: 'already-given' }
      return oneLead(command.to, command.cooperating ?? []) ?? { ...command, type: 'assignmentGiven' }
    }
    case 'amend':
      return (
        unfit(assignment, command) ?? {
          ...command,
          type: 'assignmentAmended',
          ...(isDatedBy(assignment, command) ? { dated: true } : {}),
        }
      )
    case 'changeHolder':
      return holds(assignment, command.from) && command.from !== command.to
        ? { ...command, type: 'assignmentHolderChanged' }
        : { code: 'nothing-to-change' }
    case 'withdraw':
      return { type: 'assignmentWithdrawn', document: command.document }
    case 'propose':
      if (assignment.proposal) return { code: 'proposal-pending', on: assignment.proposal.on }
      if (command.reason.trim() === '') return { code: 'reason-missing' }
      return unfit(assignment, command.change) ?? { ...command, type: 'changeProposed' }
    case 'takeProposal':
      return assignment.proposal ? { ...command, type: 'proposalTaken' } : { code: 'no-proposal' }
    case 'declineProposal':
      if (!assignment.proposal) return { code: 'no-proposal' }
      if (command.reason.trim() === '') return { code: 'reason-missing' }
      return { type: 'proposalDeclined', reason: command.reason }
    default:
      return command satisfies never
  }
}

/** Why a change cannot be made of an assignment, whoever asks for it. */
function unfit(
  { to: before, opened, datedOn }: Assignment,
  { to, cooperating = [] }: ProposedChange,
): Refusal | undefined {
  if (!before) return { code: 'not-given' }
  // Done once and begun: a body's own task does not become those of a group, nor a group's tasks that of one body.
  const isOther = to && ('group' in to || 'group' in before) && groupOf(to) !== groupOf(before)
  if (isOther && (opened.includes(once) || datedOn !== undefined)) return { code: 'opened-otherwise' }
  return oneLead(to ?? before, cooperating)
}

/** Whether a change gives days to work that stands open without any. */
export function isDatedBy({ schedule, opened }: Assignment, change: ProposedChange): boolean {
  return change.schedule !== undefined && hasDays(change.schedule) && !hasDays(schedule) && opened.includes(once)
}

function hasDays({ kind }: Schedule): boolean {
  return kind !== 'continuous' && kind !== 'conditional'
}

function groupOf(to: Addressee): string | undefined {
  return 'group' in to ? to.group : undefined
}

/** An agency that cooperated may be given the lead; only a list that names it again contradicts itself. */
function oneLead(to: Addressee, cooperating: readonly Cooperation[]): Refusal | undefined {
  const twice = 'lead' in to && cooperating.some(({ agency }) => agency === to.lead)
  return twice ? { code: 'lead-also-cooperates', agency: to.lead } : undefined
}

function holds({ to, givenBy, cooperating }: Assignment, agency: string): boolean {
  const leads = to !== undefined && 'lead' in to && to.lead === agency
  return leads || givenBy === agency || cooperating.some((one) => one.agency === agency)
}

export function evolveAssignment(assignment: Assignment, event: AssignmentEvent, { day }: Occasion): Assignment {
  switch (event.type) {
    case 'assignmentGiven': {
      const { type: _, document, ...given } = event
      return leadApart({ ...assignment, ...given, basis: document, givenOn: day })
    }
    case 'assignmentAmended': {
      const { type: _, document, dated, ...change } = event
      const amended = leadApart({ ...assignment, ...change, basis: document })
      if (!dated) return amended
      // Its one task has the deadline already; the occurrence opens again for what else begins with a day, its cycle.
      const reopens = amended.schedule.kind === 'once'
      const opened = reopens ? amended.opened.filter((period) => period !== once) : amended.opened
      return { ...amended, opened, datedOn: day }
    }
    case 'changeProposed': {
      const { by, reason, change } = event
      return { ...assignment, proposal: { by, on: day, reason, change } }
    }
    case 'proposalTaken':
      return answered(assignment, { on: day, document: event.document })
    case 'proposalDeclined':
      return answered(assignment, { on: day, reason: event.reason })
    case 'assignmentHolderChanged': {
      const swap = (agency: string) => (agency === event.from ? event.to : agency)
      const { to } = assignment
      return leadApart({
        ...assignment,
        ...(to && 'lead' in to ? { to: { lead: swap(to.lead) } } : {}),
        givenBy: swap(assignment.givenBy),
        cooperating: passedOn(assignment.cooperating, event.from, event.to),
      })
    }
    case 'assignmentWithdrawn': {
      const { proposal: _, ...rest } = assignment
      return { ...rest, withdrawn: { on: day, document: event.document } }
    }
    case 'assignmentRestored':
      return { ...event.assignment, undone: true }
    case 'occurrenceOpened':
      return { ...assignment, opened: [...assignment.opened, event.period] }
    case 'memberJoined':
      return { ...assignment, joined: [...(assignment.joined ?? []), event.member] }
    default:
      return event satisfies never
  }
}

function answered({ proposal, ...assignment }: Assignment, how: Omit<ProposalAnswered, 'by'>): Assignment {
  return proposal ? { ...assignment, proposalAnswered: { ...how, by: proposal.by } } : assignment
}

/** Whoever leads no longer cooperates. */
function leadApart(assignment: Assignment): Assignment {
  const { to } = assignment
  if (!to || 'group' in to) return assignment
  return { ...assignment, cooperating: assignment.cooperating.filter(({ agency }) => agency !== to.lead) }
}

interface Reading {
  readonly settings: Settings
  readonly calendar: WorkingCalendar
}

/** The occurrence that opens next, on or after the day it was given; undefined when there is none to come. */
export function nextOccurrence(assignment: Assignment, reading: Reading): Occurrence | undefined {
  if (!assignment.to || !assignment.givenOn || assignment.withdrawn) return undefined
  return occurrences(assignment.schedule, assignment.datedOn ?? assignment.givenOn, reading).find(
    ({ period = once }) => !assignment.opened.includes(period),
  )
}

/**
 * What a change of the assignment means for a task of it that is still open: its lead, who cooperates, its product; and
 * its deadline where the work is done once. The deadlines of a series are those of its periods.
 */
export function amendmentOf(
  task: Pick<Task, 'lead' | 'period'>,
  { to, cooperating, product, schedule }: ProposedChange,
  reading: Reading,
): Amendment {
  const lead = to && 'lead' in to ? to.lead : undefined
  const [only] = schedule?.kind === 'once' ? occurrences(schedule, schedule.dueOn, reading) : []
  const dueOn = task.period === undefined ? only?.dueOn : undefined
  return {
    ...(lead === undefined ? {} : { lead }),
    ...(cooperating ? { cooperating: cooperating.filter(({ agency }) => agency !== (lead ?? task.lead)) } : {}),
    ...(product === undefined ? {} : { product }),
    ...(dueOn === undefined ? {} : { dueOn }),
  }
}

/**
 * Whether a task of an assignment whose days a change gives has no place among them: what is done period by period has a
 * task for each, and the one that stood open without a day ends. Where there is one day, it is the task that is due then.
 */
export function isReplacedBy({ period }: Pick<Task, 'period'>, { schedule }: ProposedChange): boolean {
  return period === undefined && schedule !== undefined && schedule.kind !== 'once'
}

/** Its task stood open before a document gave it its day, so that no other begins with it. */
export function stoodOpen({ datedOn }: Assignment, { period }: Occurrence): boolean {
  return datedOn !== undefined && period === undefined
}

/** The name under which work that is done once counts as opened. */
export const once = 'once'

/**
 * The tasks of one occurrence that opens today: one for the lead, or one for each member the group has on that day. They
 * go to who exists on the day: an ended body's to its successor, and none to one that has not begun.
 */
export function tasksOf(
  assignment: Assignment,
  occurrence: Occurrence,
  group: AgencyGroup | undefined,
  directory: Directory,
  today: CalendarDate,
): Task[] {
  const { to } = assignment
  if (!to) return []
  if ('lead' in to) {
    const lead = holderOn(to.lead, directory, today)
    return lead === undefined ? [] : [taskOf(assignment, occurrence, lead, today)]
  }
  const members = group ? membersOn(group, directory, today) : []
  return members.map(({ member, holder }) => taskOf(assignment, occurrence, holder, today, member))
}

/**
 * The task of the same work, for the same body, in the occurrence before this one: who followed that goes on with this.
 * Undefined where it is the first.
 */
export function taskBefore({ id, opened }: Assignment, task: Task): string | undefined {
  const before = opened.at(-1)
  const own = `${id}_${task.period}`
  return before !== undefined && task.id.startsWith(own) ? `${id}_${before}${task.id.slice(own.length)}` : undefined
}

/** The members that joined the group after its continuous work was given, and have not been given theirs. */
export function joinersWaiting(
  { to, schedule, givenOn, opened, joined = [], withdrawn }: Assignment,
  group: AgencyGroup,
  directory: Directory,
  today: CalendarDate,
): readonly string[] {
  const isTheirs = to && 'group' in to && to.group === group.id && schedule.kind === 'continuous'
  if (!isTheirs || withdrawn || givenOn === undefined || !opened.includes(once)) return []
  const present = new Set(membersOn(group, directory, today).map(({ holder }) => holder))
  return group.members
    .filter((member) => (joinedOn(member, directory) ?? givenOn) > givenOn)
    .map(({ agency }) => agency)
    .filter((agency) => present.has(agency) && !joined.includes(agency))
}

/** The task of continuous work for a member that joined its group today. */
export function joinersTask(assignment: Assignment, member: string, today: CalendarDate): Task {
  return taskOf(assignment, { opensOn: today }, member, today, member)
}

function taskOf(
  assignment: Assignment,
  occurrence: Occurrence,
  lead: string,
  today: CalendarDate,
  member?: string,
): Task {
  const { period, dueOn, title } = occurrence
  const named = [assignment.id, ...(period ? [period] : []), ...(member ? [member] : [])]
  const task: Omit<Task, 'moves'> = {
    id: named.join('_'),
    programme: assignment.programme,
    assignment: assignment.id,
    clause: assignment.clause,
    kind: assignment.kind,
    title: title ?? assignment.title,
    ...(assignment.product === undefined ? {} : { product: assignment.product }),
    ...(period === undefined ? {} : { period }),
    lead,
    cooperating: assignment.cooperating.filter(({ agency }) => agency !== lead),
    givenBy: assignment.givenBy,
    ...(assignment.submittedTo === undefined ? {} : { submittedTo: assignment.submittedTo }),
    basis: assignment.basis,
    givenOn: today,
    trackedFrom: assignment.trackedFrom,
    beforeTracking: isBefore(dueOn, assignment.trackedFrom),
    ...(dueOn === undefined ? {} : { deadline: { dueOn, originalDueOn: dueOn, extensions: [] } }),
    standing: firstStanding(assignment.schedule),
    parts: [],
    corrections: [],
    spoken: [],
    ladderFrom: later(today, assignment.trackedFrom),
    notices: [{ code: 'given', on: later(today, assignment.trackedFrom) }],
  }
  return { ...task, moves: firstMoves(task) }
}

function firstStanding(schedule: Schedule): Standing {
  switch (schedule.kind) {
    case 'continuous':
      return { state: 'continuous' }
    case 'conditional':
      return { state: 'conditional', condition: schedule.condition, reviewOn: schedule.reviewOn }
    case 'once':
    case 'recurring':
    case 'dates':
      return { state: 'open' }
    default:
      return schedule satisfies never
  }
}
