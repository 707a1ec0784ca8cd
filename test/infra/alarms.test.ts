import { globSync, readFileSync } from 'node:fs'
import { App, Stack } from 'aws-cdk-lib'
import { Annotations, Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { longestAttemptDays } from '../../functions/steps/waiting.ts'
import { alarms } from '../../infra/alarms.ts'
import { OfficeAlarms } from '../../infra/constructs/officeAlarms.ts'
import { runbookPage } from '../../infra/runbookPage.ts'
import { readStage, type Stage } from '../../infra/stage.ts'
import { machines } from '../workflows/stateMachines.ts'
import { city, rehearsal } from './stages.ts'
import { type Resource, type Synthesised, written } from './synthesised.ts'

const runbook = readFileSync('docs/runbook.md', 'utf8')
const page = runbookPage(runbook)
const entries = runbook.split(/^## /m).slice(1)

describe('an alarm', () => {
  const made = city.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties)

  it('is made of every entry in the table, and of no other', () => {
    const names = made.map(({ AlarmName }) => AlarmName)
    expect(names.toSorted()).toEqual(
      Object.keys(alarms)
        .map((id) => `dondoc-city-${id}`)
        .toSorted(),
    )
  })

  it.each(Object.entries(alarms))('%s says who is hurt, and where it is written what to do', (id, { title, hurt }) => {
    const alarm = made.find(({ AlarmName }) => AlarmName === `dondoc-city-${id}`)
    expect(alarm.AlarmDescription).toBe(`${title}. ${hurt} Cách xử lý: https://docs.example.com/runbook.md#${id}`)
    expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1024)
  })

  it('leads to the page that the stage itself shows, where nobody said of another', () => {
    const described = rehearsal.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties.AlarmDescription)
    for (const one of described) expect(written(one)).toMatch(/<ApiHttp\w+\.ApiEndpoint>\/so-tay-van-hanh#[a-z0-9-]+$/)
  })

  it.each(Object.keys(alarms))('%s finds its entry in that page, with its sentence', (id) => {
    expect(page).toMatch(new RegExp(`<h2 id="${id}">`))
    expect(page).toContain(`<blockquote lang="vi">${alarms[id as keyof typeof alarms].hurt}</blockquote>`)
  })

  it.each(Object.entries(alarms))('%s has its entry in the runbook: what you see, why, what to do', (id, { hurt }) => {
    const entry = entries.find((text) => text.startsWith(`${id}\n`))
    expect(entry).toContain(`> ${hurt}`)
    expect(entry).toMatch(/\*\*You see\*\*[\s\S]*\*\*Why\.\*\*[\s\S]*\*\*Do\.\*\*/)
  })

  it('calls somebody when it rings, and when it is over', () => {
    const [topic] = Object.entries(city.service.Resources).find(([, { Type }]) => Type === 'AWS::SNS::Topic') ?? []
    for (const { AlarmActions, OKActions, ActionsEnabled } of made) {
      expect({ AlarmActions, OKActions, ActionsEnabled }).toEqual({
        AlarmActions: [{ Ref: topic }],
        OKActions: [{ Ref: topic }],
        ActionsEnabled: true,
      })
    }
    expect(city.ofType('AWS::SNS::Subscription').map(({ Properties }) => Properties)).toMatchObject([
      { Protocol: 'email', Endpoint: 'van-hanh@dondoc.example.com', TopicArn: { Ref: topic } },
    ])
  })

  it.each<[string, Partial<Stage>, number]>([
    ['of nobody', {}, 1],
    ['where mail goes nowhere', { alarmAddress: 'van-hanh@dondoc.example.com' }, 1],
    ['of somebody', { alarmAddress: `van-hanh@${'so.vn'}` }, 0],
    ['of nobody in a rehearsal, which wakes nobody', { rehearsal: { startsOn: '2012-11-08', secondsADay: 2 } }, 0],
  ])('with an address %s: the synth says so, or has nothing to say', (_, own, warnings) => {
    const { alarmAddress: _none, ...least } = readStage('office')
    const stack = new Stack(new App(), 'stack')
    new OfficeAlarms(stack, 'Alarms', { ...least, ...own }, 'https://docs.example.com')
    const found = Annotations.fromStack(stack).findWarning('*', Match.anyValue())
    expect(found.map(({ entry }) => String(entry.data))).toEqual(
      Array.from({ length: warnings }, () => expect.stringContaining('Chưa ai nhận được cảnh báo')),
    )
  })

  it('on letters that came back, or were called spam, sees what SES counts in the stage’s configuration set', () => {
    const [destination] = city.ofType('AWS::SES::ConfigurationSetEventDestination')
    expect(destination?.Properties.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['bounce', 'complaint', 'reject'],
      CloudWatchDestination: {
        DimensionConfigurations: [{ DimensionName: 'ses:configuration-set', DimensionValueSource: 'messageTag' }],
      },
    })
    const set = written(destination?.Properties.ConfigurationSetName)
    const onLetters = made.filter(({ Namespace }) => Namespace === 'AWS/SES')
    expect(
      onLetters.map(({ AlarmName, MetricName, Dimensions, Statistic, Threshold }) => [
        AlarmName,
        MetricName,
        Statistic,
        Threshold,
        Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, exported(Value)]),
      ]),
    ).toEqual([
      ['dondoc-city-letters-bounced', 'Bounce', 'Sum', 1, [['ses:configuration-set', set]]],
      ['dondoc-city-letters-complained', 'Complaint', 'Sum', 1, [['ses:configuration-set', set]]],
    ])
  })

  it.each([
    ['table-reads-throttled', 'ReadThrottleEvents'],
    ['table-writes-throttled', 'WriteThrottleEvents'],
  ])('%s sees the table and each of its indexes, of which DynamoDB counts each by itself', (id, metricName) => {
    const { Metrics } = made.find(({ AlarmName }) => AlarmName === `dondoc-city-${id}`)
    const [sum, ...series] = Metrics
    const [table] = city.ofType('AWS::DynamoDB::Table')
    const indexes = table?.Properties.GlobalSecondaryIndexes.map(({ IndexName }: { IndexName: string }) => IndexName)
    // Without a number there would be no sum, and an alarm on a table stays as it is while there is none.
    expect(sum.Expression).toBe(series.map(({ Id }: { Id: string }) => `FILL(${Id}, 0)`).join(' + '))
    expect(series.map(({ MetricStat: { Metric, Stat } }: Series) => [Metric.MetricName, Stat])).toEqual(
      series.map(() => [metricName, 'Sum']),
    )
    expect(series.map(({ MetricStat: { Metric } }: Series) => indexIn(Metric.Dimensions))).toEqual([
      undefined,
      ...indexes,
    ])
    for (const { MetricStat } of series) {
      expect(MetricStat.Metric.Dimensions).toContainEqual({ Name: 'TableName', Value: expect.anything() })
    }
  })

  it('wakes nobody for a rehearsal', () => {
    const all = rehearsal.ofType('AWS::CloudWatch::Alarm')
    expect(all.length).toBeGreaterThan(10)
    expect(all.filter(({ Properties }) => Properties.ActionsEnabled)).toEqual([])
  })

  it('on a number of ours waits for one that the functions write', () => {
    const sources = globSync('functions/aws/lambda/*.ts')
      .map((path) => readFileSync(path, 'utf8'))
      .join()
    const own = made.filter(({ Namespace }) => Namespace === 'Dondoc')
    expect(own.length).toBeGreaterThanOrEqual(8)
    expect(
      own
        .filter(({ MetricName }) => !new RegExp(`'${MetricName}'|\\b${MetricName}:`).test(sources))
        .map(({ MetricName }) => MetricName),
    ).toEqual([])
    for (const { Dimensions } of own) expect(Dimensions).toEqual([{ Name: 'Stage', Value: 'city' }])
  })

  it('on the round rings when it was not done, and another when nobody looked', () => {
    const named = (id: string) => made.find(({ AlarmName }) => AlarmName === `dondoc-city-${id}`)
    expect(named('round-not-run')).toMatchObject({
      MetricName: 'RoundDone',
      Statistic: 'Minimum',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'ignore',
    })
    expect(named('nobody-looked')).toMatchObject({
      MetricName: 'RoundDone',
      Statistic: 'SampleCount',
      Period: 3600,
      EvaluationPeriods: 24,
      Threshold: 1,
      TreatMissingData: 'breaching',
    })
  })

  it('on an execution rings when it should have handed over, and days before its machine ends it', () => {
    const alarm = made.find(({ AlarmName }) => AlarmName === 'dondoc-city-execution-past-290-days')
    expect(alarm).toMatchObject({ MetricName: 'OldestExecutionDays', Statistic: 'Maximum', Threshold: 290 })
    const longest = [...machines.values()].map(({ TimeoutSeconds = 0 }) => TimeoutSeconds / 86_400)
    expect(Math.max(...longest)).toBe(303)
    expect(longestAttemptDays).toBe(280)
  })

  it('is on the dashboard', () => {
    const body = JSON.stringify(dashboardIn(city).Properties.DashboardBody)
    const ids = Object.entries(city.service.Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    for (const [id] of ids) expect(body).toContain(`{"Fn::GetAtt":["${id}","Arn"]}`)
    for (const { title, hurt } of Object.values(alarms)) {
      expect(body).toContain(title)
      expect(body).toContain(hurt)
    }
  })
})

describe('the dashboard', () => {
  it('speaks as the city does', () => {
    const body = JSON.stringify(dashboardIn(city).Properties.DashboardBody)
    const titles = [...body.matchAll(/\\"title\\":\\"(.*?)\\"/g)].map(([, title]) => title)
    expect(titles).toEqual([
      'Cảnh báo',
      'Lượt nhắc việc hôm nay (1 là xong)',
      'Ngày chưa niêm phong',
      'Đợt công tác không có quy trình chạy',
      'Lượt chạy lâu nhất (ngày)',
      'Thư nhắc việc mỗi ngày',
      'Quy trình bắt đầu mỗi ngày',
      'Người dùng gọi trang làm việc',
      'Thời gian trả lời (mili giây)',
      'Bảng dữ liệu',
    ])
  })

  it('has a name for every state machine', () => {
    const body = JSON.stringify(dashboardIn(city).Properties.DashboardBody)
    expect(body).not.toMatch(/\\"label\\":\\"[a-z-]+\\"/)
  })
})

interface Series {
  readonly MetricStat: {
    readonly Stat: string
    readonly Metric: { readonly MetricName: string; readonly Dimensions: readonly { Name: string; Value: unknown }[] }
  }
}

function indexIn(dimensions: Series['MetricStat']['Metric']['Dimensions']): unknown {
  return dimensions.find(({ Name }) => Name === 'GlobalSecondaryIndexName')?.Value
}

/** What the stack of the data gives under a name that another stack imports. */
function exported(value: unknown): string {
  const name = written(value).split(':').at(-1) ?? ''
  return written(city.data.Outputs?.[name]?.Value)
}

function dashboardIn({ ofType }: Synthesised): Resource {
  const [board] = ofType('AWS::CloudWatch::Dashboard')
  if (!board) throw new Error('no dashboard')
  return board
}
