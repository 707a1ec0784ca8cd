/** What agencies owe to cycles: their lists, the form, the draft, what is sent, returned, entered from paper. */
import * as z from 'zod/mini'
import type { Contribution, ContributionCommand } from '../../domain/cycles/contribution.ts'
import {
  ContentView,
  ContributionLine,
  ContributionView,
  contributionLine,
  contributionView,
} from '../../domain/cycles/contributionView.ts'
import { OutlineView } from '../../domain/cycles/outline.ts'
import { listOf } from '../../domain/listView.ts'
import { ClauseId } from '../../domain/programme/clause.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { EventView, eventView } from '../../domain/trail/eventView.ts'
import { actorFor, seenBy } from '../middleware/caller.ts'
import { pageOfWanted } from '../paging.ts'
import type { HttpServices } from '../services.ts'
import { draftName, draftOf, saveDraft } from '../stores/contributionDrafts.ts'
import { contributionForm, rowsRefused } from '../stores/contributionForm.ts'
import { allContributionLines, changeContribution, contributionById, contributionsOf } from '../stores/contributions.ts'
import { programmeContext } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import { happenedTo } from '../stores/trail.ts'
import { aboutContribution, type ContributionAsked, partiesOfContribution } from './aboutContribution.ts'
import { aboutCycle } from './aboutCycle.ts'
import {
  contributionRows,
  evidenceFields,
  Moment,
  onPaperFields,
  pageFields,
  pageIn,
  ThingId,
  typed,
} from './fields.ts'
import { type About, type Reply, type Route, route } from './route.ts'

const reason = z.strictObject({ reason: typed(1000) })

const contentFields = {
  rows: contributionRows,
  text: z.exactOptional(typed(20_000)),
  evidence: evidenceFields,
}
const content = z.strictObject(contentFields)

const DraftView = z.strictObject({
  contribution: z.string(),
  content: z.omit(ContentView, { onPaper: true }),
  by: z.string(),
  savedAt: Moment,
})

/** POST, answered by the contribution as it then stands. */
const ofContribution = {
  method: 'POST',
  params: z.strictObject({ contribution: ThingId }),
  answer: ContributionView,
  about: aboutContribution,
} as const

export const contributionsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/contributions',
    operationId: 'listContributionsOfAgency',
    summary: 'Báo cáo, ý kiến một cơ quan phải gửi, theo hạn; hoặc đã gửi, không gửi, không còn yêu cầu',
    may: 'contribution.read',
    params: z.strictObject({ agency: ThingId }),
    query: z.strictObject({ which: z._default(z.enum(['open', 'ended']), 'open'), ...pageFields }),
    answer: listOf(ContributionLine),
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { agency }, query, caller }, { table }) => {
      const { things, cursor } = await pageOfWanted(
        async (page) => {
          const { contributions, ...rest } = await contributionsOf(table, agency, query.which, page)
          return { things: contributions, ...rest }
        },
        seenBy(caller, 'contribution.read', { lead: agency }),
        pageIn(query),
      )
      return { body: { items: things.map(contributionLine), cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/contributions',
    operationId: 'listContributionsOfCycle',
    summary: 'Báo cáo, ý kiến của từng cơ quan trong một đợt hoặc kỳ, theo mã cơ quan',
    may: 'cycle.readContributions',
    params: z.strictObject({ cycle: ThingId }),
    answer: z.strictObject({ items: z.array(ContributionLine) }),
    about: aboutCycle,
    handle: async ({ thing: { cycle } }, { table }) => {
      const asked = await allContributionLines(table, cycle)
      const all = await Promise.all(asked.map(({ id }) => contributionById(table, id)))
      return { body: { items: all.filter((one) => one !== undefined).map(contributionLine) } }
    },
  }),
  route({
    ...ofContribution,
    method: 'GET',
    path: '/api/contributions/{contribution}',
    operationId: 'readContribution',
    summary: 'Báo cáo, ý kiến của một cơ quan',
    may: 'contribution.read',
    handle: async ({ thing: { contribution }, version }) => ({ body: contributionView(contribution), version }),
  }),
  route({
    ...ofContribution,
    method: 'GET',
    path: '/api/contributions/{contribution}/events',
    operationId: 'listEventsOfContribution',
    summary: 'Toàn bộ diễn biến của một báo cáo, ý kiến, mới nhất trước',
    may: 'contribution.read',
    query: z.strictObject(pageFields),
    answer: listOf(EventView),
    handle: async ({ params: { contribution }, query }, { table }) => {
      const { events, cursor } = await happenedTo(table, thingOf('CONTRIBUTION', contribution), pageIn(query))
      return { body: { items: events.map(eventView), cursor } }
    },
  }),
  route({
    ...ofContribution,
    method: 'GET',
    path: '/api/contributions/{contribution}/form',
    operationId: 'readContributionForm',
    summary: 'Đề cương để điền: mỗi mục cơ quan chủ trì và mỗi chỉ tiêu một dòng, điền sẵn từ lần trước',
    may: 'contribution.fill',
    answer: OutlineView,
    handle: async ({ thing: { contribution, cycle }, caller }, services) => {
      // What an agency has not sent is its own.
      const isOwn = actorFor(caller, 'contribution.send', partiesOfContribution(contribution, cycle)) !== undefined
      const form = await contributionForm(services, contribution, cycle, isOwn)
      return form ? { body: form } : { code: 'not-found', thing: contribution.programme }
    },
  }),
  route({
    ...ofContribution,
    method: 'GET',
    path: '/api/contributions/{contribution}/draft',
    operationId: 'readContributionDraft',
    summary: 'Bản nháp chưa gửi; chỉ cơ quan viết bản nháp xem được',
    may: 'contribution.send',
    answer: DraftView,
    handle: async ({ thing: { contribution } }, { table }) => {
      const draft = await draftOf(table, contribution.id)
      return draft ? draftReply(draft) : { code: 'not-found', thing: `${contribution.id}/draft` }
    },
  }),
  route({
    ...ofContribution,
    method: 'PUT',
    path: '/api/contributions/{contribution}/draft',
    operationId: 'saveContributionDraft',
    summary: 'Lưu bản nháp; chưa gửi',
    may: 'contribution.send',
    prepares: true,
    about: aboutDraft,
    body: z.strictObject({ ...contentFields, rows: z.array(draftRow()).check(z.maxLength(500)) }),
    answer: DraftView,
    handle: async ({ thing: { contribution, cycle }, actor, body }, services) => {
      const refused = await rowsRefused(services, contribution, cycle, body.rows)
      if (refused) return refused
      const draft = await saveDraft(services, contribution.id, body, actor.person)
      return isRefusal(draft) ? draft : draftReply(draft)
    },
  }),
  route({
    ...ofContribution,
    path: '/api/contributions/{contribution}/content',
    operationId: 'sendContribution',
    summary: 'Gửi theo đề cương; gửi lại thì thay nội dung trước; sau khi khóa vẫn nhận, ghi là gửi muộn',
    may: 'contribution.send',
    body: content,
    handle: async (call, services) => carryOut(call, services, { type: 'send', content: call.body }),
  }),
  route({
    ...ofContribution,
    path: '/api/contributions/{contribution}/content/on-paper',
    operationId: 'recordContributionOnPaper',
    summary: 'Nhập thay báo cáo, ý kiến gửi bằng giấy; tính từ ngày đến',
    may: 'contribution.recordOnPaper',
    body: z.strictObject({ ...contentFields, ...onPaperFields }),
    handle: async (call, services) => {
      const { rows, text, evidence, ...onPaper } = call.body
      const content = { rows, ...(text === undefined ? {} : { text }), evidence, onPaper }
      return carryOut(call, services, { type: 'send', content })
    },
  }),
  route({
    ...ofContribution,
    path: '/api/contributions/{contribution}/content/objection',
    operationId: 'objectToContribution',
    summary: 'Phản hồi nội dung do văn phòng nhập thay',
    may: 'contribution.object',
    body: reason,
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'object' }),
  }),
  route({
    ...ofContribution,
    path: '/api/contributions/{contribution}/content/return',
    operationId: 'returnContribution',
    summary: 'Trả lại kèm lý do để gửi lại trước khi khóa',
    may: 'contribution.return',
    body: reason,
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'return' }),
  }),
  route({
    ...ofContribution,
    path: '/api/contributions/{contribution}/withdrawal',
    operationId: 'withdrawContribution',
    summary: 'Thôi yêu cầu một cơ quan gửi, kèm lý do',
    may: 'contribution.withdraw',
    body: reason,
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'withdraw' }),
  }),
]

/** A row may still be empty in a draft. */
function draftRow() {
  return z.strictObject({
    clause: ClauseId,
    target: z.exactOptional(ThingId),
    text: z.string().check(z.maxLength(10_000)),
  })
}

/** The same, where what stands is the draft: two who write do not undo each other. */
async function aboutDraft(
  asked: { readonly params: { readonly contribution: string } },
  services: Pick<HttpServices, 'table'>,
): Promise<About<ContributionAsked> | Refusal> {
  const found = await aboutContribution(asked, services)
  if (isRefusal(found)) return found
  const { id } = found.thing.contribution
  const version = (await draftOf(services.table, id))?.version ?? 0
  return { ...found, stands: { name: draftName(id), version } }
}

function draftReply({ version, ...body }: NonNullable<Awaited<ReturnType<typeof draftOf>>>) {
  return { body, version }
}

async function carryOut(
  {
    thing: { contribution, cycle },
    actor,
  }: { readonly thing: ContributionAsked; readonly actor: Parameters<typeof changeContribution>[3] },
  services: HttpServices,
  command: ContributionCommand,
): Promise<Reply<ContributionView> | Refusal> {
  const { id, programme } = contribution
  const context = await programmeContext(services.table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  const rows = command.type === 'send' ? command.content.rows : []
  const refused = await rowsRefused(services, contribution, cycle, rows)
  if (refused) return refused
  const answer = await changeContribution(services, context.rules, id, actor, command)
  if (isRefusal(answer)) return answer
  const stored = await load<Contribution>(services.table, 'CONTRIBUTION', id)
  return stored ? { body: contributionView(stored.state), version: stored.head.seq } : { code: 'not-found', thing: id }
}
