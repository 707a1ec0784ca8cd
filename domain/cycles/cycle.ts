/**
 * A cycle: one run of an organising duty of part III (ban hành kế hoạch, kỳ báo cáo, đợt đánh giá, đợt học tập, quán
 * triệt), driven by workflow executions. Its record is what counts: an execution asks it what is next, and whoever
 * takes over from a dead execution goes on from here.
 */
import type { CalendarDate } from '../days.ts'
import type { CycleKind } from '../programme/schema.ts'
import type { OnPaper } from '../tasks/task.ts'

export type { CycleKind } from '../programme/schema.ts'

export interface Cycle {
  /** ASCII, at most 70 characters, so that `_a1` of an execution's name fits in 80. */
  readonly id: string
  readonly kind: CycleKind
  readonly programme: string
  readonly assignment: string
  readonly clause: string
  readonly title: string
  readonly period?: string
  readonly basis: string
  /** Who brings it to its end: the assignment's lead, or, where a group reports, the office that works for the giver. */
  readonly lead: string
  readonly givenBy: string
  /** The level it is submitted to (cấp trình), which receives or returns it. */
  readonly receivedBy?: string
  /** The lead's own task. Absent where each member of a group has its task. */
  readonly task?: string
  /** The group whose members are asked, each bound to its own task. */
  readonly group?: string
  readonly cooperating: readonly string[]
  /** Only these targets are judged, where an evaluation out of turn was given a scope. */
  readonly targets?: readonly string[]
  readonly opensOn: CalendarDate
  /** The first and the last day whose figures it covers (chốt số liệu). */
  readonly coversFrom: CalendarDate
  readonly closesOn: CalendarDate
  /** The last day on which a contribution is in time. */
  readonly gatherUntil: CalendarDate
  readonly dueOn: CalendarDate
  /** How many executions it has had. */
  readonly attempt: number
  readonly attemptFrom?: CalendarDate
  readonly openedOn?: CalendarDate
  /** Which round of asking this is: a plan that was returned is consulted on again. */
  readonly gathering: number
  /** Whether what is sent is in time: a contribution is recorded on condition of it. */
  readonly gatheringOpen: boolean
  /** Who did not send by the closing of the last gathering; of a consultation, who consented by silence. */
  readonly silent: readonly string[]
  /** The agency whose people handed in the draft or the report: its lead, or the office that works for it. */
  readonly handedInBy?: string
  readonly draft?: Paper
  readonly document?: Paper
  /** How much a plan gives once it is issued, and the SHA-256 of what, which is kept beside the record. */
  readonly annex?: { readonly assignments: number; readonly hash: string }
  readonly receipt?: Receipt
  /** SHA-256 of the figures as frozen, which are kept beside the record. */
  readonly figures?: string
  readonly evaluation?: Evaluation
  readonly stage: Stage
  /** The day it came to where it stands; absent while it is planned. */
  readonly stageFrom?: CalendarDate
  /** What became of the last execution that did not end by itself. */
  readonly trouble?: Trouble
}

export type Stage =
  /** Dự kiến: its day has not come. */
  | { readonly name: 'planned' }
  | { readonly name: 'drafting'; readonly returned?: Returned }
  | { readonly name: 'freezing' }
  | { readonly name: 'asking' }
  | { readonly name: 'gathering' }
  | { readonly name: 'closing' }
  | { readonly name: 'consolidating' }
  | { readonly name: 'scoring' }
  | { readonly name: 'reviewing' }
  | { readonly name: 'issuing'; readonly takenOn: CalendarDate }
  | { readonly name: 'assigning' }
  | { readonly name: 'finalising'; readonly returned?: Returned }
  | { readonly name: 'receiving'; readonly handedInOn: CalendarDate }
  | { readonly name: 'archiving' }
  | { readonly name: 'judging'; readonly returned?: Returned }
  | { readonly name: 'sealing'; readonly concludedBy: string }
  | { readonly name: 'publishing' }
  | { readonly name: 'telling' }
  /** It ends before its time: what is still asked of others is taken back first. */
  | { readonly name: 'settling'; readonly outcome: Early; readonly document?: string; readonly reason?: string }
  | { readonly name: 'ended'; readonly outcome: Outcome; readonly on: CalendarDate }

export type StageName = Stage['name']

/** Withdrawn by the level that gave it, or settled by its task, which was handed in and accepted by itself. */
export type Early = 'withdrawn' | 'byTask'
export type Outcome = 'issued' | 'received' | 'sealed' | 'consolidated' | Early

export interface Returned {
  readonly on: CalendarDate
  readonly reason: string
}

/** A document of the cycle: a draft, the plan issued, the report, the judgement. Facts and a file reference, no content. */
export interface Paper {
  readonly title: string
  readonly number?: string
  readonly issuedOn?: CalendarDate
  readonly signer?: string
  readonly files?: readonly string[]
}

/** Tiếp nhận of the level it was submitted to; where it came on paper and the office entered it, its day is the arrival's. */
export interface Receipt {
  readonly on: CalendarDate
  readonly remark?: string
  readonly onPaper?: OnPaper
}

/** What evaluators make of the targets; numbered, because a sealed one is never changed, only revised. */
export interface Evaluation {
  readonly revision: number
  /** Why the one before, which was sealed, is revised. */
  readonly revised?: Returned
  readonly targets: readonly ScoredTarget[]
  /** SHA-256 of the scores with their reasoning, which are kept beside the record. */
  readonly scores: string
  readonly opinions: { readonly [target: string]: Opinion }
  readonly recommendations: readonly Recommendation[]
  readonly sealedBy?: string
  readonly sealedOn?: CalendarDate
  /** Chốt với số liệu thiếu: the targets whose figures were missing, and whoever sealed it knew. */
  readonly sealedWithout?: readonly string[]
}

export interface ScoredTarget {
  readonly target: string
  /** The agency that answers for the target, which does not judge it. */
  readonly owner: string | null
  /** Its figures did not suffice for a verdict. */
  readonly lacking?: true
}

/** What evaluators may conclude of a target (domain.md section 5). */
export const opinionVerdicts = ['met', 'not-met', 'not-enough-data'] as const

export interface Opinion {
  readonly verdict: (typeof opinionVerdicts)[number]
  readonly reason: string
  readonly by: string
}

/** A proposal once sealed: only a document of the assigning level makes it an assignment. */
export interface Recommendation {
  readonly id: string
  readonly text: string
  readonly clause?: string
  /** What such a document made of it. */
  readonly assignment?: string
}

export interface Trouble {
  readonly attempt: number
  readonly status: string
  readonly error: string
  readonly on: CalendarDate
}

/** The stages each kind goes through, in order: the one table that rules, workflows and pages read. */
export const courses: { readonly [kind in CycleKind]: readonly StageName[] } = {
  'plan-issuance': ['drafting', 'asking', 'gathering', 'closing', 'reviewing', 'issuing', 'assigning', 'telling'],
  'periodic-report': [
    'asking',
    'gathering',
    'closing',
    'freezing',
    'consolidating',
    'finalising',
    'receiving',
    'archiving',
  ],
  evaluation: ['freezing', 'asking', 'gathering', 'closing', 'scoring', 'judging', 'sealing', 'publishing'],
  dissemination: ['asking', 'gathering', 'closing', 'consolidating', 'finalising', 'telling'],
}

/** How a cycle of each kind ends when nothing cuts it short. */
export const outcomeOf: { readonly [kind in CycleKind]: Exclude<Outcome, Early> } = {
  'plan-issuance': 'issued',
  'periodic-report': 'received',
  evaluation: 'sealed',
  dissemination: 'consolidated',
}

/** The stage after one, in the course of the kind. */
export function stageAfter(kind: CycleKind, name: StageName): StageName {
  const course = courses[kind]
  return course[course.indexOf(name) + 1] ?? 'ended'
}

/** What its execution is called: unique, ASCII, at most 80 characters. */
export function executionName({ id, attempt }: Pick<Cycle, 'id' | 'attempt'>): string {
  return `${id}_a${attempt}`
}

const longestId = 70

/** The slug of a cycle: its assignment and period; what is too long is cut, and told apart by a hash of the whole. */
export function cycleId(assignment: string, period: string | undefined): string {
  const whole = period === undefined ? assignment : `${assignment}_${period}`
  if (whole.length <= longestId) return whole
  return `${whole.slice(0, longestId - 9).replace(/[_-]+$/, '')}_${hash8(whole)}`
}

/** FNV-1a in eight hexadecimal digits. */
function hash8(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Whether an evaluation is of this target too. */
export function isInScope({ targets }: Pick<Cycle, 'targets'>, target: string): boolean {
  return targets === undefined || targets.includes(target)
}

export function hasEnded({ stage }: Pick<Cycle, 'stage'>): boolean {
  return stage.name === 'ended'
}

/** How a list has it: dự kiến, đang mở, đã kết thúc. */
export type CycleStanding = 'planned' | 'open' | 'ended'

export function standingOf({ stage }: Pick<Cycle, 'stage'>): CycleStanding {
  return stage.name === 'planned' || stage.name === 'ended' ? stage.name : 'open'
}

/** Opened and not ended: such a cycle has an execution, or needs one. */
export function isRunning({ stage }: Pick<Cycle, 'stage'>): boolean {
  return standingOf({ stage }) === 'open'
}
