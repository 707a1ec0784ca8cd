/**
 * A letter came back: its lines are laid out for whoever hears in its mailbox's place (domain/letters/bounced.ts), then
 * that is recorded. A crash between the two lays out the same lines again, which is once.
 */
import type { CalendarDate } from '../../domain/days.ts'
import { insteadOf } from '../../domain/letters/bounced.ts'
import type { Services, Write } from '../services.ts'
import { bounceWrite } from '../stores/bounces.ts'
import type { DigestRecord } from '../stores/digests.ts'
import { layOut, linesNamed, type OwedLine } from '../stores/owedLines.ts'
import type { Registers } from '../stores/programmes.ts'
import { remindedById } from '../stores/reminded.ts'
import { cycles } from './contexts.ts'

/** Answers what is to be written with the record that the letter came back. */
export async function fallBack(
  { table }: Pick<Services, 'table'>,
  digest: DigestRecord,
  reason: string,
  day: CalendarDate,
  { directory }: Registers,
): Promise<readonly Write[]> {
  const { id: letter, mailbox, addressee } = digest
  const cycleOf = cycles(table)
  const told: OwedLine[] = []
  for (const line of await linesNamed(table, mailbox, digest.lines)) {
    // Once: what comes back from there too is the office's to see, and circles nowhere.
    if (line.insteadOf) continue
    const { task } = (await remindedById(table, line.task, cycleOf)) ?? {}
    const instead = task && insteadOf(mailbox, task, directory, day)
    if (!instead) continue
    told.push({
      ...line,
      ...instead,
      as: 'office',
      // Two mailboxes that come back may owe the same step of the same task.
      key: `${line.key}/${mailbox}`,
      insteadOf: { mailbox, addressee },
      since: day,
    })
  }
  await layOut(table, told)
  const instead = [...new Set(told.map((line) => line.mailbox))]
  return [bounceWrite({ mailbox, addressee, letter, on: day, reason, ...(instead.length > 0 ? { instead } : {}) })]
}
