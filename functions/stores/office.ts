/**
 * The office itself: OFFICE#.office. What is entered before the first programme (its agencies and people) stands in a
 * trail of its own, sealed daily like a programme's.
 */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import { Agency } from '../../domain/programme/schema.ts'
import type { Table } from '../services.ts'
import { type Keeping, load } from './record.ts'

/** No programme has this name: a slug has no dot. */
export const officeTrail = '.office'

const { mailbox: Mailbox, name: Name } = Agency.shape

/** Where its letters leave. The password is in the environment of whoever sends them, and never here. */
export const MailSettings = z.strictObject({
  host: z.string().check(z.regex(/^[\w.:-]+$/), z.maxLength(253)),
  port: z.int().check(z.minimum(1), z.maximum(65535)),
  /** `tls` from the first byte (465), `starttls` and nothing without it (587), `none` on the office's own network. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.optional(z.string().check(z.minLength(1), z.maxLength(254))),
  /** The address they come from, and the name beside it. */
  from: Mailbox,
  fromName: z.optional(Name),
})
export type MailSettings = z.infer<typeof MailSettings>

/** An OIDC issuer of the city's or the office's, at which this product is a public client (PKCE, no secret). */
export interface IssuerSettings {
  readonly url: string
  readonly clientId: string
  /** `email` unless told; any other claim holds the person's id. */
  readonly personClaim?: string
}

/** How often whoever inspects is sent the seals; docs/decisions/0028 says why weekly is enough. */
export const SealLetters = z.enum(['daily', 'weekly'])
export type SealLetters = z.infer<typeof SealLetters>
export const usualSealLetters: SealLetters = 'weekly'

export interface OfficeSettings {
  /** What people type, and what letters lead to: `https://dondoc.example.com/`. */
  readonly publicUrl?: string
  /** Without it letters stay in the outbox. */
  readonly mail?: MailSettings
  /** Who says who its people are; without one it keeps accounts of its own. */
  readonly issuer?: IssuerSettings
  /** `usualSealLetters` unless told. */
  readonly sealLetters?: SealLetters
}

export interface OfficeState {
  readonly id: typeof officeTrail
  /** As a programme's: the day on which its trail begins. */
  readonly launchedOn: CalendarDate
  readonly settings: OfficeSettings
}

export const officeKeeping: Keeping<OfficeState> = {
  kind: 'OFFICE',
  idOf: ({ id }) => id,
  programmeOf: ({ id }) => id,
}

/** Undefined in a demo. */
export async function officeKept(table: Table): Promise<OfficeState | undefined> {
  return (await load<OfficeState>(table, officeKeeping.kind, officeTrail))?.state
}
