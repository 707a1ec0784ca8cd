import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { instantOf } from '../../../functions/clock.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { cyclesOfProgramme } from '../../../functions/stores/cycles.ts'
import { lettersKept } from '../../../functions/stores/letters.ts'
import { roundOf } from '../../../functions/stores/rounds.ts'
import { type Folder, openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { openSystem, type System } from '../../../local/system/system.ts'
import { movableTimeContract } from '../../contracts/movableTime.contract.ts'
import { granted } from '../../functions/office.ts'
import { yearlyReport } from '../../functions/steps/cycleProgrammes.ts'
import { computedCalendar, secretary } from '../../functions/tinyProgramme.ts'

describe('a demo folder', () => {
  it('lives each day that its clock passes: its round, its letters, the cycles that open', {
    timeout: 30_000,
  }, async () => {
    const { path, system } = await demo('2013-01-07')
    await moved(system, '2014-01-15')
    const { table, clock } = system.folder
    expect(clock.now()).toBe(instantOf('2014-01-15', '08:00'))
    for (let day: CalendarDate = '2013-01-07'; day <= '2014-01-15'; day = addDays(day, 1)) {
      expect(await roundOf(table, day)).toMatchObject({ day, state: 'done', outcome: { failed: 0 } })
    }
    expect((await lettersKept(table, { limit: 1 })).letters).toHaveLength(1)
    const { cycles } = await cyclesOfProgramme(table, 'nho', { limit: 10 })
    expect(cycles.map(({ id, stage }) => [id, stage.name])).toEqual([
      ['nho_R11_2013', 'finalising'],
      ['nho_R11_2014', 'planned'],
    ])
    expect((await verifyTrail({ table, clock }, 'nho')).flaws).toEqual([])

    await closed(system)
    const again = await reopened(path)
    expect(again.folder.clock.now()).toBe(instantOf('2014-01-15', '08:00'))
    await moved(again, '2014-01-16')
    expect(await roundOf(again.folder.table, '2014-01-16')).toMatchObject({ state: 'done' })
    await closed(again)
  })

  movableTimeContract(async (day) => {
    const { system } = await demo(day)
    const { folder, movableTime } = system
    if (!movableTime) throw new Error('the time of a demo is moved')
    return { movableTime, table: folder.table, clock: folder.clock, close: () => closed(system) }
  })

  it('that was stopped on the way stands where it came to, and is moved on from there', async () => {
    const { path, system } = await demo('2013-01-07')
    await system.movableTime?.moveTo('2014-12-31')
    while (system.folder.clock.today() < '2013-01-20') await wait(1)
    await closed(system)
    const again = await reopened(path)
    const reached = again.folder.clock.today()
    expect(reached < '2014-12-31').toBe(true)
    await moved(again, addDays(reached, 1))
    expect(await roundOf(again.folder.table, reached)).toMatchObject({ state: 'done' })
    await closed(again)
  })

  it('whose process died between the hour of the round and its start has its round at the next start', async () => {
    const { path, system } = await demo('2013-01-07')
    await closed(system)
    const folder = await openFolder(path)
    if (folder.kind === 'demo') await folder.clock.moveTo(instantOf('2013-01-08', '07:30'))
    folder.close()
    const again = await reopened(path)
    await again.engine.settled()
    expect(await roundOf(again.folder.table, '2013-01-08')).toMatchObject({ state: 'done' })
    await closed(again)
  })
})

/** A demo folder in which a yearly report is organised as a cycle. */
async function demo(day: CalendarDate): Promise<{ path: string; system: System }> {
  const path = join(newPlace(), 'data')
  const folder = await openDemoFolder(path, instantOf(day, '07:00'))
  granted(await launch(folder, yearlyReport(), computedCalendar, secretary))
  return { path, system: await systemOver(folder) }
}

async function reopened(path: string): Promise<System> {
  return systemOver(await openFolder(path))
}

function systemOver(folder: Folder): Promise<System> {
  return openSystem(folder, outbox, (fault) => {
    throw fault
  })
}

async function closed(system: System): Promise<void> {
  await system.close()
  system.folder.close()
}

async function moved(system: System, day: CalendarDate): Promise<void> {
  expect(await system.movableTime?.moveTo(day)).toBe('begun')
  await stands(system)
}

async function stands({ movableTime }: System): Promise<void> {
  while (await movableTime?.movingTo()) await wait(5)
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-system-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}
