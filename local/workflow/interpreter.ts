/**
 * Drives an execution as far as it goes without the world: until every thread waits for the clock, an answer or a
 * token. What a state does is in states/; here is what all have in common: entering, leaving with Output and Assign,
 * Retry, Catch, and what the end of a thread means to the one around it.
 */
import type { Json } from '../../functions/services.ts'
import { roleArn } from './arns.ts'
import { breathe } from './breath.ts'
import type { Leaving, State } from './definition.ts'
import {
  addThread,
  childrenOf,
  type Execution,
  goOn,
  iterationAround,
  parentOf,
  removeThread,
  type Status,
  stand,
  stateOf,
  type Thread,
} from './execution.ts'
import { EvaluationFailure, type Failed, inState, isTerminal, StateFailure, takes, tooLarge } from './failures.ts'
import { failureDetails, HistoryIsFull, maxEvents, record, recordEnd, recordStart, whole } from './history.ts'
import { isObject, isTooLarge } from './json.ts'
import type { Outcome, Turn } from './outcome.ts'
import { delayMs, retrierFor } from './retry.ts'
import { scopeOf } from './scope.ts'
import { choose, fail, pass, wait } from './states/flow.ts'
import { iterationDone, iterationFailed, startMap } from './states/map.ts'
import { branchDone, startBranches } from './states/parallel.ts'
import { type Answer, begin, schedule, stepAnswered, timedOut, tokenAnswered } from './states/task.ts'
import { fill } from './template.ts'
import { haveRoom } from './variableRoom.ts'

/** The moment, and what a turn may need of the engine. */
export type World = Omit<Turn, 'execution' | 'thread'>

export function start(execution: Execution, world: World): void {
  const { block } = execution.machine
  recordStart(execution, world.nowMs, { input: execution.input, inputDetails: whole, roleArn })
  const input: Json = JSON.parse(execution.input)
  addThread(execution, block, {
    parent: 0,
    index: 0,
    isSilent: false,
    child: undefined,
    item: undefined,
    input,
    after: 0,
  })
}

/** So many states an execution goes through before others, and whoever asks the process something, have their turn. */
const statesBetweenBreaths = 500

export async function drive(execution: Execution, world: World): Promise<void> {
  for (let states = 1; execution.status === 'RUNNING'; states += 1) {
    const id = execution.ready.shift()
    if (id === undefined) return
    const thread = execution.threads.get(id)
    if (thread !== undefined) await take({ ...world, execution, thread }, look)
    if (states % statesBetweenBreaths === 0) await breathe()
  }
}

/** The step of a call answered; answers of attempts that are over change nothing. */
export async function answerCall(
  execution: Execution,
  world: World,
  threadId: number,
  token: string,
  answer: Answer,
): Promise<void> {
  const thread = execution.threads.get(threadId)
  if (execution.status !== 'RUNNING' || thread?.phase.kind !== 'calling' || thread.phase.call.token !== token) return
  const { call } = thread.phase
  await take({ ...world, execution, thread }, (turn, state) =>
    state.type === 'Task' ? stepAnswered(turn, state, call, answer) : nothing(state),
  )
}

/** Whoever had the token completed the task. False when the task is over, or never had this token. */
export async function answerToken(
  execution: Execution,
  world: World,
  threadId: number,
  token: string,
  answer: Answer,
): Promise<boolean> {
  const thread = execution.threads.get(threadId)
  const call = thread === undefined ? undefined : openCall(thread, token)
  if (execution.status !== 'RUNNING' || thread === undefined || call === undefined) return false
  await take({ ...world, execution, thread }, (turn, state) =>
    state.type === 'Task' ? tokenAnswered(turn, state, call, answer) : nothing(state),
  )
  return true
}

/** False when the task is over, or never had this token. */
export function heartbeat(execution: Execution, nowMs: number, threadId: number, token: string): boolean {
  const thread = execution.threads.get(threadId)
  const call = thread === undefined ? undefined : openCall(thread, token)
  if (execution.status !== 'RUNNING' || thread === undefined || call === undefined) return false
  const { kind } = thread.phase
  const { heartbeatSeconds } = call
  if ((kind === 'calling' || kind === 'callback') && heartbeatSeconds !== null) {
    stand(execution, thread, { kind, call: { ...call, heartbeatMs: nowMs + heartbeatSeconds * 1000 } })
  }
  return true
}

/** Whether the execution still waits for whoever has the token. */
export function isWaitingFor(execution: Execution, threadId: number, token: string): boolean {
  const thread = execution.threads.get(threadId)
  return execution.status === 'RUNNING' && thread !== undefined && openCall(thread, token) !== undefined
}

function openCall({ phase }: Thread, token: string) {
  if (phase.kind !== 'calling' && phase.kind !== 'callback') return undefined
  return phase.call.token === token && phase.call.waitsFor !== 'answer' ? phase.call : undefined
}

/** The clock reached what a thread was waiting for. */
export async function clockReached(execution: Execution, world: World, threadId: number): Promise<void> {
  const thread = execution.threads.get(threadId)
  if (execution.status !== 'RUNNING' || thread === undefined) return
  const { phase } = thread
  if (phase.kind === 'backoff' && phase.untilMs <= world.nowMs) goOn(execution, thread, { kind: 'attempt' })
  if (phase.kind === 'waiting' && phase.untilMs <= world.nowMs) {
    await take({ ...world, execution, thread }, (_turn, state) =>
      state.type === 'Wait' ? { kind: 'leave', leaving: state } : nothing(state),
    )
  }
  if (phase.kind === 'calling' || phase.kind === 'callback') {
    const { call } = phase
    const dueMs = Math.min(call.timeoutMs ?? Number.POSITIVE_INFINITY, call.heartbeatMs ?? Number.POSITIVE_INFINITY)
    if (dueMs <= world.nowMs) await take({ ...world, execution, thread }, (turn) => timedOut(turn, call))
  }
}

/** Ends the execution from outside: by StopExecution, or because its own time is over. */
export function endNow(execution: Execution, nowMs: number, status: 'ABORTED' | 'TIMED_OUT', failed: Failed): void {
  if (execution.status !== 'RUNNING') return
  const type = status === 'ABORTED' ? 'ExecutionAborted' : 'ExecutionTimedOut'
  // Step Functions gives the end of a stopped execution no event before it.
  end(execution, nowMs, status, { error: failed.error, cause: failed.cause }, () =>
    recordEnd(execution, nowMs, type, 0, failureDetails(failed)),
  )
}

type Act = (turn: Turn, state: State) => Outcome | Promise<Outcome>

/** Has something happen to a thread, and draws the conclusions. A failure of expressions or limits is the state's. */
async function take(turn: Turn, act: Act): Promise<void> {
  try {
    await conclude(turn, await act(turn, stateOf(turn.execution, turn.thread)))
  } catch (error) {
    await failWith(turn, error, recover)
  }
}

async function failWith(
  turn: Turn,
  error: unknown,
  then: (turn: Turn, failed: Failed) => Promise<void>,
): Promise<void> {
  let failed: Failed
  try {
    failed = failureOf(turn, error)
  } catch (fault) {
    if (fault instanceof HistoryIsFull) return historyIsFull(turn)
    throw fault
  }
  await then(turn, failed)
}

function look(turn: Turn, state: State): Outcome | Promise<Outcome> {
  const { thread } = turn
  if (thread.phase.kind === 'scheduled') return begin(turn, thread.phase.call)
  if (thread.phase.kind === 'enter') enter(turn, state)
  return attempt(turn, state)
}

function enter({ execution, thread, nowMs }: Turn, state: State): void {
  thread.beforeEntry = thread.lastEvent
  thread.enteredMs = nowMs
  thread.retries = 'retry' in state ? state.retry.map(() => 0) : null
  const input = JSON.stringify(thread.input)
  const details = { input, inputDetails: whole, name: thread.state }
  thread.enteredAt = record(execution, thread, nowMs, `${state.type}StateEntered`, details)
  stand(execution, thread, { kind: 'attempt' })
}

function attempt(turn: Turn, state: State): Outcome | Promise<Outcome> {
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return pass(turn, state)
    case 'Choice':
      return choose(turn, state)
    case 'Wait':
      return wait(turn, state)
    case 'Fail':
      return fail(turn, state)
    case 'Task':
      return schedule(turn, state)
    case 'Parallel':
      return startBranches(turn, state)
    case 'Map':
      return startMap(turn, state)
    default:
      return state satisfies never
  }
}

function nothing(state: State): never {
  throw new Error(`A ${state.type} state does not wait for this`)
}

async function conclude(turn: Turn, outcome: Outcome): Promise<void> {
  const { execution, thread } = turn
  switch (outcome.kind) {
    case 'leave': {
      const seen = outcome.result === undefined ? {} : { result: outcome.result }
      return leave(turn, outcome.leaving, seen, outcome.result ?? thread.input)
    }
    case 'stand':
      if (outcome.look) goOn(execution, thread, outcome.phase)
      else stand(execution, thread, outcome.phase)
      return
    case 'children':
      return
    case 'fail':
      return recover(turn, outcome.failed)
    case 'giveUp':
      return threadFailed(turn, outcome.failed)
    default:
      return outcome satisfies never
  }
}

/** Output and Assign both see the variables as they were when the state was entered. */
async function leave(
  turn: Turn,
  leaving: Leaving,
  seen: { readonly [member: string]: Json },
  unchanged: Json,
): Promise<void> {
  const { execution, thread, nowMs } = turn
  const scope = scopeOf(execution, thread, nowMs, seen)
  const assigned = leaving.assign === undefined ? undefined : await fill(leaving.assign, scope)
  const output = leaving.output === undefined ? unchanged : await fill(leaving.output, scope)
  const text = JSON.stringify(output)
  if (isTooLarge(text)) throw tooLarge(leaving.name)
  const variables = variablesOf(turn, leaving, assigned)
  dropChildren(execution, thread)
  const { type } = stateOf(execution, thread)
  record(execution, thread, nowMs, `${type}StateExited`, {
    ...(variables.length > 0 && {
      assignedVariables: Object.fromEntries(variables.map(([name, value]) => [name, JSON.stringify(value)])),
      assignedVariablesDetails: whole,
    }),
    name: leaving.name,
    output: text,
    outputDetails: whole,
  })
  for (const [name, value] of variables) thread.variables[name] = value
  if (leaving.next === null) return threadDone(turn, output, text)
  thread.state = leaving.next
  thread.input = output
  goOn(execution, thread, { kind: 'enter' })
}

function variablesOf({ execution, thread }: Turn, { name }: Leaving, assigned: Json | undefined): [string, Json][] {
  if (!isObject(assigned)) return []
  const named = assigned as { readonly [name: string]: Json }
  const text = JSON.stringify(named)
  if (isTooLarge(text) || !haveRoom(execution, thread, named, text)) throw tooLarge(name)
  return Object.entries(named)
}

/** What the state failed of, with the event of an evaluation that failed. Anything else is a bug and goes on up. */
function failureOf({ execution, thread, nowMs }: Turn, error: unknown): Failed {
  if (error instanceof StateFailure) return error.failed
  if (!(error instanceof EvaluationFailure)) throw error
  const cause = inState(thread.state, thread.enteredAt, error.message)
  const failed: Failed = { error: 'States.QueryEvaluationError', cause }
  const after = thread.lastEvent === thread.enteredAt ? thread.beforeEntry : thread.lastEvent
  const details = {
    ...failureDetails(failed),
    ...(error.location !== undefined && { location: error.location }),
    state: thread.state,
  }
  record(execution, thread, nowMs, 'EvaluationFailed', details, { after })
  return failed
}

/** Retry, then Catch, then the failure is the thread's. */
async function recover(turn: Turn, failed: Failed): Promise<void> {
  const { execution, thread, nowMs } = turn
  const state = stateOf(execution, thread)
  try {
    dropChildren(execution, thread)
    const { retries } = thread
    if (!('retry' in state) || retries === null) return await threadFailed(turn, failed)
    const index = retrierFor(state.retry, failed, retries)
    const retrier = index === undefined ? undefined : state.retry[index]
    if (index !== undefined && retrier !== undefined) {
      const used = retries[index] ?? 0
      retries[index] = used + 1
      return stand(execution, thread, { kind: 'backoff', untilMs: nowMs + delayMs(retrier, used, turn.chance) })
    }
    if (state.type !== 'Task') record(execution, thread, nowMs, `${state.type}StateFailed`)
    const catcher = state.catch.find(({ errors }) => takes(errors, failed))
    if (catcher === undefined || isTerminal(failed)) return await threadFailed(turn, failed)
    const errorOutput = errorOutputOf(failed)
    await leave(turn, catcher, { errorOutput }, errorOutput)
  } catch (error) {
    await failWith(turn, error, threadFailed)
  }
}

/** What is unknown: an empty cause of a known error, and null where SendTaskFailure gave neither. */
function errorOutputOf({ error, cause }: Failed): Json {
  return { Error: error, Cause: cause ?? (error === null ? null : '') }
}

async function threadDone(turn: Turn, output: Json, text: string): Promise<void> {
  const { execution, thread, nowMs } = turn
  if (thread.parent === 0) {
    execution.output = text
    end(execution, nowMs, 'SUCCEEDED', { error: null, cause: null }, () =>
      recordEnd(execution, nowMs, 'ExecutionSucceeded', thread.lastEvent, { output: text, outputDetails: whole }),
    )
    return
  }
  // All that is asked of it from now on is what it gave.
  thread.input = null
  thread.child = undefined
  stand(execution, thread, { kind: 'done', output })
  const parent = { ...turn, thread: parentOf(execution, thread) }
  await take(parent, (at, state) => {
    if (state.type === 'Map') return iterationDone(at, state, thread)
    return state.type === 'Parallel' ? branchDone(at, state, thread.lastEvent) : nothing(state)
  })
}

async function threadFailed(turn: Turn, failed: Failed): Promise<void> {
  const { execution, thread, nowMs } = turn
  if (thread.parent === 0) {
    end(execution, nowMs, 'FAILED', failed, () =>
      recordEnd(execution, nowMs, 'ExecutionFailed', thread.lastEvent, failureDetails(failed)),
    )
    return
  }
  const parent = { ...turn, thread: parentOf(execution, thread) }
  await take(parent, async (at, state) => {
    const isMap = state.type === 'Map'
    const outcome: Outcome = isMap ? await iterationFailed(at, state, thread, failed) : { kind: 'fail', failed }
    if (outcome.kind === 'fail') abortChildren(at, thread)
    return outcome
  })
}

/** The one that failed comes first, then those that were still under way; all follow the failure. */
function abortChildren({ execution, thread: parent, nowMs }: Turn, failing: Thread): void {
  const state = stateOf(execution, parent)
  if (isDistributed(state)) return
  const after = failing.lastEvent
  parent.lastEvent = after
  const mark = (type: string, details?: { [name: string]: Json }) =>
    record(execution, parent, nowMs, type, details, { after, leads: false })
  const abort = (thread: Thread): void => {
    if (!isDistributed(stateOf(execution, thread))) for (const child of childrenOf(execution, thread)) abort(child)
    const { phase } = thread
    if (phase.kind === 'done' || phase.kind === 'failed') return
    const { type } = stateOf(execution, thread)
    if (type === 'Task' || (thread !== failing && (type === 'Wait' || type === 'Map' || type === 'Parallel'))) {
      mark(`${type}StateAborted`)
    }
  }
  abort(failing)
  for (const child of childrenOf(execution, parent)) {
    if (child === failing || child.phase.kind === 'done' || child.phase.kind === 'failed') continue
    if (state.type === 'Map') mark('MapIterationAborted', { index: child.index, name: state.name })
    abort(child)
  }
}

/** Its iterations have their end in histories of their own. */
function isDistributed(state: State): boolean {
  return state.type === 'Map' && state.isDistributed
}

function dropChildren(execution: Execution, thread: Thread): void {
  if (thread.phase.kind !== 'branches' && thread.phase.kind !== 'iterations') return
  for (const child of childrenOf(execution, thread)) {
    dropChildren(execution, child)
    removeThread(execution, child)
  }
}

/** The whole execution ends, whatever its other threads were doing: the iteration of a distributed Map, or all. */
async function historyIsFull(turn: Turn): Promise<void> {
  const { execution, thread, nowMs } = turn
  const cause = `The execution reached the maximum number of history events (${maxEvents}).`
  const failed = { error: 'States.Runtime', cause }
  if (thread.isSilent) {
    const iteration = iterationAround(execution, thread)
    dropChildren(execution, iteration)
    return threadFailed({ ...turn, thread: iteration }, failed)
  }
  end(execution, nowMs, 'FAILED', failed, () =>
    recordEnd(execution, nowMs, 'ExecutionFailed', execution.lastEvent, failureDetails(failed)),
  )
}

function end(
  execution: Execution,
  nowMs: number,
  status: Exclude<Status, 'RUNNING'>,
  failed: Failed,
  recordLast: () => void,
): void {
  recordLast()
  execution.status = status
  execution.stoppedMs = nowMs
  execution.error = failed.error
  execution.cause = failed.cause
  for (const thread of execution.threads.values()) removeThread(execution, thread)
  execution.ready.length = 0
}
