/**
 * A paper that the office signs, as a value: who issues it, what it says, who signs and who receives it. How it is set
 * (`form.ts`) and how it becomes a file (functions/writing) stand apart.
 */
import type { CalendarDate } from '../days.ts'
import type { PaperForm } from './form.ts'

export interface Paper {
  readonly form: PaperForm
  readonly issuer: Issuer
  /** As the registry gave it; without one there is room for it to be written. */
  readonly number?: string
  /** Of the date line, as Thành phố Hồ Chí Minh; room is left where nothing says it. */
  readonly place?: string
  /** The day of signing; room is left until it is signed. */
  readonly on?: CalendarDate
  /** Báo cáo: in capitals above the abstract. A công văn has no such line, and its abstract stands below the number. */
  readonly type: PaperType
  /** Trích yếu: what it is about. */
  readonly abstract: string
  /** Kính gửi, of a công văn. */
  readonly to?: readonly string[]
  readonly body: readonly Block[]
  /** Phụ lục, each on pages of its own behind the signature. */
  readonly annexes: readonly Annex[]
  readonly signature: Signature
  /** Nơi nhận, without the archive's line. */
  readonly recipients: readonly string[]
}

/** The types that are written, by what stands in their number line. */
export const paperTypes = {
  report: { name: 'Báo cáo', symbol: 'BC' },
  letter: { name: 'Công văn', symbol: 'CV' },
} as const
export type PaperType = keyof typeof paperTypes

export interface Annex {
  readonly title: string
  readonly body: readonly Block[]
}

export interface Issuer {
  readonly parent?: string
  readonly name: string
}

export interface Signature {
  /** On behalf of a collective: Ủy ban nhân dân Thành phố Hồ Chí Minh. */
  readonly onBehalfOf?: string
  readonly position: string
}

export type Block = { readonly kind: 'section' | 'subsection' | 'paragraph' | 'item'; readonly text: string } | Table

export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** A last row that sums the others. */
  readonly total?: readonly string[]
}

export interface Column {
  readonly heading: string
  /** Its share of the width. */
  readonly share: number
  readonly align: 'left' | 'centre'
}
