/**
 * Turns: whatever happens to an execution (a timer, an answer, a token) takes its turn. The execution is loaded, driven
 * until it waits for the world again, saved, and only then are its steps called and the caller answered. So a process
 * that dies at any moment has either saved what happened or not seen it happen. All that comes to be saved in one tick
 * of the event loop, of one execution or of many, shares one commit and so one fsync.
 */
import type { Json } from '../../functions/services.ts'
import { executionArn } from './arns.ts'
import { type Description, describe, endAnswer, instant } from './description.ts'
import type { Call, Execution, StartedBy } from './execution.ts'
import { answerCall, answerToken, drive, endNow, isWaitingFor, type World } from './interpreter.ts'
import { WorkflowRefusal } from './refusal.ts'
import type { Answer } from './states/task.ts'
import { callStep, type Steps } from './steps.ts'
import type { Store } from './store.ts'
import { readToken, writeToken } from './token.ts'

export interface TurnOptions {
  readonly store: Store
  /** Taken from here once, by the first turn of each. */
  readonly fresh: Map<number, Execution>
  readonly steps: Steps
  readonly nowMs: () => number
  readonly chance: () => number
  readonly onEnd: ((ended: Description) => unknown) | undefined
  readonly onFault: (fault: unknown) => void
  /** Makes ready to put a new execution into the store; throws WorkflowRefusal, as does what it answers. */
  readonly beginning: (stateMachine: string, name: string, input: Json, startedBy: StartedBy | null) => () => Begun
  /** After each time that something was saved. */
  readonly onSaved: () => void
}

export type Begun = Pick<Execution, 'id' | 'startedMs'>

type Work<T> = (execution: Execution, world: World) => T | Promise<T>

export function takeTurns({ store, fresh, steps, nowMs, chance, onEnd, onFault, beginning, onSaved }: TurnOptions) {
  /** Executions with a call under way. */
  const live = new Map<number, Live>()
  /** Executions that something happened to since they were last saved. All others are in the store alone. */
  const unsaved = new Map<number, Unsaved>()
  const starts: Start[] = []
  const last = new Map<number, Promise<unknown>>()
  const telling = new Set<number>()
  const listeners: (() => void)[] = []
  let isSaving = false
  let busy = 0
  let calls = 0
  let closed = false

  /** One after another for each execution, side by side for different ones. `absent` where there is no such execution. */
  async function turn<T>(id: number, work: Work<T>, absent: T): Promise<T> {
    busy += 1
    const before = last.get(id) ?? Promise.resolve()
    const mine = before.then(() => take(id, work, absent))
    const over = mine.then(nothing, nothing)
    last.set(id, over)
    try {
      const { answer, saved } = await mine
      await saved
      return answer
    } finally {
      if (last.get(id) === over) last.delete(id)
      busy -= 1
      tellListeners()
    }
  }

  /** The next turn of the same execution follows at once; the answer counts once it is saved. */
  async function take<T>(id: number, work: Work<T>, absent: T): Promise<Taken<T>> {
    if (closed) return { answer: absent, saved: undefined }
    // One that was being driven when the others were saved goes to the store before anything more happens to it.
    await unsaved.get(id)?.postponed
    const execution = unsaved.get(id)?.execution ?? live.get(id)?.execution ?? fresh.get(id) ?? store.load(id)
    fresh.delete(id)
    if (execution === undefined) return { answer: absent, saved: undefined }
    const changed = changing(execution)
    try {
      const world = {
        nowMs: nowMs(),
        newToken: ({ id }: Execution, thread: { id: number }) => writeToken(id, thread.id),
        chance,
      }
      const answer = await work(execution, world)
      await drive(execution, world)
      const hasEnded = execution.status !== 'RUNNING'
      if (hasEnded && !concerns(onEnd, execution) && waitingFor(execution) === undefined) execution.told = true
      changed.isDriven = true
      return { answer, saved: changed.saved }
    } catch (error) {
      // What is in memory may be half done: the store has the last whole state.
      drop(changed, error)
      throw error
    }
  }

  function changing(execution: Execution): Unsaved {
    const known = unsaved.get(execution.id)
    if (known !== undefined) {
      known.isDriven = false
      return known
    }
    const { promise: saved, resolve, reject } = Promise.withResolvers<void>()
    // Whoever waits for it is told; there may be nobody.
    saved.catch(nothing)
    const changed: Unsaved = { execution, saved, resolve, reject, isDriven: false, postponed: undefined }
    unsaved.set(execution.id, changed)
    saveSoon()
    return changed
  }

  function drop(changed: Unsaved, fault: unknown): void {
    const { id } = changed.execution
    live.delete(id)
    unsaved.delete(id)
    changed.reject(fault)
  }

  async function begin(...what: Parameters<TurnOptions['beginning']>): Promise<Begun> {
    const insert = beginning(...what)
    const { promise, resolve, reject } = Promise.withResolvers<Begun>()
    starts.push({ insert, resolve, reject })
    saveSoon()
    return promise
  }

  function saveSoon(): void {
    if (isSaving) return
    isSaving = true
    setImmediate(saveAll)
  }

  function saveAll(): void {
    isSaving = false
    const driven: Unsaved[] = []
    for (const changed of unsaved.values()) {
      if (changed.isDriven) driven.push(changed)
      else changed.postponed ??= changed.saved.catch(nothing)
    }
    const begun = starts.splice(0)
    if (driven.length + begun.length === 0) {
      if (unsaved.size > 0) saveSoon()
      return
    }
    let answers: (() => void)[] = []
    try {
      store.transaction(() => {
        for (const { execution } of driven) store.save(execution)
        answers = begun.map(inserted)
      })
    } catch (error) {
      fresh.clear()
      for (const changed of driven) drop(changed, error)
      for (const { reject } of begun) reject(error)
      return
    } finally {
      for (const { execution } of driven) unsaved.delete(execution.id)
      if (unsaved.size > 0) saveSoon()
    }
    for (const answer of answers) answer()
    for (const { execution, resolve } of driven) {
      makeCalls(execution)
      for (const call of execution.abandoned.splice(0)) if (waitsForEnd(call)) background(stopStarted(call))
      if (execution.status !== 'RUNNING' && !execution.told) tellOnce(execution)
      resolve()
    }
    onSaved()
  }

  function makeCalls(execution: Execution): void {
    const tokens = live.get(execution.id)?.tokens ?? new Set<string>()
    for (const { id, phase } of execution.threads.values()) {
      if (phase.kind !== 'calling' || tokens.has(phase.call.token)) continue
      tokens.add(phase.call.token)
      live.set(execution.id, { execution, tokens })
      background(makeCall(execution, id, phase.call))
    }
  }

  async function makeCall({ id, stateMachine, name }: Execution, thread: number, call: Call): Promise<void> {
    calls += 1
    const { answer, started } = await answerTo(stateMachine, name, call).finally(() => {
      calls -= 1
    })
    const work: Work<void> = async (execution, world) => {
      const known = live.get(id)
      known?.tokens.delete(call.token)
      if (known?.tokens.size === 0) live.delete(id)
      await answerCall(execution, world, thread, call.token, answer)
    }
    await turn(id, work, undefined)
    // The other execution begins once this one's history says that it was started.
    if (started !== undefined) await turn(started, () => {}, undefined)
  }

  async function answerTo(stateMachine: string, execution: string, call: Call): Promise<Answered> {
    if (call.service === 'states') return startOther(call)
    const caller = { name: call.target, execution: executionArn(stateMachine, execution) }
    const token = call.waitsFor === 'token' ? { token: call.token } : {}
    return { answer: await callStep(steps, call.payload, { ...caller, ...token }) }
  }

  /** A call that is made again after a crash finds what it started the first time. */
  async function startOther(call: Call): Promise<Answered> {
    const { token, target, payload, waitsFor, executionName = '' } = call
    try {
      const found = store.summary(target, executionName)
      const { id, startedMs } =
        found?.startedBy?.token === token ? found : await begin(target, executionName, payload, { token, waitsFor })
      if (waitsForEnd(call) && store.summaryOf(id)?.startedBy?.token !== token) {
        // It tells one task of its end, and that is another's: Step Functions would have both wait.
        const arn = executionArn(target, executionName)
        throw new WorkflowRefusal('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
      }
      const value = { ExecutionArn: executionArn(target, executionName), StartDate: instant(startedMs) }
      return { answer: { value }, started: id }
    } catch (error) {
      if (!(error instanceof WorkflowRefusal)) throw error
      const details = `Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.code}; Request ID: local; Proxy: null`
      const cause = `${error.message} (${details})`
      return { answer: { failed: { error: `StepFunctions.${error.code}Exception`, cause } } }
    }
  }

  /** Nobody waits any more for what the call started, if it came to that. */
  async function stopStarted({ token, target, executionName = '' }: Call): Promise<void> {
    const found = store.summary(target, executionName)
    if (found?.status === 'RUNNING' && found.startedBy?.token === token) await turn(found.id, stop, undefined)
  }

  /** Stops what a process that died had still to stop: a task that waits for its execution's end holds the token still. */
  function stopAbandoned(): void {
    const waiting = new Map<number, Execution | undefined>()
    for (const { id, startedBy } of store.started()) {
      if (!waitsForEnd(startedBy)) continue
      const { execution, thread } = readToken(startedBy.token) ?? { execution: 0, thread: 0 }
      if (!waiting.has(execution)) waiting.set(execution, store.load(execution))
      const waiter = waiting.get(execution)
      const isWaitedFor = waiter !== undefined && isWaitingFor(waiter, thread, startedBy.token)
      if (!isWaitedFor) background(turn(id, stop, undefined))
    }
  }

  function tellOnce(execution: Execution): void {
    if (telling.has(execution.id)) return
    telling.add(execution.id)
    background(tell(execution).finally(() => telling.delete(execution.id)))
  }

  /** Tells the task that waits for the execution, then whoever records ends. A crash in between tells both again. */
  async function tell(execution: Execution): Promise<void> {
    const summary = store.summaryOf(execution.id)
    if (summary === undefined) return
    const waiting = waitingFor(execution)
    const place = waiting && readToken(waiting.token)
    if (waiting !== undefined && place !== undefined) {
      const answer = endAnswer(summary, waiting)
      await turn(
        place.execution,
        (parent, world) => answerToken(parent, world, place.thread, waiting.token, answer),
        false,
      )
    }
    if (concerns(onEnd, execution)) await onEnd?.(describe(summary))
    const note: Work<void> = (ended) => {
      ended.told = true
    }
    await turn(execution.id, note, undefined)
  }

  function background(work: Promise<unknown>): void {
    busy += 1
    work
      .catch((error) => {
        if (!closed) onFault(error)
      })
      .finally(() => {
        busy -= 1
        tellListeners()
      })
  }

  function tellListeners(): void {
    for (const listener of listeners.splice(0)) listener()
  }

  return {
    turn,
    background,
    /** Puts a new execution into the store, together with whatever else comes to be saved; throws WorkflowRefusal. */
    begin,
    stopAbandoned,

    /** Once nothing is being done but calls that sleep: `asleep` counts those that wait for the clock to be moved. */
    async settled(asleep: () => number): Promise<void> {
      // A call under way counts as busy too.
      while (!closed && (busy > calls || calls > asleep())) {
        await new Promise<void>((resolve) => {
          listeners.push(resolve)
        })
      }
    },

    /** After what is being saved. Answers of calls under way are lost. */
    async close(): Promise<void> {
      while (last.size > 0 || unsaved.size > 0 || starts.length > 0) {
        await Promise.allSettled([...last.values(), ...[...unsaved.values()].map(({ saved }) => saved)])
        await new Promise(setImmediate)
      }
      closed = true
      tellListeners()
    },
  }
}

interface Answered {
  readonly answer: Answer
  /** The execution that the call started, which has not begun to run. */
  readonly started?: number
}

interface Live {
  readonly execution: Execution
  /** Of the calls under way. */
  readonly tokens: Set<string>
}

/** What happened to an execution and is not in the store yet. */
interface Unsaved {
  readonly execution: Execution
  /** False while a turn is under way: nothing is saved in the middle of one. */
  isDriven: boolean
  readonly saved: Promise<void>
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
  /** Set where it could not be saved with the others, and goes before the next turn. */
  postponed: Promise<void> | undefined
}

interface Taken<T> {
  readonly answer: T
  readonly saved: Promise<void> | undefined
}

interface Start {
  readonly insert: () => Begun
  readonly resolve: (begun: Begun) => void
  readonly reject: (fault: unknown) => void
}

/** Carried out within the transaction; what is answered is said once it has been kept. A refusal is that start's alone. */
function inserted({ insert, resolve, reject }: Start): () => void {
  try {
    const begun = insert()
    return () => resolve(begun)
  } catch (error) {
    if (!(error instanceof WorkflowRefusal)) throw error
    return () => reject(error)
  }
}

function nothing(): void {}

/** A good end is news to nobody but the task that waits for it. */
function concerns(onEnd: TurnOptions['onEnd'], { status }: Execution): boolean {
  return onEnd !== undefined && status !== 'SUCCEEDED'
}

/** Who waits for the execution's end. */
function waitingFor({ startedBy }: Execution): StartedBy | undefined {
  return startedBy !== null && waitsForEnd(startedBy) ? startedBy : undefined
}

/** `.sync` does; a plain startExecution does not. */
function waitsForEnd({ waitsFor }: Pick<StartedBy, 'waitsFor'>): boolean {
  return waitsFor === 'execution' || waitsFor === 'executionOutput'
}

function stop(execution: Execution, { nowMs }: World): void {
  endNow(execution, nowMs, 'ABORTED', { error: null, cause: null })
}
