/**
 * Letters that answer what somebody has just done, and leave at once: PROMPT#letter, written with the letter in the
 * transaction of what it answers, gone once it was sent. Whatever is left over goes with the next round.
 */
import type { PageAsked, PageOf } from '../paging.ts'
import type { Services, Table, Write } from '../services.ts'
import { type KeptLetter, letterHead, letterWrite } from './letters.ts'
import { valueAs, writeSurely } from './record.ts'

/** The letter, kept whole and under the day's seal, and that it is still to be sent. */
export function promptLetterWrites(
  letter: KeptLetter,
  programme: string,
  { clock }: Pick<Services, 'clock'>,
): readonly Write[] {
  const { id, composedAt } = letter
  const waiting = { key: waitingKey(id), indexes: { byDay: { pk: queue, sk: `${composedAt}#${id}` } }, value: { id } }
  return [letterWrite(letter), letterHead(letter, programme, clock.today()), { put: waiting }]
}

/** Of the index, which may be old: one that was sent meanwhile is not there any more. */
export async function promptLettersWaiting(table: Table, page: PageAsked): Promise<PageOf<'letters', string>> {
  const { items, cursor } = await table.query({ index: 'byDay', pk: queue, ...page })
  return {
    letters: items.map(({ value }) => valueAs<{ readonly id: string }>(value).id),
    ...(cursor ? { cursor } : {}),
  }
}

export async function isPromptLetterWaiting(table: Table, id: string): Promise<boolean> {
  return (await table.get(waitingKey(id))) !== undefined
}

export async function promptLetterSent(table: Table, id: string): Promise<void> {
  await writeSurely(table, [{ remove: waitingKey(id) }])
}

const queue = 'PROMPT'

function waitingKey(id: string) {
  return { pk: `PROMPT#${id}`, sk: 'WAITING' }
}
