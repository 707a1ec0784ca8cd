/**
 * An office behind its API: requests in the form of API Gateway v2, answers read back and held against the schema that
 * the route promises. Six people, one for each kind, and one who is everything everywhere.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { Role } from '../../../domain/access/roles.ts'
import { Person } from '../../../domain/agencies/person.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import { apiHandler } from '../../../functions/http/api.ts'
import type { Method, Route } from '../../../functions/http/route.ts'
import { routes } from '../../../functions/http/routes.ts'
import type { ApiAnswer } from '../../../functions/middleware/http.ts'
import type { Limits } from '../../../functions/middleware/limits.ts'
import type { HttpServices, Identity, Key, Links, MovableTime, Workflows, Write } from '../../../functions/services.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { keyOf } from '../../../functions/tableLimits.ts'
import { type Office, type OfficeOptions, openedOffice } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'

/** Each in the agency of `tinyProgramme` where they belong: secretary, doctor, builder, leader, evaluator, administrator. */
export const people: readonly Person[] = [
  aPerson('thu-ky', 'secretariat', 'van-phong'),
  aPerson('bac-si', 'department', 'so-y-te'),
  aPerson('ky-su', 'department', 'so-xay-dung'),
  aPerson('lanh-dao', 'leader', 'thanh-uy'),
  aPerson('danh-gia', 'evaluator', 'van-phong'),
  aPerson('quan-tri', 'administrator', 'van-phong'),
]

export function aPerson(id: string, role: Role | readonly Role[], ...agencies: readonly string[]): Person {
  return Person.parse({
    id,
    name: `Người ${id}`,
    mailbox: `${id}@example.com`,
    roles: [role].flat(),
    positions: agencies.map((agency) => ({ agency, title: 'Chuyên viên', from: '2010-01-01' })),
  })
}

export interface ApiOffice {
  readonly office: Office
  readonly services: HttpServices
  ask(method: Method | 'HEAD', path: string, options?: Asking): Promise<Answer>
  /** Every write that reached the table, in order, but for what the trail tells of refusals. */
  readonly written: Write[]
  /** Errors that nobody expected. */
  readonly faults: unknown[]
}

export interface Asking {
  /** A person's id; nobody unless told. */
  readonly as?: string
  /** Becomes JSON; `raw` is sent as it is. */
  readonly body?: unknown
  readonly raw?: string
  readonly query?: { readonly [name: string]: string }
  readonly headers?: { readonly [name: string]: string }
  readonly cookies?: readonly string[]
}

export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly cookies: readonly string[]
  /** What the JSON says; tests look into it. */
  // biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects to be there
  readonly body: any
}

export async function apiOffice(
  {
    more = [],
    movableTime,
    limits,
    links,
    ...options
  }: OfficeOptions & {
    more?: readonly Person[]
    movableTime?: MovableTime
    limits?: Limits
    links?: Links
  } = {},
  ...programmes: readonly Programme[]
): Promise<ApiOffice> {
  const office = await openedOffice(options, ...programmes)
  const other = { ...(movableTime ? { movableTime } : {}), ...(links ? { links } : {}) }
  return apiOver(office, { ...office, workflows: still, ...other }, more, limits)
}

/** The API over services that are there already, with the six people and more registered. */
export async function apiOver(
  office: Office,
  under: Omit<HttpServices, 'identity'>,
  more: readonly Person[] = [],
  limits?: Limits,
): Promise<ApiOffice> {
  const occasion = { at: under.clock.now(), day: under.clock.today(), actor: secretary }
  await registerPeople(office.truth, 'nho', [...people, ...more], occasion)
  const written: Write[] = []
  const table: HttpServices['table'] = {
    get: (key) => under.table.get(key),
    query: (query) => under.table.query(query),
    transact(writes) {
      written.push(...writes.filter((write) => !isOfRefusals(keyOf(write))))
      return under.table.transact(writes)
    },
  }
  const faults: unknown[] = []
  const services = { ...under, table, identity: byName }
  const handler = apiHandler(services, {
    onFault: (_, error) => faults.push(error),
    ...(limits ? { limits } : {}),
  })
  return {
    office,
    services,
    written,
    faults,
    async ask(method, path, options = {}) {
      const answer = await handler(requestOf(method, path, options))
      const body = bodyIn(answer)
      const { statusCode: status = 0 } = answer
      const route = routes.find((one) => one.method === method && templateFits(one.path, path))
      if (route?.answer && status < 300) expect(z.safeParse(route.answer, body).error?.issues).toBeUndefined()
      if (status >= 400) expect(answer.headers?.['content-type']).toContain('application/problem+json')
      const entries = Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])
      const headers: { [name: string]: string } = Object.fromEntries(entries)
      expect(headers).toMatchObject(onEveryAnswer)
      return { status, headers, cookies: answer.cookies ?? [], body }
    },
  }
}

/** Nothing runs in an answer, nobody frames it, no browser guesses what it is, and nothing keeps it. */
const onEveryAnswer = {
  'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': expect.stringContaining('max-age='),
  'cache-control': 'no-store',
}

/** What JSON says, the bytes of a file, or nothing. */
function bodyIn({ body, isBase64Encoded }: ApiAnswer) {
  if (body === undefined || body === '') return undefined
  return isBase64Encoded ? Buffer.from(body, 'base64') : JSON.parse(body)
}

/** What is told of refusals and of sign-ins, and nothing else. */
export function isOfRefusals({ pk, sk }: Key): boolean {
  const isTold = (name: string) => name.startsWith('REFUSALS#') || name.startsWith('SIGNINS#')
  return isTold(pk) || (pk.startsWith('HEADS#') && isTold(sk))
}

/** For tests a token of an issuer elsewhere is the person's id, and with `~` the second in which it was given; long ago unless told. */
const byName: Identity = {
  verify: async (token) => {
    const [person = '', since = '1'] = token.split('~')
    return { person, since: Number(since) }
  },
  signInBy: ['person'],
  signIn: async (proof) =>
    'person' in proof && people.some(({ id }) => id === proof.person) ? { person: proof.person } : undefined,
}

/** Workflows in which nothing runs. */
const still: Workflows = {
  start: async () => 'started',
  describe: async () => undefined,
  history: async () => undefined,
  complete: async () => 'taskDoesNotExist',
  fail: async () => 'taskDoesNotExist',
  heartbeat: async () => 'taskDoesNotExist',
  stop: async () => 'notRunning',
}

/** A request as API Gateway v2 sends it. */
export function requestOf(method: string, path: string, asking: Asking): APIGatewayProxyEventV2 {
  const { as, body, raw = body === undefined ? undefined : JSON.stringify(body), query, headers, cookies } = asking
  const queries = query && Object.keys(query).length > 0 ? { queryStringParameters: { ...query } } : {}
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      host: 'dondoc.example.com',
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(cookies ? { cookies: [...cookies] } : {}),
    ...queries,
    requestContext: {
      accountId: '1',
      apiId: '1',
      domainName: 'dondoc.example.com',
      domainPrefix: 'dondoc',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: '1',
      routeKey: '$default',
      stage: '$default',
      time: '07/Jan/2013:01:00:00 +0000',
      timeEpoch: 0,
    },
    ...(raw === undefined ? {} : { body: raw }),
    isBase64Encoded: false,
  }
}

export function templateFits(template: Route['path'], path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at])
}
