/** Numbers for CloudWatch: lines of the log in its embedded metric format. Nothing is called, nothing waits. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import { variables } from '../variables.ts'

let metrics: Metrics | undefined

/** Each a metric of `Dondoc` in this stage; the alarms and the dashboard of infra/ know them by these names. */
export function count(numbers: { readonly [metric: string]: number }): void {
  const named = Object.entries(numbers)
  if (named.length === 0) return
  metrics ??= open()
  for (const [name, number] of named) metrics.addMetric(name, MetricUnit.Count, number)
  metrics.publishStoredMetrics()
}

function open(): Metrics {
  const opened = new Metrics({ namespace: 'Dondoc' })
  // The name of a service beside the stage would make every number another metric.
  opened.clearDefaultDimensions()
  opened.setDefaultDimensions({ Stage: variables().DONDOC_STAGE })
  return opened
}
