/** What the reading of a document proposes. Nothing of it is in force: a person accepts, changes and answers. */
import * as z from 'zod/mini'
import { AssignmentKind, Bound, Cadence, Day } from '../programme/schema.ts'
import { Comparator } from '../targets/target.ts'

const Place = { start: z.int(), end: z.int() }

export const ExtractedItem = z.strictObject({
  clause: z.string(),
  kind: AssignmentKind,
  /** As printed; null where the text names nobody. */
  agency: z.nullable(z.string()),
  role: z.enum(['lead', 'cooperating']),
  cooperating: z.array(z.string()),
  what: z.string(),
  dueOn: z.nullable(Day),
  bound: z.nullable(Bound),
  recurrence: z.nullable(Cadence),
  /** The words it rests on: those of the date or cadence, else the sentence. */
  quote: z.string(),
  /** Of the item's sentence, in UTF-16 units of the text that was given; they cover the quote. */
  ...Place,
})
export type ExtractedItem = z.infer<typeof ExtractedItem>

export const ExtractedTarget = z.strictObject({
  clause: z.string(),
  metric: z.string(),
  /** The comparator the words say; null where they say none ("250.000 lượt"), or the target has no number. */
  comparator: z.nullable(z.union([Comparator, z.literal('increases')])),
  value: z.nullable(z.number()),
  unit: z.nullable(z.string()),
  by: z.nullable(Day),
  quote: z.string(),
  ...Place,
})
export type ExtractedTarget = z.infer<typeof ExtractedTarget>

export const ExtractedQuestion = z.strictObject({ clause: z.string(), about: z.string(), options: z.array(z.string()) })
export type ExtractedQuestion = z.infer<typeof ExtractedQuestion>

export const Extracted = z.strictObject({
  title: z.nullable(z.string()),
  number: z.nullable(z.string()),
  issuer: z.nullable(z.string()),
  issuedOn: z.nullable(Day),
  items: z.array(ExtractedItem),
  targets: z.array(ExtractedTarget),
  questions: z.array(ExtractedQuestion),
})
export type Extracted = z.infer<typeof Extracted>
