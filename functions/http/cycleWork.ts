/** What is done with a cycle: plans drafted, reviewed and issued; reports finalised, received or returned; dates moved, ends. */
import * as z from 'zod/mini'
import { CycleView } from '../../domain/cycles/cycleView.ts'
import { cycleCan } from '../../domain/cycles/lifecycle.ts'
import { Agency, AgencyGroup, Document, GivenEntry, Slug } from '../../domain/programme/schema.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { attachAnnex } from '../steps/attachAnnex.ts'
import { askAgain } from '../stores/contributions.ts'
import { reconcile } from '../stores/cycleExecutions.ts'
import { programmeContext, registersOf } from '../stores/programmes.ts'
import { aboutSubmitted } from './aboutCycle.ts'
import { Basis } from './basis.ts'
import { carryOut, carryOutOn, ofCycle, paperFields } from './cycleCommand.ts'
import { cycleReply } from './cycles.ts'
import { OfficeDay, onPaperFields, typed } from './fields.ts'
import { type Route, route } from './route.ts'

const reason = typed(1000)
const remark = z.exactOptional(typed(1000))
const document = paperFields

const mostAgencies = 300
const mostAssignments = 500

export const cycleWorkRoutes: readonly Route[] = [
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/drafts',
    operationId: 'submitDraft',
    summary: 'Gửi dự thảo kế hoạch để lấy ý kiến đến một ngày; im lặng được ghi là đồng ý',
    may: 'cycle.prepare',
    body: z.strictObject({ draft: paperFields, consultUntil: z.exactOptional(OfficeDay) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'submitDraft' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/drafts/acceptance',
    operationId: 'takeDraft',
    summary: 'Văn phòng thẩm tra xong, trình ban hành',
    may: 'cycle.review',
    handle: async (call, services) => carryOut(call, services, { type: 'takeDraft' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/drafts/return',
    operationId: 'returnDraft',
    summary: 'Trả lại dự thảo kèm lý do',
    may: 'cycle.review',
    body: z.strictObject({ reason }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'returnDraft' }),
  }),
  route({
    ...ofCycle,
    method: 'PUT',
    path: '/api/cycles/{cycle}/annex',
    operationId: 'attachAnnex',
    summary: 'Kèm phụ lục của kế hoạch: những việc được giao khi kế hoạch ban hành; kèm lại thì thay phụ lục trước',
    may: 'cycle.prepare',
    body: z.strictObject({
      document: Document,
      agencies: z._default(z.array(Agency).check(z.maxLength(mostAgencies)), []),
      groups: z._default(z.array(AgencyGroup).check(z.maxLength(50)), []),
      assignments: z.array(GivenEntry).check(z.minLength(1), z.maxLength(mostAssignments)),
    }),
    handle: async ({ thing: { cycle }, actor, body }, services) => {
      const answer = await attachAnnex(services, cycle, body, actor)
      return isRefusal(answer) ? answer : cycleReply(services, cycle.id)
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/issue',
    operationId: 'issuePlan',
    summary: 'Ban hành kế hoạch: số hiệu, ngày, người ký, tệp; phụ lục giao việc',
    may: 'cycle.issue',
    body: z.strictObject({ document }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'issue' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/reports',
    operationId: 'finaliseReport',
    summary: 'Hoàn chỉnh báo cáo: số hiệu, ngày, người ký, tệp; trình cấp trên',
    may: 'cycle.prepare',
    body: z.strictObject({ document }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'finalise' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/reports/receipt',
    operationId: 'receiveReport',
    summary: 'Cấp trình tiếp nhận báo cáo',
    may: 'cycle.receive',
    about: aboutSubmitted,
    body: z.strictObject({ remark }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'receive' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/reports/receipt/on-paper',
    operationId: 'recordReceiptOnPaper',
    summary: 'Nhập thay văn bản tiếp nhận báo cáo của cấp trình; tính từ ngày đến',
    may: 'cycle.recordReceipt',
    about: aboutSubmitted,
    body: z.strictObject({ ...onPaperFields, remark }),
    handle: async (call, services) => {
      const { remark, ...onPaper } = call.body
      return carryOut(call, services, { type: 'receive', ...(remark === undefined ? {} : { remark }), onPaper })
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/reports/return',
    operationId: 'returnReport',
    summary: 'Cấp trình trả lại báo cáo kèm lý do',
    may: 'cycle.receive',
    about: aboutSubmitted,
    body: z.strictObject({ reason }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'returnReport' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/reports/return/on-paper',
    operationId: 'recordReturnOnPaper',
    summary: 'Nhập thay văn bản trả lại báo cáo của cấp trình',
    may: 'cycle.recordReceipt',
    about: aboutSubmitted,
    body: z.strictObject({ ...onPaperFields, reason }),
    handle: async (call, services) => {
      const { reason, ...onPaper } = call.body
      return carryOut(call, services, { type: 'returnReport', reason, onPaper })
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/dates',
    operationId: 'moveCycleDates',
    summary: 'Dời ngày chốt số liệu, hạn gửi hoặc hạn của một đợt, kỳ theo văn bản',
    may: 'cycle.moveDates',
    body: z.strictObject({
      document: Basis,
      dueOn: z.exactOptional(OfficeDay),
      gatherUntil: z.exactOptional(OfficeDay),
      closesOn: z.exactOptional(OfficeDay),
    }),
    handle: async (call, services) => {
      const { document, ...days } = call.body
      return carryOutOn(call, services, document, (basis) => ({ ...days, type: 'changeDates', document: basis }))
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/holder',
    operationId: 'changeCycleHolder',
    summary: 'Thay một cơ quan của đợt, kỳ bằng cơ quan khác theo văn bản',
    may: 'cycle.changeHolder',
    body: z.strictObject({ document: Basis, agency: Slug, successor: Slug }),
    handle: async (call, services) => {
      const { document, agency: from, successor: to } = call.body
      const { directory } = await registersOf(services.table)
      if (!directory.has(to)) return { code: 'unknown-agency', agency: to }
      return carryOutOn(call, services, document, (basis) => ({ type: 'changeHolder', from, to, document: basis }))
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/withdrawal',
    operationId: 'withdrawCycle',
    summary: 'Dừng một đợt, kỳ theo văn bản của cấp giao',
    may: 'cycle.withdraw',
    body: z.strictObject({ document: Basis, reason }),
    handle: async (call, services) => {
      const { document, reason } = call.body
      return carryOutOn(call, services, document, (basis) => ({ type: 'withdraw', reason, document: basis }))
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/asking-again',
    operationId: 'askSilentAgain',
    summary: 'Đề nghị lần nữa những cơ quan chưa gửi, hoặc chỉ những cơ quan được nêu; mỗi ngày một lần',
    may: 'cycle.askAgain',
    body: z.strictObject({ agencies: z.exactOptional(z.array(Slug).check(z.minLength(1), z.maxLength(mostAgencies))) }),
    answer: z.strictObject({ asked: z.array(z.string()), cycle: CycleView }),
    handle: async ({ thing: { cycle, contributions }, actor, body: { agencies } }, services) => {
      const context = await programmeContext(services.table, cycle.programme)
      if (!context) return { code: 'not-found', thing: cycle.programme }
      const meant = contributions.filter(({ agency }) => agencies?.includes(agency) ?? true)
      const asked = await askAgain(services, context.rules, meant, actor)
      if (isRefusal(asked)) return asked
      const reply = await cycleReply(services, cycle.id)
      return isRefusal(reply) ? reply : { ...reply, body: { asked, cycle: reply.body } }
    },
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/resumption',
    operationId: 'resumeCycle',
    summary: 'Cho quy trình chạy tiếp ngay sau sự cố, không chờ lượt hằng ngày',
    may: 'cycle.resume',
    answer: z.strictObject({
      found: z.enum(['runs', 'woken', 'started', 'nextAttempt', 'ended']),
      cycle: CycleView,
    }),
    handle: async ({ thing: { cycle } }, services) => {
      // What never opened, or has ended, has nothing to go on with.
      const can = cycleCan('startAttempt', cycle)
      if (can !== 'yes') return can
      const context = await programmeContext(services.table, cycle.programme)
      if (!context) return { code: 'not-found', thing: cycle.programme }
      const found = await reconcile(services, context.rules, cycle)
      const reply = await cycleReply(services, cycle.id)
      return isRefusal(reply) ? reply : { ...reply, body: { found, cycle: reply.body } }
    },
  }),
]
