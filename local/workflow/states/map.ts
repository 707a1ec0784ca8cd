/**
 * Map: an iteration for each item, so many at a time. A distributed Map runs its iterations as executions of their
 * own: they have no events in this history and see no variables of it; the results are the same.
 */
import { randomUUID } from 'node:crypto'
import type { Json } from '../../../functions/services.ts'
import { childMachine, mapRunArn } from '../arns.ts'
import { breathe } from '../breath.ts'
import type { Batcher, MapState } from '../definition.ts'
import { addThread, childrenOf, type Execution, type Phase, stand, type Thread, type Tolerated } from '../execution.ts'
import { EvaluationFailure, type Failed } from '../failures.ts'
import { isList, itemsIn, numberIn, wholeNumberIn } from '../fieldValues.ts'
import { failureDetails, record } from '../history.ts'
import { isObject } from '../json.ts'
import type { Outcome, Turn } from '../outcome.ts'
import { scopeOf } from '../scope.ts'
import { fill } from '../template.ts'

/** What Step Functions runs side by side however much is asked for. */
const mostInline = 40
const mostDistributed = 10_000

/** The first event of an execution that an iteration is for itself. */
const childStarted = 1

export async function startMap(turn: Turn, state: MapState): Promise<Outcome> {
  const { execution, thread, nowMs } = turn
  const scope = scopeOf(execution, thread, nowMs)
  const given =
    state.items === undefined
      ? inputItems(thread.input, state)
      : await itemsIn(state.items, scope, 'Items', takesObject(state))
  const items = isList(given) ? given : pairsOf(given)
  const wanted =
    state.maxConcurrency === undefined ? 0 : await wholeNumberIn(state.maxConcurrency, scope, 'MaxConcurrency', 0)
  const tolerated = await toleratedBy(turn, state)
  const inputs = state.batcher === undefined ? items : await batches(turn, state, state.batcher, items)
  record(execution, thread, nowMs, 'MapStateStarted', { length: items.length })
  if (state.isDistributed) {
    const mapRun = childMachine(execution.stateMachine, state.label)
    record(execution, thread, nowMs, 'MapRunStarted', { mapRunArn: mapRunArn(mapRun, String(thread.enteredAt)) })
  }
  const most = state.isDistributed ? mostDistributed : mostInline
  const concurrency = wanted === 0 ? most : Math.min(wanted, most)
  const keyed = isList(given) ? {} : { keyed: true as const }
  stand(execution, thread, { kind: 'iterations', items: inputs, ...keyed, concurrency, tolerated })
  counts.set(thread, { begun: 0, ended: 0, failedItems: 0 })
  return startIterations(turn, state)
}

/** Members of an object, which a distributed Map takes one by one; in batches it takes lists alone. */
type Members = { readonly [key: string]: Json }

function takesObject({ isDistributed, batcher }: MapState): boolean {
  return isDistributed && batcher === undefined
}

function inputItems(input: Json, state: MapState): readonly Json[] | Members {
  if (isList(input) || (takesObject(state) && typeof input === 'object' && input !== null)) return input
  throw new EvaluationFailure(`Map state input must be an array but was: ${JSON.stringify(input)}`)
}

function pairsOf(members: Members): readonly Json[] {
  return Object.entries(members).map(([Key, Value]) => ({ Key, Value }))
}

/** Nothing is tolerated in an inline Map, whatever its fields say: the first failure is the Map's. */
async function toleratedBy({ execution, thread, nowMs }: Turn, state: MapState): Promise<Tolerated | null> {
  const { toleratedCount, toleratedPercentage } = state
  const scope = scopeOf(execution, thread, nowMs)
  const count = toleratedCount === undefined ? 0 : await numberIn(toleratedCount, scope, 'ToleratedFailureCount')
  if (count < 0) throw new EvaluationFailure('ToleratedFailureCount cannot be negative.', 'ToleratedFailureCount')
  const percentage =
    toleratedPercentage === undefined ? 0 : await numberIn(toleratedPercentage, scope, 'ToleratedFailurePercentage')
  if (percentage < 0 || percentage > 100) {
    throw new EvaluationFailure('ToleratedFailurePercentage must be between 0 and 100.', 'ToleratedFailurePercentage')
  }
  return state.isDistributed ? { count, percentage } : null
}

/** A limit of 0 is none, unless both are: then no failure is tolerated. So Step Functions counts, in items. */
function isTolerated({ count, percentage }: Tolerated, failed: number, total: number): boolean {
  if (count === 0 && percentage === 0) return failed === 0
  return (count === 0 || failed <= count) && (percentage === 0 || failed * 100 <= percentage * total)
}

/** Items by their selector, in groups of so many or of so many bytes, each with the batch's own input beside it. */
async function batches(turn: Turn, state: MapState, batcher: Batcher, items: readonly Json[]): Promise<Json[]> {
  const { execution, thread, nowMs } = turn
  const scope = scopeOf(execution, thread, nowMs)
  const { maxItems, maxBytes, input } = batcher
  const most = maxItems === undefined ? items.length : await wholeNumberIn(maxItems, scope, 'MaxItemsPerBatch', 1)
  const bytes = maxBytes === undefined ? 262_144 : await wholeNumberIn(maxBytes, scope, 'MaxInputBytesPerBatch', 1)
  const shared = input === undefined ? {} : { BatchInput: await fill(input, scope) }
  const groups: Json[][] = []
  let size = 0
  for (const [index, item] of items.entries()) {
    const selected = await selectedItem(turn, state, { Index: index, Value: item }, item)
    const itemSize = Buffer.byteLength(JSON.stringify(selected))
    const group = groups.at(-1)
    if (group === undefined || group.length >= most || size + itemSize > bytes) {
      groups.push([selected])
      size = Buffer.byteLength(JSON.stringify({ ...shared, Items: [] })) + itemSize
    } else {
      group.push(selected)
      size += itemSize + 1
    }
  }
  return groups.map((group) => ({ ...shared, Items: group }))
}

const itemsBetweenBreaths = 500

/** `item` is what `$states.context.Map.Item` is for the selector; without one the item goes in as it is. */
async function selectedItem(
  { execution, thread, nowMs }: Turn,
  state: MapState,
  item: Members & { readonly Index: number },
  plain: Json,
): Promise<Json> {
  if (item.Index % itemsBetweenBreaths === itemsBetweenBreaths - 1) await breathe()
  if (state.itemSelector === undefined) return plain
  return fill(state.itemSelector, scopeOf(execution, thread, nowMs, {}, { item }))
}

type Iterations = Extract<Phase, { kind: 'iterations' }>

function iterationsOf({ thread: { phase } }: Turn, state: MapState): Iterations {
  if (phase.kind === 'iterations') return phase
  throw new Error(`${state.name} is not iterating`)
}

/** Begins as many iterations as may run; leaves the state once all have ended. */
async function startIterations(turn: Turn, state: MapState): Promise<Outcome> {
  const { execution, thread, nowMs } = turn
  const phase = iterationsOf(turn, state)
  const count = countOf(execution, thread, state)
  while (count.begun < phase.items.length && count.begun - count.ended < phase.concurrency) {
    const index = count.begun
    const plain = phase.items[index] ?? null
    const item = { ...(phase.keyed ? (plain as Members) : { Value: plain }), Index: index }
    const input = state.batcher === undefined ? await selectedItem(turn, state, item, plain) : plain
    const after = state.isDistributed
      ? childStarted
      : record(execution, thread, nowMs, 'MapIterationStarted', { index, name: state.name }, { leads: false })
    const child = state.isDistributed
      ? {
          name: randomUUID(),
          stateMachine: childMachine(execution.stateMachine, state.label),
          startedMs: nowMs,
          input,
        }
      : undefined
    addThread(execution, state.processor, {
      parent: thread.id,
      index,
      isSilent: thread.isSilent || state.isDistributed,
      child,
      item: state.isDistributed ? undefined : item,
      input,
      after,
    })
    count.begun += 1
  }
  return count.ended < phase.items.length ? { kind: 'children' } : leaveMap(turn, state)
}

/** An iteration that failed and was tolerated takes its place among the results. */
function leaveMap({ execution, thread, nowMs }: Turn, state: MapState): Outcome {
  const results = childrenOf(execution, thread).flatMap(({ phase }): Json[] => {
    if (phase.kind === 'done') return [phase.output]
    return phase.kind === 'failed' ? [{ Status: 'FAILED', ...failureResult(phase.failed) }] : []
  })
  if (state.isDistributed) record(execution, thread, nowMs, 'MapRunSucceeded')
  record(execution, thread, nowMs, 'MapStateSucceeded', undefined, { leads: false })
  return { kind: 'leave', leaving: state, result: results }
}

function failureResult({ error, cause }: Failed): Members {
  return { ...(error !== null && { Error: error }), ...(cause !== null && { Cause: cause }) }
}

export async function iterationDone(turn: Turn, state: MapState, child: Thread): Promise<Outcome> {
  const count = countOf(turn.execution, turn.thread, state, child)
  count.ended += 1
  noteEnd(turn, state, child, 'MapIterationSucceeded', count)
  return startIterations(turn, state)
}

/** A failure within the limits is counted, and the others go on. */
export async function iterationFailed(turn: Turn, state: MapState, child: Thread, failed: Failed): Promise<Outcome> {
  const { execution, thread, nowMs } = turn
  const { tolerated, items } = iterationsOf(turn, state)
  const count = countOf(execution, thread, state, child)
  count.ended += 1
  count.failedItems += itemsOf(state, items[child.index])
  noteEnd(turn, state, child, 'MapIterationFailed', count)
  if (tolerated === null) return { kind: 'fail', failed }
  const total =
    state.batcher === undefined ? items.length : items.reduce<number>((sum, item) => sum + itemsOf(state, item), 0)
  if (isTolerated(tolerated, count.failedItems, total)) {
    child.child = undefined
    stand(execution, child, { kind: 'failed', failed })
    return startIterations(turn, state)
  }
  const exceeded: Failed = {
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  }
  if (state.isDistributed) record(execution, thread, nowMs, 'MapRunFailed', failureDetails(exceeded))
  return { kind: 'fail', failed: exceeded }
}

/** A batch counts each of its items. */
function itemsOf({ batcher }: MapState, input: Json | undefined): number {
  const batch: unknown = batcher !== undefined && isObject(input) ? input['Items'] : undefined
  return Array.isArray(batch) ? batch.length : 1
}

/**
 * The next iteration follows the last event of the one that ended, and what follows the last iteration follows the
 * event of its end: so it is in the histories of Step Functions.
 */
function noteEnd({ execution, thread, nowMs }: Turn, state: MapState, child: Thread, type: string, count: Count): void {
  if (state.isDistributed) return
  const { phase } = thread
  const details = { index: child.index, name: state.name }
  const id = record(execution, thread, nowMs, type, details, { after: child.lastEvent, leads: false })
  const isLast = phase.kind === 'iterations' && count.ended === phase.items.length && type === 'MapIterationSucceeded'
  thread.lastEvent = isLast ? id : child.lastEvent
}

interface Count {
  begun: number
  ended: number
  failedItems: number
}

/** Counted once when an execution comes into memory: going through all iterations at the end of each is quadratic. */
const counts = new WeakMap<Thread, Count>()

/** Without `ending`, whose end is being counted now. */
function countOf(execution: Execution, thread: Thread, state: MapState, ending?: Thread): Count {
  const known = counts.get(thread)
  if (known !== undefined) return known
  const { phase } = thread
  const items = phase.kind === 'iterations' ? phase.items : []
  const children = childrenOf(execution, thread)
  const count = { begun: children.length, ended: 0, failedItems: 0 }
  for (const child of children) {
    if (child === ending || (child.phase.kind !== 'done' && child.phase.kind !== 'failed')) continue
    count.ended += 1
    if (child.phase.kind === 'failed') count.failedItems += itemsOf(state, items[child.index])
  }
  counts.set(thread, count)
  return count
}
