/** The route that says what the API is. What it says is made elsewhere: it takes every schema there is. */
import * as z from 'zod/mini'
import { type Route, route } from './route.ts'

/** Nobody needs to sign in to read what the API is. */
export function descriptionRoute(description: () => Readonly<Record<string, unknown>>): Route {
  return route({
    method: 'GET',
    path: '/api/openapi.json',
    operationId: 'readOpenApi',
    summary: 'Mô tả API theo OpenAPI 3.1',
    may: 'anyone',
    answer: z.record(z.string(), z.unknown()),
    handle: async () => ({ body: description() }),
  })
}
