import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Contribution } from '../../../domain/cycles/contribution.ts'
import type { Cycle } from '../../../domain/cycles/cycle.ts'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { checkIllustration, checkProgramme } from '../../../domain/programme/check.ts'
import type { Table } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { changeContribution } from '../../../functions/stores/contributions.ts'
import { keepAnnex } from '../../../functions/stores/cyclePapers.ts'
import { changeCycle } from '../../../functions/stores/cycles.ts'
import { programmeContext } from '../../../functions/stores/programmes.ts'
import { valueAs } from '../../../functions/stores/record.ts'
import { dayAndTime, instantOf } from '../../../local/clock.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import type { Behaviour } from '../../../local/rehearsal/behaviour.ts'
import { chance } from '../../../local/rehearsal/chance.ts'
import { contributionIntention, cycleIntention } from '../../../local/rehearsal/cycleBehaviour.ts'
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
  const cycles = new Map<string, { readonly cycle: Cycle; readonly since: CalendarDate }>()
  const contributions = new Map<string, Contribution>()
  const clock = steppedClock(instantOf('2012-11-08', '07:00'))
  const today = () => dayAndTime(clock.now()).day
  const table = watched(openTable(':memory:'), {
    cycle: (cycle) => cycles.set(cycle.id, { cycle, since: today() }),
    contribution: (contribution) => contributions.set(contribution.id, contribution),
  })
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
  const { rules } = await rulesOf(table)
  const lots = chance(7)
  for (let day: CalendarDate = '2012-11-08'; day <= until; day = addDays(day, 1)) {
    await advance(engine, clock, instantOf(day, '07:30'))
    if (!rules.calendar.isWorkingDay(day)) continue
    await services.workflows.start('daily-round', `round-${day}`, {})
    await advance(engine, clock, instantOf(day, '10:00'))
    for (const contribution of contributions.values()) {
      const wanted = contributionIntention(contribution, behaviour, rules, lots)
      if (wanted?.on === day)
        granted(await changeContribution(services, rules, contribution.id, wanted.actor, wanted.command))
    }
    await advance(engine, clock, instantOf(day, '11:00'))
    for (const id of cycles.keys()) {
      for (let wanted = intended(); wanted && wanted.on <= day; wanted = intended()) {
        granted(await changeCycle(services, rules, id, wanted.actor, wanted.command))
        await engine.settled()
      }
      function intended() {
        const seen = cycles.get(id)
        return seen && cycleIntention(seen.cycle, seen.since, behaviour, rules, lots)
      }
    }
  }
  const { executions } = await engine.listExecutions({ limit: 1000 })
  const failed = executions.filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING')
  const longest = await longestHistory(engine, executions)
  return { cycles: [...cycles.values()].map(({ cycle }) => cycle), failed, longest, services }
}

function watched(
  table: Table,
  see: { readonly cycle: (cycle: Cycle) => void; readonly contribution: (contribution: Contribution) => void },
): Table {
  return {
    get: (key) => table.get(key),
    query: (query) => table.query(query),
    async transact(writes) {
      const outcome = await table.transact(writes)
      for (const write of outcome.committed ? writes : []) {
        if (!('put' in write) || write.put.key.sk !== 'STATE') continue
        const { key, value } = write.put
        if (key.pk.startsWith('CYCLE#')) see.cycle(valueAs<Cycle>(value))
        if (key.pk.startsWith('CONTRIBUTION#')) see.contribution(valueAs<Contribution>(value))
      }
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
    const due = life.cycles.filter(({ dueOn }) => dueOn <= '2014-08-01')
    expect(
      due.map(({ id, stage }) => [id.slice(programme.id.length + 1), 'outcome' in stage && stage.outcome]),
    ).toEqual([
      ['R05', 'issued'],
      ['R11_2013', 'received'],
      ['II-4-05_2013', 'received'],
      ['II-5-02_2013', 'received'],
      ['R08_mid-2012-2015', 'sealed'],
      ['R10_so-ket-2014', 'received'],
    ])
  })

  it('asks each agency in the plan, and its annex gives all of their work', async () => {
    const plan = life.cycles.find(({ id }) => id === secretariatsPlan)
    expect(plan).toMatchObject({ openedOn: '2012-11-08', attempt: 1, document: { issuedOn: expect.any(String) } })
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
