/**
 * Asking the API. An answer is parsed by the schema that its route promises, which the API and the pages share in
 * domain/; a refusal arrives as problem details (RFC 9457) and is thrown with its code and its Vietnamese sentence.
 */
import * as z from 'zod/mini'
import { addressOf } from '../../domain/firstAsked.ts'
import { doerHeader } from '../act/doer.ts'
import { type Answered, answeredIn, reached, Unreachable } from './reached.ts'
import { forgetAhead, readTogether } from './together.ts'

// Compiled parsers are made by `new Function`, which the page's policy forbids.
z.config({ jitless: true })

/** The API said no. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly code: string
  /** A sentence for each place of what was sent that is not as it should be: `evidence.0.issuedOn`. */
  readonly errors: readonly FieldError[]
  /** What can be confirmed: the same is then sent again with these codes. */
  readonly doubts: readonly Doubt[]

  constructor(status: number, { code, detail, errors = [], doubts = [] }: z.infer<typeof Problem>) {
    super(detail)
    this.status = status
    this.code = code
    this.errors = errors
    this.doubts = doubts
  }
}

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly query?: { readonly [name: string]: string | number | undefined }
  readonly body?: unknown
  /** The version that was read: where somebody was first since, the change is refused and nothing is written. */
  readonly version?: number | undefined
}

export async function ask<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  asking: Asking = {},
): Promise<z.output<Schema>> {
  return schema.parse((await answered(path, asking)).body)
}

/** What was read, and its version, which a later change may expect. */
export interface Versioned<Value> {
  readonly value: Value
  readonly version: number | undefined
}

export async function askVersioned<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  asking: Asking = {},
): Promise<Versioned<z.output<Schema>>> {
  const { body, etag } = await answered(path, asking)
  const version = /^"(\d+)"$/.exec(etag ?? '')?.[1]
  return { value: schema.parse(body), version: version === undefined ? undefined : Number(version) }
}

/** A file that the API writes, saved by the browser under the name that the API gives it. */
export async function save(path: string, asking: Asking): Promise<void> {
  const response = await sent(path, asking)
  if (!response.ok) throw await refusalIn(response)
  const place = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = place
  link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
  link.click()
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(place), 1000)
}

async function answered(path: string, asking: Asking): Promise<Answered> {
  const { method = 'GET', query = {}, version } = asking
  const isPlain = method === 'GET' && version === undefined
  const answer = isPlain ? await readTogether(addressOf(path, query)) : await answeredIn(await sent(path, asking))
  if (answer.status >= 400) throw refusalOf(answer)
  return answer
}

function sent(path: string, { method = 'GET', query = {}, body, version }: Asking): Promise<Response> {
  if (method !== 'GET') forgetAhead()
  return reached(`/api/${addressOf(path, query)}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(method === 'GET' ? {} : doerHeader()),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const FieldError = z.object({ path: z.string(), sentence: z.string() })
type FieldError = z.infer<typeof FieldError>
const Doubt = z.object({ code: z.string(), sentence: z.string() })
type Doubt = z.infer<typeof Doubt>
const Problem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(FieldError)),
  doubts: z.optional(z.array(Doubt)),
})

export async function refusalIn(response: Response): Promise<Error> {
  return refusalOf(await answeredIn(response))
}

function refusalOf({ status, body }: Answered): Error {
  const problem = Problem.safeParse(body)
  if (!problem.success) return new Unreachable(`The server answered ${status} without saying why`)
  return new Refused(status, problem.data)
}
