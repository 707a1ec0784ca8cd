import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { builtInIdentity, issuerKey } from '../../../local/identity/issuer.ts'
import { identityContract } from '../../contracts/identity.contract.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-identity-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('sessions of the built-in issuer', () => {
  identityContract(async () => {
    const key = await issuerKey(folder)
    const stranger = mkdtempSync(join(tmpdir(), 'dondoc-identity-'))
    onTestFinished(() => rmSync(stranger, { recursive: true }))
    const other = await issuerKey(stranger)
    const signIn = { by: ['person'] as const, personOf: async () => undefined }
    return {
      identity: builtInIdentity(key, signIn),
      issue: (person, seconds) => key.sign(person, seconds),
      forge: (person, seconds) => other.sign(person, seconds),
    }
  })
})

const keyFile = () => join(folder, 'session-key.json')

it('a session is proved by the key that signed it, also after a restart', async () => {
  const token = await (await issuerKey(folder)).sign('bac-si', 60)
  expect((await (await issuerKey(folder)).verify(token))?.person).toBe('bac-si')
})

it.skipIf(process.platform === 'win32')('the key is its owner’s alone', async () => {
  await issuerKey(folder)
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
})

it('what a crash left half written is no key, and is made anew', async () => {
  writeFileSync(`${keyFile()}.tmp`, '{"kty"')
  const key = await issuerKey(folder)
  expect((await key.verify(await key.sign('bac-si', 60)))?.person).toBe('bac-si')
})

it("another folder's session proves nobody here", async () => {
  const other = mkdtempSync(join(tmpdir(), 'dondoc-identity-'))
  const token = await (await issuerKey(other)).sign('bac-si', 60)
  expect(await (await issuerKey(folder)).verify(token)).toBeUndefined()
  rmSync(other, { recursive: true })
})

it('a token signed with the public half as a secret proves nobody', async () => {
  const key = await issuerKey(folder)
  const { x } = JSON.parse(readFileSync(keyFile(), 'utf8'))
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('lanh-dao').sign(Buffer.from(x))
  expect(await key.verify(token)).toBeUndefined()
})

it('signs in whomever the proof proves, and nobody else', async () => {
  const signIn = {
    by: ['person'] as const,
    personOf: async (proof: object) => ('person' in proof ? 'bac-si' : undefined),
  }
  const identity = builtInIdentity(await issuerKey(folder), signIn)
  const session = await identity.signIn({ person: 'bac-si' })
  expect((await identity.verify(session?.token ?? ''))?.person).toBe('bac-si')
  expect(await identity.signIn({ code: '1' })).toBeUndefined()
})
