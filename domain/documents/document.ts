/**
 * The facts of a paper: entered once; what was awaited (số hiệu, ngày) is supplied when the paper comes; anything else
 * is a correction, which says why and keeps both.
 */
import type { Document } from '../programme/schema.ts'
import type { Refusal } from '../refusals.ts'

export type DocumentEvent =
  | { readonly type: 'documentEntered'; readonly document: Document }
  /** It was given in a meeting; its notice has come. */
  | { readonly type: 'documentSupplied'; readonly was: Document; readonly is: Document }
  | { readonly type: 'documentCorrected'; readonly was: Document; readonly is: Document; readonly reason: string }

/** Undefined where all stands as it is said already. `known`: the documents and agencies that may be referred to. */
export function decideDocument(
  before: Document | undefined,
  facts: Document,
  reason: string | undefined,
  known: { readonly agencies: ReadonlySet<string>; readonly documents: ReadonlySet<string> },
): DocumentEvent | Refusal | undefined {
  if (!known.agencies.has(facts.issuer)) return { code: 'unknown-agency', agency: facts.issuer }
  const { amends = [], replaces = [], ends = [] } = facts
  const unknown = [...amends, ...replaces, ...ends].find((one) => one === facts.id || !known.documents.has(one))
  if (unknown !== undefined) return { code: 'unknown-document', document: unknown }
  if (!before) return { type: 'documentEntered', document: facts }
  const supplied = { ...before, number: before.number ?? facts.number, issuedOn: before.issuedOn ?? facts.issuedOn }
  if (isSame(before, facts)) return undefined
  if (isSame(supplied, facts)) return { type: 'documentSupplied', was: before, is: facts }
  return reason === undefined
    ? { code: 'reason-missing' }
    : { type: 'documentCorrected', was: before, is: facts, reason }
}

const fields = [
  'id',
  'title',
  'number',
  'issuedOn',
  'issuer',
  'illustration',
  'implements',
  'amends',
  'replaces',
  'ends',
] as const satisfies readonly (keyof Document)[]

function isSame(one: Document, other: Document): boolean {
  return fields.every((field) => String(one[field] ?? '') === String(other[field] ?? ''))
}
