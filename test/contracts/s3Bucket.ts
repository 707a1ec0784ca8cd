/**
 * As much of a bucket as is kept and read back: PUT, GET and HEAD of an object by its path, in memory, for as long as a
 * test runs. Nothing is looked at but If-None-Match; what S3 itself does with signatures and checksums is not shown here.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface S3Bucket {
  /** By key. */
  readonly objects: Map<string, Uint8Array>
  readonly name: string
  readonly endpoint: string
  close(): void
}

export async function s3Bucket(name = 'kho'): Promise<S3Bucket> {
  const objects = new Map<string, Uint8Array>()
  const server = createServer(async (request, response) => {
    const [bucket, ...key] = new URL(request.url ?? '', 'http://localhost').pathname.slice(1).split('/')
    const { status, body } = bucket === name ? await answer(objects, request, key.join('/')) : noBucket
    response.writeHead(status, {
      'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/xml',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('a server on a port has an address')
  return {
    objects,
    name,
    endpoint: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface Answer {
  readonly status: number
  readonly body?: string | Uint8Array
}

const noBucket: Answer = {
  status: 404,
  body: '<Error><Code>NoSuchBucket</Code><Message>no such bucket</Message></Error>',
}
const noKey: Answer = { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>' }

async function answer(objects: Map<string, Uint8Array>, request: IncomingMessage, key: string): Promise<Answer> {
  const found = objects.get(key)
  if (request.method !== 'PUT') return found ? { status: 200, body: found } : noKey
  const bytes = await buffer(request)
  if (found && request.headers['if-none-match'] === '*') {
    return { status: 412, body: '<Error><Code>PreconditionFailed</Code><Message>it is there</Message></Error>' }
  }
  objects.set(key, bytes)
  return { status: 200 }
}
