/** How executions fail: the error names of the Amazon States Language, and which of them a Retry or a Catch takes. */

/** What a state, a branch or an execution failed of. Either may be unknown: SendTaskFailure needs neither. */
export interface Failed {
  readonly error: string | null
  readonly cause: string | null
  /** A missed heartbeat is reported as States.Timeout and is also taken by the name States.HeartbeatTimeout. */
  readonly heartbeat?: true
}

/** Ends the attempt of a state; Retry and Catch of the state may take it. */
export class StateFailure extends Error {
  override name = 'StateFailure'
  readonly failed: Failed

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`)
    this.failed = { error, cause }
  }
}

/** What was wrong with an expression or with what it gave. The state adds its own name in front of the sentence. */
export class EvaluationFailure extends Error {
  override name = 'EvaluationFailure'
  /** The field, as `Output/result`; absent where the value came without an expression. */
  readonly location: string | undefined

  constructor(sentence: string, location?: string) {
    super(sentence)
    this.location = location
  }
}

/** A fault that neither Retry nor Catch takes, even by name (Step Functions developer guide, error names). */
export function isTerminal({ error }: Failed): boolean {
  return error === 'States.Runtime'
}

/**
 * Whether the names of an ErrorEquals take a failure. States.ALL takes neither States.DataLimitExceeded nor
 * States.Runtime; States.TaskFailed takes any error but States.Timeout.
 */
export function takes(names: readonly string[], failed: Failed): boolean {
  if (isTerminal(failed)) return false
  const isWide = failed.error !== 'States.DataLimitExceeded'
  return names.some(
    (name) =>
      name === failed.error ||
      (name === 'States.HeartbeatTimeout' && failed.heartbeat === true) ||
      (name === 'States.ALL' && isWide) ||
      (name === 'States.TaskFailed' && isWide && failed.error !== 'States.Timeout'),
  )
}

/** The sentence Step Functions puts in front of what happened inside a state. */
export function inState(name: string, enteredAt: number, sentence: string): string {
  return `An error occurred while executing the state '${name}' (entered at the event id #${enteredAt}). ${sentence}`
}

export function tooLarge(name: string): StateFailure {
  return new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  )
}
