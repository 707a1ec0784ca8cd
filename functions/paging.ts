/** Lists by pages: what is asked of a list, what a page of it is, and how to read on to its end. */
import type { Item, Query, Table } from './services.ts'

/** How many at most, and where to go on; without a cursor, from the beginning. */
export type PageAsked = Pick<Query, 'limit' | 'cursor'>

/** A page of things under the name they have: `PageOf<'tasks', Task>`. While there is a cursor there may be more. */
export type PageOf<Name extends string, Thing> = { readonly [name in Name]: readonly Thing[] } & Pick<Query, 'cursor'>

/** A query for a whole list, whatever its length. */
export type WholeQuery = Omit<Query, keyof PageAsked>

const pageSize = 500

// A list of which almost nothing is wanted is read in several requests rather than in one that takes too long.
const mostReads = 20

/**
 * A page of what is wanted out of a longer list, full or the last where it can be read in a few reads: each read asks
 * for no more than is still missing, so that its cursor is that of the page.
 */
export async function pageOfWanted<Thing>(
  read: (page: PageAsked) => Promise<{ readonly things: readonly Thing[] } & Pick<Query, 'cursor'>>,
  isWanted: (thing: Thing) => boolean,
  { limit, cursor: from }: PageAsked,
): Promise<{ readonly things: readonly Thing[] } & Pick<Query, 'cursor'>> {
  const wanted: Thing[] = []
  let cursor = from
  for (let reads = 0; reads < mostReads; reads += 1) {
    const page = await read({ limit: limit - wanted.length, ...(cursor === undefined ? {} : { cursor }) })
    wanted.push(...page.things.filter(isWanted))
    cursor = page.cursor
    if (cursor === undefined || wanted.length === limit) break
  }
  return { things: wanted, ...(cursor === undefined ? {} : { cursor }) }
}

/**
 * Every item that a query finds, in its order, read page after page. For those who need a whole list: who works by
 * pages, because the list may be longer than one request can handle, asks for one and hands its cursor on.
 */
export async function* everyItem(table: Pick<Table, 'query'>, query: WholeQuery): AsyncGenerator<Item> {
  let cursor: string | undefined
  do {
    const page = await table.query({ ...query, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}
