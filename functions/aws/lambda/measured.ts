/** The metrics that alarms go by: lines of the log in the embedded metric format, under one dimension, the stage. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import * as z from 'zod/mini'
import { variables } from '../environment.ts'

/** Names that the alarms and the runbook use too. */
export type Measure = 'LettersSent' | 'LettersRefused' | 'LettersNotSent' | 'LettersInOutbox' | 'EntriesFailed'

let metrics: Metrics | undefined

/** Counts what happened, as one line; what did not happen is not written. */
export function measured(counts: { readonly [name in string]?: number }): void {
  const happened = Object.entries(counts).filter(([, count]) => count !== undefined && count !== 0)
  if (happened.length === 0) return
  metrics ??= open()
  for (const [name, count = 0] of happened) metrics.addMetric(name, MetricUnit.Count, count)
  metrics.publishStoredMetrics()
}

function open(): Metrics {
  const opened = new Metrics({ namespace: 'Dondoc' })
  // A name of the service beside the stage would make it another metric.
  opened.clearDefaultDimensions()
  opened.setDefaultDimensions({ Stage: variables().DONDOC_STAGE })
  return opened
}

const Walked = z.object({ outcome: z.object({ letters: z.int(), refused: z.int(), failed: z.int() }) })

/**
 * What one call of a step of the round did, by the outcome it was given and the one it answered. What could not be done
 * is counted once, when the step has given it up for the day; a call that Step Functions repeats may be counted twice.
 */
export function measuresOf(
  step: string | undefined,
  payload: unknown,
  answer: unknown,
  hasSender: boolean,
): { readonly [name in Measure]?: number } {
  const [before, after] = [Walked.safeParse(payload), Walked.safeParse(answer)]
  if (!before.success || !after.success) return {}
  const more = (count: 'letters' | 'refused' | 'failed') => after.data.outcome[count] - before.data.outcome[count]
  if (step !== 'sendDigests') return { EntriesFailed: more('failed') }
  return {
    [hasSender ? 'LettersSent' : 'LettersInOutbox']: more('letters'),
    LettersRefused: more('refused'),
    LettersNotSent: more('failed'),
  }
}
