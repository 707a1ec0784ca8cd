/** One handler for some routes of the HTTP API. */
import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { type ApiAnswer, type ApiEvent, type Host, httpStack, Refused } from '../middleware/http.ts'
import type { HttpServices } from '../services.ts'
import { comingFrom } from '../stores/whence.ts'
import { asOneQuestion, readOnce } from './readOnce.ts'
import type { Method, Route } from './route.ts'

export type ApiHandler = (event: APIGatewayProxyEventV2) => Promise<ApiAnswer>

/** Whoever is asked for a route that is not among them says that there is none. */
export function handlerOf(routes: readonly Route[], given: HttpServices, host: Host): ApiHandler {
  const services = { ...given, table: readOnce(given.table) }
  const router = httpRouter<ApiEvent, ApiAnswer>({
    routes: routes.flatMap((one) =>
      methodsOf(one).map((method) => ({ method, path: one.path, handler: one.handler(services, api) })),
    ),
    notFoundResponse: ({ path }) => {
      const methods = routes.filter((one) => isAt(one.path, path)).flatMap(methodsOf)
      throw new Refused(methods.length > 0 ? { code: 'method-not-allowed', methods } : { code: 'no-such-route' })
    },
  })
  const handler = middy<ApiEvent, ApiAnswer>(router).use([...httpStack(services, host)])
  return api

  function api(event: APIGatewayProxyEventV2): Promise<ApiAnswer> {
    // middy asks for the context of Lambda, of which nothing here makes use.
    const answer = () => handler({ ...event }, {} as Context)
    const { method, sourceIp } = event.requestContext.http
    return comingFrom(sourceIp, () => (method === 'GET' ? asOneQuestion(answer) : answer()))
  }
}

/** HEAD is GET without its body, which whoever answers leaves out. */
function methodsOf({ method }: Route): (Method | 'HEAD')[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method]
}

function isAt(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.replace(/\/$/, '').split('/')]
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index])
}
