/** What stands beside a cycle's record: frozen figures, scores, the rows of the report, the annex of a plan. */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  AnnexView,
  FrozenFiguresView,
  ProposalView,
  ReportRowView,
  ScoreView,
} from '../../domain/cycles/cyclePapersView.ts'
import { ask } from '../api/ask.ts'
import { everyPage } from '../api/questions.ts'

export const figuresQuestion = (cycle: string) =>
  queryOptions({
    queryKey: ['cycle', cycle, 'figures'],
    queryFn: () => ask(`cycles/${cycle}/figures`, FrozenFiguresView),
  })

export const scoresQuestion = (cycle: string) =>
  queryOptions({
    queryKey: ['cycle', cycle, 'scores'],
    queryFn: async () => (await ask(`cycles/${cycle}/scores`, z.strictObject({ items: z.array(ScoreView) }))).items,
  })

export const rowsQuestion = (cycle: string) =>
  queryOptions({
    queryKey: ['cycle', cycle, 'rows'],
    queryFn: () => everyPage(`cycles/${cycle}/rows`, ReportRowView),
  })

export const proposalsQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['proposals', programme],
    queryFn: async () =>
      (await ask(`programmes/${programme}/proposals`, z.strictObject({ items: z.array(ProposalView) }))).items,
  })

export const annexQuestion = (cycle: string) =>
  queryOptions({ queryKey: ['cycle', cycle, 'annex'], queryFn: () => ask(`cycles/${cycle}/annex`, AnnexView) })
