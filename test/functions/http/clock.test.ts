import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import type { BouncedMailbox } from '../../../domain/letters/bounced.ts'
import type { MovableTime } from '../../../functions/services.ts'
import { bounceWrite } from '../../../functions/stores/bounces.ts'
import { letterWrite } from '../../../functions/stores/letters.ts'
import { apiOffice } from './apiOffice.ts'

describe('the clock of an office', () => {
  it('is told to whoever signed in, and moved by nobody', async () => {
    const api = await apiOffice()
    expect(await api.ask('GET', '/api/clock')).toMatchObject({ status: 401 })
    expect((await api.ask('GET', '/api/clock', { as: 'bac-si' })).body).toEqual({
      now: '2013-01-07T01:00:00.000Z',
      today: '2013-01-07',
      movable: false,
    })
    expect(await api.ask('POST', '/api/clock', { as: 'quan-tri', body: { by: 'day' } })).toMatchObject({
      status: 409,
      body: { code: 'clock-is-real' },
    })
  })
})

describe('the clock of a demo', () => {
  it.each([
    [{ by: 'day' }, '2013-01-08'],
    [{ by: 'week' }, '2013-01-14'],
    // The first of what is open: the first quarter's report of the building department.
    [{ by: 'nextDeadline' }, '2013-03-25'],
    [{ by: 'date', to: '2014-12-31' }, '2014-12-31'],
  ])('goes on its way by %o to %s', async (body, day) => {
    const { api, asked } = await demoOffice()
    const answer = await api.ask('POST', '/api/clock', { as: 'bac-si', body })
    expect(answer).toMatchObject({ status: 202, body: { movable: true, today: '2013-01-07', movingTo: day } })
    expect(asked).toEqual([day])
  })

  it.each([
    [{ by: 'date', to: '2013-01-07' }, 422, 'clock-goes-forward'],
    [{ by: 'date', to: '2099-01-01' }, 422, 'clock-too-far'],
    [{ by: 'date', to: '2013-02-30' }, 422, 'malformed-request'],
    [{ by: 'month' }, 422, 'malformed-request'],
    [{}, 422, 'malformed-request'],
  ])('is not moved by %o: %i %s', async (body, status, code) => {
    const { api, asked } = await demoOffice()
    expect(await api.ask('POST', '/api/clock', { as: 'bac-si', body })).toMatchObject({ status, body: { code } })
    expect(asked).toEqual([])
  })

  it('that is on its way already says where to', async () => {
    const { api } = await demoOffice()
    await api.ask('POST', '/api/clock', { as: 'bac-si', body: { by: 'week' } })
    expect(await api.ask('POST', '/api/clock', { as: 'thu-ky', body: { by: 'day' } })).toMatchObject({
      status: 409,
      body: { code: 'clock-moving', detail: expect.stringContaining('14/01/2013') },
    })
  })
})

describe('the outbox', () => {
  it('of an office is read by its office; in a demo by everybody, newest first', async () => {
    const { api: office } = await officeWithLetters()
    expect(await office.ask('GET', '/api/letters', { as: 'bac-si' })).toMatchObject({ status: 403 })
    expect(await office.ask('GET', `/api/letters/${second.id}`, { as: 'bac-si' })).toMatchObject({ status: 403 })
    expect((await office.ask('GET', '/api/letters', { as: 'thu-ky' })).body.items).toHaveLength(2)

    const { api } = await officeWithLetters(standing([]))
    const page = await api.ask('GET', '/api/letters', { as: 'bac-si', query: { limit: '1' } })
    expect(page.body.items).toEqual([
      { id: second.id, to: second.to, subject: second.subject, composedAt: second.composedAt },
    ])
    const { cursor } = page.body
    expect((await api.ask('GET', '/api/letters', { as: 'bac-si', query: { limit: '1', cursor } })).body).toMatchObject({
      items: [{ id: first.id }],
    })
    expect((await api.ask('GET', `/api/letters/${encodeURIComponent(first.id)}`, { as: 'bac-si' })).body).toEqual({
      ...first,
      addresses: [],
    })
    expect(await api.ask('GET', '/api/letters/khong-co', { as: 'bac-si' })).toMatchObject({ status: 404 })
  })
})

describe('the mailboxes that give letters back', () => {
  it('are read by the office and the inspection, and by nobody else', async () => {
    const { api } = await officeWithLetters()
    const bounced: BouncedMailbox = {
      mailbox: 'so-y-te@example.com',
      addressee: 'Sở Y tế',
      letter: first.id,
      on: '2013-01-07',
      reason: '550 5.1.1 no such mailbox',
      instead: ['van-phong@example.com'],
    }
    await api.office.truth.transact([bounceWrite(bounced)])
    expect((await api.ask('GET', '/api/bounces', { as: 'thu-ky' })).body.items).toEqual([bounced])
    expect(await api.ask('GET', '/api/bounces', { as: 'bac-si' })).toMatchObject({ status: 403 })
  })
})

const first = {
  id: '2013-01-07.so-y-te@example.com',
  to: 'so-y-te@example.com',
  subject: '[Nhắc việc] 1 việc mới',
  text: 'Kính gửi: Sở Y tế',
  composedAt: '2013-01-07T00:30:00.000Z',
} as const
const second = { ...first, id: '2013-01-08.so-y-te@example.com', composedAt: '2013-01-08T00:30:00.000Z' } as const

/** An office whose clock could be moved, and the days to which it was asked to go. */
async function demoOffice() {
  const asked: CalendarDate[] = []
  return { api: await apiOffice({ movableTime: standing(asked) }), asked }
}

/** It begins to move, and never arrives. */
function standing(asked: CalendarDate[]): MovableTime {
  return {
    async moveTo(day) {
      if (asked.length > 0) return 'moving'
      asked.push(day)
      return 'begun'
    },
    movingTo: async () => asked[0],
  }
}

async function officeWithLetters(movableTime?: MovableTime) {
  const api = await apiOffice(movableTime ? { movableTime } : {})
  await api.office.truth.transact([letterWrite(first), letterWrite(second)])
  return { api }
}
