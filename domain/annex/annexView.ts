/** An annex as it is shown for review: each row with what it would give, what that changes, and what somebody must say. */
import * as z from 'zod/mini'
import type { Assignment } from '../assignments/assignment.ts'
import { Day, Schedule } from '../programme/schema.ts'
import type { Annex } from './annex.ts'
import { isReady, type RowProposal } from './proposals.ts'

const Addressee = z.union([z.strictObject({ lead: z.string() }), z.strictObject({ group: z.string() })])
const Body = z.union([z.strictObject({ agency: z.string() }), z.strictObject({ group: z.string() })])
const Terms = z.strictObject({
  to: z.optional(Addressee),
  cooperating: z.optional(z.array(z.strictObject({ agency: z.string(), part: z.optional(z.string()) }))),
  product: z.optional(z.string()),
  schedule: z.optional(Schedule),
})

const Doubt = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('clause'), words: z.string(), may: z.array(z.string()) }),
  z.strictObject({ about: z.literal('twice'), assignment: z.string(), rows: z.array(z.int()) }),
  z.strictObject({ about: z.literal('lead'), words: z.string(), may: z.array(Body) }),
  z.strictObject({ about: z.literal('cooperating'), words: z.string(), may: z.array(Body) }),
  z.strictObject({ about: z.literal('time'), words: z.string() }),
  z.strictObject({ about: z.literal('withdrawn'), assignment: z.string() }),
])

/** Of an assignment that a row speaks of, or may: where it stands in the document, and what stands of it. */
const Known = z.strictObject({ id: z.string(), clause: z.string(), title: z.string(), stands: Terms })

export const AnnexRowView = z.strictObject({
  row: z.int(),
  number: z.string(),
  place: z.string(),
  what: z.string(),
  lead: z.string(),
  cooperating: z.string(),
  time: z.string(),
  product: z.string(),
  state: z.enum(['ready', 'same', 'doubtful', 'skipped']),
  by: z.optional(z.enum(['number', 'words', 'person'])),
  terms: Terms,
  gives: z.array(
    z.strictObject({
      assignment: z.string(),
      effect: z.enum(['gives', 'amends', 'same']),
      changes: z.array(z.enum(['to', 'cooperating', 'product', 'schedule'])),
    }),
  ),
  doubts: z.array(Doubt),
  general: z.array(z.string()),
})
export type AnnexRowView = z.infer<typeof AnnexRowView>

export const AnnexSummary = z.strictObject({
  id: z.string(),
  programme: z.string(),
  document: z.string(),
  file: z.string(),
  fileName: z.string(),
  rows: z.int(),
  state: z.enum(['read', 'applied', 'undone']),
  on: Day,
})
export type AnnexSummary = z.infer<typeof AnnexSummary>

export const AnnexView = z.strictObject({
  ...AnnexSummary.shape,
  ready: z.int(),
  doubtful: z.int(),
  /** By how many agencies and groups something is taken on. */
  leads: z.int(),
  proposals: z.array(AnnexRowView),
  known: z.array(Known),
  /** What nobody was given yet, and no row gives. */
  missing: z.array(z.string()),
})
export type AnnexView = z.infer<typeof AnnexView>

export function annexSummary({ id, programme, document, files, fileName, rows, standing }: Annex) {
  return { id, programme, document, file: files[0], fileName, rows, state: standing.state, on: standing.on }
}

export function annexView(
  annex: Annex,
  proposals: readonly RowProposal[],
  assignments: ReadonlyMap<string, Assignment>,
  missing: readonly Assignment[],
) {
  const shown = proposals.map(rowView)
  const named = proposals.flatMap(({ gives, doubts }) => [
    ...gives.map(({ assignment }) => assignment),
    ...doubts.flatMap((doubt) => (doubt.about === 'clause' ? doubt.may : [])),
  ])
  const known = [...new Set([...named, ...missing.map(({ id }) => id)])].flatMap((id) => {
    const one = assignments.get(id)
    return one ? [knownView(one)] : []
  })
  const leads = new Set(proposals.filter(isReady).map(({ terms: { to } }) => to && ('lead' in to ? to.lead : to.group)))
  return {
    ...annexSummary(annex),
    ready: shown.filter(({ state }) => state === 'ready').length,
    doubtful: shown.filter(({ state }) => state === 'doubtful').length,
    leads: leads.size,
    proposals: shown,
    known,
    missing: missing.map(({ id }) => id),
  }
}

function rowView(proposal: RowProposal) {
  const { row, by, terms, gives, doubts, general, skipped } = proposal
  const state = skipped ? 'skipped' : doubts.length > 0 ? 'doubtful' : isReady(proposal) ? 'ready' : 'same'
  return { ...row, state, ...(by === undefined ? {} : { by }), terms, gives, doubts, general } as const
}

function knownView({ id, clause, title, to, cooperating, product, schedule }: Assignment) {
  const stands = { ...(to ? { to } : {}), cooperating, ...(product === undefined ? {} : { product }), schedule }
  return { id, clause, title, stands }
}
