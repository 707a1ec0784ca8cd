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
import { type Letter, MailDelayed, MailRefused, type Services } from '../services.ts'
import { newLease } from '../stores/letterLease.ts'
import { letterById } from '../stores/letters.ts'
import type { SealLetters } from '../stores/office.ts'
import { type Registers, registersOf } from '../stores/programmes.ts'
import type { RoundOutcome } from '../stores/rounds.ts'
import {
  lastSealLetter,
  releaseSealLetter,
  type SealLetterRecord,
  sealLetterId,
  settleSealLetter,
  takeNewSealLetter,
  takeOverSealLetter,
} from '../stores/sealLetters.ts'
import { latestSealsFrom } from '../stores/seals.ts'

type SealServices = Pick<Services, 'table' | 'clock' | 'mailer' | 'ids'>

/** What became of the letter to one person; nothing where none is due. */
type SealOutcome = 'sent' | 'refused' | 'delayed' | 'inOtherHands'

/** What became of the day's letters of seals, whichever call of the step did it. */
export async function sendSeals(
  services: SealServices,
  day: CalendarDate,
  lastSeals: readonly Seal[],
  often: SealLetters,
): Promise<Pick<RoundOutcome, 'letters' | 'refused' | 'failed'>> {
  const registers = await registersOf(services.table)
  const outcomes: (SealOutcome | undefined)[] = []
  if (lastSeals.length > 0 && registers.calendar.isWorkingDay(day)) {
    for (const person of inspecting(registers, day)) {
      outcomes.push(await sendTo(services, person, { day, often, lastSeals, registers }))
    }
  }
  const times = (...wanted: readonly SealOutcome[]) => outcomes.filter((one) => one && wanted.includes(one)).length
  return { letters: times('sent'), refused: times('refused'), failed: times('delayed', 'inOtherHands') }
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

async function sendTo(services: SealServices, person: Person, round: Round): Promise<SealOutcome | undefined> {
  const { day, often } = round
  const last = await lastSealLetter(services.table, person.id)
  if (!last) return sendNew(services, person, addDays(day, -1), round)
  const { state, from, sentOn = last.day } = last
  if (state === 'sending') return finish(services, last, day)
  if (state === 'delayed' && last.day === day) return takeOver(services, last, day)
  const isOver = state === 'sent' || state === 'inOutbox'
  if (state !== 'delayed' && sentOn === day) return isOver ? 'sent' : state
  if (isOver && often === 'weekly' && isSameWeek(sentOn, day)) return undefined
  // The letter of a day carries the seals up to the day before. Each locks all before it: the first letter needs no more.
  // What stayed in the outbox was given to nobody: the next carries its seals too.
  return sendNew(services, person, state === 'sent' ? last.day : from, round)
}

async function sendNew(
  services: SealServices,
  { id: person, mailbox }: Person,
  from: CalendarDate,
  { day, lastSeals, registers }: Round,
): Promise<SealOutcome> {
  const trails = await trailsFrom(services, from, lastSeals, registers)
  const letter = { id: sealLetterId(day, person), to: mailbox, ...sealLetter(day, trails) }
  const record = { person, day, from, letter: letter.id, state: 'sending', ...newLease(services) } as const
  const kept = { ...letter, composedAt: services.clock.now() }
  const isOurs = await takeNewSealLetter(services, record, kept, lastSeals[0]?.programme ?? '')
  return isOurs ? deliver(services, record, letter, day) : 'inOtherHands'
}

/**
 * A letter that was begun and never recorded, today or earlier. It goes before any other, and that is this day's letter: the
 * next carries what was sealed since it was composed.
 */
async function finish(services: SealServices, last: SealLetterRecord, day: CalendarDate): Promise<SealOutcome> {
  return last.leaseUntil > services.clock.now() ? 'inOtherHands' : takeOver(services, last, day)
}

async function takeOver(services: SealServices, before: SealLetterRecord, day: CalendarDate): Promise<SealOutcome> {
  const record = { ...before, state: 'sending', ...newLease(services) } as const
  if (!(await takeOverSealLetter(services.table, record, before))) return 'inOtherHands'
  const letter = await letterById(services.table, before.letter)
  if (!letter) throw new Error(`The seals of ${before.letter} have no letter`)
  const { composedAt: _, ...kept } = letter
  return deliver(services, record, kept, day)
}

/** Send, then record: a crash in between sends the same letter again, once its lease is over, which is better than never. */
async function deliver(
  { table, mailer }: SealServices,
  record: SealLetterRecord,
  letter: Letter,
  day: CalendarDate,
): Promise<SealOutcome> {
  const state = await handOver(mailer, letter)
  const settled = state === 'sent' && mailer.staysInOutbox ? 'inOutbox' : state
  if (state === 'delayed') await releaseSealLetter(table, { ...record, state })
  else await settleSealLetter(table, { ...record, state: settled, ...(day === record.day ? {} : { sentOn: day }) })
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

async function handOver(mailer: Services['mailer'], letter: Letter): Promise<'sent' | 'refused' | 'delayed'> {
  try {
    await mailer.send(letter)
    return 'sent'
  } catch (error) {
    if (error instanceof MailDelayed) return 'delayed'
    if (error instanceof MailRefused) return 'refused'
    throw error
  }
}
