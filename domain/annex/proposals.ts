/**
 * What an annex would give, row by row, before it gives anything: to which assignment, what it changes in it, and what
 * somebody must say first. It is made anew of what the programme is and what a person answered whenever it is looked at.
 */
import type { Addressee, Assignment, ProposedChange } from '../assignments/assignment.ts'
import type { CalendarDate } from '../days.ts'
import { type AgencyGroup, Schedule } from '../programme/schema.ts'
import { canonical } from '../trail/chain.ts'
import type { Body, BodyReader, NamedBodies } from './bodies.ts'
import { idOf } from './bodies.ts'
import type { ClauseMatcher } from './match.ts'
import type { AnnexRow } from './rows.ts'
import { timeRead } from './times.ts'

/** What a person says of a row where it does not say it by itself, or says otherwise. */
export interface RowAnswer {
  readonly row: number
  /** The row gives nothing: left out by whoever reviews. */
  readonly skip?: boolean | undefined
  readonly assignments?: readonly string[] | undefined
  readonly to?: Addressee | undefined
  readonly cooperating?: readonly string[] | undefined
  /** `null`: what stands stays. */
  readonly schedule?: Schedule | null | undefined
}

/** What keeps a row from being given. */
export type RowDoubt =
  /** No clause is like it, or its number is none of the programme; with those that it may mean. */
  | { readonly about: 'clause'; readonly words: string; readonly may: readonly string[] }
  /** Another row gives the same assignment, and says otherwise. */
  | { readonly about: 'twice'; readonly assignment: string; readonly rows: readonly number[] }
  | { readonly about: 'lead' | 'cooperating'; readonly words: string; readonly may: readonly Body[] }
  | { readonly about: 'time'; readonly words: string }
  /** It was stopped by a document. */
  | { readonly about: 'withdrawn'; readonly assignment: string }

export type ChangedField = 'to' | 'cooperating' | 'product' | 'schedule'

export interface Gives {
  readonly assignment: string
  /** `same`: it stands so already. */
  readonly effect: 'gives' | 'amends' | 'same'
  readonly changes: readonly ChangedField[]
}

export interface RowProposal {
  readonly row: AnnexRow
  readonly by: 'number' | 'words' | 'person' | undefined
  readonly terms: ProposedChange
  readonly gives: readonly Gives[]
  readonly doubts: readonly RowDoubt[]
  /** Bodies of no name, which nothing can be asked of. */
  readonly general: readonly string[]
  readonly skipped: boolean
}

export interface AnnexSurroundings {
  readonly assignments: ReadonlyMap<string, Assignment>
  readonly groups: ReadonlyMap<string, AgencyGroup>
  readonly match: ClauseMatcher
  readonly read: BodyReader
  /** Of the document that the annex belongs to. */
  readonly issuedOn: CalendarDate | undefined
  /** The last day of the programme. */
  readonly until: CalendarDate
}

export function proposalsOf(
  rows: readonly AnnexRow[],
  answers: readonly RowAnswer[],
  around: AnnexSurroundings,
): readonly RowProposal[] {
  const answered = new Map(answers.map((answer) => [answer.row, answer]))
  const proposals = rows.map((row) => proposalOf(row, answered.get(row.row), around))
  return withoutContradictions(proposals)
}

/** Ready to be given: nobody has to say anything first, and something of it is new. */
export function isReady({ skipped, doubts, gives }: RowProposal): boolean {
  return !skipped && doubts.length === 0 && gives.some(({ effect }) => effect !== 'same')
}

function proposalOf(row: AnnexRow, answer: RowAnswer | undefined, around: AnnexSurroundings): RowProposal {
  const doubts: RowDoubt[] = []
  const match = answer?.assignments ? { found: answer.assignments, by: 'person' as const } : around.match(row)
  const found = 'found' in match ? match.found : []
  if ('may' in match) doubts.push({ about: 'clause', words: match.unknown.join(', '), may: match.may })
  const { general, ...parties } = partiesIn(row, answer, around, doubts)
  const time = answer?.schedule === undefined ? timeRead(row.time, around.issuedOn, around.until) : undefined
  if (time && 'unread' in time) doubts.push({ about: 'time', words: time.unread })
  const schedule = answer?.schedule ?? (time && 'schedule' in time ? time.schedule : undefined)
  const terms: ProposedChange = {
    ...parties,
    ...(row.product === '' ? {} : { product: row.product }),
    ...(schedule ? { schedule } : {}),
  }
  const gives = found.flatMap((id) => {
    const assignment = around.assignments.get(id)
    if (assignment?.withdrawn) doubts.push({ about: 'withdrawn', assignment: id })
    return assignment ? [givesTo(assignment, terms)] : []
  })
  const skipped = answer?.skip === true
  return { row, by: 'by' in match ? match.by : undefined, terms, gives, doubts, general, skipped }
}

/** The first of several leads would be a guess, and a group cooperates by its members. */
function partiesIn(
  row: AnnexRow,
  answer: RowAnswer | undefined,
  { read, groups }: AnnexSurroundings,
  doubts: RowDoubt[],
): Pick<ProposedChange, 'to' | 'cooperating'> & { readonly general: readonly string[] } {
  const leading = read(row.lead)
  const [only, ...others] = leading.bodies
  const to = answer?.to ?? (only && others.length === 0 ? addresseeOf(only) : undefined)
  if (!answer?.to) {
    doubts.push(...unclear('lead', leading))
    if (others.length > 0) doubts.push({ about: 'lead', words: row.lead, may: leading.bodies })
    else if (!only && leading.unknown.length === 0 && leading.ambiguous.length === 0) {
      doubts.push({ about: 'lead', words: row.lead, may: [] })
    }
  }
  const helping = read(row.cooperating)
  if (!answer?.cooperating) doubts.push(...unclear('cooperating', helping))
  const leadId = to && ('lead' in to ? to.lead : to.group)
  // Whoever of several leads was not chosen helps.
  const beside = answer?.to ? leading.bodies.filter((body) => idOf(body) !== leadId) : []
  const named = answer?.cooperating ?? [...beside, ...helping.bodies].flatMap((body) => membersOf(body, groups))
  const cooperating = [...new Set(named)].filter((agency) => agency !== leadId)
  const isSaid = answer?.cooperating !== undefined || cooperating.length > 0
  return {
    ...(to ? { to } : {}),
    ...(isSaid ? { cooperating: cooperating.map((agency) => ({ agency })) } : {}),
    general: [...leading.general, ...helping.general],
  }
}

function unclear(about: 'lead' | 'cooperating', { ambiguous, unknown }: NamedBodies): readonly RowDoubt[] {
  return [
    ...ambiguous.map(({ words, may }) => ({ about, words, may })),
    ...unknown.map((words) => ({ about, words, may: [] })),
  ]
}

function addresseeOf(body: Body): Addressee {
  return 'agency' in body ? { lead: body.agency } : body
}

function membersOf(body: Body, groups: ReadonlyMap<string, AgencyGroup>): readonly string[] {
  return 'agency' in body ? [body.agency] : (groups.get(body.group)?.members ?? []).map(({ agency }) => agency)
}

function givesTo(assignment: Assignment, terms: ProposedChange): Gives {
  const stands: ProposedChange = {
    ...(assignment.to ? { to: assignment.to } : {}),
    cooperating: assignment.cooperating,
    ...(assignment.product === undefined ? {} : { product: assignment.product }),
    schedule: assignment.schedule,
  }
  const changes = changedFields.filter(
    (field) => terms[field] !== undefined && comparable(terms[field]) !== comparable(stands[field]),
  )
  const effect = !assignment.to ? 'gives' : changes.length > 0 ? 'amends' : 'same'
  return { assignment: assignment.id, effect, changes }
}

const changedFields = ['to', 'cooperating', 'product', 'schedule'] as const satisfies readonly ChangedField[]

/** In whichever order bodies are named; how a once binds its day, and which words call work continuous, change nothing. */
function comparable(value: ProposedChange[ChangedField]): string {
  if (Array.isArray(value)) return canonical([...value].map(({ agency }) => agency).toSorted())
  const schedule = Schedule.safeParse(value)
  if (!schedule.success) return canonical({ value: value ?? null })
  const { data } = schedule
  return canonical(data.kind === 'continuous' ? data.kind : data.kind === 'once' ? [data.kind, data.dueOn] : data)
}

/** What two rows say of one assignment must be the same. */
function withoutContradictions(proposals: readonly RowProposal[]): readonly RowProposal[] {
  const said = new Map<string, RowProposal[]>()
  for (const one of proposals) {
    if (one.skipped) continue
    for (const { assignment } of one.gives) said.set(assignment, [...(said.get(assignment) ?? []), one])
  }
  return proposals.map((proposal) => {
    const twice = proposal.gives.flatMap(({ assignment }): RowDoubt[] => {
      const all = said.get(assignment) ?? []
      const isOtherwise = all.some(({ terms }) => canonical({ ...terms }) !== canonical({ ...proposal.terms }))
      return !proposal.skipped && isOtherwise
        ? [{ about: 'twice', assignment, rows: all.map(({ row }) => row.row) }]
        : []
    })
    return twice.length === 0 ? proposal : { ...proposal, doubts: [...proposal.doubts, ...twice] }
  })
}
