/** Who is signed in, and who may be chosen, as it is shown. */
import * as z from 'zod/mini'
import type { Capacity } from '../agencies/person.ts'
import { Moment } from '../moment.ts'
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
  /** Seconds of real time until it ends, unless somebody goes on working in it; absent where an issuer elsewhere says. */
  secondsLeft: z.optional(z.int()),
})
export type SessionView = z.infer<typeof SessionView>

/** A session that has begun or goes on: in how many seconds of real time it ends. */
export const SessionBegun = z.strictObject({ person: z.string(), seconds: z.int() })
export type SessionBegun = z.infer<typeof SessionBegun>

/** One of somebody's own sessions, as they see them all. */
export const SessionLine = z.strictObject({
  id: z.string(),
  begunAt: Moment,
  endsAt: Moment,
  from: z.optional(z.string()),
  /** As the browser calls itself. */
  browser: z.optional(z.string()),
  /** The one in which this is asked. */
  here: z.boolean(),
})
export type SessionLine = z.infer<typeof SessionLine>

export const SignInChoices = z.strictObject({
  /** Of whoever asks, where it holds: a page that opens asks this first, and a refusal would be told as an error. */
  session: z.optional(SessionView),
  ways: z.array(z.enum(['person', 'password', 'issuer'])),
  /** Where to sign in at an issuer elsewhere; absent too while it does not answer. */
  issuer: z.optional(
    z.strictObject({
      authorize: z.string(),
      clientId: z.string(),
      scope: z.string(),
      redirectUri: z.string(),
      /** Where to go to be signed out there too. */
      leave: z.optional(z.string()),
    }),
  ),
  people: z.array(
    z.strictObject({ person: z.string(), name: z.string(), roles: z.array(Role), capacities: z.array(CapacityView) }),
  ),
})
export type SignInChoices = z.infer<typeof SignInChoices>

export function capacityView({ agency, title, onBehalfOf, document, roles, programmes, shared }: Capacity) {
  return { agency, title, onBehalfOf, document, roles, programmes, shared }
}
