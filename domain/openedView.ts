/** What a page needs before it can show anything: who is signed in, and of the office what hardly ever changes. */
import * as z from 'zod/mini'
import { SignInChoices } from './access/sessionView.ts'
import { CalendarData } from './calendar/workingCalendar.ts'
import { ClockView } from './clockMove.ts'
import { ProgrammeView } from './programme/programmeView.ts'
import { Agency, Document } from './programme/schema.ts'
import { Reading } from './readingsView.ts'

/** Each part as its own address answers it; what the caller may not read is left out. */
const OfficeOpened = z.strictObject({
  clock: ClockView,
  programmes: z.optional(z.array(ProgrammeView)),
  agencies: z.optional(z.array(Agency)),
  calendar: z.optional(CalendarData),
  /** Of each programme. */
  documents: z.optional(z.record(z.string(), z.array(Document))),
})

/** The address under /api/ with its query, and its answer. */
const AnsweredAhead = z.strictObject({ address: z.string(), ...Reading.shape })
export type AnsweredAhead = z.infer<typeof AnsweredAhead>

export const Opened = z.strictObject({
  ...SignInChoices.shape,
  /** What the page that is being opened asks next, answered already. */
  ahead: z.optional(z.array(AnsweredAhead)),
  /** Of whoever is signed in. */
  office: z.optional(OfficeOpened),
})
