/** What a list answers: a page of it, and where the next begins. */
import * as z from 'zod/mini'

export function listOf<Entry extends z.ZodMiniType>(entry: Entry) {
  return z.strictObject({ items: z.array(entry), cursor: z.optional(z.string()) })
}
