import { describe, expect, it } from 'vitest'
import type { Item, Table } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import {
  agencyKeeping,
  clausesOf,
  programmeContext,
  programmesInForce,
  questionsOf,
  registersOf,
} from '../../../functions/stores/programmes.ts'
import { change } from '../../../functions/stores/record.ts'
import { granted, openedOffice, openOffice, weathers } from '../office.ts'
import { anAgency, computedCalendar, secretary, tinyProgramme } from '../tinyProgramme.ts'

/** Counts what is asked of the table's partitions. */
function watched(table: Table): { table: Table; readonly queries: string[] } {
  const queries: string[] = []
  return {
    table: {
      get: (key) => table.get(key),
      transact: (writes) => table.transact(writes),
      query(query) {
        queries.push(query.pk)
        return table.query(query)
      },
    },
    queries,
  }
}

describe.each(weathers)('the registers on %s', (_, rates) => {
  it('hold the agencies, groups and programmes of every launch', async () => {
    const second = tinyProgramme({ id: 'hai', agencies: [...tinyProgramme().agencies, anAgency('so-tai-chinh')] })
    const office = await openedOffice({ rates }, tinyProgramme(), second)
    const { directory, groups, programmes } = await office.patiently(() => registersOf(office.table))
    expect([...directory.keys()]).toEqual(['so-tai-chinh', 'so-xay-dung', 'so-y-te', 'thanh-uy', 'van-phong'])
    expect([...groups.keys()]).toEqual(['cac-so'])
    expect([...programmes.values()].map(({ id, status }) => [id, status])).toEqual([
      ['hai', 'inForce'],
      ['nho', 'inForce'],
    ])
    expect((await office.patiently(() => programmesInForce(office.table))).map(({ id }) => id)).toEqual(['hai', 'nho'])
  })

  it('are read anew when an entry has changed', async () => {
    const office = await openedOffice({ rates })
    const mailbox = async () =>
      (await office.patiently(() => registersOf(office.table))).directory.get('so-y-te')?.mailbox
    expect(await mailbox()).toBe('so-y-te@example.com')
    const moved = office.patiently(() =>
      change(office, agencyKeeping, 'so-y-te', secretary, (agency) => ({
        type: 'mailboxChanged',
        data: {},
        state: { ...agency, mailbox: 'moi@example.com' },
      })),
    )
    granted(await moved)
    expect(await mailbox()).toBe('moi@example.com')
  })
})

describe('the registers', () => {
  it('are read whole once, and then only their revision, until it moves', async () => {
    const { table, queries } = watched((await openedOffice()).truth)
    const first = await registersOf(table)
    expect(queries.toSorted()).toEqual(['AGENCIES', 'GROUPS', 'PEOPLE', 'PROGRAMMES'])
    expect(await registersOf(table)).toBe(first)
    expect(queries).toHaveLength(4)
  })

  it('of an office without a programme are empty, and its calendar is the computed one', async () => {
    const { calendar, programmes } = await registersOf(openOffice().truth)
    expect(programmes.size).toBe(0)
    expect(calendar.isWorkingDay('2013-01-07')).toBe(true)
    expect(calendar.isProvisional(2013)).toBe(true)
  })

  it('give a programme of before a setting was known what it is where nothing is said', async () => {
    const { truth } = await openedOffice()
    const kept = await truth.get({ pk: 'PROGRAMMES', sk: 'nho' })
    if (!kept) throw new Error('the programme is in its register')
    const older: Item = { ...kept, value: { ...kept.value, settings: { ladder: { before: [10] }, acceptance: false } } }
    await truth.transact([{ put: older }])
    // Another process reads it: this one knows the registers of this revision.
    const { programmes } = await registersOf({ ...truth })
    expect(programmes.get('nho')?.settings).toMatchObject({
      ladder: { before: [10], lateToLead: [1], toContributors: [3] },
      acceptance: false,
      roll: 'none',
    })
  })

  it('keep the calendar of the first launch', async () => {
    const office = await openedOffice()
    const order = { number: '1/QĐ', date: '2013-01-01' } as const
    const entry = { year: 2013, order, effectiveFrom: order.date, confirmed: true, daysOff: [], makeUpDays: [] }
    const other = { ...computedCalendar, years: [entry] }
    granted(await launch(office, tinyProgramme({ id: 'hai' }), other, secretary))
    expect((await registersOf(office.table)).calendar.isProvisional(2013)).toBe(true)
  })
})

it('a programme has its clauses in the order of the document, and its questions', async () => {
  const clauses = ['I.2', 'I.10-01', 'I.1-02', 'I.1-10'].map((id) => ({ id, title: id }))
  const questions = [{ id: 'A1', about: 'Giữa kỳ', options: [{ id: 'a', text: 'Một' }] }]
  const { truth } = await openedOffice({}, tinyProgramme({ clauses, questions }))
  expect((await clausesOf(truth, 'nho')).map(({ id }) => id)).toEqual(['I.1-02', 'I.1-10', 'I.2', 'I.10-01'])
  expect(await questionsOf(truth, 'nho')).toEqual(questions)
})

it('the context of a programme that nobody launched is undefined', async () => {
  expect(await programmeContext((await openedOffice()).truth, 'khong-co')).toBeUndefined()
})
