/** The states that only lead on: Pass, Choice, Wait, Succeed, Fail. */
import type { Choice, Fail, Pass, Rule, Succeed, Wait } from '../definition.ts'
import { EvaluationFailure, inState, StateFailure } from '../failures.ts'
import { conditionIn, textIn, wholeNumberIn } from '../fieldValues.ts'
import type { Outcome, Turn } from '../outcome.ts'
import { scopeOf } from '../scope.ts'
import { timestampMs } from '../timestamp.ts'

export function pass(_turn: Turn, state: Pass | Succeed): Outcome {
  return { kind: 'leave', leaving: state }
}

/** The first rule whose condition holds, or the default; each with its own Output and Assign. */
export async function choose({ execution, thread, nowMs }: Turn, state: Choice): Promise<Outcome> {
  const scope = scopeOf(execution, thread, nowMs)
  const holds = (rule: Rule, index: number) => conditionIn(rule.condition, scope, `Choices[${index}]/Condition`)
  for (const [index, rule] of state.rules.entries()) {
    if (await holds(rule, index)) return { kind: 'leave', leaving: rule }
  }
  const { name, otherwise, output, assign } = state
  if (otherwise !== undefined) return { kind: 'leave', leaving: { name, next: otherwise, output, assign } }
  const sentence = 'Failed to transition out of the state. The state does not point to a next state.'
  throw new StateFailure('States.NoChoiceMatched', inState(name, thread.enteredAt, sentence))
}

/** Step Functions counts the seconds of a wait in 31 bits. */
const longestWaitMs = 2_147_483_647_000

export async function wait(turn: Turn, state: Wait): Promise<Outcome> {
  const untilMs = await waitEndMs(turn, state)
  if (untilMs - turn.nowMs > longestWaitMs) {
    throw new StateFailure(
      'States.Runtime',
      inState(state.name, turn.thread.enteredAt, 'Wait state delay is too long.'),
    )
  }
  return untilMs <= turn.nowMs
    ? { kind: 'leave', leaving: state }
    : { kind: 'stand', phase: { kind: 'waiting', untilMs } }
}

async function waitEndMs({ execution, thread, nowMs }: Turn, { seconds, timestamp }: Wait): Promise<number> {
  const scope = scopeOf(execution, thread, nowMs)
  if (seconds !== undefined) return nowMs + (await wholeNumberIn(seconds, scope, 'Seconds', 0)) * 1000
  const text = timestamp === undefined ? '' : await textIn(timestamp, scope, 'Timestamp')
  const ms = timestampMs(text)
  if (ms !== undefined) return ms
  throw new EvaluationFailure(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  )
}

export async function fail({ execution, thread, nowMs }: Turn, { error, cause }: Fail): Promise<Outcome> {
  const scope = scopeOf(execution, thread, nowMs)
  return {
    kind: 'giveUp',
    failed: {
      error: error === undefined ? null : await textIn(error, scope, 'Error'),
      cause: cause === undefined ? null : await textIn(cause, scope, 'Cause'),
    },
  }
}
