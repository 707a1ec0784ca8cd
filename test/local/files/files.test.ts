import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { disposition } from '../../../functions/files/disposition.ts'
import { copyKeptFiles, type LocalFiles, localFiles } from '../../../local/files/files.ts'
import { transfer } from '../../../local/files/transfer.ts'
import { filesContract } from '../../contracts/files.contract.ts'

let place: string
let files: LocalFiles
let now: number
let server: Server
let base: string
const failures: unknown[] = []

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'dondoc-files-'))
  now = Date.now()
  files = localFiles(place, () => now)
  server = createServer((request, response) => {
    void transfer(files, request, response, (_, error) => failures.push(error))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.close()
  server.closeAllConnections()
  rmSync(place, { recursive: true })
  expect(failures.splice(0)).toEqual([])
})

const ask = (url: string, init?: RequestInit) => fetch(`${base}${url}`, init)
const put = async (url: string, bytes: Uint8Array<ArrayBuffer>) => ask(url, { method: 'PUT', body: bytes })
const quarantined = () =>
  existsSync(join(place, 'files/quarantine')) ? readdirSync(join(place, 'files/quarantine')) : []

describe('files beside the table', () => {
  filesContract(async () => ({
    files,
    send: async ({ url }, bytes) => (await put(url, new Uint8Array(bytes))).status,
    fetch: ask,
  }))
})

describe('a sealed address', () => {
  const bytes = new Uint8Array([1, 2, 3])

  it('is over after a quarter of an hour of real time', async () => {
    const { url } = await files.whereToSend('a-1', 10)
    now += 15 * 60_000 + 1
    const answer = await put(url, bytes)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'address-over' })
    expect(quarantined()).toEqual([])
  })

  it.each([
    ['another id', (url: string) => url.replace('a-1', 'a-2')],
    ['a place outside', (url: string) => url.replace('a-1', '..%2Fa-1')],
    ['more bytes', (url: string) => url.replace('most=10', 'most=100')],
    ['a later end', (url: string) => url.replace(/until=\d+/, `until=9999999999999`)],
    ['no seal', (url: string) => url.replace(/&seal=.*/, '')],
    ['another process', (url: string) => url, true],
  ])('does not open with %s', async (_, change, elsewhere = false) => {
    const { url } = await files.whereToSend('a-1', 10)
    if (elsewhere) files = localFiles(place, () => now)
    expect((await put(change(url), bytes)).status).toBe(403)
    expect(quarantined()).toEqual([])
  })

  it('to send does not fetch, and to fetch does not send', async () => {
    await files.keep('ab'.repeat(32), bytes)
    const toFetch = (await files.whereToFetch('ab'.repeat(32), { name: 'a.txt', mediaType: 'text/plain' })) ?? ''
    expect((await put(toFetch, bytes)).status).toBe(403)
    const { url } = await files.whereToSend('a-1', 10)
    expect((await ask(url)).status).toBe(403)
    expect((await ask(toFetch, { method: 'DELETE' })).status).toBe(403)
    expect((await ask(toFetch, { method: 'HEAD' })).headers.get('content-length')).toBe('3')
  })
})

it('more than was allowed is read no further, also where nobody said how much would come', async () => {
  const { url } = await files.whereToSend('a-1', 10)
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(8))
      controller.enqueue(new Uint8Array(8))
      controller.close()
    },
  })
  const answer = await ask(url, { method: 'PUT', body, duplex: 'half' })
  expect(answer.status).toBe(413)
  expect(quarantined()).toEqual([])
})

it('of a sending that broke off nothing stays', async () => {
  const { url } = await files.whereToSend('a-1', 1000)
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`PUT ${url} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\nmột nửa`)
  await expect.poll(quarantined).toHaveLength(1)
  socket.destroy()
  await expect.poll(quarantined).toEqual([])
})

it('what lay in quarantine for a day is let go of when another comes', async () => {
  const folder = join(place, 'files/quarantine')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'cu'), 'x')
  writeFileSync(join(folder, 'moi'), 'x')
  const before = now / 1000 - 25 * 3600
  utimesSync(join(folder, 'cu'), before, before)
  await files.whereToSend('a-1', 10)
  expect(quarantined()).toEqual(['moi'])
})

it('a copy has what is kept and nothing of the quarantine', async () => {
  await files.keep('ab'.repeat(32), new Uint8Array([1, 2, 3]))
  const { url } = await files.whereToSend('a-1', 10)
  await put(url, new Uint8Array([9]))
  const copy = join(place, 'copy')
  expect(copyKeptFiles(place, copy)).toBe(3)
  const copied = localFiles(copy)
  expect(await copied.whereToFetch('ab'.repeat(32), { name: 'a', mediaType: 'b' })).toBeDefined()
  expect(readdirSync(join(copy, 'files'))).toEqual(['kept'])
  expect(copyKeptFiles(join(place, 'khong-co'), copy)).toBe(0)
})

it('a name goes into a header as it is, and in plain letters for old programs', () => {
  expect(disposition('Đề án "mới" 100%.pdf')).toBe(
    'attachment; filename="De an _moi_ 100_.pdf"; filename*=UTF-8\'\'%C4%90%E1%BB%81%20%C3%A1n%20%22m%E1%BB%9Bi%22%20100%25.pdf',
  )
})
