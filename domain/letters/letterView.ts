/** A letter of the outbox as it is shown: a line of the list, and whole. */
import * as z from 'zod/mini'
import { Moment } from '../moment.ts'

export const LetterLine = z.strictObject({ id: z.string(), to: z.string(), subject: z.string(), composedAt: Moment })
export type LetterLine = z.infer<typeof LetterLine>

export const LetterView = z.strictObject({
  ...LetterLine.shape,
  text: z.string(),
  /** Those that its own links lead to. */
  addresses: z.array(z.string()),
})
