/** What an operation of the engine refuses, by the names of Step Functions' own exceptions. */

export type RefusalCode =
  | 'StateMachineDoesNotExist'
  | 'InvalidName'
  | 'InvalidExecutionInput'
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InvalidToken'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'InvalidOutput'

/** Most of these are ordinary answers: whoever completes a task asks for the code, and looks at the record. */
export class WorkflowRefusal extends Error {
  override name = 'WorkflowRefusal'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
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
