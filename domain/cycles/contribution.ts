/**
 * What one agency owes to a cycle: Báo cáo gửi tổng hợp, Ý kiến góp ý, Báo cáo tự đánh giá, Xác nhận học tập. What
 * comes after closing is kept and marked late. All sent is a count on the cycle, moved together with it.
 */
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import type { Step } from '../reminders/ladder.ts'
import type { Rules } from '../tasks/decide.ts'
import type { ByLink, Evidence, Occasion, OnPaper, Task } from '../tasks/task.ts'
import type { Cycle, CycleKind } from './cycle.ts'
import type { Counters } from './nextStep.ts'

export interface Contribution {
  readonly id: string
  readonly cycle: string
  readonly programme: string
  readonly gathering: number
  readonly kind: ContributionKind
  readonly agency: string
  /** The agency's own task of the same work, where it is a member of a group: its ladder reminds, and both move together. */
  readonly task?: string
  readonly askedOn: CalendarDate
  readonly dueOn: CalendarDate
  /** Targets the agency answers for whose figures were missing when it was asked. */
  readonly wanting?: readonly string[]
  readonly state: ContributionState
  readonly content?: Content
  readonly sentOn?: CalendarDate
  readonly returned?: { readonly on: CalendarDate; readonly reason: string }
  /** The agency says that what was entered for it from paper, or came by a link in its name, is not its own. */
  readonly objected?: { readonly on: CalendarDate; readonly reason: string }
  /** The last day on which whoever had not sent was asked once more, by hand. */
  readonly askedAgainOn?: CalendarDate
  readonly withdrawn?: { readonly on: CalendarDate; readonly reason: string; readonly to?: string }
  /** Steps already spoken of, by key. */
  readonly spoken: readonly string[]
}

export type ContributionState = 'asked' | 'returned' | 'sent' | 'closed' | 'late' | 'withdrawn'

export type ContributionKind = 'report' | 'opinion' | 'selfAssessment' | 'confirmation'

export const contributionKindOf: { readonly [kind in CycleKind]: ContributionKind } = {
  'plan-issuance': 'opinion',
  'periodic-report': 'report',
  evaluation: 'selfAssessment',
  dissemination: 'confirmation',
}

/** A row for each clause the agency leads and each target it answers for; an opinion may be a text alone. */
export interface Content {
  readonly rows: readonly ContentRow[]
  readonly text?: string
  readonly evidence: readonly Evidence[]
  readonly onPaper?: OnPaper
  readonly byLink?: ByLink
}

export interface ContentRow {
  readonly clause: string
  readonly target?: string
  readonly text: string
}

export type ContributionCommand =
  | { readonly type: 'send'; readonly content: Content }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'object'; readonly reason: string }
  | { readonly type: 'askAgain' }
  | { readonly type: 'close' }
  | { readonly type: 'withdraw'; readonly reason: string; readonly to?: string }
  | { readonly type: 'moveDue'; readonly dueOn: CalendarDate }

export type ContributionEvent =
  | { readonly type: 'contributionSent'; readonly content: Content; readonly late: boolean; readonly on: CalendarDate }
  | { readonly type: 'contributionReturned'; readonly reason: string }
  | { readonly type: 'contributionObjected'; readonly reason: string }
  | { readonly type: 'contributionAskedAgain' }
  | { readonly type: 'contributionClosed' }
  | { readonly type: 'contributionWithdrawn'; readonly reason: string; readonly to?: string }
  | { readonly type: 'contributionDueMoved'; readonly dueOn: CalendarDate }
  | { readonly type: 'contributionSpokenOf'; readonly steps: readonly string[] }

type Action = ContributionCommand['type']
type Row = { readonly [state in ContributionState]: 'yes' | 'contribution-not-open' | 'contribution-not-sent' }

const whileOpen: Row = {
  asked: 'yes',
  returned: 'yes',
  sent: 'contribution-not-open',
  closed: 'contribution-not-open',
  late: 'contribution-not-open',
  withdrawn: 'contribution-not-open',
}

/** Báo cáo gửi tổng hợp: trạng thái × thao tác. */
export const contributionLifecycle: { readonly [action in Action]: Row } = {
  // What was sent may be sent again, corrected, until the closing; what was not is kept after it, marked late.
  send: { ...whileOpen, sent: 'yes', closed: 'yes', late: 'yes' },
  return: {
    asked: 'contribution-not-sent',
    returned: 'contribution-not-sent',
    sent: 'yes',
    closed: 'contribution-not-sent',
    late: 'contribution-not-sent',
    withdrawn: 'contribution-not-sent',
  },
  /** Phản hồi kết quả nhập thay. */
  object: {
    asked: 'contribution-not-sent',
    returned: 'contribution-not-sent',
    sent: 'yes',
    closed: 'contribution-not-sent',
    late: 'yes',
    withdrawn: 'contribution-not-sent',
  },
  // Who was silent may be asked once more, after the closing too.
  askAgain: { ...whileOpen, closed: 'yes' },
  close: whileOpen,
  withdraw: whileOpen,
  moveDue: whileOpen,
}

export function contributionCan(action: Action, { state }: Pick<Contribution, 'state'>): 'yes' | Refusal {
  const answer = contributionLifecycle[action][state]
  return answer === 'yes' ? 'yes' : { code: answer, contribution: state }
}

/** Some 180 KB of Vietnamese, so that the item and its event each stay within 400 KB. */
const longestContent = 60_000

/** `closed`: whether the cycle's gathering was closed, as the same transaction makes sure of; `ended`: whether the cycle was. */
export function decideContribution(
  contribution: Contribution,
  command: ContributionCommand,
  { today, closed, ended }: { readonly today: CalendarDate; readonly closed: boolean; readonly ended: boolean },
): ContributionEvent | Refusal {
  const can = contributionCan(command.type, contribution)
  if (can !== 'yes') return can
  switch (command.type) {
    case 'send': {
      const { content } = command
      // What was sent in time stands: a later word does not make it late, nor take its place, unless it was another's word.
      if (closed && contribution.state === 'sent' && !contribution.objected) return { code: 'gathering-closed' }
      if (content.rows.length === 0 && !content.text?.trim() && content.evidence.length === 0) {
        return { code: 'text-missing' }
      }
      if (JSON.stringify(content).length > longestContent) return { code: 'too-long', most: longestContent }
      const arrived = content.onPaper?.arrivedOn
      if (arrived && arrived > today) return { code: 'arrival-in-future', arrived, today }
      return { type: 'contributionSent', content, late: closed, on: arrived ?? today }
    }
    case 'return':
      if (closed) return { code: 'gathering-closed' }
      if (command.reason.trim() === '') return { code: 'reason-missing' }
      return { ...command, type: 'contributionReturned' }
    case 'object':
      if (!contribution.content?.onPaper && !contribution.content?.byLink) return { code: 'not-recorded-on-paper' }
      if (contribution.objected) return { code: 'already-on-hold' }
      if (command.reason.trim() === '') return { code: 'reason-missing' }
      return { ...command, type: 'contributionObjected' }
    case 'askAgain':
      if (ended) return { code: 'cycle-ended', stage: 'ended' }
      return contribution.askedAgainOn === today ? { code: 'nothing-to-change' } : { type: 'contributionAskedAgain' }
    case 'close':
      return { type: 'contributionClosed' }
    case 'withdraw':
      if (command.reason.trim() === '') return { code: 'reason-missing' }
      return { ...command, type: 'contributionWithdrawn' }
    case 'moveDue':
      if (command.dueOn === contribution.dueOn) return { code: 'nothing-to-change' }
      return { ...command, type: 'contributionDueMoved' }
    default:
      return command satisfies never
  }
}

export function evolveContribution(
  contribution: Contribution,
  event: ContributionEvent,
  { day }: Pick<Occasion, 'day'>,
): Contribution {
  switch (event.type) {
    case 'contributionSent': {
      const { returned: _, objected: __, ...kept } = contribution
      return { ...kept, state: event.late ? 'late' : 'sent', content: event.content, sentOn: event.on }
    }
    case 'contributionReturned':
      return { ...contribution, state: 'returned', returned: { on: day, reason: event.reason } }
    case 'contributionObjected':
      return { ...contribution, objected: { on: day, reason: event.reason } }
    case 'contributionAskedAgain':
      return { ...contribution, askedAgainOn: day }
    case 'contributionClosed':
      return { ...contribution, state: 'closed' }
    case 'contributionWithdrawn': {
      const to = event.to === undefined ? {} : { to: event.to }
      return { ...contribution, state: 'withdrawn', withdrawn: { on: day, reason: event.reason, ...to } }
    }
    case 'contributionDueMoved':
      return { ...contribution, dueOn: event.dueOn }
    case 'contributionSpokenOf':
      return { ...contribution, spoken: [...contribution.spoken, ...event.steps] }
    default:
      return event satisfies never
  }
}

/** What one contribution adds to the counts of its gathering: what is withdrawn is no longer asked. */
export function countsAs({ state }: Pick<Contribution, 'state'>): Counters {
  return { asked: state === 'withdrawn' ? 0 : 1, sent: state === 'sent' ? 1 : 0 }
}

/**
 * What counts as the agency's word: what was sent, in time or late, and neither returned nor taken back. What was
 * returned and not sent again before the closing is kept to be read, but its agency was silent, as whoever consolidates
 * the report expects: words that the office refused do not stand in it. Sent again after the closing, they do, as late.
 */
export function standingContent({ state, content, objected }: Contribution): Content | undefined {
  // Whose words these are nobody knows, until the agency sends its own or the office has asked.
  if (content?.byLink && objected) return undefined
  return state === 'sent' || state === 'late' ? content : undefined
}

export function isOwing({ state }: Pick<Contribution, 'state'>): boolean {
  return state === 'asked' || state === 'returned'
}

/** Still waited for: owing, or silent at the closing and asked once more. */
function isAwaited({ state, askedAgainOn }: Contribution): boolean {
  return isOwing({ state }) || (state === 'closed' && askedAgainOn !== undefined)
}

/** The id is found again by whoever asks twice. */
export function contributionId(cycle: Pick<Cycle, 'id' | 'gathering'>, agency: string): string {
  return `${cycle.id}_g${cycle.gathering}_${agency}`
}

export function newContribution(
  cycle: Cycle,
  agency: string,
  { task, wanting, askedOn }: { task?: string | undefined; wanting?: readonly string[]; askedOn: CalendarDate },
): Contribution {
  return {
    id: contributionId(cycle, agency),
    cycle: cycle.id,
    programme: cycle.programme,
    gathering: cycle.gathering,
    kind: contributionKindOf[cycle.kind],
    agency,
    ...(task === undefined ? {} : { task }),
    ...(wanting === undefined || wanting.length === 0 ? {} : { wanting }),
    askedOn,
    dueOn: cycle.gatherUntil,
    state: 'asked',
    spoken: [],
  }
}

/** What the contributor is told of, whatever else reminds it: that it is asked once more, and what was entered for it. */
function wordsOf(contribution: Contribution): Step[] {
  const { agency, askedAgainOn, content, sentOn, state } = contribution
  const to = [{ agency }]
  if (isAwaited(contribution) && askedAgainOn !== undefined) {
    return [{ key: `${askedAgainOn}:askedAgain`, what: 'askedAgain', on: askedAgainOn, to }]
  }
  if (!content?.onPaper || sentOn === undefined || (state !== 'sent' && state !== 'late')) return []
  const key = `${content.onPaper.arrivalNumber}@${sentOn}:recordedForYou`
  return [{ key, what: 'recordedForYou', on: sentOn, to }]
}

/** The steps of the ladder that the contributor is told of: that it was asked, as the day comes near, and a return. */
function steps(contribution: Contribution, { settings, calendar }: Rules): Step[] {
  const { agency, askedOn, dueOn, returned, task } = contribution
  if (!isOwing(contribution)) return []
  // Its own task's ladder speaks already.
  if (task !== undefined) return []
  const to = [{ agency }]
  const day = calendar.onOrBefore(dueOn)
  const near = settings.ladder.toContributors.map(
    (days): Step =>
      days === 0
        ? { key: `${dueOn}:due`, what: 'due', on: day, to }
        : { key: `${dueOn}:before-${days}`, what: 'before', on: calendar.addWorkingDays(day, -days), to },
  )
  return [
    { key: `${askedOn}:given`, what: 'given', on: askedOn, to },
    ...near.filter(({ on }) => on > askedOn),
    ...(returned ? [{ key: `${returned.on}:returned`, what: 'returned', on: returned.on, to } as const] : []),
  ]
}

function unspoken(contribution: Contribution, rules: Rules): Step[] {
  return [...steps(contribution, rules), ...wordsOf(contribution)].filter(
    ({ key }) => !contribution.spoken.includes(key),
  )
}

/** The day of the next step, or undefined when nothing more is owed about it. */
export function contributionNextOn(contribution: Contribution, rules: Rules): CalendarDate | undefined {
  const days = unspoken(contribution, rules).map(({ on }) => on)
  return days.toSorted()[0]
}

/** What is to be said today, and every step that today settles. Of the steps that were missed only the nearest speaks. */
export function contributionOwed(
  contribution: Contribution,
  rules: Rules,
  today: CalendarDate,
): { readonly owed: readonly Step[]; readonly settled: readonly string[] } {
  const due = unspoken(contribution, rules).filter(({ on }) => on <= today)
  const near = due.filter(({ what }) => what === 'before' || what === 'due').toSorted((a, b) => (a.on < b.on ? 1 : -1))
  const [nearest] = near
  const speaks = nearest && today <= contribution.dueOn ? [nearest] : []
  const rest = due.filter((step) => !near.includes(step))
  return { owed: [...rest, ...speaks], settled: due.map(({ key }) => key) }
}

const titles: { readonly [kind in ContributionKind]: string } = {
  report: 'Gửi báo cáo để tổng hợp',
  opinion: 'Góp ý dự thảo',
  selfAssessment: 'Gửi báo cáo tự đánh giá và số liệu còn thiếu',
  confirmation: 'Xác nhận việc học tập, quán triệt',
}

/** A contribution as the letters see it: a task in which the agency cooperates. */
export function contributionAsTask(contribution: Contribution, cycle: Cycle): Task {
  const { id, kind, agency, askedOn, dueOn, spoken } = contribution
  return {
    ...cycleAsTask(cycle),
    id: `CONTRIBUTION#${id}`,
    title: `${titles[kind]}: ${cycle.title}`,
    cooperating: [{ agency }],
    givenOn: askedOn,
    deadline: { dueOn, originalDueOn: dueOn, extensions: [] },
    standing: standingOf(contribution, cycle),
    spoken,
    moves: [],
  }
}

function standingOf(contribution: Contribution, { basis }: Cycle): Task['standing'] {
  const { agency, content, dueOn, returned, sentOn = dueOn } = contribution
  if (isAwaited(contribution)) return { state: 'open', ...(returned ? { returned } : {}) }
  if (!content?.onPaper) return { state: 'withdrawn', how: 'stopped', on: sentOn, document: basis }
  const { evidence, onPaper } = content
  const result = { evidence, enteredOn: sentOn, countsOn: sentOn, enteredLate: false, by: agency, onPaper }
  return { state: 'submitted', result }
}

/** A cycle as the letters see it: what was brought to its end, for whoever is told. */
export function cycleAsTask(cycle: Cycle): Task {
  const { document, dueOn, opensOn } = cycle
  const evidence = document ? [paperAsEvidence(document)] : []
  const on = document?.issuedOn ?? opensOn
  return {
    id: `CYCLE#${cycle.id}`,
    programme: cycle.programme,
    assignment: cycle.assignment,
    clause: cycle.clause,
    kind: 'report',
    title: cycle.title,
    lead: cycle.lead,
    cooperating: [],
    givenBy: cycle.givenBy,
    basis: cycle.basis,
    givenOn: opensOn,
    trackedFrom: opensOn,
    beforeTracking: false,
    deadline: { dueOn, originalDueOn: dueOn, extensions: [] },
    standing: {
      state: 'submitted',
      result: { evidence, enteredOn: on, countsOn: on, enteredLate: false, by: cycle.lead },
    },
    parts: [],
    corrections: [],
    spoken: [],
    ladderFrom: opensOn,
    notices: [],
    moves: [],
  }
}

export function paperAsEvidence({ title, number, issuedOn, files }: NonNullable<Cycle['document']>): Evidence {
  return {
    title,
    ...(number === undefined ? {} : { number }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(files === undefined ? {} : { files }),
  }
}
