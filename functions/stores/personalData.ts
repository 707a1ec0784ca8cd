/** What is stored about one person: where, how much, and from when to when. It says no content but the register's. */
import type { Instant } from '../../domain/days.ts'
import { everyItem, type WholeQuery } from '../paging.ts'
import type { Table } from '../services.ts'
import { eventPrefix, thingOf } from './record.ts'
import { sealLettersOf } from './sealLetters.ts'
import { sessionsOf } from './sessions.ts'

export interface PersonalData {
  /** What they did, refusals included: name and position stand with each. */
  readonly deeds: Span
  /** Changes of their own entry in the register, each with the facts as they then were. */
  readonly entries: Span
  /** Letters to their mailbox, and of seals to them who inspect, by the day of each. */
  readonly letters: number
  /** Forms that they began and did not send. */
  readonly drafts: number
  /** Sessions that have not ended, each with its address and browser. */
  readonly sessions: number
}

export interface Span {
  readonly count: number
  readonly first?: Instant
  readonly last?: Instant
}

export async function personalDataOf(
  table: Table,
  { id, mailbox }: { readonly id: string; readonly mailbox: string },
): Promise<PersonalData> {
  const [deeds, entries, letters, seals, drafts, sessions] = await Promise.all([
    spanOf(table, { index: 'byPerson', pk: `ACTOR#${id}` }),
    spanOf(table, { pk: thingOf('PERSON', id), sk: { beginsWith: eventPrefix } }),
    spanOf(table, { pk: `DIGEST#${mailbox}`, sk: { from: '0', to: '9999-12-31' } }),
    spanOf(table, { pk: sealLettersOf(id), sk: { from: '0', to: '9999-12-31' } }),
    spanOf(table, { pk: `FORM#${id}` }),
    sessionsOf(table, id),
  ])
  return {
    deeds,
    entries,
    letters: letters.count + seals.count,
    drafts: drafts.count,
    sessions: sessions.length,
  }
}

async function spanOf(table: Table, query: WholeQuery): Promise<Span> {
  let span: Span = { count: 0 }
  for await (const { value } of everyItem(table, query)) {
    // Every event says its moment; a letter's record and a draft are only counted.
    const at = typeof value['hash'] === 'string' ? (value['at'] as Instant) : undefined
    span = { ...(at ? { first: at } : {}), ...span, count: span.count + 1, ...(at ? { last: at } : {}) }
  }
  return span
}
