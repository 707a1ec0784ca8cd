/** A programme as it is shown. */
import * as z from 'zod/mini'
import type { ProgrammeState } from './programmeState.ts'
import { Day, Programme, Settings } from './schema.ts'

const { id, title, document, period, stages } = Programme.shape

export const ProgrammeView = z.strictObject({
  id,
  title,
  document,
  period,
  stages,
  trackedFrom: Day,
  settings: Settings,
  launchedOn: Day,
  status: z.enum(['launching', 'inForce', 'ended']),
  ended: z.optional(z.strictObject({ on: Day, document: z.string() })),
})

/** One paragraph of its document: runs of words, each with the clause it is the words of. */
export const ParagraphView = z.array(z.strictObject({ words: z.string(), clause: z.optional(z.string()) }))

export type ProgrammeView = z.infer<typeof ProgrammeView>

export function programmeView(programme: ProgrammeState) {
  const { id, title, document, period, stages, trackedFrom, settings, launchedOn, status, ended } = programme
  return { id, title, document, period, stages, trackedFrom, settings, launchedOn, status, ended }
}
