import { expect, it } from 'vitest'
import { asOneQuestion, readOnce } from '../../../functions/http/readOnce.ts'
import { type Table, TableBusy } from '../../../functions/services.ts'
import { memoryTable } from '../../../local/memory/table.ts'

const key = { pk: 'A', sk: 'STATE' }
const put = (text: string) => ({ put: { key, value: { text } } })

/** A table that counts how often it is asked for an item, and is busy as often as told. */
async function counted({ busy = 0 } = {}) {
  const truth = memoryTable()
  await truth.transact([put('một')])
  const asked = { gets: 0 }
  const table: Table = {
    query: (query) => truth.query(query),
    transact: (writes) => truth.transact(writes),
    async get(wanted) {
      asked.gets += 1
      if (asked.gets <= busy) throw new TableBusy('injected')
      return truth.get(wanted)
    },
  }
  return { table: readOnce(table), truth, asked }
}

it('a question gets each item once, also where it is many questions, and the next one gets it anew', async () => {
  const { table, truth, asked } = await counted()
  const text = async () => (await table.get(key))?.value['text']
  expect(await asOneQuestion(() => Promise.all([text(), asOneQuestion(text), text()]))).toEqual(['một', 'một', 'một'])
  expect(asked.gets).toBe(1)
  await truth.transact([put('hai')])
  expect(await asOneQuestion(text)).toBe('hai')
})

it('whoever writes on the way reads again, and so does whoever found the table busy', async () => {
  const { table, asked } = await counted({ busy: 1 })
  await asOneQuestion(async () => {
    await expect(table.get(key)).rejects.toThrow(TableBusy)
    expect((await table.get(key))?.value['text']).toBe('một')
    await table.transact([put('hai')])
    expect((await table.get(key))?.value['text']).toBe('hai')
  })
  expect(asked.gets).toBe(3)
})

it('what is no question gets an item as often as it asks', async () => {
  const { table, asked } = await counted()
  await Promise.all([table.get(key), table.get(key)])
  expect(asked.gets).toBe(2)
})
