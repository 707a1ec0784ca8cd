/**
 * The letter of a day's seals to one who inspects: SEALS-SENT#person / day. The letter's id follows from both, so that
 * whoever sends again after a crash sends the same one.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { Services, Table } from '../services.ts'
import { type KeptLetter, letterById, letterHead, letterItem } from './letters.ts'
import { writeSurely, writeWhere } from './record.ts'

export async function sealsSent(table: Table, person: string, day: CalendarDate): Promise<boolean> {
  return (await table.get(keyOf(person, day))) !== undefined
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

export async function recordSealsSent(
  table: Table,
  person: string,
  day: CalendarDate,
  letter: string,
  state: 'sent' | 'refused',
): Promise<void> {
  await writeSurely(table, [{ put: { key: keyOf(person, day), value: { letter, state } } }])
}

function keyOf(person: string, day: CalendarDate) {
  return { pk: `SEALS-SENT#${person}`, sk: day }
}
