/**
 * A member of a group may hand in its task, or its contribution: either is both. What was handed in by the task is taken
 * in as the contribution, and a contribution whose task was left behind by a crash is handed in.
 */
import { isOwing } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { WorkflowServices } from '../services.ts'
import {
  allContributionLines,
  type ContributionLine,
  changeContribution,
  contributionById,
} from '../stores/contributions.ts'
import { moveMembersTask } from '../stores/cycleTasks.ts'
import { allTasksDueOn, system, taskById } from '../stores/tasks.ts'

type TakingServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

/** Every member's, read one by one: before a gathering is closed nothing may be missed. */
export async function takeInTaskResults(services: TakingServices, rules: Rules, cycle: Cycle): Promise<void> {
  if (cycle.group === undefined) return
  const lines = await allContributionLines(services.table, cycle)
  await takeIn(services, rules, lines)
}

/** Of those members alone whose tasks have ended or wait for acceptance, as the lists by due day have them: a look a day. */
export async function takeInWhatCame(services: TakingServices, rules: Rules, cycle: Cycle): Promise<void> {
  if (cycle.group === undefined) return
  const came = new Set<string>()
  for (const state of ['submitted', 'done', 'withdrawn'] as const) {
    for await (const { id } of allTasksDueOn(services.table, cycle.programme, state, cycle.dueOn)) came.add(id)
  }
  if (came.size === 0) return
  const lines = await allContributionLines(services.table, cycle)
  const owing = lines.filter(({ state, task }) => isOwing({ state }) && task !== undefined && came.has(task))
  await takeIn(services, rules, owing)
}

async function takeIn(services: TakingServices, rules: Rules, lines: readonly ContributionLine[]): Promise<void> {
  const { table } = services
  for (const { id, task: taskId, state } of lines) {
    const task = taskId === undefined ? undefined : await taskById(table, taskId)
    if (!task) continue
    const result = 'result' in task.standing ? task.standing.result : undefined
    if (state === 'sent' && !result) {
      const contribution = await contributionById(table, id)
      if (contribution) await moveMembersTask(services, rules, contribution, system)
    } else if (isOwing({ state }) && result) {
      const { evidence, note, onPaper } = result
      const content = {
        rows: [],
        evidence,
        ...(note === undefined ? {} : { text: note }),
        ...(onPaper === undefined ? {} : { onPaper }),
      }
      await changeContribution(services, rules, id, { ...system, agency: task.lead }, { type: 'send', content })
    } else if (isOwing({ state }) && task.standing.state === 'withdrawn') {
      await changeContribution(services, rules, id, system, {
        type: 'withdraw',
        reason: 'Nhiệm vụ đã dừng theo văn bản',
      })
    }
  }
}
