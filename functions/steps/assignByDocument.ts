/**
 * Gives what one document gives: enters the document and the agencies it names, gives each assignment to its lead or
 * group (or amends it where it was given before), and opens what begins at once. It may be run again after a crash.
 */
import type { Agency, AgencyGroup, Document, Assignment as Entry } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import type { Services } from '../services.ts'
import { assignmentById, changeAssignment, openOccurrences } from '../stores/assignments.ts'
import { agencyKeeping, documentKeeping, groupKeeping, programmeContext } from '../stores/programmes.ts'
import { createAll, recordWrites } from '../stores/record.ts'

export interface AssigningDocument {
  readonly document: Document
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
  readonly assignments: readonly Entry[]
}

/** Answers what was refused, by assignment; the rest was given. */
export async function assignByDocument(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  giving: AssigningDocument,
  actor: Actor,
): Promise<readonly { readonly assignment: string; readonly refusal: Refusal }[]> {
  const { table, clock } = services
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const { document, agencies, groups } = giving
  const entered = [
    recordWrites(
      documentKeeping,
      undefined,
      { type: 'documentEntered', data: { document }, state: { ...document, programme } },
      occasion,
    ),
    ...agencies.map((agency) =>
      recordWrites(
        agencyKeeping,
        undefined,
        { type: 'agencyEntered', data: { agency }, state: { ...agency, programme } },
        occasion,
      ),
    ),
    ...groups.map((group) =>
      recordWrites(
        groupKeeping,
        undefined,
        { type: 'groupEntered', data: { group }, state: { ...group, programme } },
        occasion,
      ),
    ),
  ]
  await createAll(table, entered)
  const context = await programmeContext(table, programme)
  if (!context) return [{ assignment: programme, refusal: { code: 'not-found', thing: programme } }]
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
  // Given by this document already: a run that was cut off goes on from here.
  if (before.basis === document && before.to) return undefined
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
