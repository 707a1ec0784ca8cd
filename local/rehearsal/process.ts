/**
 * The process of a rehearsal: the product's services and its engine, over the table and the workflow store that outlive
 * it. A mortal one dies as a killed process does: at its n-th write or letter everything that it was doing stops where
 * it stands, nothing of it is heard or saved again, and the next process takes up what it left.
 */
import type { Mailer, Table, WorkflowServices } from '../../functions/services.ts'
import { MailDelayed } from '../../functions/services.ts'
import type { Meter } from '../bill/meter.ts'
import type { MovableClock } from '../clock.ts'
import { Crash, faultyTable } from '../faults/table.ts'
import { outbox } from '../mail/outbox.ts'
import type { Engine } from '../workflow/engine.ts'
import type { Store } from '../workflow/store.ts'
import { openWorkflows } from '../workflows.ts'
import type { Rehearsal } from './rehearse.ts'
import type { Witness } from './witness.ts'

export interface Process {
  readonly services: WorkflowServices
  readonly engine: Engine
  /** Comes to pass where a mortal process dies. */
  readonly death: Promise<void>
}

/** What outlives a process. */
export interface World {
  readonly rehearsal: Pick<Rehearsal, 'faults'>
  readonly watched: Table
  readonly workflowStore: Store
  readonly clock: MovableClock
  readonly seen: Witness
  /** Draws the faults. */
  readonly luck: () => number
  /** Counts what the product uses. */
  readonly meter: Meter
  /** How much of its letters the mail server does not take this time, from 0 to 1. */
  readonly post: { delays: number }
}

export interface ProcessOptions {
  /** How many writes and letters a mortal process has left. */
  readonly untilDeath?: number
  /** What stands between this process and its table and post. */
  readonly around?: (services: Pick<WorkflowServices, 'table' | 'mailer'>) => Pick<WorkflowServices, 'table' | 'mailer'>
}

/** Starts a process. What the one before it left under way is taken up at once. */
export async function startProcess(world: World, { untilDeath, around = same }: ProcessOptions = {}): Promise<Process> {
  const { clock, luck, meter, workflowStore } = world
  const life = mortality(untilDeath)
  const { table, mailer } = around({ table: tableOf(world, life), mailer: mailerOf(world, life) })
  const { engine, services } = await openWorkflows(
    { table, mailer, clock, ids: { next: () => String(Math.floor(luck() * 1e9)) } },
    {
      store: life.store(workflowStore),
      chance: luck,
      onCall: (step, execution) => meter.stepCalled(step, execution, clock.now()),
      onFault: (fault) => {
        if (!(fault instanceof Crash)) throw fault
      },
    },
  )
  await engine.resume()
  return { services, engine, death: life.death }
}

interface Life {
  readonly death: Promise<void>
  /** Whether this write or letter is the last thing it does. */
  dies(): boolean
  isOver(): boolean
  /** What nobody ever hears of: it was doing this when it died. */
  silenced<Answer>(run: () => Promise<Answer>): Promise<Answer>
  store(store: Store): Store
}

function mortality(untilDeath = Number.POSITIVE_INFINITY): Life {
  const { promise: death, resolve } = Promise.withResolvers<void>()
  const never = new Promise<never>(() => {})
  let left = untilDeath
  const isOver = () => left <= 0
  return {
    death,
    isOver,
    dies() {
      left -= 1
      return isOver()
    },
    async silenced(run) {
      if (isOver()) return never
      try {
        const answer = await run()
        return isOver() ? await never : answer
      } catch (error) {
        if (!isOver()) throw error
        resolve()
        return never
      }
    },
    store: (store) => ({
      ...store,
      transaction(work) {
        if (isOver()) throw new Crash('the process has died')
        store.transaction(work)
      },
    }),
  }
}

const rates = { busy: 0.002, lostRequest: 0.001, lostAnswer: 0.001, throttledRead: 0.001, staleIndex: 0.02 }

function tableOf({ rehearsal, watched, luck }: World, life: Life): Table {
  if (!rehearsal.faults) return watched
  const table = faultyTable(watched, { random: luck, rates, crashNow: () => life.dies() })
  return {
    get: (key) => life.silenced(() => table.get(key)),
    query: (query) => life.silenced(() => table.query(query)),
    transact: (writes) => life.silenced(() => table.transact(writes)),
  }
}

function mailerOf({ seen, clock, meter, post, luck }: World, life: Life): Mailer {
  const taken = seen.watchMailer(meter.watchMailer(outbox), () => clock.today())
  return {
    send: (letter) =>
      life.silenced(async () => {
        if (post.delays > 0 && luck() < post.delays) throw new MailDelayed('the mail server is away')
        const postId = await taken.send(letter)
        if (life.dies()) throw new Crash('the process died after the letter left and before it was recorded')
        return postId
      }),
  }
}

function same<Value>(value: Value): Value {
  return value
}
