import { describe, expect, it } from 'vitest'
import { functionUses, stepUses, type Use } from '../../infra/uses.ts'
import { city, office, rehearsal } from './stages.ts'
import { type Resource, type Synthesised, written } from './synthesised.ts'

/** What the code of a use is on AWS: the actions that the sources of the drivers name. */
const actionsOf: Readonly<Record<Use, readonly string[]>> = {
  'table.get': ['dynamodb:GetItem'],
  'table.query': ['dynamodb:Query'],
  'table.transact': ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  'workflows.start': ['states:StartExecution'],
  'workflows.describe': ['states:DescribeExecution'],
  'workflows.history': ['states:GetExecutionHistory'],
  'workflows.complete': ['states:SendTaskSuccess'],
  'mailer.send': ['ses:SendEmail'],
  'linkKeys.named': ['dynamodb:GetItem'],
  // Whoever makes a key looks first whether it is there.
  'linkKeys.made': ['dynamodb:GetItem', 'dynamodb:PutItem'],
  'files.quarantine': [
    's3:DeleteObjectVersion',
    's3:GetObject',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:PutObject',
  ],
  'files.kept': ['s3:GetObject', 's3:ListBucket', 's3:ListBucketVersions', 's3:PutObject', 's3:PutObjectLegalHold'],
  'files.destroy': ['s3:DeleteObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'],
}

function actionsFor(uses: readonly Use[]): readonly string[] {
  return [...new Set(uses.flatMap((use) => actionsOf[use]))]
}

/** What every function may: write its own log, and send its traces. */
const always = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']

describe('a step of the workflows', () => {
  it.each(Object.entries(stepUses))('%s may what its sources do, and nothing else', (step, uses: readonly Use[]) => {
    const actions = actionsFor(uses)
    expect(actionsOfFunction(city, `Workflows${step}`)).toEqual([...actions, ...always].toSorted())
  })

  it('that sends letters may send none while they stay in the outbox, and has no address to send from', () => {
    const step = 'WorkflowssendDigests'
    expect(actionsOfFunction(office, step)).not.toContain('ses:SendEmail')
    expect(functionIn(office, step).Properties.Environment.Variables).not.toHaveProperty('DONDOC_SENDER')
    expect(functionIn(city, step).Properties.Environment.Variables).toMatchObject({
      DONDOC_SENDER: 'nhacviec@dondoc.example.com',
      DONDOC_SENDER_NAME: 'Văn phòng',
      DONDOC_CONFIGURATION_SET: expect.anything(),
    })
  })
})

describe('a function beside the steps', () => {
  const names = {
    api: 'ApiFunction',
    programmes: 'ProgrammesFunction',
    files: 'FilesFunction',
    destructions: 'DestructionsFunction',
    dailyCheck: 'DailyCheck',
  } as const
  it.each(Object.entries(names))('%s may what its table says, and nothing else', (name, id) => {
    const actions = actionsFor(functionUses[name as keyof typeof names])
    expect(actionsOfFunction(office, id)).toEqual([...actions, ...always].toSorted())
  })

  it.each(['OpenApiFunction', 'Pages'])('%s may nothing', (id) => {
    expect(actionsOfFunction(office, id)).toEqual(always)
  })

  it('of links may what its table says, and nothing else', () => {
    expect(actionsOfFunction(city, 'LinksFunction')).toEqual([...actionsFor(functionUses.links), ...always].toSorted())
  })

  it('reaches the keys of links where it checks or signs one, and nowhere else', () => {
    const keys = (statement: Statement) => /LinkKeys/.test(written(statement.Resource))
    const reaching = roles(office).flatMap(({ id, statements }) =>
      statements.filter(keys).map(({ Action }) => [id.replace(/Role[0-9A-F]{8}$/, ''), Action]),
    )
    const making = ['dynamodb:GetItem', 'dynamodb:PutItem']
    expect(Object.fromEntries(reaching)).toEqual({
      FilesFunction: 'dynamodb:GetItem',
      LinksFunction: making,
      WorkflowssendDigests: making,
    })
  })

  it('at which people sign in counts where that failed, and no other does', () => {
    const reaching = roles(office).flatMap(({ id, statements }) =>
      statements.filter(({ Resource }) => /FailedSignIns/.test(written(Resource))).map(({ Action }) => [id, Action]),
    )
    expect(reaching).toEqual([[expect.stringMatching(/^ApiFunctionRole/), ['dynamodb:GetItem', 'dynamodb:UpdateItem']]])
  })

  it('of the files, of what is destroyed, or of what is read, is the only one that may touch the bucket', () => {
    const touching = roles(office).filter(({ actions }) => actions.some((action) => action.startsWith('s3:')))
    expect(touching.map(({ id }) => id.replace(/Role[0-9A-F]{8}$/, '')).toSorted()).toEqual([
      'DestructionsFunction',
      'ExtractionsFunction',
      'FilesFunction',
      'ReadingFunction',
    ])
  })

  it('that moves time is in a rehearsal alone, and reaches its round and its cycles', () => {
    expect(Object.keys(office.service.Resources).filter((id) => /MoveTime|moving/i.test(id))).toEqual([])
    const actions = actionsFor(functionUses.moveTime)
    expect(actionsOfFunction(rehearsal, 'MoveTime')).toEqual([...actions, ...always].toSorted())
  })
})

describe.each([
  ['office', office],
  ['rehearsal', rehearsal],
  ['city', city],
])('in the stage %s', (_, stage) => {
  it('no permission has a star in an action', () => {
    expect(roles(stage).flatMap(({ actions }) => actions.filter((action) => action.includes('*')))).toEqual([])
  })

  it('every resource is named, but for what AWS gives no names and for what is named only when it comes', () => {
    const open = roles(stage).flatMap(({ statements }) =>
      statements.flatMap(({ Action, Resource }) =>
        [Resource].flat().flatMap((resource) => (/\*/.test(written(resource)) ? [[Action, written(resource)]] : [])),
      ),
    )
    for (const [action, resource] of open) {
      const actions = [action].flat() as string[]
      if (resource === '*') expect(actions.every((one) => /^(?:xray|logs):/.test(one))).toBe(true)
      else if (actions.some((one) => /^states:(?:Describe|Get)Execution/.test(one)))
        expect(resource).toMatch(/:execution:dondoc-[a-z-]+:\*$/)
      else expect(resource).toMatch(/Bucket\w+:?[^:]*\/(?:quarantine|kept)\/\*$/)
    }
    expect(open.length).toBeGreaterThan(20)
  })

  it('one function alone may delete what is kept, and none may hide it under a mark', () => {
    const deleting = roles(stage).flatMap(({ id, statements }) =>
      statements
        .filter(({ Action }) => [Action].flat().includes('s3:DeleteObjectVersion'))
        .map(({ Resource }) => [
          id.replace(/Role[0-9A-F]{8}$/, ''),
          written(Resource).replace(/^.*\/(?=\w+\/\*$)/, ''),
        ]),
    )
    expect(deleting.toSorted()).toEqual([
      ['DestructionsFunction', 'kept/*'],
      ['FilesFunction', 'quarantine/*'],
    ])
    expect(roles(stage).flatMap(({ actions }) => actions)).not.toContain('s3:DeleteObject')
  })
})

describe('all that any function, machine or schedule may do', () => {
  it('is this: no scan, no change of what is deployed', () => {
    const ofSteps = ['lambda:InvokeFunction', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage']
    const byCdkForLogsAndTraces = [
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
    ]
    const ofPorts = new Set(Object.values(actionsOf).flat())
    const all = new Set(roles(city).flatMap(({ actions }) => actions))
    expect([...all].toSorted()).toEqual(
      [...ofPorts, ...always, ...ofSteps, ...byCdkForLogsAndTraces, 'sqs:SendMessage'].toSorted(),
    )
  })
})

describe('a state machine', () => {
  const machines = office.ofType('AWS::StepFunctions::StateMachine')

  it.each(machines.map((machine) => [machine.Properties.StateMachineName, machine] as const))(
    '%s may call exactly the steps that it names',
    (_, { Properties: { DefinitionSubstitutions, RoleArn } }) => {
      const role = roles(office).find(({ id }) => id === RoleArn['Fn::GetAtt'][0])
      const invoking = role?.statements.filter(({ Action }) => Action === 'lambda:InvokeFunction') ?? []
      const invoked = invoking.flatMap(({ Resource }) => [Resource].flat().map((one) => written(one)))
      expect(invoked.toSorted()).toEqual(Object.values(DefinitionSubstitutions).map(written).toSorted())
    },
  )
})

interface Statement {
  readonly Action: string | readonly string[]
  readonly Resource: unknown
}

interface RoleIn {
  readonly id: string
  readonly actions: readonly string[]
  readonly statements: readonly Statement[]
}

/** Every role with all that it may. */
function roles({ all }: Synthesised): readonly RoleIn[] {
  const policies = all.map(([, one]) => one).filter(({ Type }) => Type === 'AWS::IAM::Policy')
  return all
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([id, { Properties }]) => {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns')
      const attached = policies.filter(({ Properties: { Roles } }) =>
        Roles.some(({ Ref }: { Ref: string }) => Ref === id),
      )
      const statements: Statement[] = attached.flatMap(({ Properties: { PolicyDocument } }) => PolicyDocument.Statement)
      return { id, statements, actions: statements.flatMap(({ Action }) => [Action].flat()) }
    })
}

function functionIn({ all }: Synthesised, id: string): Resource {
  const found = all.filter(
    ([key, { Type }]) => Type === 'AWS::Lambda::Function' && new RegExp(`^${id}[0-9A-F]{8}$`).test(key),
  )
  expect(found.map(([key]) => key)).toHaveLength(1)
  return (found[0] as (typeof found)[number])[1]
}

function actionsOfFunction(stage: Synthesised, id: string): readonly string[] {
  const role = functionIn(stage, id).Properties.Role['Fn::GetAtt'][0]
  return [...new Set(roles(stage).find((one) => one.id === role)?.actions)].toSorted()
}
