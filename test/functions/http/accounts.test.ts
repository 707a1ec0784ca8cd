/** Accounts that an office keeps itself, over the API: given, used the first time, used, changed, reset. */
import { beforeEach, describe, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import { allItems } from '../../../functions/paging.ts'
import { officeIdentity } from '../../../local/identity/officeAccounts.ts'
import { type ApiOffice, apiOffice, requestOf } from './apiOffice.ts'

const own = 'mưa chiều rơi trên mái ngói'
const another = 'con đò cũ chờ ai bến vắng'
const headers = { 'sec-fetch-site': 'same-origin' }
/** Little enough for tests; a test of scrypt holds what is kept in earnest. */
const cost = { n: 2 ** 10, r: 8, p: 1 }
type Cookies = readonly string[]

let api: ApiOffice
let ask: (
  method: string,
  path: string,
  asking?: { as?: string; body?: unknown; cookies?: Cookies },
) => Promise<{
  status: number | undefined
  // biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects to be there
  body: any
  cookies: Cookies
}>
/** How long tries had to wait, in milliseconds. */
let waited: number[]

async function open() {
  api = await apiOffice()
  waited = []
  const time = {
    wall: () => 0,
    milliseconds: () => 0,
    rest: async (milliseconds: number) => void waited.push(milliseconds),
  }
  const accounts = officeIdentity({ table: api.services.table, clock: api.services.clock }, { time, cost })
  // Beside the passwords, whoever else asks is known by name as in the other tests.
  const identity = { ...accounts, verify: api.services.identity.verify }
  const handler = apiHandler({ ...api.services, identity }, { onFault: (_, error) => api.faults.push(error) })
  ask = async (method, path, asking = {}) => {
    const { statusCode, body, cookies = [] } = await handler(requestOf(method, path, { headers, ...asking }))
    return {
      status: statusCode,
      body: body ? JSON.parse(body) : undefined,
      cookies: cookies.map((cookie) => cookie.slice(0, cookie.indexOf(';'))),
    }
  }
}

const given = async (person = 'bac-si') =>
  String((await ask('POST', `/api/people/${person}/first-password`, { as: 'quan-tri' })).body.password)
const signIn = (body: object, cookies: Cookies = []) => ask('POST', '/api/session', { body, cookies })
const withOwn = { name: 'bac-si', password: own }

/** Somebody with a password of their own. */
async function settled() {
  const password = await given()
  const { cookies } = await signIn({ name: 'bac-si', password, newPassword: own })
  return cookies
}

describe('a first password', () => {
  beforeEach(open)

  it('lets nobody in until it was changed, works once, and is then the person’s own', async () => {
    const password = await given()
    expect((await signIn({ name: 'bac-si', password })).body.code).toBe('new-password-needed')
    expect((await signIn({ name: 'bac-si', password, newPassword: 'ngắn' })).body.code).toBe('password-too-short')
    expect((await signIn({ name: 'bac-si', password, newPassword: 'Nguoi bac-si 2026' })).body.code).toBe(
      'password-personal',
    )
    expect((await signIn({ name: 'bac-si', password, newPassword: password })).body.code).toBe('password-unchanged')
    const entered = await signIn({ name: 'bac-si', password, newPassword: own })
    expect(entered.status).toBe(201)
    expect((await ask('GET', '/api/session', { cookies: entered.cookies })).body.person).toBe('bac-si')
    expect((await signIn({ name: 'bac-si', password, newPassword: another })).body.code).toBe('sign-in-refused')
    expect((await signIn(withOwn)).status).toBe(201)
  })

  it('is another’s to nobody', async () => {
    const password = await given()
    expect((await signIn({ name: 'ky-su', password, newPassword: own })).body.code).toBe('sign-in-refused')
  })

  it('of two who use it at the same moment is one’s', async () => {
    const password = await given()
    const both = await Promise.all(
      [own, another].map((newPassword) => signIn({ name: 'bac-si', password, newPassword })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  it('given again ends the password, the sessions and the first one before it', async () => {
    const cookies = await settled()
    const before = await given()
    expect((await ask('GET', '/api/session', { cookies })).status).toBe(401)
    expect((await signIn(withOwn)).body.code).toBe('sign-in-refused')
    const after = await given()
    expect((await signIn({ name: 'bac-si', password: before, newPassword: own })).body.code).toBe('sign-in-refused')
    expect((await signIn({ name: 'bac-si', password: after, newPassword: own })).status).toBe(201)
  })

  it('is given by an administrator alone, to people who are there', async () => {
    expect((await ask('POST', '/api/people/bac-si/first-password', { as: 'thu-ky' })).body.code).toBe('not-allowed')
    expect((await ask('POST', '/api/people/khong-ai/first-password', { as: 'quan-tri' })).status).toBe(404)
    await given()
    const { body } = await ask('GET', '/api/people/bac-si/account', { as: 'quan-tri' })
    expect(body).toEqual({ here: true, firstUntil: expect.any(String), sessions: 0 })
  })

  it('is given nowhere but where accounts are kept', async () => {
    const { body } = await api.ask('POST', '/api/people/bac-si/first-password', { as: 'quan-tri' })
    expect(body.code).toBe('accounts-elsewhere')
  })
})

describe('signing in', () => {
  beforeEach(async () => {
    await open()
    await settled()
  })

  it('takes the mailbox for a name too, and the password however its letters are composed', async () => {
    expect((await signIn({ name: ' Bac-Si@Example.com', password: own })).status).toBe(201)
    expect((await signIn({ ...withOwn, password: own.normalize('NFD') })).status).toBe(201)
  })

  it('says the same to who has no account, who is not there and who is wrong', async () => {
    const answers = await Promise.all(
      ['bac-si', 'ky-su', 'khong-ai', '', '__proto__'].map((name) => signIn({ name: name || ' ', password: another })),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1)
    expect(answers[0]?.body.code).toBe('sign-in-refused')
  })

  it('is slowed for a name that is tried again and again, there or not, and not where its person has been before', async () => {
    const { cookies } = await signIn(withOwn)
    for (const name of ['bac-si', 'khong-ai']) {
      waited = []
      for (let time = 0; time < 7; time += 1) await signIn({ name, password: another })
      expect(waited).toEqual([1000, 3000])
    }
    waited = []
    expect((await signIn(withOwn, cookies)).status).toBe(201)
    expect(waited).toEqual([])
    // Elsewhere it takes its time, and then they are in.
    expect((await signIn(withOwn)).status).toBe(201)
    expect(waited).toHaveLength(1)
  })

  it('is slowed as much by a process that has just begun, and a name that is nobody’s leaves nothing in the store', async () => {
    await signIn({ name: 'khong-ai', password: another })
    const before = [...api.office.truth.items()].length
    for (let time = 0; time < 8; time += 1) await signIn({ name: 'khong-ai khac', password: another })
    expect([...api.office.truth.items()].length).toBe(before)
    for (let time = 0; time < 8; time += 1) await signIn({ name: 'bac-si', password: another })
    waited = []
    const restarted = officeIdentity(api.services, {
      time: { wall: () => 0, milliseconds: () => 0, rest: async (milliseconds) => void waited.push(milliseconds) },
      cost,
    })
    expect(await restarted.signIn({ name: 'bac-si', password: another })).toBeUndefined()
    // Behind the eight that wait already, and as long as the ninth.
    expect(waited).toEqual([15_000])
  })

  it('tells whoever stands in too long a line when to come again', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => signIn({ name: 'khong-ai', password: another })))
    expect(all.at(-1)).toMatchObject({ status: 429, body: { code: 'account-tried-often' } })
  })

  it('is over for who was let go', async () => {
    await ask('POST', '/api/people/bac-si/release', { as: 'quan-tri', body: {} })
    expect((await signIn(withOwn)).body.code).toBe('sign-in-refused')
  })
})

describe('a password of one’s own', () => {
  beforeEach(open)

  it('is changed by who knows it, and ends their other sessions', async () => {
    const cookies = await settled()
    const { cookies: elsewhere } = await signIn(withOwn)
    const change = (password: string, newPassword: string) =>
      ask('PUT', '/api/account/password', { cookies, body: { password, newPassword } })
    expect((await change(another, own)).body.code).toBe('password-wrong')
    expect((await change(own, own)).body.code).toBe('password-unchanged')
    expect((await change(own, '123456789012')).body.code).toBe('password-common')
    expect((await change(own, another)).status).toBe(204)
    expect((await ask('GET', '/api/session', { cookies })).status).toBe(200)
    expect((await ask('GET', '/api/session', { cookies: elsewhere })).status).toBe(401)
    expect((await signIn(withOwn)).body.code).toBe('sign-in-refused')
    expect((await signIn({ name: 'bac-si', password: another })).status).toBe(201)
  })

  it('what is given and set is in the trail, and no word of any password is anywhere', async () => {
    const password = await given()
    await signIn({ name: 'bac-si', password, newPassword: own })
    const { body } = await ask('GET', '/api/people/bac-si/events', { as: 'lanh-dao' })
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual(['signedIn', 'passwordSet'])
    const kept = JSON.stringify([
      ...api.written,
      ...(await allItems(api.office.truth, { pk: 'ACCOUNT#bac-si' })),
      ...(await allItems(api.office.truth, { pk: 'SESSION#bac-si' })),
    ])
    for (const word of [own, password, password.replaceAll('-', '')]) expect(kept).not.toContain(word)
    expect(api.faults).toEqual([])
  })
})
