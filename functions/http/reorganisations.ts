/** Sắp xếp cơ quan: what would move and to whom, and then the same moves, on the strength of a document. */
import * as z from 'zod/mini'
import { Agency, Document } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Table } from '../services.ts'
import { registeredOtherwise } from '../steps/registers.ts'
import { applyReorganisation, previewReorganisation, type ReorganisationOrder } from '../steps/reorganise.ts'
import { documentFacts } from './documents.ts'
import { Day, ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

const ofAgency = z.strictObject({ agency: ThingId })

const Order = z.strictObject({
  document: z.strictObject({ id: Document.shape.id, ...documentFacts }),
  /** The first day of the successors. */
  on: Day,
  /** None where the body ends and all it holds is chosen one by one. With `clauses`, the part of the work it takes. */
  successors: z
    .array(
      z.strictObject({
        agency: Agency.shape.id,
        clauses: z.exactOptional(z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(500))),
      }),
    )
    .check(z.maxLength(50)),
  /** The bodies that begin with it. */
  agencies: z._default(z.array(z.omit(Agency, { to: true, successors: true })).check(z.maxLength(50)), []),
  /** Who takes what the successors leave open, by the id of the thing or the person. */
  choices: z._default(z.record(ThingId, Agency.shape.id), {}),
})

const Held = z.strictObject({
  programme: z.string(),
  thing: z.enum(['task', 'assignment', 'cycle', 'contribution']),
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  as: z.enum(['lead', 'cooperating', 'giver', 'part', 'receiver', 'contributor']),
})
const HeldBy = z.strictObject({ person: z.string(), name: z.string(), title: z.string() })

const Preview = z.strictObject({
  moves: z.array(z.extend(Held, { to: z.string() })),
  /** What nobody was named for: each waits for a choice, and nothing is applied before. */
  undecided: z.array(Held),
  people: z.array(z.extend(HeldBy, { to: z.nullable(z.string()) })),
  peopleUndecided: z.array(HeldBy),
  groups: z.array(z.strictObject({ group: z.string(), joining: z.array(z.string()) })),
})

export const reorganisationsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/agencies/{agency}/reorganisation/preview',
    operationId: 'previewReorganisation',
    summary:
      'Xem trước sắp xếp một cơ quan: từng nhiệm vụ, việc định kỳ, báo cáo, người, nhóm chuyển cho ai; không ghi gì',
    may: 'agency.reorganise',
    params: ofAgency,
    body: Order,
    answer: Preview,
    handle: async ({ params: { agency }, body }, services) => {
      const order = await orderOf(services.table, agency, body)
      if (isRefusal(order)) return order
      const preview = await previewReorganisation(services, order)
      return isRefusal(preview) ? preview : { body: preview }
    },
  }),
  route({
    method: 'POST',
    path: '/api/agencies/{agency}/reorganisation',
    operationId: 'reorganiseAgency',
    summary:
      'Sắp xếp một cơ quan (sáp nhập, chia, kết thúc) theo văn bản, đúng như đã xem trước; bị ngắt giữa chừng thì gửi lại để làm nốt',
    may: 'agency.reorganise',
    params: ofAgency,
    body: Order,
    answer: z.strictObject({ moved: z.int() }),
    handle: async ({ params: { agency }, body, actor }, services) => {
      const order = await orderOf(services.table, agency, body)
      if (isRefusal(order)) return order
      const answer = await applyReorganisation(services, order, actor)
      return isRefusal(answer) ? answer : { body: answer }
    },
  }),
]

/** A body that begins with it and is registered already must be said as it is registered. */
async function orderOf(
  table: Table,
  from: string,
  body: z.output<typeof Order>,
): Promise<ReorganisationOrder | Refusal> {
  return (await registeredOtherwise(table, { agencies: body.agencies, groups: [] })) ?? { from, ...body }
}
