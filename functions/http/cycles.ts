/** Reading cycles: a programme's, those an agency leads; one, whole, with all that stands beside it. */
import * as z from 'zod/mini'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import {
  AnnexView,
  FrozenFiguresView,
  frozenFiguresView,
  ReportRowView,
  ScoreView,
  scoreView,
} from '../../domain/cycles/cyclePapersView.ts'
import { CycleLine, CycleView, cycleLine, cycleView } from '../../domain/cycles/cycleView.ts'
import { RunView, runEventView } from '../../domain/cycles/runView.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { EventView, eventView } from '../../domain/trail/eventView.ts'
import { seenBy } from '../middleware/caller.ts'
import { pageOfWanted } from '../paging.ts'
import type { HttpServices } from '../services.ts'
import { allContributionLines } from '../stores/contributions.ts'
import { historyOf, statusOf } from '../stores/cycleExecutions.ts'
import { countersOf } from '../stores/cycleItems.ts'
import { annexOf, figuresOfCycle, rowsPage, scoresOf } from '../stores/cyclePapers.ts'
import { cyclesLedBy, cyclesOfProgramme } from '../stores/cycles.ts'
import { load, thingOf } from '../stores/record.ts'
import { happenedTo } from '../stores/trail.ts'
import { aboutCycle } from './aboutCycle.ts'
import { listOf, pageFields, pageIn, ThingId } from './fields.ts'
import { type Reply, type Route, route } from './route.ts'

const ofCycle = z.strictObject({ cycle: ThingId })
/** A step has some five events; the last forty steps are more than a page shows at once. */
const mostEvents = 200
/** A number of a revision, in a query. */
const Revision = z.pipe(z.string().check(z.regex(/^[1-9]\d{0,2}$/, 'revision')), z.transform(Number))

export const cyclesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/cycles',
    operationId: 'listCycles',
    summary: 'Các đợt, kỳ của một chương trình và đang ở bước nào, theo hạn',
    may: 'programme.readCycles',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject({ which: z.optional(CycleLine.shape.standing), ...pageFields }),
    answer: listOf(CycleLine),
    handle: async ({ params: { programme }, query }, { table }) =>
      lines(await cyclesOfProgramme(table, programme, pageIn(query), query.which)),
  }),
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/cycles',
    operationId: 'listCyclesOfAgency',
    summary: 'Các đợt, kỳ một cơ quan chủ trì, theo hạn',
    may: 'cycle.read',
    params: z.strictObject({ agency: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(CycleLine),
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { agency }, query, caller }, { table }) => {
      const { things: cycles, cursor } = await pageOfWanted(
        async (page) => {
          const { cycles, ...rest } = await cyclesLedBy(table, agency, page)
          return { things: cycles, ...rest }
        },
        seenBy(caller, 'cycle.read', { lead: agency }),
        pageIn(query),
      )
      return lines({ cycles, ...(cursor === undefined ? {} : { cursor }) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}',
    operationId: 'readCycle',
    summary: 'Một đợt hoặc kỳ: đang ở bước nào của quy trình, cơ quan nào đã gửi, lượt chạy của quy trình',
    may: 'cycle.read',
    params: ofCycle,
    answer: CycleView,
    about: aboutCycle,
    handle: async ({ params: { cycle } }, services) => cycleReply(services, cycle),
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/events',
    operationId: 'listEventsOfCycle',
    summary: 'Toàn bộ diễn biến của một đợt hoặc kỳ, mới nhất trước',
    may: 'cycle.read',
    params: ofCycle,
    query: z.strictObject(pageFields),
    answer: listOf(EventView),
    about: aboutCycle,
    handle: async ({ params: { cycle }, query }, { table }) => {
      const { events, cursor } = await happenedTo(table, thingOf('CYCLE', cycle), pageIn(query))
      return { body: { items: events.map(eventView), cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/run',
    operationId: 'readRunOfCycle',
    summary:
      'Lượt chạy của quy trình: đã qua những bước nào, lỗi gì, mới nhất trước; lượt kết thúc đã lâu thì không còn',
    may: 'cycle.read',
    params: ofCycle,
    answer: RunView,
    about: aboutCycle,
    handle: async ({ thing: { cycle } }, services) => {
      const events = cycle.attempt > 0 ? await historyOf(services, cycle, mostEvents) : undefined
      return { body: { items: (events ?? []).flatMap((event) => runEventView(event) ?? []) } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/rows',
    operationId: 'listReportRows',
    summary: 'Báo cáo tổng hợp: nội dung các cơ quan gửi, theo thứ tự của chương trình',
    may: 'cycle.readContributions',
    params: ofCycle,
    query: z.strictObject(pageFields),
    answer: listOf(ReportRowView),
    about: aboutCycle,
    handle: async ({ params: { cycle }, query }, { table }) => {
      const { rows, cursor } = await rowsPage(table, cycle, pageIn(query))
      return { body: { items: rows, cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/figures',
    operationId: 'readFrozenFigures',
    summary: 'Số liệu đã chốt của một đợt hoặc kỳ',
    may: 'cycle.read',
    params: ofCycle,
    answer: FrozenFiguresView,
    about: aboutCycle,
    handle: async ({ params: { cycle } }, { table }) => {
      const figures = await figuresOfCycle(table, cycle)
      return figures ? { body: frozenFiguresView(figures) } : { code: 'not-found', thing: `${cycle}/figures` }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/scores',
    operationId: 'readScores',
    summary: 'Từng chỉ tiêu theo số liệu của ngày chốt, kèm lập luận; của bản mới nhất, hoặc của bản được nêu',
    may: 'cycle.read',
    params: ofCycle,
    query: z.strictObject({ revision: z.optional(Revision) }),
    answer: z.strictObject({ items: z.array(ScoreView) }),
    about: aboutCycle,
    handle: async ({ thing: { cycle }, query }, { table }) => {
      const revision = query.revision ?? cycle.evaluation?.revision ?? 1
      return { body: { items: (await scoresOf(table, cycle.id, revision)).map(scoreView) } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}/annex',
    operationId: 'readAnnex',
    summary: 'Phụ lục của kế hoạch: những việc sẽ giao khi ban hành',
    may: 'cycle.read',
    params: ofCycle,
    answer: AnnexView,
    about: aboutCycle,
    handle: async ({ params: { cycle } }, { table }) => {
      const annex = await annexOf(table, cycle)
      return annex ? { body: annex } : { code: 'not-found', thing: `${cycle}/annex` }
    },
  }),
]

function lines({ cycles, cursor }: { readonly cycles: readonly Cycle[]; readonly cursor?: string }) {
  return { body: { items: cycles.map(cycleLine), cursor } }
}

/** A cycle as it stands, with its version: what every command is answered by, too. */
export async function cycleReply(
  { table, workflows }: Pick<HttpServices, 'table' | 'workflows'>,
  id: string,
): Promise<Reply<CycleView> | Refusal> {
  const stored = await load<Cycle>(table, 'CYCLE', id)
  if (!stored) return { code: 'not-found', thing: id }
  const { state: cycle, head } = stored
  const counters = await countersOf(table, cycle)
  const contributions = await allContributionLines(table, cycle)
  const status = cycle.attempt > 0 ? await statusOf({ workflows }, cycle) : undefined
  return { body: cycleView(cycle, counters, contributions, status), version: head.seq }
}
