/** The shape of one row of the access tables, and the lists of relations that many rows share. */
import type { Refusal } from '../refusals.ts'
import type { Relation } from './relations.ts'
import type { Role } from './roles.ts'

/** In which relations each role may do one thing. */
export type Row = { readonly [role in Role]?: readonly Relation[] } & {
  /** Barred to whoever also stands in one of these, and what they are told: it is their own agency's. */
  readonly never?: readonly Relation[]
  readonly own?: OwnRefusal
  /** How the agency stands to the thing to whose mailbox a link was sent: whoever holds the link may do this by it, and no more. */
  readonly link?: readonly Relation[]
  /** It decides for an office: whoever cannot be told from their colleagues (a shared account) may not. */
  readonly decides?: true
}

export type OwnRefusal = Extract<Refusal['code'], 'own-work' | 'own-result' | 'own-request' | 'own-target'>

/** Whatever the relation. What is about no single thing (a list, a register) stands in the relation `other`. */
export const whoever = [
  'lead',
  'leadOffice',
  'leadSuperior',
  'cooperating',
  'giver',
  'office',
  'superior',
  'other',
] as const
/** Any relation of one's own to the thing. */
export const concerned = ['lead', 'leadOffice', 'leadSuperior', 'cooperating', 'giver', 'office', 'superior'] as const
/** The side that leads the work: the agency itself, and its office where it has one (ban cán sự, Ủy ban nhân dân). */
export const leading = ['lead', 'leadOffice'] as const
/** Who does what the lead of some work does: itself, and a body above it that was set to work for its subordinates. */
export const doing = ['lead', 'leadSuperior'] as const
/** The side that gave the work: the agency itself, and its office. */
export const giving = ['giver', 'office'] as const

/** The office sees the state of everything; leaders, evaluators and the inspection read; a department reads what concerns it. */
export const reading = {
  secretariat: whoever,
  leader: whoever,
  evaluator: whoever,
  inspection: whoever,
  department: concerned,
} as const
/** What belongs to no agency (the documents, the search) is read by everybody who works with them. */
export const everybodyAtWork = { ...reading, department: whoever } as const
/** What an administrator works with too (the names of programmes, agencies, the calendar). */
export const open = { administrator: whoever, ...everybodyAtWork } as const
