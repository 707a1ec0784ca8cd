/**
 * The clock of a stage that rehearses: CLOCK / CLOCK. It stands until it is moved, and whoever moves it (livingDays.ts)
 * says in the same item where to. A function reads it once at the beginning of each request.
 */
import type { CalendarDate, Instant } from '../../domain/days.ts'
import { dayAt, instantOf } from '../clock.ts'
import type { Clock, Ids, MovableTime, Table, Workflows } from '../services.ts'
import { asJson, valueAs, writeWhere } from '../stores/record.ts'
import type { Rehearsal } from './variables.ts'

export interface StandingClock {
  /** Counts every change: a condition for the next. */
  readonly version: number
  readonly at: Instant
  /** While it is moved: to which day, by which execution, and since when (real time) it has stood at `at`. */
  readonly moving?: { readonly to: CalendarDate; readonly by: string; readonly since: number }
}

/** The machine that moves the clock, in a stage that rehearses alone (movingTime.asl.json). */
export const movingMachine = 'moving-time'

/** When the day's letters have left and the office opens. */
export const morning = '08:00'

/** A table that has it is a rehearsal's. */
export const clockKey = { pk: 'CLOCK', sk: 'CLOCK' }

/** Where the clock stands. It is written when it is first looked at, so that the table is known for a rehearsal's. */
export async function standingClock(table: Table, { startsOn }: Pick<Rehearsal, 'startsOn'>): Promise<StandingClock> {
  const item = await table.get(clockKey)
  if (item) return valueAs<StandingClock>(item.value)
  const first: StandingClock = { version: 1, at: instantOf(startsOn, morning) }
  return (await writeWhere(table, [{ put: { key: clockKey, value: asJson(first) }, when: [{ is: 'absent' }] }]))
    ? first
    : standingClock(table, { startsOn })
}

/** Puts it where nobody has put it otherwise since it was read: undefined if somebody has. */
export async function put(
  table: Table,
  before: StandingClock,
  to: Omit<StandingClock, 'version'>,
): Promise<StandingClock | undefined> {
  const after: StandingClock = { version: before.version + 1, ...to }
  const when = [{ attribute: 'version', equals: before.version }]
  return (await writeWhere(table, [{ put: { key: clockKey, value: asJson(after) }, when }])) ? after : undefined
}

export interface RehearsalClock extends Clock {
  /** Reads where it stands: at the beginning of each request, and whenever it may have been moved. */
  look(): Promise<StandingClock>
  /**
   * The real seconds for which a machine waits for seconds of the office, whose timers know real time alone. While the
   * clock stands they are as many: the round of the next move wakes whoever waits. While it is moved they shrink with it;
   * who was woken too early finds by the record that its day has not come, and waits again.
   */
  realSeconds(officeSeconds: number): number
}

/** `now` and `today` are where it stood when it was last looked at. */
export function rehearsalClock(table: Table, rehearsal: Rehearsal): RehearsalClock {
  let stands: StandingClock = { version: 0, at: instantOf(rehearsal.startsOn, morning) }
  return {
    now: () => stands.at,
    today: () => dayAt(Date.parse(stands.at)),
    async look() {
      stands = await standingClock(table, rehearsal)
      return stands
    },
    realSeconds: (seconds) =>
      stands.moving && seconds > 0 ? Math.max(1, Math.ceil((seconds * rehearsal.secondsADay) / 86_400)) : seconds,
  }
}

/** Moving the clock by an execution of its own: whoever asks is answered before it is there. */
export function rehearsalMovableTime(
  table: Table,
  clock: RehearsalClock,
  { workflows, ids }: { readonly workflows: Workflows; readonly ids: Ids },
): MovableTime {
  return {
    async moveTo(day) {
      const stands = await clock.look()
      const { moving } = stands
      // An execution that died on the way is followed by another.
      if (moving && (await workflows.describe(movingMachine, moving.by)) === 'RUNNING') return 'moving'
      const by = `to-${day}_${ids.next()}`
      if (!(await put(table, stands, { at: stands.at, moving: { to: day, by, since: Date.now() } }))) return 'moving'
      await workflows.start(movingMachine, by, {})
      await clock.look()
      return 'begun'
    },
    movingTo: async () => (await clock.look()).moving?.to,
  }
}
