/** A cycle as it is shown: a line of the list, and whole, with what each agency owes to it. */
import * as z from 'zod/mini'
import { CycleKind, Day } from '../programme/schema.ts'
import { onPaperView } from '../tasks/taskView.ts'
import type { Contribution } from './contribution.ts'
import type { Cycle, Evaluation, Outcome, Paper } from './cycle.ts'
import { executionName, hasEnded, opinionVerdicts, standingOf } from './cycle.ts'
import type { Counters } from './nextStep.ts'
import { stageNames, stageWritten } from './stageWritten.ts'

const outcomes = [
  'issued',
  'received',
  'sealed',
  'consolidated',
  'withdrawn',
  'byTask',
] as const satisfies readonly Outcome[]

export const CycleLine = z.strictObject({
  id: z.string(),
  kind: CycleKind,
  programme: z.string(),
  assignment: z.string(),
  clause: z.string(),
  title: z.string(),
  period: z.optional(z.string()),
  lead: z.string(),
  givenBy: z.string(),
  receivedBy: z.optional(z.string()),
  task: z.optional(z.string()),
  opensOn: Day,
  closesOn: Day,
  gatherUntil: Day,
  dueOn: Day,
  openedOn: z.optional(Day),
  standing: z.enum(['planned', 'open', 'ended']),
  stage: z.enum(stageNames),
  /** The stage in words: "chờ các cơ quan gửi". */
  stageWritten: z.string(),
  stageFrom: z.optional(Day),
  outcome: z.optional(z.enum(outcomes)),
  endedOn: z.optional(Day),
  /** Who did not send by the closing; of a consultation, who consented by silence. */
  silent: z.array(z.string()),
})
export type CycleLine = z.infer<typeof CycleLine>

const PaperView = z.strictObject({
  title: z.string(),
  number: z.optional(z.string()),
  issuedOn: z.optional(Day),
  signer: z.optional(z.string()),
  files: z.optional(z.array(z.string())),
})

const contributionStates = [
  'asked',
  'returned',
  'sent',
  'closed',
  'late',
  'withdrawn',
] as const satisfies readonly Contribution['state'][]

const EvaluationView = z.strictObject({
  revision: z.int(),
  revised: z.optional(z.strictObject({ on: Day, reason: z.string() })),
  targets: z.array(
    z.strictObject({
      target: z.string(),
      owner: z.nullable(z.string()),
      /** Its figures did not suffice for a verdict. */
      lacking: z.boolean(),
      opinion: z.optional(z.strictObject({ verdict: z.enum(opinionVerdicts), reason: z.string(), by: z.string() })),
    }),
  ),
  recommendations: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      clause: z.optional(z.string()),
      /** What a document of the assigning level made of it. */
      assignment: z.optional(z.string()),
    }),
  ),
  concludedBy: z.optional(z.string()),
  sealedBy: z.optional(z.string()),
  sealedOn: z.optional(Day),
  /** Chốt với số liệu thiếu: of which targets. */
  sealedWithout: z.optional(z.array(z.string())),
})

const executionStates = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const

/** What an agency owes to the gathering at hand. */
export const OwedByAgency = z.strictObject({ id: z.string(), agency: z.string(), state: z.enum(contributionStates) })

export const CycleView = z.strictObject({
  ...CycleLine.shape,
  basis: z.string(),
  group: z.optional(z.string()),
  cooperating: z.array(z.string()),
  /** The scope of an evaluation out of turn. */
  targets: z.optional(z.array(z.string())),
  coversFrom: Day,
  attempt: z.int(),
  /** The workflow's execution: which machine, under which name, how it is. One that is long over may be forgotten. */
  execution: z.optional(
    z.strictObject({ machine: CycleKind, name: z.string(), status: z.optional(z.enum(executionStates)) }),
  ),
  /** Which round of asking this is, and how many were asked and have sent. */
  gathering: z.int(),
  /** Whether what is sent now is in time. */
  gatheringOpen: z.boolean(),
  asked: z.int(),
  sent: z.int(),
  contributions: z.array(OwedByAgency),
  draft: z.optional(PaperView),
  document: z.optional(PaperView),
  returned: z.optional(z.strictObject({ on: Day, reason: z.string() })),
  receipt: z.optional(z.strictObject({ on: Day, remark: z.optional(z.string()), onPaper: onPaperView })),
  annex: z.optional(z.strictObject({ assignments: z.int(), hash: z.string() })),
  /** SHA-256 of the figures as frozen. */
  figures: z.optional(z.string()),
  evaluation: z.optional(EvaluationView),
  /** The last execution that did not end by itself. */
  trouble: z.optional(z.strictObject({ attempt: z.int(), status: z.string(), on: Day })),
})
export type CycleView = z.infer<typeof CycleView>

export function cycleLine(cycle: Cycle) {
  const { id, kind, programme, assignment, clause, title, period, lead, givenBy, receivedBy, task } = cycle
  const { opensOn, closesOn, gatherUntil, dueOn, openedOn, stage, stageFrom, silent } = cycle
  return {
    id,
    kind,
    programme,
    assignment,
    clause,
    title,
    period,
    lead,
    givenBy,
    receivedBy,
    task,
    opensOn,
    closesOn,
    gatherUntil,
    dueOn,
    openedOn,
    standing: standingOf(cycle),
    stage: stage.name,
    stageWritten: stageWritten(stage.name),
    stageFrom,
    outcome: stage.name === 'ended' ? stage.outcome : undefined,
    endedOn: stage.name === 'ended' ? stage.on : undefined,
    silent,
  }
}

export function cycleView(
  cycle: Cycle,
  { asked, sent }: Counters,
  contributions: readonly Pick<Contribution, 'id' | 'agency' | 'state'>[],
  status: (typeof executionStates)[number] | undefined,
) {
  const { basis, group, cooperating, targets, coversFrom, attempt, gathering, gatheringOpen, kind } = cycle
  const { draft, document, receipt, annex, figures, evaluation, stage, trouble } = cycle
  return {
    ...cycleLine(cycle),
    basis,
    group,
    cooperating,
    targets,
    coversFrom,
    attempt,
    execution: attempt > 0 ? { machine: kind, name: executionName(cycle), status } : undefined,
    gathering,
    gatheringOpen,
    asked,
    sent,
    contributions: contributions.map(({ id, agency, state }) => ({ id, agency, state })),
    draft: draft && paperView(draft),
    document: document && paperView(document),
    returned: 'returned' in stage ? stage.returned : undefined,
    receipt,
    annex,
    figures,
    evaluation: evaluation && evaluationView(evaluation, cycle),
    trouble: trouble && !hasEnded(cycle) ? troubleView(trouble) : undefined,
  }
}

function paperView({ title, number, issuedOn, signer, files }: Paper) {
  return { title, number, issuedOn, signer, files }
}

function evaluationView(evaluation: Evaluation, { stage }: Cycle) {
  const { revision, revised, targets, opinions, recommendations, sealedBy, sealedOn, sealedWithout } = evaluation
  return {
    revision,
    revised,
    targets: targets.map(({ target, owner, lacking = false }) => ({
      target,
      owner,
      lacking,
      opinion: opinions[target],
    })),
    recommendations,
    concludedBy: stage.name === 'sealing' ? stage.concludedBy : undefined,
    sealedBy,
    sealedOn,
    sealedWithout,
  }
}

function troubleView({ attempt, status, on }: NonNullable<Cycle['trouble']>) {
  return { attempt, status, on }
}
