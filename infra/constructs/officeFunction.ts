/** One Lambda function, bundled from one entry, with the powers it was given and no others. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AssetHashType, DockerImage, Duration } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, RuntimeFamily, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { nodeMajor } from '../bundling.ts'
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
  /** What stands beside the bundle: programs, each of which fills the folder it is given. */
  readonly beside?: readonly { readonly program: string; readonly folder: string }[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export class OfficeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: OfficeFunctionProps) {
    const { stage, description, powers, timeoutSeconds, memoryMegabytes = 512, concurrency, deadLetters } = props
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    super(scope, id, {
      code: codeOf(props),
      handler: 'index.handler',
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

/**
 * Bundled by a process of its own, because a synth does not wait; kept by what comes out. `command` is what tells the
 * assets apart, and the image is never asked for.
 */
function codeOf({ entry, alias = {}, beside = [] }: OfficeFunctionProps): Code {
  const bundled = JSON.stringify({ entry, alias })
  return Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('none'),
      command: [bundled],
      local: {
        tryBundle(folder) {
          run('infra/bundling.ts', folder, bundled)
          for (const { program, folder: place } of beside) run(program, join(folder, place))
          return true
        },
      },
    },
  })
}

function run(program: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [join(root, program), ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
}
