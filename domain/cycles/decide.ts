/**
 * The rules of a cycle: what a person or a workflow step asks is answered with what happened, or with a refusal.
 * Whoever asked records the event together with the state that evolve.ts makes of it.
 */
import { type CalendarDate, earlier, later } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import type { Circumstances } from '../tasks/decide.ts'
import type { OnPaper } from '../tasks/task.ts'
import type { Cycle, Early, Evaluation, Opinion, Paper, Recommendation, ScoredTarget } from './cycle.ts'
import { cycleCan } from './lifecycle.ts'
import { cycleDays } from './plan.ts'

/** What people do. */
type Act =
  | { readonly type: 'attachAnnex'; readonly assignments: number; readonly hash: string }
  | { readonly type: 'submitDraft'; readonly draft: Paper; readonly consultUntil?: CalendarDate }
  | { readonly type: 'returnDraft'; readonly reason: string }
  | { readonly type: 'takeDraft' }
  | { readonly type: 'issue'; readonly document: Paper }
  | { readonly type: 'finalise'; readonly document: Paper }
  /** `onPaper`: the office enters what the level it was submitted to decided on paper (nhập thay). */
  | { readonly type: 'receive'; readonly remark?: string; readonly onPaper?: OnPaper }
  | { readonly type: 'returnReport'; readonly reason: string; readonly onPaper?: OnPaper }
  | {
      readonly type: 'judgeTarget'
      readonly target: string
      readonly verdict: Opinion['verdict']
      readonly reason: string
    }
  | ({ readonly type: 'recommend' } & Recommendation)
  | { readonly type: 'conclude' }
  | { readonly type: 'returnEvaluation'; readonly reason: string }
  /** `withMissing`: chốt với số liệu thiếu, said in so many words. */
  | { readonly type: 'seal'; readonly withMissing?: boolean }
  | { readonly type: 'revise'; readonly reason: string }
  /** A document makes an assignment of what was recommended. */
  | ({ readonly type: 'takeUp' } & TakenUp)
  | {
      readonly type: 'changeDates'
      readonly document: string
      readonly dueOn?: CalendarDate
      readonly gatherUntil?: CalendarDate
      readonly closesOn?: CalendarDate
    }
  | { readonly type: 'changeHolder'; readonly from: string; readonly to: string; readonly document: string }
  | { readonly type: 'withdraw'; readonly document: string; readonly reason: string }

export interface TakenUp {
  readonly proposal: string
  readonly assignment: string
  readonly document: string
}

/** What the steps of the workflow record. */
type Recorded =
  | { readonly type: 'open' }
  | { readonly type: 'startAttempt'; readonly attempt: number }
  | { readonly type: 'reportTrouble'; readonly attempt: number; readonly status: string; readonly error: string }
  | { readonly type: 'requestsSent' }
  | { readonly type: 'closeGathering' }
  | { readonly type: 'contributionsClosed'; readonly silent: readonly string[] }
  | { readonly type: 'figuresFrozen'; readonly hash: string }
  | { readonly type: 'consolidated' }
  | { readonly type: 'targetsScored'; readonly targets: readonly ScoredTarget[]; readonly scores: string }
  | { readonly type: 'annexAssigned'; readonly given: number; readonly refused: number }
  | { readonly type: 'archived' }
  | { readonly type: 'told' }
  /** Its task has ended by itself, or was withdrawn, or moved its deadline. */
  | {
      readonly type: 'followTask'
      readonly task:
        | { readonly how: Early; readonly document?: Paper }
        | { readonly how: 'moved'; readonly dueOn: CalendarDate }
    }

export type CycleCommand = Act | Recorded

export type CycleEvent =
  | { readonly type: 'cycleOpened'; readonly gatherUntil?: CalendarDate }
  | { readonly type: 'attemptStarted'; readonly attempt: number }
  | { readonly type: 'troubleReported'; readonly attempt: number; readonly status: string; readonly error: string }
  | { readonly type: 'annexAttached'; readonly assignments: number; readonly hash: string }
  | { readonly type: 'draftSubmitted'; readonly draft: Paper; readonly consultUntil: CalendarDate }
  | { readonly type: 'requestsSent' }
  | { readonly type: 'gatheringClosed' }
  | { readonly type: 'contributionsClosed'; readonly silent: readonly string[] }
  | { readonly type: 'figuresFrozen'; readonly hash: string }
  | { readonly type: 'consolidated' }
  | { readonly type: 'targetsScored'; readonly targets: readonly ScoredTarget[]; readonly scores: string }
  | { readonly type: 'draftReturned'; readonly reason: string }
  | { readonly type: 'draftTaken' }
  | { readonly type: 'planIssued'; readonly document: Paper }
  | { readonly type: 'annexAssigned'; readonly given: number; readonly refused: number }
  | { readonly type: 'reportFinalised'; readonly document: Paper }
  | { readonly type: 'reportReceived'; readonly remark?: string; readonly onPaper?: OnPaper }
  | { readonly type: 'reportReturned'; readonly reason: string; readonly onPaper?: OnPaper }
  | { readonly type: 'reportArchived' }
  | { readonly type: 'targetJudged'; readonly target: string; readonly opinion: Opinion }
  | ({ readonly type: 'recommended' } & Recommendation)
  | { readonly type: 'evaluationConcluded' }
  | { readonly type: 'evaluationReturned'; readonly reason: string }
  | { readonly type: 'evaluationSealed'; readonly without: readonly string[] }
  | { readonly type: 'evaluationRevised'; readonly reason: string; readonly revision: number }
  | ({ readonly type: 'proposalTakenUp' } & TakenUp)
  | { readonly type: 'outcomeTold' }
  | {
      readonly type: 'datesChanged'
      readonly document?: string
      readonly dueOn?: CalendarDate
      readonly gatherUntil?: CalendarDate
      readonly closesOn?: CalendarDate
    }
  | { readonly type: 'cycleHolderChanged'; readonly from: string; readonly to: string; readonly document: string }
  | {
      readonly type: 'cutShort'
      readonly how: Early
      readonly document?: string
      readonly reason?: string
      readonly paper?: Paper
    }

/** Silence after so many working days is consent, unless the draft says until when (domain setting, no rule was found). */
export const consultationWorkingDays = 7

const leastDaysToSend = 3

// The record is one item of at most 400 KB, so its parts have a measure.
const mostTargets = 100
const mostRecommendations = 50
const longestReason = 1000

export function decideCycle(cycle: Cycle, command: CycleCommand, now: Circumstances): CycleEvent | Refusal | undefined {
  const can = cycleCan(command.type, cycle)
  if (can !== 'yes') return can
  switch (command.type) {
    case 'open':
      return { type: 'cycleOpened', ...roomToSend(cycle, now) }
    case 'startAttempt':
      // Whoever was first has started it.
      return command.attempt === cycle.attempt + 1 ? { ...command, type: 'attemptStarted' } : undefined
    case 'reportTrouble': {
      const known = command.attempt !== cycle.attempt || cycle.trouble?.attempt === command.attempt
      return known ? undefined : { ...command, type: 'troubleReported' }
    }
    case 'attachAnnex': {
      if (cycle.kind !== 'plan-issuance') return { code: 'cycle-not-at-stage', stage: cycle.stage.name }
      const { assignments, hash } = command
      return cycle.annex?.hash === hash ? undefined : { type: 'annexAttached', assignments, hash }
    }
    case 'submitDraft': {
      const usual = now.calendar.addWorkingDays(now.today, consultationWorkingDays)
      const until = command.consultUntil ?? usual
      if (until < now.today) return { code: 'date-passed', wanted: until, today: now.today }
      // A plan that is late already is still consulted on, for no longer than is usual.
      const latest = now.today > cycle.dueOn ? usual : cycle.dueOn
      if (command.consultUntil && until > latest) {
        return { code: 'cycle-day-after-due', wanted: until, dueOn: cycle.dueOn }
      }
      return { type: 'draftSubmitted', draft: command.draft, consultUntil: until }
    }
    case 'requestsSent':
      return command
    case 'closeGathering':
      return { type: 'gatheringClosed' }
    case 'contributionsClosed':
    case 'figuresFrozen':
    case 'consolidated':
    case 'annexAssigned':
      return command
    case 'targetsScored':
      return command.targets.length > mostTargets ? { code: 'too-many', most: mostTargets } : command
    case 'returnDraft':
      return own(cycle, now) ?? reason(command) ?? { ...command, type: 'draftReturned' }
    case 'takeDraft':
      return own(cycle, now) ?? { type: 'draftTaken' }
    case 'issue':
      return incomplete(command.document, now) ?? { ...command, type: 'planIssued' }
    case 'finalise':
      return incomplete(command.document, now) ?? { ...command, type: 'reportFinalised' }
    case 'receive':
      return byWhomItMay(cycle, command, now) ?? { ...command, type: 'reportReceived' }
    case 'returnReport':
      return byWhomItMay(cycle, command, now) ?? reason(command) ?? { ...command, type: 'reportReturned' }
    case 'archived':
      return { type: 'reportArchived' }
    case 'told':
      return { type: 'outcomeTold' }
    case 'judgeTarget':
      return judgeTarget(evaluationOf(cycle), command, now)
    case 'recommend':
      return recommend(evaluationOf(cycle), command)
    case 'conclude': {
      const { targets, opinions } = evaluationOf(cycle)
      const left = targets.filter(({ target }) => !(target in opinions))
      return left.length > 0 ? { code: 'targets-unjudged', count: left.length } : { type: 'evaluationConcluded' }
    }
    case 'returnEvaluation':
      return reason(command) ?? { ...command, type: 'evaluationReturned' }
    case 'seal':
      return seal(cycle, command, now)
    case 'revise': {
      const { evaluation } = cycle
      if (!evaluation?.sealedOn) return { code: 'not-sealed' }
      return reason(command) ?? { ...command, type: 'evaluationRevised', revision: evaluation.revision + 1 }
    }
    case 'takeUp':
      return takeUp(evaluationOf(cycle), command)
    case 'changeDates':
      return changeDates(cycle, command, now)
    case 'changeHolder': {
      const { from, to } = command
      if (from === to || !holds(cycle, from)) return { code: 'nothing-to-change' }
      return document(command) ?? { ...command, type: 'cycleHolderChanged' }
    }
    case 'withdraw': {
      const { document: basis, reason: why } = command
      return (
        document(command) ?? reason(command) ?? { type: 'cutShort', how: 'withdrawn', document: basis, reason: why }
      )
    }
    case 'followTask':
      return followTask(cycle, command.task)
    default:
      return command satisfies never
  }
}

/** A cycle that opens late (its programme came into force late) still leaves its contributors a few days. */
function roomToSend({ gatherUntil, dueOn }: Cycle, { today, calendar }: Circumstances): { gatherUntil?: CalendarDate } {
  if (gatherUntil >= calendar.addWorkingDays(today, leastDaysToSend)) return {}
  const roomy = calendar.addWorkingDays(today, cycleDays.gatherAfterClosing)
  const latest = calendar.addWorkingDays(dueOn, -1)
  return { gatherUntil: later(gatherUntil, latest > today ? earlier(roomy, latest) : roomy) }
}

function judgeTarget(
  { targets }: Evaluation,
  { target, verdict, reason: why }: Extract<CycleCommand, { type: 'judgeTarget' }>,
  { actor }: Circumstances,
): CycleEvent | Refusal {
  const scored = targets.find((one) => one.target === target)
  if (!scored) return { code: 'unknown-target', target }
  if (scored.owner === actor.agency) return { code: 'own-target', target }
  const opinion = { verdict, reason: why, by: actor.person }
  return reason({ reason: why }) ?? { type: 'targetJudged', target, opinion }
}

function recommend(
  { recommendations }: Evaluation,
  command: Extract<CycleCommand, { type: 'recommend' }>,
): CycleEvent | Refusal | undefined {
  if (recommendations.some(({ id }) => id === command.id)) return undefined
  if (recommendations.length >= mostRecommendations) return { code: 'too-many', most: mostRecommendations }
  return reason({ reason: command.text }) ?? { ...command, type: 'recommended' }
}

function takeUp(
  { recommendations }: Evaluation,
  command: Extract<CycleCommand, { type: 'takeUp' }>,
): CycleEvent | Refusal | undefined {
  const { proposal, assignment } = command
  const one = recommendations.find(({ id }) => id === proposal)
  if (!one) return { code: 'unknown-proposal', proposal }
  if (one.assignment === undefined) return { ...command, type: 'proposalTakenUp' }
  return one.assignment === assignment ? undefined : { code: 'proposal-taken-up', proposal, assignment: one.assignment }
}

/** Judge and sealer are two people: whoever concluded, or judged any target, does not seal. */
function seal(
  cycle: Cycle,
  { withMissing }: Extract<CycleCommand, { type: 'seal' }>,
  { actor }: Circumstances,
): CycleEvent | Refusal {
  const { targets, opinions } = evaluationOf(cycle)
  const judges = Object.values(opinions).map(({ by }) => by)
  const concluded = cycle.stage.name === 'sealing' && cycle.stage.concludedBy === actor.person
  if (concluded || judges.includes(actor.person)) return { code: 'own-conclusion' }
  const without = targets
    .filter(({ target, lacking }) => lacking || opinions[target]?.verdict === 'not-enough-data')
    .map(({ target }) => target)
  if (without.length > 0 && !withMissing) return { code: 'figures-missing', targets: without }
  return { type: 'evaluationSealed', without }
}

/** Where the stage has an evaluation it is there: scoring makes it. */
function evaluationOf({ evaluation }: Cycle): Evaluation {
  return evaluation ?? { revision: 1, targets: [], scores: '', opinions: {}, recommendations: [] }
}

/** After the gathering is closed its day no longer moves, nor the closing of figures that are frozen. */
function changeDates(
  cycle: Cycle,
  command: Extract<CycleCommand, { type: 'changeDates' }>,
  { today }: Circumstances,
): CycleEvent | Refusal {
  const { dueOn = cycle.dueOn, gatherUntil = cycle.gatherUntil, closesOn = cycle.closesOn } = command
  const moved = dueOn !== cycle.dueOn || gatherUntil !== cycle.gatherUntil || closesOn !== cycle.closesOn
  if (!moved) return { code: 'nothing-to-change' }
  const { name } = cycle.stage
  const closed = gatherUntil !== cycle.gatherUntil && !beforeClosing(cycle)
  const frozen = closesOn !== cycle.closesOn && cycle.figures !== undefined
  if (closed || frozen) return { code: 'cycle-not-at-stage', stage: name }
  const passed = [command.dueOn, command.gatherUntil].find((day) => day !== undefined && day < today)
  if (passed) return { code: 'date-passed', wanted: passed, today }
  const [after] = [gatherUntil, closesOn].filter((day) => day > dueOn)
  if (after) return { code: 'cycle-day-after-due', wanted: after, dueOn }
  return document(command) ?? { ...command, type: 'datesChanged' }
}

function beforeClosing({ kind, stage }: Cycle): boolean {
  if (stage.name === 'asking' || stage.name === 'gathering') return true
  return stage.name === 'planned' || (kind === 'evaluation' && stage.name === 'freezing')
}

function followTask(cycle: Cycle, task: Extract<CycleCommand, { type: 'followTask' }>['task']): CycleEvent | undefined {
  if (task.how === 'moved') return task.dueOn === cycle.dueOn ? undefined : { type: 'datesChanged', dueOn: task.dueOn }
  // An evaluation is revised after its task has ended, and a task that was accepted does not end the revision.
  if (task.how === 'byTask' && (cycle.evaluation?.revision ?? 1) > 1) return undefined
  return { type: 'cutShort', how: task.how, ...(task.document ? { paper: task.document } : {}) }
}

function holds({ lead, givenBy, receivedBy, cooperating }: Cycle, agency: string): boolean {
  return [lead, givenBy, receivedBy, ...cooperating].includes(agency)
}

/** Nobody takes, receives or returns what their own agency handed in. */
function own({ lead, handedInBy }: Cycle, { actor }: Circumstances): Refusal | undefined {
  return actor.agency === lead || actor.agency === handedInBy ? { code: 'own-result' } : undefined
}

/** What came on paper was decided by the level that wrote it, whoever enters it. */
function byWhomItMay(
  cycle: Cycle,
  { onPaper }: { readonly onPaper?: OnPaper },
  now: Circumstances,
): Refusal | undefined {
  if (!onPaper) return own(cycle, now)
  const { arrivedOn: arrived } = onPaper
  return arrived > now.today ? { code: 'arrival-in-future', arrived, today: now.today } : undefined
}

function incomplete({ number, issuedOn, signer }: Paper, { today }: Circumstances): Refusal | undefined {
  if (!number || !issuedOn || !signer) return { code: 'paper-incomplete' }
  return issuedOn > today ? { code: 'evidence-after-entry', dated: issuedOn, entered: today } : undefined
}

function reason({ reason: why }: { readonly reason: string }): Refusal | undefined {
  if (why.trim() === '') return { code: 'reason-missing' }
  return why.length > longestReason ? { code: 'too-long', most: longestReason } : undefined
}

function document({ document: basis }: { readonly document: string }): Refusal | undefined {
  return basis.trim() === '' ? { code: 'document-missing' } : undefined
}
