/**
 * Destroying a file or a personal field: one person asks on the strength of a paper, another confirms, and only then
 * are the values removed. What happened stays in the trail, with the paper; of the values their digests.
 */
import * as z from 'zod/mini'
import { written } from '../days.ts'
import { Agency, Day } from '../programme/schema.ts'
import type { Refusal } from '../refusals.ts'
import type { Actor, Occasion } from '../tasks/task.ts'

/** The paper that orders it, as it is cited: số, ngày, cơ quan. */
export const DestructionPaper = z.strictObject({
  number: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  issuedOn: Day,
  issuer: Agency.shape.name,
})
export type DestructionPaper = z.infer<typeof DestructionPaper>

const By = z.strictObject({
  person: z.string(),
  position: z.string(),
  agency: z.string(),
  doer: z.optional(z.string()),
})

/** Which values, on which paper, and how far it has come. One that is done stays until another is asked for. */
export const Destruction = z.strictObject({
  paths: z.array(z.string()),
  paper: DestructionPaper,
  reason: z.string(),
  askedOn: Day,
  askedBy: By,
  confirmedOn: z.optional(Day),
  confirmedBy: z.optional(By),
  /** Nothing of it is left. */
  doneOn: z.optional(Day),
})
export type Destruction = z.infer<typeof Destruction>

/** The events that say what may be absent, and that it must be. */
export const destructionConfirmed = 'destructionConfirmed'
export const destructionDone = 'destroyed'

export interface DestructionAsked {
  /** Where in the events of the thing the values stand: `person.name`. */
  readonly paths: readonly string[]
  readonly paper: DestructionPaper
  readonly reason: string
}

/** `confirmed`: two people have said so, and what is left of it may be removed. */
export function stageOf({ confirmedOn, doneOn }: Destruction): 'asked' | 'confirmed' | 'done' {
  if (doneOn) return 'done'
  return confirmedOn ? 'confirmed' : 'asked'
}

export function askDestruction(
  before: Destruction | undefined,
  { paths, paper, reason }: DestructionAsked,
  { day, actor }: Occasion,
): Destruction | Refusal {
  if (before && stageOf(before) !== 'done') return { code: 'destruction-pending', on: before.askedOn }
  if (paper.issuedOn > day) return { code: 'day-ahead', wanted: paper.issuedOn, today: day }
  return { paths: [...paths], paper, reason, askedOn: day, askedBy: by(actor) }
}

/** Whoever asked does not also confirm, whichever hat they wear. */
export function confirmDestruction(before: Destruction | undefined, { day, actor }: Occasion): Destruction | Refusal {
  if (!before || stageOf(before) !== 'asked') return { code: 'no-destruction-asked' }
  if (before.askedBy.person === actor.person) return { code: 'own-destruction' }
  return { ...before, confirmedOn: day, confirmedBy: by(actor) }
}

/** Taken back by whoever asked, or not agreed to by another: nothing is removed. */
export function dropDestruction(before: Destruction | undefined): Refusal | undefined {
  return before && stageOf(before) === 'asked' ? undefined : { code: 'no-destruction-asked' }
}

/** What stands where a value was. */
export function destroyedWritten({ number, issuedOn }: DestructionPaper): string {
  return `đã hủy theo văn bản số ${number} ngày ${written(issuedOn)}`
}

/** What two people destroyed, as the trail has it. */
export interface Destroyed {
  readonly thing: string
  readonly paper: DestructionPaper
  readonly askedBy: string
  readonly confirmedBy: string
}

export function destroyedTold({ thing, paper, askedBy, confirmedBy }: Destroyed): string {
  return `${thing}: ${destroyedWritten(paper)} của ${paper.issuer}; ${askedBy} đề nghị, ${confirmedBy} xác nhận.`
}

function by({ person, position, agency, doer }: Actor): z.infer<typeof By> {
  return { person, position, agency, ...(doer === undefined ? {} : { doer }) }
}
