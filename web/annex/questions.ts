/** What the pages of annexes ask of the API. */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { AnnexSummary, AnnexView } from '../../domain/annex/annexView.ts'
import { ask } from '../api/ask.ts'

export const annexesQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['annexes', programme],
    queryFn: async () =>
      (await ask(`programmes/${programme}/annexes`, z.object({ items: z.array(AnnexSummary) }))).items,
  })

export const annexQuestion = (id: string) =>
  queryOptions({ queryKey: ['annex', id], queryFn: () => ask(`annexes/${id}`, AnnexView) })
