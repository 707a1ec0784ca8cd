import { beforeEach, describe, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import { type Identity, IdentityBusy, TableBusy, UnknownOutcome } from '../../../functions/services.ts'
import { type ApiOffice, aPerson, apiOffice, requestOf } from './apiOffice.ts'

const both = aPerson('kiem-nhiem', ['secretariat'], 'van-phong', 'so-y-te')
const former = aPerson('da-nghi', ['secretariat'], 'van-phong')

let api: ApiOffice
beforeEach(async () => {
  const gone = { ...former, positions: former.positions.map((one) => ({ ...one, to: '2012-12-31' as const })) }
  api = await apiOffice({ more: [both, gone] })
})

const cookies = ['other=1', 'dondoc-session=thu-ky']
const ownSite = { 'sec-fetch-site': 'same-origin' }

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and no other site sends', async () => {
    const { status, body, cookies } = await api.ask('POST', '/api/session', { body: { person: 'bac-si' } })
    expect({ status, body }).toEqual({ status: 201, body: { person: 'bac-si', seconds: expect.closeTo(7200, -1) } })
    expect(cookies).toEqual([
      expect.stringMatching(
        /^dondoc-session=dondoc~bac-si~[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
      ),
    ])
  })

  it('over TLS the cookie never travels without it', async () => {
    const headers = { 'X-Forwarded-Proto': 'https' }
    const { cookies } = await api.ask('POST', '/api/session', { body: { person: 'bac-si' }, headers })
    expect(cookies[0]).toMatch(/; Secure$/)
  })

  it.each([{ person: 'khong-ai' }, { name: 'bac-si', password: '123456' }])('with %j is refused', async (body) => {
    const answer = await api.ask('POST', '/api/session', { body })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 403, code: 'sign-in-refused' })
    expect(answer.cookies).toEqual([])
  })

  it('out takes the cookie away', async () => {
    const { status, cookies: taken } = await api.ask('DELETE', '/api/session', { cookies, headers: ownSite })
    expect(status).toBe(204)
    expect(taken[0]).toMatch(/^dondoc-session=; Path=\/; Max-Age=0;/)
  })
})

describe('who am I', () => {
  it('is the person with roles and the positions of the day', async () => {
    const { body } = await api.ask('GET', '/api/session', { as: 'kiem-nhiem' })
    expect(body).toMatchObject({ person: 'kiem-nhiem', roles: ['secretariat'], today: '2013-01-07' })
    expect(body.capacities.map(({ agency }: { agency: string }) => agency)).toEqual(['van-phong', 'so-y-te'])
  })

  it.each([
    ['a token that proves nobody registered', { as: 'khong-ai' }],
    ['no token', {}],
    ['a header that is no bearer token', { headers: { authorization: 'Basic dGh1LWt5' } }],
  ])('with %s is nobody', async (_, asking) => {
    expect((await api.ask('GET', '/api/session', asking)).body.code).toBe('not-signed-in')
  })

  it('is told with the ways to sign in, without a refusal to whoever is nobody', async () => {
    const known = await api.ask('GET', '/api/session/choices', { cookies })
    expect(known.body).toMatchObject({ ways: ['person'], session: { person: 'thu-ky', today: '2013-01-07' } })
    for (const asking of [{}, { as: 'khong-ai' }]) {
      const { status, body } = await api.ask('GET', '/api/session/choices', asking)
      expect([status, body.session]).toEqual([200, undefined])
    }
  })

  it('by the cookie too, and a header goes before it', async () => {
    expect((await api.ask('GET', '/api/session', { cookies })).body.person).toBe('thu-ky')
    expect((await api.ask('GET', '/api/session', { cookies, as: 'bac-si' })).body.person).toBe('bac-si')
  })

  it('for an agency where they hold no position, nobody acts', async () => {
    const { status, body } = await api.ask('GET', '/api/session', {
      as: 'bac-si',
      headers: { 'Dondoc-Agency': 'van-phong' },
    })
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-your-agency' })
  })

  it('whoever left their position is still themselves, and may do nothing', async () => {
    expect((await api.ask('GET', '/api/session', { as: 'da-nghi' })).body.capacities).toEqual([])
    const { status, body } = await api.ask('GET', '/api/programmes/nho/tasks', { as: 'da-nghi' })
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-allowed' })
  })
})

describe('a change with the cookie', () => {
  it.each<[string, { [name: string]: string }, boolean]>([
    ['from the same origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['of an older browser, from the same origin', { origin: 'https://dondoc.example.com' }, true],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, false],
    ['from a sister site', { 'sec-fetch-site': 'same-site', origin: 'https://dondoc.example.com' }, false],
    ['of an older browser, from another origin', { origin: 'https://xau.example.com' }, false],
    ['from a page without an origin', { origin: 'null' }, false],
    ['that does not say where it comes from', {}, false],
  ])('%s', async (_, headers, passes) => {
    const { status, body } = await api.ask('DELETE', '/api/session', { cookies, headers })
    expect(passes ? status : body.code).toBe(passes ? 204 : 'cross-site')
  })

  it('no page elsewhere signs anybody in, with or without a cookie', async () => {
    const asking = { body: { person: 'bac-si' }, headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await api.ask('POST', '/api/session', asking)).body.code).toBe('cross-site')
  })

  it('reading is free of it, since it changes nothing', async () => {
    const { status } = await api.ask('GET', '/api/session', { cookies, headers: { 'sec-fetch-site': 'cross-site' } })
    expect(status).toBe(200)
  })
})

it('a gateway may have named the rest of the path', async () => {
  const request = requestOf('GET', '/api/tasks/nho_once', { as: 'thu-ky' })
  const handler = apiHandler(api.services, { onFault: () => {} })
  expect((await handler({ ...request, pathParameters: { proxy: 'tasks/nho_once' } })).statusCode).toBe(200)
})

describe('what is not there', () => {
  it('an address nobody answers', async () => {
    const { status, body } = await api.ask('GET', '/api/khong-co', { as: 'thu-ky' })
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'no-such-route' })
  })

  it('a method that an address does not take says which it takes', async () => {
    const { status, headers } = await api.ask('PUT', '/api/session', { as: 'thu-ky' })
    expect({ status, allow: headers['allow'] }).toEqual({ status: 405, allow: 'GET, HEAD, POST, DELETE' })
  })
})

describe('an issuer elsewhere', () => {
  const door = {
    authorize: 'https://issuer.example.com/authorize',
    clientId: 'dondoc',
    scope: 'openid email',
    redirectUri: 'https://dondoc.example.com/dang-nhap',
  }
  const proof = { authorizationCode: 'c-1', codeVerifier: 'v'.repeat(43) }
  const vouched = { person: 'bac-si', renewal: 'r-1' }
  const at = (identity: Partial<Identity>) => {
    const known: Identity = {
      ...api.services.identity,
      signInBy: ['issuer'],
      issuerDoor: async () => door,
      signIn: async (given) => ('authorizationCode' in given ? vouched : undefined),
      ...identity,
    }
    const handler = apiHandler({ ...api.services, identity: known }, { onFault: () => {} })
    return async (method: 'GET' | 'POST', path: string, body?: unknown) => {
      const answer = await handler(requestOf(method, path, { body, headers: { 'X-Forwarded-Proto': 'https' } }))
      return { status: answer.statusCode, body: JSON.parse(answer.body ?? ''), cookies: answer.cookies }
    }
  }
  const unanswered = async () => {
    throw new IdentityBusy('no answer')
  }

  it('is shown with its door, and without it while it does not answer', async () => {
    expect((await at({})('GET', '/api/session/choices')).body).toEqual({ ways: ['issuer'], people: [], issuer: door })
    const away = await at({ issuerDoor: unanswered })('GET', '/api/session/choices')
    expect(away).toMatchObject({ status: 200, body: { ways: ['issuer'], people: [] } })
    expect(away.body.issuer).toBeUndefined()
  })

  it('begins a session by the code that it gave the browser', async () => {
    const begun = await at({})('POST', '/api/session', proof)
    expect(begun).toEqual({
      status: 201,
      body: { person: 'bac-si', seconds: expect.closeTo(7200, -1) },
      cookies: [
        expect.stringMatching(
          /^dondoc-session=dondoc~bac-si~\S+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
        ),
        'dondoc-renewal=r-1; Path=/api/session; Max-Age=43200; HttpOnly; SameSite=Strict; Secure',
      ],
    })
  })

  it('that does not answer is to be tried again, and nobody is told that they are not who they are', async () => {
    const ask = at({ signIn: unanswered })
    expect((await ask('POST', '/api/session', proof)).body).toMatchObject({ status: 503, code: 'busy' })
  })

  it.each([
    ['a verifier that is too short', { ...proof, codeVerifier: 'v' }],
    ['a code without a verifier', { authorizationCode: 'c-1' }],
  ])('is not asked about %s', async (_, body) => {
    expect((await at({})('POST', '/api/session', body)).status).toBe(422)
  })
})

describe('what the host could not do', () => {
  const brokenBy = async (error: Error, explain?: (error: unknown) => string | undefined) => {
    const table = { ...api.services.table, get: () => Promise.reject(error) }
    const faults: string[] = []
    const host = { onFault: (reference: string) => faults.push(reference), ...(explain ? { explain } : {}) }
    const answer = await apiHandler(
      { ...api.services, table },
      host,
    )(requestOf('GET', '/api/session', { as: 'thu-ky' }))
    return { answer, problem: JSON.parse(answer.body ?? ''), faults }
  }

  it.each([
    [new TableBusy('throttled'), 503, 'busy'],
    [new UnknownOutcome('lost'), 503, 'outcome-unknown'],
  ])('%s is told as what it is', async (error, status, code) => {
    const { problem, faults } = await brokenBy(error)
    expect(problem).toMatchObject({ status, code })
    expect(faults).toEqual([])
  })

  it('a full disk is told in the words of the host', async () => {
    const { problem, faults } = await brokenBy(new Error('SQLITE_FULL'), () => 'Ổ đĩa đã đầy.')
    expect(problem).toMatchObject({ status: 507, code: 'host-fault', detail: 'Ổ đĩa đã đầy.' })
    expect(faults).toEqual([])
  })

  it('an error nobody expected shows its reference and nothing else', async () => {
    const { answer, problem, faults } = await brokenBy(new Error('mật khẩu'))
    expect(problem).toMatchObject({
      status: 500,
      code: 'internal-error',
      detail: expect.stringContaining(faults[0] ?? '?'),
    })
    expect(answer.body).not.toContain('mật khẩu')
  })
})
