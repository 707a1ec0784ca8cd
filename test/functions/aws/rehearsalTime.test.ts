import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
import { realClock } from '../../../functions/clock.ts'
import type { Workflows } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { roundOf } from '../../../functions/stores/rounds.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { openEngine } from '../../../local/workflow/engine.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { engineWorkflows } from '../../../local/workflow/workflows.ts'
import { openWorkflows } from '../../../local/workflows.ts'
import { clockContract } from '../../contracts/clock.contract.ts'
import { type Moving, movableTimeContract } from '../../contracts/movableTime.contract.ts'
import { passing } from '../../workflows/stateMachines.ts'
import { granted } from '../office.ts'
import { yearlyReport } from '../steps/cycleProgrammes.ts'
import { computedCalendar, secretary } from '../tinyProgramme.ts'

// The package carries its types where no import finds them.
const validate: (definition: object) => { readonly isValid: boolean; errorsText(separator: string): string } =
  createRequire(import.meta.url)('asl-validator')

const movingTime = readFileSync('functions/aws/movingTime.asl.json', 'utf8')

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
    const { movableTime, table, killMover, lived, close } = await stage('2013-01-07', 'by hand')
    expect(await movableTime.moveTo('2013-01-09')).toBe('begun')
    expect(await movableTime.moveTo('2013-01-08')).toBe('moving')
    await killMover()
    expect(await movableTime.moveTo('2013-01-08')).toBe('begun')
    while ((await lived(10)).more) await setImmediate()
    expect(await movableTime.movingTo()).toBeUndefined()
    expect(await roundOf(table, '2013-01-08')).toMatchObject({ state: 'done' })
    expect(await roundOf(table, '2013-01-09')).toBeUndefined()
    await close()
  })

  it('is lived in calls of a bounded length, each where the one before ended', async () => {
    const { movableTime, table, clock, lived, close } = await stage('2013-01-07', 'by hand')
    await movableTime.moveTo('2013-01-10')
    let calls = 1
    while ((await lived(0)).more) {
      calls += 1
      await setImmediate()
    }
    expect(calls).toBeGreaterThan(3)
    expect(clock.now()).toBe('2013-01-10T01:00:00.000Z')
    for (const day of ['2013-01-08', '2013-01-09', '2013-01-10'] as const) {
      expect(await roundOf(table, day)).toMatchObject({ state: 'done' })
    }
    await close()
  })
})

describe('the machine that moves it', () => {
  it('is valid Amazon States Language, and tries again what passes', () => {
    const { isValid, errorsText } = validate(JSON.parse(movingTime))
    expect(isValid, errorsText('\n')).toBe(true)
    expect(JSON.parse(movingTime).States.LiveDays.Retry[0].ErrorEquals).toEqual([...passing, 'States.Timeout'])
  })
})

interface Stage extends Moving {
  /** The execution that moves the clock dies wherever it is. */
  killMover(): Promise<void>
  lived(budgetMs: number): Promise<{ readonly more: boolean }>
}

/** The product's machines on the embedded engine, which stands in for Step Functions, and on another the mover's own. */
async function stage(day: CalendarDate, mover: 'running' | 'by hand' = 'running'): Promise<Stage> {
  const table = openTable(':memory:')
  const rehearsal = { startsOn: day, ...pace }
  const clock = rehearsalClock(table, rehearsal)
  await clock.look()
  const ids = { next: () => randomUUID() }
  granted(await launch({ table, clock }, yearlyReport(), computedCalendar, secretary))
  const onFault = (fault: unknown) => {
    throw fault
  }
  const { engine, services: running } = await openWorkflows(
    { table, clock, mailer: outbox, ids },
    { store: openStore(':memory:'), onFault },
  )
  const lived = async (budgetMs: number) => liveDays({ ...running, clock }, rehearsal, budgetMs)
  const real = openEngine({
    store: openStore(':memory:'),
    clock: realClock(),
    machines: { [movingMachine]: movingTime },
    steps: () => async () => (mover === 'running' ? lived(20) : forever),
    onFault,
  })
  const [office, movers] = [running.workflows, engineWorkflows(real)]
  let lastMover = ''
  const workflows: Workflows = {
    ...office,
    async start(machine, name, input) {
      if (machine !== movingMachine) return office.start(machine, name, input)
      lastMover = name
      return movers.start(machine, name, input)
    },
    describe: (machine, name) => (machine === movingMachine ? movers : office).describe(machine, name),
  }
  return {
    movableTime: rehearsalMovableTime(table, clock, { workflows, ids }),
    table,
    clock,
    lived,
    async killMover() {
      await movers.stop(movingMachine, lastMover)
    },
    async close() {
      await real.close()
      await engine.close()
      table.close()
    },
  }
}

const forever = new Promise<never>(() => {})
