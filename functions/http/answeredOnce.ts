/**
 * Idempotency-Key: whoever did not hear sends the same request under the same key, and gets the same answer without a
 * second change (draft-ietf-httpapi-idempotency-key-header). For requests that make something (POST) of somebody
 * signed in, or who holds a link; the key is theirs alone.
 */
import { canonical } from '../../domain/trail/chain.ts'
import type { Caller } from '../middleware/caller.ts'
import { type ApiAnswer, type ApiEvent, linkHeader, Refused } from '../middleware/http.ts'
import { problemAnswer } from '../middleware/problem.ts'
import type { Services, Table } from '../services.ts'
import { DoneByAnother } from '../stores/carried.ts'
import { keepAnswer, type Once, onceAt, onceName, recordingOnce } from '../stores/once.ts'
import { sha256 } from '../stores/record.ts'

export interface OnceAsked {
  readonly name: string
  readonly fingerprint: string
}

export const onceHeader = 'idempotency-key'
export const onceKey = /^[\w.:-]{8,128}$/

/** Undefined for a request without a key, or that makes nothing. */
export function onceAsked(
  { method, operationId, may }: { readonly method: string; readonly operationId: string; readonly may: string },
  caller: Caller | undefined,
  headers: ApiEvent['headers'],
  asked: object,
): OnceAsked | undefined {
  const key = headers[onceHeader]
  // Whoever holds a link has no account: the key is theirs who hold the same link.
  const link = headers[linkHeader]
  const whose = may !== 'anyone' ? caller?.person.id : link === undefined ? undefined : `link ${sha256(link)}`
  if (key === undefined || method !== 'POST' || whose === undefined) return undefined
  if (!onceKey.test(key)) {
    const sentence =
      'Idempotency-Key phải dài từ 8 đến 128 ký tự gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới, hai chấm. Hãy dùng một mã ngẫu nhiên như UUID.'
    throw new Refused({ code: 'malformed-request', part: 'header', errors: [{ path: onceHeader, sentence }] })
  }
  const { actingFor = null } = caller ?? {}
  return { name: onceName(whose, key), fingerprint: sha256(canonical({ operationId, actingFor, asked })) }
}

/** Asks for the answer, unless it was given before. What is refused changed nothing, and may be asked again. */
export async function answeredOnce(
  { name, fingerprint }: OnceAsked,
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  answer: (table: Table) => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const before = await onceAt(table, name)
  if (before) return givenBefore(before, fingerprint)
  const once: Once = { fingerprint, call: crypto.randomUUID(), at: clock.now() }
  try {
    const given = await answer(recordingOnce(table, name, once))
    const { statusCode: status = 200, headers = {}, body } = given
    if (status >= 400) return given
    const written = Object.entries(headers).map(([header, value]) => [header, String(value)])
    await keepAnswer(table, name, once, {
      status,
      headers: Object.fromEntries(written),
      ...(body === undefined ? {} : { body }),
    })
    return given
  } catch (error) {
    const theirs = error instanceof DoneByAnother ? await onceAt(table, name) : undefined
    if (theirs) return givenBefore(theirs, fingerprint)
    throw error
  }
}

function givenBefore(before: Once, fingerprint: string): ApiAnswer {
  if (before.fingerprint !== fingerprint) return problemAnswer({ code: 'key-used-otherwise' })
  const { answer } = before
  if (!answer) return problemAnswer({ code: 'recorded-already' })
  const { status, headers, body } = answer
  return { statusCode: status, headers: { ...headers }, ...(body === undefined ? {} : { body }) }
}
