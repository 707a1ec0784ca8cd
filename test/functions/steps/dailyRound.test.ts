import { describe, expect, it } from 'vitest'
import { MailDelayed } from '../../../functions/services.ts'
import { roundOf } from '../../../functions/stores/rounds.ts'
import { machineWeathers } from '../office.ts'
import { aGroup, anAssignment, tinyProgramme } from '../tinyProgramme.ts'
import { cycleOffice } from './cycleOffice.ts'

describe.each(machineWeathers)('the daily round as a state machine, on %s', (_, rates) => {
  it('tells everybody, in a letter a day at most; what it could not do is counted and done by the next', async () => {
    const { office, round, failures } = await cycleOffice({ rates }, tinyProgramme())
    const everybody = ['so-xay-dung@example.com', 'so-y-te@example.com']
    const told = () => [...new Set(office.posted.map(({ to }) => to))].toSorted()
    for (const day of ['2013-01-08', '2013-01-09', '2013-01-10', '2013-01-11'] as const) {
      await round(day)
      const record = await roundOf(office.truth, day)
      expect(record?.state).toBe('done')
      if (record?.state === 'done' && record.outcome.failed === 0) expect(told()).toEqual(everybody)
    }
    expect(told()).toEqual(everybody)
    expect(new Set(office.posted.map(({ id }) => id)).size).toBe(2)
    expect(await failures()).toEqual([])
  })
})

describe('the daily round as a state machine', () => {
  it('records what it did', async () => {
    const { office, round } = await cycleOffice({}, tinyProgramme())
    await round('2013-01-08')
    expect(office.posted).toHaveLength(2)
    expect(await roundOf(office.truth, '2013-01-08')).toMatchObject({
      state: 'done',
      outcome: { letters: 2, refused: 0, failed: 0 },
    })
  })

  it('sends again in the same morning what the mail server did not take for twenty minutes', async () => {
    const { office, services, round } = await cycleOffice({}, tinyProgramme())
    const { send } = services.mailer
    const restarted = Date.parse('2013-01-08T00:50:00Z')
    services.mailer.send = async (letter) => {
      if (Date.parse(services.clock.now()) < restarted) throw new MailDelayed('restarting')
      await send(letter)
    }
    await round('2013-01-08')
    expect(office.posted).toHaveLength(2)
    expect(await roundOf(office.truth, '2013-01-08')).toMatchObject({
      state: 'done',
      outcome: { letters: 2, failed: 0 },
    })
  })

  it('takes a day once, whoever asks twice', async () => {
    const { office, round, services, engine } = await cycleOffice({}, tinyProgramme())
    await round('2013-01-08')
    const posted = office.posted.length
    await services.workflows.start('daily-round', 'asked-again', {})
    await engine.settled()
    expect(await services.workflows.describe('daily-round', 'asked-again')).toBe('SUCCEEDED')
    expect(office.posted).toHaveLength(posted)
  })

  it('opens and seals on a day off, and sends nothing', async () => {
    const { office, round } = await cycleOffice({ day: '2013-01-11' }, tinyProgramme())
    await round('2013-01-12')
    expect(await roundOf(office.truth, '2013-01-12')).toMatchObject({ state: 'done', outcome: { letters: 0 } })
    expect(office.posted).toEqual([])
  })

  it('stays far below what a history may hold, with hundreds of recipients', async () => {
    const { agencies, group } = aGroup('phuong', 300)
    const tiny = tinyProgramme()
    const { office, round, engine, failures } = await cycleOffice(
      {},
      tinyProgramme({
        agencies: [...tiny.agencies, ...agencies],
        groups: [group],
        assignments: [anAssignment('moi-phuong', { group: 'phuong' })],
      }),
    )
    await round('2013-01-08')
    expect(office.posted).toHaveLength(300)
    const { executions } = await engine.listExecutions({ stateMachine: 'daily-round' })
    const { events } = await engine.getExecutionHistory(executions[0]?.executionArn ?? '', { limit: 1000 })
    expect(events.length).toBeLessThan(300)
    expect(await failures()).toEqual([])
  })
})
