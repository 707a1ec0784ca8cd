import { beforeEach, describe, expect, it } from 'vitest'
import { yearlyReport } from '../steps/cycleProgrammes.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const reporter = aPerson('nguoi-lam', 'department', 'ban-can-su')

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice({ more: [reporter] }, yearlyReport())
})

const planned = { id: 'nho_R11_2013', kind: 'periodic-report', period: '2013', stage: 'planned', dueOn: '2013-12-20' }

describe('the cycles of a programme', () => {
  it.each(['thu-ky', 'bac-si', 'ky-su', 'lanh-dao', 'danh-gia'])('are listed to %s by their due days', async (as) => {
    const { status, body } = await api.ask('GET', '/api/programmes/nho/cycles', { as })
    expect(status).toBe(200)
    expect(body.items[0]).toMatchObject(planned)
    const days = body.items.map((one: { dueOn: string }) => one.dueOn)
    expect(days).toEqual(days.toSorted())
  })

  it('are none where the programme has none', async () => {
    expect((await api.ask('GET', '/api/programmes/khong-co/cycles', { as: 'thu-ky' })).body).toEqual({ items: [] })
  })
})

describe('one cycle', () => {
  it.each(['nguoi-lam', 'bac-si', 'thu-ky'])('is shown whole to %s, with its version', async (as) => {
    const { status, headers, body } = await api.ask('GET', '/api/cycles/nho_R11_2013', { as })
    expect(status).toBe(200)
    expect(headers['etag']).toBe('"1"')
    expect(body).toMatchObject({ ...planned, lead: 'ban-can-su', asked: 0, sent: 0, contributions: [], attempt: 0 })
  })

  it('is not there for a department that has no part in it', async () => {
    expect(await api.ask('GET', '/api/cycles/nho_R11_2013', { as: 'ky-su' })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
  })

  it('that does not exist is not there', async () => {
    expect(await api.ask('GET', '/api/cycles/khong-co', { as: 'thu-ky' })).toMatchObject({ status: 404 })
  })
})
