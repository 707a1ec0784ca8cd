/** The four classes of a programme's tasks and what stands beside them: on a day, for a period, by agency. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { addCounts, type ClassCounts, noCounts, reportPeriod } from '../../domain/tasks/classes.ts'
import {
  AgencyCountsView,
  countsAsOf,
  countsView,
  ProgrammeCountsView,
  periodByAgency,
  periodView,
  unassignedAsOf,
} from '../../domain/tasks/countsView.ts'
import { placeAt } from '../../domain/tasks/evolve.ts'
import type { Table } from '../services.ts'
import { allAssignments } from '../stores/assignments.ts'
import { countsOfAgency, countsOfProgramme } from '../stores/counts.ts'
import { registersOf } from '../stores/programmes.ts'
import { everyTask } from '../stores/tasks.ts'
import { Day, ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

/** As of the end of a day, today unless told; with `from`, for the period that ends with that day too. */
const when = z.strictObject({ asOf: z.optional(Day), from: z.optional(Day) })

export const countsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/counts',
    operationId: 'readProgrammeCounts',
    summary:
      'Số nhiệm vụ của chương trình theo phân loại kết quả, chung và theo cơ quan chủ trì, tính đến một ngày và cho một kỳ',
    may: 'programme.readTasks',
    params: z.strictObject({ programme: ThingId }),
    query: when,
    answer: ProgrammeCountsView,
    handle: async ({ params: { programme: id }, query, caller: { today } }, { table }) => {
      const programme = (await registersOf(table)).programmes.get(id)
      if (!programme) return { code: 'not-found', thing: id }
      const span = spanOf(query, today)
      if ('code' in span) return span
      const { asOf, from } = span
      const byAgency = await classesOn(table, id, asOf, today)
      const tasks = from === undefined ? [] : await everyTask(table, id)
      const periods = from === undefined ? undefined : periodByAgency(tasks, from, asOf)
      const assignments = asOf < programme.launchedOn ? [] : await allAssignments(table, id)
      return {
        body: {
          on: asOf,
          from,
          all: countsView([...byAgency.values()].reduce(addCounts, noCounts)),
          period: from === undefined ? undefined : periodView(reportPeriod(tasks, from, asOf)),
          unassigned: unassignedAsOf(assignments, asOf),
          byAgency: [...byAgency].map(([agency, counts]) => ({
            agency,
            counts: countsView(counts),
            period: periods && periodView(periods.get(agency) ?? nothingIn(asOf)),
          })),
        },
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/agencies/{agency}/counts',
    operationId: 'readAgencyCounts',
    summary:
      'Số nhiệm vụ một cơ quan chủ trì trong chương trình theo phân loại kết quả, tính đến một ngày và cho một kỳ',
    may: 'task.read',
    params: z.strictObject({ programme: ThingId, agency: ThingId }),
    query: when,
    answer: AgencyCountsView,
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { programme, agency }, query, caller: { today } }, { table }) => {
      const span = spanOf(query, today)
      if ('code' in span) return span
      const { asOf, from } = span
      const tasks = asOf === today && from === undefined ? [] : await everyTask(table, programme)
      const counts =
        asOf === today
          ? await countsOfAgency(table, programme, agency, today)
          : (countsAsOf(tasks, asOf).get(agency) ?? noCounts)
      const own = tasks.filter((task) => placeAt(task, asOf)?.lead === agency)
      const period = from === undefined ? undefined : periodView(reportPeriod(own, from, asOf))
      return { body: { on: asOf, from, counts: countsView(counts), period } }
    },
  }),
]

function nothingIn(asOf: CalendarDate) {
  return reportPeriod([], asOf, asOf)
}

interface CountedSpan {
  readonly asOf: CalendarDate
  readonly from: CalendarDate | undefined
}

function spanOf(
  { asOf, from }: { readonly asOf?: CalendarDate | undefined; readonly from?: CalendarDate | undefined },
  today: CalendarDate,
): CountedSpan | Refusal {
  const last = asOf ?? today
  if (last > today) return { code: 'day-ahead', wanted: last, today }
  if (from !== undefined && from > last) return { code: 'period-backwards', from, to: last }
  return { asOf: last, from }
}

/** Today's are kept; those of an earlier day are counted from the moves that each task keeps. */
async function classesOn(
  table: Table,
  programme: string,
  day: CalendarDate,
  today: CalendarDate,
): Promise<ReadonlyMap<string, ClassCounts>> {
  return day === today
    ? (await countsOfProgramme(table, programme, today)).byAgency
    : countsAsOf(await everyTask(table, programme), day)
}
