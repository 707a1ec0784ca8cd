/** Each step of a cycle, cut off at every call to the table and called again: it ends as if nobody had disturbed it. */
import { describe, expect, it } from 'vitest'
import type { CycleCommand } from '../../../domain/cycles/decide.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import type { Actor } from '../../../domain/tasks/task.ts'
import type { JsonObject, Table, WorkflowServices, Workflows } from '../../../functions/services.ts'
import { step as archiveReport } from '../../../functions/steps/archiveReport.ts'
import { step as askContributors } from '../../../functions/steps/askContributors.ts'
import type { Step } from '../../../functions/steps/asStep.ts'
import { step as assignAnnex } from '../../../functions/steps/assignAnnex.ts'
import { step as closeContributions } from '../../../functions/steps/closeContributions.ts'
import { step as consolidateCycle } from '../../../functions/steps/consolidateCycle.ts'
import { step as freezeFigures } from '../../../functions/steps/freezeFigures.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { step as scoreTargets } from '../../../functions/steps/scoreTargets.ts'
import { step as tellOutcome } from '../../../functions/steps/tellOutcome.ts'
import { changeContribution } from '../../../functions/stores/contributions.ts'
import { keepAnnex } from '../../../functions/stores/cyclePapers.ts'
import { changeCycle } from '../../../functions/stores/cycles.ts'
import { programmeContext } from '../../../functions/stores/programmes.ts'
import { movableClock } from '../../../local/clock.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted } from '../office.ts'
import { anAgency, anAssignment, computedCalendar, secretary } from '../tinyProgramme.ts'
import { evaluation, groupReport, lead, officer, plan, receiver, yearlyReport } from './cycleProgrammes.ts'

/** Workflows in which nothing runs: a step is called by the test alone. */
const idle: Workflows = {
  start: async () => 'started',
  describe: async () => undefined,
  history: async () => undefined,
  complete: async () => 'taskDoesNotExist',
  fail: async () => 'taskDoesNotExist',
  heartbeat: async () => 'taskDoesNotExist',
  stop: async () => 'notRunning',
}

function servicesOn(table: Table, day: CalendarDate): WorkflowServices {
  const clock = movableClock(day)
  clock.moveTo(day, '10:00')
  return { table, clock, mailer: outbox, ids: { next: () => 'id' }, workflows: idle }
}

type Doing =
  | readonly [on: CalendarDate, who: Actor, does: CycleCommand]
  | readonly [on: CalendarDate, step: Step<WorkflowServices>]
  | readonly [on: CalendarDate, send: string]

async function through(table: Table, cycle: string, doings: readonly Doing[]): Promise<void> {
  for (const [on, what, command] of doings) {
    const services = servicesOn(table, on)
    const context = await programmeContext(table, 'nho')
    if (!context) throw new Error('no programme')
    if (typeof what === 'function') await everyPage(services, cycle, what)
    else if (typeof what === 'string') {
      const content = { rows: [{ clause: 'I.1-01', text: 'Đã thực hiện' }], evidence: [] }
      const actor = { ...lead, agency: what.slice(what.lastIndexOf('_') + 1) }
      granted(await changeContribution(services, context.rules, what, actor, { type: 'send', content }))
    } else if (command) granted(await changeCycle(services, context.rules, cycle, what, command))
  }
}

/** As the state machine loops: until there is no page to go on from. */
async function everyPage(services: WorkflowServices, cycleId: string, step: Step<WorkflowServices>): Promise<void> {
  let payload: JsonObject = { after: null, sums: null, refused: 0 }
  do {
    payload = await step(services, { ...only(step, payload), cycleId, attempt: 1 })
  } while ((payload['after'] ?? null) !== null)
}

function only(step: Step<WorkflowServices>, { after = null, sums = null, refused = 0 }: JsonObject): JsonObject {
  if (step === freezeFigures) return { after, sums }
  if (step === assignAnnex) return { after, refused }
  return step === tellOutcome ? {} : { after }
}

const report = 'nho_R11_2013'
const plans = 'nho_R05'
const paper = { title: 'Văn bản', number: '1-BC', issuedOn: '2013-01-08', signer: 'Bí thư' } as const
const annex = {
  document: { id: 'ke-hoach', title: 'Kế hoạch', number: null, issuedOn: null, issuer: 'ban-can-su' },
  agencies: [anAgency('so-tai-chinh')],
  groups: [],
  assignments: [anAssignment('lam-nha', { lead: 'so-tai-chinh', basis: 'ke-hoach' })],
}

const opened: Doing = ['2013-10-21', secretary, { type: 'open' }]
const asked: readonly Doing[] = [opened, ['2013-10-21', askContributors]]
const closed: readonly Doing[] = [...asked, ['2013-11-01', `${report}_g1_so-y-te`], ['2013-12-07', closeContributions]]
const consolidated: readonly Doing[] = [...closed, ['2013-12-07', freezeFigures], ['2013-12-07', consolidateCycle]]
const received: readonly Doing[] = [
  ...consolidated,
  ['2013-12-10', officer, { type: 'finalise', document: paper }],
  ['2013-12-11', receiver, { type: 'receive' }],
]
const drafted: readonly Doing[] = [
  ['2013-01-08', secretary, { type: 'open' }],
  ['2013-01-08', lead, { type: 'submitDraft', draft: { title: 'Dự thảo' } }],
  ['2013-01-08', askContributors],
  ['2013-02-01', closeContributions],
  ['2013-02-01', officer, { type: 'takeDraft' }],
  ['2013-02-04', lead, { type: 'issue', document: paper }],
]
const evaluated: readonly Doing[] = [
  ['2013-10-01', secretary, { type: 'open' }],
  ['2013-11-01', freezeFigures],
  ['2013-11-01', askContributors],
  ['2013-11-08', closeContributions],
]

const stories: readonly [
  string,
  Programme,
  string,
  readonly Doing[],
  CalendarDate,
  ...steps: Step<WorkflowServices>[],
][] = [
  ['asking contributors', yearlyReport(), report, [opened], '2013-10-21', askContributors],
  ['closing a gathering', yearlyReport(), report, asked, '2013-12-07', closeContributions],
  ['closing a gathering of members', groupReport(), report, asked, '2013-12-07', closeContributions],
  ['freezing figures', yearlyReport(), report, closed, '2013-12-07', freezeFigures],
  ['consolidating', yearlyReport(), report, [...closed, ['2013-12-07', freezeFigures]], '2013-12-07', consolidateCycle],
  ['archiving', groupReport(), report, received, '2013-12-11', archiveReport],
  ['giving an annex', plan(), plans, drafted, '2013-02-04', assignAnnex, tellOutcome],
  ['telling', plan(), plans, [...drafted, ['2013-02-04', assignAnnex]], '2013-02-04', tellOutcome],
  ['scoring', evaluation(), 'nho_R08_giua-ky', evaluated, '2013-11-08', scoreTargets],
]

describe('cut off anywhere and called again', () => {
  it.each(stories)('%s ends as if undisturbed', async (_, programme, cycle, doings, day, ...steps) => {
    const launchDay = doings[0]?.[0] ?? day
    const places = await cutOffEverywhere({
      before: async (table) => {
        granted(await launch(servicesOn(table, launchDay), programme, computedCalendar, secretary))
        if (cycle === plans) await keepAnnex(table, cycle, annex)
        await through(table, cycle, doings)
      },
      world: () => undefined,
      run: async (table) => {
        for (const step of steps) await everyPage(servicesOn(table, day), cycle, step)
      },
    })
    expect(places).toBeGreaterThan(0)
  })
})
