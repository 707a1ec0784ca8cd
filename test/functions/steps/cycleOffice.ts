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
import { dayAndTime, instantOf } from '../../../functions/clock.ts'
import type { WorkflowServices } from '../../../functions/services.ts'
import { changeContribution } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { changeCycle } from '../../../functions/stores/cycles.ts'
import type { Engine } from '../../../local/workflow/engine.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { advance, steppedClock } from '../../../local/workflow/time.ts'
import { openWorkflows } from '../../../local/workflows.ts'
import { granted, type Office, type OfficeOptions, openedOffice } from '../office.ts'

/** An office whose workflows run, whatever is in force in it. */
export interface RunningOffice {
  readonly office: Office
  readonly services: WorkflowServices
  readonly engine: Engine
  /** Executions that failed, timed out or were stopped, with what is recorded of them. */
  failures(): Promise<readonly string[]>
  /** Moves the clock; what is due on the way happens at its own moment. */
  advanceTo(day: CalendarDate, time?: string): Promise<void>
  /** The day's round, at 07:30 of the day. */
  round(day: CalendarDate): Promise<void>
  /** Retries of a step, and of a round's letters, wait no longer than this in all. */
  letRun(): Promise<void>
}

export interface CycleOffice extends RunningOffice {
  readonly rules: Rules
  act(cycle: string, actor: Actor, command: CycleCommand): Promise<void>
  refusalOf(cycle: string, actor: Actor, command: CycleCommand): Promise<Refusal['code'] | undefined>
  send(contribution: string, agency: string, text?: string): Promise<void>
  stage(cycle: string): Promise<string>
}

export async function cycleOffice(options: OfficeOptions, ...programmes: readonly Programme[]): Promise<CycleOffice> {
  const office = await openedOffice(options, ...programmes)
  const { rules } = office
  const running = await runningOffice(office)
  const { services, letRun } = running

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

  return {
    ...running,
    rules,
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

/** Workflows over an office, from 09:00 of the day its clock stands on. */
export async function runningOffice(office: Office): Promise<RunningOffice> {
  const stepped = steppedClock(instantOf(office.clock.today(), '09:00'))
  const clock = { now: stepped.now, today: () => dayAndTime(stepped.now()).day }
  const { engine, services } = await openWorkflows(
    { ...office, clock },
    {
      store: openStore(':memory:'),
      chance: () => 0.5,
      onFault: (fault) => {
        throw fault
      },
    },
  )

  async function advanceTo(to: CalendarDate, time = '09:00'): Promise<void> {
    await advance(engine, stepped, instantOf(to, time))
  }
  async function letRun(): Promise<void> {
    const soon = new Date(Date.parse(clock.now()) + 30 * 60_000).toISOString() as Instant
    await advance(engine, stepped, soon)
  }

  return {
    office,
    services,
    engine,
    async failures() {
      const { executions } = await engine.listExecutions({ limit: 1000 })
      return executions
        .filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING')
        .map(({ name, status, error, cause }) => `${name} ${status} ${error} ${cause}`)
    },
    advanceTo,
    async round(day) {
      await advanceTo(day, '07:30')
      await services.workflows.start('daily-round', `round-${day}`, {})
      await letRun()
    },
    letRun,
  }
}
