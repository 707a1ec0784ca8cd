/**
 * The embedded workflow engine: the operations of Step Functions over executions in SQLite, on the product's clock.
 * Every one may be called at any time from anywhere in the process, also by a step.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
import { randomUUID } from 'node:crypto'
import type { Instant } from '../../domain/days.ts'
import type { Clock, Json } from '../../functions/services.ts'
import { calledName, executionArn, executionNames, stateMachineArn } from './arns.ts'
import { type Machine, type Problem, readMachine } from './definition.ts'
import { type Description, describe, type HistoryPage, instant, type ShownEvent, shownEvent } from './description.ts'
import type { Execution, HistoryEvent, StartedBy, Status } from './execution.ts'
import type { Failed } from './failures.ts'
import { answerToken, clockReached, endNow, heartbeat, start, type World } from './interpreter.ts'
import { isObject, isTooLarge, payloadBytes } from './json.ts'
import { checkLength, checkName, checkStatus, pageSize, placeIn, WorkflowRefusal } from './refusal.ts'
import type { Steps } from './steps.ts'
import { pageOf, type Store, type Summary } from './store.ts'
import { readToken, writeToken } from './token.ts'
import type { Totals } from './totals.ts'
import { type Begun, takeTurns } from './turns.ts'

export interface EngineOptions {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly steps: Steps
  /** Definitions by name, as JSON or its text. An execution keeps the one it started with. */
  readonly machines: { readonly [name: string]: Json }
  /** Told of each execution that did not end well, after that was saved; at least once, also after a crash. */
  readonly onEnd?: (ended: Description) => unknown
  /** Told of what must not happen: a bug, a full disk. Without it the process ends, and the next one resumes. */
  readonly onFault?: (fault: unknown) => void
  /** From 0 to below 1, for jitter. */
  readonly chance?: () => number
  /** How long an execution that has ended is listed, and its name taken, before it goes to the archive. */
  readonly keptDays?: number
}

export interface Engine {
  /**
   * Starts an execution, once for each name: an open one with the same input is answered as if it had just been
   * started. `stateMachine` is a name or an ARN; without `name` one is made up. Throws StateMachineDoesNotExist,
   * InvalidName, InvalidExecutionInput, and ExecutionAlreadyExists: while it is open with another input, and for as long
   * as it is kept after it ended.
   */
  startExecution(request: { stateMachine: string; name?: string; input?: Json }): Promise<Started>
  /** Throws ExecutionDoesNotExist, and InvalidArn for what is no ARN, as do all that take the ARN of an execution. */
  describeExecution(arn: string): Promise<Description>
  /** The newest first. A page has 100, or as many as asked for, up to 1,000. Throws StateMachineDoesNotExist, InvalidToken, ValidationException. */
  listExecutions(filter?: { stateMachine?: string; status?: Status; limit?: number; nextToken?: string }): Promise<List>
  getExecutionHistory(
    arn: string,
    page?: { limit?: number; reverse?: boolean; nextToken?: string },
  ): Promise<HistoryPage>
  /** What all executions came to so far, by state machine; those that are forgotten too. */
  totals(): readonly Totals[]
  /** Ends it as ABORTED; one that has ended stays as it ended. Throws ValidationException for a reason that is too long. */
  stopExecution(arn: string, reason?: Partial<Failed>): Promise<{ stopDate: Instant }>
  /** Throws InvalidToken, TaskDoesNotExist, TaskTimedOut (also for a task that is over), InvalidOutput, ValidationException. */
  sendTaskSuccess(token: string, output: Json): Promise<void>
  sendTaskFailure(token: string, reason?: Partial<Failed>): Promise<void>
  /** Puts the end of HeartbeatSeconds off; never that of TimeoutSeconds. */
  sendTaskHeartbeat(token: string): Promise<void>

  /** Takes up what was under way when the last process ended. To be called once, before anything else. */
  resume(): Promise<void>
  /** In real time: wakes by itself when something is due. */
  keepTime(): void
  /** Where the clock next matters: whoever moves it stops there and calls `runDue`. */
  nextDue(): Instant | undefined
  /** Does what is due by now, in the order in which it became due. */
  runDue(): Promise<void>
  /** Once nothing is being done but calls that sleep: `asleep` counts those that wait for the clock to be moved. */
  settled(asleep?: () => number): Promise<void>
  /** Ends after what is being saved. Calls under way are made again by the next process. */
  close(): Promise<void>
}

export interface Started {
  readonly executionArn: string
  readonly startDate: Instant
}

export interface List {
  readonly executions: readonly Description[]
  readonly nextToken?: string
}

/** A definition that was refused; the problems say where and why. */
export class InvalidDefinition extends Error {
  override name = 'InvalidDefinition'
  readonly problems: readonly Problem[]

  constructor(stateMachine: string, problems: readonly Problem[]) {
    const lines = problems.map(({ place, sentence }) => `${place}: ${sentence}`)
    super([`Luồng công việc “${stateMachine}” không hợp lệ.`, ...lines].join('\n'))
    this.problems = problems
  }
}

const dayMs = 86_400_000
/** A Standard execution lives at most a year (quotas page). */
const longestMs = 365 * dayMs

/** Throws InvalidDefinition for a definition that the engine would not run. */
export function openEngine(options: EngineOptions): Engine {
  const { store, clock, steps, chance = Math.random, onEnd, onFault = endProcess, keptDays = 90 } = options
  const keptMs = keptDays * dayMs
  const machines = new Map(Object.entries(options.machines).map(([name, json]) => [name, machineIn(name, json)]))
  const nowMs = () => Date.parse(clock.now())
  const definitions = new Map<Known, number>()
  /** Executions that were just put into the store, and are there as they are here. */
  const fresh = new Map<number, Execution>()
  const turns = takeTurns({ store, fresh, steps, nowMs, chance, onEnd, onFault, beginning, onSaved: setTimer })
  const { turn, begin, stopAbandoned } = turns
  let archivedMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let keepsTime = false

  function beginning(stateMachine: string, name: string, input: Json, startedBy: StartedBy | null): () => Begun {
    const known = machines.get(stateMachine)
    if (known === undefined) throw noMachine(stateMachine)
    checkName(name)
    const text = JSON.stringify(input)
    if (isTooLarge(text)) {
      throw new WorkflowRefusal(
        'InvalidExecutionInput',
        'Invalid State Machine Execution Input: more than 262144 bytes',
      )
    }
    return () => openNamesake(stateMachine, name, text) ?? insert(stateMachine, name, text, startedBy, known)
  }

  /** The open execution of that name, if it is the same one. A name is free again once its execution is forgotten. */
  function openNamesake(stateMachine: string, name: string, input: string): Begun | undefined {
    const found = store.summary(stateMachine, name)
    if (found === undefined) return undefined
    if (found.stoppedMs !== null && found.stoppedMs < nowMs() - keptMs) {
      store.archive([found.id])
      return undefined
    }
    if (found.status === 'RUNNING' && found.input === input) return found
    const arn = executionArn(stateMachine, name)
    throw new WorkflowRefusal('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
  }

  function insert(stateMachine: string, name: string, input: string, startedBy: StartedBy | null, known: Known): Begun {
    const { machine } = known
    const startedMs = nowMs()
    const deadlineMs = startedMs + Math.min(longestMs, (machine.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000)
    const definition = definitions.get(known) ?? store.definition(known.json, machine)
    definitions.set(known, definition)
    const execution = store.insert({
      stateMachine,
      name,
      machine,
      definition,
      input,
      startedMs,
      deadlineMs,
      startedBy,
    })
    start(execution, { nowMs: startedMs, chance, newToken: ({ id }, thread) => writeToken(id, thread.id) })
    store.save(execution)
    fresh.set(execution.id, execution)
    return execution
  }

  function archiveOld(): void {
    const now = nowMs()
    if (now - archivedMs < 7 * dayMs) return
    archivedMs = now
    for (let old = oldest(now); old.length > 0; old = oldest(now)) store.transaction(() => store.archive(old))
  }

  function oldest(now: number): readonly number[] {
    return store.endedBefore(now - keptMs, 100)
  }

  function setTimer(): void {
    if (!keepsTime) return
    clearTimeout(timer)
    const next = store.nextDueMs()
    if (next === undefined) return
    // At most a day ahead: setTimeout counts in 31 bits, and the computer's clock may be set.
    timer = setTimeout(() => turns.background(runDue()), Math.min(Math.max(next - nowMs(), 0), dayMs))
  }

  async function runDue(): Promise<void> {
    archiveOld()
    for (let next = store.nextDueMs(); next !== undefined && next <= nowMs(); next = store.nextDueMs()) {
      const { threads, executions } = store.due(next, 500)
      // What happens at the very end of an execution's time still happens.
      await Promise.all(
        threads.map(({ execution, thread }) =>
          turn(execution, (current, world) => clockReached(current, world, thread), undefined),
        ),
      )
      const isOver = (execution: Execution, world: World) =>
        endNow(execution, world.nowMs, 'TIMED_OUT', { error: null, cause: null })
      await Promise.all(executions.map((id) => turn(id, isOver, undefined)))
    }
    setTimer()
  }

  /** In the archive, if nowhere else; its events come with it there. */
  function found(arn: string): { readonly summary: Summary; readonly events?: readonly HistoryEvent[] } {
    if (!arn.startsWith('arn:')) throw new WorkflowRefusal('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`)
    const names = executionNames(arn)
    const summary = names && store.summary(names.stateMachine, names.name)
    const archived = names && summary === undefined ? store.archived(names.stateMachine, names.name) : undefined
    if (summary !== undefined) return { summary }
    if (archived !== undefined) return archived
    throw new WorkflowRefusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
  }

  type AtTask = (execution: Execution, world: World, thread: number) => boolean | Promise<boolean>

  async function atTask(token: string, work: AtTask): Promise<void> {
    const place = readToken(token)
    if (place === undefined) throw new WorkflowRefusal('InvalidToken', "Invalid Token: 'Invalid token'")
    if (store.summaryOf(place.execution) === undefined) {
      throw new WorkflowRefusal('TaskDoesNotExist', `Task Does Not Exist: '${token}'`)
    }
    const done = await turn(place.execution, (execution, world) => work(execution, world, place.thread), false)
    if (!done) throw new WorkflowRefusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
  }

  return {
    async startExecution({ stateMachine, name = randomUUID(), input = {} }) {
      archiveOld()
      const machine = calledName(stateMachine)
      if (!machines.has(machine)) throw noMachine(stateMachine)
      const { id, startedMs } = await begin(machine, name, input, null)
      turns.background(turn(id, () => {}, undefined))
      return { executionArn: executionArn(machine, name), startDate: instant(startedMs) }
    },
    async describeExecution(arn) {
      return describe(found(arn).summary)
    },
    async listExecutions({ stateMachine, status, limit: asked = 0, nextToken } = {}) {
      const limit = pageSize(asked)
      if (status !== undefined) checkStatus(status)
      const called = stateMachine === undefined ? undefined : calledName(stateMachine)
      const page = store.list({
        ...(called !== undefined && { stateMachine: called }),
        ...(status !== undefined && { status }),
        before: nextToken === undefined ? Number.MAX_SAFE_INTEGER : placeIn(nextToken),
        limit: limit + 1,
      })
      if (called !== undefined && page.length === 0 && !machines.has(called)) throw noMachine(stateMachine ?? called)
      const executions = page.slice(0, limit)
      return { executions: executions.map(describe), ...continued(executions, page) }
    },
    async getExecutionHistory(arn, { limit: wanted = 0, reverse = false, nextToken } = {}) {
      const limit = pageSize(wanted)
      const first = reverse ? Number.MAX_SAFE_INTEGER : 0
      const after = nextToken === undefined ? first : placeIn(nextToken)
      const { summary, events: archived } = found(arn)
      const asked = { after, limit: limit + 1, reverse }
      const page = archived === undefined ? store.events(summary.id, asked) : pageOf(archived, asked)
      const events = page.slice(0, limit)
      return { events: events.map(shownEvent), ...continued(events, page) }
    },
    totals: () => store.totals(nowMs()),
    async stopExecution(arn, reason) {
      const { error, cause } = reasonIn(reason)
      const { id, stoppedMs } = found(arn).summary
      await turn(id, (execution, world) => endNow(execution, world.nowMs, 'ABORTED', { error, cause }), undefined)
      return { stopDate: instant(store.summaryOf(id)?.stoppedMs ?? stoppedMs ?? nowMs()) }
    },
    async sendTaskSuccess(token, output) {
      const text = JSON.stringify(output)
      if (text === undefined) throw new WorkflowRefusal('InvalidOutput', "Invalid Output: 'Invalid output.'")
      checkLength('output', Buffer.byteLength(text), payloadBytes)
      await atTask(token, (execution, world, thread) => answerToken(execution, world, thread, token, { value: output }))
    },
    async sendTaskFailure(token, reason) {
      const answer = { failed: reasonIn(reason) }
      await atTask(token, (execution, world, thread) => answerToken(execution, world, thread, token, answer))
    },
    async sendTaskHeartbeat(token) {
      await atTask(token, (execution, world, thread) => heartbeat(execution, world.nowMs, thread, token))
    },
    async resume() {
      stopAbandoned()
      await Promise.all(store.interrupted().map((id) => turn(id, () => {}, undefined)))
    },
    keepTime() {
      keepsTime = true
      setTimer()
    },
    nextDue() {
      const ms = store.nextDueMs()
      return ms === undefined ? undefined : instant(ms)
    },
    runDue,
    settled: (asleep = () => 0) => turns.settled(asleep),
    async close() {
      keepsTime = false
      clearTimeout(timer)
      await turns.close()
      store.close()
    },
  }
}

/** Whoever asked by an ARN is told of that one. */
function noMachine(asked: string): WorkflowRefusal {
  const arn = asked.startsWith('arn:') ? asked : stateMachineArn(asked)
  return new WorkflowRefusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
}

/** Why something is ended from outside, as long as Step Functions takes it (API reference). */
function reasonIn({ error = null, cause = null }: Partial<Failed> = {}): Failed {
  checkLength('error', error?.length ?? 0, 256)
  checkLength('cause', cause?.length ?? 0, 32_768)
  return { error, cause }
}

interface Known {
  readonly machine: Machine
  readonly json: Json
}

/** Every event of an execution, a page after the other. */
export async function historyOf(engine: Pick<Engine, 'getExecutionHistory'>, arn: string): Promise<ShownEvent[]> {
  const events: ShownEvent[] = []
  let nextToken: string | undefined
  do {
    const page = await engine.getExecutionHistory(arn, { limit: 1000, ...(nextToken !== undefined && { nextToken }) })
    events.push(...page.events)
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return events
}

/** A definition is compiled once for a process, however often an engine is opened over it. */
const compiled = new WeakMap<object, Known>()

function machineIn(name: string, json: Json): Known {
  checkName(name)
  const known = isObject(json) ? compiled.get(json) : undefined
  if (known) return known
  const read = readMachine(json)
  if ('problems' in read) throw new InvalidDefinition(name, read.problems)
  const machine = { machine: read.machine, json }
  if (isObject(json)) compiled.set(json, machine)
  return machine
}

/** A page shows one less than was asked for, if there was one more. */
function continued(
  shown: readonly { readonly id: number }[],
  page: readonly unknown[],
): { readonly nextToken?: string } {
  const last = shown.at(-1)
  return page.length > shown.length && last !== undefined ? { nextToken: String(last.id) } : {}
}

function endProcess(fault: unknown): void {
  // Out of every promise, so that it ends the process as an exception that nobody caught.
  setImmediate(() => {
    throw fault
  })
}
