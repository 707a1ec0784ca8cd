/**
 * Amazon's own DynamoDB Local, from the amplify-dynamodb-simulator package: the nearest thing to DynamoDB that runs
 * on a developer's machine. Its licence (LICENSE.txt beside the .jar) allows internal use and no passing on, so it
 * stays a development dependency. It has no option for the address it listens on; it is told to keep everything in
 * memory, to send no telemetry, and lives as long as one test file.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'

export interface DynamoDbLocal {
  readonly client: DynamoDBClient
  readonly endpoint: string
  stop(): Promise<void>
}

const java = process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin', 'java')

/** Why the suites against DynamoDB Local are left out on this machine, or undefined. With CI set they never are. */
export const whyNoDynamoDbLocal =
  process.env['CI'] === undefined && spawnSync(java, ['-version']).status !== 0
    ? 'Amazon DynamoDB Local: left out, there is no java on this machine'
    : undefined

/** Starts it on a free port; about two seconds. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const port = await freePort()
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  )
  // It serves a few seconds: the first compiler alone and a small collector start faster than they slow it down.
  const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Djava.library.path=./DynamoDBLocal_lib']
  const local = ['-jar', 'DynamoDBLocal.jar', '-inMemory', '-disableTelemetry', '-port', String(port)]
  const program = spawn(java, [...options, ...local], { cwd: folder, stdio: 'ignore' })
  const end = Promise.race([once(program, 'exit'), once(program, 'error')])
  const killWithUs = () => program.kill()
  process.once('exit', killWithUs)
  const endpoint = `http://127.0.0.1:${port}`
  const client = new DynamoDBClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
  await Promise.race([untilItAnswers(client), end.then(([why]) => Promise.reject(new Error(`it ended: ${why}`)))])
  return {
    client,
    endpoint,
    async stop() {
      client.destroy()
      program.kill()
      await end
      process.off('exit', killWithUs)
    },
  }
}

async function untilItAnswers(client: DynamoDBClient): Promise<void> {
  const deadline = AbortSignal.timeout(30_000)
  for (;;) {
    try {
      await client.send(new ListTablesCommand(), { abortSignal: deadline })
      return
    } catch (error) {
      if (deadline.aborted) throw error
      await setTimeout(50)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('a server on a port has an address')
  return address.port
}
