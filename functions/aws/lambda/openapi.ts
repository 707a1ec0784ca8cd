/** What the API is, for whoever asks: as it was written beside the bundle, with no service and no permission. */
import { readFileSync } from 'node:fs'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { descriptionRoute } from '../../http/descriptionRoute.ts'
import { handlerOf } from '../../http/handlerOf.ts'
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
const described = descriptionRoute(() => JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')))
const api = handlerOf([described], services, { onFault })

/** Whoever asks is nobody in particular: their session is not even looked at. */
export async function handler(event: APIGatewayProxyEventV2): Promise<ApiAnswer> {
  return api({ ...event, headers: {}, cookies: [] })
}
