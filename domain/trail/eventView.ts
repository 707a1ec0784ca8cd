/** An event of the trail as it is shown: what happened, when, by whom, with what came along. */
import * as z from 'zod/mini'
import { Moment } from '../moment.ts'
import { Day } from '../programme/schema.ts'
import type { ChainedEvent } from './chain.ts'
import { type KeptValues, uncovered } from './removable.ts'

export const EventView = z.strictObject({
  thing: z.string(),
  seq: z.int(),
  type: z.string(),
  at: Moment,
  day: Day,
  actor: z.strictObject({
    person: z.string(),
    position: z.string(),
    agency: z.string(),
    doer: z.optional(z.string()),
    /** The mailbox to which the link was sent by which it was done. */
    via: z.optional(z.string()),
  }),
  from: z.optional(z.string()),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
})
export type EventView = z.infer<typeof EventView>

/** With the values in their places that were kept beside it; of one that was destroyed its digest shows. */
export function eventView(event: ChainedEvent & { readonly kept?: KeptValues }) {
  const { thing, seq, type, at, day, actor, from, data, kept = {}, hash } = event
  return {
    thing,
    seq,
    type,
    at,
    day,
    actor,
    ...(from === undefined ? {} : { from }),
    data: uncovered(data, kept),
    hash,
  }
}
