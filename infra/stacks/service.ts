/** Everything that runs: the API, the workflows and their steps, the daily round, and whoever watches over them. */
import { fileURLToPath } from 'node:url'
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { apiPlaces, runbookPlace } from '../../functions/env.ts'
import { DailySchedule } from '../constructs/dailySchedule.ts'
import { dashboard } from '../constructs/dashboard.ts'
import { EndedExecutions } from '../constructs/endedExecutions.ts'
import { FailedSignIns } from '../constructs/failedSignIns.ts'
import { LinkKeys } from '../constructs/linkKeys.ts'
import { NotStarted } from '../constructs/notStarted.ts'
import { OfficeAlarms } from '../constructs/officeAlarms.ts'
import { OfficeApi } from '../constructs/officeApi.ts'
import { OfficeFunction } from '../constructs/officeFunction.ts'
import type { Power } from '../constructs/power.ts'
import { Workflows } from '../constructs/workflows.ts'
import type { Stage } from '../stage.ts'
import { functionUses, type Use } from '../uses.ts'
import type { DataStack } from './data.ts'
import { ringForAll } from './ringing.ts'

type PowersFor = (uses: readonly Use[]) => readonly Power[]

export class ServiceStack extends Stack {
  readonly api: OfficeApi

  constructor(scope: Construct, id: string, stage: Stage, data: DataStack, props: StackProps) {
    super(scope, id, { ...props, description: 'Đôn Đốc: các hàm, quy trình và lịch' })
    this.api = new OfficeApi(this, 'Api', stage)
    const { publicUrl } = this.api
    const linkKeys = new LinkKeys(this, 'LinkKeys', { ownKey: data.ownKey })
    const powersFor: PowersFor = (uses) => [
      // Where time is rehearsed, the table also keeps the clock, and whoever looks at it first writes where it begins.
      data.table.power(stage.rehearsal ? [...uses, 'table.get', 'table.transact'] : uses),
      data.files.power(uses),
      ...(data.letters && uses.includes('mailer.send') ? [data.letters.power()] : []),
      linkKeys.power(uses, publicUrl),
    ]
    const workflows = new Workflows(this, 'Workflows', { stage, powersFor })
    const allPowersFor: PowersFor = (uses) => [...powersFor(uses), workflows.power(uses)]

    addHandlers(this, this.api, { stage, data, allPowersFor, moving: movingPowers(stage, workflows) })
    if (stage.rehearsal) addMover(this, stage, workflows, allPowersFor(functionUses.moveTime))

    const ended = new EndedExecutions(this, 'EndedExecutions', {
      stage,
      powers: allPowersFor(functionUses.executionEnded),
      machineArns: [...workflows.machines.values()].map(({ stateMachineArn }) => stateMachineArn),
    })
    const notStarted = new NotStarted(this, 'NotStarted', {
      stage,
      powers: [...powersFor(['table.get']), workflows.power(['workflows.start'], ['daily-round'])],
    })
    addSchedules(this, stage, workflows, { notStarted, checkPowers: allPowersFor(functionUses.dailyCheck) })
    const runbook = stage.runbook ?? `${publicUrl}/${runbookPlace}`
    const alarms = new OfficeAlarms(this, 'Alarms', stage, runbook)
    ringForAll(alarms, { stage, data, apiId: this.api.http.apiId, ended, notStarted: notStarted.deadLetters })
    dashboard(this, 'Dashboard', {
      stage,
      publicUrl: this.api.publicUrl,
      runbook,
      alarms: alarms.made,
      apiId: this.api.http.apiId,
      tableName: data.table.table.tableName,
      machines: workflows.machines,
    })

    const console = `https://${stage.region}.console.aws.amazon.com/cloudwatch/home?region=${stage.region}`
    new CfnOutput(this, 'DashboardPage', { value: `${console}#dashboards/dashboard/dondoc-${stage.name}` })
    new CfnOutput(this, 'PublicUrl', { value: this.api.publicUrl })
    new CfnOutput(this, 'ApiId', { value: this.api.http.apiId })
    new CfnOutput(this, 'RedriveSwitch', { value: ended.redrive.eventSourceMappingId })
    new CfnOutput(this, 'RedriveRoundSwitch', { value: notStarted.redrive.eventSourceMappingId })
    if (this.api.domainTarget === undefined) new CfnOutput(this, 'ApiUrl', { value: this.api.http.apiEndpoint })
    else new CfnOutput(this, 'DomainTarget', { value: this.api.domainTarget })
  }
}

interface Handlers {
  readonly stage: Stage
  readonly data: DataStack
  readonly allPowersFor: PowersFor
  readonly moving: readonly Power[]
}

/** Which function answers where: only those of files and of reading may touch the bucket, and its client is in no other's start. */
function addHandlers(stack: Stack, api: OfficeApi, { stage, data, allPowersFor, moving }: Handlers): void {
  const { concurrency } = stage
  const failedSignIns = new FailedSignIns(stack, 'FailedSignIns', { ownKey: data.ownKey })
  const identity = identityPower(stack, stage, data, api.publicUrl)
  const answering = { stage, timeoutSeconds: 29, memoryMegabytes: 1024, concurrency: concurrency.api }
  const handlers: Readonly<Record<keyof typeof apiPlaces, OfficeFunction>> = {
    api: new OfficeFunction(stack, 'ApiFunction', {
      ...answering,
      entry: 'api',
      description: 'Trang làm việc: mọi yêu cầu, trừ những phần có hàm riêng',
      powers: [...allPowersFor(functionUses.api), identity, failedSignIns.power(), ...moving],
    }),
    programmes: new OfficeFunction(stack, 'ProgrammesFunction', {
      ...answering,
      entry: 'programmes',
      description: 'Trang làm việc: chương trình, văn bản, chỉ tiêu, lịch',
      powers: [...allPowersFor(functionUses.programmes), identity],
    }),
    extractions: new OfficeFunction(stack, 'ExtractionsFunction', {
      ...answering,
      entry: 'extractions',
      description: 'Trang làm việc: đọc văn bản, rà soát đề xuất',
      beside: [{ program: 'infra/packageBeside.ts', folder: '.' }],
      powers: [...allPowersFor(functionUses.extractions), identity],
    }),
    reading: new OfficeFunction(stack, 'ReadingFunction', {
      ...answering,
      entry: 'reading',
      description: 'Trang làm việc: phụ lục giao việc',
      powers: [...allPowersFor(functionUses.reading), identity],
    }),
    trail: new OfficeFunction(stack, 'TrailFunction', {
      ...answering,
      entry: 'trail',
      description: 'Trang làm việc: nhật ký, niêm phong, kiểm chứng',
      powers: [...allPowersFor(functionUses.trail), identity],
    }),
    files: new OfficeFunction(stack, 'FilesFunction', {
      ...answering,
      entry: 'files',
      description: 'Trang làm việc: nhận và trả tệp',
      beside: [{ program: 'infra/packageBeside.ts', folder: '.' }],
      powers: [...allPowersFor(functionUses.files), identity],
    }),
    destructions: new OfficeFunction(stack, 'DestructionsFunction', {
      ...answering,
      entry: 'destructions',
      description: 'Hủy theo văn bản, khi hai người đã quyết định',
      powers: [...allPowersFor(functionUses.destructions), identity],
    }),
    links: new OfficeFunction(stack, 'LinksFunction', {
      ...answering,
      entry: 'links',
      description: 'Trả lời qua liên kết trong thư, không cần tài khoản',
      powers: [...allPowersFor(functionUses.links), identity],
    }),
    papers: new OfficeFunction(stack, 'PapersFunction', {
      ...answering,
      entry: 'papers',
      description: 'Trang làm việc: văn bản trình ký thành tệp Word',
      beside: [{ program: 'infra/wordBeside.ts', folder: '.' }],
      powers: [...allPowersFor(functionUses.papers), identity],
    }),
    openapi: new OfficeFunction(stack, 'OpenApiFunction', {
      ...answering,
      entry: 'openapi',
      description: 'Bản mô tả API',
      beside: [{ program: 'functions/http/describe.ts', folder: '.' }],
      powers: [],
    }),
  }
  for (const [name, places] of Object.entries(apiPlaces)) {
    api.route(name, handlers[name as keyof typeof apiPlaces], places)
  }
}

/** Who says who somebody is: the stage's own pool, or an issuer that the city has. */
function identityPower(stack: Stack, { oidc }: Stage, { people }: DataStack, publicUrl: string): Power {
  const variables = (issuer: string, audience: string, also: Power['variables'] = {}): Power => ({
    variables: { DONDOC_ISSUER: issuer, DONDOC_AUDIENCE: audience, DONDOC_PUBLIC_URL: publicUrl, ...also },
    permissions: [],
  })
  if (oidc) {
    const { issuer, audience, personClaim } = oidc
    return variables(issuer, audience, personClaim === undefined ? {} : { DONDOC_PERSON_CLAIM: personClaim })
  }
  if (!people) throw new Error('A stage without an issuer of its own has a user pool')
  const client = people.pagesClient(stack, 'PagesClient', publicUrl)
  new CfnOutput(stack, 'UserPoolClientId', { value: client.userPoolClientId })
  return variables(people.issuer, client.userPoolClientId)
}

const movingTime = 'moving-time'

/** In a rehearsal somebody at the pages may move the clock, which a machine of its own then does day by day. */
function movingPowers({ rehearsal }: Stage, workflows: Workflows): readonly Power[] {
  return rehearsal ? [workflows.power(['workflows.start', 'workflows.describe'], [movingTime])] : []
}

function addMover(stack: Stack, stage: Stage, workflows: Workflows, powers: readonly Power[]): void {
  const mover = new OfficeFunction(stack, 'MoveTime', {
    stage,
    entry: 'moveTime',
    description: 'Diễn tập: chuyển đồng hồ từng ngày',
    powers,
    timeoutSeconds: 60,
  })
  const definition = fileURLToPath(new URL('../../functions/aws/movingTime.asl.json', import.meta.url))
  workflows.addMachine(movingTime, definition, new Map([['moveTime', mover]]))
}

/**
 * The round at 07:30, and twice more in the morning: a round that is done is left alone, one that died is taken over
 * once its lease of an hour has run out. The check looks after the first and after the last of them. In a rehearsal
 * mornings come when somebody moves the clock.
 */
function addSchedules(
  stack: Stack,
  stage: Stage,
  workflows: Workflows,
  { notStarted, checkPowers }: { readonly notStarted: NotStarted; readonly checkPowers: readonly Power[] },
): void {
  const round = workflows.machines.get('daily-round')
  if (!round) throw new Error('workflows/ has no daily-round')
  const check = new OfficeFunction(stack, 'DailyCheck', {
    stage,
    entry: 'dailyCheck',
    description: 'Kiểm tra mỗi sáng: lượt nhắc việc, các đợt công tác, niêm phong',
    powers: checkPowers,
    timeoutSeconds: 120,
  })
  const often = { deadLetters: notStarted.deadLetters, isEnabled: stage.rehearsal === undefined }
  new DailySchedule(stack, 'Round', {
    ...often,
    description: 'Lượt nhắc việc hằng ngày lúc 07:30; 09:30 và 11:30 chạy lại nếu chưa xong',
    minutesAndHours: '30 7,9,11',
    target: { arn: round.stateMachineArn, action: 'states:StartExecution' },
  })
  new DailySchedule(stack, 'Check', {
    ...often,
    description: 'Kiểm tra lúc 09:00 và 13:00',
    minutesAndHours: '0 9,13',
    target: { arn: check.functionArn, action: 'lambda:InvokeFunction' },
  })
}
