/**
 * Asks everybody the cycle needs something of, a page of agencies at a time, in the order of their ids. Asked again,
 * each keeps its contribution, and hears of a day that has moved. The last page records that the requests are out.
 */
import { contributionId, isOwing } from '../../domain/cycles/contribution.ts'
import type { WorkflowServices } from '../services.ts'
import { asking, changeContribution, contributionById } from '../stores/contributions.ts'
import { changeCycle } from '../stores/cycles.ts'
import { createAll } from '../stores/record.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { contributorsOf, figuresWanting } from './contributors.ts'
import { CyclePagePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

const pageSize = 50

export const step = asStep(
  CyclePagePayload,
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, after }) => {
    const { table, clock } = services
    const { cycle, context } = await cycleAndContext(table, cycleId)
    if (cycle.stage.name !== 'asking') return { asked: 0, after: null }
    const { rules } = context
    const contributors = await contributorsOf(table, cycle, context, clock.today())
    const page = contributors.filter(({ agency }) => after === null || agency > after).slice(0, pageSize)
    const wanting = await figuresWanting(table, cycle, clock.now())
    const occasion = { at: clock.now(), day: clock.today(), actor: system }
    await createAll(
      table,
      page.map(({ agency, task }) =>
        asking(cycle, agency, rules, occasion, { task, wanting: wanting.get(agency) ?? [] }),
      ),
    )
    for (const { agency } of page) {
      const id = contributionId(cycle, agency)
      const kept = await contributionById(table, id)
      if (kept && isOwing(kept) && kept.dueOn !== cycle.gatherUntil) {
        await changeContribution(services, rules, id, system, { type: 'moveDue', dueOn: cycle.gatherUntil })
      }
    }
    if (page.length === pageSize) return { asked: page.length, after: page.at(-1)?.agency ?? null }
    unlessDone(await changeCycle(services, rules, cycleId, system, { type: 'requestsSent' }))
    return { asked: page.length, after: null }
  },
)
