/** What proving a trail found, and its daily seals, as they are shown. */
import * as z from 'zod/mini'
import { Day } from '../programme/schema.ts'
import { type Flaw, flawWritten, type Seal } from './chain.ts'
import { type Destroyed, destroyedTold } from './destruction.ts'

export const SealView = z.strictObject({ day: Day, hash: z.string(), previous: z.string() })
export type SealView = z.infer<typeof SealView>

export function sealView({ day, hash, previous }: Seal): SealView {
  return { day, hash, previous }
}

export const VerificationView = z.strictObject({
  sound: z.boolean(),
  things: z.int(),
  events: z.int(),
  seals: z.int(),
  /** The last seal's hash: what to keep outside and to give as an anchor next time. */
  anchor: z.nullable(z.string()),
  /** What two people destroyed on a paper, each in a sentence. */
  destroyed: z.array(z.strictObject({ thing: z.string(), sentence: z.string() })),
  /** How many were found, of which the first are told. */
  found: z.int(),
  flaws: z.array(
    z.strictObject({ thing: z.string(), seq: z.optional(z.int()), what: z.string(), sentence: z.string() }),
  ),
})
export type VerificationView = z.infer<typeof VerificationView>

/** A trail that was rebuilt may be wrong everywhere; nobody reads more of it than this. */
const mostTold = 200

export function verificationView(verification: {
  readonly things: number
  readonly events: number
  readonly seals: number
  readonly anchor: string | null
  readonly destroyed: readonly Destroyed[]
  readonly flaws: readonly Flaw[]
}): VerificationView {
  const { things, events, seals, anchor, destroyed, flaws } = verification
  const told = flaws.slice(0, mostTold).map((flaw) => ({ ...flaw, sentence: flawWritten(flaw) }))
  const gone = destroyed.map((one) => ({ thing: one.thing, sentence: destroyedTold(one) }))
  return { sound: flaws.length === 0, things, events, seals, anchor, destroyed: gone, found: flaws.length, flaws: told }
}
