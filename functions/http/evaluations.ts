/** Evaluations: begun out of turn, judged target by target, concluded, sealed by another person, revised under a number. */
import * as z from 'zod/mini'
import { type Cycle, opinionVerdicts } from '../../domain/cycles/cycle.ts'
import { ProposalView } from '../../domain/cycles/cyclePapersView.ts'
import { CycleView } from '../../domain/cycles/cycleView.ts'
import { ClauseId } from '../../domain/programme/clause.ts'
import { Slug } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { startEvaluation } from '../steps/startEvaluation.ts'
import { afterwards } from '../stores/afterwards.ts'
import { reconcile } from '../stores/cycleExecutions.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { proposalsOf } from '../stores/cyclePapers.ts'
import { programmeContext } from '../stores/programmes.ts'
import { sha256 } from '../stores/record.ts'
import { aboutCycle, aboutSubmitted, type CycleAsked } from './aboutCycle.ts'
import { Basis, basisId } from './basis.ts'
import { carryOut, ofCycle } from './cycleCommand.ts'
import { cycleReply } from './cycles.ts'
import { OfficeDay, ThingId, typed } from './fields.ts'
import { type About, type Route, route } from './route.ts'

const reason = typed(1000)

export const evaluationsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/evaluations',
    operationId: 'startEvaluation',
    summary: 'Mở đánh giá đột xuất: phạm vi (mọi chỉ tiêu, hoặc những chỉ tiêu được nêu), ngày chốt số liệu, hạn',
    may: 'evaluation.start',
    params: z.strictObject({ programme: ThingId }),
    body: z.strictObject({
      title: typed(500),
      /** Mục của chương trình mà việc đánh giá dựa vào. */
      clause: ClauseId,
      document: Basis,
      closesOn: OfficeDay,
      dueOn: OfficeDay,
      targets: z.exactOptional(z.array(Slug).check(z.minLength(1), z.maxLength(100))),
      submittedTo: z.exactOptional(Slug),
    }),
    answer: CycleView,
    status: 201,
    handle: async ({ params: { programme }, body, actor }, services) => {
      const { document, submittedTo, ...asked } = body
      const basis = await basisId(services, programme, document, actor)
      if (typeof basis !== 'string') return basis
      const receivedBy = submittedTo === undefined ? {} : { receivedBy: submittedTo }
      const evaluation = await startEvaluation(services, programme, { ...asked, basis, ...receivedBy }, actor)
      if (isRefusal(evaluation)) return evaluation
      return cycleReply(services, evaluation.id)
    },
  }),
  route({
    ...ofCycle,
    method: 'PUT',
    path: '/api/cycles/{cycle}/opinions/{target}',
    operationId: 'judgeTarget',
    summary: 'Kết luận một chỉ tiêu kèm lý do; không ai kết luận chỉ tiêu của cơ quan mình',
    may: 'evaluation.judge',
    params: z.strictObject({ cycle: ThingId, target: ThingId }),
    about: aboutTargetJudged,
    body: z.strictObject({ verdict: z.enum(opinionVerdicts), reason }),
    handle: async (call, services) =>
      carryOut(call, services, { ...call.body, type: 'judgeTarget', target: call.params.target }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/recommendations',
    operationId: 'recommend',
    summary: 'Ghi một kiến nghị; khi đánh giá được chốt thì thành đề xuất, chỉ văn bản của cấp giao mới giao việc',
    may: 'evaluation.conclude',
    body: z.strictObject({ text: reason, clause: z.exactOptional(ClauseId) }),
    handle: async (call, services) =>
      carryOut(call, services, { ...call.body, type: 'recommend', id: `kn-${sha256(call.body.text).slice(0, 8)}` }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/conclusion',
    operationId: 'concludeEvaluation',
    summary: 'Trình chốt khi mọi chỉ tiêu đã có kết luận',
    may: 'evaluation.conclude',
    handle: async (call, services) => carryOut(call, services, { type: 'conclude' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/conclusion/return',
    operationId: 'returnEvaluation',
    summary: 'Trả lại kết luận kèm lý do',
    may: 'evaluation.seal',
    about: aboutSubmitted,
    body: z.strictObject({ reason }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'returnEvaluation' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/seal',
    operationId: 'sealEvaluation',
    summary:
      'Chốt đánh giá, bởi người không kết luận; thiếu số liệu thì phải ghi rõ chốt với số liệu thiếu (withMissing)',
    may: 'evaluation.seal',
    about: aboutSubmitted,
    body: z.strictObject({ withMissing: z.exactOptional(z.boolean()) }),
    handle: async (call, services) => carryOut(call, services, { ...call.body, type: 'seal' }),
  }),
  route({
    ...ofCycle,
    path: '/api/cycles/{cycle}/revisions',
    operationId: 'reviseEvaluation',
    summary: 'Lập bản sửa đổi có số thứ tự của đánh giá đã chốt, kèm lý do; bản đã chốt giữ nguyên trong nhật ký',
    may: 'evaluation.conclude',
    body: z.strictObject({ reason }),
    handle: async (call, services) => {
      const answer = await carryOut(call, services, { ...call.body, type: 'revise' })
      if ('code' in answer) return answer
      const { id, programme } = call.thing.cycle
      // Its execution ended with the seal: the next attempt need not wait for the round.
      await afterwards(async () => {
        const context = await programmeContext(services.table, programme)
        const cycle = await cycleById(services.table, id)
        if (context && cycle) await reconcile(services, context.rules, cycle)
      })
      return cycleReply(services, id)
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/proposals',
    operationId: 'listProposals',
    summary: 'Đề xuất từ các đánh giá đã chốt',
    may: 'programme.read',
    params: z.strictObject({ programme: ThingId }),
    answer: z.strictObject({ items: z.array(ProposalView) }),
    handle: async ({ params: { programme } }, { table }) => ({
      body: { items: await proposalsOf(table, programme) },
    }),
  }),
]

/** A target of an evaluation: its lead is the agency that answers for it, whichever of their positions a judge names. */
async function aboutTargetJudged(
  asked: { readonly params: { readonly cycle: string; readonly target: string } },
  services: Pick<HttpServices, 'table'>,
): Promise<About<CycleAsked> | Refusal> {
  const found = await aboutCycle(asked, services)
  if (isRefusal(found)) return found
  const { target } = asked.params
  return { ...found, parties: { lead: ownerOf(found.thing.cycle, target) }, barred: { code: 'own-target', target } }
}

function ownerOf({ evaluation }: Cycle, target: string): string | undefined {
  return evaluation?.targets.find((one) => one.target === target)?.owner ?? undefined
}
