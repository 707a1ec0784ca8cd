/**
 * An assignment that the programme's own file did not have, brought by a document: entered as nobody's, on the basis of
 * that document, and then given by it like any other (giveWork.ts). Where it takes up a proposal of a sealed evaluation,
 * the proposal says in the same transaction what it became. It may be run again.
 */
import { isAtLevelOf } from '../../domain/access/relations.ts'
import {
  type Assignment,
  type AssignmentCommand,
  addresseeOf,
  enteredAssignment,
} from '../../domain/assignments/assignment.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Document, GivenEntry } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Services, Table } from '../services.ts'
import { assignmentById, assignmentKeeping, whyUnchanged } from '../stores/assignments.ts'
import { proposalOf, takenUpWrite } from '../stores/cyclePapers.ts'
import { takeUpProposal } from '../stores/cycles.ts'
import { hasPlace, type ProgrammeContext } from '../stores/programmes.ts'
import { createAll } from '../stores/record.ts'
import type { Terms } from './giveWork.ts'
import { created } from './registers.ts'

/** Whether an entry speaks of more than what the programme's own file has under its id. */
export function isAddition(known: Assignment | undefined, { takesUp }: GivenEntry): boolean {
  return !known || known.addedBy !== undefined || takesUp !== undefined
}

/** What is said of an assignment in the words of a programme file. */
export function termsOf(entry: GivenEntry): Terms {
  const { schedule, cooperating, product, submittedTo, givenBy } = entry
  const to = addresseeOf(entry)
  return {
    ...(to ? { to } : {}),
    schedule,
    ...(cooperating ? { cooperating } : {}),
    ...(product === undefined ? {} : { product }),
    ...(submittedTo === undefined ? {} : { submittedTo }),
    givenBy,
  }
}

/** Enters it where that was not done before. Answers why not. The document has been entered, and its bodies. */
export async function addWork(
  services: Pick<Services, 'table' | 'clock'>,
  context: ProgrammeContext,
  entry: GivenEntry,
  document: Pick<Document, 'id' | 'issuer'>,
  actor: Actor,
): Promise<Refusal | undefined> {
  const { table, clock } = services
  const { programme, rules } = context
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const assignment: Assignment = {
    ...enteredAssignment(programme, { ...entry, basis: document.id }),
    addedBy: document.id,
  }
  const refusal = await whyNotAdded(table, context, entry, document.issuer, occasion.day)
  if (refusal) return refusal
  if (await assignmentById(table, assignment.id)) return undefined
  const { to, ...terms } = termsOf(entry)
  const give: AssignmentCommand | undefined = to && { ...terms, to, type: 'give', document: document.id }
  const ungiven = give && (await whyUnchanged(table, assignment, give))
  if (ungiven) return ungiven
  const entered = (when: Occasion) =>
    created(assignmentKeeping(rules), assignment, 'assignmentEntered', { assignment }, when)
  const proposal = entry.takesUp && (await proposalOf(table, programme.id, entry.takesUp))
  if (proposal) {
    const takenUp = { proposal: proposal.id, assignment: assignment.id, document: document.id }
    const answer = await takeUpProposal(services, rules, proposal.cycle, actor, takenUp, (when) => [
      ...entered(when).writes,
      takenUpWrite(programme.id, proposal, assignment.id),
    ])
    return isRefusal(answer) ? answer : undefined
  }
  await createAll(table, [entered(occasion)])
  // Another document may have been first with the same id.
  return otherwise(await assignmentById(table, assignment.id), entry)
}

/** Why a document of that body cannot bring it, whoever asks: also before the document is issued. */
export async function whyNotAdded(
  table: Table,
  { programme, directory }: Pick<ProgrammeContext, 'programme' | 'directory'>,
  entry: GivenEntry,
  issuer: string,
  today: CalendarDate,
): Promise<Refusal | undefined> {
  const id = `${programme.id}_${entry.id}`
  const known = await assignmentById(table, id)
  if (known) return otherwise(known, entry)
  const namesake = await tasksNamedSo(table, programme.id, entry.id)
  if (namesake) return { code: 'entered-otherwise', assignment: id, title: namesake.title }
  const to = addresseeOf(entry)
  if (!to) return { code: 'unknown-assignment', assignment: id }
  const { clause, cooperating = [], givenBy, takesUp } = entry
  if ('lead' in to && cooperating.some(({ agency }) => agency === to.lead)) {
    return { code: 'lead-also-cooperates', agency: to.lead }
  }
  if (!(await hasPlace(table, programme.id, clause))) return { code: 'unknown-clause', clause }
  if (!takesUp) return undefined
  const proposal = await proposalOf(table, programme.id, takesUp)
  if (!proposal) return { code: 'unknown-proposal', proposal: takesUp.proposal }
  const { assignment } = proposal
  if (assignment !== undefined && assignment !== id) {
    return { code: 'proposal-taken-up', proposal: proposal.id, assignment }
  }
  return isAtLevelOf(issuer, givenBy, directory, today) ? undefined : { code: 'document-below-level', issuer, givenBy }
}

/** The assignment whose tasks may have that name: a task is called by its assignment, `_` and its period or its member. */
async function tasksNamedSo(table: Table, programme: string, id: string): Promise<Assignment | undefined> {
  const parts = id.split('_')
  for (let length = 1; length < parts.length; length += 1) {
    const found = await assignmentById(table, `${programme}_${parts.slice(0, length).join('_')}`)
    if (found) return found
  }
  return undefined
}

/** What was brought before is the same thing where it has the same words: who does it until when may have changed since. */
function otherwise(known: Assignment | undefined, entry: GivenEntry): Refusal | undefined {
  if (!known) return undefined
  const isSame = known.addedBy !== undefined && wordsOf(known) === wordsOf(entry)
  return isSame ? undefined : { code: 'entered-otherwise', assignment: known.id, title: known.title }
}

function wordsOf({ title, clause, kind, takesUp }: Pick<GivenEntry, 'title' | 'clause' | 'kind' | 'takesUp'>): string {
  return canonical([title, clause, kind, takesUp ?? null])
}
