/** What was given to whom: lists, one, and what changes it: giving, amending, withdrawing, an agency's own proposal. */
import * as z from 'zod/mini'
import type { Assignment, AssignmentCommand, ProposedChange } from '../../domain/assignments/assignment.ts'
import { AssignmentState, AssignmentView, assignmentView, stateOf } from '../../domain/assignments/assignmentView.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { seenBy } from '../middleware/caller.ts'
import { pageOfWanted } from '../paging.ts'
import type { HttpServices } from '../services.ts'
import { giveWork, type Terms } from '../steps/giveWork.ts'
import { withdrawWork } from '../steps/withdrawWork.ts'
import { assignmentsOfHolder, assignmentsOfProgramme, changeAssignment } from '../stores/assignments.ts'
import { programmeContext, registersOf } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import { givingFields, mayGiveInItsName, partiesOf, termsFields } from './assignmentTerms.ts'
import { Basis, basisId } from './basis.ts'
import { listOf, pageFields, pageIn, ThingId, typed } from './fields.ts'
import { type About, type Reply, type Route, route } from './route.ts'

const one = z.strictObject({ assignment: ThingId })
const reason = typed(2000)

const someChange = (change: ProposedChange) => Object.keys(change).length > 0
const changesNothing = 'Cần nêu ít nhất một nội dung thay đổi: nơi nhận việc, phối hợp, sản phẩm hoặc lịch thực hiện.'

export const assignmentsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/assignments',
    operationId: 'listAssignments',
    summary: 'Các nhiệm vụ được giao của một chương trình, theo thứ tự của văn bản, kể cả chưa phân công',
    may: 'assignment.read',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject({ state: z.optional(AssignmentState), ...pageFields }),
    answer: listOf(AssignmentView),
    handle: async ({ params: { programme }, query }, { table }) => {
      const { things, cursor } = await pageOfWanted(
        async (page) => {
          const { assignments, ...rest } = await assignmentsOfProgramme(table, programme, page)
          return { things: assignments, ...rest }
        },
        (assignment) => query.state === undefined || stateOf(assignment) === query.state,
        pageIn(query),
      )
      return { body: { items: things.map(assignmentView), cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/assignments',
    operationId: 'listAssignmentsOfAgency',
    summary: 'Các nhiệm vụ được giao một cơ quan chủ trì, hoặc cả một nhóm cơ quan (mã của nhóm)',
    may: 'assignment.read',
    params: z.strictObject({ agency: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(AssignmentView),
    handle: async ({ params: { agency }, query, caller }, { table }) => {
      const { things, cursor } = await pageOfWanted(
        async (page) => {
          const { assignments, ...rest } = await assignmentsOfHolder(table, agency, page)
          return { things: assignments, ...rest }
        },
        seenBy(caller, 'assignment.read', {}),
        pageIn(query),
      )
      return { body: { items: things.map(assignmentView), cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/assignments/{assignment}',
    operationId: 'readAssignment',
    summary: 'Một nhiệm vụ được giao',
    may: 'assignment.read',
    params: one,
    answer: AssignmentView,
    about: aboutAssignment,
    handle: async ({ thing, version }) => ({ body: assignmentView(thing), version }),
  }),
  route({
    method: 'POST',
    path: '/api/assignments/{assignment}/giving',
    operationId: 'giveAssignment',
    summary: 'Giao nhiệm vụ chưa phân công, theo một văn bản',
    may: 'assignment.give',
    params: one,
    body: z.strictObject({ document: Basis, ...givingFields }),
    answer: AssignmentView,
    about: async (asked, services) => {
      const found = await aboutAssignment(asked, services)
      if (isRefusal(found)) return found
      const { givenBy } = asked.body
      const { directory } = await registersOf(services.table)
      if (givenBy === undefined || !mayGiveInItsName(found.thing, givenBy, directory, services.clock.today())) {
        return found
      }
      return { ...found, parties: { ...found.parties, givenBy } }
    },
    handle: async ({ thing, actor, body: { document, ...terms } }, services) =>
      given(thing, terms, document, actor, services, 'give'),
  }),
  route({
    method: 'POST',
    path: '/api/assignments/{assignment}/amendment',
    operationId: 'amendAssignment',
    summary: 'Điều chỉnh nhiệm vụ đã giao theo văn bản; việc đang thực hiện theo nội dung mới',
    may: 'assignment.amend',
    params: one,
    body: z.strictObject({
      document: Basis,
      change: z.strictObject(termsFields).check(z.refine(someChange, changesNothing)),
    }),
    answer: AssignmentView,
    about: aboutAssignment,
    handle: async ({ thing, actor, body: { document, change } }, services) =>
      given(thing, change, document, actor, services, 'amend'),
  }),
  route({
    method: 'POST',
    path: '/api/assignments/{assignment}/withdrawal',
    operationId: 'withdrawAssignment',
    summary: 'Dừng nhiệm vụ được giao và các việc đang thực hiện của nó, theo văn bản',
    may: 'assignment.withdraw',
    params: one,
    body: z.strictObject({ document: Basis, reason }),
    answer: AssignmentView,
    about: aboutAssignment,
    handle: async ({ thing, actor, body: { document, reason } }, services) => {
      const context = await programmeContext(services.table, thing.programme)
      if (!context) return { code: 'not-found', thing: thing.programme }
      const id = await basisId(services, thing.programme, document, actor)
      if (typeof id !== 'string') return id
      const answer = await withdrawWork(services, context, thing.id, { document: id, reason }, actor)
      return isRefusal(answer) ? answer : assignmentReply(services, thing.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/assignments/{assignment}/proposal',
    operationId: 'proposeAssignmentChange',
    summary: 'Đề xuất thay đổi nhiệm vụ của cơ quan mình; chưa thay đổi gì cho đến khi cơ quan giao trả lời',
    may: 'assignment.propose',
    params: one,
    body: z.strictObject({
      reason,
      change: z.strictObject(termsFields).check(z.refine(someChange, changesNothing)),
    }),
    answer: AssignmentView,
    about: aboutAssignment,
    handle: async ({ thing, actor, body }, services) =>
      decided(thing, { ...body, type: 'propose', by: actor.agency }, actor, services),
  }),
  route({
    method: 'POST',
    path: '/api/assignments/{assignment}/proposal/acceptance',
    operationId: 'takeAssignmentProposal',
    summary: 'Điều chỉnh theo đề xuất của cơ quan, dựa trên một văn bản',
    may: 'assignment.answerProposal',
    params: one,
    body: z.strictObject({ document: Basis }),
    answer: AssignmentView,
    about: aboutAssignment,
    handle: async ({ thing, actor, body: { document } }, services) => {
      if (!thing.proposal) return { code: 'no-proposal' }
      const id = await basisId(services, thing.programme, document, actor)
      if (typeof id !== 'string') return id
      // What it asks for first: cut off between the two, it is still waiting and may be taken again.
      const made = await given(thing, thing.proposal.change, id, actor, services, 'amend')
      return isRefusal(made) ? made : decided(thing, { type: 'takeProposal', document: id }, actor, services)
    },
  }),
  route({
    method: 'POST',
    path: '/api/assignments/{assignment}/proposal/refusal',
    operationId: 'declineAssignmentProposal',
    summary: 'Không làm theo đề xuất của cơ quan, kèm lý do',
    may: 'assignment.answerProposal',
    params: one,
    body: z.strictObject({ reason }),
    answer: AssignmentView,
    about: aboutAssignment,
    handle: async ({ thing, actor, body }, services) =>
      decided(thing, { ...body, type: 'declineProposal' }, actor, services),
  }),
]

/** The assignment of an address. */
async function aboutAssignment(
  { params: { assignment: id } }: { readonly params: { readonly assignment: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<Assignment> | Refusal> {
  const stored = await load<Assignment>(table, 'ASSIGNMENT', id)
  if (!stored) return { code: 'not-found', thing: id }
  const { state, head } = stored
  const parties = partiesOf(state, (await registersOf(table)).groups)
  return {
    thing: state,
    programme: state.programme,
    parties,
    stands: { name: thingOf('ASSIGNMENT', id), version: head.seq },
    read: 'assignment.read',
  }
}

async function given(
  { id, programme }: Assignment,
  terms: Terms,
  document: Basis,
  actor: Actor,
  services: HttpServices,
  only: 'give' | 'amend',
): Promise<Reply<AssignmentView> | Refusal> {
  const context = await programmeContext(services.table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  const basis = await basisId(services, programme, document, actor)
  if (typeof basis !== 'string') return basis
  const answer = await giveWork(services, context, id, terms, basis, actor, only)
  return typeof answer === 'string' ? assignmentReply(services, id) : answer
}

async function decided(
  { id, programme }: Assignment,
  command: AssignmentCommand,
  actor: Actor,
  services: HttpServices,
): Promise<Reply<AssignmentView> | Refusal> {
  const context = await programmeContext(services.table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  const answer = await changeAssignment(services, context.rules, id, actor, command)
  return isRefusal(answer) ? answer : assignmentReply(services, id)
}

async function assignmentReply(
  { table }: Pick<HttpServices, 'table'>,
  id: string,
): Promise<Reply<AssignmentView> | Refusal> {
  const stored = await load<Assignment>(table, 'ASSIGNMENT', id)
  return stored ? { body: assignmentView(stored.state), version: stored.head.seq } : { code: 'not-found', thing: id }
}
