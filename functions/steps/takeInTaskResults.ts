/**
 * A member of a group may hand in its task, or its contribution: either is both. What was handed in by the task is taken
 * in as the contribution, and a contribution whose task was left behind by a crash is handed in.
 */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { WorkflowServices } from '../services.ts'
import { allContributionLines, changeContribution, contributionById } from '../stores/contributions.ts'
import { moveMembersTask } from '../stores/cycleTasks.ts'
import { system, taskById } from '../stores/tasks.ts'

export async function takeInTaskResults(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  rules: Rules,
  cycle: Cycle,
): Promise<void> {
  if (cycle.group === undefined) return
  const { table } = services
  for (const { id, task: taskId, state } of await allContributionLines(table, cycle)) {
    const task = taskId === undefined ? undefined : await taskById(table, taskId)
    if (!task) continue
    const result = 'result' in task.standing ? task.standing.result : undefined
    if (state === 'sent' && !result) {
      const contribution = await contributionById(table, id)
      if (contribution) await moveMembersTask(services, rules, contribution, system)
    } else if ((state === 'asked' || state === 'returned') && result) {
      const { evidence, note, onPaper } = result
      const content = {
        rows: [],
        evidence,
        ...(note === undefined ? {} : { text: note }),
        ...(onPaper === undefined ? {} : { onPaper }),
      }
      await changeContribution(services, rules, id, { ...system, agency: task.lead }, { type: 'send', content })
    } else if ((state === 'asked' || state === 'returned') && task.standing.state === 'withdrawn') {
      await changeContribution(services, rules, id, system, {
        type: 'withdraw',
        reason: 'Nhiệm vụ đã dừng theo văn bản',
      })
    }
  }
}
