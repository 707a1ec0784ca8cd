/** One page for whoever keeps the system, in the office's words: what happened this morning, who waits, what is wrong. */
import { Duration } from 'aws-cdk-lib'
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { alarms as alarmsOfOffice } from '../alarms.ts'
import type { Stage } from '../stage.ts'

export interface Shown {
  readonly stage: Stage
  readonly publicUrl: string
  readonly runbook: string
  readonly alarms: readonly Alarm[]
  readonly apiId: string
  readonly tableName: string
  readonly machines: ReadonlyMap<string, StateMachine>
}

export function dashboard(scope: Construct, id: string, shown: Shown): Dashboard {
  const { stage, publicUrl, runbook, alarms, apiId, tableName, machines } = shown
  const own = (metricName: string, label: string, statistic: string) =>
    counted('Dondoc', metricName, { Stage: stage.name }, { label, statistic, minutes: 24 * 60 })
  const api = (metricName: string, label: string, statistic: string) =>
    counted('AWS/ApiGateway', metricName, { ApiId: apiId }, { label, statistic, minutes: 60 })
  const board = new Dashboard(scope, id, {
    dashboardName: `dondoc-${stage.name}`,
    defaultInterval: Duration.days(30),
  })
  board.addWidgets(
    new TextWidget({
      markdown: `# Đôn Đốc: ${stage.agencyName}\n[Mở trang làm việc](${publicUrl}). Mỗi cảnh báo có một mục trong [sổ tay vận hành](${runbook}): thấy gì, vì sao, làm gì.`,
      width: 24,
      height: 2,
    }),
  )
  board.addWidgets(new AlarmStatusWidget({ title: 'Cảnh báo', alarms: [...alarms], width: 24, height: 5 }))
  board.addWidgets(
    latest('Lượt nhắc việc hôm nay (1 là xong)', [own('RoundDone', 'Xong', 'Maximum')]),
    latest('Ngày chưa niêm phong', [own('TrailsUnsealed', 'Nhật ký', 'Maximum')]),
    latest('Đợt công tác không có quy trình chạy', [own('CyclesWithoutExecution', 'Đợt', 'Maximum')]),
    latest('Lượt chạy lâu nhất (ngày)', [own('OldestExecutionDays', 'Ngày', 'Maximum')]),
  )
  board.addWidgets(
    graph('Thư nhắc việc mỗi ngày', [
      own('LettersSent', 'Đã gửi', 'Sum'),
      own('LettersRefused', 'Nơi nhận từ chối', 'Sum'),
      own('LettersNotSent', 'Chưa gửi được', 'Sum'),
      own('LettersInOutbox', 'Nằm ở trang Thư đi', 'Sum'),
    ]),
    graph(
      'Quy trình bắt đầu mỗi ngày',
      [...machines].map(([name, { stateMachineArn }]) =>
        counted(
          'AWS/States',
          'ExecutionsStarted',
          { StateMachineArn: stateMachineArn },
          { label: machineTitles[name] ?? name, statistic: 'Sum', minutes: 24 * 60 },
        ),
      ),
    ),
  )
  board.addWidgets(
    graph('Người dùng gọi trang làm việc', [api('Count', 'Lượt', 'Sum'), api('5xx', 'Lỗi hệ thống', 'Sum')]),
    graph('Thời gian trả lời (mili giây)', [
      api('Latency', 'Một nửa số lượt', 'p50'),
      api('Latency', '95% số lượt', 'p95'),
    ]),
    graph('Bảng dữ liệu', [
      counted(
        'AWS/DynamoDB',
        'ConsumedReadCapacityUnits',
        { TableName: tableName },
        { label: 'Đọc', statistic: 'Sum', minutes: 60 },
      ),
      counted(
        'AWS/DynamoDB',
        'ConsumedWriteCapacityUnits',
        { TableName: tableName },
        { label: 'Ghi', statistic: 'Sum', minutes: 60 },
      ),
    ]),
  )
  board.addWidgets(new TextWidget({ markdown: alarmsWritten(runbook), width: 24, height: 10 }))
  return board
}

/** The names of the alarms above are for commands; here each stands in the office's words, with its entry. */
function alarmsWritten(runbook: string): string {
  const rows = Object.entries(alarmsOfOffice).map(
    ([id, { title, hurt }]) => `| [${title}](${runbook}#${id}) | ${hurt} | ${id} |`,
  )
  return ['| Cảnh báo | Ai bị ảnh hưởng | Tên |', '|---|---|---|', ...rows].join('\n')
}

const machineTitles: Readonly<Record<string, string>> = {
  'daily-round': 'Lượt nhắc việc hằng ngày',
  dissemination: 'Học tập, quán triệt',
  evaluation: 'Đánh giá',
  'periodic-report': 'Báo cáo định kỳ',
  'plan-issuance': 'Ban hành kế hoạch',
  'programme-launch': 'Đưa chương trình vào thực hiện',
}

function counted(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  { label, statistic, minutes }: { readonly label: string; readonly statistic: string; readonly minutes: number },
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, label, statistic, period: Duration.minutes(minutes) })
}

function latest(title: string, metrics: IMetric[]): SingleValueWidget {
  return new SingleValueWidget({ title, metrics, width: 6, height: 4, setPeriodToTimeRange: false })
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: left.length > 3 ? 12 : 8, height: 6, leftYAxis: { min: 0 } })
}
