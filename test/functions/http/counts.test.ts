import { beforeEach, describe, expect, it } from 'vitest'
import { changeAssignment } from '../../../functions/stores/assignments.ts'
import { changeTask } from '../../../functions/stores/tasks.ts'
import { granted, rulesOf } from '../office.ts'
import { doctor, secretary } from '../tinyProgramme.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const countsOf = async (query: { [name: string]: string } = {}, as = 'thu-ky') =>
  (await api.ask('GET', '/api/programmes/nho/counts', { as, query })).body

async function handInAndAccept() {
  const rules = await rulesOf(api.office, 'nho')
  const evidence = [{ title: 'Đề án', number: '12/ĐA-SYT', issuedOn: api.office.clock.today() }]
  granted(await changeTask(api.office, rules, 'nho_once', doctor, { type: 'submit', evidence }))
  granted(await changeTask(api.office, rules, 'nho_once', secretary, { type: 'accept' }))
}

describe('the counts of a programme', () => {
  it('are the four classes of today and what stands beside them, all and by agency', async () => {
    const { on, all, unassigned, byAgency, period } = await countsOf()
    expect({ on, unassigned, period }).toEqual({ on: '2013-01-07', unassigned: 1, period: undefined })
    expect(all).toMatchObject({ total: 2, openInTime: 2, openLate: 0, continuous: 1, conditional: 1 })
    expect(byAgency.map(({ agency, counts: { total } }: never) => [agency, total])).toEqual([
      ['so-xay-dung', 1],
      ['so-y-te', 1],
    ])
  })

  it('of a day gone by are those that were shown on it', async () => {
    api.office.clock.moveTo('2013-03-29', '09:00')
    const shown = await countsOf()
    api.office.clock.moveTo('2013-04-08', '09:00')
    await handInAndAccept()
    expect(await countsOf({ asOf: '2013-03-29' })).toEqual(shown)
    const { all } = await countsOf({ asOf: '2013-04-07' })
    expect(all).toMatchObject({ openLate: 2, doneLate: 0 })
    expect((await countsOf()).all).toMatchObject({ openLate: 1, doneLate: 1 })
    expect((await countsOf({ asOf: '2013-01-06' })).all.total).toBe(0)
  })

  it('for a period: what was carried over, given and fallen due is where it stands at the end', async () => {
    api.office.clock.moveTo('2013-03-01', '09:00')
    await handInAndAccept()
    api.office.clock.moveTo('2013-04-02', '09:00')
    const { from, period, byAgency } = await countsOf({ from: '2013-01-01', asOf: '2013-03-31' })
    expect(from).toBe('2013-01-01')
    expect(period).toEqual({
      carriedOver: 0,
      given: 1,
      fallenDue: 1,
      reopened: 0,
      end: { total: 2, doneOnTime: 1, doneLate: 0, openInTime: 0, openLate: 1, withdrawn: 0 },
    })
    const own = byAgency.find(({ agency }: never) => agency === 'so-y-te')
    expect(own.period.end).toMatchObject({ total: 1, doneOnTime: 1 })
    expect((await countsOf({ from: '2013-03-30' })).period).toMatchObject({ carriedOver: 1, given: 0 })
  })

  it('an assignment given later was unassigned until then', async () => {
    api.office.clock.moveTo('2013-02-04', '09:00')
    const give = { type: 'give', document: 'vb-nho', to: { lead: 'so-y-te' } } as const
    granted(await changeAssignment(api.office, await rulesOf(api.office, 'nho'), 'nho_unassigned', secretary, give))
    expect((await countsOf({ asOf: '2013-02-03' })).unassigned).toBe(1)
    expect((await countsOf()).unassigned).toBe(0)
  })

  it.each([
    [{ asOf: '2013-01-08' }, 'day-ahead'],
    [{ from: '2013-01-08' }, 'period-backwards'],
    [{ asOf: '2013-01-01', from: '2013-01-02' }, 'period-backwards'],
  ])('refuses %j', async (query, code) => {
    const { status, body } = await api.ask('GET', '/api/programmes/nho/counts', { as: 'thu-ky', query })
    expect({ status, code: body.code }).toEqual({ status: 422, code })
    const own = await api.ask('GET', '/api/programmes/nho/agencies/so-y-te/counts', { as: 'bac-si', query })
    expect({ status: own.status, code: own.body.code }).toEqual({ status: 422, code })
  })

  it('of no programme are not there', async () => {
    expect((await api.ask('GET', '/api/programmes/khac/counts', { as: 'thu-ky' })).status).toBe(404)
  })

  it('are not for departments, which read their own', async () => {
    expect((await api.ask('GET', '/api/programmes/nho/counts', { as: 'bac-si' })).body.code).toBe('not-allowed')
    const other = await api.ask('GET', '/api/programmes/nho/agencies/so-xay-dung/counts', { as: 'bac-si' })
    expect(other.body.code).toBe('not-allowed')
    const query = { from: '2013-01-01' }
    const { body } = await api.ask('GET', '/api/programmes/nho/agencies/so-y-te/counts', { as: 'bac-si', query })
    expect(body).toMatchObject({ counts: { total: 1 }, period: { given: 1, fallenDue: 0 } })
  })
})
