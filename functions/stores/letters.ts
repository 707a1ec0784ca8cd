/**
 * Every letter whole, kept as it was composed: LETTER#id, listed by the moment. It is kept before it is sent, so that
 * whoever finishes after a crash sends the same one, and so that a folder without a mail server has its outbox.
 */
import type { Instant } from '../../domain/days.ts'
import type { PageAsked, PageOf } from '../paging.ts'
import type { Letter, Table, Write } from '../services.ts'
import { asJson, valueAs } from './record.ts'

export interface KeptLetter extends Letter {
  readonly composedAt: Instant
}

export function letterWrite(letter: KeptLetter): Write {
  return {
    put: {
      key: { pk: `LETTER#${letter.id}`, sk: 'LETTER' },
      indexes: { byDay: { pk: 'LETTERS', sk: `${letter.composedAt}#${letter.id}` } },
      value: asJson(letter),
    },
  }
}

export async function letterById(table: Table, id: string): Promise<KeptLetter | undefined> {
  const item = await table.get({ pk: `LETTER#${id}`, sk: 'LETTER' })
  return item && valueAs<KeptLetter>(item.value)
}

/** Newest first. */
export async function lettersKept(table: Table, page: PageAsked): Promise<PageOf<'letters', KeptLetter>> {
  const { items, cursor } = await table.query({ index: 'byDay', pk: 'LETTERS', descending: true, ...page })
  return { letters: items.map(({ value }) => valueAs<KeptLetter>(value)), ...(cursor ? { cursor } : {}) }
}
