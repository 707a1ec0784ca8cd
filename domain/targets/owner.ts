/** Who answers for the figures of a target (cơ quan cung cấp số liệu), which a programme may leave to a later document. */
import type { Directory } from '../agencies/directory.ts'
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import type { Target } from './target.ts'

export interface OwnerNaming {
  readonly owner: string
  /** The document that names it. */
  readonly document: string
}

/** Carries the target whole, so that the trail alone says what it became. */
export type OwnerNamed<Of extends Target> = OwnerNaming & { readonly type: 'targetOwnerNamed'; readonly is: Of }

/** Names the owner, or another one instead; what was asked of the one before, and judged, stays as it was. */
export function decideOwner<Of extends Target>(
  target: Of,
  { owner, document }: OwnerNaming,
  directory: Directory,
  today: CalendarDate,
): OwnerNamed<Of> | Refusal {
  if (document.trim() === '') return { code: 'document-missing' }
  const agency = directory.get(owner)
  if (!agency) return { code: 'unknown-agency', agency: owner }
  if (agency.to && agency.to < today) return { code: 'agency-ended', agency: owner, on: agency.to }
  if (target.owner === owner) return { code: 'nothing-to-change' }
  return { type: 'targetOwnerNamed', owner, document, is: { ...target, owner } }
}
