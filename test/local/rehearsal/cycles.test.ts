import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { checkIllustration, checkProgramme } from '../../../domain/programme/check.ts'
import { dayAndTime, instantOf } from '../../../functions/clock.ts'
import type { Table } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { keepAnnex } from '../../../functions/stores/cyclePapers.ts'
import { programmeContext } from '../../../functions/stores/programmes.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import type { Behaviour } from '../../../local/rehearsal/behaviour.ts'
import { chance } from '../../../local/rehearsal/chance.ts'
import { type CyclePeople, cyclePeople, type Hands } from '../../../local/rehearsal/cyclePeople.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import type { Engine } from '../../../local/workflow/engine.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { advance, steppedClock } from '../../../local/workflow/time.ts'
import { openWorkflows } from '../../../local/workflows.ts'
import { calendarFile } from '../../domain/calendar/calendarFile.ts'
import { granted } from '../../functions/office.ts'

const checked = checkProgramme(parse(readFileSync('programmes/28-ctrhd-tu/programme.yaml', 'utf8')))
if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
const { programme } = checked
const beside = checkIllustration(parse(readFileSync('programmes/28-ctrhd-tu/assignments.demo.yaml', 'utf8')), programme)
if ('problems' in beside) throw new Error(JSON.stringify(beside.problems))
const { illustration } = beside

const secretariat = { person: 'van-phong', position: 'Chuyên viên', agency: 'vp-thanh-uy' }

const secretariatsPlan = `${programme.id}_R05`

/** Lives through the cycles of programme 28 with people who act on them: a round on each working day, then the people. */
async function live(behaviour: Behaviour, until: CalendarDate) {
  const people = cyclePeople()
  const clock = steppedClock(instantOf('2012-11-08', '07:00'))
  const today = () => dayAndTime(clock.now()).day
  const table = watched(openTable(':memory:'), people)
  let lastId = 0
  const ids = {
    next: () => {
      lastId += 1
      return `id-${lastId}`
    },
  }
  const { engine, services } = await openWorkflows(
    { table, clock: { now: clock.now, today }, mailer: outbox, ids },
    { store: openStore(':memory:'), chance: () => 0.5 },
  )
  granted(await launch(services, programme, calendarFile(), secretariat))
  await keepAnnex(table, secretariatsPlan, illustration)
  const { rules, directory } = await rulesOf(table)
  const hands: Hands = {
    rules,
    directory,
    behaviour,
    chance: chance(7),
    patiently: (act) => act(services),
    settled: () => engine.settled(),
  }
  const refused: string[] = []
  for (let day: CalendarDate = '2012-11-08'; day <= until; day = addDays(day, 1)) {
    await advance(engine, clock, instantOf(day, '07:30'))
    if (!rules.calendar.isWorkingDay(day)) continue
    await services.workflows.start('daily-round', `round-${day}`, {})
    await advance(engine, clock, instantOf(day, '10:00'))
    refused.push(...(await people.act(day, hands)).refused)
  }
  const { executions } = await engine.listExecutions({ limit: 1000 })
  const failed = executions.filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING')
  const longest = await longestHistory(engine, executions)
  return { people, refused, failed, longest, services }
}

function watched(table: Table, people: CyclePeople): Table {
  return {
    get: (key) => table.get(key),
    query: (query) => table.query(query),
    async transact(writes) {
      const outcome = await table.transact(writes)
      if (outcome.committed) for (const write of writes) people.see(write)
      return outcome
    },
  }
}

async function rulesOf(table: Table) {
  const context = await programmeContext(table, programme.id)
  if (!context) throw new Error('The programme is not in force')
  return context
}

async function longestHistory(engine: Engine, executions: readonly { readonly executionArn: string }[]) {
  let longest = 0
  for (const { executionArn } of executions) {
    const [last] = (await engine.getExecutionHistory(executionArn, { limit: 1, reverse: true })).events
    longest = Math.max(longest, last?.id ?? 0)
  }
  return longest
}

const life = await live('punctual', '2014-08-08')

describe('programme 28 through its state machines, to the summer of 2014', () => {
  it('brings every cycle to its end by its due day, with punctual people', () => {
    const due = life.people.cycles().filter((cycle) => cycle.due <= '2014-08-01')
    expect(due).toMatchObject([
      { id: `${programme.id}_R05`, kind: 'plan-issuance', opened: '2012-11-08', due: '2012-12-31', outcome: 'issued' },
      { id: `${programme.id}_R11_2013`, due: '2013-12-20', outcome: 'received' },
      { id: `${programme.id}_II-4-05_2013`, due: '2013-12-31', outcome: 'received' },
      { id: `${programme.id}_II-5-02_2013`, due: '2013-12-31', outcome: 'received' },
      { id: `${programme.id}_R08_mid-2012-2015`, opened: '2014-04-01', due: '2014-06-30', outcome: 'sealed' },
      { id: `${programme.id}_R10_so-ket-2014`, due: '2014-07-31', outcome: 'received' },
    ])
    expect(life.refused).toEqual([])
  })

  it('is taken up where it was left', async () => {
    const again = cyclePeople()
    await again.readBack(life.services.table, programme.id)
    expect(again.cycles()).toEqual(life.people.cycles())
  })

  it('asks each agency in the plan, and its annex gives all of their work', async () => {
    const plan = await cycleById(life.services.table, secretariatsPlan)
    expect(plan).toMatchObject({ attempt: 1, stage: { name: 'ended', outcome: 'issued' } })
    for (const { id, lead, group } of illustration.assignments) {
      const given = await assignmentById(life.services.table, `${programme.id}_${id}`)
      expect(given?.to).toEqual(lead ? { lead } : { group })
    }
  })

  it('fails no execution, and fills no history', () => {
    expect(life.failed).toEqual([])
    expect(life.longest).toBeLessThan(500)
  })

  it('leaves a trail that proves itself', async () => {
    expect((await verifyTrail(life.services, programme.id)).flaws).toEqual([])
  })
})
