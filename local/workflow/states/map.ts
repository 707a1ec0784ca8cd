/**
 * Map: an iteration for each item, so many at a time. A distributed Map runs its iterations as executions of their
 * own: they have no events in this history and see no variables of it; the results are the same.
 */
import type { Json } from '../../../functions/services.ts'
import { mapRunArn } from '../arns.ts'
import type { Batcher, MapState } from '../definition.ts'
import { addThread, childrenOf, type Execution, stand, type Thread, type Tolerated } from '../execution.ts'
import { EvaluationFailure, type Failed } from '../failures.ts'
import { isList, listIn, numberIn, wholeNumberIn } from '../fieldValues.ts'
import { failureDetails, record } from '../history.ts'
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
  const items = state.items === undefined ? inputItems(thread.input) : await listIn(state.items, scope, 'Items')
  const wanted =
    state.maxConcurrency === undefined ? 0 : await wholeNumberIn(state.maxConcurrency, scope, 'MaxConcurrency', 0)
  const tolerated = await toleratedBy(turn, state, items.length)
  const inputs = state.batcher === undefined ? items : await batches(turn, state, state.batcher, items)
  record(execution, thread, nowMs, 'MapStateStarted', { length: items.length })
  if (state.isDistributed) {
    const arn = mapRunArn(execution.stateMachine, state.name, String(thread.enteredAt))
    record(execution, thread, nowMs, 'MapRunStarted', { mapRunArn: arn })
  }
  const most = state.isDistributed ? mostDistributed : mostInline
  const concurrency = wanted === 0 ? most : Math.min(wanted, most)
  stand(execution, thread, { kind: 'iterations', items: inputs, concurrency, tolerated })
  counts.set(thread, { begun: 0, ended: 0, failed: 0 })
  return startIterations(turn, state)
}

function inputItems(input: Json): readonly Json[] {
  if (isList(input)) return input
  throw new EvaluationFailure(`Map state input must be an array but was: ${JSON.stringify(input)}`)
}

/** Without a limit of its own, a distributed Map tolerates no failure, and an inline one hands the first failure on. */
async function toleratedBy(
  { execution, thread, nowMs }: Turn,
  state: MapState,
  total: number,
): Promise<Tolerated | null> {
  const { toleratedCount, toleratedPercentage } = state
  if (toleratedCount === undefined && toleratedPercentage === undefined) {
    return state.isDistributed ? { count: 0, percentage: 100 } : null
  }
  const scope = scopeOf(execution, thread, nowMs)
  const count = toleratedCount === undefined ? total : await numberIn(toleratedCount, scope, 'ToleratedFailureCount')
  if (count < 0) throw new EvaluationFailure('ToleratedFailureCount cannot be negative.', 'ToleratedFailureCount')
  const percentage =
    toleratedPercentage === undefined ? 100 : await numberIn(toleratedPercentage, scope, 'ToleratedFailurePercentage')
  if (percentage < 0 || percentage > 100) {
    throw new EvaluationFailure('ToleratedFailurePercentage must be between 0 and 100.', 'ToleratedFailurePercentage')
  }
  return { count, percentage }
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
    const selected = await selectedItem(turn, state, index, item)
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

async function selectedItem(
  { execution, thread, nowMs }: Turn,
  state: MapState,
  index: number,
  item: Json,
): Promise<Json> {
  if (state.itemSelector === undefined) return item
  const context = { item: { Index: index, Value: item } }
  return fill(state.itemSelector, scopeOf(execution, thread, nowMs, {}, context))
}

/** Begins as many iterations as may run; leaves the state once all have ended. */
async function startIterations(turn: Turn, state: MapState): Promise<Outcome> {
  const { execution, thread, nowMs } = turn
  const { phase } = thread
  if (phase.kind !== 'iterations') throw new Error(`${state.name} is not iterating`)
  const count = countOf(execution, thread)
  while (count.begun < phase.items.length && count.begun - count.ended < phase.concurrency) {
    const index = count.begun
    const item = phase.items[index] ?? null
    const input = state.batcher === undefined ? await selectedItem(turn, state, index, item) : item
    const after = state.isDistributed
      ? childStarted
      : record(execution, thread, nowMs, 'MapIterationStarted', { index, name: state.name }, { leads: false })
    const isSilent = thread.isSilent || state.isDistributed
    addThread(execution, state.processor, {
      parent: thread.id,
      index,
      isSilent,
      item: { Index: index, Value: item },
      input,
      after,
    })
    count.begun += 1
  }
  return count.ended < phase.items.length ? { kind: 'children' } : leaveMap(turn, state)
}

function leaveMap({ execution, thread, nowMs }: Turn, state: MapState): Outcome {
  const results = childrenOf(execution, thread).flatMap(({ phase }) => (phase.kind === 'done' ? [phase.output] : []))
  if (state.isDistributed) record(execution, thread, nowMs, 'MapRunSucceeded')
  record(execution, thread, nowMs, 'MapStateSucceeded', undefined, { leads: false })
  return { kind: 'leave', leaving: state, result: results }
}

export async function iterationDone(turn: Turn, state: MapState, child: Thread): Promise<Outcome> {
  const count = countOf(turn.execution, turn.thread, child)
  count.ended += 1
  noteEnd(turn, state, child, 'MapIterationSucceeded', count)
  return startIterations(turn, state)
}

/** A failure within the limits is counted, its item has no result, and the others go on. */
export async function iterationFailed(turn: Turn, state: MapState, child: Thread, failed: Failed): Promise<Outcome> {
  const { execution, thread, nowMs } = turn
  const { phase } = thread
  const count = countOf(execution, thread, child)
  count.ended += 1
  count.failed += 1
  noteEnd(turn, state, child, 'MapIterationFailed', count)
  if (phase.kind !== 'iterations' || phase.tolerated === null) return { kind: 'fail', failed }
  const { tolerated, items } = phase
  if (count.failed <= tolerated.count && (count.failed / items.length) * 100 <= tolerated.percentage) {
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

/**
 * The next iteration follows the last event of the one that ended, and what follows the last iteration follows the
 * event of its end: so it is in the histories of Step Functions.
 */
function noteEnd({ execution, thread, nowMs }: Turn, state: MapState, child: Thread, type: string, count: Count): void {
  if (thread.isSilent || state.isDistributed) return
  const { phase } = thread
  const details = { index: child.index, name: state.name }
  const id = record(execution, thread, nowMs, type, details, { after: child.lastEvent, leads: false })
  const isLast = phase.kind === 'iterations' && count.ended === phase.items.length && type === 'MapIterationSucceeded'
  thread.lastEvent = isLast ? id : child.lastEvent
}

interface Count {
  begun: number
  ended: number
  failed: number
}

/** Counted once when an execution comes into memory: going through all iterations at the end of each is quadratic. */
const counts = new WeakMap<Thread, Count>()

/** Without `ending`, whose end is being counted now. */
function countOf(execution: Execution, thread: Thread, ending?: Thread): Count {
  const known = counts.get(thread)
  if (known !== undefined) return known
  const children = childrenOf(execution, thread)
  const kinds = children.filter((child) => child !== ending).map(({ phase }) => phase.kind)
  const failed = kinds.filter((kind) => kind === 'failed').length
  const count = { begun: children.length, ended: failed + kinds.filter((kind) => kind === 'done').length, failed }
  counts.set(thread, count)
  return count
}
