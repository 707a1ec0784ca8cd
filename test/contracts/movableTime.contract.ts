/** What every driver of movable time does: days pass one by one, and each is lived. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { instantOf } from '../../functions/clock.ts'
import type { MovableTime, Services } from '../../functions/services.ts'
import { cycleById } from '../../functions/stores/cycleItems.ts'
import { roundOf } from '../../functions/stores/rounds.ts'

export interface Moving extends Pick<Services, 'table' | 'clock'> {
  readonly movableTime: MovableTime
  close(): Promise<void>
}

/** `open` stands in the morning of a day, with the programme of `yearlyReport` in force. */
export function movableTimeContract(open: (day: CalendarDate) => Promise<Moving>): void {
  it('is moved by one hand at a time', async () => {
    const { movableTime, clock, close } = await open('2013-01-07')
    expect(await movableTime.movingTo()).toBeUndefined()
    expect(await movableTime.moveTo('2013-01-09')).toBe('begun')
    expect(await movableTime.moveTo('2013-01-10')).toBe('moving')
    expect(await movableTime.movingTo()).toBe('2013-01-09')
    await arrived(movableTime)
    expect(clock.now()).toBe(instantOf('2013-01-09', '08:00'))
    expect(await movableTime.moveTo('2013-01-10')).toBe('begun')
    await arrived(movableTime)
    expect(clock.today()).toBe('2013-01-10')
    await close()
  })

  it('lives every day on the way: its round, and the cycles to where somebody must act', async () => {
    const { movableTime, table, close } = await open('2013-11-27')
    expect(await movableTime.moveTo('2013-12-08')).toBe('begun')
    await arrived(movableTime)
    for (let day: CalendarDate = '2013-11-28'; day <= '2013-12-08'; day = addDays(day, 1)) {
      expect(await roundOf(table, day)).toMatchObject({ day, state: 'done', outcome: { failed: 0 } })
    }
    // Nobody sent anything by 6/12: the report goes on without them.
    expect(await cycleById(table, 'nho_R11_2013')).toMatchObject({
      stage: { name: 'finalising' },
      silent: ['so-xay-dung', 'so-y-te'],
    })
    await close()
  })
}

async function arrived(movableTime: MovableTime): Promise<void> {
  while (await movableTime.movingTo()) await wait(5)
}
