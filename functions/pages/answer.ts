/**
 * What is answered to a browser that asks for the pages, on either host: the file as it was built, the page of an
 * address that has one of its own (`/tra-loi`), or the one that every other address of people shows. They hold nothing of anybody's data, and run under the strictest policy.
 */
import { openedAddress } from '../../domain/firstAsked.ts'
import type { Ahead, PageFile, Pages } from './pages.ts'

export interface PageAsked {
  readonly method: string
  /** As the browser sent it, with its query or without. */
  readonly url: string
  readonly acceptEncoding: string
  /** Whether whoever asks comes with a session: then what every page begins with is asked for beside its scripts. */
  readonly hasSession: boolean
}

export interface PageAnswer {
  readonly status: number
  /** Without those of `safety`. */
  readonly headers: { readonly [name: string]: string }
  /** Whoever answers HEAD leaves it out. */
  readonly body: Buffer
}

export function pageAnswer({ method, url, acceptEncoding, hasSession }: PageAsked, pages: Pages): PageAnswer {
  if (method !== 'GET' && method !== 'HEAD') {
    return failedAnswer(405, 'Địa chỉ này chỉ để xem, không nhận thay đổi.', { allow: 'GET, HEAD' })
  }
  const path = URL.parse(url, 'http://localhost')?.pathname
  const file = path === undefined ? undefined : (pages.get(path) ?? pages.get(`${path}.html`))
  if (file) return page(file, acceptEncoding)
  const start = path !== undefined && isAddressOfPeople(path) ? pages.get('/index.html') : undefined
  return start
    ? page(start, acceptEncoding, { link: preloads(path ?? '', hasSession, start.ahead) })
    : failedAnswer(404, 'Không có trang này. Có thể đường dẫn đã gõ sai.')
}

/** What follows the first name may be an id with dots in it; a file stands at the top or among the assets. */
function isAddressOfPeople(path: string): boolean {
  return !/^\/(?:assets\/|[^/]*\.|\/)/.test(path)
}

/**
 * On a slow line half of the wait was for scripts that only then began to ask. What the pages ask first
 * (web/api/questions.ts) is asked as `fetch` asks; what this address shows by is fetched with what all show by.
 */
function preloads(path: string, hasSession: boolean, ahead: readonly Ahead[] = []): string {
  const files = hasSession ? (ahead.find(({ address }) => isAt(path, address))?.files ?? []) : []
  return [
    `</api/${openedAddress(path)}>; rel=preload; as=fetch; crossorigin`,
    ...files.map(
      (file) => `<${file}>; rel=${file.endsWith('.css') ? 'preload; as=style; crossorigin' : 'modulepreload'}`,
    ),
  ].join(', ')
}

/** Whether a path is one of an address with places in it, the last of which may be left out (`:part?`). */
function isAt(path: string, address: string): boolean {
  const found = path.split('/')
  const wanted = address.split('/')
  return (
    found.length <= wanted.length &&
    wanted.every((part, index) => (part.startsWith(':') ? found[index] || part.endsWith('?') : found[index] === part))
  )
}

function page(
  { type, body, brotli, forever }: PageFile,
  acceptEncoding: string,
  further: PageAnswer['headers'] = {},
): PageAnswer {
  const compressed = /(?:^|,)\s*br\s*(?:,|$)/.test(acceptEncoding) ? brotli : undefined
  return {
    status: 200,
    body: compressed ?? body,
    headers: {
      'content-type': type,
      ...(compressed ? { 'content-encoding': 'br' } : {}),
      ...(brotli ? { vary: 'accept-encoding' } : {}),
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-store',
      ...further,
    },
  }
}

/** A sentence where no page can be. */
export function failedAnswer(status: number, sentence: string, headers: PageAnswer['headers'] = {}): PageAnswer {
  return {
    status,
    body: Buffer.from(`${sentence}\n`),
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  }
}

/**
 * Scripts, styles and answers from here alone: nothing inline, nothing evaluated, no markup made of text. Nobody's
 * frame, no trace of an address elsewhere. `connectTo`: other origins that a page may send files to.
 */
export function safety(connectTo: readonly string[] = []): { readonly [name: string]: string } {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      ["connect-src 'self'", ...connectTo].join(' '),
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
}
