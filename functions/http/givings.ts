/** Many assignments given or amended at once, on one document: from a plan's annex, or a selection in the list. */
import * as z from 'zod/mini'
import { Agency, AgencyGroup } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { actorFor, type Caller, isBarredBy } from '../middleware/caller.ts'
import type { HttpServices } from '../services.ts'
import { enterBodies, type GivingEntry, type GivingOutcome, giveMany } from '../steps/giveMany.ts'
import { assignmentById } from '../stores/assignments.ts'
import { programmeContext, registersOf } from '../stores/programmes.ts'
import { givingFields, mayGiveInItsName, partiesOf, termsFields } from './assignmentTerms.ts'
import { Basis, basisId } from './basis.ts'
import { ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

/** A longer annex is sent in as many requests as it needs: each may be sent again. */
const mostEntries = 50
const mostBodies = 100

/** What a body is entered with stays well within one item of the table. */
const isSmall = (body: object) => JSON.stringify(body).length <= 20_000
const tooLong = 'Thông tin của một cơ quan hoặc nhóm cơ quan dài quá 20.000 ký tự. Hãy rút gọn.'

const Outcome = z.strictObject({
  assignment: z.string(),
  /** `already`: this document had said so before. */
  outcome: z.enum(['given', 'amended', 'already', 'refused']),
  refusal: z.optional(z.strictObject({ code: z.string(), detail: z.string() })),
})

export const givingsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/givings',
    operationId: 'giveManyAssignments',
    summary:
      'Giao hoặc điều chỉnh nhiều nhiệm vụ theo một văn bản, mỗi nhiệm vụ một kết quả; gửi lại thì phần đã ghi không ghi lần nữa',
    may: 'assignment.giveMany',
    params: z.strictObject({ programme: ThingId }),
    body: z.strictObject({
      document: Basis,
      /** Bodies that the document names and nobody has entered yet. */
      agencies: z.optional(z.array(Agency.check(z.refine(isSmall, tooLong))).check(z.maxLength(mostBodies))),
      groups: z.optional(z.array(AgencyGroup.check(z.refine(isSmall, tooLong))).check(z.maxLength(mostBodies))),
      entries: z
        .array(
          z.strictObject({
            assignment: ThingId,
            ...termsFields,
            submittedTo: givingFields.submittedTo,
            givenBy: givingFields.givenBy,
          }),
        )
        .check(z.minLength(1), z.maxLength(mostEntries)),
    }),
    answer: z.strictObject({ document: z.string(), outcomes: z.array(Outcome) }),
    handle: async ({ params: { programme }, body, caller, actor }, services) => {
      const context = await programmeContext(services.table, programme)
      if (!context) return { code: 'not-found', thing: programme }
      const { agencies = [], groups = [] } = body
      const refusal = await enterBodies(services, programme, { agencies, groups }, actor)
      if (refusal) return refusal
      const document = await basisId(services, programme, body.document, actor)
      if (typeof document !== 'string') return document
      const entries = body.entries.map(({ assignment, ...terms }) => ({ assignment, terms }))
      const outcomes = await giveMany(services, programme, document, entries, (entry) =>
        giverOf(entry, programme, caller, services),
      )
      if (isRefusal(outcomes)) return outcomes
      return { body: { document, outcomes: outcomes.map(outcomeView) } }
    },
  }),
]

/** As whom the caller gives or amends one of them; one of another programme is not there. */
async function giverOf(
  { assignment: id, terms }: GivingEntry,
  programme: string,
  caller: Caller,
  { table }: Pick<HttpServices, 'table'>,
): Promise<Actor | Refusal> {
  const assignment = await assignmentById(table, id)
  if (assignment?.programme !== programme) return { code: 'not-found', thing: id }
  const { givenBy } = terms
  const { directory, today } = caller
  const inItsName = givenBy !== undefined && mayGiveInItsName(assignment, givenBy, directory, today)
  const action = assignment.to ? 'assignment.amend' : 'assignment.give'
  const own = partiesOf(assignment, (await registersOf(table)).groups)
  const parties = inItsName ? { ...own, givenBy } : own
  return actorFor(caller, action, parties) ?? { code: isBarredBy(caller, action, parties) ? 'own-work' : 'not-allowed' }
}

function outcomeView({ assignment, answer }: GivingOutcome): z.infer<typeof Outcome> {
  if (typeof answer === 'string') return { assignment, outcome: answer }
  return { assignment, outcome: 'refused', refusal: { code: answer.code, detail: sentence(answer) } }
}
