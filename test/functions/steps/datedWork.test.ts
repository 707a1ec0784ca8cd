import { expect, it } from 'vitest'
import type { Schedule } from '../../../domain/programme/schema.ts'
import type { Table } from '../../../functions/services.ts'
import { dateTask } from '../../../functions/steps/dateTask.ts'
import { giveWork, type Terms } from '../../../functions/steps/giveWork.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { programmeContext } from '../../../functions/stores/programmes.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted, openedOffice, openOffice } from '../office.ts'
import { computedCalendar, due, secretary } from '../tinyProgramme.ts'
import { standingDissemination } from './cycleProgrammes.ts'

const campaigns: Schedule = {
  kind: 'dates',
  occurrences: [{ id: 'dot-1', opensOn: '2013-01-01', dueOn: '2013-03-15' }],
}

type GivingServices = Parameters<typeof giveWork>[0]

async function give(services: GivingServices, terms: Terms, document = 'vb-nho') {
  const context = await programmeContext(services.table, 'nho')
  if (!context) throw new Error('the programme is in force')
  return giveWork(services, context, 'nho_R01', terms, document, secretary)
}

it.each([
  ['a day', due('2013-05-31')],
  ['its campaigns', campaigns],
])('standing work that is given %s, cut off anywhere and begun again, ends as undisturbed', async (_, schedule) => {
  const places = await cutOffEverywhere({
    before: async (table) => {
      granted(await launch({ ...openOffice(), table }, standingDissemination(), computedCalendar, secretary))
    },
    world: () => openOffice(),
    run: async (table, { clock }) => give({ table, clock }, { schedule }),
  })
  expect(places).toBeGreaterThan(4)
})

it('a condition that is met, cut off anywhere and said again, ends as undisturbed, with its cycle planned', async () => {
  const conditional = { kind: 'conditional', condition: 'Có hướng dẫn', reviewOn: '2013-03-29' } as const
  const met = { type: 'meetCondition', document: 'vb-nho', dueOn: '2013-05-31' } as const
  const run = async (table: Table, { clock }: Pick<GivingServices, 'clock'>) => {
    const context = await programmeContext(table, 'nho')
    if (!context) throw new Error('the programme is in force')
    expect(await dateTask({ table, clock }, context, 'nho_R13', met, secretary)).toMatchObject({
      standing: { state: 'open' },
      deadline: { dueOn: '2013-05-31', extensions: [] },
    })
    expect(await cycleById(table, 'nho_R13')).toMatchObject({ dueOn: '2013-05-31', stage: { name: 'planned' } })
  }
  const places = await cutOffEverywhere({
    before: async (table) => {
      granted(await launch({ ...openOffice(), table }, standingDissemination(conditional), computedCalendar, secretary))
    },
    world: () => openOffice(),
    run,
  })
  expect(places).toBeGreaterThan(3)
})

it('what was said once, sent again, does not date the work over what was said later', async () => {
  const office = await openedOffice({}, standingDissemination())
  expect(await give(office, { schedule: due('2013-05-31') })).toBe('amended')
  expect(await give(office, { schedule: due('2013-06-28') })).toBe('amended')
  expect(await give(office, { schedule: due('2013-05-31') })).toBe('already')
  expect(await assignmentById(office.truth, 'nho_R01')).toMatchObject({ schedule: due('2013-06-28'), opened: ['once'] })
})
