/**
 * The letters of seals to one who inspects: SEALS-SENT#person / day, what became of the day's. The record is made
 * together with the letter before it is sent, with a lease: whoever finishes after a crash finds both, and sends the same.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services, Table } from '../services.ts'
import { type LetterLease, takeFirst, takeFrom } from './letterLease.ts'
import { type KeptLetter, letterHead, letterWrite } from './letters.ts'
import { asJson, valueAs, writeSurely, writeWhere } from './record.ts'

export interface SealLetterRecord extends LetterLease {
  readonly person: string
  /** The day it was composed on: it carries the seals up to the day before. */
  readonly day: CalendarDate
  /** The first day whose seals it carries: where it was not sent, the next one begins there too. */
  readonly from: CalendarDate
  readonly letter: string
  /** `delayed`: the post did not take it this time, and nobody has it in hand. */
  readonly state: 'sending' | 'sent' | 'refused' | 'delayed' | 'inOutbox'
  /** The day on which it left, where that is a later one. */
  readonly sentOn?: CalendarDate
}

export async function lastSealLetter(table: Table, person: string): Promise<SealLetterRecord | undefined> {
  // Every sort key is a day, and saying so spares the store from looking among the events.
  const sk = { from: '0', to: '9999-12-31' }
  const { items } = await table.query({ pk: sealLettersOf(person), sk, limit: 1, descending: true })
  return items[0] && valueAs<SealLetterRecord>(items[0].value)
}

/** Takes a new letter to send, kept whole and under the day's seal of a trail. False: somebody else was first. */
export function takeNewSealLetter(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  record: SealLetterRecord,
  letter: KeptLetter,
  trail: string,
): Promise<boolean> {
  const besides = [letterWrite(letter), letterHead(letter, trail, clock.today())]
  return takeFirst(table, itemOf(record), record, besides)
}

/** Takes over a letter that the post did not take, or whose lease ran out. False: somebody else did. */
export function takeOverSealLetter(table: Table, record: SealLetterRecord, before: SealLetterRecord): Promise<boolean> {
  return takeFrom(table, itemOf(record), record, before)
}

/** Records that the letter left, or never will. */
export async function settleSealLetter(table: Table, record: SealLetterRecord): Promise<void> {
  await writeSurely(table, [{ put: itemOf(record) }])
}

/** Lets go of a letter that could not be sent this time: whoever tries next takes it over, unless somebody has. */
export async function releaseSealLetter(table: Table, record: SealLetterRecord): Promise<void> {
  await writeWhere(table, [{ put: itemOf(record), when: [{ attribute: 'holder', equals: record.holder }] }])
}

function itemOf(record: SealLetterRecord) {
  return { key: { pk: sealLettersOf(record.person), sk: record.day }, value: asJson(record) }
}

/** A letter's id, which follows from day and person: whoever sends again sends the same one. */
export function sealLetterId(day: CalendarDate, person: string): string {
  return `${prefix}${day}.${person}`
}

export function isSealLetter(id: string): boolean {
  return id.startsWith(prefix)
}

const prefix = 'seals.'

/** Where the letters of seals to one who inspects are recorded. */
export function sealLettersOf(person: string): string {
  return `SEALS-SENT#${person}`
}
