/** The copies of an office's folder, as they are shown. */
import * as z from 'zod/mini'
import { Moment } from './moment.ts'

export const BackupView = z.strictObject({
  /** Of its folder: the day, and for one that was asked for the time too. */
  name: z.string(),
  madeAt: Moment,
  bytes: z.int(),
})
export type BackupView = z.infer<typeof BackupView>

export const BackupsView = z.strictObject({
  /** Whether they are made here: an office on one machine. On AWS the table keeps its own; a demo has none. */
  here: z.boolean(),
  /** Where they lie on that machine. */
  place: z.optional(z.string()),
  /** The newest first. */
  items: z.array(BackupView),
})
