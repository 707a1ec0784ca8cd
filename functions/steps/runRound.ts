/**
 * Lượt nhắc việc hằng ngày, whole: opens what is due to open, lays out what is owed, sends one letter a recipient,
 * seals the day, records itself. Every part may be run again: what was done is found done.
 */
import type { CalendarDate, Instant } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { finishRound, type RoundOutcome, takeRound } from '../stores/rounds.ts'
import { layOutRemindersPage } from './layOutReminders.ts'
import { openOccurrencesPage } from './openOccurrences.ts'
import { firstPage, type PageStart } from './pages.ts'
import { sealDay } from './sealDay.ts'
import { sendDigestsPage } from './sendDigests.ts'

const leaseMinutes = 30

/** The outcome, or undefined when the day's round is done or in other hands. On a day off no letter leaves. */
export async function runRound(
  services: Pick<Services, 'table' | 'clock' | 'mailer' | 'ids'>,
  day: CalendarDate,
): Promise<RoundOutcome | undefined> {
  const leaseUntil = new Date(Date.parse(services.clock.now()) + leaseMinutes * 60_000).toISOString() as Instant
  const round = await takeRound(services, day, services.ids.next(), leaseUntil)
  if (!round) return undefined
  const outcome = { occurrences: 0, reminders: 0, escalations: 0, letters: 0, refused: 0, failed: 0 }
  await everyPage(outcome, async (page) => {
    const { opened, failed, next } = await openOccurrencesPage(services, day, page)
    outcome.occurrences += opened
    return { failed, next }
  })
  if ((await registersOf(services.table)).calendar.isWorkingDay(day)) {
    await everyPage(outcome, async (page) => {
      const { reminders, escalations, failed, next } = await layOutRemindersPage(services, day, page)
      outcome.reminders += reminders
      outcome.escalations += escalations
      return { failed, next }
    })
    await everyPage(outcome, async (page) => {
      const { outcomes, next } = await sendDigestsPage(services, day, page)
      outcome.letters += outcomes.filter((one) => one === 'sent').length
      outcome.refused += outcomes.filter((one) => one === 'refused').length
      return { failed: outcomes.filter((one) => one === 'failed' || one === 'inOtherHands').length, next }
    })
  }
  await sealDay(services, day)
  await finishRound(services.table, round, outcome)
  return outcome
}

const passes = 5

/** Goes through all pages, and again over what could not be done; what is left after that is counted as failed. */
async function everyPage(
  outcome: { failed: number },
  handle: (page: PageStart) => Promise<{ failed: number; next: PageStart | undefined }>,
): Promise<void> {
  let left = 0
  for (let pass = 1; pass <= passes; pass += 1) {
    left = 0
    for (let page: PageStart | undefined = firstPage; page; ) {
      const { failed, next } = await handle(page)
      left += failed
      page = next
    }
    if (left === 0) return
  }
  outcome.failed += left
}
