/**
 * What a Lambda function finds in its environment, checked, and the services made of it. Each function is given the
 * variables of what it may use: a port whose variable is absent says so when it is used. A file that imports one service
 * of here has no other's client in its bundle. The only place of functions/aws that reads the environment.
 */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { realClock } from '../clock.ts'
import type { Clock, Identity, Ids, Mailer, Table, Workflows } from '../services.ts'
import { patientClient } from './client.ts'
import { oidcIdentity } from './identity.ts'
import { sesMailer } from './mailer.ts'
import { dynamoTable } from './table.ts'
import { stepFunctionsWorkflows } from './workflows.ts'

const Text = z.optional(z.string().check(z.minLength(1)))

const Variables = z.object({
  /** `office`, `rehearsal`: names the stage in logs and metrics. */
  DONDOC_STAGE: z._default(z.string(), 'office'),
  DONDOC_TABLE: Text,
  DONDOC_BUCKET: Text,
  /** What stands before a machine's name in its ARN. */
  DONDOC_MACHINES: z.optional(z.string().check(z.regex(/^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[\w-]*$/))),
  /** Absent until SES may send in the office's name: letters stay in the outbox. */
  DONDOC_SENDER: Text,
  DONDOC_CONFIGURATION_SET: Text,
  DONDOC_ISSUER: z.optional(z.url()),
  DONDOC_AUDIENCE: Text,
  DONDOC_PERSON_CLAIM: z._default(z.string(), 'email'),
  DONDOC_ISSUER_KEYS: z.optional(z.url()),
  DONDOC_PUBLIC_URL: z.optional(z.url()),
})
type Variables = z.infer<typeof Variables>

let read: Variables | undefined

/** The variables, read once; what is wrong with one is told with its name. */
export function variables(): Variables {
  read ??= Variables.parse(process.env)
  return read
}

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

export function mailer(): Mailer {
  const { DONDOC_SENDER: sender, DONDOC_CONFIGURATION_SET: configurationSet } = variables()
  // Whoever composes a letter keeps it, and the outbox shows it.
  if (sender === undefined) return { send: async () => {} }
  const client = new SESv2Client(patientClient)
  return sesMailer({ client, sender, ...(configurationSet === undefined ? {} : { configurationSet }) })
}

export function identity(people: Table): Identity {
  const { DONDOC_PERSON_CLAIM: personClaim, DONDOC_ISSUER_KEYS: keys } = variables()
  return given('DONDOC_ISSUER', (issuer) =>
    given('DONDOC_AUDIENCE', (audience) =>
      oidcIdentity({ table: people, issuer, audience, personClaim, ...(keys === undefined ? {} : { keys }) }),
    ),
  )
}

export function clock(): Clock {
  return realClock()
}

export const ids: Ids = { next: () => randomUUID() }

/** The port that a variable makes; without it one that refuses to be used. */
function given<Port extends object>(name: keyof Variables, make: (value: string) => Port): Port {
  const value = variables()[name]
  return value === undefined ? absent(`${name} is not set for this function`) : make(value)
}

/** A port that this function was not given: it can be passed on, and tells why when it is used. */
export function absent<Port extends object>(why: string): Port {
  const refuse = () => {
    throw new Error(why)
  }
  // Nothing of the port is there, and everything that is asked of it is answered with the reason.
  return new Proxy({}, { get: refuse }) as Port
}
