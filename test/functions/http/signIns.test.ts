/** Signing in and out is told in the trail: who, what, when and from where; what failed under a name stands beside it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { officeIdentity } from '../../../local/identity/officeAccounts.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const day = '2013-01-07'
const toldOf = async (id: string, office = api) => {
  const { status, body } = await office.ask('GET', `/api/trail/signins/${id}`, { as: 'lanh-dao' })
  return status === 200 ? body.items.toReversed() : []
}
const signIn = (person: string) => api.ask('POST', '/api/session', { body: { person } })

describe('the trail', () => {
  it('says who signed in, how, when and from where, and that they signed out', async () => {
    const { cookies } = await signIn('bac-si')
    const [session = ''] = (cookies[0] ?? '').split(';')
    const leave = { cookies: [session], headers: { 'sec-fetch-site': 'same-origin' } }
    expect((await api.ask('DELETE', '/api/session', leave)).status).toBe(204)
    const actor = { person: 'bac-si', position: 'Chuyên viên', agency: 'so-y-te' }
    expect(await toldOf(`bac-si_${day}`)).toMatchObject([
      {
        type: 'signedIn',
        actor,
        data: { way: 'person' },
        at: expect.stringMatching(/^2013-01-07T/),
        from: expect.any(String),
      },
      { type: 'signedOut', actor, from: expect.any(String) },
    ])
  })

  it('says that somebody ended their sessions elsewhere, and nothing where there are none', async () => {
    const asks = { as: 'bac-si' }
    expect((await api.ask('DELETE', '/api/sessions', asks)).status).toBe(204)
    expect(await toldOf(`bac-si_${day}`)).toEqual([])
    await signIn('bac-si')
    await signIn('bac-si')
    const [first] = (await api.ask('GET', '/api/sessions', asks)).body.items
    expect((await api.ask('DELETE', `/api/sessions/${first.id}`, asks)).status).toBe(204)
    expect((await api.ask('DELETE', '/api/sessions', asks)).status).toBe(204)
    const told = (await toldOf(`bac-si_${day}`)).map(({ type, data }: { type: string; data: object }) => [type, data])
    expect(told.slice(2)).toEqual([
      ['sessionEnded', { sessions: 1 }],
      ['sessionEnded', { sessions: 1 }],
    ])
  })

  it('says what failed under the name that was tried, as nobody’s deed, and so often only that it did', async () => {
    const cost = { n: 2, r: 1, p: 1 }
    const identity = officeIdentity(api.services, { cost })
    Object.assign(api.services, { identity: { ...identity, verify: api.services.identity.verify } })
    const wrong = (name: string) => api.ask('POST', '/api/session', { body: { name, password: 'sai mật khẩu' } })
    expect((await wrong('BAC-SI@example.com')).body.code).toBe('sign-in-refused')
    expect(await toldOf(`bac-si_${day}_failed`)).toMatchObject([
      { type: 'signInFailed', actor: { agency: 'dondoc' }, data: { way: 'password', code: 'sign-in-refused' } },
    ])
    const { body } = await api.ask('GET', '/api/people/bac-si/events', { as: 'lanh-dao' })
    expect(body.items).toEqual([])
  })

  it('has of names that are nobody’s a number a day, however many are tried', async () => {
    const before = [...api.office.truth.items()].length
    for (const name of ['ke-la', 'khong-co', 'ke-la']) expect((await signIn(name)).body.code).toBe('sign-in-refused')
    const items = [...api.office.truth.items()]
    expect(items.length - before).toBe(1)
    expect(items.filter(({ key }) => key.pk === `SIGNINS#.nobody_${day}_failed`)).toMatchObject([
      { value: { times: 3 } },
    ])
  })
})
