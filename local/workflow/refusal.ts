/** What an operation of the engine refuses, by the names of Step Functions' own exceptions. */

export type RefusalCode =
  | 'StateMachineDoesNotExist'
  | 'InvalidName'
  | 'InvalidExecutionInput'
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InvalidArn'
  | 'InvalidToken'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'InvalidOutput'
  | 'ValidationException'

/** Most of these are ordinary answers: whoever completes a task asks for the code, and looks at the record. */
export class WorkflowRefusal extends Error {
  override name = 'WorkflowRefusal'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Throws ValidationException in Step Functions' words; what may be secret is not quoted. */
export function checkLength(name: 'error' | 'cause' | 'output', length: number, most: number): void {
  if (length <= most) return
  throw invalid(`Value at '${name}'`, `Member must have length less than or equal to ${most}`)
}

const usualPage = 100

/** A page of so many at most; 0 asks for the usual page. Throws ValidationException. */
export function pageSize(maxResults: number): number {
  const quoted = `Value '${maxResults}' at 'maxResults'`
  if (!(maxResults >= 0)) throw invalid(quoted, 'Member must have value greater than or equal to 0')
  if (maxResults > 1000) throw invalid(quoted, 'Member must have value less than or equal to 1000')
  return maxResults === 0 ? usualPage : Math.floor(maxResults)
}

/** Those of Step Functions, in its order; nothing of ours is ever redriven. */
const statusesAsked = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING']

/** Throws ValidationException, for whoever asks from outside what TypeScript knows. */
export function checkStatus(status: string): void {
  if (statusesAsked.includes(status)) return
  const values = statusesAsked.join(', ')
  throw invalid(`Value '${status}' at 'statusFilter'`, `Member must satisfy enum value set: [${values}]`)
}

function invalid(subject: string, constraint: string): WorkflowRefusal {
  return new WorkflowRefusal(
    'ValidationException',
    `1 validation error detected: ${subject} failed to satisfy constraint: ${constraint}`,
  )
}

/** What a page's token stands for: the number of what came last. Throws InvalidToken. */
export function placeIn(nextToken: string): number {
  const place = Number(nextToken)
  if (/^\d+$/.test(nextToken) && Number.isSafeInteger(place)) return place
  throw new WorkflowRefusal('InvalidToken', "Invalid Token: 'Invalid token'")
}

/** No white space, brackets, wildcards, the characters below, or control characters (API reference, StartExecution). */
const forbidden = /[\s\p{Cc}\p{Cs}<>{}[\]?*"#%\\^|~`$&,;:/\ufffe\uffff]/u

/** Whether every character may be part of a name, and so of an ARN. */
export function isName(text: string): boolean {
  return !forbidden.test(text)
}

/** Throws InvalidName. */
export function checkName(name: string): void {
  if (name.length >= 1 && name.length <= 80 && isName(name)) return
  throw new WorkflowRefusal('InvalidName', `Invalid Name: '${name}'`)
}
