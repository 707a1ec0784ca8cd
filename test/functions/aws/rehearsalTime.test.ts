import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { liveDays } from '../../../functions/aws/livingDays.ts'
import {
  movingMachine,
  put,
  rehearsalClock,
  rehearsalMovableTime,
  standingClock,
} from '../../../functions/aws/rehearsalTime.ts'
import type { ExecutionStatus, Table, Workflows } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { roundOf } from '../../../functions/stores/rounds.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { openWorkflows } from '../../../local/workflows.ts'
import { clockContract } from '../../contracts/clock.contract.ts'
import { type Moving, movableTimeContract } from '../../contracts/movableTime.contract.ts'
import { granted } from '../office.ts'
import { yearlyReport } from '../steps/cycleProgrammes.ts'
import { computedCalendar, secretary } from '../tinyProgramme.ts'

const pace = { secondsADay: 0.001, pollMs: 1 }

describe('the clock of a stage that rehearses', () => {
  clockContract(async (moment) => {
    const table = openTable(':memory:')
    const rehearsal = { startsOn: '2012-11-08', ...pace } as const
    await put(table, await standingClock(table, rehearsal), { at: moment })
    const clock = rehearsalClock(table, rehearsal)
    await clock.look()
    return clock
  })

  it('stands at 8 in the morning of its first day, and says so in the table from its first look on', async () => {
    const table = openTable(':memory:')
    const rehearsal = { startsOn: '2012-11-08', ...pace } as const
    const [one, other] = [rehearsalClock(table, rehearsal), rehearsalClock(table, rehearsal)]
    await Promise.all([one.look(), other.look()])
    expect([one.now(), other.now()]).toEqual(['2012-11-08T01:00:00.000Z', '2012-11-08T01:00:00.000Z'])
    const item = await table.get({ pk: 'CLOCK', sk: 'CLOCK' })
    expect(item?.value).toEqual({ version: 1, at: '2012-11-08T01:00:00.000Z' })
  })

  it('stands where it was looked at, whoever moves it meanwhile', async () => {
    const table = openTable(':memory:')
    const rehearsal = { startsOn: '2012-11-08', ...pace } as const
    const clock = rehearsalClock(table, rehearsal)
    const stands = await clock.look()
    expect(await put(table, stands, { at: '2012-11-09T00:30:00.000Z' })).toMatchObject({ version: 2 })
    expect(await put(table, stands, { at: '2012-11-20T00:30:00.000Z' })).toBeUndefined()
    expect(clock.today()).toBe('2012-11-08')
    await clock.look()
    expect(clock.now()).toBe('2012-11-09T00:30:00.000Z')
  })

  it('lets machines wait as long as they say while it stands, and so much less while it is moved', async () => {
    const table = openTable(':memory:')
    const rehearsal = { startsOn: '2012-11-08', secondsADay: 2 } as const
    const clock = rehearsalClock(table, rehearsal)
    const twentyDays = 20 * 86_400
    const stands = await clock.look()
    expect(clock.realSeconds(twentyDays)).toBe(twentyDays)
    await put(table, stands, { at: stands.at, moving: { to: '2012-12-31', by: 'a', since: 0 } })
    await clock.look()
    expect([twentyDays, 86_400, 15, 0].map(clock.realSeconds)).toEqual([40, 2, 1, 0])
  })
})

describe('the time of a stage that rehearses', () => {
  movableTimeContract(stage)

  it('that was left by an execution which died is moved on by the next who asks', async () => {
    const { movableTime, table, killMover, close } = await stage('2013-01-07')
    killMover()
    await movableTime.moveTo('2013-01-09')
    expect(await movableTime.moveTo('2013-01-08')).toBe('begun')
    while (await movableTime.movingTo()) await setImmediate()
    expect(await roundOf(table, '2013-01-08')).toMatchObject({ state: 'done' })
    expect(await roundOf(table, '2013-01-09')).toBeUndefined()
    await close()
  })

  it('is lived in calls of a bounded length, each where the one before ended', async () => {
    const { services, lived } = await stage('2013-01-07', 'by hand')
    await services.movableTime.moveTo('2013-01-10')
    let calls = 1
    while ((await lived(0)).more) {
      calls += 1
      await setImmediate()
    }
    expect(calls).toBeGreaterThan(3)
    expect(services.clock.now()).toBe('2013-01-10T01:00:00.000Z')
    for (const day of ['2013-01-08', '2013-01-09', '2013-01-10'] as const) {
      expect(await roundOf(services.table, day)).toMatchObject({ state: 'done' })
    }
    await services.close()
  })
})

interface Stage extends Moving {
  readonly services: Moving
  /** The next mover dies at once. */
  killMover(): void
  lived(budgetMs: number): Promise<{ readonly more: boolean }>
}

/** The steps on the embedded engine, which stands in for Step Functions, and the mover's machine as a loop. */
async function stage(day: CalendarDate, mover: 'running' | 'by hand' = 'running'): Promise<Stage> {
  const table: Table & { close(): void } = openTable(':memory:')
  const rehearsal = { startsOn: day, ...pace }
  const clock = rehearsalClock(table, rehearsal)
  await clock.look()
  const ids = { next: () => randomUUID() }
  granted(await launch({ table, clock }, yearlyReport(), computedCalendar, secretary))
  const store = openStore(':memory:')
  const onFault = (fault: unknown) => {
    throw fault
  }
  const { engine, services: running } = await openWorkflows({ table, clock, mailer: outbox, ids }, { store, onFault })
  const lived = (budgetMs: number) => liveDays({ ...running, clock }, rehearsal, budgetMs)
  const movers = new Map<string, ExecutionStatus>()
  let isMortal = false
  async function move(name: string): Promise<void> {
    while (!isMortal && (await lived(50)).more) await setImmediate()
    movers.set(name, isMortal ? 'FAILED' : 'SUCCEEDED')
    isMortal = false
  }
  const workflows: Workflows = {
    ...running.workflows,
    async start(machine, name, input) {
      if (machine !== movingMachine) return running.workflows.start(machine, name, input)
      movers.set(name, 'RUNNING')
      if (mover === 'running') void move(name)
      return 'started'
    },
    describe: async (machine, name) =>
      machine === movingMachine ? movers.get(name) : running.workflows.describe(machine, name),
  }
  const movableTime = rehearsalMovableTime(table, clock, { workflows, ids })
  const services: Moving = {
    movableTime,
    table,
    clock,
    async close() {
      await engine.close()
      table.close()
    },
  }
  return {
    ...services,
    services,
    lived,
    killMover: () => {
      isMortal = true
    },
  }
}
