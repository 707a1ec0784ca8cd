/**
 * Many questions in one request. Each is asked of the API as if it had come alone: by the same caller, past the same
 * table of access, counted by the same limits, and what is refused goes into the trail as it would have.
 */
import * as z from 'zod/mini'
import { mostReadings, type Reading, Readings } from '../../domain/readingsView.ts'
import type { ApiAnswer } from '../middleware/http.ts'
import { problemOf } from '../middleware/problem.ts'
import { type Route, route } from './route.ts'

/** Addresses under /api/ with their queries, each percent-encoded, so that no comma is part of one. */
const Addresses = z.pipe(
  z.string().check(z.minLength(1), z.maxLength(8000)),
  z.pipe(
    z.transform((text: string) => text.split(',')),
    z
      .array(z.string().check(z.regex(/^(?!readings)[\w%.~-]+(?:\/[\w%.~-]+)*(?:\?[\w%.~=&+*-]*)?$/, 'address')))
      .check(z.maxLength(mostReadings)),
  ),
)

export const readingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/readings',
    operationId: 'readMany',
    summary:
      'Đọc nhiều địa chỉ trong một lần: of là các địa chỉ sau /api/, đã mã hóa, cách nhau bằng dấu phẩy; mỗi câu trả lời như khi hỏi riêng',
    may: 'signedIn',
    query: z.strictObject({ of: Addresses }),
    answer: Readings,
    handle: async ({ query }, _, again) => {
      const answers = await Promise.all(query.of.map((address) => again(`/api/${address}`)))
      return { body: { items: answers.map(readingIn) } }
    },
  }),
]

/** What an answer says, for whoever did not ask for it alone. */
export function readingIn({ statusCode: status = 500, headers = {}, body, isBase64Encoded }: ApiAnswer): Reading {
  // A file is fetched by itself.
  if (isBase64Encoded) return { status: 404, body: problemOf({ code: 'no-such-route' }) }
  const { etag } = headers
  return {
    status,
    ...(etag === undefined ? {} : { etag: String(etag) }),
    body: body === undefined || body === '' ? undefined : JSON.parse(body),
  }
}
