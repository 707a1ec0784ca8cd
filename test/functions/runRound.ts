/** The daily round as its schedule starts it: one execution of the state machine, from its beginning to its end. */
import type { CalendarDate, Instant } from '../../domain/days.ts'
import type { Services } from '../../functions/services.ts'
import { type RoundOutcome, roundOf } from '../../functions/stores/rounds.ts'
import type { MovableClock } from '../../local/clock.ts'
import { Crash } from '../../local/faults/table.ts'
import { executionArn } from '../../local/workflow/arns.ts'
import { openStore } from '../../local/workflow/store.ts'
import { stepped } from '../../local/workflow/time.ts'
import { openWorkflows } from '../../local/workflows.ts'

type RoundServices = Pick<Services, 'table' | 'mailer' | 'ids' | 'links'> & { readonly clock: MovableClock }

let started = 0

/**
 * The outcome, or undefined when the day's round is done or in other hands. An execution whose retries were not enough
 * is followed by another after its lease, as by a schedule that tries again. Throws Crash where the table died.
 */
export async function runRound(services: RoundServices, day: CalendarDate): Promise<RoundOutcome | undefined> {
  for (;;) {
    started += 1
    const holder = `round-${day}-${started}`
    const { status, cause } = await execute(services, holder)
    if (status === 'SUCCEEDED') {
      const round = await sure(() => roundOf(services.table, day))
      return round?.state === 'done' && round.holder === holder ? round.outcome : undefined
    }
    if (cause.includes('the process has died')) throw new Crash('the process has died')
    if (!/TableBusy|UnknownOutcome|injected/.test(cause)) throw new Error(cause)
    services.clock.forward(61)
  }
}

async function execute({ clock, ...services }: RoundServices, name: string) {
  const store = openStore(':memory:')
  // What a dead process wanted to record of its end is recorded by nobody.
  const onFault = (fault: unknown) => {
    if (!(fault instanceof Crash)) throw fault
  }
  const { engine } = await openWorkflows({ ...services, clock }, { store, chance: () => 0.5, onFault })
  const arn = executionArn('daily-round', name)
  await engine.startExecution({ stateMachine: 'daily-round', name })
  for (;;) {
    await engine.settled()
    const { status, error = '', cause = '' } = await engine.describeExecution(arn)
    if (status !== 'RUNNING') {
      await engine.close()
      return { status, cause: `${error}: ${cause}` }
    }
    const due: Instant | undefined = engine.nextDue()
    if (due !== undefined && due > clock.now()) stepped(clock).moveTo(due)
    await engine.runDue()
  }
}

async function sure<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TableBusy') throw error
    }
  }
}
