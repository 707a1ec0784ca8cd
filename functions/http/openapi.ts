/** GET /api/openapi.json: OpenAPI 3.1, made from the same schemas by which every request is parsed. */
import * as z from 'zod/mini'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { onceHeader, onceKey } from './answeredOnce.ts'
import { descriptionRoute } from './descriptionRoute.ts'
import { ThingId } from './fields.ts'
import type { Method, Route } from './route.ts'

/** The description of these routes and of itself, made when it is first asked for: it takes a tenth of a second. */
export function openApiRoute(routes: readonly Route[]): Route {
  let document: Document | undefined
  const own = descriptionRoute(() => {
    document ??= openApiDocument([...routes, own])
    return { ...document }
  })
  return own
}

type Document = ReturnType<typeof createDocument>

export function openApiDocument(routes: readonly Route[]): Document {
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Đôn Đốc', version: '1', description },
      paths: pathsOf(routes),
      security: [{ cookie: [] }, { bearer: [] }],
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'dondoc-session' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    {
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, customKind(zodSchema))
      },
    },
  )
}

/** Our own kinds of text are days and moments, which a schema shows by what it takes. */
function customKind(schema: z.core.$ZodType): { type: 'string'; format: 'date' | 'date-time' } {
  if (z.safeParse(schema, '2012-12-31').success) return { type: 'string', format: 'date' }
  if (z.safeParse(schema, '2012-12-31T07:30:00.000Z').success) return { type: 'string', format: 'date-time' }
  throw new Error('A schema of its own kind needs its line here')
}

const description =
  'Một yêu cầu không thực hiện được trả lời bằng application/problem+json (RFC 9457): code là mã cố định, detail là câu ' +
  'tiếng Việt cho người dùng. Danh sách trả từng trang: cursor của trang trước mở trang sau. Thay đổi có thể mang ' +
  'If-Match với ETag của lần đọc; nếu nội dung đã thay đổi từ đó thì trả lời 412. Yêu cầu POST có thể mang ' +
  'Idempotency-Key: gửi lại cùng mã và nội dung thì nhận đúng câu trả lời cũ, không ghi lần hai.'

const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.optional(z.array(z.strictObject({ path: z.string(), sentence: z.string() }))),
    doubts: z.optional(z.array(z.strictObject({ code: z.string(), sentence: z.string() }))),
  })
  .register(z.globalRegistry, { id: 'Problem' })

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: { [path: string]: { [method in Lowercase<Method>]?: ReturnType<typeof operationOf> } } = {}
  for (const one of routes) {
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: operationOf(one) }
  }
  return paths
}

/** Whoever holds positions in several agencies may say for which one they act. */
const acting = { 'dondoc-agency': z.optional(ThingId) }
const reading = z.object(acting)
const changing = z.object({ ...acting, 'if-match': z.optional(z.string().check(z.regex(/^"\d{1,9}"$/))) })
const making = z.object({ ...changing.shape, [onceHeader]: z.optional(z.string().check(z.regex(onceKey))) })
const headersOf = { GET: reading, POST: making, PUT: changing, PATCH: changing, DELETE: changing } as const

function operationOf({ method, operationId, summary, may, params, query, body, answer, status }: Route) {
  return {
    operationId,
    summary,
    ...(may === 'anyone' ? { security: [] } : {}),
    requestParams: {
      path: params,
      query,
      ...(may === 'anyone' ? {} : { header: headersOf[method] }),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [String(status)]: {
        description: summary,
        ...(answer ? { content: { 'application/json': { schema: answer } } } : {}),
      },
      default: { description: 'Không thực hiện được', content: { 'application/problem+json': { schema: Problem } } },
    },
  }
}
