/**
 * Links of letters: the form that one opens, what is sent with it, “Không phải chúng tôi gửi”, a new link. Whoever holds
 * one has no account and gets no session; the token travels in a header of its own (`dondoc-link`), and every request is
 * a POST, so that a scanner which follows each address of a letter changes nothing and learns nothing.
 */
import * as z from 'zod/mini'
import { nameOf } from '../../domain/agencies/directory.ts'
import { dueWritten } from '../../domain/letters/taskWritten.ts'
import { LinkFormView, LinkReceiptView } from '../../domain/links/formView.ts'
import { submissionWritten } from '../../domain/links/link.ts'
import { unanswered } from '../../domain/links/offers.ts'
import { clauseWritten } from '../../domain/programme/clause.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { unitOfFigures } from '../../domain/targets/figures.ts'
import { ObservationKind, ObservedValue, Period } from '../../domain/targets/observation.ts'
import { doubtCodes } from '../../domain/targets/plausibility.ts'
import { disown } from '../links/disown.ts'
import { actorBy, linkKnown, type OpenedDisown, type OpenedForm, openedLink } from '../links/openedLink.ts'
import { renew } from '../links/renew.ts'
import { type SubmitServices, submit } from '../links/submit.ts'
import type { ApiEvent } from '../middleware/http.ts'
import { linkHeader } from '../middleware/http.ts'
import type { HttpServices } from '../services.ts'
import { contributionForm } from '../stores/contributionForm.ts'
import { clauseAt, registersOf } from '../stores/programmes.ts'
import { contributionRows, Day, evidenceFields, OfficeDay, ThingId, typed } from './fields.ts'
import { type Reply, type Route, route } from './route.ts'
import { trialLettersRoutes } from './trialLetters.ts'

/** Who fills a form in, as they write it. */
const By = z.strictObject({ name: typed(100), position: typed(100), telephone: typed(30) })
type By = z.output<typeof By>

const Submission = z.discriminatedUnion('sends', [
  z.strictObject({ sends: z.literal('result'), evidence: evidenceFields, note: z.exactOptional(typed(2000)) }),
  z.strictObject({ sends: z.literal('progress'), text: typed(2000), difficulty: z.exactOptional(typed(2000)) }),
  z.strictObject({ sends: z.literal('extension'), wanted: OfficeDay, reason: typed(2000) }),
  z.strictObject({ sends: z.literal('part'), text: typed(2000) }),
  z.strictObject({
    sends: z.literal('contribution'),
    rows: contributionRows,
    text: z.exactOptional(typed(20_000)),
    evidence: evidenceFields,
  }),
  z.strictObject({
    sends: z.literal('figure'),
    area: z.nullable(ThingId),
    period: Period,
    value: ObservedValue,
    kind: ObservationKind,
    source: typed(2000),
    sourceDate: Day,
    note: z._default(z.nullable(typed(2000)), null),
    confirmed: z._default(z.array(z.enum(doubtCodes)).check(z.maxLength(doubtCodes.length)), []),
  }),
])

export const linksRoutes: readonly Route[] = [
  ...trialLettersRoutes,
  route({
    method: 'POST',
    path: '/api/links/opening',
    operationId: 'openLink',
    summary: 'Mở biểu mẫu của một liên kết trong thư (tiêu đề dondoc-link); chưa ghi gì',
    may: 'anyone',
    answer: LinkFormView,
    handle: async ({ headers }, services) => {
      const opened = await openedLink(tokenIn(headers), services)
      if (isRefusal(opened)) return opened
      return opened.does === 'disown' ? { body: disownView(opened) } : formReply(opened, services)
    },
  }),
  route({
    method: 'POST',
    path: '/api/links/submissions',
    operationId: 'submitByLink',
    summary:
      'Gửi kết quả, tiến độ, yêu cầu gia hạn, phần việc, báo cáo hoặc số liệu qua liên kết; mỗi liên kết gửi được một lần',
    may: 'anyone',
    body: z.strictObject({ by: By, submission: Submission }),
    answer: LinkReceiptView,
    status: 201,
    handle: async ({ headers, body: { by, submission } }, services) => {
      const opened = await openedLink(tokenIn(headers), services)
      if (isRefusal(opened)) return opened
      const able = withLinks(services)
      if (!able || opened.does !== 'answer') return { code: 'link-invalid' }
      const answer = await submit(able, opened, submission, actorBy(opened, doerWritten(by)))
      return isRefusal(answer) ? answer : { body: answer }
    },
  }),
  route({
    method: 'POST',
    path: '/api/links/disowning',
    operationId: 'disownByLink',
    summary: '“Không phải chúng tôi gửi”: tạm giữ nội dung đã gửi qua liên kết và báo văn phòng',
    may: 'anyone',
    body: z.strictObject({ reason: z.exactOptional(typed(1000)) }),
    answer: LinkReceiptView,
    handle: async ({ headers, body: { reason = 'Cơ quan báo không phải cơ quan gửi.' } }, services) => {
      const opened = await openedLink(tokenIn(headers), services)
      if (isRefusal(opened)) return opened
      const able = withLinks(services)
      if (!able || opened.does !== 'disown') return { code: 'link-invalid' }
      const answer = await disown(able, opened, reason, actorBy(opened, 'người đọc hộp thư'))
      return isRefusal(answer) ? answer : { body: answer }
    },
  }),
  route({
    method: 'POST',
    path: '/api/links/renewal',
    operationId: 'renewLink',
    summary: 'Xin liên kết mới cho cùng việc; liên kết gửi tới chính hộp thư đã nhận liên kết cũ',
    may: 'anyone',
    answer: z.strictObject({ mailbox: z.string() }),
    handle: async ({ headers }, services) => {
      const known = await linkKnown(tokenIn(headers), services)
      if (isRefusal(known)) return known
      const able = withLinks(services)
      if (!able) return { code: 'link-invalid' }
      await renew(able, known)
      return { body: { mailbox: known.link.mailbox } }
    },
  }),
]

function tokenIn(headers: ApiEvent['headers']): string | undefined {
  return headers[linkHeader]
}

function withLinks({ links, ...services }: HttpServices): SubmitServices | undefined {
  return links && { ...services, links }
}

function doerWritten({ name, position, telephone }: By): string {
  return `${name}, ${position}, ${telephone}`
}

function aboutView({ title, agency, office, context }: OpenedForm | OpenedDisown) {
  return { title, agency: agency.name, office: nameOf(office, context.directory), programme: context.programme.title }
}

function disownView(opened: OpenedDisown): LinkFormView {
  const { used, sent } = opened
  const what = used.kind === 'disown' ? '' : submissionWritten[used.kind]
  return { does: 'disown', ...aboutView(opened), sent: { what, on: used.on, by: sent.actor.doer ?? '' } }
}

async function formReply(opened: OpenedForm, services: HttpServices): Promise<Reply<LinkFormView>> {
  const { table, clock } = services
  const { thing, clause, programme, offers } = opened
  const today = clock.today()
  const words = await clauseAt(table, programme, clause)
  const { calendar } = await registersOf(table)
  const common = {
    does: 'answer',
    ...aboutView(opened),
    place: clauseWritten(clause),
    quote: words?.quote,
    offers: [...offers],
    filesOf: programme,
    today,
  } as const
  switch (thing.kind) {
    case 'task': {
      const { task, part } = thing
      const { standing, product } = task
      const asked = part === undefined ? undefined : unanswered(task, part)
      const returned = standing.state === 'open' ? standing.returned?.reason : undefined
      return { body: { ...common, product, due: dueWritten(task, today, calendar), returned, part: asked?.what } }
    }
    case 'contribution': {
      const { contribution, cycle, task } = thing
      const form = await contributionForm(services, contribution, cycle, false)
      const outline = form && { rows: [...form.rows], text: form.text }
      const { returned } = contribution
      return {
        body: { ...common, due: dueWritten(task, today, calendar), returned: returned?.reason, outline },
      }
    }
    case 'target': {
      const { target, areas } = thing
      const { directory } = opened.context
      const figure = {
        unit: unitOfFigures(target),
        areas: areas.map((id) => ({ id, name: id === null ? 'Toàn bộ' : nameOf(id, directory) })),
        year: Number(today.slice(0, 4)) - 1,
      }
      return { body: { ...common, figure } }
    }
    default:
      return thing satisfies never
  }
}
