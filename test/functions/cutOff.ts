/**
 * Cut off at every await: whatever may be run again dies at each of its calls, starts again and finishes, and each
 * time the table must end as it does when nobody disturbs. A death at a read leaves what a death before the next
 * write leaves, so it dies before each of its writes, and after.
 */
import { expect } from 'vitest'
import type { Item, Key, Table } from '../../functions/services.ts'
import { keyOf } from '../../functions/tableLimits.ts'
import { Crash } from '../../local/faults/table.ts'
import { openTable } from '../../local/sqlite/table.ts'

export interface CutOff<World> {
  /** Makes the office in the state before; it runs once, and its table is copied for every life. */
  readonly before: (table: Table) => Promise<void>
  /** What else a life works with, made anew for each of them. */
  readonly world: () => World
  /** The operation, on a table that may die. Run again on one that does not, it finishes what was left. */
  readonly run: (table: Table, world: World, life: 'first' | 'second') => Promise<unknown>
  /** Items whose values tell of the way, not of the end: they are not compared. */
  readonly leavingOut?: (item: Item) => boolean
  /** What must hold beside the table after both lives. */
  readonly also?: (world: World, undisturbed: World) => void
}

/** Answers at how many writes it was cut off. */
export async function cutOffEverywhere<World>(story: CutOff<World>): Promise<number> {
  const origin = listing(openTable(':memory:'))
  await story.before(origin.table)
  const start = await origin.items()
  const calm = await tableOf(start)
  const undisturbed = story.world()
  const writes = countingWrites(calm.table)
  await story.run(writes.table, undisturbed, 'first')
  const expected = compared(await calm.items(), story)
  for (let at = 1; at <= writes.made(); at += 1) {
    for (const moment of ['before', 'after'] as const) {
      const life = await tableOf(start)
      const world = story.world()
      const mortal = dying(life.table, at, moment)
      await expect(story.run(mortal, world, 'first'), `it must die ${moment} write ${at}`).rejects.toBeInstanceOf(Crash)
      await story.run(life.table, world, 'second')
      const items = compared(await life.items(), story)
      expect(differences(expected, items), `cut off ${moment} write ${at} of ${writes.made()}`).toEqual([])
      story.also?.(world, undisturbed)
    }
  }
  return writes.made()
}

/** A table that knows what was ever written to it, so that all of it can be read back. */
export function listing(table: Table): { table: Table; items(): Promise<Item[]> } {
  const keys = new Map<string, Key>()
  return {
    table: {
      get: (key) => table.get(key),
      query: (query) => table.query(query),
      transact(writes) {
        for (const key of writes.map(keyOf)) keys.set(JSON.stringify(key), key)
        return table.transact(writes)
      },
    },
    async items() {
      const found = await Promise.all([...keys.values()].map((key) => table.get(key)))
      return found.filter((item) => item !== undefined)
    },
  }
}

/** Items as they can be compared: moments, the hashes that cover them and names made up on the way are all alike. */
export function timeless(items: readonly Item[]): string[] {
  return items
    .map((item) => JSON.stringify(sortedNames(item)))
    .map((text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'moment').replace(/\b[0-9a-f]{64}\b/g, 'hash'))
    .map((text) => text.replace(/"holder":"[^"]*"/g, '"holder":"somebody"'))
    .toSorted()
}

function compared<World>(items: readonly Item[], { leavingOut }: CutOff<World>): string[] {
  return timeless(items.filter((item) => !leavingOut?.(item)))
}

/** What only one of them has, short enough to be read. */
function differences(expected: readonly string[], found: readonly string[]): string[] {
  const only = (these: readonly string[], those: readonly string[], mark: string) => {
    const others = new Set(those)
    return these.filter((one) => !others.has(one)).map((one) => `${mark} ${one.slice(0, 600)}`)
  }
  return [...only(expected, found, 'missing:'), ...only(found, expected, 'too much:')]
}

function sortedNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedNames)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sortedNames(inner)]),
  )
}

async function tableOf(items: readonly Item[]) {
  const listed = listing(openTable(':memory:'))
  for (let from = 0; from < items.length; from += 100) {
    await listed.table.transact(items.slice(from, from + 100).map((item) => ({ put: item })))
  }
  return listed
}

function countingWrites(table: Table): { table: Table; made(): number } {
  let made = 0
  return {
    table: {
      get: (key) => table.get(key),
      query: (query) => table.query(query),
      transact(writes) {
        made += 1
        return table.transact(writes)
      },
    },
    made: () => made,
  }
}

/** The process dies at its n-th write, before it was carried out or after, and nothing is heard of it again. */
function dying(table: Table, at: number, moment: 'before' | 'after'): Table {
  let writes = 0
  const isDead = () => writes > at || (writes === at && moment === 'before')
  const alive = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (isDead()) throw new Crash('the process has died')
    const answer = await ask()
    if (writes >= at) throw new Crash('the process has died')
    return answer
  }
  return {
    get: (key) => alive(() => table.get(key)),
    query: (query) => alive(() => table.query(query)),
    transact(asked) {
      writes += 1
      return alive(() => table.transact(asked))
    },
  }
}
