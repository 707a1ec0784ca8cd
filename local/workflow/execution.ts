/**
 * An execution while it is in memory: its threads, and what has changed since it was last saved. Nothing here decides
 * anything; states and interpreter do. A thread is one line of states: the execution's own, a branch, an iteration.
 */
import type { Json } from '../../functions/services.ts'
import type { Block, Machine, State } from './definition.ts'
import type { Failed } from './failures.ts'

export const statuses = ['SUCCEEDED', 'TIMED_OUT', 'ABORTED', 'FAILED', 'RUNNING'] as const
export type Status = (typeof statuses)[number]

/** What an execution is begun with, and keeps. */
export interface NewExecution {
  readonly stateMachine: string
  readonly name: string
  readonly machine: Machine
  readonly definition: number
  /** JSON text, as it was given. */
  readonly input: string
  readonly startedMs: number
  /** When it is ended as timed out. */
  readonly deadlineMs: number
  readonly startedBy: StartedBy | null
}

export interface Execution extends NewExecution {
  readonly id: number
  /** Whether everybody has been told of its end. */
  told: boolean
  status: Status
  stoppedMs: number | null
  output: string | null
  error: string | null
  cause: string | null
  readonly threads: Map<number, Thread>
  /** By their parent, in the order in which they began. */
  readonly children: Map<number, Set<Thread>>
  lastThread: number
  lastEvent: number
  /** Threads to go on with, first come first served. */
  readonly ready: number[]
  /** Calls that nobody waits for any more; the executions that they started for `.sync` are stopped once this is saved. */
  readonly abandoned: Call[]
  /** Since it was last saved. */
  readonly unsaved: {
    readonly events: HistoryEvent[]
    readonly threads: Set<number>
    readonly removed: Set<number>
  }
}

/** The task of another execution that started this one, and what it waits for, if for anything. */
export interface StartedBy {
  readonly token: string
  readonly waitsFor: 'answer' | 'token' | 'execution' | 'executionOutput'
}

export interface HistoryEvent {
  readonly id: number
  readonly previousEventId: number
  readonly timestampMs: number
  readonly type: string
  /** `stateEnteredEventDetails` and the like, with what it holds. */
  readonly details?: { readonly [name: string]: Json }
}

export interface Thread {
  readonly id: number
  /** 0 for the execution's own. */
  readonly parent: number
  /** Which branch or iteration of the parent's state it is. */
  readonly index: number
  /** Whether it is within an iteration of a distributed Map, whose history is counted and not kept. */
  readonly isSilent: boolean
  /** Of an iteration of a distributed Map while it runs: the execution of its own that it is. */
  child: ChildExecution | undefined
  /** How many events that execution has had. */
  childEvents: number
  /** `$states.context.Map.Item` of an iteration. */
  readonly item: Json | undefined
  readonly variables: { [name: string]: Json }
  state: string
  input: Json
  enteredAt: number
  enteredMs: number
  /** What came before the state was entered, and the last event so far. */
  beforeEntry: number
  lastEvent: number
  /** How often each Retry entry of the state was used; null in a state that cannot have any. */
  retries: number[] | null
  phase: Phase
}

export interface ChildExecution {
  readonly name: string
  /** The name of its state machine. */
  readonly stateMachine: string
  readonly startedMs: number
  readonly input: Json
}

/** Where a thread stands in its state. */
export type Phase =
  | { readonly kind: 'enter' }
  | { readonly kind: 'attempt' }
  | { readonly kind: 'scheduled'; readonly call: Call }
  | { readonly kind: 'calling'; readonly call: Call }
  | { readonly kind: 'callback'; readonly call: Call }
  | { readonly kind: 'waiting'; readonly untilMs: number }
  | { readonly kind: 'backoff'; readonly untilMs: number }
  | { readonly kind: 'branches' }
  | {
      readonly kind: 'iterations'
      readonly items: readonly Json[]
      /** Whether the items are the members of an object, each as its Key and Value. */
      readonly keyed?: true
      readonly concurrency: number
      readonly tolerated: Tolerated | null
    }
  | { readonly kind: 'done'; readonly output: Json }
  | { readonly kind: 'failed'; readonly failed: Failed }

/** How many items may fail; both limits hold, and 0 is no limit unless both are 0. */
export interface Tolerated {
  readonly count: number
  readonly percentage: number
}

/** One call of a step, or of another state machine. */
export interface Call {
  /** The task token, which is also how a late answer is told from the present attempt's. */
  readonly token: string
  readonly service: 'function' | 'lambda' | 'states'
  readonly label: string
  /** The step's name, or the other state machine's. */
  readonly target: string
  readonly payload: Json
  readonly waitsFor: 'answer' | 'token' | 'execution' | 'executionOutput'
  /** The name of the execution to start; absent for a step. */
  readonly executionName?: string
  readonly timeoutMs: number | null
  readonly heartbeatSeconds: number | null
  readonly heartbeatMs: number | null
}

/** An execution that has not begun to run. */
export function newExecution(id: number, row: NewExecution): Execution {
  return {
    ...row,
    id,
    told: false,
    status: 'RUNNING',
    stoppedMs: null,
    output: null,
    error: null,
    cause: null,
    lastThread: 0,
    lastEvent: 0,
    ...inHand([]),
  }
}

/** What is in memory beside what was saved. Calls that were under way are the engine's to make again. */
export function inHand(
  threads: readonly Thread[],
): Pick<Execution, 'threads' | 'children' | 'ready' | 'abandoned' | 'unsaved'> {
  const children: Execution['children'] = new Map()
  for (const thread of threads) addChild(children, thread)
  return {
    children,
    threads: new Map(threads.map((thread) => [thread.id, thread])),
    ready: threads.flatMap((thread) => (isBusy(thread) && thread.phase.kind !== 'calling' ? [thread.id] : [])),
    abandoned: [],
    unsaved: { events: [], threads: new Set(), removed: new Set() },
  }
}

export function addThread(
  execution: Execution,
  block: Block,
  from: Pick<Thread, 'parent' | 'index' | 'isSilent' | 'child' | 'item' | 'input'> & { readonly after: number },
): Thread {
  execution.lastThread += 1
  const thread: Thread = {
    id: execution.lastThread,
    parent: from.parent,
    index: from.index,
    isSilent: from.isSilent,
    child: from.child,
    childEvents: from.child === undefined ? 0 : from.after,
    item: from.item,
    variables: {},
    state: block.startAt,
    input: from.input,
    enteredAt: 0,
    enteredMs: 0,
    beforeEntry: from.after,
    lastEvent: from.after,
    retries: null,
    phase: { kind: 'enter' },
  }
  execution.threads.set(thread.id, thread)
  addChild(execution.children, thread)
  goOn(execution, thread, thread.phase)
  return thread
}

function addChild(children: Execution['children'], thread: Thread): void {
  const siblings = children.get(thread.parent)
  if (siblings === undefined) children.set(thread.parent, new Set([thread]))
  else siblings.add(thread)
}

/** Puts a thread where it now stands; `goOn` also has it looked at. */
export function stand(execution: Execution, thread: Thread, phase: Phase): void {
  thread.phase = phase
  execution.unsaved.threads.add(thread.id)
}

export function goOn(execution: Execution, thread: Thread, phase: Phase): void {
  stand(execution, thread, phase)
  execution.ready.push(thread.id)
}

/** In the order in which they began, which is the order of their indexes. */
export function childrenOf(execution: Execution, thread: Thread): Thread[] {
  return [...(execution.children.get(thread.id) ?? [])]
}

export function removeThread(execution: Execution, thread: Thread): void {
  abandonCall(execution, thread)
  execution.threads.delete(thread.id)
  execution.children.get(thread.parent)?.delete(thread)
  execution.children.delete(thread.id)
  execution.unsaved.threads.delete(thread.id)
  execution.unsaved.removed.add(thread.id)
}

/** Nobody waits any more for what the thread has called, if it has. */
export function abandonCall(execution: Execution, { phase }: Thread): void {
  if (phase.kind === 'calling' || phase.kind === 'callback') execution.abandoned.push(phase.call)
}

/** The iteration of a distributed Map that a silent thread is within, which may be itself. */
export function iterationAround(execution: Execution, thread: Thread): Thread {
  if (thread.child !== undefined) return thread
  const parent = parentOf(execution, thread)
  return parent.isSilent ? iterationAround(execution, parent) : thread
}

/** The block whose states the thread runs through. */
export function blockOf(execution: Execution, thread: Thread): Block {
  if (thread.parent === 0) return execution.machine.block
  const state = stateOf(execution, parentOf(execution, thread))
  const block =
    state.type === 'Map' ? state.processor : state.type === 'Parallel' ? state.branches[thread.index] : undefined
  if (block === undefined) throw new Error(`${state.name} has no branch ${thread.index}`)
  return block
}

export function stateOf(execution: Execution, thread: Thread): State {
  const state = blockOf(execution, thread).states.get(thread.state)
  if (state === undefined) throw new Error(`The definition has no state ${thread.state}`)
  return state
}

export function parentOf(execution: Execution, thread: Thread): Thread {
  const parent = execution.threads.get(thread.parent)
  if (parent === undefined) throw new Error(`The thread ${thread.id} has lost its parent`)
  return parent
}

/** When the clock next matters to a thread. */
export function dueMs({ phase }: Thread): number | null {
  switch (phase.kind) {
    case 'waiting':
    case 'backoff':
      return phase.untilMs
    case 'calling':
    case 'callback': {
      const { timeoutMs, heartbeatMs } = phase.call
      if (timeoutMs === null || heartbeatMs === null) return timeoutMs ?? heartbeatMs
      return Math.min(timeoutMs, heartbeatMs)
    }
    default:
      return null
  }
}

/** Whether a thread has something to do without anybody asking: after a crash it is taken up again. */
export function isBusy({ phase }: Thread): boolean {
  return phase.kind === 'enter' || phase.kind === 'attempt' || phase.kind === 'scheduled' || phase.kind === 'calling'
}
