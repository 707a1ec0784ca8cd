/** What the side that gave a task does with it: accept, return, decide, change by document, record what came on paper. */
import * as z from 'zod/mini'
import { Person } from '../../domain/agencies/person.ts'
import { Slug } from '../../domain/programme/schema.ts'
import { whyNotEntrusted } from '../../domain/tasks/entrusting.ts'
import { registersOf } from '../stores/programmes.ts'
import { Basis, basisId } from './basis.ts'
import { cooperatingFields, evidenceFields, OfficeDay, onPaperFields, ThingId, typed } from './fields.ts'
import { type Route, route } from './route.ts'
import { carryOut, carryOutOn, ofTask } from './taskCommand.ts'

const reason = typed(2000)

export const taskDecisionsRoutes: readonly Route[] = [
  route({
    ...ofTask,
    path: '/api/tasks/{task}/results/on-paper',
    operationId: 'recordTaskResultOnPaper',
    summary: 'Nhập thay kết quả cơ quan chủ trì gửi bằng giấy; tính từ ngày đến',
    may: 'task.recordOnPaper',
    body: z.strictObject({ ...onPaperFields, evidence: evidenceFields, note: z.exactOptional(typed(2000)) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'recordOnPaper' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/extension-requests/on-paper',
    operationId: 'recordTaskExtensionOnPaper',
    summary: 'Nhập thay văn bản xin gia hạn của cơ quan chủ trì; tính từ ngày đến',
    may: 'task.recordOnPaper',
    body: z.strictObject({ ...onPaperFields, wanted: OfficeDay, reason }),
    handle: async (call, services) => {
      const { wanted, reason, ...onPaper } = call.body
      return carryOut(call, services, { type: 'askExtension', wanted, reason, onPaper })
    },
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/results/acceptance',
    operationId: 'acceptTaskResult',
    summary: 'Xác nhận hoàn thành',
    may: 'task.accept',
    body: z.strictObject({ remark: z.exactOptional(typed(2000)) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'accept' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/results/return',
    operationId: 'returnTaskResult',
    summary: 'Trả lại kết quả kèm lý do; thời hạn giữ nguyên',
    may: 'task.return',
    body: z.strictObject({ reason }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'return' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/held',
    operationId: 'settleHeldOfTask',
    summary:
      'Nội dung tạm giữ vì cơ quan báo không gửi: sau khi xác minh, giữ như đã gửi (keep) hoặc bỏ; kết quả thì bỏ bằng cách trả lại',
    may: 'task.settleHeld',
    body: z.union([
      z.strictObject({ about: z.literal('result'), keep: z.literal(true), reason }),
      z.strictObject({ about: z.enum(['progress', 'extension']), keep: z.boolean(), reason }),
      z.strictObject({ about: z.literal('part'), part: ThingId, keep: z.boolean(), reason }),
    ]),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'settleHeld' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/directions',
    operationId: 'directTask',
    summary: 'Ý kiến chỉ đạo của lãnh đạo cơ quan giao, nếu cần kèm ngày báo cáo kết quả; thời hạn không thay đổi',
    may: 'task.direct',
    body: z.strictObject({ text: typed(1000), answerBy: z.exactOptional(OfficeDay) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'direct' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/directions/on-paper',
    operationId: 'recordTaskDirectionOnPaper',
    summary: 'Nhập thay bút phê, ý kiến chỉ đạo trên giấy',
    may: 'task.recordOnPaper',
    body: z.strictObject({ ...onPaperFields, text: typed(1000) }),
    handle: async (call, services) => {
      const { text, ...onPaper } = call.body
      return carryOut(call, services, { type: 'direct', text, onPaper })
    },
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/urging',
    operationId: 'urgeTask',
    summary: 'Nhắc, đôn đốc cơ quan chủ trì, kèm lời nhắc nếu cần; có trong thư của lượt tới, mỗi ngày một lần',
    may: 'task.urge',
    body: z.strictObject({ text: z.exactOptional(typed(1000)) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'urge' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/followers',
    operationId: 'entrustTask',
    summary: 'Phân công chuyên viên theo dõi, lãnh đạo phụ trách; null: không còn ai; không ghi: giữ nguyên',
    may: 'task.entrust',
    body: z.strictObject({
      follower: z.exactOptional(z.nullable(Person.shape.id)),
      overseer: z.exactOptional(z.nullable(Person.shape.id)),
    }),
    handle: async (call, services) => {
      const { directory, today } = call.caller
      const { people } = await registersOf(services.table)
      const refused = whyNotEntrusted(call.body, call.thing, people, directory, today)
      return refused ?? carryOut(call, services, { ...call.body, type: 'entrust' })
    },
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/advice',
    operationId: 'adviseOnTask',
    summary:
      'Đề xuất của văn phòng trình người quyết định: về gia hạn, về cơ quan chủ trì, hoặc ý kiến chỉ đạo cho việc quá hạn; chưa thay đổi gì',
    may: 'task.advise',
    body: z.strictObject({
      proposes: z.discriminatedUnion('about', [
        z.strictObject({
          about: z.literal('extension'),
          grant: z.nullable(OfficeDay),
          document: z.exactOptional(Basis),
        }),
        z.strictObject({ about: z.literal('otherLead'), lead: Slug, document: z.exactOptional(Basis) }),
        z.strictObject({ about: z.literal('late'), text: typed(1000), answerBy: z.exactOptional(OfficeDay) }),
      ]),
      reason,
    }),
    handle: async (call, services) => {
      const { proposes, reason } = call.body
      if (proposes.about === 'late') return carryOut(call, services, { type: 'advise', proposes, reason })
      const { document: basis, ...rest } = proposes
      if (basis === undefined) return carryOut(call, services, { type: 'advise', proposes: rest, reason })
      const document = await basisId(services, call.thing.programme, basis, call.actor)
      if (typeof document !== 'string') return document
      return carryOut(call, services, { type: 'advise', proposes: { ...rest, document }, reason })
    },
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/extension-requests/decision',
    operationId: 'decideTaskExtension',
    summary: 'Quyết định gia hạn, hoặc không (grant: null). Không ghi văn bản: chờ thông báo kết luận',
    may: 'task.decideExtension',
    body: z.strictObject({ grant: z.nullable(OfficeDay), reason, document: z.exactOptional(Basis) }),
    handle: async (call, services) => {
      const { document, ...decision } = call.body
      const command = { ...decision, type: 'decideExtension' } as const
      return document === undefined ? carryOut(call, services, command) : carryOutOn(call, services, document, command)
    },
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/extensions/document',
    operationId: 'supplyTaskExtensionDocument',
    summary: 'Bổ sung văn bản của lần gia hạn đang chờ thông báo kết luận',
    may: 'task.supplyDocument',
    body: z.strictObject({ document: Basis }),
    handle: (call, services) => carryOutOn(call, services, call.body.document, { type: 'supplyDocument' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/dispute/answer',
    operationId: 'answerTaskDispute',
    summary: 'Trả lời kiến nghị về cơ quan chủ trì: cơ quan nào chủ trì, theo văn bản nào',
    may: 'task.answerDispute',
    body: z.strictObject({ lead: Slug, reason, document: Basis }),
    handle: async (call, services) => {
      const { lead, reason } = call.body
      return carryOutOn(call, services, call.body.document, { type: 'answerDispute', lead, reason })
    },
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/amendment',
    operationId: 'amendTask',
    summary: 'Điều chỉnh theo văn bản: cơ quan chủ trì, phối hợp, sản phẩm, thời hạn',
    may: 'task.amend',
    body: z.strictObject({
      document: Basis,
      change: z.strictObject({
        lead: z.exactOptional(Slug),
        cooperating: z.exactOptional(cooperatingFields),
        product: z.exactOptional(typed(2000)),
        dueOn: z.exactOptional(OfficeDay),
      }),
    }),
    handle: (call, services) =>
      carryOutOn(call, services, call.body.document, { type: 'amend', change: call.body.change }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/withdrawal',
    operationId: 'withdrawTask',
    summary: 'Dừng thực hiện theo văn bản',
    may: 'task.withdraw',
    body: z.strictObject({ document: Basis, reason }),
    handle: (call, services) =>
      carryOutOn(call, services, call.body.document, { type: 'withdraw', reason: call.body.reason }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/reopening',
    operationId: 'reopenTask',
    summary: 'Mở lại nhiệm vụ đã hoàn thành, kèm lý do',
    may: 'task.reopen',
    body: z.strictObject({ reason, dueOn: z.exactOptional(OfficeDay) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'reopen' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/corrections',
    operationId: 'correctTask',
    summary: 'Đính chính nội dung ghi sai; giữ cả hai giá trị',
    may: 'task.correct',
    body: z.discriminatedUnion('field', [
      z.strictObject({ field: z.literal('dueOn'), is: OfficeDay, reason }),
      z.strictObject({ field: z.literal('countsOn'), is: OfficeDay, reason }),
      z.strictObject({ field: z.literal('product'), is: typed(2000), reason }),
      z.strictObject({ field: z.literal('title'), is: typed(2000), reason }),
    ]),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'correct' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/condition/fulfilment',
    operationId: 'meetTaskCondition',
    summary: 'Điều kiện đã có: chuyển sang thực hiện, với thời hạn theo văn bản',
    may: 'task.meetCondition',
    body: z.strictObject({ document: Basis, dueOn: OfficeDay }),
    handle: (call, services) =>
      carryOutOn(call, services, call.body.document, { type: 'meetCondition', dueOn: call.body.dueOn }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/condition/review',
    operationId: 'renewTaskReview',
    summary: 'Đặt ngày xem xét lại điều kiện, kèm lý do',
    may: 'task.renewReview',
    body: z.strictObject({ reviewOn: OfficeDay, reason }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'renewReview' }),
  }),
]
