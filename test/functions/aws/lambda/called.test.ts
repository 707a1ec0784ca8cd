/**
 * The functions as they are deployed: bundled to one file each with the options of the stacks, and called in a process of
 * their own against an address that stands for AWS.
 */
import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleAll } from '../../../../infra/bundles.ts'
import { requestOf } from '../../http/apiOffice.ts'

let place: string
let aws: Server
/** Requests that came, by operation. */
const asked: string[] = []
/** What the address answers, by operation: a status and a body. */
const answers = new Map<string, [number, object]>()

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'dondoc-bundles-'))
  await bundleAll(place, ['api', 'openapi', 'executionEnded', 'dailyCheck', 'nextStep'])
  execFileSync(process.execPath, ['functions/http/describe.ts', place])
  aws = createServer(async (request, response) => {
    await Array.fromAsync(request)
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    asked.push(operation)
    const [status, body] = answers.get(operation) ?? [200, {}]
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(aws, 'listening')
})
afterAll(() => {
  aws?.close()
  aws?.closeAllConnections()
  rmSync(place, { recursive: true, force: true })
})

describe('the function', () => {
  it('of a step is that step, with the table of its stage', async () => {
    answers.clear()
    const payload = { cycleId: 'khong-co', attempt: 1, turn: 0 }
    expect(await called('nextStep', payload)).toEqual({
      answer: { do: 'end', stage: 'ended', until: null, waitSeconds: 1 },
    })
    expect(asked.splice(0)).toContain('GetItem')
  })

  it('of a step fails with the name that the state machine retries', async () => {
    const refused = { __type: 'ThrottlingException', message: 'slow down' }
    answers.set('GetItem', [400, refused])
    const { error, logged } = await called('nextStep', { cycleId: 'c', attempt: 1, turn: 0 })
    expect(error).toBe('TableBusy')
    expect(logged).toMatchObject({
      level: 'ERROR',
      stage: 'office',
      function_request_id: 'r-1',
      payload: { cycleId: 'c', attempt: 1, turn: 0 },
    })
  })

  it('of a step that is given what it does not know fails as a mistake, which nothing retries', async () => {
    answers.clear()
    const { error } = await called('nextStep', { cycleId: 'c', attempt: 'a', turn: 0 })
    expect(error).not.toMatch(/Busy|Outcome/)
  })

  it('of the API answers an event of API Gateway, and logs no token', async () => {
    answers.clear()
    const event = requestOf('GET', '/api/session', { as: 'a.b.c' })
    const { answer, logged } = await called('api', event, { DONDOC_ISSUER_KEYS: addressOf('/keys') })
    expect(answer).toMatchObject({ statusCode: 401, body: expect.stringContaining('not-signed-in') })
    expect(JSON.stringify(logged ?? {})).not.toContain('a.b.c')
  })

  it('of the API describes itself without a table', async () => {
    const { answer } = await called('openapi', requestOf('GET', '/api/openapi.json', {}), { DONDOC_TABLE: undefined })
    expect(answer).toMatchObject({ statusCode: 200 })
  })

  it('that was not given its table says so', async () => {
    const payload = { cycleId: 'c', attempt: 1, turn: 0 }
    const { message } = await called('nextStep', payload, { DONDOC_TABLE: undefined })
    expect(message).toContain('DONDOC_TABLE is not set for this function')
  })

  it('of the daily check gives CloudWatch every number that an alarm waits for', async () => {
    answers.clear()
    const { error, logged } = await called('dailyCheck', {})
    expect(error).toBeUndefined()
    expect(logged).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Namespace: 'Dondoc', Dimensions: [['Stage']] }] },
      Stage: 'office',
      RoundDone: 0,
      CyclesWithoutExecution: 0,
      OldestExecutionDays: 0,
      TrailsUnsealed: 0,
    })
  })

  it('for executions that ended badly records the event, and what its queue gives back', async () => {
    answers.clear()
    const detail = {
      executionArn: 'arn:aws:states:ap-southeast-1:000000000000:execution:dondoc-office-periodic-report:c_a1',
      stateMachineArn: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dondoc-office-periodic-report',
      name: 'c_a1',
      status: 'TIMED_OUT',
      input: '{"cycleId":"c","attempt":1}',
      error: null,
      cause: null,
    }
    const event = { source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change', detail }
    for (const given of [event, { Records: [{ body: JSON.stringify(event) }] }]) {
      asked.splice(0)
      const { error, logged } = await called('executionEnded', given)
      expect(error).toBeUndefined()
      expect(logged).toMatchObject({ machine: 'periodic-report', execution: 'c_a1', status: 'TIMED_OUT' })
      expect(asked).toEqual(['TransactWriteItems', 'GetItem'])
    }
  })
})

function fileOf(name: string): string {
  return join(place, `${name}.mjs`)
}

const run = promisify(execFile)

interface Called {
  readonly answer?: unknown
  /** The name and the message of the error, as Lambda reports them to Step Functions. */
  readonly error?: string
  readonly message?: string
  /** The last line of the log. */
  readonly logged?: unknown
}

async function called(name: string, event: unknown, changes: NodeJS.ProcessEnv = {}): Promise<Called> {
  const script = `
    const { handler } = await import(process.argv[1])
    const context = { awsRequestId: 'r-1', functionName: 'f', functionVersion: '1', memoryLimitInMB: '512', invokedFunctionArn: 'arn' }
    const answer = await handler(JSON.parse(process.argv[2]), context).then(
      (answer) => ({ answer }),
      ({ name, message }) => ({ error: name, message }),
    )
    process.stdout.write('\\n' + JSON.stringify(answer))`
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: addressOf(''),
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    DONDOC_TABLE: 'dondoc',
    DONDOC_MACHINES: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dondoc-office-',
    DONDOC_ISSUER: 'https://issuer.example.com/pool',
    DONDOC_AUDIENCE: 'dondoc-client',
    ...changes,
  }
  const process_ = ['--input-type=module', '-e', script, fileOf(name), JSON.stringify(event)]
  const { stdout, stderr } = await run(process.execPath, process_, { env, maxBuffer: 10_000_000 })
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.startsWith('{'))
  const answer: Called = JSON.parse(lines.at(-1) ?? '{}')
  const [log] = lines.slice(0, -1).slice(-1)
  return log === undefined ? answer : { ...answer, logged: JSON.parse(log) }
}

function addressOf(path: string): string {
  // The port of a server that listens is known.
  return `http://127.0.0.1:${(aws.address() as AddressInfo).port}${path}`
}
