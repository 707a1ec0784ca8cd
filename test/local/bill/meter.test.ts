import { describe, expect, it } from 'vitest'
import type { Item, Table } from '../../../functions/services.ts'
import { type Meter, meter } from '../../../local/bill/meter.ts'
import type { MonthOfUsage } from '../../../local/bill/usage.ts'
import { memoryTable } from '../../../local/memory/table.ts'

const day = '2013-05-31'
const nothing = { acts: 0, machines: [] }

function item(pk: string, bytes: number, places: Item['indexes'] = {}): Item {
  return { key: { pk, sk: 'STATE' }, indexes: places, value: { text: 'x'.repeat(bytes) } }
}

async function used(act: (table: Table, count: Meter) => Promise<unknown>, table: Table = memoryTable()) {
  const count = meter()
  await act(count.watch(table), count)
  count.dayLived(day, () => nothing)
  const [month] = count.months(nothing)
  return month as MonthOfUsage
}

const onFirst = { byDay: { pk: 'OPEN', sk: '2013-05-01' } }
const onSecond = { byDay: { pk: 'OPEN', sk: '2013-05-02' } }

describe('write units', () => {
  it.each([
    { what: 'a small item: once to prepare, once to commit', puts: [item('A', 10)], units: 2 },
    { what: 'an item over a kilobyte: two kilobytes, twice', puts: [item('A', 1500)], units: 4 },
    { what: 'an item in an index: once more there', puts: [item('A', 10, onFirst)], units: 3 },
    {
      what: 'a change at the same place in an index',
      puts: [item('A', 10, onFirst), item('A', 20, onFirst)],
      units: 6,
    },
    { what: 'a move in an index: gone, and come', puts: [item('A', 10, onFirst), item('A', 10, onSecond)], units: 7 },
    { what: 'leaving an index', puts: [item('A', 10, onFirst), item('A', 10)], units: 6 },
    { what: 'a shrinking item: by what it was', puts: [item('A', 2500), item('A', 10)], units: 12 },
  ])('$what', async ({ puts, units }) => {
    const { writeUnits } = await used(async (table) => {
      for (const put of puts) await table.transact([{ put }])
    })
    expect(writeUnits).toBe(units)
  })

  it('are paid for a sum by the whole item and its places, for a removal, and for looking', async () => {
    const key = { pk: 'A', sk: 'STATE' }
    const { writeUnits } = await used(async (table) => {
      await table.transact([{ put: item('A', 1500, onFirst) }])
      await table.transact([{ update: key, add: { n: 1 } }])
      await table.transact([{ check: key, when: [{ is: 'present' }] }])
      await table.transact([{ remove: key }])
    })
    expect(writeUnits).toBe(4 + 2 + (4 + 2) + 4 + (4 + 2))
  })

  it('are paid for a transaction whose conditions did not hold, and nothing is kept of it', async () => {
    const month = await used(async (table) => {
      await table.transact([{ put: item('A', 10) }])
      await table.transact([{ put: item('A', 3000), when: [{ is: 'absent' }] }, { put: item('B', 10) }])
    })
    expect(month.writeUnits).toBe(2 + 4)
    const { tableByteDays } = await used((table) => table.transact([{ put: item('A', 10) }]))
    expect(month.tableByteDays).toBe(tableByteDays)
  })
})

describe('read units', () => {
  const filled = async (table: Table) => {
    for (const [at, letter] of [...'ABCDEFGH'].entries())
      await table.transact([{ put: item(letter, 1200, { byDay: { pk: 'OPEN', sk: `2013-05-0${at + 1}` } }) }])
  }

  it.each([
    { what: 'a get of nothing', read: (table: Table) => table.get({ pk: 'Z', sk: 'Z' }), units: 1 },
    { what: 'a get of a small item', read: (table: Table) => table.get({ pk: 'A', sk: 'STATE' }), units: 1 },
    {
      what: 'an index, by half',
      read: (table: Table) => table.query({ index: 'byDay', pk: 'OPEN', limit: 8 }),
      units: 1.5,
    },
    {
      what: 'a page and one item more',
      read: (table: Table) => table.query({ index: 'byDay', pk: 'OPEN', limit: 3 }),
      units: 1,
    },
    {
      what: 'an empty page of an index',
      read: (table: Table) => table.query({ index: 'byDay', pk: 'NONE', limit: 3 }),
      units: 0.5,
    },
    { what: 'a page of the table', read: (table: Table) => table.query({ pk: 'A', limit: 3 }), units: 1 },
  ])('$what', async ({ read, units }) => {
    const { readUnits } = await used(async (table) => {
      await filled(table)
      await read(table)
    })
    expect(readUnits).toBe(units)
  })
})

describe('where one of several stands for its kind', () => {
  it('the first of each kind are all weighed, and then one in so many for the others', async () => {
    const count = meter({ oneIn: 4 })
    const table = count.watch(memoryTable())
    for (let at = 0; at < 12; at += 1) {
      await table.transact([{ put: item(`TASK#${at}`, 10) }])
      await table.get({ pk: `TASK#${at}`, sk: 'STATE' })
    }
    await table.transact([{ put: item('LETTER#a', 1500) }])
    count.dayLived(day, () => nothing)
    expect(count.months(nothing)).toMatchObject([{ writeUnits: 12 * 2 + 4, readUnits: 12, tableRequests: 25 }])
  })

  it('what is kept is estimated by the same', async () => {
    const [all, some] = [meter(), meter({ oneIn: 4 })]
    for (const count of [all, some]) {
      const table = count.watch(memoryTable())
      for (let at = 0; at < 40; at += 1) await table.transact([{ put: item(`TASK#${10 + at}`, 500, onFirst) }])
      for (let at = 0; at < 20; at += 1) await table.transact([{ remove: { pk: `TASK#${10 + at}`, sk: 'STATE' } }])
    }
    expect(some.kept()).toMatchObject({ tableBytes: all.kept().tableBytes, indexBytes: all.kept().indexBytes })
  })
})

describe('a month', () => {
  it('ends with its last day, and what others count belongs to the month in which it was counted', () => {
    const count = meter()
    const round = { stateMachine: 'daily-round', mostEvents: 0, longestMs: 0 }
    count.dayLived('2013-05-30', () => nothing)
    count.dayLived('2013-05-31', () => ({ acts: 5, machines: [{ ...round, executions: 2, transitions: 16 }] }))
    count.dayLived('2013-06-01', () => nothing)
    const last = { acts: 7, machines: [{ ...round, executions: 3, transitions: 24 }] }
    expect(count.months(last)).toMatchObject([
      { month: '2013-05', days: 2, acts: 5, executions: 2, transitions: 16, roundTransitions: 16 },
      { month: '2013-06', days: 1, acts: 2, executions: 1, transitions: 8 },
    ])
  })

  it('that was left goes on as if it had not been', async () => {
    const table = memoryTable()
    const first = meter()
    await first.watch(table).transact([{ put: item('A', 1500, onFirst) }])
    first.dayLived('2013-05-30', () => nothing)
    const second = meter({ kept: [JSON.parse(JSON.stringify(first.kept()))] })
    const watched = second.watch(table)
    await watched.get({ pk: 'A', sk: 'STATE' })
    await watched.transact([{ put: item('A', 1500, onSecond) }])
    second.dayLived('2013-05-31', () => nothing)
    const [month] = second.months(nothing)
    expect(month).toMatchObject({ days: 2, writeUnits: 4 + 2 + (4 + 4), readUnits: 1 })
    expect(month?.tableByteDays).toBe(2 * first.kept().tableBytes)
  })

  it('that is over when a rehearsal is left stays as it was', () => {
    const first = meter()
    first.dayLived('2013-05-31', () => ({ acts: 4, machines: [] }))
    const second = meter({ kept: [first.kept()] })
    second.dayLived('2013-06-01', () => nothing)
    expect(second.months({ acts: 6, machines: [] })).toMatchObject([
      { month: '2013-05', days: 1, acts: 4 },
      { month: '2013-06', days: 1, acts: 2 },
    ])
  })

  it('knows what is kept each day, and that an index keeps it once more', async () => {
    const { tableByteDays, indexByteDays } = await used((table) => table.transact([{ put: item('A', 1000, onFirst) }]))
    expect(tableByteDays).toBe(indexByteDays)
    expect(tableByteDays).toBeGreaterThan(1100)
  })

  it('counts the calls of steps, and which of them found no warm function', async () => {
    const { calls, roundCalls, coldCalls } = await used(async (_, count) => {
      const [round, report] = ['a:daily-round:b', 'a:periodic-report:b']
      count.stepCalled('sendDigests', round, '2013-05-31T00:30:00.000Z')
      count.stepCalled('sendDigests', round, '2013-05-31T00:30:20.000Z')
      count.stepCalled('nextStep', report, '2013-05-31T00:30:20.000Z')
      count.stepCalled('nextStep', report, '2013-05-31T07:00:00.000Z')
    })
    expect({ calls, roundCalls, coldCalls }).toEqual({ calls: 4, roundCalls: 2, coldCalls: 3 })
  })
})
