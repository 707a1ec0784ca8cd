/** Documents of a programme: list, one, and entering the facts of one. */
import * as z from 'zod/mini'
import { Document } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { documentsOfProgramme, enterDocument, factsOf } from '../stores/documents.ts'
import type { DocumentState } from '../stores/programmes.ts'
import { load, type Stored, thingOf } from '../stores/record.ts'
import { listOf, pageFields, pageIn, ThingId, typed } from './fields.ts'
import { type About, type Reply, type Route, route } from './route.ts'

const { id: _, ...facts } = Document.shape
const ids = z.optional(z.array(Document.shape.id).check(z.maxLength(50)))

/** The facts as a person enters them, but for the id. */
export const documentFacts = {
  ...facts,
  title: typed(2000),
  number: z.nullable(typed(100)),
  implements: z.optional(z.array(typed(500)).check(z.maxLength(50))),
  amends: ids,
  replaces: ids,
  ends: ids,
}

/** The id is the address. */
const Facts = z.strictObject({
  ...documentFacts,
  /** Why facts that were entered otherwise are put right. */
  reason: z.optional(typed(2000)),
})

const address = z.strictObject({ programme: ThingId, document: Document.shape.id })

export const documentsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/documents',
    operationId: 'listDocuments',
    summary: 'Các văn bản của một chương trình, theo ngày ban hành',
    may: 'document.read',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(Document),
    handle: async ({ params: { programme }, query }, { table }) => {
      const { documents, cursor } = await documentsOfProgramme(table, programme, pageIn(query))
      return { body: { items: documents.map(factsOf), cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/documents/{document}',
    operationId: 'readDocument',
    summary: 'Một văn bản',
    may: 'document.read',
    params: address,
    answer: Document,
    handle: async ({ params: { programme, document } }, services) => documentReply(services, programme, document),
  }),
  route({
    method: 'PUT',
    path: '/api/programmes/{programme}/documents/{document}',
    operationId: 'enterDocument',
    summary: 'Nhập thông tin một văn bản, bổ sung số hiệu và ngày còn chờ, hoặc đính chính kèm lý do',
    may: 'document.enter',
    params: address,
    body: Facts,
    answer: Document,
    about: aboutDocument,
    handle: async ({ params: { programme, document }, body: { reason, ...entered }, actor }, services) => {
      const answer = await enterDocument(services, programme, { ...entered, id: document }, reason, actor)
      return isRefusal(answer) ? answer : documentReply(services, programme, document)
    },
  }),
]

/** The document of an address, which may not be entered yet. A paper gives nothing by itself, so it has no parties. */
async function aboutDocument(
  { params: { programme, document } }: { readonly params: { readonly programme: string; readonly document: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<DocumentState | undefined>> {
  const before = await documentAt(table, programme, document)
  const stands = before && { name: thingOf('DOCUMENT', `${programme}_${document}`), version: before.head.seq }
  return { thing: before?.state, parties: {}, ...(stands ? { stands } : {}) }
}

async function documentReply(
  { table }: Pick<HttpServices, 'table'>,
  programme: string,
  document: string,
): Promise<Reply<Document> | Refusal> {
  const stored = await documentAt(table, programme, document)
  if (!stored) return { code: 'not-found', thing: document }
  return { body: factsOf(stored.state), version: stored.head.seq }
}

async function documentAt(
  table: HttpServices['table'],
  programme: string,
  document: string,
): Promise<Stored<DocumentState> | undefined> {
  const stored = await load<DocumentState>(table, 'DOCUMENT', `${programme}_${document}`)
  return stored?.state.takenBack ? undefined : stored
}
