/**
 * The stack around every HTTP handler: headers by one spelling, the caller identified, a body of bounded size, and
 * whatever goes wrong told as problem details. Nothing of an internal error reaches the caller but its reference.
 */
import type { MiddlewareObj } from '@middy/core'
import httpHeaderNormalizer from '@middy/http-header-normalizer'
import httpSecurityHeaders from '@middy/http-security-headers'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Refusal } from '../../domain/refusals.ts'
import {
  FilesBusy,
  type HttpServices,
  IdentityBusy,
  TableBusy,
  TableRefusal,
  UnknownOutcome,
  WorkflowsBusy,
} from '../services.ts'
import { recordRefusal } from '../stores/refusals.ts'
import { type Caller, callerOf } from './caller.ts'
import { cookieIn, sessionCookie } from './cookies.ts'
import type { DoorRefusal } from './doorRefusals.ts'
import type { Limits } from './limits.ts'
import { problemAnswer } from './problem.ts'

/** A request as API Gateway v2 sends it, with what the stack has found out about it. */
export interface ApiEvent extends APIGatewayProxyEventV2 {
  caller?: Caller | undefined
  /** The operation that the request turned out to be. */
  operation?: string
  /** Why it was refused. */
  refused?: Refusal | DoorRefusal
}

export type ApiAnswer = APIGatewayProxyStructuredResultV2
type Middleware = MiddlewareObj<ApiEvent, ApiAnswer>

/** What a host tells of itself and wants to be told. */
export interface Host {
  /** An error that nobody expected, under the reference that its sentence carries. */
  readonly onFault: (reference: string, error: unknown) => void
  /** The sentence for an error of the machine itself, such as a full disk. */
  readonly explain?: (error: unknown) => string | undefined
  /** How much may be asked; without it nobody counts. */
  readonly limits?: Limits
}

/** No body is larger; files go another way, in two steps. */
export const mostBodyBytes = 1_000_000

/** The token of a link in a letter: a header reaches neither the log of accesses nor another site. */
export const linkHeader = 'dondoc-link'
const agencyHeader = 'dondoc-agency'
const doerHeader = 'dondoc-doer'
const longestDoer = 200

/** A "no" from within the stack, where a handler's answer cannot be returned. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal | DoorRefusal

  constructor(refusal: Refusal | DoorRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export function httpStack(services: HttpServices, host: Host): readonly Middleware[] {
  const { limits } = host
  return [
    securityHeaders(),
    headersByOneSpelling(),
    refusalsRecorded(services, host),
    problems(host),
    boundedBody(),
    ...(limits ? [signInLimited(limits)] : []),
    identified(services),
    ...(limits ? [accountLimited(limits)] : []),
  ]
}

/** Nothing runs in what the API answers, nobody frames it, and no cache keeps it. */
function securityHeaders(): Middleware {
  const { after, onError } = httpSecurityHeaders({
    contentSecurityPolicy: { 'default-src': "'none'", 'frame-ancestors': "'none'", 'report-to': '' },
    permissionsPolicy: false,
    reportTo: false,
    reportingEndpoints: false,
  })
  const unstored = ({ response }: { response: ApiAnswer | null | undefined }) => {
    if (response) response.headers = { ...response.headers, 'cache-control': 'no-store' }
  }
  return {
    after: async (request) => {
      await after?.(request)
      unstored(request)
    },
    onError: async (request) => {
      await onError?.(request)
      unstored(request)
    },
  }
}

function headersByOneSpelling(): Middleware {
  return httpHeaderNormalizer()
}

/** Every error becomes an answer: an expected one with its sentence, any other with a reference and no detail. */
function problems({ onFault, explain }: Host): Middleware {
  return {
    onError: (request) => {
      const { error, event } = request
      const known = error instanceof Refused ? error.refusal : refusalBehind(error, event, explain)
      if (known) {
        event.refused = known
        request.response = problemAnswer(known)
        return
      }
      const reference = newReference()
      onFault(reference, error)
      request.response = problemAnswer({ code: 'internal-error', reference })
    },
  }
}

const busy = [TableBusy, WorkflowsBusy, IdentityBusy, FilesBusy]

function refusalBehind(error: unknown, event: ApiEvent, explain: Host['explain']): DoorRefusal | undefined {
  if (busy.some((kind) => error instanceof kind)) return { code: 'busy' }
  if (error instanceof UnknownOutcome) return { code: 'outcome-unknown' }
  // The table refuses a cursor that the same query did not give. Without one from outside it is a bug of ours.
  if (error instanceof TableRefusal && event.queryStringParameters?.['cursor'] !== undefined) {
    return { code: 'bad-cursor' }
  }
  const sentence = explain?.(error)
  if (sentence !== undefined) return { code: 'host-fault', sentence }
  // What @middy/http-json-body-parser throws for a body that is no JSON, or says that it is something else.
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return status === 415 || status === 422 ? { code: 'not-json' } : undefined
}

function boundedBody(): Middleware {
  return {
    before: ({ event: { body = '', isBase64Encoded } }) => {
      if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') > mostBodyBytes) {
        throw new Refused({ code: 'too-large', mostBytes: mostBodyBytes })
      }
    },
  }
}

/** Signing in, where it failed too often from the same address. */
function signInLimited(limits: Limits): Middleware {
  return {
    before: async ({ event: { requestContext } }) => {
      const { method, path, sourceIp } = requestContext.http
      const seconds = method === 'POST' && path === '/api/session' ? await limits.ofSignIn(sourceIp) : undefined
      if (seconds !== undefined) throw new Refused({ code: 'too-many-sign-ins', seconds })
    },
    after: async ({ event: { refused, requestContext } }) => {
      if (refused?.code === 'sign-in-refused') await limits.signInFailed(requestContext.http.sourceIp)
    },
  }
}

function accountLimited(limits: Limits): Middleware {
  return {
    before: ({ event: { caller, headers } }) => {
      const link = headers[linkHeader]
      const ofLink = link === undefined ? undefined : limits.ofLink(link)
      if (ofLink !== undefined) throw new Refused({ code: 'too-many-by-link', seconds: ofLink })
      const seconds = caller && limits.ofAccount(caller.person.id)
      if (seconds !== undefined) throw new Refused({ code: 'too-many-requests', seconds })
    },
  }
}

/** What somebody was not allowed goes into the trail. They are told the same, whether or not it could be written there. */
function refusalsRecorded(services: HttpServices, { onFault }: Host): Middleware {
  const record = async ({ event }: { readonly event: ApiEvent }) => {
    const { caller, refused, operation = '', requestContext } = event
    if (!caller || !refused || !isOfAuthorisation(refused)) return
    const { method, path } = requestContext.http
    try {
      await recordRefusal(services, caller, { operation, method, path: path.slice(0, mostPath), code: refused.code })
    } catch (error) {
      onFault(newReference(), error)
    }
  }
  return { after: record, onError: record }
}

const mostPath = 300

const ofAuthorisation: ReadonlySet<string> = new Set([
  'not-allowed',
  'not-your-agency',
  'not-your-part',
  'own-result',
  'own-request',
  'own-work',
  'own-target',
  'own-conclusion',
] satisfies readonly (Refusal | DoorRefusal)['code'][])

function isOfAuthorisation(refusal: Refusal | DoorRefusal): boolean {
  return ofAuthorisation.has(refusal.code) || (refusal.code === 'not-found' && refusal.hidden === true)
}

function newReference(): string {
  return `H-${crypto.randomUUID().slice(0, 8).toUpperCase()}`
}

function identified(services: HttpServices): Middleware {
  return {
    before: async ({ event }) => {
      const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(event.headers['authorization'] ?? '')?.[1]
      const cookie = bearer === undefined ? cookieIn(event, sessionCookie) : undefined
      refuseOtherSites(event, cookie !== undefined)
      const token = bearer ?? cookie
      if (token === undefined) return
      event.caller = await callerOf(token, services)
      event.caller = doing(event.headers[doerHeader], actingFor(event.headers[agencyHeader], event.caller))
    },
  }
}

/**
 * A page elsewhere must not act with the session that the browser sends along. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin); a change with the cookie and without either word is refused. Whoever is no browser uses
 * `Authorization: Bearer`, which no other page can send.
 */
function refuseOtherSites({ headers, requestContext }: ApiEvent, withCookie: boolean): void {
  const { method } = requestContext.http
  if (method === 'GET' || method === 'HEAD') return
  const { 'sec-fetch-site': site, origin, host = '' } = headers
  const isOwn = site !== undefined ? site === 'same-origin' : origin !== undefined && hostOf(origin) === host
  const isKnown = site !== undefined || origin !== undefined
  if (isKnown ? !isOwn : withCookie) throw new Refused({ code: 'cross-site' })
}

function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host
}

/** Somebody with positions in several bodies may say for which one they act. */
function actingFor(agency: string | undefined, caller: Caller | undefined): Caller | undefined {
  if (!caller || agency === undefined) return caller
  if (caller.capacities.some((one) => one.agency === agency)) return { ...caller, actingFor: agency }
  throw new Refused({ code: 'not-your-agency', agency: agency.slice(0, 40) })
}

/** Headers hold no Vietnamese: the name and position come percent-encoded. */
function doing(written: string | undefined, caller: Caller | undefined): Caller | undefined {
  if (!caller?.person.shared || written === undefined) return caller
  const doer = decoded(written).normalize('NFC').trim()
  const isNamed = doer !== '' && doer.length <= longestDoer && !/\p{Cc}/u.test(doer)
  return isNamed ? { ...caller, doer } : caller
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
