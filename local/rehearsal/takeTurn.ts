/** Takes the turns of a rehearsal (turns.ts) as the secretariat would, with the product's own steps. */
import { addDays } from '../../domain/days.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { assignByDocument } from '../../functions/steps/assignByDocument.ts'
import { dateTask } from '../../functions/steps/dateTask.ts'
import { endProgramme } from '../../functions/steps/endProgramme.ts'
import { giveWork } from '../../functions/steps/giveWork.ts'
import { applyReorganisation } from '../../functions/steps/reorganise.ts'
import { changeCycle } from '../../functions/stores/cycles.ts'
import { enterDocument } from '../../functions/stores/documents.ts'
import { changeTask } from '../../functions/stores/tasks.ts'
import { secretariatOf } from './actors.ts'
import { patiently } from './morning.ts'
import type { Stage } from './rehearse.ts'
import type { Dated, Turn } from './turns.ts'

export async function takeTurn(stage: Stage, turn: Turn): Promise<void> {
  const { programme } = stage.rehearsal
  const secretariat = secretariatOf(programme, turn.on)
  const issued = { number: null, issuedOn: turn.on, issuer: secretariat.agency }
  switch (turn.what) {
    case 'dating': {
      const title = 'Công văn ấn định thời hạn thực hiện và báo cáo kết quả'
      const document = { id: `thoi-han-${turn.on}`, title, ...issued, number: '105-CV' }
      granted(
        stage,
        await patiently(stage, (services) => enterDocument(services, programme.id, document, undefined, secretariat)),
      )
      for (const day of turn.days) await date(stage, day, document.id, secretariat)
      return
    }
    case 'amendment': {
      const document = { id: `dieu-chinh-${turn.on}`, title: 'Văn bản điều chỉnh thời hạn', ...issued }
      const giving = { document, agencies: [], groups: [], assignments: [] }
      await patiently(stage, (services) => assignByDocument(services, programme.id, giving, secretariat))
      return amendDeadlines(stage, turn, document.id)
    }
    case 'merger': {
      const document = { id: `sap-xep-${turn.on}`, title: 'Nghị quyết sắp xếp cơ quan', ...issued }
      const { on, from } = turn
      const order = { document, agencies: [], from, on, successors: [{ agency: turn.into }] }
      return granted(stage, await patiently(stage, (services) => applyReorganisation(services, order, secretariat)))
    }
    case 'newDates':
    case 'withdrawal': {
      const document = { id: `bao-cao-${turn.on}`, title: 'Thông báo về kỳ báo cáo', ...issued }
      const giving = { document, agencies: [], groups: [], assignments: [] }
      await patiently(stage, (services) => assignByDocument(services, programme.id, giving, secretariat))
      return turn.what === 'newDates' ? moveReport(stage, turn, document.id) : withdrawReport(stage, turn, document.id)
    }
    case 'end': {
      const document = { id: 'tong-ket', title: 'Báo cáo tổng kết chương trình', ...issued }
      const order = { document, decisions: [], others: { how: 'carriedOver', document: document.id } } as const
      return granted(
        stage,
        await patiently(stage, (services) => endProgramme(services, programme.id, order, secretariat)),
      )
    }
    default:
      return turn satisfies never
  }
}

/** A condition is met by its one task; what else stood open is dated as it was given. */
async function date(stage: Stage, { assignment, dueOn }: Dated, document: string, secretariat: Actor): Promise<void> {
  const { context, seen, rehearsal } = stage
  if (!context) return
  const id = `${rehearsal.programme.id}_${assignment}`
  const terms = { schedule: { kind: 'once', dueOn, bound: 'by' } } as const
  const answer = await patiently<object | string>(stage, (services) =>
    seen.tasks.get(id)?.standing.state === 'conditional'
      ? dateTask(services, context, id, { type: 'meetCondition', document, dueOn }, secretariat)
      : giveWork(services, context, id, terms, document, secretariat),
  )
  if (typeof answer === 'object') granted(stage, answer)
}

/** The new deadline is one day for all, so that a turn which was cut off can be taken again. */
async function amendDeadlines(
  stage: Stage,
  { on, section, dueOn }: Extract<Turn, { what: 'amendment' }>,
  document: string,
): Promise<void> {
  const { context, seen, rehearsal } = stage
  if (!context) return
  const secretariat = secretariatOf(rehearsal.programme, on)
  for (const { id, clause, deadline, standing } of [...seen.tasks.values()]) {
    const isMeant = standing.state === 'open' && (clause === section || clause.startsWith(`${section}-`))
    if (!isMeant || !deadline || deadline.dueOn < on || deadline.dueOn >= dueOn) continue
    const command = { type: 'amend', document, change: { dueOn } } as const
    granted(stage, await patiently(stage, (services) => changeTask(services, context.rules, id, secretariat, command)))
  }
}

/** Contributors have a week more, the lead what is left of it; where a month is short of that, nothing is moved. */
async function moveReport(
  stage: Stage,
  { on, task }: Extract<Turn, { what: 'newDates' }>,
  document: string,
): Promise<void> {
  const { cyclePeople, context, rehearsal } = stage
  const cycle = cyclePeople.all.get(task)
  const secretariat = secretariatOf(rehearsal.programme, on)
  const gatherUntil = cycle && addDays(cycle.gatherUntil, 5)
  if (!context || !cycle?.gatheringOpen || !gatherUntil || gatherUntil > cycle.dueOn) return
  const command = { type: 'changeDates', document, gatherUntil } as const
  granted(
    stage,
    await patiently(stage, (services) => changeCycle(services, context.rules, cycle.id, secretariat, command)),
  )
}

/** The report is no longer wanted: its task is withdrawn, and its cycle follows. */
async function withdrawReport(
  stage: Stage,
  { on, task }: Extract<Turn, { what: 'withdrawal' }>,
  document: string,
): Promise<void> {
  const { context, seen, rehearsal } = stage
  const { state } = seen.tasks.get(task)?.standing ?? {}
  if (!context || state !== 'open') return
  const secretariat = secretariatOf(rehearsal.programme, on)
  const command = { type: 'withdraw', document, reason: 'Lồng ghép vào báo cáo chung' } as const
  granted(stage, await patiently(stage, (services) => changeTask(services, context.rules, task, secretariat, command)))
}

function granted({ ledger, clock }: Stage, answer: object | Refusal): void {
  ledger.look('peopleAreUnderstood', !isRefusal(answer), () =>
    isRefusal(answer) ? `${clock.today()} ${sentence(answer)}` : '',
  )
}
