/** Sending and fetching files at their sealed addresses, as S3 does it on AWS: bytes as they are, never shown inline. */
import { createReadStream, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { disposition } from '../../functions/files/disposition.ts'
import { problemAnswer } from '../../functions/middleware/problem.ts'
import { FolderFault, faultOfFolder } from '../folder/folderFault.ts'
import { fetchingPath, type LocalFiles, sendingPath } from './files.ts'

export function isTransfer({ url = '' }: IncomingMessage): boolean {
  return url.startsWith(sendingPath) || url.startsWith(fetchingPath)
}

/** `onFailure` is told of what nobody expected, under the code that the answer carries. */
export async function transfer(
  files: LocalFiles,
  request: IncomingMessage,
  response: ServerResponse,
  onFailure: (code: string, error: unknown) => void,
): Promise<void> {
  try {
    const url = URL.parse(request.url ?? '', 'http://localhost')
    if (!url) refuse(response, { code: 'no-such-route' })
    else if (request.method === 'PUT') await receive(files, url, request, response)
    else await deliver(files, url, request, response)
  } catch (error) {
    // Whoever broke off waits for no answer, and nothing is wrong here.
    if (isBrokenOff(error)) {
      response.destroy()
      return
    }
    const reference = `H-${Date.now().toString(36).toUpperCase()}`
    onFailure(reference, error)
    // Of what was already sent nothing can be taken back: the connection ends.
    if (response.headersSent) response.destroy()
    else if (error instanceof FolderFault) refuse(response, { code: 'host-fault', sentence: error.message })
    else refuse(response, { code: 'internal-error', reference })
  }
}

function isBrokenOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}

async function receive(files: LocalFiles, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const place = files.sendingAt(url)
  if (!place) return refuse(response, { code: 'address-over' })
  const { draft, mostBytes, arrived } = place
  const announced = Number(request.headers['content-length'] ?? 0)
  try {
    if (announced > mostBytes || !(await written(request, draft, mostBytes))) {
      rmSync(draft, { force: true })
      return refuse(response, { code: 'file-too-large', most: Math.floor(mostBytes / 1024 / 1024) })
    }
    arrived()
  } catch (error) {
    rmSync(draft, { force: true })
    throw faultOfFolder(error, dirname(draft))
  }
  response.writeHead(204, safety).end()
}

/** False where more comes than was allowed: it is read no further. */
async function written(request: IncomingMessage, draft: string, mostBytes: number): Promise<boolean> {
  const file = await open(draft, 'wx', 0o600)
  try {
    let length = 0
    // Left alone where the reading stops: to destroy it would close the connection before the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length
      if (length > mostBytes) return false
      await file.write(chunk)
    }
    await file.sync()
    return true
  } finally {
    await file.close()
  }
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
