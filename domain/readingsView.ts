/** Many questions in one request: what a page asks for at once is answered at once. */
import * as z from 'zod/mini'

/** A page asks for fewer than this; together their answers stay under what one answer may weigh. */
export const mostReadings = 12

/** The answer to one of them, as its own address would have given it. */
export const Reading = z.strictObject({
  status: z.int(),
  etag: z.optional(z.string()),
  /** What its own address answers, or the problem with it. */
  body: z.unknown(),
})
export type Reading = z.infer<typeof Reading>

/** In the order of the questions. */
export const Readings = z.strictObject({ items: z.array(Reading) })
