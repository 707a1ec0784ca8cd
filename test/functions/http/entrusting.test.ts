/** Phân công theo dõi, phụ trách: the side that gave a task says who of its people follows it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const people = [
  aPerson('nguoi-moi', 'secretariat', 'van-phong'),
  { ...aPerson('van-thu', 'secretariat', 'van-phong'), shared: true as const },
  {
    ...aPerson('viec-khac', 'secretariat', 'van-phong'),
    positions: [{ agency: 'van-phong', title: 'Chuyên viên', from: '2010-01-01' as const, programmes: ['khac'] }],
  },
]

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice({ more: people })
})
const entrust = (as: string, body: object) => api.ask('POST', '/api/tasks/nho_once/followers', { as, body })
const followedBy = async (as: string) => (await api.ask('GET', '/api/tasks/followed', { as })).body.items

describe('a task is entrusted', () => {
  it('to people of the office, who then find it among what they follow', async () => {
    const { status, body } = await entrust('thu-ky', { follower: 'nguoi-moi', overseer: 'lanh-dao' })
    expect({ status, ...body }).toMatchObject({ status: 200, follower: 'nguoi-moi', overseer: 'lanh-dao' })
    expect(await followedBy('nguoi-moi')).toMatchObject([{ id: 'nho_once' }])
  })

  it('to another: what is not said stays, and nobody is a choice', async () => {
    expect((await entrust('thu-ky', { follower: 'thu-ky' })).body).toMatchObject({
      follower: 'thu-ky',
      overseer: 'lanh-dao',
    })
    expect(await followedBy('nguoi-moi')).toEqual([])
    const { body } = await entrust('lanh-dao', { overseer: null })
    expect([body.follower, body.overseer]).toEqual(['thu-ky', undefined])
    expect((await entrust('lanh-dao', { overseer: null })).body.code).toBe('nothing-to-change')
  })

  it('says in the trail who named whom', async () => {
    const { body } = await api.ask('GET', '/api/tasks/nho_once/events', { as: 'thu-ky' })
    expect(body.items[0]).toMatchObject({
      type: 'entrusted',
      data: { overseer: null },
      actor: { person: 'lanh-dao', agency: 'thanh-uy' },
    })
  })

  it.each(['bac-si', 'van-thu', 'viec-khac', 'khong-ai'])('never to %s', async (follower) => {
    expect((await entrust('thu-ky', { follower })).body.code).toBe('follower-elsewhere')
  })

  it.each(['bac-si', 'danh-gia', 'quan-tri'])('never by %s', async (as) => {
    expect((await entrust(as, { follower: null })).body.code).toBe('not-allowed')
  })
})
