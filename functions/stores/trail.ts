/** What happened: the events of the trail by time, by who did it, by the thing it happened to; newest first, by pages. */
import type { Instant } from '../../domain/days.ts'
import type { ChainedEvent } from '../../domain/trail/chain.ts'
import type { PageAsked, PageOf } from '../paging.ts'
import type { Page, Table } from '../services.ts'
import { eventKey, eventPrefix, valueAs } from './record.ts'

/** A page of what happened between two moments, both included; without them, of all. */
export interface Span extends PageAsked {
  readonly from?: Instant
  readonly until?: Instant
}

export type Happenings = PageOf<'events', ChainedEvent>

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
  return happenings(await table.query({ pk: thing, sk, descending: true, ...page }))
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
  return happenings(await table.query({ ...place, sk, descending: true, ...page }))
}

function happenings({ items, cursor }: Page): Happenings {
  return { events: items.map(({ value }) => valueAs<ChainedEvent>(value)), ...(cursor ? { cursor } : {}) }
}
