/** Asks the cycle's record what is next. Every loop of a cycle's execution begins here, and so does every attempt. */
import * as z from 'zod/mini'
import type { StageName } from '../../domain/cycles/cycle.ts'
import { type Doing, nextStep } from '../../domain/cycles/nextStep.ts'
import { type CalendarDate, daysBetween } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { countersOf, cycleById } from '../stores/cycleItems.ts'
import { asStep } from './asStep.ts'
import { CyclePayload } from './cyclePayload.ts'
import { longestAttemptDays, waitSeconds } from './waiting.ts'

/**
 * A turn is at most 30 events with its retries, and an execution keeps below 5,000 of AWS's 25,000: longer stories go
 * on in the next attempt.
 */
export const mostTurns = 150

interface Answer {
  readonly do: Doing | 'wait' | 'handOver'
  /** Where the cycle stands: a state machine has a state for each thing that is waited for. */
  readonly stage: StageName
  /** For a wait: the day that ends it, or null, and the seconds until then or until the attempt's last day. */
  readonly until: CalendarDate | null
  readonly waitSeconds: number
}

export const step = asStep(
  z.extend(CyclePayload, { turn: z.int() }),
  async ({ table, clock }: Pick<Services, 'table' | 'clock'>, { cycleId, attempt, turn }): Promise<Answer> => {
    const cycle = await cycleById(table, cycleId)
    const stage = cycle?.stage.name ?? 'ended'
    const plainly = (what: Answer['do']): Answer => ({ do: what, stage, until: null, waitSeconds: 1 })
    // Another attempt has taken over, or there is nothing to run: this one ends quietly.
    if (!cycle || cycle.attempt !== attempt) return plainly('end')
    const today = clock.today()
    const next = nextStep(cycle, await countersOf(table, cycle), today)
    if (next.do === 'end') return plainly('end')
    const attemptFrom = cycle.attemptFrom ?? today
    const tooLong = daysBetween(attemptFrom, today) >= longestAttemptDays
    if (tooLong || turn >= mostTurns) return plainly('handOver')
    if (next.do !== 'wait') return plainly(next.do)
    return { do: 'wait', stage, until: next.until ?? null, waitSeconds: waitSeconds(clock, next.until, attemptFrom) }
  },
)
