import { globSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apiPlaces } from '../../functions/env.ts'
import { nodeMajor } from '../../infra/bundling.ts'
import { stepUses } from '../../infra/uses.ts'
import { careful, city, office, rehearsal } from './stages.ts'
import { type Resource, type Synthesised, written } from './synthesised.ts'

describe('every function', () => {
  it.each([
    ['office', office],
    ['rehearsal', rehearsal],
    ['careful', careful],
    ['city', city],
  ])('of the stage %s runs the project’s Node on arm64, traced, into a log of its own', (_, stage) => {
    for (const { Properties } of functionsIn(stage)) {
      expect(Properties).toMatchObject({
        Runtime: `nodejs${nodeMajor}.x`,
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      })
      expect(Properties.LoggingConfig.LogGroup).toHaveProperty('Ref')
    }
  })

  it('is told nothing that the functions do not read', () => {
    const sources = globSync('functions/aws/*.ts')
      .map((path) => readFileSync(path, 'utf8'))
      .join()
    const told = [office, rehearsal, city, careful].flatMap((stage) =>
      functionsIn(stage).flatMap(({ Properties }) => Object.keys(Properties.Environment.Variables)),
    )
    expect([...new Set(told)].filter((name) => !sources.includes(`${name}:`))).toEqual(['NODE_OPTIONS'])
  })

  it('reads nothing that no stage tells', () => {
    const read = [...readFileSync('functions/aws/variables.ts', 'utf8').matchAll(/^ {2}(DONDOC_\w+):/gm)]
    const told = new Set(
      [office, rehearsal, city, careful].flatMap((stage) =>
        functionsIn(stage).flatMap(({ Properties }) => Object.keys(Properties.Environment.Variables)),
      ),
    )
    // Where an issuer keeps its keys, it says itself; an emulator has it said.
    expect(read.map(([, name = '']) => name).filter((name) => !told.has(name))).toEqual(['DONDOC_ISSUER_KEYS'])
  })

  it('of the API answers within the 30 seconds of API Gateway', () => {
    const answering = [
      ...stageFunctions(office, /^(?:Api|Programmes|Files|OpenApi)Function/),
      ...stageFunctions(office, /^Pages/),
    ]
    expect(answering).toHaveLength(5)
    for (const { Properties } of answering) expect(Properties.Timeout).toBeLessThan(30)
  })

  it('takes no more at once than the stage says', () => {
    const reserved = (id: RegExp) =>
      stageFunctions(careful, id).map(({ Properties }) => Properties.ReservedConcurrentExecutions)
    expect(new Set(reserved(/^ApiFunction/))).toEqual(new Set([20]))
    expect(new Set(reserved(/^Workflows/))).toEqual(new Set([5]))
    expect(functionsIn(office).filter(({ Properties }) => 'ReservedConcurrentExecutions' in Properties)).toEqual([])
  })
})

describe('logs', () => {
  it.each([
    ['office', office, 365],
    ['careful', careful, 30],
  ])('of the stage %s are kept as long as it says, every one', (_, stage, days) => {
    const groups = stage.ofType('AWS::Logs::LogGroup')
    expect(groups.length).toBeGreaterThan(30)
    expect(new Set(groups.map(({ Properties }) => Properties.RetentionInDays))).toEqual(new Set([days]))
  })

  it('of requests hold no query, header or body, in which tokens travel', () => {
    const [stage] = office.ofType('AWS::ApiGatewayV2::Stage')
    const fields = Object.values(JSON.parse(stage?.Properties.AccessLogSettings.Format))
    expect(fields).toContain('$context.status')
    expect(fields.join()).not.toMatch(/query|header|path\b|authorizer|body/i)
  })
})

describe('a state machine', () => {
  const machines = office.ofType('AWS::StepFunctions::StateMachine')

  it('is made of every file in workflows/', () => {
    const files = readdirSync('workflows').map((file) => `dondoc-office-${file.replace('.asl.json', '')}`)
    expect(machines.map(({ Properties }) => Properties.StateMachineName).toSorted()).toEqual(files.toSorted())
  })

  it.each(machines.map((machine) => [machine.Properties.StateMachineName, machine.Properties] as const))(
    '%s knows a function for each step that it names',
    (name, { DefinitionSubstitutions }) => {
      const text = readFileSync(`workflows/${name.replace('dondoc-office-', '')}.asl.json`, 'utf8')
      const named = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, step]) => step))
      expect(Object.keys(DefinitionSubstitutions).toSorted()).toEqual([...named].toSorted())
      for (const [step, arn] of Object.entries(DefinitionSubstitutions)) {
        expect(written(arn)).toMatch(new RegExp(`^<Workflows${step}[0-9A-F]{8}\\.Arn>$`))
      }
    },
  )

  it('logs every event but nothing that travels, since the token of a wait does', () => {
    for (const { Properties } of [...machines, ...rehearsal.ofType('AWS::StepFunctions::StateMachine')]) {
      expect(Properties).toMatchObject({
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
        TracingConfiguration: { Enabled: true },
      })
    }
  })

  it('gives a step longer than the step gives itself', () => {
    for (const file of readdirSync('workflows')) {
      const { States } = JSON.parse(readFileSync(`workflows/${file}`, 'utf8'))
      for (const { Arguments, TimeoutSeconds } of Object.values<Record<string, never>>(States)) {
        const step = /^\$\{(\w+)\}$/.exec(Arguments?.['FunctionName'] ?? '')?.[1]
        if (step === undefined || typeof TimeoutSeconds !== 'number') continue
        const [found] = stageFunctions(office, new RegExp(`^Workflows${step}[0-9A-F]{8}$`))
        expect(found?.Properties.Timeout).toBeLessThan(TimeoutSeconds)
      }
    }
  })

  it('that failed, ran out of time or was stopped is told to whoever records it; what cannot be told is kept', () => {
    const [rule] = office.ofType('AWS::Events::Rule')
    expect(rule?.Properties.EventPattern).toMatchObject({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    })
    expect(rule?.Properties.EventPattern.detail.stateMachineArn).toHaveLength(machines.length)
    const [recorder] = stageFunctions(office, /^EndedExecutionsRecorder/)
    const [target] = rule?.Properties.Targets ?? []
    expect(written(target.DeadLetterConfig.Arn)).toBe(written(recorder?.Properties.DeadLetterConfig.TargetArn))
  })

  it.each([
    ['office', office, false],
    ['careful', careful, true],
  ])('in the stage %s: the switches that take in again what was kept are as it says', (_, stage, isOn) => {
    const switches = stage.ofType('AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties)
    expect(switches.map(({ Enabled, BatchSize }) => [Enabled, BatchSize])).toEqual([
      [isOn, 1],
      [isOn, 10],
    ])
    const queues = stage.ofType('AWS::SQS::Queue')
    expect(new Set(switches.map(({ EventSourceArn }) => written(EventSourceArn))).size).toBe(queues.length)
  })
})

describe('what could not be delivered', () => {
  it('is kept for two weeks, encrypted, and taken over a closed line', () => {
    const queues = office.ofType('AWS::SQS::Queue')
    expect(queues).toHaveLength(2)
    for (const { Properties } of queues) {
      expect(Properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true })
    }
    expect(office.ofType('AWS::SQS::QueuePolicy')).toHaveLength(2)
  })
})

describe('the morning', () => {
  it('has its round at 07:30 in Viet Nam, and twice more for one that died; the check after each of the ends', () => {
    expect(schedules(office)).toEqual([
      ['cron(0 9,13 * * ? *)', 'ENABLED', expect.stringMatching(/^<DailyCheck\w+\.Arn>$/)],
      ['cron(30 7,9,11 * * ? *)', 'ENABLED', expect.stringMatching(/^<Workflowsdailyround\w+>$/)],
    ])
    for (const { Properties } of office.ofType('AWS::Scheduler::Schedule')) {
      expect(Properties).toMatchObject({
        ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 3600 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^NotStarted/), 'Arn'] } },
        },
      })
    }
  })

  it('comes in a rehearsal when somebody moves the clock', () => {
    expect(schedules(rehearsal).map(([, state]) => state)).toEqual(['DISABLED', 'DISABLED'])
    const names = rehearsal
      .ofType('AWS::StepFunctions::StateMachine')
      .map(({ Properties }) => Properties.StateMachineName)
    expect(names).toContain('dondoc-rehearsal-moving-time')
  })
})

describe('the one address', () => {
  it('leads every place of the API to its function, and all else to the pages', () => {
    const keys = office.ofType('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey)
    const places = Object.values(apiPlaces).flatMap((paths) => paths.map((path) => `ANY ${path}`))
    expect(keys.toSorted()).toEqual(['$default', ...places].toSorted())
  })

  it('bounds how many requests come in', () => {
    const limits = (stage: Synthesised) => stage.ofType('AWS::ApiGatewayV2::Stage')[0]?.Properties.DefaultRouteSettings
    expect(limits(office)).toMatchObject({ ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 })
    expect(limits(careful)).toMatchObject({ ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 })
  })

  it('with a name of its own has no second door, and the functions are told that name', () => {
    expect(city.ofType('AWS::ApiGatewayV2::Api')[0]?.Properties.DisableExecuteApiEndpoint).toBe(true)
    const [api] = stageFunctions(city, /^ApiFunction/)
    expect(api?.Properties.Environment.Variables).toMatchObject({
      DONDOC_PUBLIC_URL: 'https://dondoc.example.com',
      DONDOC_ISSUER: 'https://sso.example.com/',
      DONDOC_AUDIENCE: 'dondoc',
      DONDOC_PERSON_CLAIM: 'sub',
    })
  })

  it('lets the pages send files to the bucket, and nowhere else', () => {
    const [pages] = stageFunctions(office, /^Pages/)
    const { NODE_OPTIONS: _, DONDOC_STAGE: __, ...own } = pages?.Properties.Environment.Variables ?? {}
    expect(Object.keys(own)).toEqual(['DONDOC_CONNECT_TO'])
  })
})

describe('a person who has deployed', () => {
  it('reads in the outputs where things are', () => {
    const names = ({ data, service, web }: Synthesised) =>
      [data, service, web].flatMap(({ Outputs }) =>
        Object.keys(Outputs ?? {}).filter((name) => !name.startsWith('Exports')),
      )
    expect(names(office).toSorted()).toEqual([
      'ApiId',
      'ApiUrl',
      'BucketName',
      'DashboardPage',
      'PublicUrl',
      'RedriveRoundSwitch',
      'RedriveSwitch',
      'SignInPage',
      'TableName',
      'UserPoolClientId',
      'UserPoolId',
    ])
    expect(names(city).toSorted()).toEqual([
      'ApiId',
      'BucketName',
      'DashboardPage',
      'DkimRecord1',
      'DkimRecord2',
      'DkimRecord3',
      'DomainTarget',
      'PublicUrl',
      'RedriveRoundSwitch',
      'RedriveSwitch',
      'TableName',
    ])
  })

  it('needs no account to look at all of it beforehand', () => {
    const text = JSON.stringify([office.data, office.service, office.web])
    expect(text).not.toMatch(/"(?:[^"]*:)?\d{12}(?::[^"]*)?"/)
  })
})

it('every step of the workflows is a function, and the function is told which', () => {
  const steps = stageFunctions(office, /^Workflows/).map(
    ({ Properties }) => Properties.Environment.Variables.DONDOC_STEP,
  )
  expect(steps.toSorted()).toEqual(Object.keys(stepUses).toSorted())
})

function schedules({ ofType }: Synthesised): [string, string, string][] {
  const found = ofType('AWS::Scheduler::Schedule').map(({ Properties }): [string, string, string] => [
    Properties.ScheduleExpression,
    Properties.State,
    written(Properties.Target.Arn),
  ])
  return found.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** Those of ours: some deployments bring functions of CDK's own. */
function functionsIn({ ofType }: Synthesised): readonly Resource[] {
  const found = ofType('AWS::Lambda::Function')
  expect(found.length).toBeGreaterThanOrEqual(Object.keys(stepUses).length + 7)
  return found
}

function stageFunctions({ all }: Synthesised, id: RegExp): readonly Resource[] {
  return all.filter(([key, { Type }]) => Type === 'AWS::Lambda::Function' && id.test(key)).map(([, one]) => one)
}
