/** An office folder whose people sign in at an issuer of the city's. */
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ApiHandler } from '../../../functions/http/handlerOf.ts'
import { localFiles } from '../../../local/files/files.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { apiOf } from '../../../local/http/apiOf.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { openSystem } from '../../../local/system/system.ts'
import { requestOf } from '../../functions/http/apiOffice.ts'
import { audience, listeningIssuer, redirectUri } from '../../functions/identity/oidcIssuer.ts'
import { called } from '../cli/called.ts'
import { newPlace, workbook } from '../office/workbooks.ts'

async function madeOffice(): Promise<string> {
  const data = join(newPlace(), 'data')
  await called('init', '--office', '--from', await workbook(), '--data', data)
  return data
}

async function apiIn(data: string): Promise<(...asked: Parameters<typeof requestOf>) => ReturnType<ApiHandler>> {
  const system = await openSystem(await openFolder(data), outbox, () => {})
  onTestFinished(async () => {
    await system.close()
    system.folder.close()
  })
  const api = await apiOf(system, localFiles(data), () => {})
  return (...asked) => api(requestOf(...asked))
}

const publicUrl = new URL('/', redirectUri).href
const bodyOf = ({ body }: Awaited<ReturnType<ApiHandler>>) => JSON.parse(body ?? '{}')

it('is named when the folder is there, and people sign in by its code; the session is the office’s own', async () => {
  const data = await madeOffice()
  const issuer = await listeningIssuer()
  const named = ['--issuer', issuer.issuer, '--client-id', audience, '--public-url', publicUrl]
  expect(await called('init', '--office', '--data', data, ...named)).toMatchObject({ code: 0, err: '' })
  const ask = await apiIn(data)
  const choices = bodyOf(await ask('GET', '/api/session/choices', {}))
  expect(choices).toMatchObject({ ways: ['issuer'], issuer: { clientId: audience, redirectUri } })
  const codeVerifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url')
  const claims = { sub: '7f3a', email: 'quantri@example.com', email_verified: true }
  const body = { authorizationCode: issuer.code(challenge, claims), codeVerifier }
  const { statusCode, cookies = [] } = await ask('POST', '/api/session', { body })
  expect(statusCode).toBe(201)
  const session = await ask('GET', '/api/session', { cookies: cookies.map((one) => one.slice(0, one.indexOf(';'))) })
  expect(bodyOf(session).person).toBe('quan-tri')
  // Passwords are the issuer's affair from now on.
  expect(bodyOf(await ask('POST', '/api/session', { body: { name: 'quan-tri', password: 'x' } })).code).toBe(
    'sign-in-refused',
  )
})

it('that does not answer is not taken, with the sentence that says so; and the way back is a word', async () => {
  const data = await madeOffice()
  const issuer = await listeningIssuer()
  const named = ['--issuer', issuer.issuer, '--client-id', audience]
  const init = (...options: string[]) => called('init', '--office', '--data', data, ...options)
  expect(await init(...named)).toMatchObject({ code: 1, err: expect.stringContaining('Hãy thêm --public-url') })
  issuer.trouble = 503
  const away = await init(...named, '--public-url', publicUrl)
  expect(away).toMatchObject({ code: 1, err: expect.stringContaining('Không hỏi được hệ thống tài khoản') })
  delete issuer.trouble
  expect(await init('--issuer', 'http://dondoc.example.com', '--client-id', audience)).toMatchObject({ code: 1 })
  expect(await init('--client-id', audience)).toMatchObject({ code: 2 })
  expect(await init(...named, '--public-url', publicUrl)).toMatchObject({ code: 0 })
  expect(await init('--own-accounts')).toMatchObject({ code: 0 })
  expect(bodyOf(await (await apiIn(data))('GET', '/api/session/choices', {})).ways).toEqual(['password'])
  expect(await called('verify', '--data', data)).toMatchObject({ code: 0 })
})
