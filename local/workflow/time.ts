/** A clock that is moved, and moving it so that everything due on the way happens at its own moment. */
import type { Instant } from '../../domain/days.ts'
import type { MovableClock } from '../clock.ts'
import type { Engine } from './engine.ts'

export interface SteppedClock {
  now(): Instant
  moveTo(moment: Instant): void
}

/** One whose stops may have to be kept before it stands there. */
interface AdvancedClock {
  now(): Instant
  moveTo(moment: Instant): void | Promise<void>
}

/** The product's movable clock, moved to a moment instead of by minutes. */
export function stepped(clock: MovableClock): SteppedClock {
  return {
    now: () => clock.now(),
    moveTo: (moment) => clock.forward((Date.parse(moment) - Date.parse(clock.now())) / 60_000),
  }
}

/** Stands where it was put. */
export function steppedClock(start: Instant): SteppedClock {
  let moment = start
  return {
    now: () => moment,
    moveTo(to) {
      if (to < moment) throw new Error(`The clock stands at ${moment} and cannot go back to ${to}`)
      moment = to
    },
  }
}

/**
 * Moves the clock to a moment, stopping wherever the engine has something due: so it makes no difference whether eight
 * years are one step or many. Steps that take the time from the same clock see the moment at which they are called.
 */
export async function advance(engine: Engine, clock: AdvancedClock, to: Instant): Promise<void> {
  await engine.settled()
  for (let due = engine.nextDue(); due !== undefined && due <= to; due = engine.nextDue()) {
    if (due > clock.now()) await clock.moveTo(due)
    await engine.runDue()
    await engine.settled()
  }
  // A step may have taken its time.
  if (clock.now() < to) await clock.moveTo(to)
}
