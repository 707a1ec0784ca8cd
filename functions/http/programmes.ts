/** Programmes: list, one, its clauses, and the questions it leaves open. */
import * as z from 'zod/mini'
import { ParagraphView, ProgrammeView, programmeView } from '../../domain/programme/programmeView.ts'
import { Clause, Question } from '../../domain/programme/schema.ts'
import { clausesOf, documentTextOf, questionsOf, registersOf } from '../stores/programmes.ts'
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
    path: '/api/programmes/{programme}/text',
    operationId: 'readDocumentText',
    summary:
      'Toàn văn của văn bản chương trình, từng đoạn, với ý mà mỗi phần câu chữ thuộc về; hoặc chỉ các đoạn của một ý',
    may: 'programme.read',
    params: one,
    query: z.strictObject({ clause: z.exactOptional(ThingId) }),
    answer: listOf(ParagraphView),
    handle: async ({ params: { programme }, query: { clause } }, { table }) => {
      const paragraphs = await documentTextOf(table, programme)
      const wanted = paragraphs.filter(
        (one) => clause === undefined || one.some((passage) => passage.clause === clause),
      )
      return { body: { items: wanted.map((one) => [...one]) } }
    },
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
]
