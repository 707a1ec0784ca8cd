/** Cycles: a programme's, and one with what each agency owes to it. */
import * as z from 'zod/mini'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { CycleLine, CycleView, cycleLine, cycleView } from '../../domain/cycles/cycleView.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { allContributionLines, type ContributionLine } from '../stores/contributions.ts'
import { countersOf } from '../stores/cycleItems.ts'
import { cyclesOfProgramme } from '../stores/cycles.ts'
import { load, thingOf } from '../stores/record.ts'
import { listOf, pageFields, pageIn, ThingId } from './fields.ts'
import { type About, type Route, route } from './route.ts'

export const cyclesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/cycles',
    operationId: 'listCycles',
    summary: 'Các đợt, kỳ của một chương trình và đang ở bước nào, theo hạn',
    may: 'programme.readCycles',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(CycleLine),
    handle: async ({ params: { programme }, query }, { table }) => {
      const { cycles, cursor } = await cyclesOfProgramme(table, programme, pageIn(query))
      return { body: { items: cycles.map(cycleLine), cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cycles/{cycle}',
    operationId: 'readCycle',
    summary: 'Một đợt hoặc kỳ: đang ở bước nào, cơ quan nào đã gửi',
    may: 'cycle.read',
    params: z.strictObject({ cycle: ThingId }),
    answer: CycleView,
    about: aboutCycle,
    handle: async ({ thing: { cycle, contributions }, version }, { table }) => {
      const counters = await countersOf(table, cycle)
      return { body: cycleView(cycle, counters, contributions), version }
    },
  }),
]

/** The cycle of an address. Whoever was asked to contribute has a part in it. */
export async function aboutCycle(
  { params: { cycle: id } }: { readonly params: { readonly cycle: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<{ readonly cycle: Cycle; readonly contributions: readonly ContributionLine[] }> | Refusal> {
  const stored = await load<Cycle>(table, 'CYCLE', id)
  if (!stored) return { code: 'not-found', thing: id }
  const { state: cycle, head } = stored
  const contributions = await allContributionLines(table, cycle)
  const cooperating = [...cycle.cooperating, ...contributions.map(({ agency }) => agency)]
  const parties = { lead: cycle.lead, cooperating, givenBy: cycle.givenBy }
  const stands = { name: thingOf('CYCLE', id), version: head.seq }
  return { thing: { cycle, contributions }, parties, stands, read: 'cycle.read' }
}
