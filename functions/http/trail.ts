/** The trail: what happened, by time, by who did it, by the thing it happened to; its seals; proving it on request. */
import * as z from 'zod/mini'
import { mediaTypes } from '../../domain/files/kinds.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { EventView, eventView } from '../../domain/trail/eventView.ts'
import { SealView, sealView, VerificationView, verificationView } from '../../domain/trail/verificationView.ts'
import { seenBy } from '../middleware/caller.ts'
import { pageOfWanted } from '../paging.ts'
import type { Table } from '../services.ts'
import { verifyTrail } from '../steps/verifyTrail.ts'
import { officeKept, officeTrail } from '../stores/office.ts'
import { load, thingOf } from '../stores/record.ts'
import { sealsOf } from '../stores/seals.ts'
import { type Happenings, happenedBy, happenedIn, happenedTo } from '../stores/trail.ts'
import { listOf, Moment, pageFields, pageIn, ThingId } from './fields.ts'
import { type Route, route } from './route.ts'
import { jsonLines, trailPart, trailWorkbook } from './trailExport.ts'

/** A programme's, or the office's own. */
const TrailName = z.union([ThingId, z.literal(officeTrail)])
const ofTrail = z.strictObject({ programme: TrailName })

/** Moments, both included. */
const span = { from: z.optional(Moment), until: z.optional(Moment) }

/** The kinds of things that have a trail, as addresses name them. */
const kinds = {
  programme: 'PROGRAMME',
  document: 'DOCUMENT',
  agency: 'AGENCY',
  group: 'GROUP',
  person: 'PERSON',
  assignment: 'ASSIGNMENT',
  task: 'TASK',
  target: 'TARGET',
  cycle: 'CYCLE',
  contribution: 'CONTRIBUTION',
  file: 'FILE',
  refusals: 'REFUSALS',
  signins: 'SIGNINS',
} as const
const Kind = z.enum([
  'programme',
  'document',
  'agency',
  'group',
  'person',
  'assignment',
  'task',
  'target',
  'cycle',
  'contribution',
  'file',
  'refusals',
  'signins',
])

export const trailRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/events',
    operationId: 'listEventsOfProgramme',
    summary: 'Nhật ký của một chương trình (hoặc của cơ quan: .office) theo thời gian, mới nhất trước',
    may: 'trail.read',
    params: ofTrail,
    query: z.strictObject({ ...span, ...pageFields }),
    answer: listOf(EventView),
    handle: async ({ params: { programme }, query }, { table }) =>
      (await noTrail(table, programme)) ??
      events(await happenedIn(table, programme, { ...spanIn(query), ...pageIn(query) })),
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/events/export',
    operationId: 'exportEventsOfProgramme',
    summary:
      'Nhật ký thành tệp, mới nhất trước: jsonl (mỗi dòng một sự kiện kèm mã kiểm tra) hoặc xlsx; còn phần sau thì tiêu đề dondoc-cursor cho biết vị trí',
    may: 'trail.read',
    params: ofTrail,
    query: z.strictObject({ ...span, format: z.optional(z.enum(['jsonl', 'xlsx'])), cursor: pageFields.cursor }),
    status: 200,
    handle: async ({ params: { programme }, query }, { table }) => {
      const missing = await noTrail(table, programme)
      if (missing) return missing
      const from = query.cursor === undefined ? {} : { cursor: query.cursor }
      const { events: found, cursor } = await trailPart(table, programme, { ...spanIn(query), ...from })
      const { format = 'jsonl' } = query
      const bytes = format === 'xlsx' ? await trailWorkbook(found) : Buffer.from(jsonLines(found))
      const name = `nhat-ky-${programme}.${format}`
      return { body: undefined, content: { bytes, mediaType: exportTypes[format], name }, cursor }
    },
  }),
  route({
    method: 'GET',
    path: '/api/people/{person}/events',
    operationId: 'listEventsOfPerson',
    summary: 'Những việc một người đã làm trong mọi chương trình, mới nhất trước',
    may: 'trail.read',
    params: z.strictObject({ person: ThingId }),
    query: z.strictObject({ ...span, ...pageFields }),
    answer: listOf(EventView),
    handle: async ({ params: { person }, query, caller }, { table }) => {
      const { things, ...rest } = await pageOfWanted(
        async (page) => {
          const { events: found, ...more } = await happenedBy(table, person, { ...spanIn(query), ...page })
          return { things: found, ...more }
        },
        seenBy(caller, 'trail.read', {}),
        pageIn(query),
      )
      return events({ events: things, ...rest })
    },
  }),
  route({
    method: 'GET',
    path: '/api/trail/{kind}/{thing}',
    operationId: 'listEventsOfThing',
    summary: 'Toàn bộ diễn biến của một đối tượng, mới nhất trước',
    may: 'trail.read',
    params: z.strictObject({ kind: Kind, thing: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(EventView),
    handle: async ({ params: { kind, thing }, query, caller }, { table }) => {
      const happened = await happenedTo(table, thingOf(kinds[kind], thing), pageIn(query))
      const isSeen = seenBy(caller, 'trail.read', {})
      if (!happened.events.every(isSeen)) return { code: 'not-found', thing, hidden: true }
      const page = events(happened)
      const isEmpty = page.body.items.length === 0 && query.cursor === undefined
      return isEmpty && !(await load(table, kinds[kind], thing)) ? { code: 'not-found', thing } : page
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/seals',
    operationId: 'listSeals',
    summary: 'Mã niêm phong từng ngày của nhật ký, mới nhất trước',
    may: 'trail.read',
    params: ofTrail,
    query: z.strictObject(pageFields),
    answer: listOf(SealView),
    handle: async ({ params: { programme }, query }, { table }) => {
      const missing = await noTrail(table, programme)
      if (missing) return missing
      const { seals, cursor } = await sealsOf(table, programme, pageIn(query))
      return { body: { items: seals.map(sealView), cursor } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/verification',
    operationId: 'verifyTrail',
    summary: 'Kiểm tra nhật ký: từng sự kiện, trạng thái, dấu niêm phong, số tổng hợp; không thay đổi gì',
    may: 'trail.verify',
    params: ofTrail,
    body: z.strictObject({
      /** A seal's hash that somebody kept elsewhere. */
      anchor: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'anchor'))),
    }),
    answer: VerificationView,
    handle: async ({ params: { programme }, body: { anchor } }, { table, clock }) => {
      const missing = await noTrail(table, programme)
      if (missing) return missing
      return { body: verificationView(await verifyTrail({ table: considerate(table), clock }, programme, anchor)) }
    },
  }),
]

const exportTypes = { jsonl: 'application/jsonl; charset=utf-8', xlsx: mediaTypes.xlsx } as const

/** A demo has no trail of its own; whether there is a programme is asked before. */
async function noTrail(table: Table, name: string): Promise<Refusal | undefined> {
  const isThere = name !== officeTrail || (await officeKept(table))
  return isThere ? undefined : { code: 'not-found', thing: name }
}

function events({ events: found, cursor }: Happenings) {
  return { body: { items: found.map(eventView), cursor } }
}

function spanIn({
  from,
  until,
}: {
  readonly from?: z.infer<typeof Moment> | undefined
  readonly until?: z.infer<typeof Moment> | undefined
}) {
  return { ...(from ? { from } : {}), ...(until ? { until } : {}) }
}

const readsTogether = 50

/** A proof reads everything, one thing after the other: others are let in between, where the store answers at once. */
function considerate(table: Table): Table {
  let reads = 0
  const letOthers = async () => {
    reads += 1
    if (reads % readsTogether === 0) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return {
    async get(key) {
      await letOthers()
      return table.get(key)
    },
    async query(query) {
      await letOthers()
      return table.query(query)
    },
    transact: (writes) => table.transact(writes),
  }
}
