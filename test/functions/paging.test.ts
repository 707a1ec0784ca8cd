import { describe, expect, it } from 'vitest'
import { everyItem } from '../../functions/paging.ts'
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
