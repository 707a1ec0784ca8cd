/**
 * Sends the day's seals to the mailbox of everybody who inspects: what is kept there, nobody who holds the store can
 * change. A post that does not take the letter stops no round; the next day's seals are chained to these.
 */

import { capacitiesOf } from '../../domain/agencies/person.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { sealLetter } from '../../domain/letters/sealLetter.ts'
import type { Seal } from '../../domain/trail/chain.ts'
import { MailDelayed, MailRefused, type Services } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { keptSealLetter, recordSealsSent, sealsSent } from '../stores/sealLetters.ts'

type SealServices = Pick<Services, 'table' | 'clock' | 'mailer'>

export async function sendSeals(services: SealServices, day: CalendarDate, seals: readonly Seal[]): Promise<void> {
  const [first] = seals
  if (!first) return
  const { people, programmes } = await registersOf(services.table)
  const trails = seals.map(({ programme, day: sealed, hash }) => {
    const title = programmes.get(programme)?.title
    return { day: sealed, hash, ...(title === undefined ? {} : { title }) }
  })
  const everybody = [...people.values()]
  for (const { id, mailbox, roles: everywhere } of everybody) {
    const capacities = capacitiesOf(id, everybody, day)
    if (!capacities.some(({ roles = everywhere }) => roles.includes('inspection'))) continue
    const letter = { id: `seals.${day}.${id}`, to: mailbox, ...sealLetter(day, trails) }
    await sendOnce(services, id, day, letter, first.programme)
  }
}

/** Send, then record: a crash in between sends the same letter twice, which is better than never. */
async function sendOnce(
  services: SealServices,
  person: string,
  day: CalendarDate,
  letter: Parameters<typeof keptSealLetter>[1],
  trail: string,
): Promise<void> {
  const { table, mailer } = services
  if (await sealsSent(table, person, day)) return
  const { composedAt: _, ...kept } = await keptSealLetter(services, letter, trail)
  try {
    await mailer.send(kept)
  } catch (error) {
    if (error instanceof MailDelayed) return
    if (!(error instanceof MailRefused)) throw error
    return recordSealsSent(table, person, day, kept.id, 'refused')
  }
  await recordSealsSent(table, person, day, kept.id, 'sent')
}
