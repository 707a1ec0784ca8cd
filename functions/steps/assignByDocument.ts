/**
 * Gives what one document gives: enters the document and the agencies it names, gives each assignment to its lead or
 * group (or amends it where it was given before, or enters it first where the programme did not have it), and opens
 * what begins at once. It may be run again after a crash.
 */
import type { Agency, AgencyGroup, Document, GivenEntry } from '../../domain/programme/schema.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import type { Services } from '../services.ts'
import { assignmentById } from '../stores/assignments.ts'
import { programmeContext } from '../stores/programmes.ts'
import { createAll } from '../stores/record.ts'
import { addWork, isAddition, termsOf } from './addWork.ts'
import { giveWork } from './giveWork.ts'
import { registerEntries, registeredOtherwise } from './registers.ts'

export interface AssigningDocument {
  readonly document: Document
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
  readonly assignments: readonly GivenEntry[]
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
    const isAdded = isAddition(await assignmentById(table, id), entry)
    const unfit = isAdded ? await addWork(services, context, entry, document, actor) : undefined
    const answer = unfit ?? (await giveWork(services, context, id, termsOf(entry), document.id, actor))
    if (typeof answer !== 'string') refused.push({ assignment: id, refusal: answer })
  }
  return refused
}
