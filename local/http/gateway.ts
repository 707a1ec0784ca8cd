/**
 * What API Gateway does on AWS, on one machine: a request of Node becomes an event of payload format 2.0 for the same
 * handler, and its answer goes back. Format: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { ApiHandler } from '../../functions/http/handlerOf.ts'
import { type ApiAnswer, mostBodyBytes } from '../../functions/middleware/http.ts'
import type { CameFrom } from './door.ts'

/** Answers one request by the handler. */
export async function throughGateway(
  handler: ApiHandler,
  request: IncomingMessage,
  response: ServerResponse,
  from: CameFrom,
): Promise<void> {
  const body = await bodyOf(request)
  await send(await handler(eventOf(request, body, from)), request, response)
}

/** A body that is longer than any route takes is read no further: what was read is enough for the refusal. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  // Left alone where the reading stops: to destroy it would close the connection before the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    length += chunk.length
    if (length > mostBodyBytes) break
  }
  return Buffer.concat(chunks)
}

function eventOf(request: IncomingMessage, body: Buffer, { protocol, address }: CameFrom): APIGatewayProxyEventV2 {
  const { method = 'GET', url: target = '/', headers } = request
  const url = URL.parse(target, 'http://localhost')
  const path = url?.pathname ?? '/'
  const query = joined(url ? [...url.searchParams] : [])
  const now = new Date()
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: url?.search.slice(1) ?? '',
    ...(headers.cookie === undefined ? {} : { cookies: headers.cookie.split('; ') }),
    headers: { ...singleHeaders(headers), 'x-forwarded-proto': protocol },
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: {
        method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: address,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString('base64'), isBase64Encoded: true } : { isBase64Encoded: false }),
  }
}

/** Cookies travel apart; a header that came several times is joined by commas, as are parameters. */
function singleHeaders({ cookie: _, ...headers }: IncomingMessage['headers']): { [name: string]: string } {
  return joined(
    Object.entries(headers).flatMap(([name, value = []]) => [value].flat().map((one): [string, string] => [name, one])),
  )
}

function joined(pairs: readonly (readonly [string, string])[]): { [name: string]: string } {
  const together = new Map<string, string>()
  for (const [name, value] of pairs) {
    const before = together.get(name)
    together.set(name, before === undefined ? value : `${before},${value}`)
  }
  return Object.fromEntries(together)
}

async function send(answer: ApiAnswer, { method, headers: asked }: IncomingMessage, response: ServerResponse) {
  const { statusCode = 200, headers = {}, body = '', isBase64Encoded, cookies = [] } = answer
  const whole = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  const bytes = isBase64Encoded ? undefined : await compressed(whole, asked['accept-encoding'])
  if (bytes) response.setHeader('content-encoding', 'br')
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  const sent = bytes ?? whole
  if (statusCode !== 204) response.setHeader('content-length', sent.length)
  // A body that was not read to its end would be taken for the next request of the connection.
  if (statusCode === 413) response.setHeader('connection', 'close')
  response.writeHead(statusCode)
  response.end(method === 'HEAD' ? undefined : sent)
}

const brotli = promisify(brotliCompress)
/** What fits one packet is as soon there as it is. */
const worthwhileBytes = 1400

/** The text of an answer for whoever takes it compressed: a list of two thousand tasks is a twentieth of itself. */
async function compressed(whole: Buffer, accepted: unknown): Promise<Buffer | undefined> {
  if (whole.length < worthwhileBytes || !/(?:^|,)\s*br\s*(?:,|$)/.test(String(accepted ?? ''))) return undefined
  return brotli(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
}
