/**
 * Gives what one document gives: enters the document and the agencies it names, gives each assignment to its lead or
 * group (or amends it where it was given before), and opens what begins at once. It may be run again after a crash.
 */
import type { Assignment, AssignmentEvent } from '../../domain/assignments/assignment.ts'
import type { Agency, AgencyGroup, Document, Assignment as Entry } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import type { Services, Table } from '../services.ts'
import { assignmentById, changeAssignment, openOccurrences } from '../stores/assignments.ts'
import { programmeContext } from '../stores/programmes.ts'
import { createAll, thingOf } from '../stores/record.ts'
import { happenedTo } from '../stores/trail.ts'
import { registerEntries, registeredOtherwise } from './registers.ts'

export interface AssigningDocument {
  readonly document: Document
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
  readonly assignments: readonly Entry[]
}

/**
 * Answers what was refused, by assignment; the rest was given. A document that names an agency or a group otherwise than
 * it is registered gives nothing, and nothing of it is entered.
 */
export async function assignByDocument(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  giving: AssigningDocument,
  actor: Actor,
): Promise<readonly { readonly assignment: string; readonly refusal: Refusal }[]> {
  const { table, clock } = services
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const { document, agencies, groups } = giving
  const found = await programmeContext(table, programme)
  if (!found) return [{ assignment: programme, refusal: { code: 'not-found', thing: programme } }]
  if (found.programme.status !== 'inForce') {
    return [{ assignment: programme, refusal: { code: 'programme-not-in-force' } }]
  }
  const conflict = await registeredOtherwise(table, giving)
  if (conflict) {
    // Nothing of the document is entered, so that none of what it gives is given.
    const things = giving.assignments.map(({ id }) => `${programme}_${id}`)
    return (things.length > 0 ? things : [programme]).map((assignment) => ({ assignment, refusal: conflict }))
  }
  await createAll(table, registerEntries(programme, { agencies, groups, documents: [document] }, occasion))
  // Read again: the document may have brought a group.
  const context = (await programmeContext(table, programme)) ?? found
  const refused: { assignment: string; refusal: Refusal }[] = []
  for (const entry of giving.assignments) {
    const id = `${programme}_${entry.id}`
    const refusal = await give(services, context.rules, id, entry, document.id, actor)
    if (refusal) refused.push({ assignment: id, refusal })
    else await openOccurrences(services, context.rules, context.groups, id)
  }
  return refused
}

async function give(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Parameters<typeof changeAssignment>[1],
  id: string,
  entry: Entry,
  document: string,
  actor: Actor,
): Promise<Refusal | undefined> {
  const before = await assignmentById(services.table, id)
  if (!before) return { code: 'not-found', thing: id }
  // Given by this document already: a run that was cut off goes on from here, and what came later stands.
  if (await wasGivenBy(services.table, before, document)) return undefined
  const to = entry.lead ? { lead: entry.lead } : entry.group ? { group: entry.group } : before.to
  if (!to) return { code: 'not-given' }
  const { schedule, cooperating, product, submittedTo, givenBy } = entry
  const given = {
    document,
    to,
    schedule,
    ...(cooperating ? { cooperating } : {}),
    ...(product === undefined ? {} : { product }),
  }
  const answer = await changeAssignment(
    services,
    rules,
    id,
    actor,
    before.to
      ? { type: 'amend', ...given }
      : { type: 'give', ...given, givenBy, ...(submittedTo === undefined ? {} : { submittedTo }) },
  )
  return isRefusal(answer) ? answer : undefined
}

async function wasGivenBy(table: Table, { id, to, basis }: Assignment, document: string): Promise<boolean> {
  if (!to) return false
  if (basis === document) return true
  const { events } = await happenedTo(table, thingOf('ASSIGNMENT', id), { limit: 1000 })
  return events.some(({ type, data }) => givings.has(type) && data['document'] === document)
}

const givings = new Set<string>(['assignmentGiven', 'assignmentAmended'] satisfies AssignmentEvent['type'][])
