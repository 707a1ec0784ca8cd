/**
 * Undoes what an annex gave, whole: every assignment is what it was before, the tasks that came of it are in no list and
 * no count, and the paper that was entered for it is taken back. Only while nobody has begun: where somebody did
 * anything since, nothing is undone. Cut off in between it is run again, and goes on where it was.
 */
import type { Annex, AnnexEvent } from '../../domain/annex/annex.ts'
import type { Assignment } from '../../domain/assignments/assignment.ts'
import type { Instant } from '../../domain/days.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import type { ChainedEvent } from '../../domain/trail/chain.ts'
import { type Services, TableBusy } from '../services.ts'
import { annexKeeping, changeAnnex } from '../stores/annexes.ts'
import { assignmentById, restoreAssignment } from '../stores/assignments.ts'
import { takeBackDocument } from '../stores/documents.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { asJson, systemPerson, thingOf, valueAs } from '../stores/record.ts'
import { everyTask, isTakenBack, recordOnTask, taskById } from '../stores/tasks.ts'
import { everyEvent } from '../stores/trail.ts'
import { replay } from './replay.ts'

export async function undoAnnex(
  services: Pick<Services, 'table' | 'clock'>,
  { rules }: ProgrammeContext,
  annex: Annex,
  actor: Actor,
): Promise<Annex | Refusal> {
  if (annex.standing.state !== 'applied') return { code: 'annex-not-applied' }
  const { document, standing } = annex
  const plans = await plansOf(
    services,
    annex,
    standing.entries.map(({ assignment }) => assignment),
  )
  const inUse = plans.filter(({ isInUse }) => isInUse).map(({ id }) => id)
  if (inUse.length > 0) return { code: 'annex-in-use', assignments: inUse }
  for (const { tasks, assignment } of plans) {
    for (const { seen, before } of tasks) {
      const event = before
        ? ({ type: 'restored', document, task: before } as const)
        : ({ type: 'takenBack', document } as const)
      settled(await recordOnTask(services, rules, seen, actor, event))
    }
    if (assignment)
      settled(await restoreAssignment(services, rules, assignment.seen, assignment.before, document, actor))
  }
  if (annex.broughtDocument) settled(await takeBackDocument(services, annex.programme, document, actor))
  return changeAnnex(services, annex.id, actor, { type: 'undo' })
}

/** Somebody was first: asked again, it is either theirs, and nothing more is undone, or it is done. */
function settled(answer: object): void {
  if (isRefusal(answer)) throw new TableBusy(`not undone: ${answer.code}`)
}

interface Plan {
  readonly id: string
  readonly isInUse: boolean
  readonly assignment?: { readonly seen: Assignment; readonly before: Assignment }
  /** Without a state before: the giving made it. */
  readonly tasks: readonly { readonly seen: Task; readonly before?: Task }[]
}

/** What is the annex's own: said on its paper, since it was taken into force. */
interface Own {
  readonly document: string
  readonly since: Instant
}

async function plansOf(
  { table }: Pick<Services, 'table'>,
  { id: annex, programme, document }: Annex,
  ids: readonly string[],
): Promise<readonly Plan[]> {
  const applied = (await everyEvent(table, thingOf(annexKeeping.kind, annex))).findLast(
    ({ type }) => type === ('annexApplied' satisfies AnnexEvent['type']),
  )
  if (!applied) return []
  const own: Own = { document, since: applied.at }
  const tasks = Map.groupBy(await everyTask(table, programme), ({ assignment }) => assignment)
  const plans: Plan[] = []
  for (const id of ids) {
    const plan = await planOf(table, id, tasks.get(id) ?? [], own)
    if (plan) plans.push(plan)
  }
  return plans
}

async function planOf(
  table: Services['table'],
  id: string,
  tasks: readonly Task[],
  own: Own,
): Promise<Plan | undefined> {
  const thing = thingOf('ASSIGNMENT', id)
  const seen = await assignmentById(table, id)
  const events = await everyEvent(table, thing)
  const restored = events.findLastIndex(({ type }) => type === 'assignmentRestored')
  const isGiven = events.slice(restored + 1).some((event) => isOfGiving(event, own) === 'own')
  // Cut off before it was given, or undone already.
  if (!seen || !isGiven) return undefined
  const since = beginningOf(events, own, isOfGiving)
  const cycleBegan = seen.workflow !== undefined && events.slice(since).some(({ type }) => type === 'occurrenceOpened')
  const found = await Promise.all(tasks.map((task) => taskPlan(table, task.id, own)))
  const before = since === undefined ? undefined : replay(thing, events.slice(0, since))
  return {
    id,
    isInUse: !before || cycleBegan || found.some((one) => one === 'inUse'),
    ...(before ? { assignment: { seen, before: valueAs<Assignment>(asJson(before)) } } : {}),
    tasks: found.flatMap((one) => (one === 'inUse' || one === 'untouched' ? [] : [one])),
  }
}

async function taskPlan(
  table: Services['table'],
  id: string,
  own: Own,
): Promise<'inUse' | 'untouched' | { readonly seen: Task; readonly before?: Task }> {
  const thing = thingOf('TASK', id)
  const seen = await taskById(table, id)
  if (!seen || isTakenBack(seen)) return 'untouched'
  const events = await everyEvent(table, thing)
  if (!events.some((event) => isOfTask(event, own) === 'own')) return 'untouched'
  const since = beginningOf(events, own, isOfTask)
  if (since === undefined) return 'inUse'
  const began = events[since]
  if (began?.type === 'taskGiven' || began?.type === 'givenAnew') return { seen }
  const before = replay(thing, events.slice(0, since))
  return before ? { seen, before: valueAs<Task>(asJson(before)) } : 'inUse'
}

type Part = 'own' | 'harmless' | 'other'

/** The first of the last events that are the annex's own, with only what the product or a look added among them. */
function beginningOf(
  events: readonly ChainedEvent[],
  own: Own,
  partOf: (event: ChainedEvent, own: Own) => Part,
): number | undefined {
  let since: number | undefined
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at]
    const part = event ? partOf(event, own) : 'other'
    if (part === 'other') break
    if (part === 'own') since = at
  }
  return since
}

function isOfGiving({ type, at, actor, data }: ChainedEvent, { document, since }: Own): Part {
  const isGiving = type === 'assignmentGiven' || type === 'assignmentAmended'
  if (isGiving && data['document'] === document && at >= since) return 'own'
  return actor.person === systemPerson ? 'harmless' : 'other'
}

function isOfTask({ type, at, data }: ChainedEvent, { document, since }: Own): Part {
  if (type === 'spokenOf' || type === 'seen') return 'harmless'
  if (at < since) return 'other'
  if (type === 'amended' && data['document'] === document) return 'own'
  const made = type === 'taskGiven' || type === 'givenAnew' ? data['task'] : undefined
  return made && valueAs<Task>(asJson(Object(made))).basis === document ? 'own' : 'other'
}
