import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { S3Client } from '@aws-sdk/client-s3'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SFNClient } from '@aws-sdk/client-sfn'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

const whole = {
  DONDOC_STAGE: 'rehearsal',
  DONDOC_TABLE: 'dondoc',
  DONDOC_BUCKET: 'dondoc-files',
  DONDOC_MACHINES: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dondoc-rehearsal-',
  DONDOC_SENDER: 'vanthu@example.com',
  DONDOC_SENDER_NAME: 'Office',
  DONDOC_CONFIGURATION_SET: 'dondoc-letters',
  DONDOC_ISSUER: 'https://issuer.example.com/pool',
  DONDOC_AUDIENCE: 'dondoc-client',
  DONDOC_PUBLIC_URL: 'https://dondoc.example.com/',
  DONDOC_REHEARSAL: '{"startsOn":"2012-11-08","secondsADay":2}',
  AWS_REGION: 'ap-southeast-1',
  AWS_ENDPOINT_URL: undefined,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
}

/** The modules read their environment once in a function's life. */
beforeEach(() => {
  vi.resetModules()
})

describe('a variable', () => {
  it.each([
    ['DONDOC_MACHINES', 'dondoc-rehearsal-'],
    ['DONDOC_ISSUER', 'pool'],
    ['DONDOC_SENDER', ''],
    ['DONDOC_REHEARSAL', '2012-11-08'],
    ['DONDOC_REHEARSAL', '{"startsOn":"2012-11-31","secondsADay":2}'],
    ['DONDOC_REHEARSAL', '{"startsOn":"2012-11-08","secondsADay":0}'],
    ['DONDOC_REHEARSAL', '{"startsOn":"2012-11-08","secondsADay":2,"speed":3}'],
  ])('%s is told by its name where it is %j', async (name, value) => {
    const { variables } = await opened({ ...whole, [name]: value })
    expect(variables).toThrow(name)
  })

  it('that is absent is told when what it makes is used, and not before', async () => {
    const { services } = await opened({})
    const [table, workflows] = [services.table(), services.workflows()]
    const passedOn = { ...{ table, workflows, files: services.files(), identity: services.identity(table) } }
    expect(() => passedOn.table.get({ pk: 'a', sk: 'b' })).toThrow('DONDOC_TABLE is not set for this function')
    expect(() => passedOn.workflows.describe('a', 'b')).toThrow('DONDOC_MACHINES is not set')
    expect(() => passedOn.files.inQuarantine('a')).toThrow('DONDOC_BUCKET is not set')
    expect(() => passedOn.identity.verify('a')).toThrow('DONDOC_ISSUER is not set')
  })
})

it('without a sender a letter stays where whoever composed it kept it', async () => {
  const { services } = await opened({})
  expect(await services.mailer().send({ id: 'a', to: 'a@example.com', subject: 'a', text: 'a' })).toBeUndefined()
})

it('a letter leaves in the office’s name, under the configuration set that watches bounces', async () => {
  const { services, requests } = await openedOnAws()
  await services.mailer().send(letter)
  expect(requests.map((body) => JSON.parse(body))).toMatchObject([
    {
      FromEmailAddress: `=?UTF-8?B?${Buffer.from('Office').toString('base64')}?= <vanthu@example.com>`,
      ConfigurationSetName: 'dondoc-letters',
    },
  ])
})

/** What the SDK knows of a client that has sent something. */
interface Configured {
  readonly config: {
    maxAttempts(): Promise<number>
    readonly requestHandler: { httpHandlerConfigs(): object }
  }
}

type Services = Awaited<ReturnType<typeof opened>>['services']
const letter = { id: 'a', to: 'a@example.com', subject: 'a', text: 'a' }
const patient = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true }

describe('a request that is lost is noticed in time and tried again:', () => {
  it.each<
    [
      string,
      typeof SFNClient | typeof SESv2Client | typeof S3Client | typeof DynamoDBDocumentClient,
      (services: Services) => Promise<unknown>,
      number,
      object,
    ]
  >([
    ['of a workflow', SFNClient, (services) => services.workflows().describe('periodic-report', 'a'), 4, patient],
    ['of a letter', SESv2Client, (services) => services.mailer().send(letter), 4, patient],
    [
      'of a file, which takes longer',
      S3Client,
      (services) => services.files().inQuarantine('a'),
      3,
      { ...patient, requestTimeout: 8000 },
    ],
    // Its driver tries again itself.
    ['of the table', DynamoDBDocumentClient, (services) => services.table().get({ pk: 'a', sk: 'b' }), 1, patient],
  ])('%s', async (_, Client, ask, attempts, timeouts) => {
    const sent = vi.spyOn(Client.prototype, 'send')
    onTestFinished(() => sent.mockRestore())
    const { services } = await openedOnAws()
    await ask(services).catch(() => undefined)
    const { config }: Configured = Object(sent.mock.contexts[0])
    expect(await config.maxAttempts()).toBe(attempts)
    expect(config.requestHandler.httpHandlerConfigs()).toMatchObject(timeouts)
  })
})

it('without an address of its pages nobody begins a session here', async () => {
  const { services } = await opened({ ...whole, DONDOC_PUBLIC_URL: undefined })
  const { signInBy, issuerDoor } = services.identity(services.table())
  expect({ signInBy, issuerDoor }).toEqual({ signInBy: [], issuerDoor: undefined })
})

describe('time', () => {
  it('is real, and nobody moves it, where the stage does not rehearse', async () => {
    const { services } = await opened({ ...whole, DONDOC_REHEARSAL: undefined })
    const { clock, movableTime, realSeconds } = services.officeTime(services.table(), services.workflows())
    expect(Math.abs(Date.parse(clock.now()) - Date.now())).toBeLessThan(60_000)
    expect(movableTime).toBeUndefined()
    expect(realSeconds(86_400)).toBe(86_400)
    expect(() => services.rehearsal(services.table())).toThrow('DONDOC_REHEARSAL is not set')
  })

  it('is the rehearsal’s where it does', async () => {
    const { services } = await opened(whole)
    const { clock, movableTime } = services.officeTime(services.table(), services.workflows())
    expect(clock.today()).toBe('2012-11-08')
    expect(movableTime).toBeDefined()
  })
})

it('a machine is known by its name in the repository, whatever its stage', async () => {
  const { services } = await opened(whole)
  expect(services.machineIn(`${whole.DONDOC_MACHINES}periodic-report`)).toBe('periodic-report')
  const others = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:another'
  expect(services.machineIn(others)).toBe(others)
})

async function opened(environment: { readonly [name: string]: string | undefined }) {
  for (const name of Object.keys(whole)) vi.stubEnv(name, environment[name])
  const { variables } = await import('../../../functions/aws/variables.ts')
  return { services: await import('../../../functions/aws/environment.ts'), variables }
}

/** The services against an address that answers every request with nothing, and what was asked of it. */
async function openedOnAws() {
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await Array.fromAsync(request)
    requests.push(Buffer.concat(chunks).toString())
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  // The port of a server that listens is known.
  const { port } = server.address() as AddressInfo
  return { ...(await opened({ ...whole, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })), requests }
}
