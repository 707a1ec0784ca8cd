/**
 * A cycle follows the work it organises: a task that was handed in and accepted by itself settles it, one that was
 * stopped stops it, a moved deadline or lead moves it too, and an agency that ended hands what it was asked to its one
 * successor. Followed twice, nothing more happens.
 */
import { succeeded } from '../../domain/agencies/directory.ts'
import { isOwing } from '../../domain/cycles/contribution.ts'
import { type Cycle, hasEnded } from '../../domain/cycles/cycle.ts'
import type { CycleCommand } from '../../domain/cycles/decide.ts'
import { cycleCan } from '../../domain/cycles/lifecycle.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Evidence } from '../../domain/tasks/task.ts'
import type { Table, WorkflowServices } from '../services.ts'
import { assignmentById } from '../stores/assignments.ts'
import { contributionLineOf, handOver } from '../stores/contributions.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { changeCycle } from '../stores/cycles.ts'
import { moveTask } from '../stores/cycleTasks.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { system, taskById } from '../stores/tasks.ts'
import { takeInWhatCame } from './takeInTaskResults.ts'

export async function followWork(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  context: ProgrammeContext,
  listed: Cycle,
): Promise<Cycle> {
  const { rules } = context
  // The queue is an index, which lags.
  let cycle = (await cycleById(services.table, listed.id)) ?? listed
  for (const command of await whatTheWorkSays(services.table, context, cycle)) {
    if (cycleCan(command.type, cycle) !== 'yes') continue
    const answer = await changeCycle(services, rules, cycle.id, system, command)
    if (!isRefusal(answer)) cycle = answer
  }
  await moveTask(services, rules, cycle, system)
  if (!cycle.gatheringOpen || hasEnded(cycle)) return cycle
  await takeInWhatCame(services, rules, cycle)
  for (const { agency, successor } of succeeded(context.directory, services.clock.today())) {
    const line = await contributionLineOf(services.table, cycle, agency)
    if (line && isOwing(line)) await handOver(services, rules, line.id, successor)
  }
  return cycle
}

async function whatTheWorkSays(
  table: Table,
  { programme }: ProgrammeContext,
  cycle: Cycle,
): Promise<readonly CycleCommand[]> {
  const stopped: CycleCommand = { type: 'followTask', task: { how: 'withdrawn' } }
  if (programme.status === 'ended') return [stopped]
  if ((await assignmentById(table, cycle.assignment))?.withdrawn) return [stopped]
  const task = cycle.task === undefined ? undefined : await taskById(table, cycle.task)
  if (!task) return []
  if (task.standing.state === 'withdrawn') return [stopped]
  if (task.standing.state === 'done') {
    const [evidence] = task.standing.result.evidence
    const paper = evidence ? { document: paperOf(evidence) } : {}
    return [{ type: 'followTask', task: { how: 'byTask', ...paper } }]
  }
  const dueOn = task.deadline?.dueOn ?? cycle.dueOn
  return [
    ...(dueOn === cycle.dueOn ? [] : [{ type: 'followTask', task: { how: 'moved', dueOn } } as const]),
    ...(task.lead === cycle.lead
      ? []
      : [{ type: 'changeHolder', from: cycle.lead, to: task.lead, document: task.basis } as const]),
  ]
}

function paperOf({ title, number, issuedOn, files }: Evidence) {
  return {
    title,
    ...(number === undefined ? {} : { number }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(files === undefined ? {} : { files }),
  }
}
