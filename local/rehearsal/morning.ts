/** The mornings of a rehearsal: the round, and all that can befall it and the process that runs it. */
import { addDays, type CalendarDate } from '../../domain/days.ts'
import type { Mailer, Services, Table } from '../../functions/services.ts'
import { MailDelayed, TableBusy, UnknownOutcome } from '../../functions/services.ts'
import { runRound } from '../../functions/steps/runRound.ts'
import { Crash, faultyTable } from '../faults/table.ts'
import { outbox } from '../mail/outbox.ts'
import type { Stage } from './rehearse.ts'

/**
 * The round, and what befalls it: missed, for a week at the worst, run twice at once, dead between a letter and its
 * record, so slow that another takes over, or without a mail server that takes its letters.
 */
export async function morning(stage: Stage): Promise<void> {
  const { rehearsal, luck, clock } = stage
  const day = clock.today()
  if (day < stage.standstillUntil) return
  const fate = rehearsal.faults ? luck() : 1
  if (fate < 0.004) stage.standstillUntil = addDays(day, 2 + Math.floor(luck() * 6))
  if (fate < 0.03) return
  if (fate < 0.06) {
    const twins = [stage.process, started(stage)]
    const answers = await Promise.allSettled(twins.map((twin) => runRound(twin, day)))
    for (const answer of answers) if (answer.status === 'rejected' && !isPassing(answer.reason)) throw answer.reason
    clock.forward(31)
  } else if (fate < 0.1) {
    const left = { untilDeath: 1 + Math.floor(luck() * 40) }
    await runRound(started(stage, left), day).catch((error: unknown) => {
      if (!isPassing(error)) throw error
      if (error instanceof Crash) stage.seen.processDied()
    })
    stage.process = started(stage)
    // The lease of the round and of the letter it was sending must run out before anybody takes over.
    clock.forward(31)
  } else if (fate < 0.12) await slowRound(stage, day)
  stage.post.delays = fate < 0.15 ? 0.5 : rehearsal.faults ? 0.005 : 0
  await patiently(stage, (services) => runRound(services, day))
}

/** Its round is taken over while it still sends: each of its letters stays in one hand, by a lease of its own. */
async function slowRound(stage: Stage, day: CalendarDate): Promise<void> {
  const slow = started(stage)
  const settled = (round: Promise<unknown>) =>
    round.catch((error: unknown) => {
      if (!isPassing(error)) throw error
    })
  let writes = 0
  let other: Promise<unknown> | undefined
  const table: Table = {
    ...slow.table,
    async transact(asked) {
      const outcome = await slow.table.transact(asked)
      writes += 1
      // The round has been taken: half an hour passes before anything else is done.
      if (writes === 1) stage.clock.forward(31)
      return outcome
    },
  }
  const mailer: Mailer = {
    async send(letter) {
      other ??= settled(runRound(started(stage), day))
      await other
      await slow.mailer.send(letter)
    },
  }
  await settled(runRound({ ...slow, table, mailer }, day))
}

/** A process over the table, with the world's faults; a mortal one dies at its n-th write or letter and does nothing more. */
export function started(
  {
    rehearsal,
    watched,
    clock,
    seen,
    luck,
    post,
  }: Pick<Stage, 'rehearsal' | 'watched' | 'clock' | 'seen' | 'luck' | 'post'>,
  mortal?: { untilDeath: number },
): Services {
  const dies = () => {
    if (!mortal) return false
    mortal.untilDeath -= 1
    return mortal.untilDeath <= 0
  }
  const table = rehearsal.faults
    ? faultyTable(watched, {
        random: luck,
        rates: { busy: 0.002, lostRequest: 0.001, lostAnswer: 0.001, throttledRead: 0.001, staleIndex: 0.02 },
        crashNow: dies,
      })
    : watched
  const taken = seen.watchMailer(outbox, () => clock.today())
  const mailer: Mailer = {
    async send(letter) {
      if (mortal && mortal.untilDeath <= 0) throw new Crash('the process has died')
      if (post.delays > 0 && luck() < post.delays) throw new MailDelayed('the mail server is away')
      await taken.send(letter)
      if (dies()) throw new Crash('the process died after the letter left and before it was recorded')
    },
  }
  return { table, clock, mailer, ids: { next: () => String(Math.floor(luck() * 1e9)) } }
}

/** Tries again what may be tried again, later in the morning, as a schedule with retries would. */
export async function patiently<Answer>(stage: Stage, run: (mine: Services) => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(stage.process)
    } catch (error) {
      if (!isPassing(error) || attempt === 8) throw error
      stage.clock.forward(31)
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof TableBusy || error instanceof UnknownOutcome || error instanceof Crash
}
