/** Task: one call of a step or of another state machine, with its answer, its token, its timeouts. */
import { randomUUID } from 'node:crypto'
import type { Json, JsonObject } from '../../../functions/services.ts'
import { calledName, region } from '../arns.ts'
import type { Task } from '../definition.ts'
import { abandonCall, type Call } from '../execution.ts'
import { type Failed, inState, StateFailure, tooLarge } from '../failures.ts'
import { wholeNumberIn } from '../fieldValues.ts'
import { failureDetails, record, whole } from '../history.ts'
import { isObject, isTooLarge } from '../json.ts'
import type { Outcome, Turn } from '../outcome.ts'
import { scopeOf } from '../scope.ts'
import { fill } from '../template.ts'

/** Evaluates what the call needs and schedules it. */
export async function schedule(turn: Turn, state: Task): Promise<Outcome> {
  const { execution, thread, nowMs } = turn
  const { resource } = state
  const token = turn.newToken(execution, thread)
  const scope = scopeOf(execution, thread, nowMs, {}, { token: resource.waitsFor === 'answer' ? undefined : token })
  const parameters = state.arguments === undefined ? thread.input : await fill(state.arguments, scope)
  const timeoutSeconds = state.timeout && (await wholeNumberIn(state.timeout, scope, 'TimeoutSeconds', 1))
  const heartbeatSeconds = state.heartbeat && (await wholeNumberIn(state.heartbeat, scope, 'HeartbeatSeconds', 1))
  const credentials = state.credentials && (await fill(state.credentials, scope))
  const { service, label, waitsFor } = resource
  const call: Call = {
    token,
    service,
    label,
    waitsFor,
    ...calledWith(turn, state, parameters),
    timeoutMs: timeoutSeconds === undefined ? null : nowMs + timeoutSeconds * 1000,
    heartbeatSeconds: heartbeatSeconds ?? null,
    heartbeatMs: heartbeatSeconds === undefined ? null : nowMs + heartbeatSeconds * 1000,
  }
  const shared = {
    ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
    ...(isObject(credentials) && { taskCredentials: { roleArn: String(credentials['RoleArn']) } }),
  }
  const text = JSON.stringify(parameters)
  if (isTooLarge(text)) throw tooLarge(state.name)
  record(execution, thread, nowMs, ...scheduledEvent(call, text, shared))
  return { kind: 'stand', phase: { kind: 'scheduled', call }, look: true }
}

function scheduledEvent(call: Call, text: string, shared: JsonObject): [string, JsonObject] {
  if (call.service === 'function') {
    return ['LambdaFunctionScheduled', { input: text, inputDetails: whole, resource: call.label, ...shared }]
  }
  return ['TaskScheduled', { parameters: text, region, ...resourceDetails(call), ...shared }]
}

/** Whom to call, and with what. */
function calledWith(turn: Turn, state: Task, parameters: Json): Pick<Call, 'target' | 'payload' | 'executionName'> {
  const { service, action } = state.resource
  if (service === 'function') return { target: action, payload: parameters }
  if (service === 'lambda') {
    return {
      target: calledName(named(turn, state, parameters, 'FunctionName')),
      payload: sent(member(parameters, 'Payload') ?? {}),
    }
  }
  const name = member(parameters, 'Name')
  return {
    target: calledName(named(turn, state, parameters, 'StateMachineArn')),
    payload: sent(member(parameters, 'Input') ?? {}),
    executionName: typeof name === 'string' ? name : randomUUID(),
  }
}

function named({ thread }: Turn, { name }: Task, parameters: Json, field: string): string {
  const value = member(parameters, field)
  if (typeof value === 'string' && value !== '') return value
  const sentence = `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [The field '${field}' is required but was missing]`
  throw new StateFailure('States.Runtime', inState(name, thread.enteredAt, sentence))
}

function member(parameters: Json, name: string): Json | undefined {
  return isObject(parameters) && Object.hasOwn(parameters, name) ? (parameters as JsonObject)[name] : undefined
}

/** A text is sent as it is, and is JSON text to whoever receives it; anything else is sent as its JSON text. */
function sent(value: Json): Json {
  if (typeof value !== 'string') return value
  const json = parsed(value)
  if (json !== undefined) return json
  const cause = `Could not parse request body into json: Could not parse payload into json: ${JSON.stringify(value)}`
  throw new StateFailure('Lambda.InvalidRequestContentException', cause)
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The call is about to be made. */
export function begin({ execution, thread, nowMs }: Turn, call: Call): Outcome {
  if (call.service === 'function') record(execution, thread, nowMs, 'LambdaFunctionStarted')
  else record(execution, thread, nowMs, 'TaskStarted', resourceDetails(call))
  return { kind: 'stand', phase: { kind: 'calling', call } }
}

/** What came back: from the step itself, or with the token. */
export type Answer = { readonly value: Json } | { readonly failed: Failed }

/** The step answered. Who waits for a token has only handed it over. */
export function stepAnswered(turn: Turn, state: Task, call: Call, answer: Answer): Outcome {
  if ('failed' in answer || call.waitsFor === 'answer') return answered(turn, state, call, answer)
  const { execution, thread, nowMs } = turn
  const output = JSON.stringify(wrapped(call, answer.value))
  record(execution, thread, nowMs, 'TaskSubmitted', { output, outputDetails: whole, ...resourceDetails(call) })
  return { kind: 'stand', phase: { kind: 'callback', call } }
}

/** Somebody completed the task with its token. */
export function tokenAnswered(turn: Turn, state: Task, call: Call, answer: Answer): Outcome {
  return answered(turn, state, { ...call, waitsFor: 'token' }, answer)
}

function answered(turn: Turn, state: Task, call: Call, answer: Answer): Outcome {
  if ('failed' in answer) return taskFailed(turn, call, answer.failed)
  const { execution, thread, nowMs } = turn
  const result = call.waitsFor === 'answer' ? wrapped(call, answer.value) : answer.value
  const output = JSON.stringify(result)
  if (isTooLarge(output))
    return taskFailed(turn, call, tooLarge(call.service === 'function' ? call.label : call.service).failed)
  const details = { output, outputDetails: whole }
  if (call.service === 'function') record(execution, thread, nowMs, 'LambdaFunctionSucceeded', details)
  else record(execution, thread, nowMs, 'TaskSucceeded', { ...details, ...resourceDetails(call) })
  return { kind: 'leave', leaving: state, result }
}

function taskFailed({ execution, thread, nowMs }: Turn, call: Call, failed: Failed): Outcome {
  const details = failureDetails(failed)
  if (call.service === 'function') record(execution, thread, nowMs, 'LambdaFunctionFailed', details)
  else record(execution, thread, nowMs, 'TaskFailed', { ...details, ...resourceDetails(call) })
  return { kind: 'fail', failed }
}

/** The clock reached the end of TimeoutSeconds, or of HeartbeatSeconds without a heartbeat. */
export function timedOut({ execution, thread, nowMs }: Turn, call: Call): Outcome {
  abandonCall(execution, thread)
  const isHeartbeat = call.heartbeatMs !== null && (call.timeoutMs === null || call.heartbeatMs < call.timeoutMs)
  const failed: Failed = { error: 'States.Timeout', cause: null, ...(isHeartbeat && { heartbeat: true }) }
  const details = failureDetails(failed)
  if (call.service === 'function') record(execution, thread, nowMs, 'LambdaFunctionTimedOut', details)
  else record(execution, thread, nowMs, 'TaskTimedOut', { ...details, ...resourceDetails(call) })
  return { kind: 'fail', failed }
}

function resourceDetails({ service, label }: Call): { resource: string; resourceType: string } {
  return { resource: label, resourceType: service }
}

/** What an integration answers around what was called. A function that is named outright answers for itself. */
function wrapped({ service }: Call, value: Json): Json {
  if (service === 'function') return value
  const requestId = randomUUID()
  const type = service === 'lambda' ? 'application/json' : 'application/x-amz-json-1.0'
  const metadata = {
    SdkHttpMetadata: {
      AllHttpHeaders: { 'Content-Type': [type], 'x-amzn-RequestId': [requestId] },
      HttpHeaders: { 'Content-Type': type, 'x-amzn-RequestId': requestId },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  }
  return service === 'lambda'
    ? { ExecutedVersion: '$LATEST', Payload: value, ...metadata, StatusCode: 200 }
    : { ...(value as JsonObject), ...metadata }
}
