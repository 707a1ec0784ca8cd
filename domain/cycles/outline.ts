/**
 * The form of a contribution is the outline (đề cương): a row for each clause the agency leads, continuous ones
 * included, and for each target it answers for, with what was written already, or was sent last time.
 */
import * as z from 'zod/mini'
import { current, type Directory, membersOn } from '../agencies/directory.ts'
import type { Assignment } from '../assignments/assignment.ts'
import type { CalendarDate } from '../days.ts'
import type { AgencyGroup, Clause } from '../programme/schema.ts'
import type { Refusal } from '../refusals.ts'
import type { Target } from '../targets/target.ts'
import type { Content, ContentRow, Contribution } from './contribution.ts'
import { ContentView } from './contributionView.ts'

export const OutlineView = z.strictObject({
  /** Where the words come from: the agency's own draft, what it sent, or what it sent last time. */
  from: z.enum(['draft', 'sent', 'lastTime', 'nothing']),
  rows: z.array(
    z.strictObject({
      clause: z.string(),
      target: z.optional(z.string()),
      /** What the clause, or the target, is called. */
      title: z.string(),
      text: z.string(),
      /** A target whose figures were missing when the agency was asked. */
      wanting: z.boolean(),
    }),
  ),
  text: z.optional(z.string()),
  evidence: ContentView.shape.evidence,
})
export type OutlineView = z.infer<typeof OutlineView>

export interface OutlineSources {
  readonly contribution: Contribution
  /** The assignments of the programme in the order of the document. */
  readonly assignments: readonly Assignment[]
  readonly targets: readonly Target[]
  readonly clauses: readonly Clause[]
  /** The assignment of the cycle itself, which is not reported on in its own report. */
  readonly own: string
  readonly draft?: Content | undefined
  readonly lastTime?: Content | undefined
}

export function outline(sources: OutlineSources, on: LeadingOn) {
  const { contribution, draft, lastTime } = sources
  const { content } = contribution
  const [from, words] = draft
    ? (['draft', draft] as const)
    : content
      ? (['sent', content] as const)
      : lastTime
        ? (['lastTime', lastTime] as const)
        : (['nothing', undefined] as const)
  const places = placesOf(sources, on)
  const written = words?.rows ?? []
  // What an opinion says of single clauses stays; a row that is no longer asked for does not come again.
  const added = isText(contribution) && from !== 'lastTime' ? written : []
  const wanting = contribution.wanting ?? []
  const titleOf = titles(sources)
  return {
    from,
    rows: [...places, ...added].map((place) => ({
      clause: place.clause,
      target: place.target,
      title: titleOf(place),
      text: written.find((row) => isAt(place, row))?.text ?? '',
      wanting: place.target !== undefined && wanting.includes(place.target),
    })),
    text: words?.text,
    // The papers of last time prove nothing of this one.
    evidence: from === 'lastTime' ? [] : (words?.evidence ?? []),
  }
}

/**
 * Why rows cannot be taken, or undefined. A report's rows are those of its form and each is written once; an opinion
 * may speak of any clause and target of the programme. The row at fault is named as the person counts, from 1.
 */
export function outsideForm(
  rows: readonly ContentRow[],
  sources: OutlineSources,
  on: LeadingOn,
): Extract<Refusal, { readonly code: 'row-twice' | 'row-outside-form' }> | undefined {
  const { contribution, clauses, targets } = sources
  const places = placesOf(sources, on)
  for (const [index, { clause, target }] of rows.entries()) {
    const place = { clause, ...(target === undefined ? {} : { target }) }
    const named = { row: index + 1, ...place }
    if (rows.slice(0, index).some((row) => isAt(place, row))) return { code: 'row-twice', ...named }
    if (places.some((one) => isAt(one, place))) continue
    const isKnown =
      target === undefined
        ? clauses.some(({ id }) => id === clause)
        : targets.some((one) => one.id === target && one.clause === clause)
    if (!isKnown) return { code: 'row-outside-form', ...named, why: 'unknown' }
    if (!isText(contribution)) return { code: 'row-outside-form', ...named, why: 'notYours' }
  }
  return undefined
}

export interface LeadingOn {
  readonly directory: Directory
  readonly groups: ReadonlyMap<string, AgencyGroup>
  readonly today: CalendarDate
}

type Place = Pick<ContentRow, 'clause' | 'target'>

function placesOf({ contribution, assignments, targets, own }: OutlineSources, on: LeadingOn): readonly Place[] {
  const { agency, kind } = contribution
  if (isText({ kind })) return []
  const led = assignments.filter((one) => one.id !== own && !one.withdrawn && leads(agency, one, on))
  const answered = targets.filter(({ owner }) => owner !== null && answersTo(owner, agency, on))
  return [
    ...[...new Set(led.map(({ clause }) => clause))].map((clause) => ({ clause })),
    ...answered.map(({ clause, id }) => ({ clause, target: id })),
  ]
}

/** An opinion on a draft, and the word that something was done, are texts: no row is asked for. */
function isText({ kind }: Pick<Contribution, 'kind'>): boolean {
  return kind === 'opinion' || kind === 'confirmation'
}

function leads(agency: string, { to }: Assignment, on: LeadingOn): boolean {
  if (!to) return false
  if ('lead' in to) return answersTo(to.lead, agency, on)
  const { groups, directory, today } = on
  const group = groups.get(to.group)
  return (
    group !== undefined &&
    membersOn(group, directory, today).some(({ member, holder }) => [member, holder].includes(agency))
  )
}

/** A name in the records may be of a body that has ended. */
function answersTo(name: string, agency: string, { directory, today }: LeadingOn): boolean {
  return name === agency || current(name, directory, today)?.id === agency
}

function isAt(place: Place, row: Place): boolean {
  return place.clause === row.clause && place.target === row.target
}

function titles({ clauses, targets }: OutlineSources): (place: Place) => string {
  const ofClauses = new Map(clauses.map(({ id, title }) => [id, title]))
  const ofTargets = new Map(targets.map(({ id, metric }) => [id, metric]))
  return ({ clause, target }) => (target === undefined ? ofClauses.get(clause) : ofTargets.get(target)) ?? clause
}
