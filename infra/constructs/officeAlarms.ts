/** The alarms of a stage and whom they call. None can be made that alarms.ts has no sentence for. */
import { Annotations, Duration } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { type AlarmId, alarms } from '../alarms.ts'
import type { Stage } from '../stage.ts'

type Dimensions = Readonly<Record<string, string>>

/** What is counted, over how long, and from which number on it rings. */
export interface Ringing {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: Dimensions
  /** Series whose numbers are added to the first one's. */
  readonly alsoOf?: readonly Dimensions[]
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
  readonly #runbook: string

  /** `runbook`: the whole address at which it is read. */
  constructor(scope: Construct, id: string, stage: Stage, runbook: string) {
    super(scope, id)
    this.#stage = stage
    this.#runbook = runbook
    this.topic = new Topic(this, 'Topic', { displayName: 'Đôn Đốc', enforceSSL: true })
    const { alarmAddress, rehearsal } = stage
    if (alarmAddress !== undefined) this.topic.addSubscription(new EmailSubscription(alarmAddress))
    if (rehearsal === undefined && !isRead(alarmAddress)) {
      Annotations.of(this).addWarningV2('dondoc:nobody-is-told', nobodyIsTold)
    }
  }

  ring(id: AlarmId, on: Ringing): void {
    const { title, hurt } = alarms[id]
    const { from, below, periods = 1, silence } = on
    const alarm = new Alarm(this, id, {
      alarmName: `dondoc-${this.#stage.name}-${id}`,
      alarmDescription: `${title}. ${hurt} Cách xử lý: ${this.#runbook}#${id}`,
      metric: measured(on),
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

const nobodyIsTold =
  'Chưa ai nhận được cảnh báo: mục “alarmAddress” của tệp cấu hình chưa ghi, hoặc thuộc example.com. Hãy ghi địa chỉ thư của người vận hành.'

/** Mail to example.com goes nowhere (RFC 2606). */
function isRead(address: string | undefined): boolean {
  return address !== undefined && !/[.@]example\.com$/.test(address)
}

function measured({ namespace, metricName, dimensions, alsoOf, statistic, minutes }: Ringing): IMetric {
  const period = Duration.minutes(minutes)
  const series = [dimensions, ...(alsoOf ?? [])].map(
    (dimensionsMap) => new Metric({ namespace, metricName, dimensionsMap: { ...dimensionsMap }, statistic, period }),
  )
  const [only] = series
  if (alsoOf === undefined && only) return only
  // A sum in which one number is missing would have none; a series that is silent counts as 0.
  const usingMetrics = Object.fromEntries(series.map((one, index) => [`m${index}`, one]))
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ')
  return new MathExpression({ expression, usingMetrics, period, label: metricName })
}

const silences = {
  isWell: TreatMissingData.NOT_BREACHING,
  isBad: TreatMissingData.BREACHING,
  saysNothing: TreatMissingData.IGNORE,
} as const
