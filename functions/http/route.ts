/**
 * One definition of a route, from which its parsing, its types and its OpenAPI come. The definition names the action
 * of the access table it is, and what it is about; the route asks the table before the handler runs, so that a handler
 * cannot forget to. A handler loads, asks the rule, records, answers.
 */
import middy from '@middy/core'
import httpJsonBodyParser from '@middy/http-json-body-parser'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import * as z from 'zod/mini'
import type { Action } from '../../domain/access/access.ts'
import type { Parties } from '../../domain/access/relations.ts'
import { programmeTakes } from '../../domain/programme/afterTheEnd.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { disposition } from '../files/disposition.ts'
import { actorFor, type Caller, callerMayEver, isBarredBy, withinProgramme } from '../middleware/caller.ts'
import type { DoorRefusal, RequestPart } from '../middleware/doorRefusals.ts'
import { type ApiAnswer, type ApiEvent, Refused } from '../middleware/http.ts'
import { fieldErrors } from '../middleware/malformed.ts'
import { problemAnswer } from '../middleware/problem.ts'
import type { HttpServices, Table } from '../services.ts'
import { expectingVersion } from '../stores/expected.ts'
import { officeTrail } from '../stores/office.ts'
import { registersOf } from '../stores/programmes.ts'
import { answeredOnce, onceAsked } from './answeredOnce.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type ObjectSchema = z.ZodMiniObject<z.core.$ZodShape, z.core.$ZodObjectConfig>
type Schema = z.ZodMiniType

/** `anyone` needs no session, `signedIn` needs no more than one. */
export type Permission = Action | 'anyone' | 'signedIn'

/** A route as the handler of the API, the OpenAPI document and the tests see it. */
export interface Route {
  readonly method: Method
  readonly path: `/api/${string}`
  readonly operationId: string
  readonly summary: string
  readonly may: Permission
  readonly params: ObjectSchema
  readonly query: ObjectSchema
  readonly body: Schema | undefined
  readonly answer: Schema | undefined
  readonly status: number
  /** `api` is the whole that it is part of. */
  readonly handler: (
    services: HttpServices,
    api: (event: APIGatewayProxyEventV2) => Promise<ApiAnswer>,
  ) => (event: ApiEvent, context: Context) => Promise<ApiAnswer>
}

export interface Definition<
  May extends Permission,
  Params extends ObjectSchema,
  Query extends ObjectSchema,
  Body extends Schema,
  Answer extends Schema,
  Thing,
> {
  readonly method: Method
  /** `/api/tasks/{task}/results`: each `{name}` is a field of `params`. */
  readonly path: `/api/${string}`
  readonly operationId: string
  /** What it does, in Vietnamese, for whoever reads the OpenAPI document. */
  readonly summary: string
  readonly may: May
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer?: Answer
  /** It only prepares what is handed in later: until then nobody asks who it is that uses an account of several people. */
  readonly prepares?: true
  /** Of a success: 200, or 204 without an answer, unless told. */
  readonly status?: number
  /** What the request is about: the thing, loaded, and who has which part in it. Without one, the relation is `other`. */
  readonly about?: (asked: Asked<Params, Query, Body>, services: HttpServices) => Promise<About<Thing> | Refusal>
  readonly handle: (
    call: Call<May, Params, Query, Body, Thing>,
    services: HttpServices,
    again: Again,
  ) => Promise<Reply<z.output<Answer>> | Refusal | DoorRefusal>
}

/** Reads another address of the API in the name of the same caller. */
export type Again = (address: string) => Promise<ApiAnswer>

export interface Asked<Params extends Schema, Query extends Schema, Body extends Schema> {
  readonly params: z.output<Params>
  readonly query: z.output<Query>
  readonly body: z.output<Body>
}

export interface About<Thing> {
  readonly thing: Thing
  /** Of which programme it is, where the address does not say it: one that has ended takes no change of it. */
  readonly programme?: string
  readonly parties: Parties
  /** The thing's key and version, where it has them: what `If-Match` is held against. */
  readonly stands?: { readonly name: string; readonly version: number }
  /** Whoever may not even read it is told that it is not there. */
  readonly read?: Action
  /** What is said to whoever may not because the thing is their own agency's, where it tells more than the table does. */
  readonly barred?: Refusal
}

export interface Call<May extends Permission, Params extends Schema, Query extends Schema, Body extends Schema, Thing>
  extends Asked<Params, Query, Body> {
  readonly caller: May extends 'anyone' ? Caller | undefined : Caller
  /** As whom the caller acts: one of their positions, which the access table allows this. */
  readonly actor: May extends Action ? Actor : undefined
  readonly thing: Thing
  readonly version: number | undefined
  readonly headers: ApiEvent['headers']
  /** What the browser keeps for us, `name=value` each. */
  readonly cookies: ApiEvent['cookies']
}

/** What a handler answers when it does not refuse. */
export interface Reply<Body> {
  readonly body: Shown<Body>
  /** Becomes the ETag: the version that a later change may expect. */
  readonly version?: number | undefined
  readonly cookies?: readonly string[]
  /** Of a redirection. */
  readonly location?: string
  /** A file instead of a body. */
  readonly content?: { readonly bytes: Uint8Array; readonly mediaType: string; readonly name: string }
  /** Of a file: where its next part begins. */
  readonly cursor?: string | undefined
}

/** The domain's values are read-only; schemas do not say so. */
export type Shown<Value> = Value extends readonly (infer Entry)[]
  ? readonly Shown<Entry>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Shown<Value[Name]> }
    : Value

const nothing = z.strictObject({})

export function route<
  const May extends Permission,
  Params extends ObjectSchema = typeof nothing,
  Query extends ObjectSchema = typeof nothing,
  Body extends Schema = z.ZodMiniUndefined,
  Answer extends Schema = z.ZodMiniUndefined,
  Thing = undefined,
>(definition: Definition<May, Params, Query, Body, Answer, Thing>): Route {
  const { method, path, operationId, summary, may, params, query, body, answer } = definition
  const status = definition.status ?? (answer ? 200 : 204)
  return {
    method,
    path,
    operationId,
    summary,
    may,
    params: params ?? nothing,
    query: query ?? nothing,
    body,
    answer,
    status,
    handler(services, api) {
      const answering = (event: ApiEvent) =>
        answerTo(definition, status, event, services, (address) => api(readingOf(event, address)))
      const stack = middy<ApiEvent, ApiAnswer>(answering).before(({ event }) => {
        event.operation = operationId
        refuseAtTheDoor(definition, event.caller)
      })
      // Undefined: the error goes on to the stack around all routes, which tells it.
      return body ? stack.use(httpJsonBodyParser()) : stack
    },
  }
}

/** Nobody learns what a body should look like who could never send one. */
function refuseAtTheDoor(
  { method, may, prepares }: Pick<Route, 'method' | 'may'> & { readonly prepares?: true },
  caller: Caller | undefined,
): void {
  if (may === 'anyone') return
  if (!caller) throw new Refused({ code: 'not-signed-in' })
  if (may !== 'signedIn' && !callerMayEver(caller, may)) throw new Refused({ code: 'not-allowed' })
  const isHandedIn = method !== 'GET' && may !== 'signedIn' && !prepares
  if (isHandedIn && caller.person.shared && caller.doer === undefined) throw new Refused({ code: 'doer-missing' })
}

async function answerTo<
  May extends Permission,
  Params extends ObjectSchema,
  Query extends ObjectSchema,
  Body extends Schema,
  Answer extends Schema,
  Thing,
>(
  definition: Definition<May, Params, Query, Body, Answer, Thing>,
  status: number,
  event: ApiEvent,
  services: HttpServices,
  again: Again,
): Promise<ApiAnswer> {
  const { caller, headers } = event
  const places = placesIn(definition.path, event)
  const params = parsed('path', definition.params ?? nothing, places)
  const query = parsed('query', definition.query ?? nothing, { ...event.queryStringParameters })
  const body = definition.body ? parsed('body', definition.body, event.body) : undefined
  // Each was parsed by the schema whose output the type names; an absent schema's is undefined or an empty object.
  const asked = { params, query, body } as Asked<Params, Query, Body>
  const once = onceAsked(definition, caller, headers, asked)
  if (once)
    return answeredOnce(once, services, (table) =>
      answerOn(definition, status, event, asked, { ...services, table }, again),
    )
  return answerOn(definition, status, event, asked, services, again)
}

/** Finds what was asked about, asks the table of access, and then whoever handles it. */
async function answerOn<
  May extends Permission,
  Params extends ObjectSchema,
  Query extends ObjectSchema,
  Body extends Schema,
  Answer extends Schema,
  Thing,
>(
  definition: Definition<May, Params, Query, Body, Answer, Thing>,
  status: number,
  event: ApiEvent,
  asked: Asked<Params, Query, Body>,
  services: HttpServices,
  again: Again,
): Promise<ApiAnswer> {
  const { may, about, handle } = definition
  const { headers, cookies } = event
  const refused = (refusal: Refusal | DoorRefusal, as?: number) => {
    event.refused = refusal
    return problemAnswer(refusal, as)
  }
  const expected = versionIn(headers['if-match'])
  const found = await about?.(asked, services)
  if (found && isRefusal(found)) return refused(found)
  const { programme = placesIn(definition.path, event)['programme'] } = found ?? {}
  const caller = event.caller && programme ? withinProgramme(event.caller, programme) : event.caller
  const actor = actorOf(may, caller, found)
  if (actor && isRefusal(actor)) return refused(actor)
  const untaken = programme && (await whyUntaken(definition, programme, services.table))
  if (untaken) return refused(untaken)
  const { stands } = found ?? {}
  if (found && expected !== undefined && expected !== stands?.version) return refused(changed, 412)
  const table =
    stands && expected !== undefined ? expectingVersion(services.table, stands.name, expected) : services.table
  const answer = await handle(
    // The permission decides which of these are there, as the conditional types of Call say.
    { ...asked, caller, actor, thing: found?.thing, version: stands?.version, headers, cookies } as Call<
      May,
      Params,
      Query,
      Body,
      Thing
    >,
    { ...services, table },
    again,
  )
  if (!('code' in answer)) return success(status, answer)
  return refused(answer, answer.code === 'changed-meanwhile' && expected !== undefined ? 412 : undefined)
}

/** The request as it came, but a reading of another address. */
function readingOf(event: ApiEvent, address: string): APIGatewayProxyEventV2 {
  const { version, routeKey, headers, cookies, requestContext } = event
  const [path = '', rawQueryString = ''] = address.split('?')
  return {
    version,
    routeKey,
    headers,
    ...(cookies ? { cookies } : {}),
    rawPath: path,
    rawQueryString,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: { ...requestContext, http: { ...requestContext.http, method: 'GET', path } },
    isBase64Encoded: false,
  }
}

const changed: Refusal = { code: 'changed-meanwhile' }

/** As whom the caller acts on what was found, or why not; undefined where the route asks for no action. */
function actorOf(
  may: Permission,
  caller: Caller | undefined,
  found: About<unknown> | undefined,
): Actor | Refusal | undefined {
  if (may === 'anyone' || may === 'signedIn' || !caller) return undefined
  const parties = found?.parties ?? {}
  const actor = actorFor(caller, may, parties)
  if (actor) return actor
  const own = isBarredBy(caller, may, parties)
  if (own) return found?.barred ?? own
  const isHidden = found?.read !== undefined && !actorFor(caller, found.read, parties)
  return isHidden ? { code: 'not-found', thing: idIn(found.stands?.name ?? ''), hidden: true } : { code: 'not-allowed' }
}

/** Why the programme does not take what is asked of it: there is none of that name, or it is not in force any more. */
async function whyUntaken(
  { method, may }: { readonly method: Method; readonly may: Permission },
  name: string,
  table: Table,
): Promise<Refusal | undefined> {
  // The office's own trail stands beside those of its programmes.
  if (name === officeTrail) return undefined
  const programme = (await registersOf(table)).programmes.get(name)
  if (!programme) return { code: 'not-found', thing: name }
  const taken = method === 'GET' ? 'yes' : programmeTakes(may, programme.status)
  return taken === 'yes' ? undefined : taken
}

/** The same word as for what is not there: the answer must not say that it is. */
function idIn(name: string): string {
  return name.slice(name.indexOf('#') + 1)
}

function parsed(part: RequestPart, schema: Schema, raw: unknown): unknown {
  const result = z.safeParse(schema, raw)
  if (result.success) return result.data
  throw new Refused({ code: 'malformed-request', part, errors: fieldErrors(result.error.issues, raw) })
}

/** What stands in the address in each place of the path. A gateway may have found others (`{proxy+}`). */
function placesIn(path: string, { pathParameters = {} }: ApiEvent): { readonly [name: string]: string } {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return Object.fromEntries(names.map((name) => [name, decodedText(pathParameters[name] ?? '')]))
}

function decodedText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `If-Match: "7"`; `*` and an absent header expect nothing in particular. */
function versionIn(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const version = /^"(\d{1,9})"$/.exec(header)?.[1]
  if (version !== undefined) return Number(version)
  const sentence = 'If-Match phải là phiên bản đã đọc, viết như "7". Hãy gửi lại đúng ETag của lần đọc.'
  throw new Refused({ code: 'malformed-request', part: 'header', errors: [{ path: 'if-match', sentence }] })
}

function success(status: number, reply: Reply<unknown>): ApiAnswer {
  const { body, version, cookies, location, content, cursor } = reply
  if (content) {
    const { bytes, mediaType, name } = content
    return {
      statusCode: status,
      headers: {
        'content-type': mediaType,
        'content-disposition': disposition(name),
        ...(cursor === undefined ? {} : { 'dondoc-cursor': cursor }),
      },
      body: Buffer.from(bytes).toString('base64'),
      isBase64Encoded: true,
    }
  }
  return {
    statusCode: status,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...(version === undefined ? {} : { etag: `"${version}"` }),
      ...(location === undefined ? {} : { location }),
    },
    ...(cookies ? { cookies: [...cookies] } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}
