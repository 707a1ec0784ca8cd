/**
 * The HTTP server of one machine. It answers only requests that were meant for it (a page elsewhere that had its own
 * name resolve to 127.0.0.1 would send that name as Host) and that came by its door. What is under /api/ goes to the
 * same handler as on AWS; all else is the pages as they were built, which hold nothing of anybody's data.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { ApiHandler } from '../../functions/http/handlerOf.ts'
import { cookieIn, sessionCookie } from '../../functions/middleware/cookies.ts'
import { failedAnswer, type PageAnswer, pageAnswer, safety } from '../../functions/pages/answer.ts'
import type { Pages } from '../../functions/pages/pages.ts'
import type { LocalFiles } from '../files/files.ts'
import { isTransfer, transfer } from '../files/transfer.ts'
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

function answerTo(request: IncomingMessage, pages: Pages, door: Door): PageAnswer {
  if (isMeantForUs(request, door)) {
    const { method = 'GET', url = '/', headers } = request
    const hasSession = cookieIn({ cookies: headers.cookie?.split('; ') }, sessionCookie) !== undefined
    return pageAnswer({ method, url, acceptEncoding: String(headers['accept-encoding'] ?? ''), hasSession }, pages)
  }
  const name = door.names[0]
  return failedAnswer(
    421,
    name === undefined
      ? 'Địa chỉ này chỉ dùng được trên chính máy đang chạy, với tên localhost hoặc 127.0.0.1.'
      : `Hệ thống chỉ trả lời ở địa chỉ của nó, với tên ${name}. Hãy mở lại bằng tên ấy.`,
  )
}

function send({ status, body, headers }: PageAnswer, { method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(status, { ...safety(), ...headers, 'content-length': body.length })
  response.end(method === 'HEAD' ? undefined : body)
}
