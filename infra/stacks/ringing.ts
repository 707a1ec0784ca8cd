/** When each alarm of alarms.ts rings. The numbers of `Dondoc` come from the round itself and from the daily check. */
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { EndedExecutions } from '../constructs/endedExecutions.ts'
import { byConfigurationSet } from '../constructs/letters.ts'
import type { OfficeAlarms, Ringing } from '../constructs/officeAlarms.ts'
import type { Stage } from '../stage.ts'
import type { DataStack } from './data.ts'

export interface Watched {
  readonly stage: Stage
  readonly data: DataStack
  readonly apiId: string
  readonly ended: EndedExecutions
  readonly notStarted: Queue
}

export function ringForAll(alarms: OfficeAlarms, { stage, data, apiId, ended, notStarted }: Watched): void {
  const own = { namespace: 'Dondoc', dimensions: { Stage: stage.name }, minutes: 60 }
  /** A finding of the daily check stands until the next check. */
  const found = { ...own, statistic: 'Maximum', silence: 'saysNothing' } as const
  const happened = { ...own, statistic: 'Sum', from: 1, silence: 'isWell' } as const

  alarms.ring('round-not-run', { ...found, metricName: 'RoundDone', statistic: 'Minimum', below: 1 })
  alarms.ring('nobody-looked', {
    ...own,
    metricName: 'RoundDone',
    statistic: 'SampleCount',
    below: 1,
    periods: 24,
    silence: 'isBad',
  })
  alarms.ring('entries-failed', { ...happened, metricName: 'EntriesFailed' })
  alarms.ring('cycle-without-execution', { ...found, metricName: 'CyclesWithoutExecution', from: 1 })
  // Attempts hand over after 280 days, and the machines end themselves at 303.
  alarms.ring('execution-past-290-days', { ...found, metricName: 'OldestExecutionDays', from: 290 })
  alarms.ring('seal-missing', { ...found, metricName: 'TrailsUnsealed', from: 1 })

  alarms.ring('letters-not-sent', { ...happened, metricName: 'LettersNotSent' })
  alarms.ring('letters-refused', { ...happened, metricName: 'LettersRefused' })
  alarms.ring('letters-in-the-outbox', { ...happened, metricName: 'LettersInOutbox' })
  if (data.letters) {
    const dimensions = { [byConfigurationSet]: data.letters.configurationSet.configurationSetName }
    alarms.ring('letters-bounced', { ...happened, namespace: 'AWS/SES', metricName: 'Bounce', dimensions })
    alarms.ring('letters-complained', { ...happened, namespace: 'AWS/SES', metricName: 'Complaint', dimensions })
  }

  alarms.ring('execution-failed', {
    ...happened,
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensions: { RuleName: ended.rule.ruleName },
    minutes: 5,
  })
  alarms.ring('outcome-not-recorded', letters(ended.deadLetters))
  alarms.ring('round-not-started', letters(notStarted))

  // Single ones are tried again by whoever asked, and nobody notices.
  const throttled = { statistic: 'Sum', minutes: 15, from: 10, silence: 'isWell' } as const
  const { tableName } = data.table.table
  // What an index refuses is counted under its own name, and not under the table's. Alarms of this namespace stay as they
  // are while there are no numbers, whatever they are told of silence: the sum, in which silence is 0, ends them.
  const table = {
    namespace: 'AWS/DynamoDB',
    dimensions: { TableName: tableName },
    alsoOf: data.table.indexNames.map((name) => ({ TableName: tableName, GlobalSecondaryIndexName: name })),
  }
  alarms.ring('table-reads-throttled', { ...throttled, ...table, metricName: 'ReadThrottleEvents' })
  alarms.ring('table-writes-throttled', { ...throttled, ...table, metricName: 'WriteThrottleEvents' })
  // Of the whole account: functions of others take from the same measure.
  alarms.ring('functions-throttled', { ...throttled, namespace: 'AWS/Lambda', metricName: 'Throttles', dimensions: {} })
  alarms.ring('workflows-throttled', {
    ...throttled,
    namespace: 'AWS/States',
    metricName: 'ThrottledEvents',
    dimensions: { ServiceMetric: 'StateTransition' },
  })

  const api = { namespace: 'AWS/ApiGateway', dimensions: { ApiId: apiId }, minutes: 15, silence: 'isWell' } as const
  alarms.ring('api-errors', { ...api, metricName: '5xx', statistic: 'Sum', from: 3 })
  alarms.ring('api-slow', { ...api, metricName: 'Latency', statistic: 'p95', from: 3000, periods: 2 })
}

function letters({ queueName }: Queue): Ringing {
  return {
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: queueName },
    statistic: 'Maximum',
    minutes: 5,
    from: 1,
    silence: 'isWell',
  }
}
