import { describe, expect, it } from 'vitest'
import { dailyCheck } from '../../../functions/steps/dailyCheck.ts'
import { cycleOffice } from './cycleOffice.ts'
import { yearlyReport } from './cycleProgrammes.ts'

const id = 'nho_R11_2013'

describe('the check of a morning', () => {
  it('finds nothing wrong after a round', async () => {
    const { services, round } = await cycleOffice({ day: '2013-10-18' }, yearlyReport())
    await round('2013-10-21')
    await round('2013-10-22')
    expect(await dailyCheck(services)).toEqual({
      day: '2013-10-22',
      isRoundDone: true,
      cyclesWithoutExecution: [],
      oldestExecutionDays: 1,
      trailsUnsealed: [],
    })
  })

  it('names the round that did not run, and what it would have sealed', async () => {
    const { services, round, advanceTo } = await cycleOffice({ day: '2013-10-18' }, yearlyReport())
    await round('2013-10-21')
    await advanceTo('2013-10-22')
    expect(await dailyCheck(services)).toMatchObject({ isRoundDone: false, trailsUnsealed: ['nho'] })
  })

  it('names a cycle whose execution was stopped, until the round gives it another', async () => {
    const { services, round } = await cycleOffice({ day: '2013-10-18' }, yearlyReport())
    await round('2013-10-21')
    await services.workflows.stop('periodic-report', `${id}_a1`)
    expect(await dailyCheck(services)).toMatchObject({ cyclesWithoutExecution: [id] })
    await round('2013-10-22')
    expect(await dailyCheck(services)).toMatchObject({ cyclesWithoutExecution: [] })
  })

  it('knows how long the oldest attempt has been at it, and does not ask after cycles whose day has not come', async () => {
    const { services, round, advanceTo } = await cycleOffice({ day: '2013-10-18' }, yearlyReport())
    expect(await dailyCheck(services)).toMatchObject({ oldestExecutionDays: 0, cyclesWithoutExecution: [] })
    await round('2013-10-21')
    await advanceTo('2013-10-25')
    expect(await dailyCheck(services)).toMatchObject({ oldestExecutionDays: 4, cyclesWithoutExecution: [] })
  })
})
