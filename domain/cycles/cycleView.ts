/** A cycle as it is shown: a line of the list, and whole, with what each agency owes to it. */
import * as z from 'zod/mini'
import { CycleKind, Day } from '../programme/schema.ts'
import type { Contribution } from './contribution.ts'
import type { Cycle, Outcome, Paper, StageName } from './cycle.ts'
import { hasEnded } from './cycle.ts'
import type { Counters } from './nextStep.ts'

const stageNames = [
  'planned',
  'drafting',
  'freezing',
  'asking',
  'gathering',
  'closing',
  'consolidating',
  'scoring',
  'reviewing',
  'issuing',
  'assigning',
  'finalising',
  'receiving',
  'archiving',
  'judging',
  'sealing',
  'publishing',
  'telling',
  'settling',
  'ended',
] as const satisfies readonly StageName[]

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
  stage: z.enum(stageNames),
  stageFrom: z.optional(Day),
  outcome: z.optional(z.enum(outcomes)),
  endedOn: z.optional(Day),
})
export type CycleLine = z.infer<typeof CycleLine>

const PaperView = z.strictObject({
  title: z.string(),
  number: z.optional(z.string()),
  issuedOn: z.optional(Day),
  signer: z.optional(z.string()),
})

const contributionStates = [
  'asked',
  'returned',
  'sent',
  'closed',
  'late',
  'withdrawn',
] as const satisfies readonly Contribution['state'][]

/** What an agency owes to the gathering at hand. */
export const OwedByAgency = z.strictObject({ id: z.string(), agency: z.string(), state: z.enum(contributionStates) })

export const CycleView = z.strictObject({
  ...CycleLine.shape,
  coversFrom: Day,
  attempt: z.int(),
  /** Which round of asking this is, and how many were asked and have sent. */
  gathering: z.int(),
  asked: z.int(),
  sent: z.int(),
  silent: z.array(z.string()),
  contributions: z.array(OwedByAgency),
  draft: z.optional(PaperView),
  document: z.optional(PaperView),
  returned: z.optional(z.strictObject({ on: Day, reason: z.string() })),
  /** The last execution that did not end by itself. */
  trouble: z.optional(z.strictObject({ attempt: z.int(), status: z.string(), on: Day })),
})
export type CycleView = z.infer<typeof CycleView>

export function cycleLine(cycle: Cycle) {
  const { id, kind, programme, assignment, clause, title, period, lead, givenBy, receivedBy, task } = cycle
  const { opensOn, closesOn, gatherUntil, dueOn, openedOn, stage, stageFrom } = cycle
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
    stage: stage.name,
    stageFrom,
    outcome: stage.name === 'ended' ? stage.outcome : undefined,
    endedOn: stage.name === 'ended' ? stage.on : undefined,
  }
}

export function cycleView(
  cycle: Cycle,
  { asked, sent }: Counters,
  contributions: readonly Pick<Contribution, 'id' | 'agency' | 'state'>[],
) {
  const { coversFrom, attempt, gathering, silent, draft, document, stage, trouble } = cycle
  return {
    ...cycleLine(cycle),
    coversFrom,
    attempt,
    gathering,
    asked,
    sent,
    silent,
    contributions: contributions.map(({ id, agency, state }) => ({ id, agency, state })),
    draft: draft && paperView(draft),
    document: document && paperView(document),
    returned: 'returned' in stage ? stage.returned : undefined,
    trouble: trouble && !hasEnded(cycle) ? troubleView(trouble) : undefined,
  }
}

function paperView({ title, number, issuedOn, signer }: Paper) {
  return { title, number, issuedOn, signer }
}

function troubleView({ attempt, status, on }: NonNullable<Cycle['trouble']>) {
  return { attempt, status, on }
}
