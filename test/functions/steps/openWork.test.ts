import { expect, it } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { step } from '../../../functions/steps/openWork.ts'
import { nothingDone } from '../../../functions/steps/roundPages.ts'
import { changeTask, openTasksLedBy } from '../../../functions/stores/tasks.ts'
import { type Office, openedOffice, rulesOf } from '../office.ts'
import { runRound } from '../runRound.ts'
import { anAssignment, secretary, tinyProgramme } from '../tinyProgramme.ts'

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

it('gives what comes again to whoever followed it the time before', async () => {
  const office = await openedOffice()
  const now = async () =>
    (await openTasksLedBy(office.table, 'so-xay-dung')).filter(({ id }) => id.startsWith('nho_quarterly'))
  const [first] = await now()
  const entrust = { type: 'entrust', follower: 'thu-ky', overseer: 'lanh-dao' } as const
  await changeTask(office, await rulesOf(office, 'nho'), first?.id ?? '', secretary, entrust)
  await openedOn(office, '2013-08-01')
  const named = { follower: 'thu-ky', overseer: 'lanh-dao' }
  expect(await now()).toMatchObject([
    { period: '2013-Q1', ...named },
    { period: '2013-Q2', ...named },
    { period: '2013-Q3', ...named },
  ])
})

it('gives a body of a group what followed its own, and not another one’s', async () => {
  const office = await openedOffice()
  await openedOn(office, '2013-02-01')
  const of = async (agency: string) =>
    (await openTasksLedBy(office.table, agency)).filter(({ id }) => id.startsWith('nho_dates'))
  const [first] = await of('so-y-te')
  await changeTask(office, await rulesOf(office, 'nho'), first?.id ?? '', secretary, {
    type: 'entrust',
    follower: 'thu-ky',
  })
  await openedOn(office, '2013-08-01')
  expect((await of('so-y-te')).map(({ follower }) => follower)).toEqual(['thu-ky', 'thu-ky'])
  expect((await of('so-xay-dung')).map(({ follower }) => follower)).toEqual([undefined, undefined])
})
