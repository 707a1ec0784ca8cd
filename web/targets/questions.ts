/** What the targets' pages ask of the API. */
import { queryOptions } from '@tanstack/react-query'
import { listOf } from '../../domain/listView.ts'
import { CompositionView, ObservationView, TargetLine, TargetView } from '../../domain/targets/targetView.ts'
import { ask, askVersioned } from '../api/ask.ts'

export const targetsQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['targets', programme],
    queryFn: async () => (await ask(`programmes/${programme}/targets`, listOf(TargetLine))).items,
  })

export const targetQuestion = (programme: string, target: string) =>
  queryOptions({
    queryKey: ['target', programme, target],
    queryFn: () => askVersioned(`programmes/${programme}/targets/${target}`, TargetView),
  })

/** Every figure that was ever entered, the latest first. */
export const observationsQuestion = (programme: string, target: string) =>
  queryOptions({
    queryKey: ['target', programme, target, 'observations'],
    queryFn: async () =>
      (await ask(`programmes/${programme}/targets/${target}/observations`, listOf(ObservationView))).items,
  })

export const compositionsQuestion = (programme: string, target: string) =>
  queryOptions({
    queryKey: ['target', programme, target, 'areas'],
    queryFn: async () => (await ask(`programmes/${programme}/targets/${target}/areas`, listOf(CompositionView))).items,
  })
