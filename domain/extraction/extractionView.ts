/** A document that is being reviewed, as it is shown: what was read, what somebody has said of it, how far they are. */
import * as z from 'zod/mini'
import { Extracted } from './extracted.ts'
import { Answer, Decision } from './review.ts'

export const ExtractionView = z.strictObject({
  id: z.string(),
  file: z.string(),
  fileName: z.string(),
  extracted: Extracted,
  decisions: z.array(Decision),
  answers: z.array(Answer),
  /** Đã nhập `entered` trên `all` nhiệm vụ. */
  entered: z.int(),
  all: z.int(),
  answered: z.int(),
  questions: z.int(),
})
export type ExtractionView = z.infer<typeof ExtractionView>

/** A programme file that validates, or what is to be said before there is one. */
export const ProgrammeMade = z.union([
  z.strictObject({ programme: z.record(z.string(), z.unknown()) }),
  z.strictObject({ missing: z.array(z.strictObject({ clause: z.string(), sentence: z.string() })) }),
])
