/**
 * Sends the seals to the mailbox of everybody who inspects, on the first working day of each week or on every working
 * day, as the office has it: what is kept there, nobody who holds the store can change. A letter carries the seals of
 * every day since the last one that was sent, so that days off, missed rounds and a post that took nothing leave no gap.
 * What is not sent today stops no round, is counted in the round's outcome, and goes with the next working day's letter.
 */

import { capacitiesOf, type Person } from '../../domain/agencies/person.ts'
import { addDays, type CalendarDate, daysBetween, weekday } from '../../domain/days.ts'
import { type SealedTrail, sealLetter } from '../../domain/letters/sealLetter.ts'
import type { Seal } from '../../domain/trail/chain.ts'
import { MailDelayed, MailRefused, type Services } from '../services.ts'
import type { SealLetters } from '../stores/office.ts'
import { type Registers, registersOf } from '../stores/programmes.ts'
import type { RoundOutcome } from '../stores/rounds.ts'
import { keptSealLetter, lastSealLetter, recordSealLetter, type SealLetterState } from '../stores/sealLetters.ts'
import { latestSealsFrom } from '../stores/seals.ts'

type SealServices = Pick<Services, 'table' | 'clock' | 'mailer'>

/** What became of the day's letters of seals, whichever call of the step did it. */
export async function sendSeals(
  services: SealServices,
  day: CalendarDate,
  lastSeals: readonly Seal[],
  often: SealLetters,
): Promise<Pick<RoundOutcome, 'letters' | 'refused' | 'failed'>> {
  const registers = await registersOf(services.table)
  const states: SealLetterState[] = []
  if (lastSeals.length > 0 && registers.calendar.isWorkingDay(day)) {
    for (const person of inspecting(registers, day)) {
      const state = await sendTo(services, person, { day, often, lastSeals, registers })
      if (state) states.push(state)
    }
  }
  const times = (wanted: SealLetterState) => states.filter((state) => state === wanted).length
  return { letters: times('sent'), refused: times('refused'), failed: times('delayed') }
}

/** One for each mailbox: two who share it are sent one letter. */
function inspecting({ people }: Registers, day: CalendarDate): Iterable<Person> {
  const everybody = [...people.values()]
  const byMailbox = new Map<string, Person>()
  for (const person of everybody) {
    const capacities = capacitiesOf(person.id, everybody, day)
    if (!capacities.some(({ roles = person.roles }) => roles.includes('inspection'))) continue
    if (!byMailbox.has(person.mailbox)) byMailbox.set(person.mailbox, person)
  }
  return byMailbox.values()
}

interface Round {
  readonly day: CalendarDate
  readonly often: SealLetters
  readonly lastSeals: readonly Seal[]
  readonly registers: Registers
}

/**
 * Send, then record: a crash in between sends the same letter twice, which is better than never. Undefined where none is
 * due: the week has had its own.
 */
async function sendTo(
  services: SealServices,
  { id: person, mailbox }: Person,
  { day, often, lastSeals, registers }: Round,
): Promise<SealLetterState | undefined> {
  const { table, mailer } = services
  const last = await lastSealLetter(table, person)
  if (last?.day === day && last.state !== 'delayed') return last.state
  if (often === 'weekly' && last?.state === 'sent' && isSameWeek(last.day, day)) return undefined
  // The letter of a day carries the seals up to the day before. Each locks all before it: the first letter needs no more.
  const from = !last ? addDays(day, -1) : last.state === 'sent' ? last.day : last.from
  const trails = await trailsFrom(services, from, lastSeals, registers)
  const letter = { id: `seals.${day}.${person}`, to: mailbox, ...sealLetter(day, trails) }
  const { composedAt: _, ...kept } = await keptSealLetter(services, letter, lastSeals[0]?.programme ?? '')
  const state = await handOver(mailer, kept)
  await recordSealLetter(table, person, { day, from, letter: kept.id, state })
  return state
}

/** Weeks begin on Monday. */
function isSameWeek(earlier: CalendarDate, day: CalendarDate): boolean {
  return daysBetween(earlier, day) < weekday(day)
}

// Of all trails together: some 80 KB of letter. The newest lock what a mailbox that was away for longer is not told.
const mostSeals = 1000

async function trailsFrom(
  { table }: SealServices,
  from: CalendarDate,
  lastSeals: readonly Seal[],
  { programmes }: Registers,
): Promise<readonly SealedTrail[]> {
  const most = Math.max(1, Math.floor(mostSeals / lastSeals.length))
  const trails: SealedTrail[] = []
  for (const { programme, day: to } of lastSeals) {
    const title = programmes.get(programme)?.title
    const seals = await latestSealsFrom(table, programme, from, to, most)
    trails.push({ seals, ...(title === undefined ? {} : { title }) })
  }
  return trails
}

async function handOver(
  mailer: Services['mailer'],
  letter: Parameters<Services['mailer']['send']>[0],
): Promise<SealLetterState> {
  try {
    await mailer.send(letter)
    return 'sent'
  } catch (error) {
    if (error instanceof MailDelayed) return 'delayed'
    if (error instanceof MailRefused) return 'refused'
    throw error
  }
}
