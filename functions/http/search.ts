/** Search without diacritics over a programme: assignments, clauses, agencies, numbers of evidence. */
import * as z from 'zod/mini'
import { FoundView } from '../../domain/searchView.ts'
import { callerMayEver } from '../middleware/caller.ts'
import { search } from '../stores/search.ts'
import { listOf, ThingId, typed } from './fields.ts'
import { type Route, route } from './route.ts'

const most = 50

export const searchRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/search',
    operationId: 'search',
    summary: 'Tìm không dấu trong một chương trình: nhiệm vụ được giao, ý của văn bản, cơ quan, số hiệu minh chứng',
    may: 'search.read',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject({ words: typed(200) }),
    answer: listOf(FoundView),
    handle: async ({ params: { programme }, query: { words }, caller }, { table }) => {
      const found = await search(table, programme, words, most)
      // Evidence is what one agency handed in: for whoever may see the whole programme's tasks.
      const seesAll = callerMayEver(caller, 'programme.readTasks')
      const items = found.filter(({ kind }) => seesAll || kind !== 'evidence')
      return { body: { items: items.map(({ kind, id, title }) => ({ kind, id, title })) } }
    },
  }),
]
