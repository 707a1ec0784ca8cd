import { describe, expect, it } from 'vitest'
import { keepLaunchFile, launchOutcome } from '../../../functions/stores/launchFiles.ts'
import { programmesInForce } from '../../../functions/stores/programmes.ts'
import { machineWeathers } from '../office.ts'
import { computedCalendar, secretary, tinyProgramme } from '../tinyProgramme.ts'
import { cycleOffice } from './cycleOffice.ts'

const file = (programme: unknown) => ({ programme, calendar: computedCalendar, actor: secretary })

/** A file that passes the check, as it would be written. */
function written(id: string) {
  const sections = [
    { id: 'I', title: 'Nhiệm vụ' },
    { id: 'I.1', title: 'Nhiệm vụ cụ thể' },
  ]
  return tinyProgramme({ id, sections, targets: [] })
}

describe.each(machineWeathers)('a launch as a state machine, on %s', (_, rates) => {
  it('enters the programme, tells each agency what it was given, and records it', async () => {
    const { office, services, engine, advanceTo, failures } = await cycleOffice({ rates }, tinyProgramme({ id: 'cu' }))
    await office.patiently(() => keepLaunchFile(services.table, 'moi', file(written('moi'))))
    await services.workflows.start('programme-launch', 'moi', { launchId: 'moi' })
    await advanceTo('2013-01-07', '10:30')
    await engine.settled()
    expect(await failures()).toEqual([])
    expect(await services.workflows.describe('programme-launch', 'moi')).toBe('SUCCEEDED')
    expect((await programmesInForce(office.truth)).map(({ id }) => id)).toEqual(['cu', 'moi'])
    expect(await launchOutcome(office.truth, 'moi')).toMatchObject({
      programme: 'moi',
      assignments: 6,
      on: '2013-01-07',
    })
    expect(new Set(office.posted.map(({ to }) => to))).toEqual(
      new Set(['so-xay-dung@example.com', 'so-y-te@example.com']),
    )
  })
})

describe('a launch as a state machine', () => {
  it('enters nothing of a file with a problem, and says which', async () => {
    const { office, services, engine, failures } = await cycleOffice({}, tinyProgramme({ id: 'cu' }))
    await keepLaunchFile(services.table, 'sai', file({ ...written('sai'), document: 'khong-co' }))
    await services.workflows.start('programme-launch', 'sai', { launchId: 'sai' })
    await engine.settled()
    expect((await programmesInForce(office.truth)).map(({ id }) => id)).toEqual(['cu'])
    expect((await failures()).join()).toContain('khong-co')
  })
})
