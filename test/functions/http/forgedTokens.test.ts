/** Tokens at the door of the API, with the issuer of one machine: who holds a false one is nobody, and leaves nothing. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import { builtInIdentity, type IssuerKey, issuerKey } from '../../../local/identity/issuer.ts'
import { type ApiOffice, apiOffice, requestOf } from './apiOffice.ts'

const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'dondoc-key-')))
let api: ApiOffice
let key: IssuerKey
let otherFolders: IssuerKey
beforeAll(async () => {
  api = await apiOffice()
  key = await issuerKey(folders[0] ?? '')
  otherFolders = await issuerKey(folders[1] ?? '')
})
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

async function ask(token: string) {
  const nobody = { by: ['person'] as const, personOf: async () => undefined }
  const services = { ...api.services, identity: builtInIdentity(key, nobody) }
  const handler = apiHandler(services, { onFault: (_, error) => api.faults.push(error) })
  const { statusCode, body = '' } = await handler(requestOf('GET', '/api/programmes/nho/events', { as: token }))
  return { status: statusCode, code: JSON.parse(body).code }
}

/** What a true token says, signed by somebody else. */
async function resigned(changes: object = {}) {
  const token = await key.sign('lanh-dao', 60)
  const { privateKey } = generateKeyPairSync('ed25519')
  return new SignJWT({ ...decodeJwt(token), ...changes })
    .setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'EdDSA' })
    .sign(privateKey)
}

it.each<[string, () => string | Promise<string>]>([
  ['forged', async () => (await key.sign('bac-si', 60)).replace(/\.[^.]*\./, `.${btoa('{"sub":"lanh-dao"}')}.`)],
  ['expired', () => key.sign('lanh-dao', -1)],
  ['of another folder, which is another audience', () => otherFolders.sign('lanh-dao', 60)],
  ['of no algorithm', async () => new UnsecuredJWT(decodeJwt(await key.sign('lanh-dao', 60))).encode()],
  ['signed with a key of somebody else’s', () => resigned()],
  ['signed with a key that it brings along', async () => `${await resigned({ jwk: {} })}`],
  ['of somebody who is not registered', () => key.sign('khong-ai', 60)],
  ['that is a person’s name', () => 'lanh-dao'],
])('a token %s proves nobody', async (_, token) => {
  const { items: before } = await api.office.truth.query({ index: 'byProgramme', pk: 'EVENTS#nho', limit: 1000 })
  expect(await ask(await token())).toEqual({ status: 401, code: 'not-signed-in' })
  const { items } = await api.office.truth.query({ index: 'byProgramme', pk: 'EVENTS#nho', limit: 1000 })
  expect(items).toEqual(before)
  expect(api.faults).toEqual([])
})

it('a token of its own proves its person', async () => {
  expect((await ask(await key.sign('lanh-dao', 60))).status).toBe(200)
})
