/** The ASL files as values, for the tests that look into them or run them. */
import { readdirSync, readFileSync } from 'node:fs'

export interface AslState {
  readonly Type: string
  readonly Resource?: string
  readonly Arguments?: { readonly FunctionName?: string; readonly Payload?: object }
  readonly TimeoutSeconds?: number | string
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[]
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[]
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[]
  readonly Default?: string
  readonly Next?: string
}

export interface StateMachine {
  readonly StartAt: string
  readonly TimeoutSeconds?: number
  readonly States: { readonly [name: string]: AslState }
}

/**
 * What every Task tries again, beside the end of its own time: what our ports throw when the other side is busy, what
 * Lambda answers when it cannot run the function, and how Step Functions names a function that did not come to its end.
 * A function's time is less than its state's, so a call that is slow ends as `Sandbox.Timedout`, or as `Lambda.Unknown`
 * where Lambda gives no name; one whose process dies, as `Runtime.ExitError`. Source: AWS Step Functions Developer Guide,
 * "Handle transient Lambda service exceptions"; AWS Lambda Developer Guide, "Troubleshoot invocation issues".
 */
export const passing = [
  'TableBusy',
  'UnknownOutcome',
  'WorkflowsBusy',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'Runtime.ExitError',
]

const folder = 'workflows'
const suffix = '.asl.json'

/** By name: the file's, without its suffix. */
export const machineTexts: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => [file.slice(0, -suffix.length), readFileSync(`${folder}/${file}`, 'utf8')]),
)

export const machines: ReadonlyMap<string, StateMachine> = new Map(
  [...machineTexts].map(([name, text]) => [name, JSON.parse(text)]),
)

export function tasksIn({ States }: StateMachine): [string, AslState][] {
  return Object.entries(States).filter(([, state]) => state.Type === 'Task')
}

/** Its time is the wait's, not the function's. */
export function isWaitForToken({ Resource }: AslState): boolean {
  return Resource?.endsWith('.waitForTaskToken') === true
}

/** The name in `${…}`: a file of functions/steps. */
export function stepNamed(state: AslState): string {
  return /^\$\{(\w+)\}$/.exec(state.Arguments?.FunctionName ?? '')?.[1] ?? ''
}
