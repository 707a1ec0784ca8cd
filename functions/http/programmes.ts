/** Programmes: list, one, its clauses, the questions it leaves open, and the classes of its tasks. */
import * as z from 'zod/mini'
import {
  AgencyCountsView,
  countsView,
  ProgrammeCountsView,
  ProgrammeView,
  programmeView,
} from '../../domain/programme/programmeView.ts'
import { Clause, Question } from '../../domain/programme/schema.ts'
import { allAssignments } from '../stores/assignments.ts'
import { countsOfAgency, countsOfProgramme } from '../stores/counts.ts'
import { clausesOf, questionsOf, registersOf } from '../stores/programmes.ts'
import { listOf, ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

const one = z.strictObject({ programme: ThingId })

export const programmesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes',
    operationId: 'listProgrammes',
    summary: 'Các chương trình hành động',
    may: 'programme.read',
    answer: listOf(ProgrammeView),
    handle: async (_, { table }) => {
      const { programmes } = await registersOf(table)
      return { body: { items: [...programmes.values()].map(programmeView) } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}',
    operationId: 'readProgramme',
    summary: 'Một chương trình hành động',
    may: 'programme.read',
    params: one,
    answer: ProgrammeView,
    handle: async ({ params: { programme } }, { table }) => {
      const found = (await registersOf(table)).programmes.get(programme)
      return found ? { body: programmeView(found) } : { code: 'not-found', thing: programme }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/clauses',
    operationId: 'listClauses',
    summary: 'Các ý của văn bản, theo thứ tự của văn bản',
    may: 'programme.read',
    params: one,
    answer: listOf(Clause),
    handle: async ({ params: { programme } }, { table }) => ({ body: { items: await clausesOf(table, programme) } }),
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/questions',
    operationId: 'listQuestions',
    summary: 'Những chỗ văn bản chưa rõ, các phương án và trả lời đang dùng',
    may: 'programme.read',
    params: one,
    answer: listOf(Question),
    handle: async ({ params: { programme } }, { table }) => ({ body: { items: await questionsOf(table, programme) } }),
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/counts',
    operationId: 'readProgrammeCounts',
    summary: 'Số nhiệm vụ của chương trình theo phân loại kết quả, chung và theo cơ quan chủ trì',
    may: 'programme.readTasks',
    params: one,
    answer: ProgrammeCountsView,
    handle: async ({ params: { programme }, caller: { today } }, { table }) => {
      const { all, byAgency } = await countsOfProgramme(table, programme, today)
      const assignments = await allAssignments(table, programme)
      const unassigned = assignments.filter(({ to, withdrawn }) => !to && !withdrawn).length
      const rows = [...byAgency].map(([agency, counts]) => ({ agency, counts: countsView(counts) }))
      return { body: { on: today, all: countsView(all), byAgency: rows, unassigned } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/agencies/{agency}/counts',
    operationId: 'readAgencyCounts',
    summary: 'Số nhiệm vụ một cơ quan chủ trì trong chương trình, theo phân loại kết quả',
    may: 'task.read',
    params: z.strictObject({ programme: ThingId, agency: ThingId }),
    answer: AgencyCountsView,
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { programme, agency }, caller: { today } }, { table }) => ({
      body: { on: today, counts: countsView(await countsOfAgency(table, programme, agency, today)) },
    }),
  }),
]
