/** What the expressions of a state see: `$states`, and the variables of its thread and of those around it. */
import type { Json } from '../../functions/services.ts'
import { executionArn, roleArn, stateMachineArn } from './arns.ts'
import { type Execution, parentOf, type Thread } from './execution.ts'
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
  if (thread.parent === 0) return thread.variables
  const parent = parentOf(execution, thread)
  if (thread.isSilent && !parent.isSilent) return thread.variables
  return { ...visibleVariables(execution, parent), ...thread.variables }
}

/** Whether a name belongs to a scope around the thread's own. */
export function isOuterVariable(execution: Execution, thread: Thread, name: string): boolean {
  if (thread.parent === 0) return false
  const parent = parentOf(execution, thread)
  if (thread.isSilent && !parent.isSilent) return false
  return Object.hasOwn(visibleVariables(execution, parent), name)
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf(
  execution: Execution,
  thread: Thread,
  { token, item = itemOf(execution, thread) }: ContextParts,
): Json {
  const { stateMachine, name, startedMs } = execution
  return {
    Execution: {
      Id: executionArn(stateMachine, name),
      Input: inputOf(execution),
      StartTime: new Date(startedMs).toISOString(),
      Name: name,
      RoleArn: roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: stateMachineArn(stateMachine), Name: stateMachine },
    State: {
      Name: thread.state,
      EnteredTime: new Date(thread.enteredMs).toISOString(),
      ...(thread.retries.length > 0 && { RetryCount: retryCount(thread) }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(item !== undefined && { Map: { Item: item } }),
  }
}

function itemOf(execution: Execution, thread: Thread): Json | undefined {
  if (thread.item !== undefined || thread.parent === 0) return thread.item
  return itemOf(execution, parentOf(execution, thread))
}

function retryCount({ retries }: Thread): number {
  return retries.reduce((sum, count) => sum + count, 0)
}

const inputs = new WeakMap<Execution, Json>()

function inputOf(execution: Execution): Json {
  const known = inputs.get(execution)
  if (known !== undefined) return known
  const input: Json = JSON.parse(execution.input)
  inputs.set(execution, input)
  return input
}
