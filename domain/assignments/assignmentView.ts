/** An assignment as it is shown: what was given to whom by which document, and what its agencies ask to have changed. */
import * as z from 'zod/mini'
import { AssignmentKind, CycleKind, Day, ProposalTakenUp, Schedule } from '../programme/schema.ts'
import type { Assignment } from './assignment.ts'

const Addressee = z.union([z.strictObject({ lead: z.string() }), z.strictObject({ group: z.string() })])
const cooperating = z.array(z.strictObject({ agency: z.string(), part: z.optional(z.string()) }))

export const AssignmentState = z.enum(['unassigned', 'given', 'withdrawn'])

export const ProposalView = z.strictObject({
  by: z.string(),
  on: Day,
  reason: z.string(),
  change: z.strictObject({
    to: z.optional(Addressee),
    cooperating: z.optional(cooperating),
    product: z.optional(z.string()),
    schedule: z.optional(Schedule),
  }),
})

export const AssignmentView = z.strictObject({
  id: z.string(),
  programme: z.string(),
  clause: z.string(),
  kind: AssignmentKind,
  title: z.string(),
  state: AssignmentState,
  /** Absent: chưa phân công. */
  to: z.optional(Addressee),
  cooperating,
  givenBy: z.string(),
  submittedTo: z.optional(z.string()),
  product: z.optional(z.string()),
  schedule: Schedule,
  basis: z.string(),
  givenOn: z.optional(Day),
  workflow: z.optional(CycleKind),
  /** The document that brought it, where the programme's own file did not have it. */
  addedBy: z.optional(z.string()),
  /** The proposal of a sealed evaluation that it makes good. */
  takesUp: z.optional(ProposalTakenUp),
  /** The periods that were opened, `once` for work that is done once. */
  opened: z.array(z.string()),
  withdrawn: z.optional(z.strictObject({ on: Day, document: z.string() })),
  proposal: z.optional(ProposalView),
  proposalAnswered: z.optional(
    z.strictObject({ on: Day, by: z.string(), document: z.optional(z.string()), reason: z.optional(z.string()) }),
  ),
})
export type AssignmentView = z.infer<typeof AssignmentView>

export function assignmentView(assignment: Assignment) {
  const { id, programme, clause, kind, title, to, cooperating, givenBy, submittedTo, product, schedule } = assignment
  const { basis, givenOn, workflow, addedBy, takesUp, opened, withdrawn, proposal, proposalAnswered } = assignment
  return {
    id,
    programme,
    clause,
    kind,
    title,
    state: stateOf(assignment),
    to,
    cooperating,
    givenBy,
    submittedTo,
    product,
    schedule,
    basis,
    givenOn,
    workflow,
    addedBy,
    takesUp,
    opened,
    withdrawn,
    proposal,
    proposalAnswered,
  }
}

export function stateOf({ to, withdrawn }: Pick<Assignment, 'to' | 'withdrawn'>): z.infer<typeof AssignmentState> {
  return withdrawn ? 'withdrawn' : to ? 'given' : 'unassigned'
}
