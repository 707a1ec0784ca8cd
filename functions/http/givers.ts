/** As whom somebody gives or amends an assignment by a document, and what became of it. */
import * as z from 'zod/mini'
import type { Parties } from '../../domain/access/relations.ts'
import type { Assignment } from '../../domain/assignments/assignment.ts'
import type { AgencyGroup } from '../../domain/programme/schema.ts'
import { type Refusal, sentence } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { actorFor, type Caller, isBarredBy } from '../middleware/caller.ts'
import type { HttpServices } from '../services.ts'
import type { GivingEntry, GivingOutcome } from '../steps/giveMany.ts'
import { assignmentById } from '../stores/assignments.ts'
import { registersOf } from '../stores/programmes.ts'
import { mayGiveInItsName, partiesOf } from './assignmentTerms.ts'

export const Outcome = z.strictObject({
  assignment: z.string(),
  /** `already`: this document had said so before. */
  outcome: z.enum(['given', 'amended', 'already', 'refused']),
  refusal: z.optional(z.strictObject({ code: z.string(), detail: z.string() })),
})

/** As whom the caller gives or amends one of them; one of another programme is not there. */
export async function giverOf(
  { assignment: id, terms }: GivingEntry,
  programme: string,
  caller: Caller,
  { table }: Pick<HttpServices, 'table'>,
): Promise<Actor | Refusal> {
  const assignment = await assignmentById(table, id)
  if (assignment?.programme !== programme) return { code: 'not-found', thing: id }
  const parties = partiesToGive(assignment, terms, caller, (await registersOf(table)).groups)
  return actorOr(caller, assignment.to ? 'assignment.amend' : 'assignment.give', parties)
}

export function partiesToGive(
  assignment: Assignment,
  { givenBy }: GivingEntry['terms'],
  { directory, today }: Caller,
  groups: ReadonlyMap<string, AgencyGroup>,
): Parties {
  const own = partiesOf(assignment, groups)
  const inItsName = givenBy !== undefined && mayGiveInItsName(assignment, givenBy, directory, today)
  return inItsName ? { ...own, givenBy } : own
}

export function actorOr(
  caller: Caller,
  action: 'assignment.give' | 'assignment.amend',
  parties: Parties,
): Actor | Refusal {
  return actorFor(caller, action, parties) ?? isBarredBy(caller, action, parties) ?? { code: 'not-allowed' }
}

export function outcomeView({ assignment, answer }: GivingOutcome): z.infer<typeof Outcome> {
  if (typeof answer === 'string') return { assignment, outcome: answer }
  return { assignment, outcome: 'refused', refusal: { code: answer.code, detail: sentence(answer) } }
}
