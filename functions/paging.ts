/** Lists by pages: what is asked of a list, what a page of it is, and how to read on to its end. */
import { type Item, type Query, type Table, TableRefusal } from './services.ts'

/** How many at most, and where to go on; without a cursor, from the beginning. */
export type PageAsked = Pick<Query, 'limit' | 'cursor'>

/** A page of things under the name they have: `PageOf<'tasks', Task>`. While there is a cursor there may be more. */
export type PageOf<Name extends string, Thing> = { readonly [name in Name]: readonly Thing[] } & Pick<Query, 'cursor'>

/** A query for a whole list, whatever its length. */
export type WholeQuery = Omit<Query, keyof PageAsked>

const pageSize = 500

// A list of which almost nothing is wanted is read in several requests rather than in one that takes too long.
const mostReads = 100

/**
 * A page of what is wanted out of a longer list, full or the last where it can be read in a few reads: each read asks
 * for no more than is still missing, so that its cursor is that of the page.
 */
export async function pageOfWanted<Thing>(
  read: (page: PageAsked) => Promise<PageOf<'things', Thing>>,
  isWanted: (thing: Thing) => boolean,
  { limit, cursor: from }: PageAsked,
): Promise<PageOf<'things', Thing>> {
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

/** One of several lists that are read as one, by a name without `~`. */
export interface Source<Thing> {
  readonly name: string
  readonly read: (page: PageAsked) => Promise<PageOf<'things', Thing>>
}

/** A page of several lists, one after the other. Throws TableRefusal for a cursor of none of them. */
export async function pageOfSeveral<Thing>(
  sources: readonly Source<Thing>[],
  { limit, cursor }: PageAsked,
): Promise<PageOf<'things', Thing>> {
  const [, begun = '', inner = ''] = /^([^~]+)~(.*)$/s.exec(cursor ?? '') ?? []
  const first = cursor === undefined ? 0 : sources.findIndex(({ name }) => name === begun)
  if (first < 0) throw new TableRefusal('A cursor of none of these lists')
  const things: Thing[] = []
  let within = inner === '' ? undefined : inner
  for (const { name, read } of sources.slice(first)) {
    if (things.length === limit) return { things, cursor: `${name}~` }
    const page = await read({ limit: limit - things.length, ...(within === undefined ? {} : { cursor: within }) })
    things.push(...page.things)
    if (page.cursor !== undefined) return { things, cursor: `${name}~${page.cursor}` }
    within = undefined
  }
  return { things }
}

/** Every page of a list that is given by pages, one after another. */
export async function* everyPage<Page extends Pick<Query, 'cursor'>>(
  read: (page: PageAsked) => Promise<Page>,
): AsyncGenerator<Page> {
  let cursor: string | undefined
  do {
    const page = await read({ limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
    yield page
    cursor = page.cursor
  } while (cursor !== undefined)
}

/**
 * Every item that a query finds, in its order, read page after page. For those who need a whole list: who works by
 * pages, because the list may be longer than one request can handle, asks for one and hands its cursor on.
 */
export async function* everyItem(table: Pick<Table, 'query'>, query: WholeQuery): AsyncGenerator<Item> {
  for await (const { items } of everyPage((page) => table.query({ ...query, ...page }))) yield* items
}

/** All of them at once: for a list that is needed whole before anything is done with it. */
export async function allItems(table: Pick<Table, 'query'>, query: WholeQuery): Promise<readonly Item[]> {
  let page = await table.query({ ...query, limit: pageSize })
  if (page.cursor === undefined) return page.items
  const items = [...page.items]
  while (page.cursor !== undefined) {
    page = await table.query({ ...query, limit: pageSize, cursor: page.cursor })
    for (const item of page.items) items.push(item)
  }
  return items
}
