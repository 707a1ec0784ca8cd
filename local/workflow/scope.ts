/** What the expressions of a state see: `$states`, and the variables of its thread and of those around it. */
import type { Json } from '../../functions/services.ts'
import { executionArn, roleArn, stateMachineArn } from './arns.ts'
import { type Execution, iterationAround, parentOf, type Thread } from './execution.ts'
import type { Scope } from './expression.ts'

type Members = { readonly [member: string]: Json }

/** `members` are `result` or `errorOutput`, where the field sees them. */
export function scopeOf(
  execution: Execution,
  thread: Thread,
  nowMs: number,
  members: Members = {},
  extra: ContextParts = {},
): Scope {
  return {
    states: { input: thread.input, ...members },
    context: () => contextOf(execution, thread, extra),
    variables: visibleVariables(execution, thread),
    now: nowMs,
  }
}

interface ContextParts {
  /** For the arguments of a task that waits for its token. */
  readonly token?: string | undefined
  /** For an ItemSelector, which belongs to the Map and sees the iteration's item. */
  readonly item?: Json | undefined
}

/**
 * An inner scope sees the variables of those around it. Iterations of a distributed Map are executions of their own
 * and see none of the machine's that started them.
 */
function visibleVariables(execution: Execution, thread: Thread): { readonly [name: string]: Json } {
  if (isOwnExecution(thread)) return thread.variables
  return { ...visibleVariables(execution, parentOf(execution, thread)), ...thread.variables }
}

function isOwnExecution({ parent, child }: Thread): boolean {
  return parent === 0 || child !== undefined
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf(
  execution: Execution,
  thread: Thread,
  { token, item = itemOf(execution, thread) }: ContextParts,
): Json {
  const child = thread.isSilent ? iterationAround(execution, thread).child : undefined
  const { stateMachine, name, startedMs } = child ?? execution
  const { retries } = thread
  return {
    Execution: {
      Id: executionArn(stateMachine, name),
      Input: child === undefined ? inputOf(execution) : child.input,
      StartTime: new Date(startedMs).toISOString(),
      Name: name,
      RoleArn: roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: stateMachineArn(stateMachine), Name: stateMachine },
    State: {
      Name: thread.state,
      EnteredTime: new Date(thread.enteredMs).toISOString(),
      ...(retries !== null && { RetryCount: retries.reduce((sum, count) => sum + count, 0) }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(item !== undefined && { Map: { Item: item } }),
  }
}

function itemOf(execution: Execution, thread: Thread): Json | undefined {
  if (thread.item !== undefined || isOwnExecution(thread)) return thread.item
  return itemOf(execution, parentOf(execution, thread))
}

const inputs = new WeakMap<Execution, Json>()

function inputOf(execution: Execution): Json {
  const known = inputs.get(execution)
  if (known !== undefined) return known
  const input: Json = JSON.parse(execution.input)
  inputs.set(execution, input)
  return input
}
