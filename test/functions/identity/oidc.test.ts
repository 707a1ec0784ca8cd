import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { oidcIdentity } from '../../../functions/identity/oidc.ts'
import { IdentityBusy } from '../../../functions/services.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { identityContract } from '../../contracts/identity.contract.ts'
import { aPerson } from '../http/apiOffice.ts'
import { openedOffice } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'
import { audience, listeningIssuer, type OidcIssuer, redirectUri } from './oidcIssuer.ts'

afterEach(() => void vi.useRealTimers())

describe('people of an issuer elsewhere', () => {
  identityContract(async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    const codeVerifier = randomBytes(32).toString('base64url')
    const challenge = createHash('sha256').update(codeVerifier).digest('base64url')
    return {
      identity,
      proof: async () => ({ authorizationCode: issuer.code(challenge, { sub: 'bac-si' }), codeVerifier }),
    }
  })
})

describe('a token', () => {
  it('proves its person until it ends in real time', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    const token = await issuer.sign({ sub: 'bac-si' }, 60)
    expect((await identity.verify(token))?.person).toBe('bac-si')
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    expect(await identity.verify(token)).toBeUndefined()
  })

  it.each<[string, (issuer: OidcIssuer, token: string) => string | Promise<string>]>([
    ['rubbish', () => 'abc'],
    ['nothing', () => ''],
    ['one of another person by the same signature', (_, token) => withPart(token, 1, { sub: 'lanh-dao' })],
    ['one that ends later by the same signature', (_, token) => withPart(token, 1, { exp: 9_999_999_999 })],
    ['one that names no algorithm', (_, token) => withPart(token, 0, { alg: 'none' })],
    ['one without a signature', (_, token) => withPart(token, 0, { alg: 'none' }).replace(/[^.]*$/, '')],
    ['one of no algorithm at all', (_, token) => new UnsecuredJWT(decodeJwt(token)).encode()],
    ['one that somebody else signed', (issuer) => issuer.forge({ sub: 'bac-si' }, 60)],
    ['one that names a key which the issuer never had', (issuer) => issuer.forge({ sub: 'bac-si' }, 60, 'k9')],
    [
      'one whose key comes along with it',
      (_, token) => resigned(token, { jwk: foreign.publicKey.export({ format: 'jwk' }) }),
    ],
    ['one whose key is said to be elsewhere', (_, token) => resigned(token, { jku: 'https://xau.example.com/keys' })],
  ])('%s proves nobody', async (_, made) => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    const token = await made(issuer, await issuer.sign({ sub: 'bac-si' }, 60))
    expect(await identity.verify(token)).toBeUndefined()
  })

  it('need name no key while the issuer has one alone', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    expect((await identity.verify(await issuer.unnamed({ sub: 'bac-si' }, 60)))?.person).toBe('bac-si')
  })

  it.each([
    ['of another issuer', { iss: 'https://elsewhere.example.com' }],
    ['for another client', { aud: 'another-client' }],
    ['for several clients, none of which we are', { aud: ['a', 'b'] }],
    ['without an audience, given to another client', { aud: undefined, client_id: 'another-client' }],
    ['that never ends', { exp: undefined }],
    ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['of nobody', { sub: undefined }],
    ['of somebody who is not registered', { sub: 'khong-ai' }],
  ])('%s proves nobody', async (_, claims) => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    expect(await identity.verify(await issuer.sign({ sub: 'bac-si', ...claims }, 60))).toBeUndefined()
  })

  it('signed with a public key as a secret proves nobody', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    const publicKeys = await (await fetch(`${issuer.issuer}/keys`)).text()
    const forged = new SignJWT({ sub: 'bac-si' }).setIssuer(issuer.issuer).setAudience(audience).setExpirationTime('1m')
    const token = await forged.setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(Buffer.from(publicKeys))
    expect(await identity.verify(token)).toBeUndefined()
  })

  it('of access, which names the client and no audience, proves its person', async () => {
    const { identity, issuer } = await opened({ personClaim: 'username' })
    const claims = { sub: '7f3a', username: 'bac-si', aud: undefined, client_id: audience }
    expect((await identity.verify(await issuer.sign(claims, 60)))?.person).toBe('bac-si')
  })
})

describe('by its e-mail, a person', () => {
  const sub = '7f3a'
  it.each<[string, object, string | undefined]>([
    ['is who has that mailbox', { email: 'bac-si@example.com', email_verified: true }, 'bac-si'],
    ['is so whatever its capitals', { email: 'Bac-Si@Example.com', email_verified: 'true' }, 'bac-si'],
    ['is nobody where the issuer did not verify it', { email: 'bac-si@example.com', email_verified: false }, undefined],
    ['is nobody where the issuer does not say', { email: 'bac-si@example.com' }, undefined],
    ['is nobody without one', { email_verified: true }, undefined],
    ['is nobody of two who share it', { email: 'chung@example.com', email_verified: true }, undefined],
  ])('%s', async (_, claims, person) => {
    const { identity, issuer } = await opened({ personClaim: 'email' })
    expect((await identity.verify(await issuer.sign({ sub, ...claims }, 60)))?.person).toBe(person)
  })
})

describe('the issuer', () => {
  it('is asked for its keys once, and again once it answers', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    const token = await issuer.sign({ sub: 'bac-si' }, 60)
    issuer.trouble = 503
    await expect(identity.verify(token)).rejects.toBeInstanceOf(IdentityBusy)
    delete issuer.trouble
    expect((await identity.verify(token))?.person).toBe('bac-si')
    expect((await identity.verify(token))?.person).toBe('bac-si')
    expect(issuer.asked.filter((path) => path === '/pool/keys')).toHaveLength(1)
  })

  it('that signs with a new key is asked for it, and what the old one signed holds while that is shown', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    const before = await issuer.sign({ sub: 'bac-si' }, 60)
    expect(await identity.verify(before)).toBeDefined()
    const { forgetOld } = await issuer.rotate()
    // Keys are not asked for at every token that names an unknown one: not again within half a minute.
    vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ['Date'] })
    const after = await issuer.sign({ sub: 'bac-si' }, 120)
    expect((await identity.verify(after))?.person).toBe('bac-si')
    expect((await identity.verify(before))?.person).toBe('bac-si')
    forgetOld()
    const { identity: elsewhere } = await openedAt(issuer, { personClaim: 'sub' })
    expect(await elsewhere.verify(before)).toBeUndefined()
    expect((await elsewhere.verify(after))?.person).toBe('bac-si')
  })

  it('that is another than its document says has no keys here', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    issuer.says.issuer = 'https://elsewhere.example.com'
    await expect(identity.verify(await issuer.sign({ sub: 'bac-si' }, 60))).rejects.toBeInstanceOf(IdentityBusy)
  })

  it('whose keys make no sense says nothing of a token', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    issuer.says.keys = 'không có'
    await expect(identity.verify(await issuer.sign({ sub: 'bac-si' }, 60))).rejects.toBeInstanceOf(IdentityBusy)
  })

  it('need not say where its keys are where that is known', async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub', keys: true })
    expect((await identity.verify(await issuer.sign({ sub: 'bac-si' }, 60)))?.person).toBe('bac-si')
    expect(issuer.asked).toEqual(['/pool/keys'])
  })
})

describe('signing in', () => {
  const codeVerifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const claims = { sub: '7f3a', email: 'bac-si@example.com', email_verified: true }

  it('begins at the issuer’s door, and what it gave says later whether it still vouches', async () => {
    const { identity, issuer } = await opened({ personClaim: 'email' })
    expect(identity.signInBy).toEqual(['issuer'])
    expect(await identity.issuerDoor?.()).toEqual({
      authorize: `${issuer.issuer}/authorize`,
      clientId: audience,
      scope: 'openid email',
      redirectUri,
      leave: `${issuer.issuer}/logout?client_id=${audience}&post_logout_redirect_uri=https%3A%2F%2Fdondoc.example.com%2F&logout_uri=https%3A%2F%2Fdondoc.example.com%2F`,
    })
    const proof = { authorizationCode: issuer.code(challenge, claims), codeVerifier }
    const vouched = await identity.signIn(proof)
    expect(vouched).toEqual({ person: 'bac-si', renewal: expect.any(String) })
    const renewal = vouched && 'renewal' in vouched ? (vouched.renewal ?? '') : ''
    expect(await identity.renew?.(renewal)).toEqual({ person: 'bac-si', renewal: expect.any(String) })
    expect(await identity.renew?.(renewal)).toBeUndefined()
    expect(await identity.renew?.('x')).toBeUndefined()
  })

  it('with a code that was stolen, used up or made up begins nothing', async () => {
    const { identity, issuer } = await opened({ personClaim: 'email' })
    const authorizationCode = issuer.code(challenge, claims)
    const stolen = { authorizationCode, codeVerifier: randomBytes(32).toString('base64url') }
    expect(await identity.signIn(stolen)).toBeUndefined()
    expect(await identity.signIn({ authorizationCode, codeVerifier })).toMatchObject({ person: 'bac-si' })
    expect(await identity.signIn({ authorizationCode, codeVerifier })).toBeUndefined()
    expect(await identity.signIn({ authorizationCode: 'x', codeVerifier })).toBeUndefined()
  })

  it('of somebody whom the office does not know begins nothing', async () => {
    const { identity, issuer } = await opened({ personClaim: 'email' })
    const stranger = { ...claims, email: 'khong-ai@example.com' }
    expect(await identity.signIn({ authorizationCode: issuer.code(challenge, stranger), codeVerifier })).toBeUndefined()
  })

  it('may be tried again while the issuer does not answer', async () => {
    const { identity, issuer } = await opened({ personClaim: 'email' })
    issuer.trouble = 503
    await expect(identity.signIn({ authorizationCode: 'x', codeVerifier })).rejects.toBeInstanceOf(IdentityBusy)
    await expect(identity.issuerDoor?.()).rejects.toBeInstanceOf(IdentityBusy)
  })
})

async function opened(options: { personClaim: string; keys?: boolean }) {
  return openedAt(await listeningIssuer(), options)
}

async function openedAt(issuer: OidcIssuer, { personClaim, keys = false }: { personClaim: string; keys?: boolean }) {
  const office = await openedOffice()
  const shared = { mailbox: 'chung@example.com' }
  const people = [
    { ...aPerson('bac-si', [], 'so-y-te'), mailbox: 'bac-si@example.com' },
    aPerson('lanh-dao', [], 'thanh-uy'),
    { ...aPerson('van-thu-a', [], 'van-phong'), ...shared },
    { ...aPerson('van-thu-b', [], 'van-phong'), ...shared },
  ]
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  await registerPeople(office.table, 'nho', people, occasion)
  const identity = oidcIdentity({
    table: office.table,
    issuer: issuer.issuer,
    audience,
    personClaim,
    redirectUri,
    ...(keys ? { keys: `${issuer.issuer}/keys` } : {}),
  })
  return { identity, issuer }
}

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** What a true token says, signed by somebody else, with more in its header. */
function resigned(token: string, header: object): Promise<string> {
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header })
    .sign(foreign.privateKey)
}

/** The token with a part changed (0: header, 1: payload) and its signature as it was. */
function withPart(token: string, place: number, change: object): string {
  const parts = token.split('.')
  const value: object = JSON.parse(Buffer.from(parts[place] ?? '', 'base64url').toString())
  return parts.with(place, Buffer.from(JSON.stringify({ ...value, ...change })).toString('base64url')).join('.')
}
