/**
 * One assignment given by a document, or changed by it: recorded, what begins at once opened, and the tasks that are
 * open already changed with it. It may be run again: what the document has said already is not said twice.
 */
import {
  type Assignment,
  type AssignmentCommand,
  type AssignmentEvent,
  amendmentOf,
  isDatedBy,
  isReplacedBy,
  type ProposedChange,
} from '../../domain/assignments/assignment.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { amends, type TaskCommand } from '../../domain/tasks/decide.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import { type Services, type Table, TableBusy } from '../services.ts'
import { assignmentById, changeAssignment, openOccurrences, whyUnchanged } from '../stores/assignments.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { asJson, thingOf } from '../stores/record.ts'
import { changeTask, liveTasks } from '../stores/tasks.ts'
import { happenedTo } from '../stores/trail.ts'

/** What a document says of an assignment; what is absent stays as it is. */
export interface Terms extends ProposedChange {
  /** When it is given for the first time: the level the product goes to, and the agency that gives it. */
  readonly submittedTo?: string
  readonly givenBy?: string
}

/** `already`: the document had said so before. */
export type Given = 'given' | 'amended' | 'already'

/**
 * `only`: one assignment by itself; whoever gives it expects that nobody was given it yet, whoever amends it that
 * somebody was. Otherwise the assignment is one of many that a document gives, which may be sent again later: what
 * the document has said once is not said again over what came after it. `add`: it is one that the document brought.
 */
export async function giveWork(
  services: Pick<Services, 'table' | 'clock'>,
  context: ProgrammeContext,
  id: string,
  terms: Terms,
  document: string,
  actor: Actor,
  only?: 'give' | 'amend' | 'add',
): Promise<Given | Refusal> {
  const before = await assignmentById(services.table, id)
  if (!before) return { code: 'not-found', thing: id }
  const command = commandOf(before, terms, document, only === 'add' ? 'give' : only)
  if (isRefusal(command)) return command
  const isOfMany = !only || only === 'add'
  const isSaid =
    standsBy(before, terms, document) || (isOfMany && (await wasSaidBy(services.table, before, terms, document)))
  if (!isSaid) {
    const refused = await whyUnchanged(services.table, before, command)
    if (refused) return refused
    // The open tasks first: cut off before the record, all of it is done again; once it is recorded, what came later stands.
    if (command.type === 'amend') await amendOpenTasks(services, context, before, command, actor)
    const answer = await changeAssignment(services, context.rules, id, actor, command)
    if (isRefusal(answer)) return answer
  }
  await openOccurrences(services, context.rules, context.groups, id)
  return isSaid ? 'already' : command.type === 'give' ? 'given' : 'amended'
}

type GivingCommand = Extract<AssignmentCommand, { readonly type: 'give' | 'amend' }>

function commandOf(
  { to: holder }: Assignment,
  terms: Terms,
  document: string,
  type: 'give' | 'amend' = holder ? 'amend' : 'give',
): GivingCommand | Refusal {
  const { submittedTo: _, givenBy: __, ...change } = terms
  if (type === 'amend') return { ...change, type, document }
  const { to } = terms
  return to ? { ...terms, to, type, document } : { code: 'not-given' }
}

const givings = new Set<string>(['assignmentGiven', 'assignmentAmended'] satisfies AssignmentEvent['type'][])

function standsBy(assignment: Assignment, terms: Terms, document: string): boolean {
  if (!assignment.to || assignment.withdrawn || assignment.basis !== document) return false
  const stands = asJson(assignment)
  return Object.entries(terms).every(
    ([field, value]) => value === undefined || canonical({ is: stands[field] }) === canonical({ is: value }),
  )
}

/** Whether the document has said exactly this of the assignment before. */
async function wasSaidBy(table: Table, { id, to }: Assignment, terms: Terms, document: string): Promise<boolean> {
  if (!to) return false
  const { events } = await happenedTo(table, thingOf('ASSIGNMENT', id), { limit: 1000 })
  const said = canonical(asJson({ ...terms, document }))
  // Who gives says more than who amends, and said again it is the same.
  const { submittedTo: _, givenBy: __, ...change } = terms
  const amended = canonical(asJson({ ...change, document }))
  // The newest come first; what was said before it was undone is unsaid.
  const undone = events.findIndex(({ type }) => type === ('assignmentRestored' satisfies AssignmentEvent['type']))
  return (undone < 0 ? events : events.slice(0, undone)).some(({ type, data: { dated: _, ...data } }) => {
    return givings.has(type) && [said, amended].includes(canonical(data))
  })
}

const doneByPeriods = 'Văn bản ấn định từng kỳ thực hiện, thay cho việc thường xuyên chưa có thời hạn'

async function amendOpenTasks(
  services: Pick<Services, 'table' | 'clock'>,
  { programme, rules }: ProgrammeContext,
  before: Assignment,
  { document, ...terms }: Extract<GivingCommand, { readonly type: 'amend' }>,
  actor: Actor,
): Promise<void> {
  for (const task of await liveTasks(services.table, programme.id)) {
    if (task.assignment !== before.id) continue
    const change = amendmentOf(task, terms, rules)
    const isReplaced = isDatedBy(before, terms) && isReplacedBy(task, terms)
    if (!isReplaced && !amends(task, change)) continue
    const command: TaskCommand = isReplaced
      ? { type: 'withdraw', document, reason: doneByPeriods }
      : { type: 'amend', document, change }
    const answer = await changeTask(services, rules, task.id, actor, command)
    // The list lags: it may stand so already, or have ended.
    if (!isRefusal(answer) || answer.code === 'nothing-to-change' || answer.code === 'task-ended') continue
    throw new TableBusy(`${task.id}: not amended, ${answer.code}`)
  }
}
