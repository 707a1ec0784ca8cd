/** The variables of a Lambda function, checked. The only place of functions/aws that reads the environment. */
import * as z from 'zod/mini'
import { Day } from '../../domain/programme/schema.ts'

/** What a stage that rehearses says of its time. */
export const Rehearsal = z.strictObject({
  startsOn: Day,
  /** So many real seconds pass for a day of the office while its time is moved. */
  secondsADay: z.number().check(z.positive(), z.maximum(86_400)),
})
export type Rehearsal = z.infer<typeof Rehearsal>

/** What is no JSON is told as what was found. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const Text = z.optional(z.string().check(z.minLength(1)))

const Variables = z.object({
  /** `office`, `rehearsal`: names the stage in logs and metrics. */
  DONDOC_STAGE: z._default(z.string(), 'office'),
  /** Which step this function is: names it in its logs and metrics. */
  DONDOC_STEP: Text,
  DONDOC_TABLE: Text,
  DONDOC_BUCKET: Text,
  /** What stands before a machine's name in its ARN. */
  DONDOC_MACHINES: z.optional(z.string().check(z.regex(/^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[\w-]*$/))),
  /** Absent until SES may send in the office's name: letters stay in the outbox. */
  DONDOC_SENDER: Text,
  DONDOC_SENDER_NAME: Text,
  DONDOC_CONFIGURATION_SET: Text,
  DONDOC_ISSUER: z.optional(z.url()),
  DONDOC_AUDIENCE: Text,
  DONDOC_PERSON_CLAIM: z._default(z.string(), 'email'),
  DONDOC_ISSUER_KEYS: z.optional(z.url()),
  DONDOC_PUBLIC_URL: z.optional(z.url()),
  /** The table of the keys that sign links of letters. */
  DONDOC_LINK_KEYS: Text,
  /** The table in which failed sign-ins are counted. */
  DONDOC_FAILED_SIGN_INS: Text,
  /** JSON, in a stage that rehearses alone. */
  DONDOC_REHEARSAL: z.optional(z.pipe(z.pipe(z.string(), z.transform(jsonIn)), Rehearsal)),
  /** Another origin that the pages may send files to. */
  DONDOC_CONNECT_TO: z.optional(z.url()),
})
export type Variables = z.infer<typeof Variables>

let read: Variables | undefined

/** The variables, read once; what is wrong with one is told with its name. */
export function variables(): Variables {
  read ??= Variables.parse(process.env)
  return read
}
