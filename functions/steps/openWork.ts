/**
 * Opens the occurrences and the cycles whose day has come, the work of groups for who joined them, and looks after the
 * cycles that run. Once that is done, says whether anything is owed today, so that a day off, and a day on which nobody
 * is to be told anything, end there.
 */
import type { CalendarDate } from '../../domain/days.ts'
import { isReasonForLetter } from '../../domain/reminders/ladder.ts'
import type { Table, WorkflowServices } from '../services.ts'
import { contributionsOwed } from '../stores/contributions.ts'
import { mailboxesOwed } from '../stores/owedLines.ts'
import { registersOf } from '../stores/programmes.ts'
import { shards } from '../stores/shards.ts'
import { tasksOwed } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { openForJoinersPage } from './openForJoiners.ts'
import { openOccurrencesPage } from './openOccurrences.ts'
import { RoundPayload, type Walked, walk } from './roundPages.ts'
import { tendCyclesPage } from './tendCycles.ts'

type OpeningServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

export const step = asStep(RoundPayload, openWork)

export async function openWork(
  services: OpeningServices,
  payload: RoundPayload,
): Promise<Walked & { readonly isOwed: boolean }> {
  const walked = await walk(payload, [
    (day, page) => openOccurrencesPage(services, day, page),
    (day) => openForJoinersPage(services, day),
    (day, page) => tendCyclesPage(services, day, page),
  ])
  const { more, outcome } = walked
  // What was opened a moment ago an index may not show yet.
  return { ...walked, isOwed: !more && (await isAnythingOwed(services.table, payload.day, outcome.occurrences > 0)) }
}

// Almost always one of the first has a reason for a letter, or there is none.
const mailboxesLookedAt = 25

/** On a day off nothing is laid out and no letter leaves. */
async function isAnythingOwed(table: Table, day: CalendarDate, isNewWork: boolean): Promise<boolean> {
  const { calendar } = await registersOf(table)
  if (!calendar.isWorkingDay(day)) return false
  if (isNewWork || (await tasksOwed(table, day, { limit: 1 })).tasks.length > 0) return true
  if ((await contributionsOwed(table, day, { limit: 1 })).contributions.length > 0) return true
  for (let shard = 0; shard < shards; shard += 1) {
    const mailboxes = await mailboxesOwed(table, shard, '', mailboxesLookedAt)
    if (mailboxes.size === mailboxesLookedAt) return true
    for (const lines of mailboxes.values()) {
      if (!lines?.every(({ what, since }) => !isReasonForLetter(what, since, day, calendar))) return true
    }
  }
  return false
}
