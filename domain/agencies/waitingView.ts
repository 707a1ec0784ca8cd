/** What waits on a person who leaves, and what ends with them, as it is shown. */
import * as z from 'zod/mini'
import { Day } from '../programme/schema.ts'

export const PersonWaiting = z.strictObject({
  /** Tasks that they follow or are in charge of; the title only for whoever may read it. */
  waiting: z.array(
    z.strictObject({
      id: z.string(),
      programme: z.string(),
      clause: z.string(),
      title: z.optional(z.string()),
      as: z.array(z.enum(['follower', 'overseer'])),
    }),
  ),
  /** How much waits for a decision of each agency that they lead, and the names of who else can decide it there. */
  decisions: z.array(z.strictObject({ agency: z.string(), waiting: z.int(), others: z.array(z.string()) })),
  /** Forms begun and not sent: `task-1.submit`, and when by the clock of the browser, in milliseconds. */
  drafts: z.array(z.strictObject({ form: z.string(), savedAt: z.int() })),
  /** Delegations that end with them: they gave it, or it was given to them. */
  delegations: z.array(
    z.strictObject({ from: z.string(), to: z.string(), title: z.string(), agency: z.string(), until: Day }),
  ),
  /** Sessions that end with them. */
  sessions: z.int(),
})
export type PersonWaiting = z.infer<typeof PersonWaiting>
