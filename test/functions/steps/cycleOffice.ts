/**
 * An office whose workflows run: the ASL files of the repository on the embedded engine, the steps they name, and one
 * clock for both. The same tests run on a good day and through the faults of AWS.
 */
import type { CycleCommand } from '../../../domain/cycles/decide.ts'
import type { CalendarDate, Instant } from '../../../domain/days.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../../domain/refusals.ts'
import type { Rules } from '../../../domain/tasks/decide.ts'
import type { Actor } from '../../../domain/tasks/task.ts'
import type { Json, WorkflowServices } from '../../../functions/services.ts'
import { changeContribution } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { changeCycle } from '../../../functions/stores/cycles.ts'
import { dayAndTime, instantOf } from '../../../local/clock.ts'
import { type Engine, openEngine } from '../../../local/workflow/engine.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { advance, steppedClock } from '../../../local/workflow/time.ts'
import { engineWorkflows } from '../../../local/workflow/workflows.ts'
import { machines, stepNamed, tasksIn } from '../../workflows/stateMachines.ts'
import { granted, type Office, type OfficeOptions, openedOffice } from '../office.ts'

export interface CycleOffice {
  readonly office: Office
  readonly rules: Rules
  readonly services: WorkflowServices
  readonly engine: Engine
  /** Executions that failed, timed out or were aborted. */
  readonly failures: string[]
  /** Moves the clock; what is due on the way happens at its own moment. */
  advanceTo(day: CalendarDate, time?: string): Promise<void>
  /** The day's round, at 07:30 of the day. */
  round(day: CalendarDate): Promise<void>
  act(cycle: string, actor: Actor, command: CycleCommand): Promise<void>
  refusalOf(cycle: string, actor: Actor, command: CycleCommand): Promise<Refusal['code'] | undefined>
  send(contribution: string, agency: string, text?: string): Promise<void>
  stage(cycle: string): Promise<string>
}

type StepFile = { readonly step: (services: WorkflowServices, payload: unknown) => Promise<Json> }

const names = new Set(
  [...machines.values()].flatMap((machine) => tasksIn(machine).map(([, state]) => stepNamed(state))),
)
const files = new Map<string, StepFile>(
  await Promise.all(
    [...names].map(
      async (name): Promise<[string, StepFile]> => [name, await import(`../../../functions/steps/${name}.ts`)],
    ),
  ),
)

export async function cycleOffice(options: OfficeOptions, ...programmes: readonly Programme[]): Promise<CycleOffice> {
  const { day = '2013-01-07' } = options
  const office = await openedOffice(options, ...programmes)
  const stepped = steppedClock(instantOf(day, '09:00'))
  const clock = { now: stepped.now, today: () => dayAndTime(stepped.now()).day }
  const failures: string[] = []
  const engine = openEngine({
    store: openStore(':memory:'),
    clock,
    machines: Object.fromEntries([...machines].map(([name, machine]) => [name, JSON.parse(JSON.stringify(machine))])),
    steps: (name) => {
      const file = files.get(name)
      return file && ((payload) => file.step(services, payload))
    },
    chance: () => 0.5,
    onEnd: async ({ status, name, stateMachineArn, input, error, cause }) => {
      if (status === 'SUCCEEDED' || status === 'RUNNING') return
      failures.push(`${name} ${status} ${error ?? ''} ${cause ?? ''}`)
      const machine = stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1)
      const given = typeof input === 'string' ? JSON.parse(input) : input
      const outcome = { machine, name, status, error: error ?? '', cause: cause ?? '', input: given ?? {} }
      await office.patiently(
        () => files.get('recordExecutionOutcome')?.step(services, outcome) ?? Promise.resolve(null),
      )
    },
    onFault: (fault) => {
      throw fault
    },
  })
  const services: WorkflowServices = { ...office, clock, workflows: engineWorkflows(engine) }
  const { rules } = office

  async function advanceTo(to: CalendarDate, time = '09:00'): Promise<void> {
    await advance(engine, stepped, instantOf(to, time))
  }
  /** What people do is tried again until it is known; then whatever it woke is let run. */
  async function patiently<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await run()
        await letRun()
        return answer
      } catch (error) {
        if (attempt === 20 || !(error instanceof Error) || !/TableBusy|UnknownOutcome/.test(error.name)) throw error
      }
    }
  }
  /** Retries of steps wait for seconds: within the minute they are done. */
  async function letRun(): Promise<void> {
    const soon = new Date(Date.parse(clock.now()) + 60_000).toISOString() as Instant
    await advance(engine, stepped, soon)
  }

  return {
    office,
    rules,
    services,
    engine,
    failures,
    advanceTo,
    async round(day) {
      await advanceTo(day, '07:30')
      await services.workflows.start('daily-round', `round-${day}`, {})
      await letRun()
    },
    async act(cycle, actor, command) {
      granted(await patiently(() => changeCycle(services, rules, cycle, actor, command)))
    },
    async refusalOf(cycle, actor, command) {
      const answer = await patiently(() => changeCycle(services, rules, cycle, actor, command))
      return isRefusal(answer) ? answer.code : undefined
    },
    async send(contribution, agency, text = 'Đã thực hiện') {
      const actor = { person: `nguoi.${agency}`, position: 'Chuyên viên', agency }
      const content = { rows: [{ clause: 'I.1-01', text }], evidence: [] }
      granted(
        await patiently(() => changeContribution(services, rules, contribution, actor, { type: 'send', content })),
      )
    },
    async stage(cycle) {
      return (await cycleById(office.truth, cycle))?.stage.name ?? 'none'
    },
  }
}
