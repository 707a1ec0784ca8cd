/**
 * A programme file from what was read and what a person answered. What the text says is taken from it; who its bodies
 * are and when a cadence falls due is the person's; what neither says is told as missing, and no file is made.
 */
import * as z from 'zod/mini'
import { placeInDocument } from '../programme/clause.ts'
import { Agency, AgencyGroup, Day, Programme, Schedule, Settings, Slug } from '../programme/schema.ts'
import { fold } from '../search.ts'
import { Comparator } from '../targets/target.ts'
import type { Extracted, ExtractedItem, ExtractedTarget } from './extracted.ts'
import { isClause, linesOf, type OutlineClause, outlineOf } from './outline.ts'

const place = { clause: z.string(), turn: z._default(z.int().check(z.minimum(1)), 1) }
const Year = z.int().check(z.minimum(1900), z.maximum(2200))

/** What a person says of one proposal, by its clause and its turn there. What is absent stays as it was read. */
const ItemAnswer = z.strictObject({
  ...place,
  title: z.exactOptional(z.string()),
  schedule: z.exactOptional(Schedule),
  /** An agency or a group; `null` leaves it chưa phân công. */
  lead: z.exactOptional(z.nullable(Slug)),
  cooperating: z.exactOptional(z.array(Slug)),
  submittedTo: z.exactOptional(Slug),
})

const TargetAnswer = z.strictObject({
  ...place,
  comparator: z.exactOptional(Comparator),
  by: z.exactOptional(z.nullable(Day)),
  average: z.exactOptional(z.strictObject({ from: Year, to: Year })),
  reading: z.exactOptional(z.enum(['times', 'plus'])),
})

/** The answers of a review, as they are recorded beside the text. */
export const ReviewAnswers = z.strictObject({
  id: Slug,
  issuer: Slug,
  period: z.strictObject({ from: Day, to: Day }),
  stages: z._default(Programme.shape.stages, []),
  settings: z.exactOptional(Settings),
  agencies: z.array(Agency).check(z.minLength(1)),
  groups: z._default(z.array(AgencyGroup), []),
  /** Who a printed name is: one id, or several where it stands for more ("các ban Thành ủy"). */
  bodies: z._default(z.record(z.string(), z.array(Slug)), {}),
  /** Clauses that give nothing and are kept, because others refer to them. */
  clauses: z._default(z.array(z.string()), []),
  items: z._default(z.array(ItemAnswer), []),
  targets: z._default(z.array(TargetAnswer), []),
})
export type ReviewAnswers = z.infer<typeof ReviewAnswers>

/** What has to be answered before there is a programme. */
export interface Missing {
  readonly clause: string
  readonly sentence: string
}

export type ProgrammeDraft =
  | { readonly programme: Readonly<Record<string, unknown>> }
  | { readonly missing: readonly Missing[] }

/** Answers a programme as it stands in a file, to be checked as one, or what is still missing. */
export function programmeDraft(text: string, extracted: Extracted, answers: ReviewAnswers): ProgrammeDraft {
  const missing: Missing[] = []
  const assignments = inTurns(extracted.items).map(({ one, turn, many }) =>
    assignmentOf(one, turn, many, answers, missing),
  )
  const targets = inTurns(extracted.targets).map(({ one, turn }, index) => targetOf(one, turn, index, answers))
  if (missing.length > 0) return { missing }
  const clauses = clausesOf(extracted, answers)
  const { title, number, issuedOn } = extracted
  const { id, issuer, period, stages, settings, agencies, groups } = answers
  return {
    programme: {
      schema: 1,
      id,
      title: title ?? id,
      document: id,
      period,
      stages,
      ...(settings && { settings }),
      documents: [{ id, title: title ?? id, number, issuedOn, issuer }],
      agencies,
      groups,
      sections: sectionsOf(
        text,
        clauses.map((clause) => clause.id),
      ),
      clauses,
      targets,
      assignments,
    },
  }
}

interface InTurn<One> {
  readonly one: One
  readonly turn: number
  /** Whether its clause holds several. */
  readonly many: boolean
}

function inTurns<One extends { readonly clause: string }>(list: readonly One[]): readonly InTurn<One>[] {
  const totals = Map.groupBy(list, ({ clause }) => clause)
  return list.map((one) => {
    const alike = totals.get(one.clause) ?? []
    return { one, turn: alike.indexOf(one) + 1, many: alike.length > 1 }
  })
}

function assignmentOf(item: ExtractedItem, turn: number, many: boolean, answers: ReviewAnswers, missing: Missing[]) {
  const { clause, kind, what, agency, cooperating } = item
  const answer = answers.items.find((one) => one.clause === clause && one.turn === turn)
  const idsOf = (name: string): readonly string[] => {
    const ids = bodyIds(name, answers)
    if (ids.length === 0)
      missing.push({
        clause,
        sentence: `Chưa biết “${name}” là cơ quan nào. Hãy ghi ở bodies, hoặc thêm vào agencies.`,
      })
    return ids
  }
  const [read] = agency === null || answer?.lead !== undefined ? [] : idsOf(agency)
  const holder = answer?.lead === undefined ? read : (answer.lead ?? undefined)
  const helpers = answer?.cooperating ?? cooperating.flatMap(idsOf)
  const schedule = answer?.schedule ?? scheduleOf(item)
  if (!schedule)
    missing.push({
      clause,
      sentence: `“${what}”: chưa biết ngày đến hạn trong mỗi kỳ, kỳ đầu và kỳ cuối. Hãy ghi schedule ở items.`,
    })
  const isGroup = answers.groups.some(({ id }) => id === holder)
  return {
    id: `${clause.replaceAll('.', '-')}${many ? `-${String.fromCharCode(96 + Math.min(turn, 26))}` : ''}`,
    clause,
    kind,
    title: answer?.title ?? what.slice(0, 2000),
    ...(holder !== undefined && (isGroup ? { group: holder } : { lead: holder })),
    ...(helpers.length > 0 && { cooperating: helpers.map((helper) => ({ agency: helper })) }),
    givenBy: answers.issuer,
    ...(answer?.submittedTo !== undefined && { submittedTo: answer.submittedTo }),
    basis: answers.id,
    schedule,
    quote: item.quote.slice(0, 2000),
  }
}

/** A cadence alone says no day: which of each period is asked. */
function scheduleOf({ dueOn, bound, recurrence }: ExtractedItem): Schedule | undefined {
  if (dueOn !== null) return { kind: 'once', dueOn, bound: bound ?? 'by' }
  return recurrence === null ? { kind: 'continuous' } : undefined
}

/** By the answers, else by a name of the register, written with or without its diacritics and capitals. */
function bodyIds(name: string, { bodies, agencies, groups }: ReviewAnswers): readonly string[] {
  const said = Object.entries(bodies).find(([printed]) => fold(printed) === fold(name))?.[1]
  if (said) return said
  const one = [...agencies, ...groups].find(
    (body) => fold(body.name) === fold(name) || ('shortName' in body && fold(body.shortName ?? '') === fold(name)),
  )
  return one ? [one.id] : []
}

function targetOf(target: ExtractedTarget, turn: number, index: number, answers: ReviewAnswers) {
  const { clause, metric, value, unit, quote } = target
  const answer = answers.targets.find((one) => one.clause === clause && one.turn === turn)
  const comparator = answer?.comparator ?? target.comparator
  const same = {
    id: `T${String(index + 1).padStart(2, '0')}`,
    clause,
    metric,
    unit,
    comparator,
    printed: quote,
    quote,
    by: answer?.by === undefined ? target.by : answer.by,
  }
  if (value === null) return { ...same, kind: 'qualitative' }
  const base = /so với năm (\d{4})/i.exec(metric)?.[1]
  if (unit === 'lần' && base !== undefined)
    return {
      ...same,
      kind: 'multiple-of-base',
      value,
      base: { year: Number(base), value: null },
      reading: answer?.reading ?? null,
    }
  if (/bình quân mỗi năm|bình quân hàng năm/i.test(metric))
    return { ...same, kind: 'yearly-average', value, average: answer?.average ?? null }
  if (unit === '%' && value === 100 && comparator === '=') return { ...same, kind: 'full-coverage', value }
  if (comparator === '<') return { ...same, kind: 'less-than', value }
  return { ...same, kind: comparator === '<=' ? 'at-most' : 'at-least', value }
}

function clausesOf({ items, targets }: Extracted, { clauses }: ReviewAnswers) {
  const titles = new Map<string, string>(clauses.map((clause) => [clause, clause]))
  for (const { clause, metric } of targets) titles.set(clause, titles.get(clause) ?? metric)
  for (const { clause, what } of items) titles.set(clause, titles.get(clause) ?? what)
  return [...titles]
    .map(([id, title]) => ({ id, title: title.slice(0, 2000) }))
    .toSorted((a, b) => (placeInDocument(a.id) < placeInDocument(b.id) ? -1 : 1))
}

/** The sections that the clauses lie in, by the titles that the document prints. */
function sectionsOf(text: string, clauses: readonly string[]) {
  const titles = new Map<string, string>()
  const visit = (clause: OutlineClause) => {
    if (clause.lead && !titles.has(clause.id))
      titles.set(clause.id, text.slice(clause.lead.start, clause.lead.end).trim())
    for (const part of clause.parts) if (isClause(part)) visit(part)
  }
  visit(outlineOf(linesOf(text.normalize('NFC'))))
  const wanted = new Set(clauses.flatMap(sectionsAbove))
  return [...wanted]
    .toSorted((a, b) => (placeInDocument(a) < placeInDocument(b) ? -1 : 1))
    .map((id) => ({ id, title: (titles.get(id) ?? id).slice(0, 300) }))
}

/** II, II.2 and II.2.3 of II.2.3-08. */
function sectionsAbove(clause: string): readonly string[] {
  const parts = clause.replace(/-\d+$/, '').split('.')
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}
