/** Sending and fetching files at their sealed addresses, as S3 does it on AWS: bytes as they are, never shown inline. */
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { problemAnswer } from '../../functions/middleware/problem.ts'
import { fetchingPath, type LocalFiles, sendingPath } from './files.ts'

export function isTransfer({ url = '' }: IncomingMessage): boolean {
  return url.startsWith(sendingPath) || url.startsWith(fetchingPath)
}

export async function transfer(files: LocalFiles, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = URL.parse(request.url ?? '', 'http://localhost')
  if (!url) return refuse(response, { code: 'no-such-route' })
  return request.method === 'PUT' ? receive(files, url, request, response) : deliver(files, url, request, response)
}

async function receive(files: LocalFiles, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const place = files.sendingAt(url)
  if (!place) return refuse(response, { code: 'address-over' })
  const { draft, mostBytes, arrived } = place
  const tooLarge = () => refuse(response, { code: 'too-large', mostBytes })
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return tooLarge()
  try {
    await pipeline(request, atMost(mostBytes), createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    arrived()
    response.writeHead(204, safety).end()
  } catch (error) {
    rmSync(draft, { force: true })
    // Whoever broke off waits for no answer.
    if (error instanceof TooLarge) tooLarge()
    else if (request.readableAborted) response.destroy()
    else throw error
  }
}

class TooLarge extends Error {
  override name = 'TooLarge'
}

function atMost(bytes: number): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length
      done(length > bytes ? new TooLarge() : null, chunk)
    },
  })
}

async function deliver(files: LocalFiles, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  const file = isReading ? files.fetchingAt(url) : undefined
  if (!file) return refuse(response, { code: 'address-over' })
  response.writeHead(200, {
    ...safety,
    'content-type': file.mediaType,
    'content-length': file.bytes,
    'content-disposition': disposition(file.name),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file.path), response)
}

/** RFC 6266: the name in ASCII for old programs, and as it is. */
export function disposition(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** Even somebody who opens the address by itself gets an attachment, in which nothing runs. */
const safety = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const

function refuse(response: ServerResponse, refusal: Parameters<typeof problemAnswer>[0]): void {
  const { statusCode = 500, headers = {}, body } = problemAnswer(refusal)
  // What was not read to its end would be taken for the next request of the connection.
  response.writeHead(statusCode, { ...safety, ...headers, connection: 'close' })
  response.end(body)
}
