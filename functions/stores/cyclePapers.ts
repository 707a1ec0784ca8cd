/**
 * What stands beside a cycle's record, too large for it, in its partition: FIGURES as frozen, SCORE#revision#target, ROW#place
 * of the consolidated report, ANNEX#n of a plan; and PROPOSALS#programme, what sealed evaluations recommend.
 */
import { type Contribution, standingContent } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { CalendarDate, Instant } from '../../domain/days.ts'
import { placeInDocument } from '../../domain/programme/clause.ts'
import type { Agency, AgencyGroup, Document, GivenEntry, ProposalTakenUp } from '../../domain/programme/schema.ts'
import type { Judgement } from '../../domain/targets/judgement.ts'
import type { PeriodReport } from '../../domain/tasks/classes.ts'
import { allItems, type PageAsked, type PageOf, type WholeQuery } from '../paging.ts'
import type { Key, Table, Write } from '../services.ts'
import { cyclePartition } from './cycleItems.ts'
import { asJson, everyValue, valueAs, writeEach, writeSurely } from './record.ts'

/** The numbers of a report: the same whenever it is printed again. */
export interface FrozenFigures {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly report: PeriodReport
}

export function figuresWrite(cycle: string, figures: FrozenFigures): Write {
  return { put: { key: { pk: cyclePartition(cycle), sk: 'FIGURES' }, value: asJson(figures) } }
}

export async function figuresOfCycle(table: Table, cycle: string): Promise<FrozenFigures | undefined> {
  const item = await table.get({ pk: cyclePartition(cycle), sk: 'FIGURES' })
  return item && valueAs<FrozenFigures>(item.value)
}

/** How one target was judged by its figures, as they were known at a moment. */
export interface Score {
  readonly target: string
  readonly owner: string | null
  readonly judgement: Judgement
  readonly written: string
  readonly scoredAt: Instant
}

/** Each revision has its own: those of one that was sealed stay as they were. */
export async function keepScore(table: Table, cycle: string, revision: number, score: Score): Promise<void> {
  const key = { pk: cyclePartition(cycle), sk: `${scoresOfRevision(revision)}${score.target}` }
  await writeSurely(table, [{ put: { key, value: asJson(score) } }])
}

export async function scoresOf(table: Table, cycle: string, revision: number): Promise<readonly Score[]> {
  return everyValue<Score>(table, papersOf(cycle, scoresOfRevision(revision)))
}

function scoresOfRevision(revision: number): string {
  return `SCORE#${revision}#`
}

/** One clause of a consolidated report, as one agency reports it. */
export interface ReportRow {
  readonly clause: string
  readonly agency: string
  readonly target?: string
  readonly text: string
  readonly late: boolean
}

/** Writes what stands of an agency's rows to their places in the order of the programme. */
export async function placeRows(table: Table, cycle: string, contribution: Contribution): Promise<number> {
  const { agency, state } = contribution
  const rows = standingContent(contribution)?.rows ?? []
  const writes = rows.map(({ clause, target, text }): Write => {
    const of = target === undefined ? {} : { target }
    const row: ReportRow = { clause, agency, ...of, text, late: state === 'late' }
    const sk = `ROW#${placeInDocument(clause)}#${agency}${target === undefined ? '' : `#${target}`}`
    return { put: { key: { pk: cyclePartition(cycle), sk }, value: asJson(row) } }
  })
  // A clause, and a target, is reported once by an agency: the last word of it stands.
  const distinct = new Map(writes.map((write) => ['put' in write ? write.put.key.sk : '', write]))
  const all = [...distinct.values()]
  await writeEach(table, all)
  return all.length
}

/** The consolidated report, in the order of the programme. */
export async function rowsOf(table: Table, cycle: string): Promise<readonly ReportRow[]> {
  return everyValue<ReportRow>(table, papersOf(cycle, 'ROW#'))
}

/** A page of it: sixty agencies' words on a hundred clauses are no one answer. */
export async function rowsPage(table: Table, cycle: string, page: PageAsked): Promise<PageOf<'rows', ReportRow>> {
  const { items, cursor } = await table.query({ ...papersOf(cycle, 'ROW#'), ...page })
  return { rows: items.map(({ value }) => valueAs<ReportRow>(value)), ...(cursor ? { cursor } : {}) }
}

/** What a plan's annex gives, as it was read and checked: kept in parts, because it may be larger than one item. */
export interface Annex {
  readonly document: Document
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
  readonly assignments: readonly GivenEntry[]
}

/** A part is one item, of which a table takes 400 KB. */
const bytesInPart = 250_000

/** Keeps an annex for the day its plan is issued; kept again, it replaces the one before. */
export async function keepAnnex(table: Table, cycle: string, annex: Annex): Promise<void> {
  const { document, agencies, groups, assignments } = annex
  await dropParts(table, cycle)
  for (const [list, entries] of Object.entries({ agencies, groups, assignments })) {
    for (const [index, part] of inParts(entries).entries()) {
      const sk = `ANNEX#${list}#${String(index).padStart(6, '0')}`
      const value = asJson({ list, entries: part })
      await writeSurely(table, [{ put: { key: { pk: cyclePartition(cycle), sk }, value } }])
    }
  }
  // The document last: without it there is no annex.
  const key = { pk: cyclePartition(cycle), sk: 'ANNEX' }
  await writeSurely(table, [{ put: { key, value: asJson(document) } }])
}

function inParts(entries: readonly object[]): readonly (readonly object[])[] {
  const parts: object[][] = []
  let room = 0
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry))
    if (bytes > room) {
      parts.push([])
      room = bytesInPart
    }
    parts.at(-1)?.push(entry)
    room -= bytes
  }
  return parts
}

async function dropParts(table: Table, cycle: string): Promise<void> {
  await writeSurely(table, [{ remove: { pk: cyclePartition(cycle), sk: 'ANNEX' } }])
  const parts = await allItems(table, papersOf(cycle, 'ANNEX#'))
  await writeEach(
    table,
    parts.map(({ key }) => ({ remove: key })),
  )
}

export async function annexOf(table: Table, cycle: string): Promise<Annex | undefined> {
  const head = await table.get({ pk: cyclePartition(cycle), sk: 'ANNEX' })
  if (!head) return undefined
  const parts = await everyValue<AnnexPart>(table, papersOf(cycle, 'ANNEX#'))
  return {
    document: valueAs<Document>(head.value),
    agencies: parts.flatMap((part) => (part.list === 'agencies' ? part.entries : [])),
    groups: parts.flatMap((part) => (part.list === 'groups' ? part.entries : [])),
    assignments: parts.flatMap((part) => (part.list === 'assignments' ? part.entries : [])),
  }
}

type AnnexPart =
  | { readonly list: 'agencies'; readonly entries: readonly Agency[] }
  | { readonly list: 'groups'; readonly entries: readonly AgencyGroup[] }
  | { readonly list: 'assignments'; readonly entries: readonly GivenEntry[] }

/** What a sealed evaluation recommends: only a document of the assigning level makes it an assignment. */
export interface Proposal {
  readonly id: string
  readonly cycle: string
  readonly revision: number
  readonly text: string
  readonly clause?: string
  readonly proposedOn: CalendarDate
  /** What it became. */
  readonly assignment?: string
}

export async function propose(table: Table, cycle: Cycle, on: CalendarDate): Promise<void> {
  const { id, programme, evaluation } = cycle
  const recommendations = evaluation?.recommendations ?? []
  const revision = evaluation?.revision ?? 1
  const writes = recommendations.map((one): Write => {
    const proposal: Proposal = { ...one, cycle: id, revision, proposedOn: on }
    return { put: { key: proposalKey(programme, id, one.id), value: asJson(proposal) }, when: [{ is: 'absent' }] }
  })
  // One that a revision keeps stays as it was proposed first.
  for (const write of writes) await writeSurely(table, [write])
}

export async function proposalsOf(table: Table, programme: string): Promise<readonly Proposal[]> {
  return everyValue<Proposal>(table, { pk: `PROPOSALS#${programme}` })
}

/** One that was proposed, or undefined. */
export async function proposalOf(
  table: Table,
  programme: string,
  { cycle, proposal }: ProposalTakenUp,
): Promise<Proposal | undefined> {
  const item = await table.get(proposalKey(programme, cycle, proposal))
  return item && valueAs<Proposal>(item.value)
}

/** It stays in the list, with what it became. */
export function takenUpWrite(programme: string, proposal: Proposal, assignment: string): Write {
  const key = proposalKey(programme, proposal.cycle, proposal.id)
  return { put: { key, value: asJson({ ...proposal, assignment }) } }
}

function proposalKey(programme: string, cycle: string, id: string): Key {
  return { pk: `PROPOSALS#${programme}`, sk: `${cycle}#${id}` }
}

function papersOf(cycle: string, beginsWith: string): WholeQuery {
  return { pk: cyclePartition(cycle), sk: { beginsWith } }
}
