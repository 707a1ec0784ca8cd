/** A plan's annex that assigns: read from its file, reviewed row by row, taken into force, undone whole. */
import * as z from 'zod/mini'
import type { Annex, AnnexEntry } from '../../domain/annex/annex.ts'
import { AnnexSummary, AnnexView, annexSummary, annexView } from '../../domain/annex/annexView.ts'
import { isReady } from '../../domain/annex/proposals.ts'
import { Slug } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Caller } from '../middleware/caller.ts'
import type { HttpServices } from '../services.ts'
import { giveMany } from '../steps/giveMany.ts'
import { layOutAnnex, readAnnex } from '../steps/readAnnex.ts'
import { undoAnnex } from '../steps/undoAnnex.ts'
import { annexById, annexesOfProgramme, annexKeeping, changeAnnex } from '../stores/annexes.ts'
import { documentById, programmeContext } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import { addresseeFields, mayGiveInItsName, scheduleField } from './assignmentTerms.ts'
import { Basis, basisId } from './basis.ts'
import { ThingId } from './fields.ts'
import { giverOf, Outcome, outcomeView } from './givers.ts'
import { type About, type Reply, type Route, route } from './route.ts'

const one = z.strictObject({ annex: ThingId })
const mostTogether = 50
const mostOfARow = 60

const answer = z.strictObject({
  row: z.int().check(z.minimum(1)),
  skip: z.exactOptional(z.boolean()),
  assignments: z.exactOptional(z.array(ThingId).check(z.minLength(1), z.maxLength(mostOfARow))),
  to: z.exactOptional(addresseeFields),
  cooperating: z.exactOptional(z.array(Slug).check(z.maxLength(mostOfARow))),
  /** `null`: what stands stays. */
  schedule: z.exactOptional(z.nullable(scheduleField)),
})

export const annexesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/annexes',
    operationId: 'listAnnexes',
    summary: 'Các phụ lục giao việc đã đọc của một chương trình',
    may: 'assignment.giveMany',
    params: z.strictObject({ programme: ThingId }),
    answer: z.strictObject({ items: z.array(AnnexSummary) }),
    handle: async ({ params: { programme } }, { table }) => ({
      body: { items: (await annexesOfProgramme(table, programme)).map(annexSummary) },
    }),
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/annexes',
    operationId: 'readAnnexFile',
    summary:
      'Đọc phụ lục giao việc từ tệp .docx hoặc .xlsx đã gửi và đối chiếu với chương trình; chưa giao việc nào. Gửi lại cùng tệp, cùng văn bản là cùng một phụ lục',
    may: 'assignment.giveMany',
    params: z.strictObject({ programme: ThingId }),
    body: z.strictObject({ document: Basis, file: ThingId }),
    answer: AnnexView,
    status: 201,
    handle: async ({ params: { programme }, body: { document, file }, actor }, services) => {
      const { table } = services
      if (!(await programmeContext(table, programme))) return { code: 'not-found', thing: programme }
      const named = typeof document === 'string' ? document : document.id
      const wasThere = (await documentById(table, programme, named)) !== undefined
      const id = await basisId(services, programme, document, actor)
      if (typeof id !== 'string') return id
      const entered = await documentById(table, programme, id)
      if (!entered) return { code: 'unknown-document', document: id }
      const annex = await readAnnex(services, programme, entered, !wasThere, file, actor)
      return isRefusal(annex) ? annex : annexReply(services, annex.id)
    },
  }),
  route({
    method: 'GET',
    path: '/api/annexes/{annex}',
    operationId: 'showAnnex',
    summary: 'Một phụ lục: từng hàng giao gì, thay đổi gì so với hiện có, còn chỗ nào phải xác định',
    may: 'assignment.giveMany',
    params: one,
    answer: AnnexView,
    about: aboutAnnex,
    handle: async ({ thing }, services) => annexReply(services, thing.id),
  }),
  route({
    method: 'POST',
    path: '/api/annexes/{annex}/answers',
    operationId: 'answerAnnexRows',
    summary: 'Xác định chỗ chưa rõ của các hàng: nhiệm vụ, cơ quan, thời hạn; hoặc bỏ hàng',
    may: 'assignment.giveMany',
    params: one,
    body: z.strictObject({ answers: z.array(answer).check(z.minLength(1), z.maxLength(300)) }),
    answer: AnnexView,
    about: aboutAnnex,
    handle: async ({ thing, actor, body: { answers } }, services) => {
      const changed = await changeAnnex(services, thing.id, actor, { type: 'answer', answers })
      return isRefusal(changed) && changed.code !== 'nothing-to-change' ? changed : annexReply(services, thing.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/annexes/{annex}/application',
    operationId: 'applyAnnex',
    summary:
      'Giao, điều chỉnh theo các hàng đã rõ, mỗi lần nhiều nhất 50 nhiệm vụ; còn phần sau thì trả về next để gọi tiếp. Gọi lại không giao lần nữa',
    may: 'assignment.giveMany',
    params: one,
    body: z.strictObject({ from: z._default(z.int().check(z.minimum(0)), 0) }),
    answer: z.strictObject({ outcomes: z.array(Outcome), next: z.optional(z.int()) }),
    about: aboutAnnex,
    handle: async ({ thing, actor, caller, body: { from } }, services) => {
      const entries = await entriesToGive(services, thing, caller, actor)
      if (isRefusal(entries)) return entries
      const some = entries.slice(from, from + mostTogether)
      const { programme, document } = thing
      const given = await giveMany(services, programme, document, some, (entry) =>
        giverOf(entry, programme, caller, services),
      )
      if (isRefusal(given)) return given
      const next = from + some.length
      return { body: { outcomes: given.map(outcomeView), ...(next < entries.length ? { next } : {}) } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/annexes/{annex}/undoing',
    operationId: 'undoAnnex',
    summary: 'Hoàn tác cả phụ lục khi chưa ai làm gì với việc đã giao: mọi thứ trở lại như trước khi giao',
    may: 'assignment.giveMany',
    params: one,
    answer: AnnexView,
    about: aboutAnnex,
    handle: async ({ thing, caller, actor }, services) => {
      const context = await programmeContext(services.table, thing.programme)
      if (!context) return { code: 'not-found', thing: thing.programme }
      const entries = thing.standing.state === 'applied' ? thing.standing.entries : []
      // Whoever may not give it may not take it back.
      for (const { assignment } of entries) {
        const giver = await giverOf({ assignment, terms: {} }, thing.programme, caller, services)
        if (isRefusal(giver)) return giver
      }
      const undone = await undoAnnex(services, context, thing, actor)
      return isRefusal(undone) ? undone : annexReply(services, thing.id)
    },
  }),
]

/** What it gives, written down before the first of it is given; afterwards it is what was written down. */
async function entriesToGive(
  services: HttpServices,
  annex: Annex,
  caller: Caller,
  actor: Actor,
): Promise<readonly AnnexEntry[] | Refusal> {
  if (annex.standing.state === 'applied') return annex.standing.entries
  const context = await programmeContext(services.table, annex.programme)
  if (!context) return { code: 'not-found', thing: annex.programme }
  const { proposals, assignments } = await layOutAnnex(services, context, annex)
  const entries = proposals.filter(isReady).flatMap(({ gives, terms }) =>
    gives.flatMap(({ assignment: id, effect }): readonly AnnexEntry[] => {
      const assignment = assignments.get(id)
      if (effect === 'same' || !assignment) return []
      const { issuer } = annex
      const isInItsName =
        issuer !== assignment.givenBy && mayGiveInItsName(assignment, issuer, caller.directory, caller.today)
      return [{ assignment: id, terms: { ...terms, ...(isInItsName ? { givenBy: issuer } : {}) } }]
    }),
  )
  const once = [...new Map(entries.map((entry) => [entry.assignment, entry])).values()]
  // A paper that was taken back with it is entered again by whoever reads the annex anew.
  if (!(await documentById(services.table, annex.programme, annex.document))) {
    return { code: 'unknown-document', document: annex.document }
  }
  const applied = await changeAnnex(services, annex.id, actor, { type: 'apply', entries: once })
  if (!isRefusal(applied)) return once
  // Somebody else was first: what they wrote down is given.
  const now = applied.code === 'annex-applied' ? await annexById(services.table, annex.id) : undefined
  return now?.standing.state === 'applied' ? now.standing.entries : applied
}

async function aboutAnnex(
  { params: { annex } }: { readonly params: { readonly annex: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<Annex> | Refusal> {
  const stored = await load<Annex>(table, annexKeeping.kind, annex)
  if (!stored) return { code: 'not-found', thing: annex }
  const { state, head } = stored
  return {
    thing: state,
    programme: state.programme,
    parties: {},
    stands: { name: thingOf(annexKeeping.kind, annex), version: head.seq },
  }
}

async function annexReply(services: HttpServices, id: string): Promise<Reply<AnnexView> | Refusal> {
  const stored = await load<Annex>(services.table, annexKeeping.kind, id)
  const context = stored && (await programmeContext(services.table, stored.state.programme))
  if (!stored || !context) return { code: 'not-found', thing: id }
  const { proposals, assignments, missing } = await layOutAnnex(services, context, stored.state)
  return { body: annexView(stored.state, proposals, assignments, missing), version: stored.head.seq }
}
