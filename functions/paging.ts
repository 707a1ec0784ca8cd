/** Lists by pages: what is asked of a list, what a page of it is, and how to read on to its end. */
import type { Item, Query, Table } from './services.ts'

/** How many at most, and where to go on; without a cursor, from the beginning. */
export type PageAsked = Pick<Query, 'limit' | 'cursor'>

/** A page of things under the name they have: `PageOf<'tasks', Task>`. While there is a cursor there may be more. */
export type PageOf<Name extends string, Thing> = { readonly [name in Name]: readonly Thing[] } & Pick<Query, 'cursor'>

/** A query for a whole list, whatever its length. */
export type WholeQuery = Omit<Query, keyof PageAsked>

const pageSize = 500

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
