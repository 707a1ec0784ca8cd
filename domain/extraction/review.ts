/**
 * A person's review of what was read: each proposal accepted, changed, split, merged with others, or left out; each
 * question answered. What comes of it is what was read as that person leaves it. Nothing of it is in force.
 */
import * as z from 'zod/mini'
import type { Refusal } from '../refusals.ts'
import { type Extracted, ExtractedItem } from './extracted.ts'

const { quote: _, start: __, end: ___, ...said } = ExtractedItem.shape

/** What a proposal says once it was changed; the words it rests on stay those of the document. */
const Changed = z.strictObject(said)

const most = 5000
const mostParts = 20
const Index = z.int().check(z.minimum(0), z.maximum(most))

/** `item`: its place in the list of proposals, from 0. */
export const Decision = z.discriminatedUnion('does', [
  z.strictObject({ item: Index, does: z.literal('accept') }),
  z.strictObject({ item: Index, does: z.literal('leave') }),
  /** One is a change, several split it; `with` are merged into it. */
  z.strictObject({
    item: Index,
    does: z.literal('change'),
    into: z.array(Changed).check(z.minLength(1), z.maxLength(mostParts)),
    with: z._default(z.array(Index).check(z.maxLength(mostParts)), []),
  }),
])
export type Decision = z.infer<typeof Decision>

export const Answer = z.strictObject({
  question: Index,
  answer: z.string().check(z.minLength(1), z.maxLength(500)),
})
export type Answer = z.infer<typeof Answer>

export interface Review {
  readonly decisions: readonly Decision[]
  readonly answers: readonly Answer[]
}

export interface Progress {
  /** How many proposals somebody has decided about, merged ones among them: “đã nhập x trên y nhiệm vụ”. */
  readonly entered: number
  readonly all: number
  readonly answered: number
  readonly questions: number
}

/** The last word about each counts; a proposal that is merged into another has no decision of its own. */
export function reviewed(review: Review, more: Review, extracted: Extracted): Review | Refusal {
  const { items, questions } = extracted
  const named = more.decisions.flatMap((one) => [one.item, ...(one.does === 'change' ? one.with : [])])
  const unknown = named.find((item) => item >= items.length)
  if (unknown !== undefined) return { code: 'unknown-row', row: unknown }
  const unasked = more.answers.find(({ question }) => question >= questions.length)
  if (unasked) return { code: 'unknown-row', row: unasked.question }
  const own = more.decisions.find((one) => one.does === 'change' && one.with.includes(one.item))
  if (own) return { code: 'nothing-to-change' }
  const decisions = new Map(review.decisions.map((one) => [one.item, one]))
  for (const decision of more.decisions) {
    // A decision about what was merged takes it out of where it was merged into.
    for (const [item, one] of decisions) {
      const isMerged = one.does === 'change' && one.with.some((other) => concerns(decision, other))
      if (isMerged) decisions.set(item, { ...one, with: one.with.filter((other) => !concerns(decision, other)) })
    }
    decisions.set(decision.item, decision)
    if (decision.does === 'change') for (const other of decision.with) decisions.delete(other)
  }
  const answers = new Map([...review.answers, ...more.answers].map((one) => [one.question, one]))
  return {
    decisions: [...decisions.values()].toSorted((a, b) => a.item - b.item),
    answers: [...answers.values()].toSorted((a, b) => a.question - b.question),
  }
}

function concerns(decision: Decision, item: number): boolean {
  return decision.item === item || (decision.does === 'change' && decision.with.includes(item))
}

export function progressOf({ decisions, answers }: Review, { items, questions }: Extracted): Progress {
  const entered = new Set(decisions.flatMap((one) => [one.item, ...(one.does === 'change' ? one.with : [])]))
  return { entered: entered.size, all: items.length, answered: answers.length, questions: questions.length }
}

/** What was read as the review leaves it: what nobody decided about is not in it. */
export function asReviewed(extracted: Extracted, { decisions }: Review): Extracted {
  const items = decisions.flatMap((decision): readonly ExtractedItem[] => {
    const item = extracted.items[decision.item]
    if (!item || decision.does === 'leave') return []
    if (decision.does === 'accept') return [item]
    const merged = decision.with.flatMap((other) => extracted.items[other] ?? [])
    const place = {
      quote: item.quote,
      start: Math.min(item.start, ...merged.map(({ start }) => start)),
      end: Math.max(item.end, ...merged.map(({ end }) => end)),
    }
    return decision.into.map((into) => ({ ...into, ...place }))
  })
  return { ...extracted, items }
}
