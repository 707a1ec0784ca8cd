/**
 * A cycle and the tasks of the same work move together: what the cycle has reached is handed in and accepted, so that
 * the four classes and the reminders stay right, and nobody is asked twice. Bringing them together twice is harmless.
 */
import { type Contribution, paperAsEvidence, standingContent } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { taskPlace } from '../../domain/cycles/taskPlace.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Actor, Evidence, Task } from '../../domain/tasks/task.ts'
import type { Services } from '../services.ts'
import { changeTask, system, taskById } from './tasks.ts'

type TaskServices = Pick<Services, 'table' | 'clock'>

/** Brings the lead's task to where the cycle stands. What the task refuses stays as its own acts have it. */
export async function moveTask(services: TaskServices, rules: Rules, cycle: Cycle, actor: Actor): Promise<void> {
  const place = taskPlace(cycle)
  if (!place || cycle.task === undefined) return
  const task = await taskById(services.table, cycle.task)
  if (!task) return
  const decider = actor.agency === task.lead ? system : actor
  if (place.state === 'open') {
    // The very document that was returned: what the lead hands in otherwise is another result.
    if (!isResultOf(cycle, task)) return
    await changeTask(services, rules, task.id, decider, { type: 'return', reason: place.reason })
    return
  }
  const evidence = cycle.document ? [paperAsEvidence(cycle.document)] : [{ title: cycle.title }]
  const submitted = await submit(services, rules, task, actor, evidence)
  if (place.state === 'done' && submitted?.standing.state === 'submitted') await accept(services, rules, task, decider)
}

function isResultOf({ document }: Cycle, { standing }: Task): boolean {
  if (standing.state !== 'submitted' || !document) return false
  return standing.result.evidence.some(({ title, number }) => title === document.title && number === document.number)
}

/** A member's contribution is the result of its task: what was sent is handed in. */
export async function moveMembersTask(
  services: TaskServices,
  rules: Rules,
  contribution: Contribution,
  actor: Actor,
): Promise<void> {
  const { task: id, agency } = contribution
  const content = standingContent(contribution)
  const task = id === undefined ? undefined : await taskById(services.table, id)
  if (!task || !content) return
  const evidence = content.evidence.length > 0 ? content.evidence : [{ title: task.product ?? task.title }]
  await submit(services, rules, task, { ...actor, agency }, evidence)
}

/** The whole was received, and so was each part of it. */
export async function acceptMembersTask(services: TaskServices, rules: Rules, id: string, actor: Actor): Promise<void> {
  const task = await taskById(services.table, id)
  if (task?.standing.state !== 'submitted') return
  await accept(services, rules, task, actor.agency === task.lead ? system : actor)
}

/** The task as it stands once its result is there, or undefined where it takes none. */
async function submit(
  services: TaskServices,
  rules: Rules,
  task: Task,
  actor: Actor,
  evidence: readonly Evidence[],
): Promise<Task | undefined> {
  if (task.standing.state !== 'open') return task
  // Whoever records it, the result is the lead's: nobody accepts what their own agency handed in.
  const by = actor.agency === task.lead ? actor : { ...system, agency: task.lead }
  const answer = await changeTask(services, rules, task.id, by, { type: 'submit', evidence })
  return isRefusal(answer) ? undefined : answer
}

async function accept(services: TaskServices, rules: Rules, task: Task, actor: Actor): Promise<void> {
  await changeTask(services, rules, task.id, actor, { type: 'accept' })
}
