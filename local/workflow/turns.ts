/**
 * Turns: whatever happens to an execution (a timer, an answer, a token) takes its turn. The execution is loaded, driven
 * until it waits for the world again, saved, and only then are its steps called. So a process that dies at any moment
 * has either saved what happened or not seen it happen.
 */
import type { Json } from '../../functions/services.ts'
import { executionArn } from './arns.ts'
import { type Description, describe, endAnswer, instant } from './description.ts'
import type { Call, Execution, StartedBy } from './execution.ts'
import { answerCall, answerToken, drive, type World } from './interpreter.ts'
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
  /** Puts a new execution into the store; throws WorkflowRefusal. */
  readonly begin: (stateMachine: string, name: string, input: Json, startedBy: StartedBy) => Begun
  /** After each time that something was saved. */
  readonly onSaved: () => void
}

export type Begun = Pick<Execution, 'id' | 'startedMs'>

type Work<T> = (execution: Execution, world: World) => T | Promise<T>

export function takeTurns({ store, fresh, steps, nowMs, chance, onEnd, onFault, begin, onSaved }: TurnOptions) {
  /** Executions with a call under way; all others are in the store alone. */
  const live = new Map<number, Live>()
  const last = new Map<number, Promise<unknown>>()
  const unsaved: Unsaved[] = []
  const listeners: (() => void)[] = []
  let busy = 0
  let calls = 0
  let closed = false

  /** One after another for each execution, side by side for different ones. `absent` where there is no such execution. */
  async function turn<T>(id: number, work: Work<T>, absent: T): Promise<T> {
    busy += 1
    const before = last.get(id) ?? Promise.resolve()
    const mine = before.catch(() => {}).then(() => take(id, work, absent))
    last.set(id, mine)
    try {
      return await mine
    } finally {
      if (last.get(id) === mine) last.delete(id)
      busy -= 1
      tellListeners()
    }
  }

  async function take<T>(id: number, work: Work<T>, absent: T): Promise<T> {
    if (closed) return absent
    const execution = live.get(id)?.execution ?? fresh.get(id) ?? store.load(id)
    fresh.delete(id)
    if (execution === undefined) return absent
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
      await save(execution)
      makeCalls(execution)
      if (hasEnded && !execution.told) background(tell(execution))
      return answer
    } catch (error) {
      // What is in memory may be half done: the store has the last whole state.
      live.delete(id)
      throw error
    }
  }

  /** All that comes to be saved in one tick of the event loop shares one commit, and so one fsync. */
  function save(execution: Execution): Promise<void> {
    return new Promise((resolve, reject) => {
      if (unsaved.push({ execution, resolve, reject }) === 1) setImmediate(saveAll)
    })
  }

  function saveAll(): void {
    const batch = unsaved.splice(0)
    try {
      store.transaction(() => {
        for (const { execution } of batch) store.save(execution)
      })
      for (const { resolve } of batch) resolve()
      onSaved()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
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
  function startOther(call: Call): Answered {
    const { token, target, payload, waitsFor, executionName = '' } = call
    try {
      const found = store.summary(target, executionName)
      const { id, startedMs } =
        found?.startedBy?.token === token ? found : begin(target, executionName, payload, { token, waitsFor })
      const value = { ExecutionArn: executionArn(target, executionName), StartDate: instant(startedMs) }
      return { answer: { value }, started: id }
    } catch (error) {
      if (!(error instanceof WorkflowRefusal)) throw error
      const details = `Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.code}; Request ID: local; Proxy: null`
      const cause = `${error.message} (${details})`
      return { answer: { failed: { error: `StepFunctions.${error.code}Exception`, cause } } }
    }
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
      await Promise.allSettled([...last.values()])
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

interface Unsaved {
  readonly execution: Execution
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A good end is news to nobody but the task that waits for it. */
function concerns(onEnd: TurnOptions['onEnd'], { status }: Execution): boolean {
  return onEnd !== undefined && status !== 'SUCCEEDED'
}

/** Who waits for the execution's end: `.sync` does, a plain startExecution does not. */
function waitingFor({ startedBy }: Execution): StartedBy | undefined {
  return startedBy?.waitsFor === 'execution' || startedBy?.waitsFor === 'executionOutput' ? startedBy : undefined
}
