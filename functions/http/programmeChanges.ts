/** What changes a programme in force: its rules, and its end. */
import * as z from 'zod/mini'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import { ProgrammeView, programmeView } from '../../domain/programme/programmeView.ts'
import { type Settings, Slug } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { PlanDifference } from '../../domain/reminders/planDifference.ts'
import type { HttpServices } from '../services.ts'
import { changeSettings } from '../steps/changeSettings.ts'
import { endProgramme } from '../steps/endProgramme.ts'
import { previewPlan } from '../steps/previewPlan.ts'
import { documentById, programmeKeeping } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import { Basis, basisId } from './basis.ts'
import { ThingId } from './fields.ts'
import { type About, type Reply, type Route, route } from './route.ts'

const one = z.strictObject({ programme: ThingId })

const workingDays = z.exactOptional(z.int().check(z.minimum(0), z.maximum(250)))
const steps = z.exactOptional(z.array(z.int().check(z.minimum(1), z.maximum(250))).check(z.maxLength(20)))
const stepsToTheDay = z.exactOptional(z.array(z.int().check(z.minimum(0), z.maximum(250))).check(z.maxLength(20)))
const yesOrNo = z.exactOptional(z.boolean())

/** What is absent stays as it is. */
const SettingsChange = z.strictObject({
  ladder: z.exactOptional(
    z.strictObject({
      before: steps,
      onTheDay: yesOrNo,
      lateToLead: steps,
      lateToOffice: steps,
      toAcceptor: steps,
      toContributors: stepsToTheDay,
    }),
  ),
  acceptance: yesOrNo,
  recorderAccepts: yesOrNo,
  roll: z.exactOptional(z.enum(['none', 'nextWorkingDay'])),
  beforeIncludesDay: yesOrNo,
  lateEntryWorkingDays: workingDays,
  returnPauseWorkingDays: workingDays,
  extensionNoticeWorkingDays: workingDays,
})

const how = z.enum(['carriedOver', 'stopped'])
const mostDecisions = 2000

export const programmeChangesRoutes: readonly Route[] = [
  route({
    method: 'PATCH',
    path: '/api/programmes/{programme}/settings',
    operationId: 'changeProgrammeSettings',
    summary: 'Thay đổi các quy tắc của chương trình theo văn bản, áp dụng từ nay; lịch nhắc được lập lại',
    may: 'programme.changeSettings',
    params: one,
    body: z.strictObject({ document: Basis, settings: SettingsChange }),
    answer: z.strictObject({ programme: ProgrammeView, replanned: z.int() }),
    about: aboutProgramme,
    handle: async ({ thing: { id }, actor, body: { document, settings } }, services) => {
      const basis = await basisId(services, id, document, actor)
      if (typeof basis !== 'string') return basis
      const answer = await changeSettings(services, id, (now) => changed(now, settings), basis, actor)
      if (isRefusal(answer)) return answer
      const programme = await programmeReply(services, id)
      if (isRefusal(programme)) return programme
      return { ...programme, body: { programme: programme.body, replanned: answer.replanned } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/settings/preview',
    operationId: 'previewProgrammeSettings',
    summary: 'Xem trước: đổi các quy tắc này thì một năm tới thêm, bớt thư nào; không ghi gì',
    may: 'programme.changeSettings',
    params: one,
    body: z.strictObject({ settings: SettingsChange }),
    answer: PlanDifference,
    about: aboutProgramme,
    handle: async ({ thing: { id }, body: { settings } }, services) => ({
      body: await previewPlan(services, [id], (rules) => ({ ...rules, settings: changed(rules.settings, settings) })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/end',
    operationId: 'endProgramme',
    summary:
      'Kết thúc chương trình theo văn bản: mỗi nhiệm vụ còn mở được chuyển tiếp hoặc dừng; gửi lại thì làm nốt phần còn dở',
    may: 'programme.end',
    params: one,
    body: z.strictObject({
      document: Basis,
      /** What is decided of single tasks, each on a document that was entered. */
      decisions: z._default(
        z.array(z.strictObject({ task: ThingId, how, document: Slug })).check(z.maxLength(mostDecisions)),
        [],
      ),
      /** What becomes of every other open task; absent: each must be named. */
      others: z.exactOptional(z.strictObject({ how, document: Slug })),
    }),
    answer: z.strictObject({ programme: ProgrammeView, closed: z.int() }),
    about: aboutProgramme,
    handle: async ({ thing: { id }, actor, body }, services) => {
      const basis = await basisId(services, id, body.document, actor)
      if (typeof basis !== 'string') return basis
      const document = await documentById(services.table, id, basis)
      if (!document) return { code: 'unknown-document', document: basis }
      const answer = await endProgramme(services, id, { ...body, document }, actor)
      if (isRefusal(answer)) return answer
      const programme = await programmeReply(services, id)
      if (isRefusal(programme)) return programme
      return { ...programme, body: { programme: programme.body, closed: answer.closed } }
    },
  }),
]

function changed(now: Settings, settings: z.infer<typeof SettingsChange>): Settings {
  return { ...now, ...settings, ladder: { ...now.ladder, ...settings.ladder } }
}

/** A programme belongs to the body whose document it is. */
async function aboutProgramme(
  { params: { programme } }: { readonly params: { readonly programme: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<ProgrammeState> | Refusal> {
  const stored = await load<ProgrammeState>(table, programmeKeeping.kind, programme)
  if (!stored) return { code: 'not-found', thing: programme }
  const { state, head } = stored
  const document = await documentById(table, programme, state.document)
  const stands = { name: thingOf(programmeKeeping.kind, programme), version: head.seq }
  return { thing: state, parties: { givenBy: document?.issuer }, stands, read: 'programme.read' }
}

async function programmeReply(
  { table }: Pick<HttpServices, 'table'>,
  programme: string,
): Promise<Reply<ProgrammeView> | Refusal> {
  const stored = await load<ProgrammeState>(table, programmeKeeping.kind, programme)
  if (!stored) return { code: 'not-found', thing: programme }
  return { body: programmeView(stored.state), version: stored.head.seq }
}
