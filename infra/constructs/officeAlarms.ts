/** The alarms of a stage and whom they call. None can be made that alarms.ts has no sentence for. */
import { Duration } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { type AlarmId, alarms } from '../alarms.ts'
import type { Stage } from '../stage.ts'

/** What is counted, over how long, and from which number on it rings. */
export interface Ringing {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'SampleCount' | 'p95'
  readonly minutes: number
  /** Rings from this number up, or below it. */
  readonly from?: number
  readonly below?: number
  /** So many periods in a row. */
  readonly periods?: number
  /** No number at all: is well (nothing happened), is bad (something should have), or says nothing new. */
  readonly silence: 'isWell' | 'isBad' | 'saysNothing'
}

export class OfficeAlarms extends Construct {
  readonly topic: Topic
  readonly made: Alarm[] = []
  readonly #stage: Stage

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    this.#stage = stage
    this.topic = new Topic(this, 'Topic', { displayName: 'Đôn Đốc', enforceSSL: true })
    if (stage.alarmAddress !== undefined) this.topic.addSubscription(new EmailSubscription(stage.alarmAddress))
  }

  ring(id: AlarmId, on: Ringing): void {
    const { title, hurt } = alarms[id]
    const { namespace, metricName, dimensions, statistic, minutes, from, below, periods = 1, silence } = on
    const metric = new Metric({
      namespace,
      metricName,
      dimensionsMap: { ...dimensions },
      statistic,
      period: Duration.minutes(minutes),
    })
    const alarm = new Alarm(this, id, {
      alarmName: `dondoc-${this.#stage.name}-${id}`,
      alarmDescription: `${title}. ${hurt} Cách xử lý: docs/runbook.md#${id}`,
      metric,
      threshold: from ?? below ?? 1,
      comparisonOperator:
        from === undefined
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: silences[silence],
      // A rehearsal has no mornings that anybody waits for.
      actionsEnabled: this.#stage.rehearsal === undefined,
    })
    const action = new SnsAction(this.topic)
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
    this.made.push(alarm)
  }
}

const silences = {
  isWell: TreatMissingData.NOT_BREACHING,
  isBad: TreatMissingData.BREACHING,
  saysNothing: TreatMissingData.IGNORE,
} as const
