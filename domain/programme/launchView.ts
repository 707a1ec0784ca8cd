/** A launch as it is shown: running, done with what it came to, or failed with the reason. */
import * as z from 'zod/mini'
import { Day } from './schema.ts'

export const LaunchView = z.strictObject({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  outcome: z.optional(z.strictObject({ programme: z.string(), assignments: z.int(), letters: z.int(), on: Day })),
  cause: z.optional(z.string()),
})
export type LaunchView = z.infer<typeof LaunchView>
