/**
 * The product's workflows on one machine: the ASL files of workflows/, the steps they name in functions/steps, and the
 * net under them: what failed, timed out or was stopped is recorded by the same step as on AWS.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Json, WorkflowServices } from '../functions/services.ts'
import { afterwards } from '../functions/stores/afterwards.ts'
import type { Description } from './workflow/description.ts'
import { type Engine, type EngineOptions, openEngine } from './workflow/engine.ts'
import { engineWorkflows } from './workflow/workflows.ts'

export interface RunningWorkflows {
  readonly engine: Engine
  readonly services: WorkflowServices
}

/** Opens the engine over the product's state machines. Whoever opens it resumes it, and keeps or moves its time. */
export async function openWorkflows(
  without: Omit<WorkflowServices, 'workflows'>,
  options: Pick<EngineOptions, 'store' | 'chance' | 'onFault'> & {
    /** Told of each step that a workflow calls, for whoever counts; `execution` is its ARN. */
    readonly onCall?: (step: string, execution: string) => void
  },
): Promise<RunningWorkflows> {
  const machines = readMachines()
  const steps = await stepFiles(Object.values(machines))
  const engine = openEngine({
    ...options,
    clock: without.clock,
    machines,
    steps: (name) => {
      const file = steps.get(name)
      if (!file) return undefined
      return (payload, { execution }) => {
        options.onCall?.(name, execution)
        return file.step(services, payload)
      }
    },
    onEnd: async (ended) => {
      // What cannot be recorded now is found by the round: it looks whether a cycle's execution runs.
      await afterwards(async () => steps.get('recordExecutionOutcome')?.step(services, outcomeOf(ended)))
    },
  })
  const services: WorkflowServices = { ...without, workflows: engineWorkflows(engine) }
  return { engine, services }
}

const folder = new URL('../workflows/', import.meta.url)
const suffix = '.asl.json'

let machinesRead: { readonly [name: string]: Json } | undefined

/** Read once for a process. */
function readMachines(): { readonly [name: string]: Json } {
  const files = () => readdirSync(folder).filter((file) => file.endsWith(suffix))
  machinesRead ??= Object.fromEntries(
    files().map((file) => [file.slice(0, -suffix.length), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
  )
  return machinesRead
}

interface StepFile {
  readonly step: (services: WorkflowServices, payload: unknown) => Promise<Json>
}

/** The steps that the definitions name, `${nextStep}` for functions/steps/nextStep.ts. */
async function stepFiles(machines: readonly Json[]): Promise<ReadonlyMap<string, StepFile>> {
  const named = [...JSON.stringify(machines).matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  const files = [...new Set(named)].map(async (name): Promise<[string, StepFile]> => [name, await stepFile(name)])
  return new Map(await Promise.all(files))
}

/**
 * Read once: a rehearsal starts one engine after another beside work that goes on, and how long a file takes to be read
 * must not decide who comes first.
 */
const readFiles = new Map<string, Promise<StepFile>>()

function stepFile(name: string): Promise<StepFile> {
  const file = readFiles.get(name) ?? import(new URL(`../functions/steps/${name}.ts`, import.meta.url).href)
  readFiles.set(name, file)
  return file
}

/** What the rule on FAILED, TIMED_OUT and ABORTED says of an execution. */
function outcomeOf({ stateMachineArn, name, status, error = '', cause = '', input }: Description): Json {
  const machine = stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1)
  return { machine, name, status, error, cause, input: JSON.parse(input) }
}
