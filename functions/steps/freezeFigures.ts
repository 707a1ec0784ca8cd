/**
 * Freezes the four classes as of the closing day, a page of tasks at a time. They come from the moves that each task
 * keeps, so they are the same whenever they are counted; the sums travel from page to page, twelve small numbers.
 */
import * as z from 'zod/mini'
import { endedBefore, type PeriodReport, reportPeriod } from '../../domain/tasks/classes.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { WorkflowServices } from '../services.ts'
import { figuresWrite } from '../stores/cyclePapers.ts'
import { changeCycle } from '../stores/cycles.ts'
import { sha256 } from '../stores/record.ts'
import { system, taskById, tasksOfProgramme } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { CyclePagePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

const Count = z.int()
const Sums = z.strictObject({
  carriedOver: Count,
  given: Count,
  fallenDue: Count,
  reopened: Count,
  end: z.strictObject({ doneOnTime: Count, doneLate: Count, openInTime: Count, openLate: Count, withdrawn: Count }),
})

const pageSize = 200

export const step = asStep(
  z.extend(CyclePagePayload, { sums: z.nullable(Sums) }),
  async (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>, { cycleId, after, sums }) => {
    const { cycle, context } = await cycleAndContext(services.table, cycleId)
    if (cycle.stage.name !== 'freezing') return { after: null, sums: null }
    const page = { limit: pageSize, ...(after === null ? {} : { cursor: after }) }
    const { tasks: listed, cursor } = await tasksOfProgramme(services.table, cycle.programme, page)
    const { coversFrom: from, closesOn: to } = cycle
    // The list is an index, which lags by moments; the tasks themselves do not, and years later most have ended long ago.
    const read = listed.map((task) => (endedBefore(task, from) ? task : taskById(services.table, task.id)))
    const tasks = (await Promise.all(read)).filter((task) => !!task)
    const counted = reportPeriod(tasks, from, to)
    const report = sums === null ? counted : add(sums, counted)
    if (cursor !== undefined) return { after: cursor, sums: report }
    const figures = { from, to, report }
    unlessDone(
      await changeCycle(
        services,
        context.rules,
        cycleId,
        system,
        { type: 'figuresFrozen', hash: sha256(canonical(figures)) },
        [figuresWrite(cycleId, figures)],
      ),
    )
    return { after: null, sums: null }
  },
)

function add(a: PeriodReport, b: PeriodReport): PeriodReport {
  const { end } = a
  return {
    carriedOver: a.carriedOver + b.carriedOver,
    given: a.given + b.given,
    fallenDue: a.fallenDue + b.fallenDue,
    reopened: a.reopened + b.reopened,
    end: {
      doneOnTime: end.doneOnTime + b.end.doneOnTime,
      doneLate: end.doneLate + b.end.doneLate,
      openInTime: end.openInTime + b.end.openInTime,
      openLate: end.openLate + b.end.openLate,
      withdrawn: end.withdrawn + b.end.withdrawn,
    },
  }
}
