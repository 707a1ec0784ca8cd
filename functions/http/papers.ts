/** Papers to sign, as Word files: the report on a programme, for a reporting cycle or any span of days; the letter about late work. */
import * as z from 'zod/mini'
import { officeOf } from '../../domain/agencies/directory.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { mediaTypes } from '../../domain/files/kinds.ts'
import { basisWritten } from '../../domain/letters/basis.ts'
import { dunningPaper } from '../../domain/papers/dunning.ts'
import { type PaperForm, paperForms } from '../../domain/papers/form.ts'
import type { NamedProgramme } from '../../domain/papers/issuing.ts'
import type { Paper } from '../../domain/papers/paper.ts'
import { type Reported, type ReportedTarget, reportPaper } from '../../domain/papers/report.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { knownFigures, unitOfFigures } from '../../domain/targets/figures.ts'
import { latestOf } from '../../domain/targets/finding.ts'
import { judge } from '../../domain/targets/judgement.ts'
import { computedWritten, withUnit } from '../../domain/targets/numbers.ts'
import { periodWritten } from '../../domain/targets/observation.ts'
import { targetsInForce } from '../../domain/targets/target.ts'
import { findingLabel, goalWritten } from '../../domain/targets/wording.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { Caller } from '../middleware/caller.ts'
import { everyPage } from '../paging.ts'
import type { HttpServices, Table } from '../services.ts'
import { figuresOfCycle, proposalsOf, rowsOf } from '../stores/cyclePapers.ts'
import { documentsOfProgramme } from '../stores/documents.ts'
import { documentById, registersOf } from '../stores/programmes.ts'
import { seriesOf, targetsOfProgramme } from '../stores/targets.ts'
import { everyTask } from '../stores/tasks.ts'
import { wordFile } from '../writing/word.ts'
import { aboutCycle } from './aboutCycle.ts'
import { Day, ThingId } from './fields.ts'
import { type Reply, type Route, route } from './route.ts'

/** The form of the body that reports, unless told. */
const Form = z.optional(z.enum(paperForms))

export const papersRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/papers/cycles/{cycle}/report',
    operationId: 'writeCycleReport',
    summary: 'Báo cáo của một kỳ báo cáo thành tệp Word theo thể thức, số liệu tính đến ngày chốt',
    may: 'cycle.readContributions',
    params: z.strictObject({ cycle: ThingId }),
    query: z.strictObject({ form: Form }),
    status: 200,
    about: aboutCycle,
    handle: async ({ thing: { cycle }, query: { form }, caller }, services) => {
      const { programme, lead, coversFrom, closesOn } = cycle
      const span = { from: coversFrom, to: closesOn }
      const facts = await factsOf(services, programme, span)
      if ('code' in facts) return facts
      const figures = (await figuresOfCycle(services.table, cycle.id))?.report
      const rows = await rowsOf(services.table, cycle.id)
      const own = { reporter: cycle.handedInBy ?? lead, receiver: cycle.receivedBy ?? cycle.givenBy }
      return reply(
        { ...facts, ...span, ...own, ...(figures ? { figures } : {}), rows, silent: cycle.silent, ...handedIn(cycle) },
        caller,
        form,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/api/papers/programmes/{programme}/report',
    operationId: 'writeProgrammeReport',
    summary: 'Báo cáo tình hình thực hiện chương trình trong những ngày được nêu, thành tệp Word theo thể thức',
    may: 'programme.readTasks',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject({ from: Day, to: Day, form: Form }),
    status: 200,
    handle: async ({ params: { programme }, query: { from, to, form }, caller }, services) => {
      if (to > caller.today) return { code: 'day-ahead', wanted: to, today: caller.today }
      if (from > to) return { code: 'period-backwards', from, to }
      const facts = await factsOf(services, programme, { from, to })
      if ('code' in facts) return facts
      const receiver = facts.programme.document?.issuer ?? ''
      const reporter = officeOf(receiver, caller.directory, caller.today)
      return reply({ ...facts, from, to, reporter, receiver, rows: [], silent: [] }, caller, form)
    },
  }),
  route({
    method: 'GET',
    path: '/api/papers/programmes/{programme}/dunning',
    operationId: 'writeDunningLetter',
    summary: 'Công văn đôn đốc nhiệm vụ quá hạn, của một cơ quan hoặc của mọi cơ quan, thành tệp Word theo thể thức',
    may: 'programme.readTasks',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject({ agency: z.optional(ThingId), reportBy: Day, form: Form }),
    status: 200,
    handle: async ({ params: { programme }, query: { agency, reportBy, form }, caller }, { table }) => {
      const { today, directory } = caller
      const named = await namedIn(table, programme)
      if (!named) return { code: 'not-found', thing: programme }
      if (reportBy <= today) return { code: 'day-passed', wanted: reportBy, today }
      const tasks = await everyTask(table, programme)
      const bases = await basesIn(table, programme)
      const office = officeOf(named.document?.issuer ?? '', directory, today)
      const whose = agency === undefined ? {} : { agency }
      const dunned = { programme: named, office, ...whose, tasks, basisOf: bases, today, reportBy }
      const paper = dunningPaper(dunned, directory, form)
      if (!paper) return { code: 'nothing-late' }
      return file(paper, `CongVan-DonDoc_${plain(named.document?.number ?? programme)}_${today}.docx`)
    },
  }),
]

interface Span {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

async function factsOf(
  { table, clock }: Pick<HttpServices, 'table' | 'clock'>,
  id: string,
  { to }: Span,
): Promise<Pick<Reported, 'programme' | 'tasks' | 'targets' | 'proposals'> | Refusal> {
  const programme = await namedIn(table, id)
  if (!programme) return { code: 'not-found', thing: id }
  const targets: ReportedTarget[] = []
  for (const target of targetsInForce(await targetsOfProgramme(table, id), to)) {
    const asOf = { day: to, knownBy: clock.now() }
    const series = await seriesOf(table, id, target)
    const { mark, finding } = judge(target, series, asOf)
    const figure = latestOf(knownFigures(target, series, asOf))
    const latest =
      figure && `${withUnit(computedWritten(figure.value), unitOfFigures(target))} (${periodWritten(figure.period)})`
    const said = { title: target.metric, goal: goalWritten(target, mark), verdict: findingLabel(finding) }
    targets.push(latest === null ? said : { ...said, latest })
  }
  const proposed = await proposalsOf(table, id)
  const proposals = proposed
    .filter(({ assignment, proposedOn }) => !assignment && proposedOn <= to)
    .map(({ text }) => text)
  return { programme, tasks: await everyTask(table, id), targets, proposals }
}

function handedIn({ document }: Cycle): Pick<Reported, 'number' | 'issuedOn'> {
  const { number, issuedOn } = document ?? {}
  return { ...(number === undefined ? {} : { number }), ...(issuedOn === undefined ? {} : { issuedOn }) }
}

function reply(facts: Reported, { directory }: Caller, form: PaperForm | undefined): Promise<Reply<undefined>> {
  const name = `BaoCao_${plain(facts.programme.document?.number ?? 'chuong-trinh')}_${facts.to}.docx`
  return file(reportPaper(facts, directory, form), name)
}

async function file(paper: Paper, name: string): Promise<Reply<undefined>> {
  return { body: undefined, content: { bytes: await wordFile(paper), mediaType: mediaTypes.docx, name } }
}

/** For the name of a file, which every system takes: 28-CTrHD_TU. */
function plain(number: string): string {
  const withoutMarks = number.normalize('NFD').replace(/\p{M}/gu, '')
  return withoutMarks
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^\w-]/g, '_')
}

async function namedIn(table: Table, id: string): Promise<NamedProgramme | undefined> {
  const programme = (await registersOf(table)).programmes.get(id)
  return programme && { title: programme.title, document: await documentById(table, id, programme.document) }
}

/** What each of a programme's tasks rests on, as a letter names it. */
async function basesIn(table: Table, programme: string): Promise<(task: Task) => string> {
  const names = new Map<string, string>()
  const read = everyPage((page) => documentsOfProgramme(table, programme, page))
  for await (const { documents } of read) for (const one of documents) names.set(one.id, basisWritten(one))
  return ({ basis }) => names.get(basis) ?? 'Chương trình'
}
