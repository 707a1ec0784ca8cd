/** The Lambda functions of a workflow, on one machine: functions by name. */
import type { Json } from '../../functions/services.ts'
import { isObject } from './json.ts'
import type { Answer } from './states/task.ts'

export type Step = (payload: Json, call: StepCall) => unknown

export interface StepCall {
  readonly name: string
  /** The ARN of the execution that calls. */
  readonly execution: string
  /** For whoever must complete the task later; only where the state waits for its token. */
  readonly token?: string
}

/** undefined for a name that has no function. */
export type Steps = (name: string) => Step | undefined

/** Thrown by a step to fail with exactly this error and cause. */
export class StepFailure extends Error {
  override name = 'StepFailure'
  readonly error: string
  readonly reason: string

  constructor(error: string, reason: string) {
    super(`${error}: ${reason}`)
    this.error = error
    this.reason = reason
  }
}

/** Calls the step. What it takes and what it gives go through JSON, as they would through Lambda. */
export async function callStep(steps: Steps, payload: Json, call: StepCall): Promise<Answer> {
  const step = steps(call.name)
  if (step === undefined) return { failed: notFound(call.name) }
  try {
    const taken: Json = JSON.parse(JSON.stringify(payload))
    const value: Json = JSON.parse(JSON.stringify(await step(taken, call)) ?? 'null')
    return { value }
  } catch (error) {
    return { failed: error instanceof StepFailure ? { error: error.error, cause: error.reason } : failureOf(error) }
  }
}

function notFound(name: string) {
  const details =
    'Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: local; Proxy: null'
  return { error: 'Lambda.ResourceNotFoundException', cause: `Function not found: ${name}:$LATEST (${details})` }
}

/** As Lambda's Node runtime reports it: the error's name, and its message and trace as JSON text. */
function failureOf(error: unknown): { error: string; cause: string } {
  const isError = error instanceof Error
  const errorType = isError ? error.name : typeof error
  const errorMessage = isError ? error.message : isObject(error) ? JSON.stringify(error) : String(error)
  const trace = isError ? (error.stack ?? '').split('\n') : []
  return { error: errorType, cause: JSON.stringify({ errorType, errorMessage, trace }) }
}
