/**
 * Moves the clock of a stage that rehearses, day by day: each has its round at 07:30, and its cycles the time to do what
 * that began, before the next day comes. It may die and be run again anywhere: where the clock stands says how far it is.
 */
import { setTimeout } from 'node:timers/promises'
import { executionName } from '../../domain/cycles/cycle.ts'
import { nextStep, stillWaits } from '../../domain/cycles/nextStep.ts'
import { addDays } from '../../domain/days.ts'
import { dayAndTime, instantOf } from '../clock.ts'
import type { WorkflowServices } from '../services.ts'
import { roundTime, startOwedRound } from '../steps/startRound.ts'
import { countersOf, cycleById } from '../stores/cycleItems.ts'
import { cyclesAtHand } from '../stores/cycles.ts'
import { openWait } from '../stores/cycleWaits.ts'
import { roundOf } from '../stores/rounds.ts'
import { morning, put, type RehearsalClock, type StandingClock } from './rehearsalTime.ts'

export interface LivingServices extends Pick<WorkflowServices, 'table' | 'workflows'> {
  readonly clock: RehearsalClock
}

/** Real seconds after which a day that does not come to rest is left: what it owes, the next day's round finds. */
const longestDaySeconds = 60

export interface Pace {
  readonly secondsADay: number
  /** Real milliseconds between one look at a day that is being lived and the next. */
  readonly pollMs?: number
}

/** Lives until the day is reached, or for so many real milliseconds. Answers whether there is more. */
export async function liveDays(
  services: LivingServices,
  { secondsADay, pollMs = 200 }: Pace,
  budgetMs: number,
): Promise<{ readonly more: boolean }> {
  const { table, clock } = services
  const until = Date.now() + budgetMs
  for (;;) {
    const stands = await clock.look()
    const { at, moving } = stands
    if (!moving) return { more: false }
    const { day, time } = dayAndTime(at)
    if (time >= morning) {
      const next = addDays(day, 1)
      await put(table, stands, { at: instantOf(next, roundTime), moving: { ...moving, since: Date.now() } })
      continue
    }
    const seconds = (Date.now() - moving.since) / 1000
    if (await isLived(services, stands, seconds, secondsADay)) {
      const opened = { at: instantOf(day, morning) }
      await put(table, stands, day >= moving.to ? opened : { ...opened, moving })
      continue
    }
    if (Date.now() >= until) return { more: true }
    await setTimeout(pollMs)
  }
}

/** Whether the day's round is done and its cycles wait for other days, and as much time has passed as a day takes. */
async function isLived(
  services: LivingServices,
  { at }: StandingClock,
  seconds: number,
  secondsADay: number,
): Promise<boolean> {
  if (seconds >= Math.max(longestDaySeconds, secondsADay)) return true
  const { day } = dayAndTime(at)
  const round = await roundOf(services.table, day)
  // One that is under way is left alone until the day is given up; one that is owed is started.
  if (round === undefined) await startOwedRound(services)
  return round?.state === 'done' && seconds >= secondsADay && (await cyclesRest(services))
}

/** Whether every open cycle waits for a day that has not come, or for somebody. */
async function cyclesRest({ table, clock, workflows }: LivingServices): Promise<boolean> {
  const today = clock.today()
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await cyclesAtHand(table, today, { limit: 100, ...(cursor === undefined ? {} : { cursor }) })
    for (const { id } of page.cycles) {
      const [cycle, wait] = [await cycleById(table, id), await openWait(table, id)]
      if (!cycle || cycle.stage.name === 'planned' || cycle.stage.name === 'ended') continue
      const next = nextStep(cycle, await countersOf(table, cycle), today)
      if (wait?.attempt === cycle.attempt && stillWaits(wait, next)) continue
      // One whose execution does not run has nothing under way: the next round gives it another.
      if ((await workflows.describe(cycle.kind, executionName(cycle))) === 'RUNNING') return false
    }
    cursor = page.cursor
  }
  return true
}
