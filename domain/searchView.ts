/** What a search finds, as it is shown: of which kind, its id, its title. */
import * as z from 'zod/mini'

export const FoundView = z.strictObject({
  kind: z.enum(['assignment', 'clause', 'agency', 'evidence']),
  id: z.string(),
  title: z.string(),
})
export type FoundView = z.infer<typeof FoundView>
