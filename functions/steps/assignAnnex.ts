/**
 * The issued plan's annex gives its work, a page of assignments at a time, on the plan's own document. A plan whose
 * annex is not there yet gives nothing now: it is given later, by its document, like any other.
 */
import * as z from 'zod/mini'
import type { WorkflowServices } from '../services.ts'
import { annexOf } from '../stores/cyclePapers.ts'
import { changeCycle } from '../stores/cycles.ts'
import { system } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { assignByDocument } from './assignByDocument.ts'
import { CyclePayload, cycleAndContext, unlessDone } from './cyclePayload.ts'

const pageSize = 20

export const step = asStep(
  z.extend(CyclePayload, { after: z.nullable(z.int()), refused: z.int() }),
  async (
    services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
    { cycleId, after, refused: before },
  ): Promise<{ after: number | null; refused: number }> => {
    const { cycle, context } = await cycleAndContext(services.table, cycleId)
    if (cycle.stage.name !== 'assigning') return { after: null, refused: before }
    const annex = await annexOf(services.table, cycleId)
    const from = after ?? 0
    const assignments = annex?.assignments.slice(from, from + pageSize) ?? []
    const issued = cycle.document
    const giver = { ...system, agency: cycle.lead }
    const document = annex && {
      ...annex.document,
      number: issued?.number ?? annex.document.number,
      issuedOn: issued?.issuedOn ?? annex.document.issuedOn,
    }
    const answer =
      annex && document
        ? await assignByDocument(services, cycle.programme, { ...annex, document, assignments }, giver)
        : []
    const refused = before + answer.length
    const given = from + assignments.length
    if (annex && given < annex.assignments.length) return { after: given, refused }
    unlessDone(
      await changeCycle(services, context.rules, cycleId, system, {
        type: 'annexAssigned',
        given: given - refused,
        refused,
      }),
    )
    return { after: null, refused }
  },
)
