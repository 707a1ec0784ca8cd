/**
 * The movable clock of a demo folder. It stands until it is moved; then every day that passes has its round at 07:30 and
 * whatever falls due has its own moment. The folder keeps each stop before anything happens there: a process that dies
 * on the way leaves a folder that stands where it was, with its executions to be taken up.
 */
import { addDays, type CalendarDate, type Instant } from '../../domain/days.ts'
import { instantOf } from '../../functions/clock.ts'
import type { MovableTime } from '../../functions/services.ts'
import { roundTime } from '../../functions/steps/startRound.ts'
import type { KeptClock } from '../folder/folder.ts'
import type { Engine } from '../workflow/engine.ts'
import { advance } from '../workflow/time.ts'

export interface DemoTime extends MovableTime {
  /** Stops at the next moment where it can be gone on from, and for good. */
  close(): Promise<void>
}

interface DemoTimeOptions {
  readonly engine: Engine
  readonly clock: KeptClock
  /** Starts the round of the day on which the clock stands, if it is owed. */
  readonly startRound: () => Promise<void>
  readonly onFault: (fault: unknown) => void
}

/** When the day's letters have left and the office opens. */
const morning = '08:00'

export function demoTime({ engine, clock, startRound, onFault }: DemoTimeOptions): DemoTime {
  let goingTo: CalendarDate | undefined
  let closing = false
  /** Moves follow each other: the clock has one hand on it at a time. */
  let underWay: Promise<void> = Promise.resolve()

  async function passTo(last: CalendarDate): Promise<void> {
    for (let day = clock.today(); day <= last && !closing; day = addDays(day, 1)) {
      await passUntil(instantOf(day, roundTime))
      await startRound()
      // Its retries have time until the office opens.
      await passUntil(instantOf(day, morning))
    }
  }

  async function passUntil(moment: Instant): Promise<void> {
    if (moment > clock.now()) await advance(engine, clock, moment)
  }

  function afterThat(work: () => Promise<void>): Promise<void> {
    underWay = underWay.then(work).catch(onFault)
    return underWay
  }

  /** A step that failed for a moment is tried again seconds later, which a clock that stands would never reach. */
  const letRetriesRun = setInterval(() => {
    const due = engine.nextDue()
    if (goingTo || closing || due === undefined || Date.parse(due) > Date.parse(clock.now()) + 60_000) return
    void afterThat(() => passUntil(due))
  }, 1000)

  return {
    async moveTo(day) {
      if (goingTo) return 'moving'
      goingTo = day
      void afterThat(() => passTo(day)).finally(() => {
        goingTo = undefined
      })
      return 'begun'
    },
    movingTo: async () => goingTo,
    async close() {
      closing = true
      clearInterval(letRetriesRun)
      await underWay
    },
  }
}
