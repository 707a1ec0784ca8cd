/** What the page of a contribution asks of the API. */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { ContributionView } from '../../domain/cycles/contributionView.ts'
import { OutlineView } from '../../domain/cycles/outline.ts'
import { FileView } from '../../domain/files/file.ts'
import { ask, askVersioned } from '../api/ask.ts'

export const contributionQuestion = (contribution: string) =>
  queryOptions({
    queryKey: ['contribution', contribution],
    queryFn: () => askVersioned(`contributions/${contribution}`, ContributionView),
  })

export interface FormAsked {
  readonly outline: OutlineView
  readonly files: readonly FileView[]
  /** Of the agency's draft; 0 where there is none: two who write do not undo each other. */
  readonly draftVersion: number
}

/** What is typed must not change under whoever types it: it is asked once for each time the form is opened. */
export const formQuestion = (contribution: string) =>
  queryOptions({
    queryKey: ['contribution', contribution, 'form'],
    queryFn: async (): Promise<FormAsked> => {
      const outline = await ask(`contributions/${contribution}/form`, OutlineView)
      const named = outline.evidence.flatMap(({ files = [] }) => files)
      const files = await Promise.all(named.map((id) => ask(`files/${id}`, FileView)))
      if (outline.from !== 'draft') return { outline, files, draftVersion: 0 }
      const { version = 0 } = await askVersioned(`contributions/${contribution}/draft`, z.unknown())
      return { outline, files, draftVersion: version }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
