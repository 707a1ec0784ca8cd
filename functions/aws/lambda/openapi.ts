/** What the API is, for whoever asks: made of the routes' own schemas, with no service and no permission. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { handlerOf } from '../../http/handlerOf.ts'
import { openApiRoute } from '../../http/openapi.ts'
import { routes } from '../../http/routes.ts'
import type { ApiAnswer } from '../../middleware/http.ts'
import type { HttpServices } from '../../services.ts'
import { absent } from '../absent.ts'
import { onFault } from './observed.ts'

const nothing = absent<never>('The description of the API asks nothing of anybody')
const services: HttpServices = {
  table: nothing,
  clock: nothing,
  ids: nothing,
  mailer: nothing,
  workflows: nothing,
  identity: nothing,
  files: nothing,
}
const api = handlerOf([openApiRoute(routes)], services, { onFault })

/** Whoever asks is nobody in particular: their session is not even looked at. */
export async function handler(event: APIGatewayProxyEventV2): Promise<ApiAnswer> {
  return api({ ...event, headers: {}, cookies: [] })
}
