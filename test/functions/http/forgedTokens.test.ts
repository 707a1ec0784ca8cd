/** Tokens at the door of the API: who holds a false one is nobody, and leaves nothing. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import { beforeEach, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import { oidcIdentity } from '../../../functions/identity/oidc.ts'
import { beginSession } from '../../../functions/stores/sessions.ts'
import { audience, listeningIssuer, type OidcIssuer } from '../identity/oidcIssuer.ts'
import { type ApiOffice, apiOffice, requestOf } from './apiOffice.ts'

let api: ApiOffice
let issuer: OidcIssuer
beforeEach(async () => {
  api = await apiOffice()
  issuer = await listeningIssuer()
})

async function ask(token: string) {
  const identity = oidcIdentity({ table: api.office.truth, issuer: issuer.issuer, audience, personClaim: 'sub' })
  const handler = apiHandler({ ...api.services, identity }, { onFault: (_, error) => api.faults.push(error) })
  const { statusCode, body = '' } = await handler(requestOf('GET', '/api/programmes/nho/events', { as: token }))
  return { status: statusCode, code: JSON.parse(body).code }
}

const theirs = (claims: object = {}, seconds = 60) => issuer.sign({ sub: 'lanh-dao', ...claims }, seconds)
const own = async (person: string) => (await beginSession(api.office.truth, person, {})).token

/** What a true token says, signed by somebody else. */
async function resigned(header: object = {}) {
  const token = await theirs()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'RS256', ...header })
    .sign(privateKey)
}

it.each<[string, () => string | Promise<string>]>([
  ['forged', async () => (await theirs()).replace(/\.[^.]*\./, `.${btoa('{"sub":"lanh-dao"}')}.`)],
  ['expired', () => theirs({}, -1)],
  ['not valid yet', () => theirs({ nbf: Math.floor(Date.now() / 1000) + 600 })],
  ['of another audience', () => theirs({ aud: 'another' })],
  ['of another issuer', () => theirs({ iss: 'https://elsewhere.example.com' })],
  ['of no algorithm', async () => new UnsecuredJWT(decodeJwt(await theirs())).encode()],
  ['signed with a key of somebody else’s', () => resigned()],
  ['signed with a key that it brings along', () => resigned({ jwk: {} })],
  ['of somebody who is not registered', () => theirs({ sub: 'khong-ai' })],
  ['that is a person’s name', () => 'lanh-dao'],
  ['of a session of ours with another name on it', async () => (await own('bac-si')).replace('bac-si', 'lanh-dao')],
  ['of a session of ours, cut short', async () => (await own('lanh-dao')).slice(0, -1)],
  ['that is the name under which a session is kept', async () => sha256(await own('lanh-dao'))],
  ['of a session of ours of somebody who is not registered', () => own('khong-ai')],
])('a token %s proves nobody', async (_, token) => {
  const made = await token()
  const { items: before } = await api.office.truth.query({ index: 'byProgramme', pk: 'EVENTS#nho', limit: 1000 })
  expect(await ask(made)).toEqual({ status: 401, code: 'not-signed-in' })
  const { items } = await api.office.truth.query({ index: 'byProgramme', pk: 'EVENTS#nho', limit: 1000 })
  expect(items).toEqual(before)
  expect(api.faults).toEqual([])
})

it.each<[string, () => Promise<string>]>([
  ['the issuer', () => theirs()],
  ['a session', () => own('lanh-dao')],
])('a token of %s proves its person', async (_, token) => {
  expect((await ask(await token())).status).toBe(200)
})

it('an issuer that does not answer is told as a busy system, never as a refusal', async () => {
  const token = await theirs()
  issuer.trouble = 503
  expect(await ask(token)).toEqual({ status: 503, code: 'busy' })
  expect(api.faults).toEqual([])
})

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
