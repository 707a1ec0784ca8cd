/** What happened: the events of the trail by time, by who did it, by the thing it happened to; newest first, by pages. */
import type { Instant } from '../../domain/days.ts'
import type { ChainedEvent } from '../../domain/trail/chain.ts'
import type { PageAsked, PageOf } from '../paging.ts'
import type { Page, Table } from '../services.ts'
import { eventKey, eventPrefix, everyValue, valueAs } from './record.ts'
import { type Happening, withKept } from './removables.ts'

/** A page of what happened between two moments, both included; without them, of all. */
export interface Span extends PageAsked {
  readonly from?: Instant
  readonly until?: Instant
}

export type Happenings = PageOf<'events', Happening>

/** In one programme. */
export async function happenedIn(table: Table, programme: string, span: Span): Promise<Happenings> {
  return newestFirst(table, { index: 'byProgramme', pk: `EVENTS#${programme}` }, span)
}

/** By one person's hand, in all programmes. */
export async function happenedBy(table: Table, person: string, span: Span): Promise<Happenings> {
  return newestFirst(table, { index: 'byPerson', pk: `ACTOR#${person}` }, span)
}

/** To one thing (`TASK#28-ctrhd-tu_R05`), read consistently. */
export async function happenedTo(table: Table, thing: string, page: PageAsked): Promise<Happenings> {
  const sk = { beginsWith: eventPrefix }
  return happenings(table, await table.query({ pk: thing, sk, descending: true, ...page }))
}

/** All that happened to one thing, in order. */
export async function everyEvent(table: Table, thing: string): Promise<readonly ChainedEvent[]> {
  return everyValue<ChainedEvent>(table, { pk: thing, sk: { beginsWith: eventPrefix } })
}

/** The event a thing began with. */
export async function beginningOf(table: Table, thing: string): Promise<ChainedEvent | undefined> {
  const item = await table.get({ pk: thing, sk: eventKey(1) })
  return item && valueAs<ChainedEvent>(item.value)
}

async function newestFirst(
  table: Table,
  place: { readonly index: 'byProgramme' | 'byPerson'; readonly pk: string },
  { from, until, ...page }: Span,
): Promise<Happenings> {
  const sk = { from: from ?? '0', to: until ? `${until}#~` : '~' }
  return happenings(table, await table.query({ ...place, sk, descending: true, ...page }))
}

async function happenings(table: Table, { items, cursor }: Page): Promise<Happenings> {
  const events = await Promise.all(items.map(({ value }) => withKept(table, valueAs<ChainedEvent>(value))))
  return { events, ...(cursor ? { cursor } : {}) }
}
