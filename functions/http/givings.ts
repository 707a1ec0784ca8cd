/** Many assignments given or amended at once, on one document: from a plan's annex, or a selection in the list. */
import * as z from 'zod/mini'
import { ClauseId } from '../../domain/programme/clause.ts'
import { Agency, AgencyGroup, AssignmentKind, ProposalTakenUp, Slug } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Caller } from '../middleware/caller.ts'
import type { HttpServices } from '../services.ts'
import { type Addition, addMany, enterBodies, type GivingEntry, giveMany } from '../steps/giveMany.ts'
import { assignmentById } from '../stores/assignments.ts'
import { programmeContext, registersOf } from '../stores/programmes.ts'
import { additionFields, givingFields, termsFields } from './assignmentTerms.ts'
import { Basis, basisId } from './basis.ts'
import { ThingId, typed } from './fields.ts'
import { actorOr, giverOf, Outcome, outcomeView, partiesToGive } from './givers.ts'
import { type Route, route } from './route.ts'

/** A longer annex is sent in as many requests as it needs: each may be sent again. */
const mostEntries = 50
const mostBodies = 100

/** What a body is entered with stays well within one item of the table. */
const isSmall = (body: object) => JSON.stringify(body).length <= 20_000
const tooLong = 'Thông tin của một cơ quan hoặc nhóm cơ quan dài quá 20.000 ký tự. Hãy rút gọn.'

const addition = z
  .strictObject({
    id: Slug,
    title: typed(2000),
    clause: z.exactOptional(ClauseId),
    takesUp: z.exactOptional(ProposalTakenUp),
    kind: z._default(AssignmentKind, 'task'),
    ...additionFields,
  })
  .check(
    z.refine(
      ({ clause, takesUp }) => clause !== undefined || takesUp !== undefined,
      'Nhiệm vụ mới phải thuộc một mục, ý của chương trình hoặc thực hiện một đề xuất. Hãy nêu ít nhất một trong hai.',
    ),
  )

const givesNothing = 'Cần nêu ít nhất một nhiệm vụ được giao hoặc điều chỉnh, hoặc một nhiệm vụ mới.'

export const givingsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/givings',
    operationId: 'giveManyAssignments',
    summary:
      'Giao, điều chỉnh hoặc giao mới nhiều nhiệm vụ theo một văn bản, mỗi nhiệm vụ một kết quả; gửi lại thì phần đã ghi không ghi lần nữa',
    may: 'assignment.giveMany',
    params: z.strictObject({ programme: ThingId }),
    body: z
      .strictObject({
        document: Basis,
        /** Bodies that the document names and nobody has entered yet. */
        agencies: z.optional(z.array(Agency.check(z.refine(isSmall, tooLong))).check(z.maxLength(mostBodies))),
        groups: z.optional(z.array(AgencyGroup.check(z.refine(isSmall, tooLong))).check(z.maxLength(mostBodies))),
        entries: z._default(
          z
            .array(
              z.strictObject({
                assignment: ThingId,
                ...termsFields,
                submittedTo: givingFields.submittedTo,
                givenBy: givingFields.givenBy,
              }),
            )
            .check(z.maxLength(mostEntries)),
          [],
        ),
        /** What the programme's own file does not have; `takesUp` is a proposal of a sealed evaluation. */
        additions: z._default(z.array(addition).check(z.maxLength(mostEntries)), []),
      })
      .check(z.refine(({ entries, additions }) => entries.length + additions.length > 0, givesNothing)),
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
      const added = await addMany(services, programme, document, additionsIn(body), (entry) =>
        adderOf(entry, programme, caller, services),
      )
      if (isRefusal(added)) return added
      return { body: { document, outcomes: [...outcomes, ...added].map(outcomeView) } }
    },
  }),
]

/** As whom the caller adds one, in the name of whom the document says; what was added before is given by who gave it. */
async function adderOf(
  { assignment: id, terms }: GivingEntry,
  programme: string,
  caller: Caller,
  { table }: Pick<HttpServices, 'table'>,
): Promise<Actor | Refusal> {
  const known = await assignmentById(table, id)
  if (known && known.programme !== programme) return { code: 'not-found', thing: id }
  const parties = known
    ? partiesToGive(known, terms, caller, (await registersOf(table)).groups)
    : { givenBy: terms.givenBy }
  return actorOr(caller, 'assignment.give', parties)
}

function additionsIn({ additions }: { readonly additions: readonly z.output<typeof addition>[] }): readonly Addition[] {
  return additions.map(({ to, ...rest }) => ({ ...rest, ...to }))
}
