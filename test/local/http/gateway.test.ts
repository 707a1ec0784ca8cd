import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mostBodyBytes } from '../../../functions/middleware/http.ts'
import { throughGateway } from '../../../local/http/gateway.ts'

let server: Server
let seen: APIGatewayProxyEventV2[]
let answer: APIGatewayProxyStructuredResultV2

beforeEach(async () => {
  seen = []
  answer = { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"có":1}' }
  server = createServer((incoming, outgoing) => {
    const handler = async (event: APIGatewayProxyEventV2) => {
      seen.push(event)
      return answer
    }
    throughGateway(handler, incoming, outgoing, { protocol: 'http', address: '127.0.0.1' }).catch(() =>
      outgoing.destroy(),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.close()
  server.closeAllConnections()
})

it('a request becomes an event of payload format 2.0', async () => {
  await asked('POST', '/api/tasks/nho_once?from=2013-01-01&from=2013-02-01&words=kh%C3%B4ng+d%E1%BA%A5u', {
    headers: { Cookie: 'a=1; dondoc-session=x.y.z', 'X-Forwarded-Proto': 'https', 'If-Match': '"3"' },
    body: '{"text":"đã xong"}',
  })
  const [event] = seen
  expect(event).toMatchObject({
    version: '2.0',
    rawPath: '/api/tasks/nho_once',
    queryStringParameters: { from: '2013-01-01,2013-02-01', words: 'không dấu' },
    cookies: ['a=1', 'dondoc-session=x.y.z'],
    headers: { 'if-match': '"3"', 'x-forwarded-proto': 'http' },
    requestContext: { http: { method: 'POST', path: '/api/tasks/nho_once' } },
    isBase64Encoded: true,
  })
  expect(event?.headers).not.toHaveProperty('cookie')
  expect(Buffer.from(event?.body ?? '', 'base64').toString()).toBe('{"text":"đã xong"}')
})

it('without a body there is none, and without a query none', async () => {
  await asked('GET', '/api/session')
  expect(seen[0]).not.toHaveProperty('body')
  expect(seen[0]).not.toHaveProperty('queryStringParameters')
})

it('an answer goes back with its headers and cookies', async () => {
  answer = { statusCode: 201, headers: { etag: '"1"' }, cookies: ['a=1', 'b=2'], body: '{"có":1}' }
  const { status, headers, body } = await asked('POST', '/api/session', { body: '{}' })
  expect({ status, body }).toEqual({ status: 201, body: '{"có":1}' })
  expect(headers).toMatchObject({ etag: '"1"', 'set-cookie': ['a=1', 'b=2'], 'content-length': '9' })
})

it('HEAD has the headers of GET and no body', async () => {
  const { headers, body } = await asked('HEAD', '/api/session')
  expect(headers['content-length']).toBe('9')
  expect(body).toBe('')
})

it.each([
  ['gzip, deflate, br', 2000, 'br'],
  ['gzip, deflate', 2000, undefined],
  [undefined, 2000, undefined],
  ['br', 100, undefined],
])('to whoever accepts %s, %i letters are sent as %s', async (accepted, letters, encoding) => {
  answer = {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify('ơ'.repeat(letters)),
  }
  const asking = accepted === undefined ? {} : { headers: { 'accept-encoding': accepted } }
  const { headers, bytes } = await asked('GET', '/api/session', asking)
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers['content-length']).toBe(String(bytes.length))
  expect((encoding ? brotliDecompressSync(bytes) : bytes).toString()).toBe(answer.body)
})

it('an answer without content has no length', async () => {
  answer = { statusCode: 204 }
  const { status, headers } = await asked('DELETE', '/api/session')
  expect(status).toBe(204)
  expect(headers).not.toHaveProperty('content-length')
})

it('a body longer than any route takes is read no further, and is still answered', async () => {
  answer = { statusCode: 413, body: '' }
  const { status, headers } = await asked('POST', '/api/session', { body: 'x'.repeat(10 * mostBodyBytes) })
  expect({ status, connection: headers['connection'] }).toEqual({ status: 413, connection: 'close' })
  expect(Buffer.from(seen[0]?.body ?? '', 'base64').length).toBeLessThan(2 * mostBodyBytes)
})

it('an address that is none is the root', async () => {
  await asked('GET', '//[')
  expect(seen[0]?.rawPath).toBe('/')
})

async function asked(method: string, path: string, asking: { headers?: object; body?: string } = {}) {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const outgoing = request({ host: '127.0.0.1', port, path, method, headers: { ...asking.headers }, agent: false })
  // What is still being sent when the answer comes is cut off.
  outgoing.on('error', () => {})
  outgoing.end(asking.body)
  const [response] = await once(outgoing, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  return { status: response.statusCode, headers: response.headers, bytes, body: bytes.toString() }
}
