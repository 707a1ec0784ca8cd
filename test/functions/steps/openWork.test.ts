import { expect, it } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { step } from '../../../functions/steps/openWork.ts'
import { nothingDone } from '../../../functions/steps/roundPages.ts'
import { type Office, openedOffice } from '../office.ts'
import { runRound } from '../runRound.ts'
import { anAssignment, tinyProgramme } from '../tinyProgramme.ts'

async function openedOn(office: Office, day: CalendarDate) {
  office.clock.moveTo(day, '07:30')
  const workflows = { start: async () => 'started', describe: async () => undefined } as never
  return step({ ...office, workflows }, { day, page: null, outcome: nothingDone })
}

it('says on a working day whether anything is owed', async () => {
  const office = await openedOffice()
  expect(await openedOn(office, '2013-01-08')).toMatchObject({ more: false, isOwed: true })
  await runRound(office, '2013-01-08')
  expect(await openedOn(office, '2013-01-09')).toMatchObject({ more: false, isOwed: false })
})

it('owes nothing on a day off, whatever waits for the next working day', async () => {
  const office = await openedOffice()
  expect(await openedOn(office, '2013-01-12')).toMatchObject({ isOwed: false })
  expect(await openedOn(office, '2013-01-14')).toMatchObject({ isOwed: true })
})

it('takes what it has just opened for owed, which an index may not show yet', async () => {
  const schedule = { kind: 'once', dueOn: '2013-03-29', bound: 'by', opensOn: '2013-01-14' } as const
  const office = await openedOffice(
    {
      around: (table) => ({
        ...table,
        query: async (query) =>
          query.pk.startsWith('REMIND') || query.pk.startsWith('OWED') ? { items: [] } : table.query(query),
      }),
    },
    tinyProgramme({ assignments: [anAssignment('later', { lead: 'so-y-te', schedule })] }),
  )
  expect(await openedOn(office, '2013-01-10')).toMatchObject({ isOwed: false })
  expect(await openedOn(office, '2013-01-14')).toMatchObject({ outcome: { occurrences: 1 }, isOwed: true })
})
