/**
 * Every letter whole, kept as it was composed: LETTER#id, listed by the moment. It is kept before it is sent, so that
 * whoever finishes after a crash sends the same one, and so that a folder without a mail server has its outbox.
 */
import type { CalendarDate, Instant } from '../../domain/days.ts'
import { canonical, type Head } from '../../domain/trail/chain.ts'
import type { UnaddressedLetter } from '../links/addresses.ts'
import type { PageAsked, PageOf } from '../paging.ts'
import type { Item, Letter, Table, Write } from '../services.ts'
import { asJson, headsOf, sha256, valueAs } from './record.ts'

/** With marks where its addresses will be: what is kept opens nothing. */
export interface KeptLetter extends UnaddressedLetter {
  readonly composedAt: Instant
}

export function letterWrite(letter: KeptLetter): Write {
  return { put: letterItem(letter) }
}

export function letterItem(letter: KeptLetter): Item {
  return {
    key: { pk: partitionOf(letter), sk: 'LETTER' },
    indexes: { byDay: { pk: 'LETTERS', sk: `${letter.composedAt}#${letter.id}` } },
    value: asJson(letter),
  }
}

export const letterPrefix = 'LETTER#'

function partitionOf({ id }: Pick<Letter, 'id'>): string {
  return `${letterPrefix}${id}`
}

/**
 * The letter's place among the heads of the day it is composed on, so that the day's seal covers its words. A letter
 * of several programmes stands under one of them.
 */
export function letterHead(letter: KeptLetter, programme: string, today: CalendarDate): Write {
  const head: Head = { seq: 1, hash: sha256(canonical(letter)) }
  return { put: { key: { pk: headsOf(programme, today), sk: partitionOf(letter) }, value: asJson(head) } }
}

export async function letterById(table: Table, id: string): Promise<KeptLetter | undefined> {
  const item = await table.get({ pk: partitionOf({ id }), sk: 'LETTER' })
  return item && valueAs<KeptLetter>(item.value)
}

/** Newest first. */
export async function lettersKept(table: Table, page: PageAsked): Promise<PageOf<'letters', KeptLetter>> {
  const { items, cursor } = await table.query({ index: 'byDay', pk: 'LETTERS', descending: true, ...page })
  return { letters: items.map(({ value }) => valueAs<KeptLetter>(value)), ...(cursor ? { cursor } : {}) }
}
