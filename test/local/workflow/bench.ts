/** A state machine on the engine, with steps that are plain functions and a clock that is moved. */
import type { Instant } from '../../../domain/days.ts'
import type { Json } from '../../../functions/services.ts'
import type { Description, ShownEvent } from '../../../local/workflow/description.ts'
import { type Engine, type EngineOptions, historyOf, openEngine } from '../../../local/workflow/engine.ts'
import type { Step } from '../../../local/workflow/steps.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { advance, type SteppedClock, steppedClock } from '../../../local/workflow/time.ts'

export const start: Instant = '2013-01-01T00:00:00.000Z'

/** The moment so many seconds after the start. */
export function at(seconds: number): Instant {
  return new Date(Date.parse(start) + seconds * 1000).toISOString() as Instant
}

export interface Bench {
  readonly engine: Engine
  readonly clock: SteppedClock
}

type Steps = { readonly [name: string]: Step }

export function bench(
  machines: { readonly [name: string]: Json },
  steps: Steps = {},
  options: Partial<EngineOptions> = {},
): Bench {
  const clock = steppedClock(start)
  const engine = openEngine({
    store: openStore(':memory:'),
    clock,
    machines,
    steps: (name) => steps[name],
    onFault: (fault) => {
      throw fault
    },
    ...options,
  })
  return { engine, clock }
}

export interface Ended extends Omit<Description, 'output'> {
  readonly output: Json | undefined
  readonly events: readonly ShownEvent[]
  /** Event types in order; what enters or leaves a state also says which. */
  readonly history: readonly string[]
  readonly endedAfterSeconds: number
}

/** Runs one execution to its end, or for a year and a month. */
export async function run(
  states: Json,
  { input = {}, steps, ...top }: { input?: Json; steps?: Steps; StartAt?: string; TimeoutSeconds?: number } = {},
  options: Partial<EngineOptions> = {},
): Promise<Ended> {
  const { engine, clock } = bench({ machine: machine(states, top) }, steps, options)
  const { executionArn } = await engine.startExecution({ stateMachine: 'machine', name: 'run', input })
  await advance(engine, clock, at(400 * 86_400))
  const ended = await endOf(engine, executionArn)
  await engine.close()
  return ended
}

export async function endOf(engine: Engine, executionArn: string): Promise<Ended> {
  const { output, ...description } = await engine.describeExecution(executionArn)
  const events = await historyOf(engine, executionArn)
  return {
    ...description,
    output: output === undefined ? undefined : JSON.parse(output),
    events,
    history: events.map(label),
    endedAfterSeconds: (Date.parse(description.stopDate ?? 'never') - Date.parse(start)) / 1000,
  }
}

/** A machine of states that begins at the first of them. */
export function machine(states: Json, top: { readonly [field: string]: Json } = {}): Json {
  const [first = ''] = Object.keys(states ?? {})
  return { QueryLanguage: 'JSONata', StartAt: first, States: states, ...top }
}

function label({ type, ...event }: ShownEvent): string {
  const details = event['stateEnteredEventDetails'] ?? event['stateExitedEventDetails']
  const { name } = { name: undefined, ...(typeof details === 'object' ? details : {}) }
  return name === undefined ? type : `${type}:${name}`
}
