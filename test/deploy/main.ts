/**
 * `npm run test:deploy`: the product's own stacks are deployed by the CDK to MiniStack on this machine, and the deployed
 * system lives through the end of 2012. What that proves and what it does not: docs/deploy-test.md.
 *
 * Prints each thing that was shown, and closes with `N passed, N failed`. Where Python or the package cannot be had it
 * says so and skips; on a build server that is a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { SFNClient } from '@aws-sdk/client-sfn'
import { dynamoTable } from '../../functions/aws/table.ts'
import { instantOf } from '../../functions/clock.ts'
import { movableClock } from '../../local/clock.ts'
import { beginOffice } from '../../local/office/beginning.ts'
import { deployed } from './deployed.ts'
import { bootstrap, deploy, type Outputs, synthesise } from './deployment.ts'
import { faultsLogged } from './logs.ts'
import { machinesOf } from './machines.ts'
import { installMiniStack, type MiniStack, NotToBeHad, startMiniStack } from './ministack.ts'
import { laterState, makeNextVersion } from './nextVersion.ts'
import { beginning, firstDay } from './office.ts'
import { endPrograms, run } from './run.ts'
import { type Keys, serveKeys } from './signIn.ts'
import { type Living, liveThrough2012 } from './story.ts'

const region = 'ap-southeast-1'
/** It takes three on two cores; one that hangs must end by itself. */
const mostMinutes = 9

const started = performance.now()
let passed = 0

function told(text: string): void {
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`)
}

function shown(fact: string): void {
  passed += 1
  told(`✓ ${fact}`)
}

/** What must be ended and cleared away, the latest first. */
const leftovers: (() => unknown)[] = []

async function clearAway(): Promise<void> {
  endPrograms()
  for (const undo of leftovers.splice(0).reverse()) await undo()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await clearAway()
    process.exit(1)
  })
}

// Whatever hangs is left behind.
process.exit(await main())

async function main(): Promise<0 | 1> {
  let [failed, skipped] = [0, 0]
  try {
    await Promise.race([test(), tooLate()])
  } catch (error) {
    const canSkip = error instanceof NotToBeHad && !process.env['CI']
    if (canSkip) skipped = 1
    else failed = 1
    told(canSkip ? `SKIPPED: ${error.message}` : `✗ ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    await clearAway()
  }
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  return failed > 0 ? 1 : 0
}

async function tooLate(): Promise<never> {
  await pause(mostMinutes * 60_000)
  throw new Error(`it is not over after ${mostMinutes} minutes`)
}

async function test(): Promise<void> {
  const python = await installMiniStack()
  const keys = await serveKeys()
  leftovers.push(() => keys.close())
  const ministack = await startMiniStack(python, region, { DONDOC_ISSUER_KEYS: keys.address })
  leftovers.push(() => ministack.stop())
  told(`MiniStack answers at ${ministack.endpoint}`)
  try {
    await live(ministack, keys)
  } catch (error) {
    const faults = await faultsLogged(ministack.endpoint, region).catch(() => [])
    process.stdout.write(
      `\n${faults.slice(-20).join('\n')}\nThe last that MiniStack said:\n${ministack.log().slice(-6000)}\n`,
    )
    throw error
  }
}

async function live(ministack: MiniStack, keys: Keys): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-stacks-'))
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }))
  await synthesise(folder, ministack.environment)
  told('the stacks are built')
  await bootstrap(folder, region, ministack.environment)
  const outputs = await deploy(folder, ministack.environment)
  shown('cdk bootstrap and cdk deploy put the stacks of a rehearsal into an empty account')

  const { endpoint } = ministack
  const aws = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  const s3 = new S3Client({ ...aws, forcePathStyle: true })
  // The template asks for it; the emulator's CloudFormation makes the bucket without.
  const locked = { Bucket: outputs.BucketName, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } } as const
  await s3.send(new PutObjectLockConfigurationCommand(locked))
  const table = dynamoTable({ client: new DynamoDBClient(aws), tableName: outputs.TableName })
  const clock = movableClock(instantOf(firstDay, '08:00'))
  await beginOffice({ table, clock }, beginning())
  shown('an office began in the table: its calendar, agencies and people')

  const pool = {
    client: new CognitoIdentityProviderClient(aws),
    endpoint,
    userPoolId: outputs.UserPoolId,
    clientId: outputs.UserPoolClientId,
    redirectUri: `${outputs.PublicUrl}/dang-nhap`,
  }
  keys.of(pool)
  const machines = machinesOf(new SFNClient(aws))
  await liveThrough2012({
    ...deployed(endpoint, outputs, pool, shown),
    kept: keptIn(s3, outputs.BucketName),
    stop: machines.stop,
    isLater: async (execution) => (await machines.entered(execution))[0] === laterState,
    async upgrade() {
      makeNextVersion(folder)
      await deploy(folder, ministack.environment)
    },
  })
  await judge(ministack, machines)
  await moveHouse(folder, outputs, ministack.environment)
}

/** What lies under `kept/`: how many versions of a content, and whether one who may delete objects could delete them. */
function keptIn(s3: S3Client, Bucket: string): Living['kept'] {
  return async (sha256) => {
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: `kept/${sha256}` }))
    const isDeletable = async ({ Key, VersionId }: ObjectVersion) => {
      try {
        await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))
        return true
      } catch (error) {
        if (error instanceof Error && error.name === 'AccessDenied') return false
        throw error
      }
    }
    const deletable = await Promise.all(Versions.map(isDeletable))
    return { versions: Versions.length, isHeld: !deletable.includes(true) }
  }
}

/** What a whole year must leave behind, whatever happened in it. */
async function judge(ministack: MiniStack, machines: ReturnType<typeof machinesOf>): Promise<void> {
  const ended = await machines.ended()
  if (ended.length !== 1) throw new Error(`ended badly, and one alone was stopped: ${ended.join(', ')}`)
  const { byTime, byWord } = await machines.waits()
  if (byTime === 0 || byWord === 0) throw new Error(`waits ended by time: ${byTime}, by a word: ${byWord}`)
  shown(`of the waits of the year ${byTime} were ended by Step Functions' own time, ${byWord} by a word`)
  const faults = await faultsLogged(ministack.endpoint, region)
  if (faults.length > 0) throw new Error(`functions failed:\n${faults.slice(0, 20).join('\n')}`)
  shown('no function logged a fault, and no execution failed but the one that was stopped')
}

/** What lived on AWS goes on on one machine, by the commands that an operator would type. */
async function moveHouse(folder: string, { TableName, BucketName }: Outputs, env: NodeJS.ProcessEnv): Promise<void> {
  const [archive, data] = [join(folder, 'archive'), join(folder, 'data')]
  const program = fileURLToPath(new URL('../../local/cli/dondoc.ts', import.meta.url))
  const dondoc = (...args: readonly string[]) => run(process.execPath, [program, ...args], { env })
  await dondoc('export', '--to', archive, '--table', TableName, '--bucket', BucketName, '--rehearsal')
  await dondoc('import-data', archive, '--data', data)
  await dondoc('verify', '--data', data)
  shown('what lived there was exported, taken into a folder of one machine, and verified: files, trail and seals')
}
