/** Hủy theo văn bản: what is asked to be destroyed, by whom, confirmed by another, and what was. */
import * as z from 'zod/mini'
import { Person } from '../../domain/agencies/person.ts'
import { type DestroyedFile, fileView, type StoredFile } from '../../domain/files/file.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { DestructionPaper } from '../../domain/trail/destruction.ts'
import { DestructionKind, DestructionView, destructionView } from '../../domain/trail/destructionView.ts'
import {
  askForFile,
  askForPerson,
  confirmForFile,
  confirmForPerson,
  dropForFile,
  dropForPerson,
  personalFields,
} from '../files/destroy.ts'
import { seenBy } from '../middleware/caller.ts'
import type { HttpServices, Table } from '../services.ts'
import { officeTrail } from '../stores/office.ts'
import type { PersonState } from '../stores/people.ts'
import { load, thingOf } from '../stores/record.ts'
import { destructionsListed } from '../stores/removables.ts'
import { listOf, OfficeDay, pageFields, pageIn, ThingId, typed } from './fields.ts'
import { type About, type Route, route } from './route.ts'

const { id: PersonId } = Person.shape

/** The paper that orders it, and why, in the words of whoever asks. */
const Asked = {
  paper: z.strictObject({ ...DestructionPaper.shape, number: typed(100), issuedOn: OfficeDay, issuer: typed(300) }),
  reason: typed(1000),
}
const ofThing = z.strictObject({ kind: DestructionKind, thing: ThingId })

export const destructionsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/destructions',
    operationId: 'listDestructions',
    summary: 'Sổ hủy theo văn bản: đề nghị đang chờ xác nhận, đang hủy, đã hủy; mới đề nghị trước',
    may: 'destruction.read',
    query: z.strictObject(pageFields),
    answer: listOf(DestructionView),
    handle: async ({ query, caller }, { table }) => {
      const { things, cursor } = await destructionsListed(table, pageIn(query))
      const isSeen = seenBy(caller, 'destruction.read', {})
      const found = await Promise.all(things.map((thing) => viewOf(table, thing, isSeen)))
      return { body: { items: found.flatMap((one) => one ?? []), cursor } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/destructions/files/{file}',
    operationId: 'askToDestroyFile',
    summary: 'Đề nghị hủy một tệp theo văn bản; chưa hủy gì cho đến khi người khác xác nhận',
    may: 'destruction.askFile',
    params: z.strictObject({ file: ThingId }),
    body: z.strictObject(Asked),
    answer: DestructionView,
    about: ({ params: { file } }, { table }) => aboutThing(table, 'files', file),
    handle: async ({ params: { file: id }, body, actor }, services) =>
      answered(services.table, 'files', id, await askForFile(services, id, body, actor)),
  }),
  route({
    method: 'POST',
    path: '/api/destructions/people/{person}',
    operationId: 'askToDestroyPersonalData',
    summary:
      'Đề nghị hủy họ tên, hộp thư của một người đã thôi đảm nhiệm, theo văn bản; chưa hủy gì cho đến khi người khác xác nhận',
    may: 'destruction.askPerson',
    params: z.strictObject({ person: PersonId }),
    body: z.strictObject({ ...Asked, fields: z.array(z.enum(personalFields)).check(z.minLength(1), z.maxLength(2)) }),
    answer: DestructionView,
    about: ({ params: { person } }, { table }) => aboutThing(table, 'people', person),
    handle: async ({ params: { person: id }, body: { fields, ...asked }, actor }, services) => {
      const each = [...new Set(fields)]
      return answered(services.table, 'people', id, await askForPerson(services, id, { ...asked, fields: each }, actor))
    },
  }),
  route({
    method: 'POST',
    path: '/api/destructions/{kind}/{thing}/confirmation',
    operationId: 'confirmDestruction',
    summary: 'Xác nhận hủy: người khác với người đề nghị; hủy ngay và không lấy lại được',
    may: 'destruction.confirm',
    params: ofThing,
    answer: DestructionView,
    about: ({ params: { kind, thing } }, { table }) => aboutThing(table, kind, thing),
    handle: async ({ params: { kind, thing: id }, actor }, services) =>
      answered(
        services.table,
        kind,
        id,
        kind === 'files' ? await confirmForFile(services, id, actor) : await confirmForPerson(services, id, actor),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/destructions/{kind}/{thing}/dropping',
    operationId: 'dropDestruction',
    summary: 'Bỏ đề nghị hủy: người đề nghị rút, hoặc lãnh đạo không đồng ý; không hủy gì',
    may: 'destruction.drop',
    params: ofThing,
    about: ({ params: { kind, thing } }, { table }) => aboutThing(table, kind, thing),
    handle: async ({ params: { kind, thing: id }, actor }, services) => {
      const dropped =
        kind === 'files' ? await dropForFile(services, id, actor) : await dropForPerson(services, id, actor)
      return isRefusal(dropped) ? dropped : { body: undefined }
    },
  }),
]

const kinds = { files: 'FILE', people: 'PERSON' } as const

type State = StoredFile | DestroyedFile | PersonState

/** A file is its programme's; a person is of no programme in particular. */
async function aboutThing(table: Table, kind: DestructionKind, id: string): Promise<About<undefined> | Refusal> {
  const stored = await load<State>(table, kinds[kind], id)
  if (!stored) return { code: 'not-found', thing: id }
  const { state, head } = stored
  const stands = { name: thingOf(kinds[kind], id), version: head.seq }
  return { thing: undefined, parties: {}, stands, ...(kind === 'files' ? { programme: state.programme } : {}) }
}

async function answered(table: Table, kind: DestructionKind, id: string, state: State | Refusal) {
  if (isRefusal(state)) return state
  const view = await viewOf(table, thingOf(kinds[kind], id))
  const missing: Refusal = { code: 'no-destruction-asked' }
  return view ? { body: view } : missing
}

/** A file is its programme's, and a person the whole office's. */
async function viewOf(
  table: HttpServices['table'],
  thing: string,
  isSeen: (thing: { readonly programme: string }) => boolean = () => true,
): Promise<DestructionView | undefined> {
  const [kind, id] = [thing.slice(0, thing.indexOf('#')), thing.slice(thing.indexOf('#') + 1)]
  const state = (await load<State>(table, kind, id))?.state
  const programme = state && 'positions' in state ? officeTrail : state?.programme
  if (!state?.destruction || programme === undefined || !isSeen({ programme })) return undefined
  const named = 'positions' in state ? state : fileView(state)
  return destructionView(kind === 'FILE' ? 'files' : 'people', named, state.destruction)
}
