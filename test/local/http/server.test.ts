import { once } from 'node:events'
import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiHandler } from '../../../functions/http/handlerOf.ts'
import type { PageFile, Pages } from '../../../functions/pages/pages.ts'
import { pageServer } from '../../../local/http/server.ts'

const html = '<!doctype html><title>Đôn đốc</title>'
const script = 'console.log("đôn đốc")'

const pages: Pages = new Map<string, PageFile>([
  [
    '/index.html',
    {
      type: 'text/html; charset=utf-8',
      body: Buffer.from(html),
      forever: false,
      ahead: [
        { address: '/nhiem-vu/:id', files: ['/assets/taskPage-b2.js', '/assets/act-c3.css'] },
        { address: '/quan-tri/:part?', files: ['/assets/adminPage-d4.js'] },
      ],
    },
  ],
  ['/icon.svg', { type: 'image/svg+xml', body: Buffer.from('<svg/>'), forever: false }],
  [
    '/assets/index-a1.js',
    {
      type: 'text/javascript; charset=utf-8',
      body: Buffer.from(script),
      brotli: brotliCompressSync(script),
      forever: true,
    },
  ],
])
const api: ApiHandler = async ({ rawPath }) => ({ statusCode: 200, body: JSON.stringify({ rawPath }) })

let server: Server

beforeAll(async () => {
  server = pageServer({ pages, api, onFailure: () => {} }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const addresses = ['/', '/tong-quan', '/nhiem-vu/28-ctrhd-tu_II-2-3-11_2013', '/thu/2013-03-04%23so-y-te@example.com']

describe('the page', () => {
  it.each(addresses)('is at %s, for the browser to show what belongs there', async (path) => {
    const { status, headers, body } = await asked(path)
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: html })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it.each([...addresses, '/khong-co.js', '/icon.svg', '/assets/index-a1.js'])(
    '%s is sent with the strictest policy: nothing inline, nothing evaluated, nothing from elsewhere',
    async (path) => {
      const { headers } = await asked(path)
      const policy = String(headers['content-security-policy']).split('; ')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("style-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy.join()).not.toMatch(/unsafe|https?:|\*|data:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    },
  )

  it('names beside it what every page asks first, and to whoever has a session what its address shows by', async () => {
    const opened = (path: string) => `</api/opened?at=${encodeURIComponent(path)}>; rel=preload; as=fetch; crossorigin`
    const admin = '</assets/adminPage-d4.js>; rel=modulepreload'
    const linkOf = async (path: string, cookie = 'a=1; dondoc-session=x.y.z') =>
      String((await asked(path, { cookie })).headers['link']).split(', ')
    expect(await linkOf('/nhiem-vu/mot', 'other-session=x')).toEqual([opened('/nhiem-vu/mot')])
    expect(await linkOf('/nhiem-vu/mot?xep=han')).toEqual([
      opened('/nhiem-vu/mot'),
      '</assets/taskPage-b2.js>; rel=modulepreload',
      '</assets/act-c3.css>; rel=preload; as=style; crossorigin',
    ])
    expect(await linkOf('/quan-tri')).toEqual([opened('/quan-tri'), admin])
    expect(await linkOf('/quan-tri/nguoi')).toEqual([opened('/quan-tri/nguoi'), admin])
    expect(await linkOf('/quan-tri/nguoi/mot')).toEqual([opened('/quan-tri/nguoi/mot')])
    expect(await linkOf('/nhiem-vu')).toEqual([opened('/nhiem-vu')])
    expect((await asked('/icon.svg', { cookie: 'dondoc-session=x.y.z' })).headers['link']).toBeUndefined()
  })

  it('is kept by nobody, and what it is made of for good: its names change with its content', async () => {
    expect((await asked('/')).headers['cache-control']).toBe('no-store')
    expect((await asked('/icon.svg')).headers['cache-control']).toBe('no-store')
    expect((await asked('/assets/index-a1.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it.each([
    ['br', true],
    ['gzip, deflate, br, zstd', true],
    ['gzip', false],
    ['bro', false],
    [undefined, false],
  ])('its scripts are compressed for whoever accepts %s: %s', async (accepted, isCompressed) => {
    const { headers, body } = await asked('/assets/index-a1.js', accepted ? { 'accept-encoding': accepted } : {})
    expect(headers['content-encoding']).toBe(isCompressed ? 'br' : undefined)
    expect(headers['vary']).toBe('accept-encoding')
    expect((isCompressed ? brotliDecompressSync(body) : body).toString()).toBe(script)
  })

  it.each([...addresses, '/assets/index-a1.js', '/khong-co.js'])(
    '%s answers HEAD as it answers GET, without the body',
    async (path) => {
      const [got, head] = [await asked(path), await asked(path, {}, 'HEAD')]
      expect({ status: head.status, length: head.body.length }).toEqual({ status: got.status, length: 0 })
      expect(head.headers['content-length']).toBe(String(got.body.length))
    },
  )

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const { status, headers, body } = await asked('/', {}, method)
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
    expect(body.toString()).toContain('chỉ để xem')
  })

  it.each([
    '/khong-co.js',
    '/assets/',
    '/assets/khong-co.js',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/.built-from',
    '//',
    '/folder.json',
  ])('%s is not there, and says so', async (path) => {
    const { status, body } = await asked(path)
    expect(status).toBe(404)
    expect(body.toString()).toContain('Không có trang này')
  })
})

it('what is under /api/ is answered by the API, whatever the method', async () => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const { status, body } = await asked('/api/tasks/a.b', {}, method)
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: '{"rawPath":"/api/tasks/a.b"}' })
  }
})

describe('whoever asks', () => {
  it.each(['localhost', 'LOCALHOST:8028', '127.0.0.1:1', '[::1]:8028'])('for %s is answered', async (host) => {
    expect((await asked('/', { host })).status).toBe(200)
  })

  it.each(['example.com', 'localhost.example.com', '127.0.0.1.example.com', 'localhost:x', '10.0.0.1', '0.0.0.0'])(
    'for %s is not, neither the page nor the API',
    async (host) => {
      for (const path of ['/', '/api/session/choices']) {
        const { status, body } = await asked(path, { host })
        expect(status).toBe(421)
        expect(body.toString()).toContain('localhost hoặc 127.0.0.1')
      }
    },
  )
})

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

async function asked(path: string, headers: { [name: string]: string } = {}, method = 'GET'): Promise<Answer> {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const asking = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host: 'localhost', ...headers },
    agent: false,
  }).end()
  const [response] = await once(asking, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}
