/**
 * The daily seal of a programme: SEALS#programme / day, over the heads that moved that day, chained to the seal
 * before. The heads are read from their own partition, consistently: no index decides what was sealed.
 */
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { type Head, origin, type Seal, sealOf } from '../../domain/trail/chain.ts'
import { allItems, everyItem, type PageAsked, type PageOf } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { asJson, headsOf, sha256, valueAs, writeSurely } from './record.ts'

/** Seals every day since the last seal up to the day before today. Answers the last seal. */
export async function sealUpTo(
  { table }: Pick<Services, 'table'>,
  programme: { readonly id: string; readonly launchedOn: CalendarDate },
  today: CalendarDate,
): Promise<Seal | undefined> {
  let last = await latestSeal(table, programme.id)
  for (let day = last ? addDays(last.day, 1) : programme.launchedOn; day < today; day = addDays(day, 1)) {
    const heads = await headsMoved(table, programme.id, day)
    const seal: Seal = sealOf(programme.id, day, heads, last?.hash ?? origin, sha256)
    // Whoever sealed the day first made the same seal: the heads of a past day no longer move.
    await writeSurely(table, [
      { put: { key: { pk: `SEALS#${programme.id}`, sk: day }, value: asJson(seal) }, when: [{ is: 'absent' }] },
    ])
    last = seal
  }
  return last
}

export async function latestSeal(table: Table, programme: string): Promise<Seal | undefined> {
  const { items } = await table.query({ pk: `SEALS#${programme}`, limit: 1, descending: true })
  return items[0] && valueAs<Seal>(items[0].value)
}

/** The newest seals of a span of days, both ends included, in the order of days. */
export async function latestSealsFrom(
  table: Table,
  programme: string,
  from: CalendarDate,
  to: CalendarDate,
  most: number,
): Promise<readonly Seal[]> {
  const query = { pk: `SEALS#${programme}`, sk: { from, to }, limit: most, descending: true }
  return (await table.query(query)).items.map(({ value }) => valueAs<Seal>(value)).toReversed()
}

/** Newest first. */
export async function sealsOf(table: Table, programme: string, page: PageAsked): Promise<PageOf<'seals', Seal>> {
  const { items, cursor } = await table.query({ pk: `SEALS#${programme}`, descending: true, ...page })
  return { seals: items.map(({ value }) => valueAs<Seal>(value)), ...(cursor ? { cursor } : {}) }
}

/** All seals in the order of days. */
export async function* seals(table: Table, programme: string): AsyncGenerator<Seal> {
  for await (const { value } of everyItem(table, { pk: `SEALS#${programme}` })) yield valueAs<Seal>(value)
}

export async function headsMoved(
  table: Table,
  programme: string,
  day: CalendarDate,
): Promise<({ readonly thing: string } & Head)[]> {
  return (await allItems(table, { pk: headsOf(programme, day) })).map(({ key, value }) => ({
    thing: key.sk,
    seq: Number(value['seq']),
    hash: String(value['hash']),
  }))
}
