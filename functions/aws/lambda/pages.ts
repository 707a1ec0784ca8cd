/** The pages behind API Gateway v2, as they were built into the bundle: what is under /api/ has functions of its own. */
import { fileURLToPath } from 'node:url'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { cookieIn, sessionCookie } from '../../middleware/cookies.ts'
import { pageAnswer, safety } from '../../pages/answer.ts'
import { type Pages, readPages } from '../../pages/pages.ts'
import { variables } from '../variables.ts'

let pages: Pages | undefined

export async function handler({
  rawPath,
  cookies = [],
  headers,
  requestContext,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  pages ??= readPages(fileURLToPath(new URL('pages/', import.meta.url)))
  const { method } = requestContext.http
  const acceptEncoding = headers['accept-encoding'] ?? ''
  const asked = { method, url: rawPath, acceptEncoding, hasSession: cookieIn({ cookies }, sessionCookie) !== undefined }
  const { status, headers: own, body } = pageAnswer(asked, pages)
  const { DONDOC_CONNECT_TO: connectTo } = variables()
  return {
    statusCode: status,
    headers: { ...safety(connectTo === undefined ? [] : [connectTo]), ...own },
    body: method === 'HEAD' ? '' : body.toString('base64'),
    isBase64Encoded: method !== 'HEAD',
  }
}
