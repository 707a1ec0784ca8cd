/** Executions and their events, as the operations of Step Functions show them. */
import type { Instant } from '../../domain/days.ts'
import type { Json } from '../../functions/services.ts'
import { executionArn, stateMachineArn } from './arns.ts'
import type { HistoryEvent, StartedBy, Status } from './execution.ts'
import type { Answer } from './states/task.ts'
import type { Summary } from './store.ts'

export interface Description {
  readonly executionArn: string
  readonly stateMachineArn: string
  readonly name: string
  readonly status: Status
  readonly startDate: Instant
  readonly stopDate?: Instant
  /** JSON text, like the output. */
  readonly input: string
  readonly output?: string
  readonly error?: string
  readonly cause?: string
}

export interface HistoryPage {
  readonly events: readonly ShownEvent[]
  /** While there are more. */
  readonly nextToken?: string
}

/** With `stateEnteredEventDetails` or whatever its type has. */
export interface ShownEvent {
  readonly id: number
  readonly previousEventId: number
  readonly type: string
  readonly timestamp: Instant
  readonly [details: string]: Json
}

export function describe(summary: Summary): Description {
  const { stateMachine, name, status, input, output, error, cause, startedMs, stoppedMs } = summary
  return {
    executionArn: executionArn(stateMachine, name),
    stateMachineArn: stateMachineArn(stateMachine),
    name,
    status,
    startDate: instant(startedMs),
    ...(stoppedMs !== null && { stopDate: instant(stoppedMs) }),
    input,
    ...(output !== null && { output }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  }
}

/** What `.sync` hands to the task that waits for an execution: the description, in the integration's capitals. */
export function endAnswer(summary: Summary, { waitsFor }: StartedBy): Answer {
  const { stateMachine, name, status, input, output, error, cause, startedMs, stoppedMs } = summary
  const shown = (text: string): Json => (waitsFor === 'executionOutput' ? JSON.parse(text) : text)
  const told = {
    ...(cause !== null && { Cause: cause }),
    ...(error !== null && { Error: error }),
    ExecutionArn: executionArn(stateMachine, name),
    Input: shown(input),
    InputDetails: { Included: true },
    Name: name,
    ...(output !== null && { Output: shown(output), OutputDetails: { Included: true } }),
    StartDate: startedMs,
    StateMachineArn: stateMachineArn(stateMachine),
    Status: status,
    ...(stoppedMs !== null && { StopDate: stoppedMs }),
  }
  if (status === 'SUCCEEDED') return { value: told }
  return { failed: { error: 'States.TaskFailed', cause: JSON.stringify(told) } }
}

export function shownEvent({ id, previousEventId, type, timestampMs, details }: HistoryEvent): ShownEvent {
  return { id, previousEventId, type, timestamp: instant(timestampMs), ...details }
}

export function instant(ms: number): Instant {
  // toISOString is how this product writes instants: UTC, milliseconds, Z.
  return new Date(ms).toISOString() as Instant
}
