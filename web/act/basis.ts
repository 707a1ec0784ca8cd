/** The document a change rests on, as somebody chooses or types it, and as the API takes it. */
import type { CalendarDate } from '../../domain/days.ts'
import { dayTyped } from '../days/dayInput.ts'
import { newId } from './newId.ts'

/** Everything a form can hold of it; `way` says which of it counts. */
export interface BasisValue {
  readonly way: 'known' | 'new' | 'awaited'
  /** An id among the programme's documents. */
  readonly known: string
  readonly number: string
  readonly issuedOn: string
  readonly issuer: string
  readonly title: string
}

export const noBasis: BasisValue = { way: 'known', known: '', number: '', issuedOn: '', issuer: '', title: '' }

export type BasisSent =
  | string
  | {
      readonly id: string
      readonly title: string
      readonly number: string | null
      readonly issuedOn: CalendarDate | null
      readonly issuer: string
    }

/** Entered on the way under an id made of its number, which no other document of the programme has. */
export function basisSent(
  { way, known, number, issuedOn, issuer, title }: BasisValue,
  documents: readonly { readonly id: string }[],
): BasisSent {
  if (way === 'known') return known
  const day = dayTyped(issuedOn) ?? null
  const name = way === 'new' ? number.trim() : `ket-luan-hop-${issuedOn}`
  return {
    id: newId(
      name,
      documents.map(({ id }) => id),
      'van-ban',
    ),
    title: title.trim(),
    number: way === 'new' ? number.trim() : null,
    issuedOn: day,
    issuer,
  }
}
