/**
 * Numbers for CloudWatch, written as one line of the log in its embedded metric format: nothing is called, nothing waits.
 * Source: Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
import { variables } from '../environment.ts'

/** Each a metric of `Dondoc` in this stage; the alarms and the dashboard of infra/ know them by these names. */
export function count(numbers: { readonly [metric: string]: number }): void {
  const Metrics = Object.keys(numbers).map((Name) => ({ Name, Unit: 'Count' }))
  const CloudWatchMetrics = [{ Namespace: 'Dondoc', Dimensions: [['Stage']], Metrics }]
  const line = { _aws: { Timestamp: Date.now(), CloudWatchMetrics }, Stage: variables().DONDOC_STAGE, ...numbers }
  // Not by console, which Lambda would put words in front of.
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
