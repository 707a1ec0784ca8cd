/** The API of a demo folder through the server: signing in with a cookie, as a browser does. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { localFiles } from '../../../local/files/files.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { apiOf } from '../../../local/http/apiOf.ts'
import { pageServer } from '../../../local/http/server.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { openSystem, type System } from '../../../local/system/system.ts'
import { aPdf } from '../../functions/files/packages.ts'
import { called, programme28 } from '../cli/called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-api-'))
const failures: unknown[] = []
let system: System
let server: Server
let origin: string

beforeAll(async () => {
  const data = join(place, 'data')
  await called('launch', programme28, '--data', data)
  system = await openSystem(await openFolder(data), outbox, (fault) => failures.push(fault))
  const onFailure = (_: string, error: unknown) => failures.push(error)
  const files = localFiles(data)
  const api = await apiOf(system, files, onFailure)
  const page = { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html>'), forever: false }
  const pages = new Map([['/index.html', page]])
  server = pageServer({ pages, onFailure, api, files }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await system.close()
  system.folder.close()
  rmSync(place, { recursive: true })
})

it('one of the demo people signs in, reads, and signs out', async () => {
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const choices = await fetch(`${origin}/api/session/choices`).then((answer) => answer.json())
  expect(choices).toMatchObject({ ways: ['person'], people: Array(5).fill({}) })
  const body = JSON.stringify({ person: 'chuyen-vien-van-phong' })
  const signedIn = await fetch(`${origin}/api/session`, { method: 'POST', headers: json, body })
  expect(signedIn.status).toBe(201)
  const [cookie = ''] = signedIn.headers.getSetCookie().map((one) => one.slice(0, one.indexOf(';')))
  const session = await fetch(`${origin}/api/session`, { headers: { cookie } }).then((answer) => answer.json())
  expect(session).toMatchObject({ person: 'chuyen-vien-van-phong', today: '2012-11-08' })
  const tasks = await fetch(`${origin}/api/programmes/28-ctrhd-tu/tasks`, { headers: { cookie } })
  expect(await tasks.json()).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ programme: '28-ctrhd-tu' })]),
  })
  const signedOut = await fetch(`${origin}/api/session`, { method: 'DELETE', headers: { ...json, cookie } })
  expect(signedOut.headers.getSetCookie()[0]).toContain('Max-Age=0')
  expect(failures).toEqual([])
})

it('a person who only says that they are somebody is nobody', async () => {
  const forged = { cookie: 'dondoc-session=lanh-dao' }
  expect((await fetch(`${origin}/api/session`, { headers: forged })).status).toBe(401)
})

it('the pages stand beside it', async () => {
  expect((await fetch(`${origin}/`)).headers.get('content-type')).toContain('text/html')
  expect((await fetch(`${origin}/api/openapi.json`)).headers.get('content-type')).toContain('application/json')
})

it('a file is sent in two steps and fetched as an attachment, byte for byte', async () => {
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const signedIn = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ person: 'chuyen-vien-so-y-te' }),
  })
  const headers = { ...json, cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' }
  // biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects to be there
  const post = async (path: string, body: object): Promise<any> =>
    (await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  const bytes = new Uint8Array(aPdf('Báo cáo'))
  const { id, sending } = await post('/api/files', {
    programme: '28-ctrhd-tu',
    bytes: bytes.length,
    noStateSecrets: true,
  })
  const sent = await fetch(`${origin}${sending.url}`, { method: sending.method, body: bytes })
  expect(sent.status).toBe(204)
  expect(await post(`/api/files/${id}/confirmation`, { name: 'Báo cáo.pdf' })).toMatchObject({ id, kind: 'pdf' })
  const fetched = await fetch(`${origin}/api/files/${id}/content`, { headers })
  expect(fetched.headers.get('content-disposition')).toMatch(/^attachment; filename="Bao cao.pdf"/)
  expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(bytes)
  expect(failures).toEqual([])
})
