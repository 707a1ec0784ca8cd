/** The outbox: every letter that left, or would have: LETTER#id, listed by the moment it was handed over. */
import type { Instant } from '../../domain/days.ts'
import type { Clock, Letter, Mailer, Table } from '../services.ts'
import { asJson, valueAs, writeSurely } from './record.ts'

export interface OutboxLetter extends Letter {
  readonly at: Instant
  /** How often it was handed over: more than once only after a crash between sending and recording. */
  readonly times: number
}

/** The mailer of a folder without a mail server: letters stay in the outbox, where its page shows them. */
export function outboxMailer(table: Table, clock: Clock): Mailer {
  return {
    async send(letter) {
      const before = await letterById(table, letter.id)
      const kept: OutboxLetter = { ...letter, at: clock.now(), times: (before?.times ?? 0) + 1 }
      await writeSurely(table, [
        {
          put: {
            key: { pk: `LETTER#${letter.id}`, sk: 'LETTER' },
            indexes: { byDay: { pk: 'OUTBOX', sk: `${kept.at}#${letter.id}` } },
            value: asJson(kept),
          },
        },
      ])
    },
  }
}

export async function letterById(table: Table, id: string): Promise<OutboxLetter | undefined> {
  const item = await table.get({ pk: `LETTER#${id}`, sk: 'LETTER' })
  return item && (valueAs<OutboxLetter>(item.value))
}

/** Newest first. */
export async function lettersInOutbox(
  table: Table,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<{ letters: readonly OutboxLetter[]; cursor?: string }> {
  const { items, cursor } = await table.query({ index: 'byDay', pk: 'OUTBOX', descending: true, ...page })
  return { letters: items.map(({ value }) => valueAs<OutboxLetter>(value)), ...(cursor ? { cursor } : {}) }
}
