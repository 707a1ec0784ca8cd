/** The HTTP API whole: in the server of one machine, and wherever all of it is asked in one place. */
import type { Host } from '../middleware/http.ts'
import type { HttpServices } from '../services.ts'
import { type ApiHandler, handlerOf } from './handlerOf.ts'
import { openApiRoute } from './openapi.ts'
import { routes } from './routes.ts'

export function apiHandler(services: HttpServices, host: Host): ApiHandler {
  return handlerOf([...routes, openApiRoute(routes)], services, host)
}
