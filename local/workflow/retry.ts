/** Which Retry entry takes a failure, and how long it waits (states-language.net, "Retrying after error"). */
import type { Retrier } from './definition.ts'
import { type Failed, takes } from './failures.ts'

/** The first entry that names the error decides; it may have been used up. */
export function retrierFor(retriers: readonly Retrier[], failed: Failed, used: readonly number[]): number | undefined {
  const index = retriers.findIndex(({ errors }) => takes(errors, failed))
  const retrier = retriers[index]
  return retrier !== undefined && (used[index] ?? 0) < retrier.maxAttempts ? index : undefined
}

/** Milliseconds before the next attempt, after so many retries by the same entry. `chance` is from 0 to below 1. */
export function delayMs(retrier: Retrier, usedBefore: number, chance: () => number): number {
  const { intervalSeconds, backoffRate, maxDelaySeconds, jitter } = retrier
  const longest = maxDelaySeconds ?? 99_999_999
  const seconds = Math.min(longest, intervalSeconds * backoffRate ** usedBefore)
  return Math.round((jitter ? chance() * seconds : seconds) * 1000)
}
