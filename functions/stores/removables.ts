/**
 * What lies beside events because it may be destroyed (REMOVABLE#number#path in the thing's partition), and the register
 * of what was asked to be: byDay `DESTRUCTIONS`.
 */

import type { ChainedEvent } from '../../domain/trail/chain.ts'
import type { Destruction } from '../../domain/trail/destruction.ts'
import { digestsIn, type KeptValue, type KeptValues } from '../../domain/trail/removable.ts'
import { everyItem, type PageAsked } from '../paging.ts'
import type { Item, Table } from '../services.ts'
import { removableKey, removablePrefix, valueAs, writeEach } from './record.ts'

const registerName = 'DESTRUCTIONS'

/** Where a thing stands in the register: by the day it was asked for; it stays there when it is done. */
export function destructionPlace(thing: string, destruction: Destruction | undefined): Item['indexes'] {
  return destruction && { byDay: { pk: registerName, sk: `${destruction.askedOn}#${thing}` } }
}

/** The things of the register, last asked first. */
export async function destructionsListed(
  table: Table,
  page: PageAsked,
): Promise<{ readonly things: readonly string[]; readonly cursor?: string }> {
  const { items, cursor } = await table.query({ index: 'byDay', pk: registerName, descending: true, ...page })
  return { things: items.map(({ key }) => key.pk), ...(cursor ? { cursor } : {}) }
}

/** What is still kept of a thing's events, by the number of the event. */
export async function keptOf(table: Table, thing: string): Promise<ReadonlyMap<number, KeptValues>> {
  const kept = new Map<number, Record<string, KeptValue>>()
  for await (const { key, value } of everyItem(table, { pk: thing, sk: { beginsWith: removablePrefix } })) {
    const [number = '', path = ''] = key.sk.slice(removablePrefix.length).split('#')
    const of = kept.get(Number(number)) ?? {}
    kept.set(Number(number), { ...of, [path]: valueAs<KeptValue>(value) })
  }
  return kept
}

/** Removes them from every event of the thing. Twice is once. */
export async function removeKept(table: Table, thing: string, paths: readonly string[]): Promise<void> {
  const keys = [...(await keptOf(table, thing))].flatMap(([seq, values]) =>
    Object.keys(values)
      .filter((path) => paths.includes(path))
      .map((path) => ({ pk: thing, sk: removableKey(seq, path) })),
  )
  await writeEach(
    table,
    keys.map((remove) => ({ remove })),
  )
}

/** An event as it is chained, with what is still kept of the values that it has digests of. */
export type Happening = ChainedEvent & { readonly kept?: KeptValues }

export async function withKept(table: Table, event: ChainedEvent): Promise<Happening> {
  const paths = [...digestsIn(event.data).keys()]
  if (paths.length === 0) return event
  const found = await Promise.all(
    paths.map(async (path) => {
      const item = await table.get({ pk: event.thing, sk: removableKey(event.seq, path) })
      return item ? [[path, valueAs<KeptValue>(item.value)] as const] : []
    }),
  )
  return { ...event, kept: Object.fromEntries(found.flat()) }
}
