/** The account of a person, as whoever keeps the accounts sees it. */
import * as z from 'zod/mini'
import { Moment } from '../moment.ts'

export const AccountView = z.strictObject({
  /** Whether passwords are kept here at all. */
  here: z.boolean(),
  passwordSetAt: z.optional(Moment),
  firstUntil: z.optional(Moment),
  /** How many are open. */
  sessions: z.int(),
})

/** Shown once. `name`: by which its person signs in. */
export const FirstPasswordView = z.strictObject({ name: z.string(), password: z.string(), expiresAt: Moment })
export type FirstPasswordView = z.infer<typeof FirstPasswordView>
