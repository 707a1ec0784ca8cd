/** Sessions over the API: they go on, they are seen, and they end, everywhere with the next request. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import { IdentityBusy, type Vouched } from '../../../functions/services.ts'
import { type ApiOffice, aPerson, apiOffice, requestOf } from './apiOffice.ts'

const administrator = aPerson('quan-tri-2', 'administrator', 'van-phong')

let api: ApiOffice
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T00:30:00Z'), toFake: ['Date'] })
  api = await apiOffice({ more: [administrator] })
})
afterEach(() => void vi.useRealTimers())

const ownSite = { 'sec-fetch-site': 'same-origin', 'user-agent': 'Trình duyệt' }
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

/** The cookies with which somebody has signed in. */
async function signedIn(person = 'bac-si'): Promise<readonly string[]> {
  const { cookies } = await api.ask('POST', '/api/session', { body: { person }, headers: ownSite })
  return cookies.map((cookie) => cookie.slice(0, cookie.indexOf(';')))
}

async function isIn(cookies: readonly string[]): Promise<boolean> {
  return (await api.ask('GET', '/api/session', { cookies })).status === 200
}

describe('a session', () => {
  it('says how long it lasts, goes on while somebody works in it, and is over when nobody does', async () => {
    const cookies = await signedIn()
    pass(3600)
    expect((await api.ask('GET', '/api/session', { cookies })).body.secondsLeft).toBe(3600)
    const extended = await api.ask('POST', '/api/session/extension', { cookies, headers: ownSite })
    expect([extended.status, extended.body]).toEqual([200, { person: 'bac-si', seconds: 7200 }])
    pass(7100)
    expect(await isIn(cookies)).toBe(true)
    pass(100)
    expect(await isIn(cookies)).toBe(false)
    const late = await api.ask('POST', '/api/session/extension', { cookies, headers: ownSite })
    expect(late.body.code).toBe('not-signed-in')
  })

  it('is over with signing out, whoever kept its cookie', async () => {
    const cookies = await signedIn()
    await api.ask('DELETE', '/api/session', { cookies, headers: ownSite })
    expect(await isIn(cookies)).toBe(false)
  })

  it('gives way to the next that begins in the same browser', async () => {
    const first = await signedIn()
    await api.ask('POST', '/api/session', { body: { person: 'ky-su' }, cookies: first, headers: ownSite })
    expect(await isIn(first)).toBe(false)
  })

  it('is seen by its person with its place, and ended from another', async () => {
    const [here, there, theirs] = [await signedIn(), await signedIn(), await signedIn('ky-su')]
    const { body } = await api.ask('GET', '/api/sessions', { cookies: here })
    expect(body.items).toHaveLength(2)
    expect(body.items).toContainEqual({
      id: expect.any(String),
      begunAt: '2026-11-24T00:30:00.000Z',
      endsAt: '2026-11-24T02:30:00.000Z',
      from: '127.0.0.1',
      browser: 'Trình duyệt',
      here: false,
    })
    const other = body.items.find((one: { here: boolean }) => !one.here)
    // Of somebody else's, the same word ends nothing.
    await api.ask('DELETE', `/api/sessions/${other.id}`, { cookies: theirs, headers: ownSite })
    expect(await isIn(there)).toBe(true)
    await api.ask('DELETE', `/api/sessions/${other.id}`, { cookies: here, headers: ownSite })
    expect([await isIn(here), await isIn(there), await isIn(theirs)]).toEqual([true, false, true])
  })

  it('stays alone when its person ends all others', async () => {
    const [here, there] = [await signedIn(), await signedIn()]
    expect((await api.ask('DELETE', '/api/sessions', { cookies: here, headers: ownSite })).status).toBe(204)
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
  })

  it('is ended by an administrator, with whatever an issuer elsewhere gave before, and the trail says who did it', async () => {
    const cookies = await signedIn()
    const token = `bac-si~${Math.floor(Date.now() / 1000)}`
    expect((await api.ask('GET', '/api/session', { as: token })).status).toBe(200)
    pass(1)
    expect((await api.ask('DELETE', '/api/people/bac-si/sessions', { as: 'quan-tri' })).status).toBe(204)
    expect(await isIn(cookies)).toBe(false)
    expect((await api.ask('GET', '/api/session', { as: token })).status).toBe(401)
    pass(1)
    expect(await isIn(await signedIn())).toBe(true)
    const { body } = await api.ask('GET', '/api/trail/person/bac-si', { as: 'lanh-dao' })
    expect(body.items[0]).toMatchObject({ type: 'personSessionsEnded', actor: { person: 'quan-tri' } })
  })

  it('ends with whoever is let go', async () => {
    const cookies = await signedIn()
    pass(1)
    await api.ask('POST', '/api/people/bac-si/release', { as: 'quan-tri', body: {} })
    expect(await isIn(cookies)).toBe(false)
  })
})

describe('an issuer elsewhere', () => {
  const extending = async (renew: (renewal: string) => Promise<Vouched | undefined>) => {
    const cookies = [...(await signedIn()), 'dondoc-renewal=r-1']
    pass(3600)
    const identity = { ...api.services.identity, renew }
    const handler = apiHandler({ ...api.services, identity }, { onFault: (_, error) => api.faults.push(error) })
    const answer = await handler(requestOf('POST', '/api/session/extension', { cookies, headers: ownSite }))
    return { code: JSON.parse(answer.body ?? '').code, cookies: answer.cookies ?? [], stillIn: await isIn(cookies) }
  }

  it('is asked whether it still vouches, and may give another word for the next time', async () => {
    const asked: string[] = []
    const answer = await extending(async (renewal) => {
      asked.push(renewal)
      return { person: 'bac-si', renewal: 'r-2' }
    })
    expect(asked).toEqual(['r-1'])
    expect(answer.cookies).toEqual([expect.stringContaining('dondoc-renewal=r-2;')])
  })

  it.each<[string, () => Promise<Vouched | undefined>]>([
    ['does not vouch any more', async () => undefined],
    ['vouches for somebody else', async () => ({ person: 'ky-su' })],
  ])('that %s lengthens nothing, and the session goes on to its end', async (_, renew) => {
    expect(await extending(renew)).toEqual({ code: 'session-not-extended', cookies: [], stillIn: true })
  })

  it('that does not answer is asked again later', async () => {
    const answer = await extending(async () => {
      throw new IdentityBusy('no answer')
    })
    expect(answer).toEqual({ code: 'busy', cookies: [], stillIn: true })
    expect(api.faults).toEqual([])
  })
})
