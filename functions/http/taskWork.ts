/** What whoever does the work does with a task: progress, parts, results, requests to whoever gave it. */
import * as z from 'zod/mini'
import { Slug } from '../../domain/programme/schema.ts'
import { evidenceFields, OfficeDay, ThingId, typed } from './fields.ts'
import { type Route, route } from './route.ts'
import { carryOut, ofTask } from './taskCommand.ts'

const reason = z.strictObject({ reason: typed(2000) })

export const taskWorkRoutes: readonly Route[] = [
  route({
    ...ofTask,
    path: '/api/tasks/{task}/seen',
    operationId: 'seeTask',
    summary: 'Ghi nhận cơ quan chủ trì đã mở nhiệm vụ; thời hạn không thay đổi',
    may: 'task.see',
    prepares: true,
    handle: async (call, services) => carryOut(call, services, { type: 'see' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/progress',
    operationId: 'reportTaskProgress',
    summary: 'Cập nhật tiến độ, khó khăn, vướng mắc',
    may: 'task.reportProgress',
    body: z.strictObject({ text: typed(2000), difficulty: z.exactOptional(typed(2000)) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'reportProgress' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/parts',
    operationId: 'askTaskPart',
    summary: 'Đề nghị cơ quan phối hợp làm một phần việc, hoặc giao phòng, người trong cơ quan theo hạn nội bộ',
    may: 'task.askPart',
    body: z.strictObject({
      holder: z.strictObject({ agency: Slug, unit: z.exactOptional(typed(200)) }),
      what: typed(2000),
      dueOn: OfficeDay,
    }),
    handle: async (call, services) =>
      carryOut(call, services, { ...call.body, type: 'askPart', id: services.ids.next() }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/parts/{part}/answer',
    operationId: 'answerTaskPart',
    summary: 'Trả lời phần việc được giao',
    may: 'task.answerPart',
    params: z.strictObject({ task: ThingId, part: ThingId }),
    body: z.strictObject({ text: typed(2000) }),
    handle: async (call, services) =>
      carryOut(call, services, { ...call.body, type: 'answerPart', id: call.params.part }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/results',
    operationId: 'submitTaskResult',
    summary: 'Nộp kết quả kèm tài liệu minh chứng',
    may: 'task.submit',
    body: z.strictObject({ evidence: evidenceFields, note: z.exactOptional(typed(2000)) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'submit' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/results/retraction',
    operationId: 'retractTaskResult',
    summary: 'Rút lại kết quả đang chờ xác nhận',
    may: 'task.retract',
    body: reason,
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'retract' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/results/objection',
    operationId: 'objectToTaskResult',
    summary: 'Phản hồi kết quả do văn phòng nhập thay',
    may: 'task.object',
    body: reason,
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'object' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/extension-requests',
    operationId: 'askTaskExtension',
    summary: 'Xin gia hạn',
    may: 'task.askExtension',
    body: z.strictObject({ wanted: OfficeDay, reason: typed(2000) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'askExtension' }),
  }),
  route({
    ...ofTask,
    path: '/api/tasks/{task}/dispute',
    operationId: 'disputeTaskLead',
    summary: 'Kiến nghị về cơ quan chủ trì; thời hạn vẫn tính',
    may: 'task.disputeLead',
    body: z.strictObject({ reason: typed(2000), proposed: z.exactOptional(Slug) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'disputeLead' }),
  }),
]
