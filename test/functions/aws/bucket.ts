/**
 * S3 as far as the files port asks it, over HTTP and behind the real client: one bucket that keeps versions and holds, objects by
 * PUT, GET and HEAD, forms by POST under their policy, addresses until they are over. Signatures are not judged. What a
 * test of the real thing shows is in test/deploy.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { S3Client } from '@aws-sdk/client-s3'

export interface Bucket {
  readonly endpoint: string
  readonly client: S3Client
  /** Every version of every object, by key, the latest last. */
  readonly objects: Map<string, { readonly id: string; readonly bytes: Buffer; isHeld: boolean }[]>
  /** The next answers, before the bucket's own: status and code. */
  readonly troubles: [status: number, code: string][]
  close(): void
}

export const bucketName = 'dondoc-files'

export async function listeningBucket(): Promise<Bucket> {
  const objects: Bucket['objects'] = new Map()
  const troubles: Bucket['troubles'] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request))
    const trouble = troubles.shift()
    if (trouble) refuse(response, ...trouble)
    else answer(objects, request, body, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // The port of a server that listens is known.
  const { port } = server.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}`
  const client = new S3Client({
    region: 'ap-southeast-1',
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  })
  return {
    endpoint,
    client,
    objects,
    troubles,
    close() {
      client.destroy()
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(objects: Bucket['objects'], request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://bucket')
  if (pathname !== `/${bucketName}` && !pathname.startsWith(`/${bucketName}/`)) {
    return refuse(response, 404, 'NoSuchBucket', request.method === 'HEAD')
  }
  const key = decodeURIComponent(pathname.slice(`/${bucketName}/`.length))
  const versions = objects.get(key) ?? []
  const isOver = Date.parse(amzDate(query.get('X-Amz-Date'))) + Number(query.get('X-Amz-Expires')) * 1000 < Date.now()
  if (isOver) return refuse(response, 403, 'AccessDenied')
  switch (request.method) {
    case 'POST':
      return takeForm(objects, request, body, response)
    case 'PUT': {
      const isHeld = request.headers['x-amz-object-lock-legal-hold'] === 'ON'
      if (query.has('legal-hold')) {
        const one = versions.find(({ id }) => id === query.get('versionId'))
        if (!one) return refuse(response, 404, 'NoSuchVersion')
        one.isHeld = body.includes('<Status>ON</Status>')
        response.end()
        return
      }
      const checksum = request.headers['x-amz-checksum-sha256']
      const bytes = unchunked(request, body)
      if (checksum && checksum !== sha256(bytes)) return refuse(response, 400, 'BadDigest')
      if (request.headers['if-none-match'] === '*' && versions.length > 0) {
        return refuse(response, 412, 'PreconditionFailed')
      }
      put(objects, key, bytes, isHeld)
      response.end()
      return
    }
    case 'DELETE': {
      const version = query.get('versionId')
      if (version === null) return refuse(response, 501, 'NotImplemented')
      if (versions.some(({ id, isHeld }) => id === version && isHeld)) return refuse(response, 403, 'AccessDenied')
      objects.set(
        key,
        versions.filter(({ id }) => id !== version),
      )
      response.writeHead(204).end()
      return
    }
    case 'HEAD':
    case 'GET':
      if (query.has('versions')) return list(objects, query.get('prefix') ?? '', response)
      return give(versions.at(-1)?.bytes, query, request.method === 'HEAD', response)
    default:
      return refuse(response, 405, 'MethodNotAllowed')
  }
}

/** A form as browsers send it, the file last, judged by the policy in it. */
function takeForm(objects: Bucket['objects'], request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? ''
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1)
  const fields = new Map(
    parts.map((part): [string, string] => {
      const end = part.indexOf('\r\n\r\n')
      return [/name="([^"]+)"/.exec(part.slice(0, end))?.[1] ?? '', part.slice(end + 4, -2)]
    }),
  )
  const { conditions = [], expiration = '' } = JSON.parse(
    Buffer.from(fields.get('Policy') ?? '', 'base64').toString() || '{}',
  )
  const file = Buffer.from(fields.get('file') ?? '', 'latin1')
  const [, least = 0, most = 0] = conditions.find(([name]: string[]) => name === 'content-length-range') ?? []
  if (
    Date.parse(expiration) < Date.now() ||
    !conditions.some(({ key }: { key?: string }) => key === fields.get('key'))
  ) {
    return refuse(response, 403, 'AccessDenied')
  }
  if (file.length < least || file.length > most) return refuse(response, 400, 'EntityTooLarge')
  put(objects, fields.get('key') ?? '', file)
  response.writeHead(204).end()
}

function put(objects: Bucket['objects'], key: string, bytes: Buffer, isHeld = false): void {
  objects.set(key, [...(objects.get(key) ?? []), { id: `v${Math.random().toString(36).slice(2)}`, bytes, isHeld }])
}

function give(bytes: Buffer | undefined, query: URLSearchParams, isHead: boolean, response: ServerResponse): void {
  if (!bytes) return refuse(response, 404, 'NoSuchKey', isHead)
  response.writeHead(200, {
    'content-length': bytes.length,
    'content-type': query.get('response-content-type') ?? 'binary/octet-stream',
    ...(query.has('response-content-disposition')
      ? { 'content-disposition': query.get('response-content-disposition') ?? '' }
      : {}),
  })
  response.end(isHead ? undefined : bytes)
}

function list(objects: Bucket['objects'], prefix: string, response: ServerResponse): void {
  const versions = [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([key, all]) => all.map(({ id }) => `<Version><Key>${key}</Key><VersionId>${id}</VersionId></Version>`))
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><ListVersionsResult>${versions.join('')}</ListVersionsResult>`)
}

function refuse(response: ServerResponse, status: number, code: string, isHead = false): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(
    isHead ? undefined : `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  )
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64')
}

/** A body that the client sent in signed or checksummed pieces (`aws-chunked`). */
function unchunked(request: IncomingMessage, body: Buffer): Buffer {
  if (!String(request.headers['content-encoding']).includes('aws-chunked')) return body
  const pieces: Buffer[] = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.subarray(at, end).toString(), 16)
    if (!length) break
    pieces.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
  return Buffer.concat(pieces)
}

/** `20150310T003000Z` as a moment that can be read; nothing where there is none. */
function amzDate(text: string | null): string {
  return (text ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
}
