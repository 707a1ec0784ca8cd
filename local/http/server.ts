/**
 * The HTTP server of one machine. It answers only requests that were meant for it (a page elsewhere that had its own
 * name resolve to 127.0.0.1 would send that name as Host) and that came by its door. What is under /api/ goes to the
 * same handler as on AWS; all else is the pages as they were built, which hold nothing of anybody's data.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { ApiHandler } from '../../functions/http/handlerOf.ts'
import type { LocalFiles } from '../files/files.ts'
import { isTransfer, transfer } from '../files/transfer.ts'
import type { PageFile, Pages } from '../pages/pages.ts'
import { cameFrom, type Door, isMeantForUs, loopbackDoor } from './door.ts'
import { throughGateway } from './gateway.ts'

/** What is told of a request that failed: where it was, and why. */
export type OnFailure = (code: string, error: unknown) => void

export interface Served {
  readonly pages: Pages
  readonly api: ApiHandler
  /** Sent and fetched at addresses that the API gives out. */
  readonly files?: LocalFiles
  readonly onFailure: OnFailure
  /** This machine alone, unless told. */
  readonly door?: Door
}

export function pageServer({ pages, api, files, onFailure, door = loopbackDoor }: Served): Server {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isMeantForUs(request, door)) {
      if (request.url?.startsWith('/api/')) return throughGateway(api, request, response, cameFrom(request, door))
      if (files && isTransfer(request)) return transfer(files, request, response, onFailure)
    }
    send(answerTo(request, pages, door), request, response)
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => response.destroy())
  }
  return door.tls ? createSecureServer({ ...door.tls, minVersion: 'TLSv1.2' }, listener) : createServer(listener)
}

interface Answer {
  readonly status: number
  readonly body: Buffer
  readonly headers: { readonly [name: string]: string }
}

function answerTo(request: IncomingMessage, pages: Pages, door: Door): Answer {
  if (!isMeantForUs(request, door)) {
    const name = door.names[0]
    return failure(
      421,
      name === undefined
        ? 'Địa chỉ này chỉ dùng được trên chính máy đang chạy, với tên localhost hoặc 127.0.0.1.'
        : `Hệ thống chỉ trả lời ở địa chỉ của nó, với tên ${name}. Hãy mở lại bằng tên ấy.`,
    )
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return failure(405, 'Địa chỉ này chỉ để xem, không nhận thay đổi.', { allow: 'GET, HEAD' })
  }
  const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname
  const file = path && (pages.get(path) ?? (isAddressOfPeople(path) ? pages.get('/index.html') : undefined))
  return file ? page(file, request) : failure(404, 'Không có trang này. Có thể đường dẫn đã gõ sai.')
}

/** What follows the first name may be an id with dots in it; a file stands at the top or among the assets. */
function isAddressOfPeople(path: string): boolean {
  return !/^\/(?:assets\/|[^/]*\.|\/)/.test(path)
}

function page({ type, body, brotli, forever }: PageFile, { headers }: IncomingMessage): Answer {
  const compressed = /(?:^|,)\s*br\s*(?:,|$)/.test(String(headers['accept-encoding'] ?? '')) ? brotli : undefined
  return {
    status: 200,
    body: compressed ?? body,
    headers: {
      'content-type': type,
      ...(compressed ? { 'content-encoding': 'br' } : {}),
      ...(brotli ? { vary: 'accept-encoding' } : {}),
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-store',
    },
  }
}

function failure(status: number, sentence: string, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    body: Buffer.from(`${sentence}\n`),
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  }
}

/**
 * Scripts, styles and answers from here alone: nothing inline, nothing evaluated, no markup made of text. Nobody's
 * frame, no trace of an address elsewhere.
 */
const safety = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

function send({ status, body, headers }: Answer, { method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(status, { ...safety, ...headers, 'content-length': body.length })
  response.end(method === 'HEAD' ? undefined : body)
}
