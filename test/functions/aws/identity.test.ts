import { createHash, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { oidcIdentity } from '../../../functions/aws/identity.ts'
import { IdentityBusy } from '../../../functions/services.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { identityContract } from '../../contracts/identity.contract.ts'
import { aPerson } from '../http/apiOffice.ts'
import { openedOffice } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'
import { audience, listeningIssuer, redirectUri } from './oidcIssuer.ts'

describe('sessions of an issuer elsewhere', () => {
  identityContract(async () => {
    const { identity, issuer } = await opened({ personClaim: 'sub' })
    return {
      identity,
      issue: (sub, seconds) => issuer.sign({ sub }, seconds),
      forge: (sub, seconds) => issuer.forge({ sub }, seconds),
    }
  })
})

describe('a token', () => {
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

  it('begins at the issuer’s door and ends with its token, for as long as that holds', async () => {
    const { identity, issuer } = await opened({ personClaim: 'email' })
    expect(identity.signInBy).toEqual(['issuer'])
    expect(await identity.issuerDoor?.()).toEqual({
      authorize: `${issuer.issuer}/authorize`,
      clientId: audience,
      scope: 'openid email',
      redirectUri,
    })
    const session = await identity.signIn({ authorizationCode: issuer.code(challenge, claims), codeVerifier })
    expect(session).toMatchObject({ person: 'bac-si' })
    expect(session?.seconds).toBeGreaterThan(3590)
    expect(session?.seconds).toBeLessThanOrEqual(3600)
    expect((await identity.verify(session?.token ?? ''))?.person).toBe('bac-si')
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

async function opened({ personClaim, keys = false }: { personClaim: string; keys?: boolean }) {
  const issuer = await listeningIssuer()
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
