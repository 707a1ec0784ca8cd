/** What was typed into a form and not sent, as it is kept and found again. */
import * as z from 'zod/mini'

export const FormDraftView = z.strictObject({
  /** By the names of the form's fields. */
  values: z.record(z.string().check(z.maxLength(100)), z.unknown()),
  /** By the clock of the browser it was typed in, in milliseconds. */
  savedAt: z.int().check(z.minimum(0)),
})
