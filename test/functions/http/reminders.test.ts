import { beforeEach, describe, expect, it } from 'vitest'
import { runRound } from '../runRound.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
  await round('2013-01-08')
})

async function round(day: `${number}-${number}-${number}`) {
  api.office.clock.moveTo(day, '07:30')
  await runRound(api.office, day)
}

const ask = (path: string, as = 'thu-ky', query: { [name: string]: string } = {}) => api.ask('GET', path, { as, query })
const inShort = (reminders: readonly { what: string; on: string }[]) => reminders.map(({ what, on }) => `${on} ${what}`)

describe('reminders', () => {
  it('about a task: what was sent to whom, by which letter, and what is to come if nothing changes', async () => {
    const { body } = await ask('/api/tasks/nho_once/reminders', 'bac-si')
    expect(body.sent.map(({ mailbox, what }: never) => [mailbox, what])).toEqual([
      ['so-y-te@example.com', 'given'],
      ['so-xay-dung@example.com', 'given'],
    ])
    const { body: letter } = await ask(`/api/letters/${encodeURIComponent(body.sent[0].letter)}`)
    expect(letter.to).toBe('so-y-te@example.com')
    expect(inShort(body.planned)).toContain('2013-03-29 due')
    expect(body.planned[0]).toMatchObject({
      words: 'Sắp đến hạn',
      to: [{ level: 'lead', mailbox: 'so-y-te@example.com' }],
    })
    expect(inShort(body.planned).filter((one) => one.endsWith('late'))[0]).toBe('2013-04-01 late')
  })

  it('once a step was spoken of it is sent and no longer to come', async () => {
    const { planned } = (await ask('/api/tasks/nho_once/reminders')).body
    const [next] = planned
    await round(next.on)
    const { body } = await ask('/api/tasks/nho_once/reminders')
    expect(inShort(body.sent)[0]).toBe(`${next.on} ${next.what}`)
    expect(inShort(body.planned)).not.toContain(`${next.on} ${next.what}`)
  })

  it('to an agency, and not those to others', async () => {
    const { body } = await ask('/api/agencies/so-y-te/reminders', 'bac-si', { until: '2013-03-29' })
    expect(new Set(body.sent.map(({ mailbox }: { mailbox: string }) => mailbox))).toEqual(
      new Set(['so-y-te@example.com']),
    )
    expect(inShort(body.planned).at(-1)).toBe('2013-03-29 due')
    expect((await ask('/api/agencies/so-xay-dung/reminders', 'bac-si')).body.code).toBe('not-allowed')
    expect((await ask('/api/agencies/khong-co/reminders')).status).toBe(404)
  })

  it('of several days are those of each, and no more than a year together', async () => {
    const { body } = await ask('/api/reminders', 'thu-ky', { day: '2013-03-28', until: '2013-04-01' })
    expect([...new Set(inShort(body.planned))]).toEqual(expect.arrayContaining(['2013-03-28 before', '2013-03-29 due']))
    expect(body.planned.every(({ on }: { on: string }) => on >= '2013-03-28' && on <= '2013-04-01')).toBe(true)
    const { status, body: problem } = await ask('/api/reminders', 'thu-ky', { day: '2013-01-01', until: '2020-01-01' })
    expect([status, problem.code]).toEqual([400, 'malformed-request'])
  })

  it('of a day gone by are its letters; of a day to come, what will be said', async () => {
    const past = (await ask('/api/reminders', 'lanh-dao', { day: '2013-01-08' })).body
    expect(past.planned).toEqual([])
    expect(past.sent.map(({ mailbox, state }: never) => [mailbox, state])).toEqual([
      ['so-xay-dung@example.com', 'sent'],
      ['so-y-te@example.com', 'sent'],
    ])
    const ahead = (await ask('/api/reminders', 'lanh-dao', { day: '2013-03-29' })).body
    expect(ahead.sent).toEqual([])
    expect(inShort(ahead.planned)).toEqual(['2013-03-29 due'])
    expect((await ask('/api/reminders', 'bac-si', { day: '2013-01-08' })).body.code).toBe('not-allowed')
  })

  it('are read without writing anything', async () => {
    const before = api.written.length
    for (const path of ['/api/tasks/nho_once/reminders', '/api/agencies/so-y-te/reminders']) await ask(path)
    expect(api.written.slice(before)).toEqual([])
  })
})

it('the office’s list of letters says what went to whom, by day', async () => {
  const { items } = (await ask('/api/digests')).body
  expect(items).toHaveLength(2)
  expect(items[0]).toMatchObject({ mailbox: 'so-xay-dung@example.com', on: '2013-01-08', state: 'sent' })
  expect(items[0].lines).toBeGreaterThan(0)
  expect((await ask('/api/digests', 'thu-ky', { until: '2013-01-07' })).body.items).toEqual([])
  expect((await ask('/api/digests', 'bac-si')).body.code).toBe('not-allowed')
})
