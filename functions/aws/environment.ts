/**
 * The services of a Lambda function, made of its variables. Each function is given those of what it may use: a port whose
 * variable is absent says so when it is used. Who imports one service of here has no other's client in their bundle.
 */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SFNClient } from '@aws-sdk/client-sfn'
import { realClock } from '../clock.ts'
import { oidcIdentity } from '../identity/oidc.ts'
import type {
  Clock,
  FailedSignIns,
  Files,
  Identity,
  Ids,
  Links,
  Mailer,
  MovableTime,
  Table,
  Workflows,
} from '../services.ts'
import { absent } from './absent.ts'
import { patientClient, patientFilesClient } from './client.ts'
import { dynamoFailedSignIns } from './failedSignIns.ts'
import { s3Files } from './files.ts'
import { s3KeptFiles } from './keptFiles.ts'
import { dynamoLinkKeys } from './linkKeys.ts'
import { sesMailer } from './mailer.ts'
import { type RehearsalClock, rehearsalClock, rehearsalMovableTime } from './rehearsalTime.ts'
import { dynamoTable } from './table.ts'
import { type Rehearsal, type Variables, variables } from './variables.ts'
import { stepFunctionsWorkflows } from './workflows.ts'

export function table(): Table {
  return given('DONDOC_TABLE', (tableName) =>
    // One try for each request: the driver itself tries again.
    dynamoTable({ client: new DynamoDBClient({ ...patientClient, maxAttempts: 1 }), tableName }),
  )
}

export function workflows(): Workflows {
  return given('DONDOC_MACHINES', (machines) =>
    stepFunctionsWorkflows({ client: new SFNClient(patientClient), machines }),
  )
}

/** The machine's name in workflows/, of an ARN under DONDOC_MACHINES. */
export function machineIn(stateMachineArn: string): string {
  const { DONDOC_MACHINES: machines = '' } = variables()
  return stateMachineArn.startsWith(machines) ? stateMachineArn.slice(machines.length) : stateMachineArn
}

export function mailer(): Mailer {
  const {
    DONDOC_SENDER: sender,
    DONDOC_SENDER_NAME: senderName,
    DONDOC_CONFIGURATION_SET: configurationSet,
  } = variables()
  // Whoever composes a letter keeps it, and the outbox shows it.
  if (sender === undefined) return { staysInOutbox: true, send: async () => undefined }
  // A rate that is exceeded is met by trying again within seconds; what is left then, the round sends later that morning.
  const client = new SESv2Client(patientClient)
  return sesMailer({
    client,
    sender,
    ...(senderName === undefined ? {} : { senderName }),
    ...(configurationSet === undefined ? {} : { configurationSet }),
  })
}

export function files(): Files {
  return given('DONDOC_BUCKET', (bucket) => s3Files({ client: new S3Client(patientFilesClient), bucket }))
}

/** For a function that reads what is kept, and does nothing else with files. */
export function keptFiles(): Pick<Files, 'kept'> {
  return given('DONDOC_BUCKET', (bucket) => s3KeptFiles({ client: new S3Client(patientFilesClient), bucket }))
}

/** Undefined for a function that neither signs nor checks links. */
export function links(): Links | undefined {
  const { DONDOC_LINK_KEYS: tableName, DONDOC_PUBLIC_URL: publicUrl } = variables()
  if (tableName === undefined || publicUrl === undefined) return undefined
  return {
    publicUrl: publicUrl.replace(/\/$/, ''),
    linkKeys: dynamoLinkKeys({ client: new DynamoDBClient(patientClient), tableName }),
    realTime: () => Date.now(),
  }
}

export function failedSignIns(): FailedSignIns {
  return given('DONDOC_FAILED_SIGN_INS', (tableName) =>
    dynamoFailedSignIns({ client: new DynamoDBClient(patientClient), tableName }),
  )
}

/** Where the issuer sends a browser back to: a page of the product. */
const signInPage = '/dang-nhap'

export function identity(people: Table): Identity {
  const { DONDOC_PERSON_CLAIM: personClaim, DONDOC_ISSUER_KEYS: keys, DONDOC_PUBLIC_URL: publicUrl } = variables()
  return given('DONDOC_ISSUER', (issuer) =>
    given('DONDOC_AUDIENCE', (audience) =>
      oidcIdentity({
        table: people,
        issuer,
        audience,
        personClaim,
        ...(keys === undefined ? {} : { keys }),
        ...(publicUrl === undefined ? {} : { redirectUri: new URL(signInPage, publicUrl).href }),
      }),
    ),
  )
}

/** The office's time, on a host whose own timers run on real time. */
export interface OfficeTime {
  readonly clock: Clock
  /** Awaited before each request: the clock of a stage that rehearses is read from the table. */
  look(): Promise<unknown>
  /** How long a machine waits for seconds of the office. */
  realSeconds(officeSeconds: number): number
  /** In a stage that rehearses alone. */
  readonly movableTime?: MovableTime
}

export function officeTime(table: Table, workflows: Workflows): OfficeTime {
  if (!variables().DONDOC_REHEARSAL) {
    return { clock: realClock(), look: async () => {}, realSeconds: (seconds) => seconds }
  }
  const { clock } = rehearsal(table)
  const { look, realSeconds } = clock
  return { clock, look, realSeconds, movableTime: rehearsalMovableTime(table, clock, { workflows, ids }) }
}

/** The settings and the clock of a stage that rehearses. */
export function rehearsal(table: Table): { readonly settings: Rehearsal; readonly clock: RehearsalClock } {
  const settings = variables().DONDOC_REHEARSAL
  if (!settings) throw new Error('DONDOC_REHEARSAL is not set: the time of this stage is real, and nobody moves it')
  return { settings, clock: rehearsalClock(table, settings) }
}

export const ids: Ids = { next: () => randomUUID() }

/** The port that a variable makes; without it one that refuses to be used. */
function given<Port extends object>(
  name: Exclude<keyof Variables, 'DONDOC_REHEARSAL'>,
  make: (value: string) => Port,
): Port {
  const value = variables()[name]
  return value === undefined ? absent(`${name} is not set for this function`) : make(value)
}
