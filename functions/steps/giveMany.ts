/**
 * What one document gives, many assignments at once: the bodies it names are entered, then each assignment is given or
 * amended by itself, with an outcome of its own. It may be run again: what was given already says so.
 */
import type { Agency, AgencyGroup, GivenEntry } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import type { Services, Table } from '../services.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { proposalOf } from '../stores/cyclePapers.ts'
import { documentById, programmeContext, registersOf } from '../stores/programmes.ts'
import { createAll } from '../stores/record.ts'
import { addWork, termsOf } from './addWork.ts'
import { type Given, giveWork, type Terms } from './giveWork.ts'
import { registerEntries, registeredOtherwise } from './registers.ts'

export interface Bodies {
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
}

export interface GivingEntry {
  readonly assignment: string
  readonly terms: Terms
}

export interface GivingOutcome {
  readonly assignment: string
  readonly answer: Given | Refusal
}

/** Enters the bodies that a document names first. Answers why not, and then none of them was entered. */
export async function enterBodies(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  programme: string,
  bodies: Bodies,
  actor: Actor,
): Promise<Refusal | undefined> {
  const refusal = (await unknownBody(table, bodies)) ?? (await registeredOtherwise(table, bodies))
  if (refusal) return refusal
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  await createAll(table, registerEntries(programme, { ...bodies, documents: [] }, occasion))
  return undefined
}

async function unknownBody(table: Table, { agencies, groups }: Bodies): Promise<Refusal | undefined> {
  const { directory } = await registersOf(table)
  const named = [
    ...agencies.flatMap(({ superior, office }) => [superior, office]),
    ...groups.flatMap(({ members }) => members.map(({ agency }) => agency)),
  ]
  const unknown = named.find((name) => name && !directory.has(name) && !agencies.some(({ id }) => id === name))
  return unknown === undefined ? undefined : { code: 'unknown-agency', agency: unknown }
}

/** An assignment that the document brings; where it says no clause, it stands where the proposal it takes up stands. */
export type Addition = Omit<GivenEntry, 'basis' | 'clause'> & { readonly clause?: string }

/** `actorFor`: as whom the caller may give such an assignment, or why not. What was added before is not amended. */
export async function addMany(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  document: string,
  additions: readonly Addition[],
  actorFor: (entry: GivingEntry) => Promise<Actor | Refusal>,
): Promise<readonly GivingOutcome[] | Refusal> {
  const { table } = services
  const context = await programmeContext(table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  const basis = await documentById(table, programme, document)
  const add = async (addition: Addition): Promise<Given | Refusal> => {
    if (!basis) return { code: 'unknown-document', document }
    const clause = addition.clause ?? (await clauseOf(table, programme, addition))
    if (typeof clause !== 'string') return clause
    const entry: GivenEntry = { ...addition, clause, basis: document }
    const giving = { assignment: `${programme}_${entry.id}`, terms: termsOf(entry) }
    const actor = await actorFor(giving)
    if (isRefusal(actor)) return actor
    const refusal = await addWork(services, context, entry, basis, actor)
    return refusal ?? giveWork(services, context, giving.assignment, giving.terms, document, actor, 'add')
  }
  const outcomes: GivingOutcome[] = []
  for (const one of additions) outcomes.push({ assignment: `${programme}_${one.id}`, answer: await add(one) })
  return outcomes
}

/** A proposal that names no clause stands where its evaluation does. */
async function clauseOf(table: Table, programme: string, { takesUp }: Addition): Promise<string | Refusal> {
  const proposal = takesUp && (await proposalOf(table, programme, takesUp))
  const clause = proposal?.clause ?? (proposal && (await cycleById(table, proposal.cycle))?.clause)
  return clause ?? { code: 'unknown-proposal', proposal: takesUp?.proposal ?? '' }
}

/** `actorFor`: as whom the caller may give or amend an assignment, or why not. */
export async function giveMany(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  document: string,
  entries: readonly GivingEntry[],
  actorFor: (entry: GivingEntry) => Promise<Actor | Refusal>,
): Promise<readonly GivingOutcome[] | Refusal> {
  // Asked for now: the document may have brought a group.
  const context = await programmeContext(services.table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  const outcomes: GivingOutcome[] = []
  for (const entry of entries) {
    const actor = await actorFor(entry)
    const { assignment, terms } = entry
    const answer = isRefusal(actor) ? actor : await giveWork(services, context, assignment, terms, document, actor)
    outcomes.push({ assignment, answer })
  }
  return outcomes
}
