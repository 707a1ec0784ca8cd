/**
 * The letters of seals to one who inspects: SEALS-SENT#person / day, what became of the day's. The letter's id follows
 * from both, so that whoever sends again after a crash sends the same one.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services, Table } from '../services.ts'
import { type KeptLetter, letterById, letterHead, letterItem } from './letters.ts'
import { asJson, valueAs, writeSurely, writeWhere } from './record.ts'

export type SealLetterState = 'sent' | 'refused' | 'delayed'

export interface SealLetterRecord {
  readonly day: CalendarDate
  /** The first day whose seals it carries: where it was not sent, the next one begins there too. */
  readonly from: CalendarDate
  readonly letter: string
  readonly state: SealLetterState
}

export async function lastSealLetter(table: Table, person: string): Promise<SealLetterRecord | undefined> {
  // Every sort key is a day, and saying so spares the store from looking among the events.
  const sk = { from: '0', to: '9999-12-31' }
  const { items } = await table.query({ pk: sealLettersOf(person), sk, limit: 1, descending: true })
  return items[0] && valueAs<SealLetterRecord>(items[0].value)
}

/** Keeps the letter as it was first composed, under the day's seal of a trail, and answers it. */
export async function keptSealLetter(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  letter: Omit<KeptLetter, 'composedAt'>,
  trail: string,
): Promise<KeptLetter> {
  const before = await letterById(table, letter.id)
  if (before) return before
  const kept: KeptLetter = { ...letter, composedAt: clock.now() }
  await writeWhere(table, [{ put: letterItem(kept), when: [{ is: 'absent' }] }, letterHead(kept, trail, clock.today())])
  return (await letterById(table, letter.id)) ?? kept
}

export async function recordSealLetter(table: Table, person: string, record: SealLetterRecord): Promise<void> {
  await writeSurely(table, [{ put: { key: { pk: sealLettersOf(person), sk: record.day }, value: asJson(record) } }])
}

/** Where the letters of seals to one who inspects are recorded. */
export function sealLettersOf(person: string): string {
  return `SEALS-SENT#${person}`
}
