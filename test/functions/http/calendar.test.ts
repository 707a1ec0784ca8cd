import { beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { calendarFile } from '../../domain/calendar/calendarFile.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

/** The orders of 2012 and 2013: Monday 31/12/2012 is off, and Saturday 5/1/2013 is worked for it. */
const { years: all, sources } = calendarFile()
const years = all.filter(({ year }) => year === 2012 || year === 2013)
const body = { years, sources }
const wrongDay = { date: '2014-02-15', kind: 'nghỉ lễ', name: 'Tết', source: 'x' }

describe('years of the calendar', () => {
  it('are seen before they are applied: which days change, which reminders move, and nothing is written', async () => {
    const before = api.written.length
    const { status, body: preview } = await api.ask('POST', '/api/calendar/preview', { as: 'thu-ky', body })
    expect(status).toBe(200)
    expect(preview.days).toContainEqual({ day: '2013-02-15', was: 'làm việc', becomes: expect.any(String) })
    const { letters } = preview.difference
    expect(letters.after).toBe(letters.before + letters.added - letters.removed)
    expect(api.written.slice(before)).toEqual([])
    expect((await api.ask('GET', '/api/calendar/2013', { as: 'thu-ky' })).body.provisional).toBe(true)
  })

  it('are applied as they were shown, with the reminders in their new places, and stand in the trail', async () => {
    const { body: preview } = await api.ask('POST', '/api/calendar/preview', { as: 'thu-ky', body })
    const applied = await api.ask('PATCH', '/api/calendar', { as: 'thu-ky', body })
    expect(applied).toMatchObject({ status: 200, body: { days: preview.days } })
    expect((await api.ask('GET', '/api/calendar/2013', { as: 'bac-si' })).body).toMatchObject({ provisional: false })
    expect((await api.ask('PATCH', '/api/calendar', { as: 'thu-ky', body })).body.replanned).toBe(0)
    const { items } = (await api.ask('GET', '/api/trail/programme/nho', { as: 'thu-ky' })).body
    const changed = items.filter(({ type }: { type: string }) => type === 'calendarChanged')
    expect(changed.map(({ actor }: never) => (actor as { person: string }).person)).toEqual(['thu-ky'])
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it.each<[string, object, string]>([
    ['a source that is not there', { years }, 'years.0'],
    ['a day of another year', { years: years.map((one) => ({ ...one, daysOff: [wrongDay] })), sources }, 'years.0'],
    ['one year of two that work for each other', { years: years.slice(1), sources }, 'years.0.makeUpDays'],
    ['no year', { years: [], sources }, 'years'],
  ])('with %s are refused, with a sentence at its place', async (_, wrong, place) => {
    const before = api.written.length
    for (const [method, path] of [
      ['POST', '/preview'],
      ['PATCH', ''],
    ] as const) {
      const answer = await api.ask(method, `/api/calendar${path}`, { as: 'thu-ky', body: wrong })
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 422, code: 'malformed-request' })
      expect(answer.body.errors[0].path.startsWith(place)).toBe(true)
    }
    expect(api.written.slice(before)).toEqual([])
  })

  it('are corrected by the office alone', async () => {
    expect((await api.ask('PATCH', '/api/calendar', { as: 'bac-si', body })).body.code).toBe('not-allowed')
    expect((await api.ask('PATCH', '/api/calendar', { as: 'quan-tri', body })).status).toBe(200)
  })
})
