/** One Lambda function, bundled from one entry, with the powers it was given and no others. */
import { fileURLToPath } from 'node:url'
import { Duration } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Runtime, RuntimeFamily, Tracing } from 'aws-cdk-lib/aws-lambda'
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { bundling, nodeMajor } from '../bundling.ts'
import type { Stage } from '../stage.ts'
import { acknowledge } from './acknowledge.ts'
import { type Power, permit } from './power.ts'

export interface OfficeFunctionProps {
  readonly stage: Stage
  /** A file in functions/aws/lambda, without `.ts`. */
  readonly entry: string
  readonly description: string
  readonly powers: readonly Power[]
  readonly timeoutSeconds: number
  readonly memoryMegabytes?: number
  /** At most so many at once; absent, as many as the account has. */
  readonly concurrency?: number | undefined
  /** Where a call goes that nobody waits for and that failed three times. */
  readonly deadLetters?: IQueue
  readonly alias?: Readonly<Record<string, string>>
  readonly commandHooks?: BundlingOptions['commandHooks']
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export class OfficeFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: OfficeFunctionProps) {
    const { stage, entry, description, powers, timeoutSeconds, memoryMegabytes = 512, concurrency, deadLetters } = props
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    super(scope, id, {
      entry: `${root}/functions/aws/lambda/${entry}.ts`,
      description,
      role,
      runtime: new Runtime(`nodejs${nodeMajor}.x`, RuntimeFamily.NODEJS),
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: memoryMegabytes,
      tracing: Tracing.ACTIVE,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        DONDOC_STAGE: stage.name,
        ...(stage.rehearsal ? { DONDOC_REHEARSAL: JSON.stringify(stage.rehearsal) } : {}),
        ...Object.assign({}, ...powers.map(({ variables }) => variables)),
      },
      logGroup: new LogGroup(scope, `${id}Log`, { retention: retention(stage) }),
      projectRoot: root,
      depsLockFilePath: `${root}/package-lock.json`,
      bundling: bundlingOf(props),
      ...(deadLetters ? { deadLetterQueue: deadLetters, retryAttempts: 2, maxEventAge: Duration.hours(1) } : {}),
      ...(concurrency === undefined ? {} : { reservedConcurrentExecutions: concurrency }),
    })
    permit(role, [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.logGroup.logGroupArn] },
      ...powers.flatMap(({ permissions }) => permissions),
    ])
    acknowledge(role, {
      'IAM5[Resource::*]':
        'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords, which CDK adds for tracing, take no other.',
    })
  }
}

export function retention({ logDays }: Stage): RetentionDays {
  return logDays
}

function bundlingOf({ alias = {}, commandHooks }: OfficeFunctionProps): BundlingOptions {
  const aliases = Object.entries({ ...bundling.alias, ...alias }).map(([from, to]) => [`--alias:${from}`, to])
  return {
    format: OutputFormat.ESM,
    target: bundling.target,
    mainFields: [...bundling.mainFields],
    banner: bundling.banner,
    minify: true,
    sourceMap: true,
    sourcesContent: false,
    bundleAwsSDK: true,
    externalModules: [...bundling.external],
    esbuildArgs: { '--charset': bundling.charset, ...Object.fromEntries(aliases) },
    ...(commandHooks ? { commandHooks } : {}),
  }
}
