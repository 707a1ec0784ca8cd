/** The mornings of a rehearsal: the schedule that starts the round, and all that can befall it and the process that runs it. */
import { addDays, type CalendarDate, type Instant } from '../../domain/days.ts'
import type { WorkflowServices } from '../../functions/services.ts'
import { TableBusy, UnknownOutcome, WorkflowsBusy } from '../../functions/services.ts'
import { startOwedRound } from '../../functions/steps/startRound.ts'
import type { MovableClock } from '../clock.ts'
import { advance, stepped } from '../workflow/time.ts'
import { type Process, startProcess } from './process.ts'
import type { Stage } from './rehearse.ts'

/**
 * The round, and what befalls it: missed, for a week at the worst, started twice at once, dead between a letter and its
 * record, so slow that another execution takes it over, or without a mail server that takes its letters.
 */
export async function morning(stage: Stage): Promise<void> {
  const { rehearsal, luck, clock } = stage
  const day = clock.today()
  if (day < stage.standstillUntil) return
  const fate = rehearsal.faults ? luck() : 1
  if (fate < 0.004) stage.standstillUntil = addDays(day, 2 + Math.floor(luck() * 6))
  if (fate < 0.03) return
  stage.post.delays = 0.12 <= fate && fate < 0.15 ? 0.5 : rehearsal.faults ? 0.005 : 0
  if (fate < 0.06) await startTwice(stage, day)
  else if (fate < 0.1) await dieInTheRound(stage, day)
  else if (fate < 0.12) await overtakeSlowRound(stage, day)
  await keepSchedule(stage)
}

// As long as an execution of the round may live, and the lease it takes its day by.
const longestRoundMinutes = 61

/** The schedule, and as long as the round is not done the schedule again, once nobody can be at work on it any more. */
async function keepSchedule(stage: Stage): Promise<void> {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await patiently(stage, startOwedRound)
    if (!stage.rehearsal.faults) return stage.process.engine.settled()
    await goOnFor(stage, longestRoundMinutes)
  }
}

async function startRound({ services }: Pick<Process, 'services'>, name: string): Promise<void> {
  await services.workflows.start('daily-round', name, {})
}

/** Schedulers deliver at least once: two executions at the same moment. */
async function startTwice(stage: Stage, day: CalendarDate): Promise<void> {
  const names = [`round-${day}_twin-a`, `round-${day}_twin-b`]
  await Promise.all(names.map((name) => startRound(stage.process, name)))
  await goOnFor(stage, longestRoundMinutes)
}

/** The machine is switched off in the middle, and on again after half an hour: until then its letters are in its hands. */
async function dieInTheRound(stage: Stage, day: CalendarDate): Promise<void> {
  const mortal = await startProcess(stage, { untilDeath: 1 + Math.floor(stage.luck() * 60) })
  await startRound(mortal, `round-${day}_mortal`)
  await Promise.race([mortal.engine.settled(), mortal.death.then(() => stage.seen.processDied())])
  stage.clock.forward(31)
  stage.process = await startProcess(stage)
  await goOnFor(stage, longestRoundMinutes)
}

/**
 * An hour passes while the round takes its day, so its execution is ended and another takes over; the step that the
 * first had called still sends. Each letter stays in one hand, by a lease of its own.
 */
async function overtakeSlowRound(stage: Stage, day: CalendarDate): Promise<void> {
  let hasPassed = false
  let isOvertaken = false
  const slow = await startProcess(stage, {
    around: ({ table, mailer }) => ({
      table: {
        ...table,
        async transact(writes) {
          const outcome = await table.transact(writes)
          if (!hasPassed) stage.clock.forward(longestRoundMinutes)
          hasPassed = true
          return outcome
        },
      },
      mailer: {
        async send(letter) {
          if (!isOvertaken) {
            isOvertaken = true
            await overtake()
          }
          await mailer.send(letter)
        },
      },
    }),
  })
  async function overtake(): Promise<void> {
    await slow.engine.runDue()
    await startRound(slow, `round-${day}_overtaking`)
    // The step that sends the letter at hand is the one that is not waited for.
    await slow.engine.settled(() => 1)
  }
  await startRound(slow, `round-${day}_slow`)
  await goOnFor({ process: slow, clock: stage.clock }, longestRoundMinutes)
  stage.process = await startProcess(stage)
}

/** Time goes on for so many minutes: retries and whatever else is due on the way happen at their moments. */
async function goOnFor({ process, clock }: Pick<Stage, 'process' | 'clock'>, minutes: number): Promise<void> {
  const until = new Date(Date.parse(clock.now()) + minutes * 60_000).toISOString() as Instant
  await advance(process.engine, stepped(clock), until)
}

/** Time goes on to this moment, unless tries that failed have taken longer. */
export async function becomes(
  { process, clock }: { readonly process: Process; readonly clock: MovableClock },
  moment: Instant,
): Promise<void> {
  if (clock.now() < moment) await advance(process.engine, stepped(clock), moment)
}

/** Lets run what an act has woken; in a world with faults, so long that its retries have had their turns. */
export async function letRun(stage: Stage): Promise<void> {
  if (stage.rehearsal.faults) await goOnFor(stage, 2)
  else await stage.process.engine.settled()
}

/** Tries again what may be tried again, later in the day. */
export async function patiently<Answer>(
  stage: Stage,
  run: (mine: WorkflowServices) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(stage.process.services)
    } catch (error) {
      if (!isPassing(error) || attempt === 8) throw error
      await goOnFor(stage, 31)
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof TableBusy || error instanceof UnknownOutcome || error instanceof WorkflowsBusy
}
