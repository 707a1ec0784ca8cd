import { describe, expect, it } from 'vitest'
import { roundOf } from '../../../functions/stores/rounds.ts'
import { weathers } from '../office.ts'
import { aGroup, anAssignment, tinyProgramme } from '../tinyProgramme.ts'
import { cycleOffice } from './cycleOffice.ts'

describe.each(weathers)('the daily round as a state machine, on %s', (_, rates) => {
  it('does what the round does, and records it', async () => {
    const { office, round, failures } = await cycleOffice({ rates, seed: 5 }, tinyProgramme())
    await round('2013-01-08')
    expect(await roundOf(office.truth, '2013-01-08')).toMatchObject({
      state: 'done',
      outcome: { letters: office.posted.length, refused: 0, failed: 0 },
    })
    expect(office.posted.map(({ to }) => to).toSorted()).toEqual(['so-xay-dung@example.com', 'so-y-te@example.com'])
    expect(await failures()).toEqual([])
  })
})

describe('the daily round as a state machine', () => {
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
