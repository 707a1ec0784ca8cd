/** The shape of one row of the access tables, and the lists of relations that many rows share. */
import type { Relation } from './relations.ts'
import type { Role } from './roles.ts'

/** In which relations each role may do one thing; `never`: barred to whoever also stands in one of these. */
export type Row = { readonly [role in Role]?: readonly Relation[] } & { readonly never?: readonly Relation[] }

/** Whatever the relation. What is about no single thing (a list, a register) stands in the relation `other`. */
export const whoever = ['lead', 'leadOffice', 'cooperating', 'giver', 'office', 'superior', 'other'] as const
/** Any relation of one's own to the thing. */
export const concerned = ['lead', 'leadOffice', 'cooperating', 'giver', 'office', 'superior'] as const
/** The side that leads the work: the agency itself, and its office where it has one (ban cán sự, Ủy ban nhân dân). */
export const leading = ['lead', 'leadOffice'] as const
/** The side that gave the work: the agency itself, and its office. */
export const giving = ['giver', 'office'] as const

/** The office sees the state of everything, leaders and evaluators read; a department reads what concerns it. */
export const reading = { secretariat: whoever, leader: whoever, evaluator: whoever, department: concerned } as const
/** What belongs to no agency (the programme, its documents and calendar) is read by everybody who signed in. */
export const open = { administrator: whoever, ...reading, department: whoever } as const
