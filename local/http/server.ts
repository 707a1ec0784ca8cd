/**
 * The HTTP server of one machine. It answers only requests that were meant for it (a page elsewhere that had its own
 * name resolve to 127.0.0.1 would send that name as Host) and that came by its door. What is under /api/ goes to the
 * same handler as on AWS; the pages beside it are a demo's, change nothing, and ask nobody who they are.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { ApiHandler } from '../../functions/http/api.ts'
import type { LocalFiles } from '../files/files.ts'
import { isTransfer, transfer } from '../files/transfer.ts'
import type { Folder } from '../folder/folder.ts'
import { cameFrom, type Door, isMeantForUs, loopbackDoor } from './door.ts'
import { throughGateway } from './gateway.ts'
import { errorPage, type Page } from './layout.ts'
import { letterPage, lettersPage } from './letterPages.ts'
import { overviewPage } from './overviewPage.ts'

/** What is told of a request that failed: where it was, and why. */
export type OnFailure = (code: string, error: unknown) => void

export interface Served {
  readonly folder: Folder
  readonly onFailure: OnFailure
  readonly api?: ApiHandler
  /** Sent and fetched at addresses that the API gives out. */
  readonly files?: LocalFiles
  /** This machine alone, unless told. */
  readonly door?: Door
}

export function pageServer({ folder, onFailure, api, files, door = loopbackDoor }: Served): Server {
  const answer = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isMeantForUs(request, door)) {
      if (api && request.url?.startsWith('/api/')) {
        return throughGateway(api, request, response, cameFrom(request, door))
      }
      if (files && isTransfer(request)) return transfer(files, request, response, onFailure)
    }
    return answerTo(request, folder, door, onFailure).then((page) => send(page, request, response))
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => response.destroy())
  }
  return door.tls ? createSecureServer({ ...door.tls, minVersion: 'TLSv1.2' }, listener) : createServer(listener)
}

interface Answer {
  readonly status: number
  readonly type: 'text/html; charset=utf-8' | 'text/css; charset=utf-8' | 'image/svg+xml'
  readonly body: string
  readonly headers?: { readonly [name: string]: string }
}

async function answerTo(request: IncomingMessage, folder: Folder, door: Door, onFailure: OnFailure): Promise<Answer> {
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
    return { ...failure(405, 'Trang này chỉ để xem, không nhận thay đổi.'), headers: { allow: 'GET, HEAD' } }
  }
  try {
    const page = folder.kind === 'demo' ? await route(request.url ?? '/', folder) : undefined
    return page ?? failure(404, 'Không có trang này. Có thể đường dẫn đã gõ sai.')
  } catch (error) {
    const code = `H-${Date.now().toString(36).toUpperCase()}`
    onFailure(code, error)
    return failure(
      500,
      `Hệ thống gặp lỗi khi lập trang (mã lỗi ${code}). Dữ liệu không thay đổi; đề nghị tải lại trang.`,
    )
  }
}

async function route(target: string, folder: Folder): Promise<Answer | undefined> {
  const url = URL.parse(target, 'http://localhost')
  if (!url) return undefined
  const [first = '', second, ...rest] = url.pathname.slice(1).split('/')
  if (rest.length > 0) return undefined
  if (second !== undefined) {
    const id = first === 'thu' ? decoded(second) : undefined
    return id === undefined ? undefined : pageAnswer(await letterPage(folder, id))
  }
  switch (first) {
    case '':
      return pageAnswer(await overviewPage(folder))
    case 'thu':
      return pageAnswer(await lettersPage(folder, url.searchParams.get('sau') ?? undefined))
    case 'style.css':
      return { status: 200, type: 'text/css; charset=utf-8', body: style }
    case 'icon.svg':
      return { status: 200, type: 'image/svg+xml', body: icon }
    default:
      return undefined
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const icon = readFileSync(new URL('icon.svg', import.meta.url), 'utf8')

function pageAnswer(page: Page | undefined): Answer | undefined {
  return page && { status: 200, type: 'text/html; charset=utf-8', body: page.text }
}

function failure(status: number, sentence: string): Answer {
  return { status, type: 'text/html; charset=utf-8', body: errorPage(status, sentence).text }
}

/** Nothing from elsewhere, nothing that runs, nobody's frame, no trace in a cache or in the address of another page. */
const safety = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

function send({ status, type, body, headers }: Answer, { method }: IncomingMessage, response: ServerResponse): void {
  const length = Buffer.byteLength(body)
  response.writeHead(status, { ...safety, ...headers, 'content-type': type, 'content-length': length })
  response.end(method === 'HEAD' ? undefined : body)
}
