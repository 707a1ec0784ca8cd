/** The events of an execution, as GetExecutionHistory gives them. */
import type { Json } from '../../functions/services.ts'
import { type Execution, iterationAround, type Thread } from './execution.ts'
import type { Failed } from './failures.ts'

/** Step Functions ends an execution that would have more events (quotas page). */
export const maxEvents = 25_000

/** Thrown where the next event would be one too many. */
export class HistoryIsFull extends Error {
  override name = 'HistoryIsFull'
}

type Details = { readonly [name: string]: Json }

/** Adds an event after the thread's last one (or after `after`), and answers its number. A silent thread only counts. */
export function record(
  execution: Execution,
  thread: Thread,
  nowMs: number,
  type: string,
  details?: Details,
  options: { readonly after?: number; readonly leads?: boolean } = {},
): number {
  const { after = thread.lastEvent, leads = true } = options
  execution.unsaved.threads.add(thread.id)
  const id = thread.isSilent ? count(execution, thread) : append(execution, nowMs, type, after, details)
  if (leads) thread.lastEvent = id
  return id
}

/** As many events as any execution may have; the last has its place kept here too. */
function count(execution: Execution, thread: Thread): number {
  const iteration = iterationAround(execution, thread)
  if (iteration.childEvents >= maxEvents - 1) throw new HistoryIsFull()
  iteration.childEvents += 1
  execution.unsaved.threads.add(iteration.id)
  return iteration.childEvents
}

/** No other event is counted from the first. */
export function recordStart(execution: Execution, nowMs: number, details: Details): void {
  append(execution, nowMs, 'ExecutionStarted', 0, details)
}

/** The last event of an execution has its place kept. */
export function recordEnd(execution: Execution, nowMs: number, type: string, after: number, details?: Details): void {
  append(execution, nowMs, type, after, details, maxEvents)
}

function append(
  execution: Execution,
  timestampMs: number,
  type: string,
  previousEventId: number,
  details: Details | undefined,
  most = maxEvents - 1,
): number {
  if (execution.lastEvent >= most) throw new HistoryIsFull()
  execution.lastEvent += 1
  const id = execution.lastEvent
  const { events } = execution.unsaved
  if (details === undefined) events.push({ id, previousEventId, timestampMs, type })
  else events.push({ id, previousEventId, timestampMs, type, details: { [detailsName(type)]: details } })
  return id
}

/** By the event's type: there are some sixty. */
const detailsNames = new Map<string, string>()

/** `PassStateEntered` has stateEnteredEventDetails, `TaskFailed` taskFailedEventDetails. */
function detailsName(type: string): string {
  const known = detailsNames.get(type)
  if (known !== undefined) return known
  const name = type.replace(/^.*(State(?:Entered|Exited))$/, '$1')
  const details = `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`
  detailsNames.set(type, details)
  return details
}

export const whole = { truncated: false } satisfies Details

/** What is unknown is left out. */
export function failureDetails({ error, cause }: Failed): { [name: string]: string } {
  return { ...(cause !== null && { cause }), ...(error !== null && { error }) }
}
