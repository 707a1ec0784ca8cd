/** What a link opens, and what is answered to what it brought in, as the page behind it is told. */
import * as z from 'zod/mini'
import { OutlineView } from '../cycles/outline.ts'
import { Day } from '../programme/schema.ts'

const SubmissionKind = z.enum(['result', 'progress', 'extension', 'part', 'contribution', 'figure'])

const About = {
  /** What it is about, as the letter named it. */
  title: z.string(),
  /** The agency in whose name the holder of the link answers. */
  agency: z.string(),
  /** The office that gave it, to which the answer goes. */
  office: z.string(),
  programme: z.string(),
}

export const LinkFormView = z.discriminatedUnion('does', [
  z.strictObject({
    does: z.literal('answer'),
    ...About,
    /** Where in the document it comes from, and the words it rests on. */
    place: z.string(),
    quote: z.optional(z.string()),
    product: z.optional(z.string()),
    /** In words: the deadline, and how near it is. */
    due: z.optional(z.string()),
    /** Why the last result was not taken. */
    returned: z.optional(z.string()),
    offers: z.array(SubmissionKind),
    part: z.optional(z.string()),
    /** Of a contribution: the outline, with what was sent before. */
    outline: z.optional(z.strictObject({ rows: OutlineView.shape.rows, text: z.optional(z.string()) })),
    /** Of a figure: in which unit, of the whole or of which area, and the year that is probably meant. */
    figure: z.optional(
      z.strictObject({
        unit: z.nullable(z.string()),
        areas: z.array(z.strictObject({ id: z.nullable(z.string()), name: z.string() })),
        year: z.int(),
      }),
    ),
    /** The programme's id: files are sent for it. */
    filesOf: z.string(),
    today: Day,
  }),
  z.strictObject({
    does: z.literal('disown'),
    ...About,
    /** What was sent, by whom, when. */
    sent: z.strictObject({ what: z.string(), on: Day, by: z.string() }),
  }),
])
export type LinkFormView = z.infer<typeof LinkFormView>

/** What was taken in, and what happens next. */
export const LinkReceiptView = z.strictObject({ what: z.string(), title: z.string(), on: Day, office: z.string() })
export type LinkReceiptView = z.infer<typeof LinkReceiptView>
