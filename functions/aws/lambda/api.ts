/** The HTTP API behind API Gateway v2, without the routes of files, which have a function of their own. */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { type ApiHandler, apiHandler } from '../../http/api.ts'
import type { ApiAnswer } from '../../middleware/http.ts'
import { absent, clock, identity, ids, table, workflows } from '../environment.ts'
import { log } from './observed.ts'

let api: ApiHandler | undefined

export async function handler(event: APIGatewayProxyEventV2, context: Context): Promise<ApiAnswer> {
  log().addContext(context)
  api ??= open()
  return api(event)
}

function open(): ApiHandler {
  const own = table()
  const services = {
    table: own,
    clock: clock(),
    ids,
    workflows: workflows(),
    identity: identity(own),
    mailer: absent<never>('Letters are sent by the steps of the workflows'),
    files: absent<never>('Files are handled by the function of /api/files'),
  }
  const onFault = (reference: string, error: unknown) => {
    log().error('A request failed', { reference, error: error instanceof Error ? error : String(error) })
  }
  return apiHandler(services, { onFault })
}
