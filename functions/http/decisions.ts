/** Việc cần quyết định: one list of what waits for a decision of an agency. Each is decided by its own route. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import {
  cycleDecision,
  DecisionView,
  isVeryLate,
  proposalDecision,
  taskDecision,
} from '../../domain/tasks/decisionView.ts'
import { seenBy } from '../middleware/caller.ts'
import { pageOfSeveral, pageOfWanted, type Source } from '../paging.ts'
import type { HttpServices } from '../services.ts'
import { contexts } from '../steps/contexts.ts'
import { assignmentsProposed } from '../stores/assignments.ts'
import { cyclesToDecide } from '../stores/cycles.ts'
import { programmesInForce } from '../stores/programmes.ts'
import { tasksByDeadline, tasksToDecide } from '../stores/tasks.ts'
import { listOf, pageFields, pageIn, ThingId } from './fields.ts'
import { type Route, route, type Shown } from './route.ts'

export const decisionsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/decisions',
    operationId: 'listDecisions',
    summary:
      'Việc cần cơ quan giao quyết định: xin gia hạn, kiến nghị về chủ trì, đề xuất thay đổi, bước chờ duyệt của các đợt, quá hạn kéo dài',
    may: 'task.readDecisions',
    params: z.strictObject({ agency: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(DecisionView),
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { givenBy: agency } }),
    handle: async ({ params: { agency }, query, caller }, { table }) => {
      const { things, cursor } = await pageOfSeveral(
        await sourcesOf(table, agency, caller.today, seenBy(caller, 'task.readDecisions', { givenBy: agency })),
        pageIn(query),
      )
      return { body: { items: things, cursor } }
    },
  }),
]

type Decision = Shown<z.output<typeof DecisionView>>

/** What was asked first, the longest waiting first; then what nobody asked about and is late for long. */
async function sourcesOf(
  table: HttpServices['table'],
  agency: string,
  today: CalendarDate,
  isSeen: (thing: { readonly programme: string }) => boolean,
): Promise<readonly Source<Decision>[]> {
  const contextOf = contexts(table)
  const asked: Source<Decision> = {
    name: 'asked',
    async read(page) {
      const { tasks, ...rest } = await tasksToDecide(table, agency, page)
      const decisions = tasks
        .filter(isSeen)
        .map(async (task) => taskDecision(task, (await contextOf(task.programme))?.rules, today))
      return { things: await Promise.all(decisions), ...rest }
    },
  }
  const proposed: Source<Decision> = {
    name: 'proposed',
    async read(page) {
      const { assignments, ...rest } = await assignmentsProposed(table, agency, page)
      return { things: assignments.filter(isSeen).map(proposalDecision), ...rest }
    },
  }
  const cycles: Source<Decision> = {
    name: 'cycles',
    async read(page) {
      const { cycles, ...rest } = await cyclesToDecide(table, agency, page)
      return { things: cycles.filter(isSeen).map(cycleDecision), ...rest }
    },
  }
  const late = (await programmesInForce(table)).flatMap(({ id }) => (isSeen({ programme: id }) ? [lateIn(id)] : []))
  return [asked, proposed, cycles, ...late]

  function lateIn(programme: string): Source<Decision> {
    return {
      name: `late-${programme}`,
      async read(asked) {
        const rules = (await contextOf(programme))?.rules
        if (!rules) return { things: [] }
        const { things, ...rest } = await pageOfWanted(
          async (page) => {
            const { tasks, ...rest } = await tasksByDeadline(table, programme, 'open', { until: today, ...page })
            return { things: tasks, ...rest }
          },
          (task) => task.givenBy === agency && !task.extensionAsked && !task.dispute && isVeryLate(task, rules, today),
          asked,
        )
        return { things: things.map((task) => taskDecision(task, rules, today)), ...rest }
      },
    }
  }
}
