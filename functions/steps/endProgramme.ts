/**
 * The end of a programme: nothing more of it is opened, each task that is still open is carried over or stopped by a
 * document, and so is the cycle that organises it; what a cycle still asks of others is taken back; then the programme
 * has ended. Nothing is done before everything is decided, and a run that was cut off is
 * finished by running it again.
 */
import { nextOccurrence } from '../../domain/assignments/assignment.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { cycleCan } from '../../domain/cycles/lifecycle.ts'
import { decideEnd, type EndDecision, evolveProgramme } from '../../domain/programme/programmeState.ts'
import type { Document } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion, Task } from '../../domain/tasks/task.ts'
import type { Services, Table, WorkflowServices } from '../services.ts'
import { allAssignments, changeAssignment } from '../stores/assignments.ts'
import { allCycles, changeCycle } from '../stores/cycles.ts'
import { type ProgrammeContext, programmeContext, programmeKeeping, unknownDocument } from '../stores/programmes.ts'
import { change, createAll } from '../stores/record.ts'
import { changeTask, liveTasks } from '../stores/tasks.ts'
import { registerEntries } from './registers.ts'

export interface EndOrder {
  /** The document that ends the programme. */
  readonly document: Document
  /** Documents that decisions rest on and that were not entered yet. */
  readonly documents?: readonly Document[]
  readonly decisions: readonly EndDecision[]
  /** What becomes of every task that no decision names. Absent: each must be named. */
  readonly others?: Omit<EndDecision, 'task'>
}

/** What a programme's end must decide about, and what ends with it. */
export interface EndPreview {
  readonly tasks: readonly Pick<Task, 'id' | 'clause' | 'title' | 'lead'>[]
  /** Those that have a task end as it is decided, the others by the document that ends the programme. */
  readonly cycles: readonly Pick<Cycle, 'id' | 'clause' | 'title' | 'lead' | 'task'>[]
}

/** What would end; nothing is written. */
export async function previewEnd({ table }: Pick<Services, 'table'>, programme: string): Promise<EndPreview> {
  const tasks = await liveTasks(table, programme)
  const cycles = await cyclesToEnd(table, programme)
  return {
    tasks: tasks.map(({ id, clause, title, lead }) => ({ id, clause, title, lead })),
    cycles: cycles.map(({ id, clause, title, lead, task }) => ({
      id,
      clause,
      title,
      lead,
      ...(task === undefined ? {} : { task }),
    })),
  }
}

/** Answers how many tasks were closed. Refused while a task is undecided: nothing has been done then. */
export async function endProgramme(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  programme: string,
  order: EndOrder,
  actor: Actor,
): Promise<{ readonly closed: number } | Refusal> {
  const { table, clock } = services
  const context = await programmeContext(table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  if (context.programme.ended?.document === order.document.id) return { closed: 0 }
  const open = await liveTasks(table, programme)
  const refused = decideEnd(context.programme, open, decisionsFor(open, order), order.document.id)
  if (isRefusal(refused)) return refused
  const unknown = await unknownDocumentIn(table, programme, order)
  if (unknown) return unknown
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const documents = [order.document, ...(order.documents ?? [])]
  await createAll(table, registerEntries(programme, { agencies: [], groups: [], documents }, occasion))
  await openNothingMore(services, context, order.document.id, actor)
  const closed = await closeAll(services, context, order, actor)
  if (isRefusal(closed)) return closed
  await endCycles(services, context, order, actor)
  const ended = await change(services, programmeKeeping, programme, actor, (state, when) => {
    if (state.ended) return undefined
    const event = decideEnd(state, [], [], order.document.id)
    if (isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, state: evolveProgramme(state, event, when) }
  })
  return isRefusal(ended) ? ended : closed
}

/** A decision that rests on what nobody entered would be refused when half of the tasks are closed. */
async function unknownDocumentIn(
  table: Table,
  programme: string,
  { document, documents = [], decisions, others }: EndOrder,
): Promise<Refusal | undefined> {
  const brought = new Set([document, ...documents].map(({ id }) => id))
  const named = new Set([...decisions, ...(others ? [others] : [])].map((one) => one.document))
  for (const one of named) {
    const unknown = brought.has(one) ? undefined : await unknownDocument(table, programme, { document: one })
    if (unknown) return unknown
  }
  return undefined
}

function decisionsFor(open: readonly Task[], { decisions, others }: EndOrder): readonly EndDecision[] {
  if (!others) return decisions
  const named = new Set(decisions.map(({ task }) => task))
  return [...decisions, ...open.flatMap(({ id }) => (named.has(id) ? [] : [{ task: id, ...others }]))]
}

/** Work that would open later is withdrawn with its assignment. */
async function openNothingMore(
  services: Pick<Services, 'table' | 'clock'>,
  { programme, rules }: ProgrammeContext,
  document: string,
  actor: Actor,
): Promise<void> {
  for (const assignment of await allAssignments(services.table, programme.id)) {
    if (!nextOccurrence(assignment, rules)) continue
    await changeAssignment(services, rules, assignment.id, actor, { type: 'withdraw', document })
  }
}

// Work that opened before its assignment was withdrawn is found by the next pass.
const passes = 4

async function closeAll(
  services: Pick<Services, 'table' | 'clock'>,
  { programme, rules }: ProgrammeContext,
  order: EndOrder,
  actor: Actor,
): Promise<{ readonly closed: number } | Refusal> {
  let closed = 0
  for (let pass = 1; pass <= passes; pass += 1) {
    const open = await liveTasks(services.table, programme.id)
    const decisions = new Map(decisionsFor(open, order).map((decision) => [decision.task, decision]))
    const undecided = open.filter(({ id }) => !decisions.has(id))
    if (undecided.length > 0) return { code: 'tasks-undecided', count: undecided.length }
    if (open.length === 0) return { closed }
    for (const { id } of open) {
      const decision = decisions.get(id)
      if (!decision) continue
      const { how, document } = decision
      const answer = await changeTask(services, rules, id, actor, { type: 'close', how, document })
      if (!isRefusal(answer)) closed += 1
      // Somebody ended it meanwhile, or was faster: the next pass sees. Anything else a person must mend.
      else if (answer.code !== 'task-ended' && answer.code !== 'changed-meanwhile') return answer
    }
  }
  return { code: 'changed-meanwhile' }
}

/** Not ended, and not so far that only its own last steps are left, which end it at once. */
async function cyclesToEnd(table: Table, programme: string): Promise<readonly Cycle[]> {
  return (await allCycles(table, programme)).filter((cycle) => cycleCan('withdraw', cycle) === 'yes')
}

/** A cycle that the round ended first, or that went on to its end, stays as it is. */
async function endCycles(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  { programme, rules }: ProgrammeContext,
  { document, decisions, others }: EndOrder,
  actor: Actor,
): Promise<void> {
  const byTask = new Map(decisions.map((decision) => [decision.task, decision]))
  for (const { id, task } of await cyclesToEnd(services.table, programme.id)) {
    const decided = (task === undefined ? undefined : byTask.get(task)) ?? others
    const reason =
      decided?.how === 'carriedOver' ? 'Chuyển tiếp khi chương trình kết thúc' : 'Dừng khi chương trình kết thúc'
    const command = { type: 'withdraw', document: decided?.document ?? document.id, reason } as const
    await changeCycle(services, rules, id, actor, command)
  }
}
