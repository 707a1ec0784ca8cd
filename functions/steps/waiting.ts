/** Days turned into the whole seconds that a state machine waits: the one place where a wait is measured. */
import { addDays, type CalendarDate, earlier } from '../../domain/days.ts'
import type { Clock } from '../services.ts'

/**
 * No execution outlives 300 days: a Standard one dies at a year. A machine ends itself at 303 days, and the alarm that
 * rings at 290 (infra/stacks/ringing.ts) finds none that is as it should be.
 */
export const longestAttemptDays = 280

/** Whole seconds, from 1, until a day begins in the office's zone (UTC+7 all year since 1975), or the attempt's last day. */
export function waitSeconds(clock: Clock, until: CalendarDate | undefined, attemptFrom: CalendarDate): number {
  const last = addDays(attemptFrom, longestAttemptDays)
  const day = until === undefined ? last : earlier(until, last)
  return Math.max(1, Math.ceil((Date.parse(`${day}T00:00:00+07:00`) - Date.parse(clock.now())) / 1000))
}
