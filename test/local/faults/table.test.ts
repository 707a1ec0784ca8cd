import { afterAll, describe, expect, it } from 'vitest'
import type { Item, Query, Table } from '../../../functions/services.ts'
import { TableBusy, UnknownOutcome } from '../../../functions/services.ts'
import { Crash, type Fault, type FaultOptions, faultyTable } from '../../../local/faults/table.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { patientTable } from '../../contracts/patientTable.ts'
import { seededRandom } from '../../contracts/seededRandom.ts'
import { tableContract, walk } from '../../contracts/table.contract.ts'

const key = { pk: 'TASK#1', sk: 'STATE' }
const everyFault = { busy: 0.2, lostRequest: 0.2, lostAnswer: 0.2, throttledRead: 0.1, staleIndex: 0.15 }

describe('under faults', () => {
  const sqlite = openTable(':memory:')
  const faulty = faultyTable(sqlite, { random: seededRandom(28), rates: everyFault })
  tableContract('SQLite through injected faults', () => ({ table: patientTable(faulty), close: () => sqlite.close() }))

  afterAll(() => {
    for (const [fault, times] of Object.entries(faulty.struck)) expect(times, fault).toBeGreaterThan(3)
  })
})

describe('a table with injected faults', () => {
  it('does nothing of its own where no fault has a rate', async () => {
    const table = faulty({ rates: {}, random: () => 0 })
    expect(await table.transact([{ put: { key, value: {} } }])).toEqual({ committed: true })
    expect(await table.get(key)).toEqual({ key, value: {} })
    expect(Object.values(table.struck)).toEqual([0, 0, 0, 0, 0])
  })

  it.each<[Fault, typeof TableBusy | typeof UnknownOutcome, boolean]>([
    ['busy', TableBusy, false],
    ['lostRequest', UnknownOutcome, false],
    ['lostAnswer', UnknownOutcome, true],
  ])('%s: throws %o, and whether it was written is %s', async (fault, thrown, isWritten) => {
    const table = faulty({ rates: { [fault]: 1 }, random: () => 0 })
    await expect(table.transact([{ put: { key, value: {} } }])).rejects.toBeInstanceOf(thrown)
    expect((await table.get(key)) !== undefined).toBe(isWritten)
    expect(table.struck[fault]).toBe(1)
  })

  it('throttles reads and lets writes pass', async () => {
    const table = faulty({ rates: { throttledRead: 1 }, random: () => 0 })
    expect(await table.transact([{ put: { key, value: {} } }])).toEqual({ committed: true })
    await expect(table.get(key)).rejects.toBeInstanceOf(TableBusy)
    await expect(table.query({ pk: key.pk, limit: 1 })).rejects.toBeInstanceOf(TableBusy)
  })

  it('strikes about as often as its rate says, and the same seed strikes the same calls', async () => {
    const run = async (seed: number) => {
      const table = faulty({ rates: { busy: 0.25 }, random: seededRandom(seed) })
      const calls = Array.from({ length: 200 }, () => table.transact([{ put: { key, value: {} } }]))
      return (await Promise.allSettled(calls)).map(({ status }) => status)
    }
    const first = await run(1)
    expect(first.filter((status) => status === 'rejected').length / first.length).toBeCloseTo(0.25, 1)
    expect(await run(1)).toEqual(first)
    expect(await run(2)).not.toEqual(first)
  })

  describe('whose index lags', () => {
    /** A random that always strikes, and then chooses to be so many transactions behind, of at most 10. */
    const lagging = (transactions: number) => {
      let draws = 0
      const random = () => {
        draws += 1
        return draws % 2 === 1 ? 0 : (transactions - 0.5) / 10
      }
      return faulty({ rates: { staleIndex: 1 }, greatestLag: 10, random })
    }
    const at = (sk: string, day: string, value = {}): Item => ({
      key: { pk: 'TASK#1', sk },
      indexes: { byDay: { pk: 'day', sk: day } },
      value,
    })
    const byDay: Query = { index: 'byDay', pk: 'day', limit: 10 }

    it('shows what the index held so many transactions ago, and the table what it holds', async () => {
      const table = lagging(2)
      await table.transact([{ put: at('a', '1', { n: 1 }) }, { put: at('b', '2') }])
      await table.transact([{ put: at('a', '3', { n: 2 }) }])
      await table.transact([{ remove: at('b', '2').key }, { put: at('c', '1') }])
      expect((await table.query(byDay)).items).toEqual([at('a', '1', { n: 1 }), at('b', '2')])
      expect((await walk(table, { pk: 'TASK#1', limit: 10 })).map(({ key }) => key.sk)).toEqual(['a', 'c'])
      expect(await table.get(at('a', '3').key)).toEqual(at('a', '3', { n: 2 }))
    })

    it('knows what adding has changed, and does not count transactions that failed', async () => {
      const table = lagging(1)
      await table.transact([{ put: at('a', '1', { n: 1 }) }])
      await table.transact([{ update: at('a', '1').key, add: { n: 1 } }])
      await table.transact([{ check: at('a', '1').key, when: [{ is: 'absent' }] }])
      expect((await table.query(byDay)).items).toEqual([at('a', '1', { n: 1 })])
    })

    it('answers in ranges, pages and both directions', async () => {
      const table = lagging(1)
      await table.transact(['1', '2', '3', '4', '5'].map((day) => ({ put: at(`s${day}`, day) })))
      await table.transact([{ put: at('s2', '9') }])
      const days = async (query: Partial<Query>) =>
        (await walk(table, { ...byDay, ...query })).map(({ indexes }) => indexes?.byDay?.sk)
      expect(await days({ limit: 2 })).toEqual(['1', '2', '3', '4', '5'])
      expect(await days({ limit: 1, descending: true, sk: { from: '2', to: '4' } })).toEqual(['4', '3', '2'])
      expect(await days({ limit: 1, sk: { beginsWith: '9' } })).toEqual([])
    })

    it('answers every time as it was at one of the last moments', async () => {
      const random = seededRandom(5)
      const table = faulty({ rates: { staleIndex: 1 }, greatestLag: 4, random })
      const fresh = patientTable(table)
      const moments: Item[][] = [[], [], [], [], []]
      for (let step = 0; step < 150; step += 1) {
        const pick = () => `${Math.floor(random() * 8)}`
        const item = at(pick(), pick(), { step })
        await fresh.transact([random() < 0.3 ? { remove: item.key } : { put: { ...item, value: { step } } }])
        const now = (await walk(table, { pk: 'TASK#1', limit: 100 })).sort(byPlace)
        if (JSON.stringify(now) !== JSON.stringify(moments.at(-1))) moments.push(now)
        expect(moments.slice(-5, -1)).toContainEqual((await table.query({ ...byDay, limit: 100 })).items)
      }
    })
  })

  describe('whose process dies', () => {
    it.each([
      ['before', false],
      ['after', true],
    ] as const)('%s a write, has written it: %s', async (moment, isWritten) => {
      const sqlite = openTable(':memory:')
      const table = faulty({ rates: {}, random: () => 0, crashNow: (now) => now === moment }, sqlite)
      await expect(table.transact([{ put: { key, value: {} } }])).rejects.toBeInstanceOf(Crash)
      expect((await sqlite.get(key)) !== undefined).toBe(isWritten)
    })

    it('is dead for everybody, until it starts again over the same table', async () => {
      const sqlite = openTable(':memory:')
      const crashNow: FaultOptions['crashNow'] = (moment, writes) => moment === 'after' && writes.length === 2
      const table = faulty({ rates: {}, random: () => 0, crashNow }, sqlite)
      await table.transact([{ put: { key, value: {} } }])
      const other = { ...key, sk: 'other' }
      const answers = await Promise.allSettled([
        table.transact([{ put: { key: other, value: {} } }, { remove: key }]),
        table.transact([{ put: { key: { ...key, sk: 'third' }, value: {} } }]),
      ])
      expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual([
        expect.any(Crash),
        expect.any(Crash),
      ])
      await expect(table.get(key)).rejects.toBeInstanceOf(Crash)
      await expect(table.query({ pk: key.pk, limit: 1 })).rejects.toBeInstanceOf(Crash)
      await expect(table.transact([{ remove: key }])).rejects.toBeInstanceOf(Crash)
      const again = faulty({ rates: {}, random: () => 0 }, sqlite)
      expect((await again.query({ pk: key.pk, limit: 9 })).items.map((item) => item.key.sk)).toEqual(['other', 'third'])
    })
  })
})

function faulty(options: FaultOptions, table: Table = openTable(':memory:')) {
  return faultyTable(table, options)
}

function byPlace(a: Item, b: Item): number {
  const text = (item: Item) => `${item.indexes?.byDay?.sk}|${item.key.sk}`
  return text(a) < text(b) ? -1 : 1
}
