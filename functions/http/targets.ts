/**
 * Targets: where each stands and its way to the mark, its figures by period and by area; entering them and putting one
 * right; who answers for them.
 */
import * as z from 'zod/mini'
import { nameOf } from '../../domain/agencies/directory.ts'
import { Slug } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { decideCorrection, decideFigure, type Entering, type FigureEntry } from '../../domain/targets/enterFigure.ts'
import type { AsOf } from '../../domain/targets/figures.ts'
import { ObservationKind, ObservedValue, Period } from '../../domain/targets/observation.ts'
import { doubtCodes } from '../../domain/targets/plausibility.ts'
import {
  CompositionView,
  compositionViews,
  ObservationView,
  observationViews,
  type Surroundings,
  TargetLine,
  TargetView,
  targetLine,
  targetView,
} from '../../domain/targets/targetView.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { actorFor, type Caller, callerMayEver } from '../middleware/caller.ts'
import { type Problem, problemOf } from '../middleware/problem.ts'
import type { HttpServices, Table } from '../services.ts'
import { unknownFile } from '../stores/files.ts'
import { load } from '../stores/record.ts'
import {
  enterFigure,
  nameOwner,
  seriesOf,
  type TargetState,
  targetsOfProgramme,
  wholeSeriesOf,
} from '../stores/targets.ts'
import { aboutTarget } from './aboutTarget.ts'
import { Basis, basisId } from './basis.ts'
import { Day, listOf, onPaperFields, ThingId, typed } from './fields.ts'
import { type About, type Reply, type Route, route } from './route.ts'

const one = z.strictObject({ programme: ThingId, target: ThingId })
/** Today unless told: which mark is in force, and whether it is due. */
const when = z.strictObject({ asOf: z.optional(Day) })

const confirmed = z._default(z.array(z.enum(doubtCodes)).check(z.maxLength(doubtCodes.length)), [])

const entry = {
  /** The area it speaks for; absent for the whole. */
  area: z._default(z.nullable(ThingId), null),
  period: Period,
  value: ObservedValue,
  kind: ObservationKind,
  source: typed(2000),
  sourceDate: Day,
  note: z._default(z.nullable(typed(2000)), null),
}
const Entry = z.strictObject({ ...entry, confirmed })

const Correction = z.strictObject({
  area: z.exactOptional(z.nullable(ThingId)),
  period: z.exactOptional(Period),
  value: z.exactOptional(ObservedValue),
  kind: z.exactOptional(ObservationKind),
  source: z.exactOptional(typed(2000)),
  sourceDate: z.exactOptional(Day),
  reason: typed(2000),
  confirmed,
})

const mostAtOnce = 200

const Outcome = z.strictObject({
  target: z.string(),
  /** `unchanged`: the figure in force says the same already. */
  outcome: z.enum(['entered', 'unchanged', 'refused']),
  observation: z.optional(z.string()),
  problem: z.optional(
    z.strictObject({
      code: z.string(),
      detail: z.string(),
      doubts: z.optional(z.array(z.strictObject({ code: z.string(), sentence: z.string() }))),
    }),
  ),
})
type Outcome = z.infer<typeof Outcome>

export const targetsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/targets',
    operationId: 'listTargets',
    summary: 'Các chỉ tiêu của chương trình: số liệu mới nhất, kết luận hoặc khả năng đạt, lời giải thích',
    may: 'target.read',
    params: z.strictObject({ programme: ThingId }),
    query: when,
    answer: listOf(TargetLine),
    handle: async ({ params: { programme }, query, caller }, services) => {
      const asOf = asOfIn(query, caller, services)
      if (isRefusal(asOf)) return asOf
      const all = await targetsOfProgramme(services.table, programme)
      const around = { asOf, all, areaName: areaNameIn(caller) }
      const items = await Promise.all(
        all.map(async (target) =>
          targetLine(target, { ...around, observations: await seriesOf(services.table, programme, target) }),
        ),
      )
      return { body: { items } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/targets/{target}',
    operationId: 'readTarget',
    summary: 'Một chỉ tiêu: các mốc, đường tới mốc, số liệu từng kỳ, kết luận từng mốc',
    may: 'target.read',
    params: one,
    query: when,
    answer: TargetView,
    about: aboutTarget,
    handle: async ({ thing: target, version, query, caller }, services) => {
      const asOf = asOfIn(query, caller, services)
      if (isRefusal(asOf)) return asOf
      return { body: targetView(target, await surroundings(target, asOf, caller, services.table)), version }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/targets/{target}/observations',
    operationId: 'listObservations',
    summary: 'Mọi số liệu đã nhập của một chỉ tiêu, mới nhập trước: số đang dùng, số đã được thay, số đã đính chính',
    may: 'target.read',
    params: one,
    answer: listOf(ObservationView),
    about: aboutTarget,
    handle: async ({ thing: target, version, caller }, { table, clock }) => {
      const { series, held } = await wholeSeriesOf(table, target.programme, target)
      const views = observationViews(series, { day: caller.today, knownBy: clock.now() }, held)
      return { body: { items: views }, version }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/targets/{target}/areas',
    operationId: 'listCompositions',
    summary: 'Số chung tính từ các địa bàn, từng kỳ: địa bàn nào còn thiếu; thiếu thì không có số chung',
    may: 'target.read',
    params: one,
    answer: listOf(CompositionView),
    about: aboutTarget,
    handle: async ({ thing: target, version, caller }, { table, clock }) => {
      const series = await seriesOf(table, target.programme, target)
      const views = compositionViews(target, series, { day: caller.today, knownBy: clock.now() })
      return { body: { items: views }, version }
    },
  }),
  route({
    method: 'PUT',
    path: '/api/programmes/{programme}/targets/{target}/owner',
    operationId: 'nameTargetOwner',
    summary: 'Xác định cơ quan cung cấp số liệu của một chỉ tiêu, theo một văn bản',
    may: 'target.nameOwner',
    params: one,
    body: z.strictObject({ owner: Slug, document: Basis }),
    answer: TargetView,
    about: aboutTarget,
    handle: async ({ params: { programme, target: id }, actor, body: { owner, document }, caller }, services) => {
      const basis = await basisId(services, programme, document, actor)
      if (typeof basis !== 'string') return basis
      const answer = await nameOwner(services, programme, id, { owner, document: basis }, actor)
      if (isRefusal(answer)) return answer
      const stored = await load<TargetState>(services.table, 'TARGET', `${programme}_${id}`)
      if (!stored) return { code: 'not-found', thing: id }
      const asOf = { day: caller.today, knownBy: services.clock.now() }
      const around = await surroundings(stored.state, asOf, caller, services.table)
      return { body: targetView(stored.state, around), version: stored.head.seq }
    },
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/targets/{target}/observations',
    operationId: 'enterObservation',
    summary: 'Nhập một số liệu (ước, sơ bộ, chính thức); số lạ bị hỏi lại, gửi lại kèm confirmed nếu đúng',
    may: 'target.observe',
    params: one,
    body: Entry,
    answer: ObservationView,
    about: aboutFigure,
    handle: async ({ thing: target, actor, body }, services) => entered(services, target, actor, body),
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/targets/{target}/observations/on-paper',
    operationId: 'recordObservationOnPaper',
    summary: 'Nhập thay một số liệu gửi bằng giấy: số đến, ngày đến, bản quét',
    may: 'target.recordOnPaper',
    params: one,
    body: z.strictObject({ ...entry, ...onPaperFields, confirmed }),
    answer: ObservationView,
    about: aboutTarget,
    handle: async ({ thing: target, actor, body }, services) => {
      const { arrivalNumber, arrivedOn, files, ...rest } = body
      const onPaper = { arrivalNumber, arrivedOn, ...(files ? { files } : {}) }
      const unknown = await unknownFile(services.table, target.programme, onPaper)
      return unknown ?? entered(services, target, actor, { ...rest, onPaper })
    },
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/targets/{target}/observations/{observation}/correction',
    operationId: 'correctObservation',
    summary: 'Đính chính một số liệu kèm lý do; số cũ vẫn giữ để xem',
    may: 'target.correct',
    params: z.strictObject({ ...one.shape, observation: ThingId }),
    body: Correction,
    answer: ObservationView,
    about: aboutWrongFigure,
    handle: async ({ thing: target, actor, params: { observation }, body }, services) => {
      const { reason, confirmed: answered, ...right } = body
      const entering = enteringOf(services, actor, answered)
      const answer = await enterFigure(services, target.programme, target.id, actor, (state, series) =>
        decideCorrection(state, series, observation, right, reason, entering()),
      )
      return shown(services, target, answer)
    },
  }),
  route({
    method: 'POST',
    path: '/api/programmes/{programme}/observations',
    operationId: 'enterObservations',
    summary: 'Nhập cả cột số liệu một lần, mỗi số có kết quả riêng; số bị từ chối không cản các số khác',
    may: 'signedIn',
    params: z.strictObject({ programme: ThingId }),
    body: z.strictObject({
      observations: z
        .array(z.strictObject({ target: ThingId, ...Entry.shape }))
        .check(z.minLength(1), z.maxLength(mostAtOnce)),
    }),
    answer: z.strictObject({ outcomes: z.array(Outcome) }),
    handle: async ({ params: { programme }, body: { observations }, caller }, services) => {
      if (!callerMayEver(caller, 'target.observe')) return { code: 'not-allowed' }
      const outcomes: Outcome[] = []
      // One after the other: figures of one target wait for each other anyway, and each may raise a doubt about the next.
      for (const { target, ...figure } of observations) {
        outcomes.push(outcomeOf(target, await enteredFor(services, programme, target, caller, figure)))
      }
      return { body: { outcomes } }
    },
  }),
]

/** An agency has a part in the figures of its own area. */
async function aboutFigure(
  asked: Parameters<typeof aboutTarget>[0] & { readonly body: { readonly area?: string | null } },
  services: Pick<HttpServices, 'table'>,
): Promise<About<TargetState> | Refusal> {
  return ofArea(await aboutTarget(asked, services), asked.body.area ?? null)
}

/** Whoever has a part in one area's figures alone cannot make one of another area, or of the whole, out of it. */
async function aboutWrongFigure(
  asked: {
    readonly params: { readonly programme: string; readonly target: string; readonly observation: string }
    readonly body: { readonly area?: string | null }
  },
  services: Pick<HttpServices, 'table'>,
): Promise<About<TargetState> | Refusal> {
  const about = await aboutTarget(asked, services)
  if (isRefusal(about)) return about
  const { programme, observation } = asked.params
  const wrong = (await seriesOf(services.table, programme, about.thing)).find(({ id }) => id === observation)
  if (!wrong) return { code: 'not-found', thing: observation }
  const { area = wrong.area } = asked.body
  return area === wrong.area ? ofArea(about, area) : about
}

function ofArea(about: About<TargetState> | Refusal, area: string | null): About<TargetState> | Refusal {
  if (isRefusal(about) || area === null) return about
  return { ...about, parties: { ...about.parties, cooperating: [area] } }
}

type Answered = FigureEntry & { readonly confirmed: Entering['confirmed'] }

async function entered(
  services: HttpServices,
  target: TargetState,
  actor: Actor,
  { confirmed: answered, ...figure }: Answered,
): Promise<Reply<ObservationView> | Refusal> {
  const entering = enteringOf(services, actor, answered)
  const answer = await enterFigure(services, target.programme, target.id, actor, (state, series) =>
    decideFigure(state, series, figure, entering()),
  )
  return shown(services, target, answer)
}

/** One of a column: whether the caller may is asked for each. */
async function enteredFor(
  services: HttpServices,
  programme: string,
  target: string,
  caller: Caller,
  { confirmed: answered, ...figure }: Answered,
): Promise<{ readonly observation: string; readonly isNew: boolean } | Refusal> {
  const about = await aboutFigure({ params: { programme, target }, body: figure }, services)
  if (isRefusal(about)) return about
  const actor = actorFor(caller, 'target.observe', about.parties)
  if (!actor) return { code: 'not-allowed' }
  const entering = enteringOf(services, actor, answered)
  let isNew = true
  const answer = await enterFigure(services, programme, target, actor, (state, series) => {
    const decided = decideFigure(state, series, figure, entering())
    isNew = !('entered' in decided)
    return decided
  })
  return isRefusal(answer) ? answer : { observation: answer.observation.id, isNew }
}

function outcomeOf(
  target: string,
  answer: { readonly observation: string; readonly isNew: boolean } | Refusal,
): Outcome {
  if (!isRefusal(answer)) {
    return { target, outcome: answer.isNew ? 'entered' : 'unchanged', observation: answer.observation }
  }
  const { code, detail, doubts }: Problem = problemOf(answer)
  return { target, outcome: 'refused', problem: { code, detail, ...(doubts ? { doubts: [...doubts] } : {}) } }
}

function enteringOf(
  { clock, ids }: Pick<HttpServices, 'clock' | 'ids'>,
  { person }: Actor,
  answered: Entering['confirmed'],
): () => Entering {
  const id = ids.next()
  return () => ({ id, at: clock.now(), today: clock.today(), by: person, confirmed: answered })
}

type FigureAnswer = Awaited<ReturnType<typeof enterFigure>>

async function shown(
  { table, clock }: HttpServices,
  target: TargetState,
  answer: FigureAnswer,
): Promise<Reply<ObservationView> | Refusal> {
  if (isRefusal(answer)) return answer
  const { observation, version } = answer
  const series = await seriesOf(table, target.programme, target)
  const views = observationViews(series, { day: clock.today(), knownBy: clock.now() })
  const body = views.find(({ id }) => id === observation.id)
  return body ? { body, version } : { code: 'not-found', thing: observation.id }
}

function asOfIn(
  { asOf }: { readonly asOf?: AsOf['day'] | undefined },
  { today }: Caller,
  { clock }: HttpServices,
): AsOf | Refusal {
  if (asOf !== undefined && asOf > today) return { code: 'day-ahead', wanted: asOf, today }
  return { day: asOf ?? today, knownBy: clock.now() }
}

async function surroundings(target: TargetState, asOf: AsOf, caller: Caller, table: Table): Promise<Surroundings> {
  const all = await targetsOfProgramme(table, target.programme)
  // The list is an index, which lags; the target itself does not.
  const others = all.filter(({ id }) => id !== target.id)
  const observations = await seriesOf(table, target.programme, target)
  return { observations, asOf, all: [...others, target], areaName: areaNameIn(caller) }
}

function areaNameIn({ directory }: Caller): (area: string) => string {
  return (area) => nameOf(area, directory)
}
