import { describe, expect, it } from 'vitest'
import { everyItem, pageOfWanted } from '../../functions/paging.ts'
import type { Write } from '../../functions/services.ts'
import { openTable } from '../../local/sqlite/table.ts'

describe('every item of a list', () => {
  it.each([0, 1, 500, 501, 1000])('comes once and in order, where there are %i', async (length) => {
    const table = openTable(':memory:')
    const keys = Array.from({ length }, (_, index) => ({ pk: 'LIST', sk: String(index).padStart(4, '0') }))
    const writes = keys.map((key): Write => ({ put: { key, value: {} } }))
    for (let from = 0; from < length; from += 100) await table.transact(writes.slice(from, from + 100))
    const found = await Array.fromAsync(everyItem(table, { pk: 'LIST' }), ({ key }) => key)
    expect(found).toEqual(keys)
  })

  it('is read only as far as somebody listens', async () => {
    const truth = openTable(':memory:')
    const writes = Array.from(
      { length: 100 },
      (_, index): Write => ({ put: { key: { pk: 'LIST', sk: `${index}` }, value: {} } }),
    )
    await truth.transact(writes)
    let asked = 0
    const table = {
      async query() {
        asked += 1
        const { items } = await truth.query({ pk: 'LIST', limit: 100 })
        return { items, cursor: 'there is always more' }
      },
    }
    for await (const _ of everyItem(table, { pk: 'LIST' })) break
    expect(asked).toBe(1)
  })
})

describe('a page of what is wanted', () => {
  /** The numbers from 0 to 299, a page at a time. */
  const read = async ({ limit, cursor = '0' }: { limit: number; cursor?: string }) => {
    const from = Number(cursor)
    const things = Array.from({ length: 300 }, (_, index) => index).slice(from, from + limit)
    return { things, ...(from + limit < 300 ? { cursor: String(from + limit) } : {}) }
  }

  async function all(isWanted: (thing: number) => boolean, limit: number) {
    const pages: (readonly number[])[] = []
    let cursor: string | undefined
    do {
      const page = await pageOfWanted(read, isWanted, { limit, ...(cursor === undefined ? {} : { cursor }) })
      pages.push(page.things)
      cursor = page.cursor
    } while (cursor !== undefined)
    return pages
  }

  it('holds each once and in order, and is full while there is more', async () => {
    const pages = await all((thing) => thing % 3 === 0, 10)
    expect(pages.flat()).toEqual(Array.from({ length: 100 }, (_, index) => index * 3))
    expect(new Set(pages.slice(0, -1).map(({ length }) => length))).toEqual(new Set([10]))
  })

  it('may be short where almost nothing is wanted, and then says that there may be more', async () => {
    const pages = await all((thing) => thing === 299, 1)
    expect(pages.flat()).toEqual([299])
    expect(pages.length).toBeGreaterThan(1)
  })
})
