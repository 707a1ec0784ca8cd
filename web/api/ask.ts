/**
 * Asking the API. An answer is parsed by the schema that its route promises, which the API and the pages share in
 * domain/; a refusal arrives as problem details (RFC 9457) and is thrown with its code and its Vietnamese sentence.
 */
import * as z from 'zod/mini'

// Compiled parsers are made by `new Function`, which the page's policy forbids.
z.config({ jitless: true })

/** The API said no. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, sentence: string) {
    super(sentence)
    this.status = status
    this.code = code
  }
}

/** The API could not be reached. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

interface Asking {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly query?: { readonly [name: string]: string | number | undefined }
  readonly body?: unknown
}

export async function ask<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  { method = 'GET', query = {}, body }: Asking = {},
): Promise<z.output<Schema>> {
  const response = await reached(`/api/${path}${written(query)}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  if (!response.ok) throw await refusal(response)
  return schema.parse(response.status === 204 ? undefined : await response.json())
}

async function reached(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    throw new Unreachable('The API could not be reached', { cause: error })
  }
}

function written(query: NonNullable<Asking['query']>): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

const Problem = z.object({ code: z.string(), detail: z.string() })

async function refusal(response: Response): Promise<Error> {
  const problem = Problem.safeParse(await response.json().catch(() => undefined))
  if (problem.success) return new Refused(response.status, problem.data.code, problem.data.detail)
  return new Unreachable(`The server answered ${response.status} without saying why`)
}
