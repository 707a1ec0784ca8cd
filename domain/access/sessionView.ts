/** Who is signed in, and who may be chosen, as it is shown. */
import * as z from 'zod/mini'
import type { Capacity } from '../agencies/person.ts'
import { Day } from '../programme/schema.ts'
import { Role } from './roles.ts'

const CapacityView = z.strictObject({
  agency: z.string(),
  title: z.string(),
  onBehalfOf: z.optional(z.string()),
  document: z.optional(z.string()),
  /** What they are in it, where it is not the same in all of them. */
  roles: z.optional(z.array(Role)),
  programmes: z.optional(z.array(z.string())),
  shared: z.optional(z.literal(true)),
})

export const SessionView = z.strictObject({
  person: z.string(),
  name: z.string(),
  roles: z.array(Role),
  /** What they may act as today, the first unless the request names another agency. */
  capacities: z.array(CapacityView),
  /** The office day: movable in a demo. */
  today: Day,
  /** An account that several people use: each request that changes something names who sends it. */
  shared: z.optional(z.literal(true)),
})
export type SessionView = z.infer<typeof SessionView>

/** A session that has begun. */
export const SessionBegun = z.strictObject({ person: z.string(), seconds: z.int() })

export const SignInChoices = z.strictObject({
  /** Of whoever asks, where it holds: a page that opens asks this first, and a refusal would be told as an error. */
  session: z.optional(SessionView),
  ways: z.array(z.enum(['person', 'code', 'issuer'])),
  /** Where to sign in at an issuer elsewhere; absent too while it does not answer. */
  issuer: z.optional(
    z.strictObject({ authorize: z.string(), clientId: z.string(), scope: z.string(), redirectUri: z.string() }),
  ),
  people: z.array(
    z.strictObject({ person: z.string(), name: z.string(), roles: z.array(Role), capacities: z.array(CapacityView) }),
  ),
})
export type SignInChoices = z.infer<typeof SignInChoices>

export function capacityView({ agency, title, onBehalfOf, document, roles, programmes, shared }: Capacity) {
  return { agency, title, onBehalfOf, document, roles, programmes, shared }
}
