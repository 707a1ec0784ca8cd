/** What the pages ask about a programme's own words. */
import { queryOptions } from '@tanstack/react-query'
import { listOf } from '../../domain/listView.ts'
import { ParagraphView } from '../../domain/programme/programmeView.ts'
import { ask } from '../api/ask.ts'

/** Whole, or the paragraphs that hold the words of one clause. */
export const textQuestion = (programme: string, clause?: string) =>
  queryOptions({
    queryKey: ['text', programme, clause],
    queryFn: async () =>
      (await ask(`programmes/${programme}/text`, listOf(ParagraphView), { query: { clause } })).items,
    staleTime: Number.POSITIVE_INFINITY,
  })
