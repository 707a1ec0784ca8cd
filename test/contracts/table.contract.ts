/**
 * What every driver of the table must do, whatever it stands on. One suite, run against SQLite, against Amazon's
 * DynamoDB Local, and through injected faults. Each test works in partitions of its own. Reads of an index are
 * waited for: the port allows an index to lag.
 */
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Condition, Item, JsonObject, Key, Query, Table, Write } from '../../functions/services.ts'
import { TableRefusal } from '../../functions/services.ts'
import { compareUtf8 } from '../../functions/tableLimits.ts'

export interface OpenedTable {
  readonly table: Table
  close(): void | Promise<void>
}

export function tableContract(name: string, open: () => OpenedTable | Promise<OpenedTable>): void {
  describe(`the table on ${name}`, () => {
    let opened: OpenedTable
    let table: Table
    let count = 0

    beforeAll(async () => {
      opened = await open()
      table = opened.table
    })
    afterAll(() => opened?.close())

    /** A partition that no other test knows. */
    const partition = () => {
      count += 1
      return `P${count}`
    }
    const put = async (...items: Item[]) => {
      for (let from = 0; from < items.length; from += 100) {
        const writes = items.slice(from, from + 100).map((item) => ({ put: item }))
        expect(await table.transact(writes)).toEqual({ committed: true })
      }
    }
    const valueAt = async (key: Key) => (await table.get(key))?.value
    const sortKeysOf = async (query: Query) => (await walk(table, query)).map(({ key }) => key.sk)

    describe('an item', () => {
      it('comes back as it was put', async () => {
        const item: Item = {
          key: { pk: partition(), sk: 'Mục II.2.3, ý 8' },
          indexes: { byAgency: { pk: 'Sở Y tế', sk: '2013-12-31#ế' }, byDay: { pk: '2013-12-31', sk: '😀' } },
          value: {
            tiêuĐề: 'Đẩy mạnh bảo hiểm y tế toàn dân',
            astral: 'a😀𠮷b',
            empty: '',
            zero: 0,
            tiny: 1e-130,
            share: 4.5,
            negative: -12.25,
            greatest: Number.MAX_SAFE_INTEGER,
            yes: true,
            no: false,
            nothing: null,
            list: [1, 'hai', [], {}, null, [[0.1]]],
            map: { a: { b: { c: [{ d: 'sâu' }] } } },
          },
        }
        await put(item)
        expect(await table.get(item.key)).toEqual(item)
      })

      it('may have attributes that are called as keys, columns and built-in properties are', async () => {
        const key = { pk: partition(), sk: 'x' }
        const value = {
          ...{ pk: 1, sk: 2, json: 3, '=pk': 4, '==pk': 5, '=': 6, byAgencyPk: 7, byAgencySk: 8, '=byDaySk': 9 },
          ...{ constructor: 'c', toString: 't', '#1': 'n', ':1': 'v', 'a.b': 'dot', key: { pk: 'k' }, value: 'v' },
        }
        await put({ key, value, indexes: { byDay: { pk: key.pk, sk: '1' } } })
        expect(await valueAt(key)).toEqual(value)
      })

      it('that is not there is undefined', async () => {
        expect(await table.get({ pk: partition(), sk: 'x' })).toBeUndefined()
      })

      it('is replaced whole, places in indexes included', async () => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, indexes: { byDay: { pk: key.pk, sk: '1' } }, value: { a: 1, b: 2 } })
        await put({ key, value: { a: 3 } })
        expect(await table.get(key)).toEqual({ key, value: { a: 3 } })
      })

      it('is gone once removed, and removing what is not there changes nothing', async () => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: {} })
        expect(await table.transact([{ remove: key }])).toEqual({ committed: true })
        expect(await table.get(key)).toBeUndefined()
        expect(await table.transact([{ remove: key }])).toEqual({ committed: true })
      })

      it('is kept apart from an item whose keys run together to the same text', async () => {
        const pk = partition()
        await put({ key: { pk: `${pk}a`, sk: 'b' }, value: { n: 1 } }, { key: { pk, sk: 'ab' }, value: { n: 2 } })
        expect(await valueAt({ pk: `${pk}a`, sk: 'b' })).toEqual({ n: 1 })
      })
    })

    describe('a transaction', () => {
      it('writes nothing where one condition fails, and names every write whose condition failed', async () => {
        const pk = partition()
        await put({ key: { pk, sk: 'a' }, value: { n: 1 } }, { key: { pk, sk: 'b' }, value: { n: 1 } })
        const before = await walk(table, { pk, limit: 10 })
        const outcome = await table.transact([
          { put: { key: { pk, sk: 'new' }, value: {} }, when: [{ is: 'absent' }] },
          { put: { key: { pk, sk: 'a' }, value: {} }, when: [{ is: 'absent' }] },
          { update: { pk, sk: 'b' }, add: { n: 1 } },
          { check: { pk, sk: 'none' }, when: [{ is: 'present' }] },
        ])
        expect(outcome).toEqual({ committed: false, failed: [1, 3] })
        expect(await walk(table, { pk, limit: 10 })).toEqual(before)
      })

      it('does every kind of write together', async () => {
        const pk = partition()
        await put({ key: { pk, sk: 'old' }, value: {} }, { key: { pk, sk: 'count' }, value: { n: 1, kept: 'x' } })
        const writes: Write[] = [
          { put: { key: { pk, sk: 'new' }, value: { a: 1 } }, when: [{ is: 'absent' }] },
          { put: { key: { pk, sk: 'EVENT#1' }, value: { type: 'opened' } } },
          { update: { pk, sk: 'count' }, add: { n: 2 }, when: [{ attribute: 'n', equals: 1 }] },
          { remove: { pk, sk: 'old' }, when: [{ is: 'present' }] },
          { check: { pk, sk: 'none' }, when: [{ is: 'absent' }] },
        ]
        expect(await table.transact(writes)).toEqual({ committed: true })
        expect(await walk(table, { pk, limit: 10 })).toEqual([
          { key: { pk, sk: 'EVENT#1' }, value: { type: 'opened' } },
          { key: { pk, sk: 'count' }, value: { n: 3, kept: 'x' } },
          { key: { pk, sk: 'new' }, value: { a: 1 } },
        ])
      })

      it('judges every condition by what was there before it', async () => {
        const pk = partition()
        await put({ key: { pk, sk: 'a' }, value: { n: 1 } })
        const outcome = await table.transact([
          { remove: { pk, sk: 'a' } },
          { put: { key: { pk, sk: 'b' }, value: {} }, when: [{ is: 'absent' }] },
        ])
        expect(outcome).toEqual({ committed: true })
      })

      it('that wrote on condition of a version commits once among ten rivals', async () => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: { version: 1 } })
        const rivals = Array.from({ length: 10 }, (_, rival) =>
          table.transact([
            { put: { key, value: { version: 2, rival } }, when: [{ attribute: 'version', equals: 1 }] },
            { put: { key: { ...key, sk: `EVENT#${rival}` }, value: { rival } } },
          ]),
        )
        const committed = (await Promise.all(rivals)).map((outcome) => outcome.committed)
        expect(committed.filter(Boolean)).toHaveLength(1)
        const winner = committed.indexOf(true)
        expect(await valueAt(key)).toEqual({ version: 2, rival: winner })
        expect(await sortKeysOf({ pk: key.pk, sk: { beginsWith: 'EVENT#' }, limit: 10 })).toEqual([`EVENT#${winner}`])
      })

      it('that fails leaves those asked for at the same moment alone', async () => {
        const pk = partition()
        await put({ key: { pk, sk: 'text' }, value: { n: 'one' } })
        const answers = await Promise.allSettled([
          table.transact([{ put: { key: { pk, sk: 'a' }, value: {} } }]),
          table.transact([{ check: { pk, sk: 'none' }, when: [{ is: 'present' }] }]),
          table.transact([{ update: { pk, sk: 'text' }, add: { n: 1 } }]),
          table.transact([{ put: { key: { pk, sk: 'b' }, value: {} } }]),
        ])
        expect(answers).toEqual([
          { status: 'fulfilled', value: { committed: true } },
          { status: 'fulfilled', value: { committed: false, failed: [0] } },
          { status: 'rejected', reason: expect.any(TableRefusal) },
          { status: 'fulfilled', value: { committed: true } },
        ])
        expect(await sortKeysOf({ pk, limit: 10 })).toEqual(['a', 'b', 'text'])
      })

      it('takes a hundred writes', async () => {
        const pk = partition()
        const writes = Array.from({ length: 100 }, (_, n) => ({ put: { key: { pk, sk: `${n}` }, value: {} } }))
        expect(await table.transact(writes)).toEqual({ committed: true })
        expect(await sortKeysOf({ pk, limit: 7 })).toHaveLength(100)
      })
    })

    describe('a condition', () => {
      const found: JsonObject = { text: 'bé', n: 5, yes: true, list: [1], none: null, wide: '\uff5e' }
      const holding: Condition[] = [
        { is: 'present' },
        { attribute: 'text', equals: 'bé' },
        { attribute: 'n', equals: 5 },
        { attribute: 'yes', equals: true },
        { attribute: 'text', atMost: 'bé' },
        { attribute: 'text', atMost: 'bét' },
        { attribute: 'n', atMost: 5 },
        { attribute: 'n', atMost: 5.5 },
        // U+FF5E comes before the emoji by UTF-8 bytes, after it by UTF-16 units.
        { attribute: 'wide', atMost: '😀' },
      ]
      const failing: Condition[] = [
        { is: 'absent' },
        { attribute: 'text', equals: 'be' },
        { attribute: 'text', equals: 'be\u0301' },
        { attribute: 'n', equals: '5' },
        { attribute: 'n', equals: -5 },
        { attribute: 'yes', equals: false },
        { attribute: 'yes', equals: 'true' },
        { attribute: 'list', equals: 1 },
        { attribute: 'none', equals: '' },
        { attribute: 'missing', equals: '' },
        { attribute: 'constructor', equals: '' },
        { attribute: 'text', atMost: 'b' },
        { attribute: 'n', atMost: 4.99 },
        { attribute: 'n', atMost: '9' },
        { attribute: 'text', atMost: 9 },
        { attribute: 'missing', atMost: 9 },
        { attribute: 'none', atMost: 9 },
        { attribute: 'yes', atMost: 9 },
        { attribute: 'list', atMost: 'z' },
      ]

      it.each(holding)('%o holds', async (condition) => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: found })
        expect(await table.transact([{ check: key, when: [condition] }])).toEqual({ committed: true })
      })

      it.each(failing)('%o does not hold', async (condition) => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: found })
        expect(await table.transact([{ check: key, when: [condition] }])).toEqual({ committed: false, failed: [0] })
      })

      it.each<[Condition, boolean]>([
        [{ is: 'absent' }, true],
        [{ is: 'present' }, false],
        [{ attribute: 'n', equals: 0 }, false],
        [{ attribute: 'n', atMost: 9 }, false],
      ])('%o, of an item that is not there: %s', async (condition, committed) => {
        const key = { pk: partition(), sk: 'x' }
        expect(await table.transact([{ check: key, when: [condition] }])).toMatchObject({ committed })
      })

      it('is one of several that must all hold', async () => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: found })
        const when: Condition[] = [{ is: 'present' }, { attribute: 'n', equals: 5 }, { attribute: 'n', atMost: 4 }]
        expect(await table.transact([{ remove: key, when }])).toEqual({ committed: false, failed: [0] })
        expect(await table.transact([{ remove: key, when: when.slice(0, 2) }])).toEqual({ committed: true })
      })
    })

    describe('adding', () => {
      it('makes the item and its attributes where there were none', async () => {
        const key = { pk: partition(), sk: 'count' }
        await table.transact([{ update: key, add: { open: 3, constructor: -1 } }])
        expect(await table.get(key)).toEqual({ key, value: { open: 3, constructor: -1 } })
      })

      it('leaves the other attributes and the places in indexes as they are', async () => {
        const key = { pk: partition(), sk: 'x' }
        const item: Item = { key, indexes: { byAgency: { pk: key.pk, sk: '1' } }, value: { pk: 5, title: 'ế', n: 1 } }
        await put(item)
        await table.transact([{ update: key, add: { pk: -2, n: 4, late: 1 } }])
        const sum = { ...item, value: { pk: 3, title: 'ế', n: 5, late: 1 } }
        expect(await table.get(key)).toEqual(sum)
        await eventually(() => walk(table, { index: 'byAgency', pk: key.pk, limit: 5 }), [sum])
      })

      it('at the same moment loses nothing', async () => {
        const key = { pk: partition(), sk: 'count' }
        await Promise.all(Array.from({ length: 10 }, (_, n) => table.transact([{ update: key, add: { n: n + 1 } }])))
        expect(await valueAt(key)).toEqual({ n: 55 })
      })

      it('where a condition fails is not done, whatever stands there', async () => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: { n: 'text' } })
        const outcome = await table.transact([{ update: key, add: { n: 1 }, when: [{ attribute: 'n', equals: 1 }] }])
        expect(outcome).toEqual({ committed: false, failed: [0] })
      })

      it.each([['text'], [null], [true], [[1]]])('to %j is refused', async (n) => {
        const key = { pk: partition(), sk: 'x' }
        await put({ key, value: { n } })
        const writes = [{ put: { key: { ...key, sk: 'y' }, value: {} } }, { update: key, add: { n: 1 } }]
        await expect(table.transact(writes)).rejects.toBeInstanceOf(TableRefusal)
        expect(await table.get({ ...key, sk: 'y' })).toBeUndefined()
      })
    })

    describe('a partition', () => {
      // In the order of their UTF-8 bytes. UTF-16 order would put the two astral ones before U+E000.
      const texts = ['!', 'A', 'EVENT', 'EVENT"', 'EVENT#', 'EVENT#1', 'EVENT#2ế', 'EVENT#😀', 'EVENT$', 'EVENTUAL']
      texts.push('STATE', 'a', 'aa', 'dưới', 'e', 'z', 'ð', 'đ', 'ế', '\ud7ff', '\ue000', 'ﾊ', '😀', '\u{10ffff}')
      const fill = async () => {
        const pk = partition()
        await put(...[...texts].reverse().map((sk) => ({ key: { pk, sk }, value: { sk } })))
        await put({ key: { pk: `${pk}#`, sk: 'neighbour' }, value: {} }, { key: { pk: '!', sk: pk }, value: {} })
        return pk
      }

      it('is in the order of UTF-8 bytes, and in the reverse', async () => {
        const pk = await fill()
        expect(await sortKeysOf({ pk, limit: 100 })).toEqual(texts)
        expect(await sortKeysOf({ pk, limit: 100, descending: true })).toEqual([...texts].reverse())
      })

      it('gives the items of a range, both ends included', async () => {
        const pk = await fill()
        const ranges = [
          ['A', 'a'],
          ['EVENT#', 'EVENT#'],
          ['EVENT#1', 'EVENT#2ế'],
          ['EVENT#1', 'a'],
          ['!', 'EVENT#1'],
          ['EVENT$', 'z'],
          ['ế', '😀'],
          ['b', 'c'],
        ].map(([from = '', to = '']) => ({ from, to }))
        for (const sk of ranges) {
          const inside = texts.filter((text) => compareUtf8(sk.from, text) <= 0 && compareUtf8(text, sk.to) <= 0)
          expect(await sortKeysOf({ pk, sk, limit: 3 }), JSON.stringify(sk)).toEqual(inside)
          expect(await sortKeysOf({ pk, sk, limit: 4, descending: true })).toEqual([...inside].reverse())
        }
      })

      it('gives the items that begin with a text', async () => {
        const pk = await fill()
        for (const prefix of ['E', 'EVENT', 'EVENT#', 'EVENT#2', 'EVENT$', 'S', 'a', '\ud7ff', '\u{10ffff}', 'none']) {
          const sk = { beginsWith: prefix }
          const inside = texts.filter((text) => text.startsWith(prefix))
          expect(await sortKeysOf({ pk, sk, limit: 2 }), prefix).toEqual(inside)
          expect(await sortKeysOf({ pk, sk, limit: 3, descending: true })).toEqual([...inside].reverse())
        }
      })

      it('is walked by pages of any size', async () => {
        const pk = await fill()
        for (const limit of [1, 2, 5, texts.length - 1, texts.length, texts.length + 1]) {
          expect(await sortKeysOf({ pk, limit })).toEqual(texts)
        }
      })

      it('that holds exactly a page has no cursor', async () => {
        const pk = await fill()
        expect(await table.query({ pk, limit: texts.length })).not.toHaveProperty('cursor')
        expect(await table.query({ pk, limit: texts.length - 1 })).toHaveProperty('cursor')
        expect(await table.query({ pk: partition(), limit: 1 })).toEqual({ items: [] })
      })

      it('goes on after a cursor whose item was removed meanwhile', async () => {
        const pk = await fill()
        const { cursor } = await table.query({ pk, limit: 3 })
        await table.transact([{ remove: { pk, sk: texts[2] ?? '' } }])
        const next = await table.query({ pk, limit: 2, ...(cursor !== undefined && { cursor }) })
        expect(next.items.map(({ key }) => key.sk)).toEqual(texts.slice(3, 5))
      })

      it('fills a page of more than a megabyte', async () => {
        const pk = partition()
        const big = (n: number) => ({ key: { pk, sk: `${n}` }, value: { text: 'x'.repeat(300_000) } })
        await put(...Array.from({ length: 9 }, (_, n) => big(n)))
        const page = await table.query({ pk, limit: 8 })
        expect(page.items.map(({ key }) => key.sk)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
        expect(page.cursor).toBeDefined()
      })
    })

    describe('an index', () => {
      const place = (pk: string, sk: string, at: string, more: Partial<Item> = {}): Item => ({
        key: { pk, sk },
        indexes: { byDay: { pk: `${pk}-day`, sk: at } },
        value: {},
        ...more,
      })

      it('holds the items that name a place there, in order, events among them', async () => {
        const pk = partition()
        const items = [
          place(pk, 'STATE', '3'),
          place(pk, 'EVENT#1', '2'),
          place(pk, 'EVENT#2', '4'),
          place(pk, 'x', '1'),
          place(pk, 'y', '😀'),
          place(pk, 'z', '\uff5e'),
        ]
        await put(...items, { key: { pk, sk: 'elsewhere' }, indexes: { byAgency: { pk, sk: '0' } }, value: {} })
        await put({ key: { pk, sk: 'nowhere' }, value: {} })
        const order = ['x', 'EVENT#1', 'STATE', 'EVENT#2', 'z', 'y']
        const query: Query = { index: 'byDay', pk: `${pk}-day`, limit: 100 }
        for (const limit of [1, 2, 4, 100]) await eventually(() => sortKeysOf({ ...query, limit }), order)
        await eventually(() => sortKeysOf({ ...query, limit: 2, descending: true }), [...order].reverse())
        await eventually(() => sortKeysOf({ ...query, limit: 1, sk: { from: '2', to: '3' } }), order.slice(1, 3))
        await eventually(() => sortKeysOf({ ...query, limit: 1, sk: { beginsWith: '4' } }), ['EVENT#2'])
      })

      it('shows whole items', async () => {
        const pk = partition()
        const item = place(pk, 'x', '1', { value: { title: 'Kế hoạch', list: [1, { a: null }] } })
        await put(item)
        await eventually(() => walk(table, { index: 'byDay', pk: `${pk}-day`, limit: 5 }), [item])
      })

      it('follows an item that moves, and forgets one that leaves or is removed', async () => {
        const pk = partition()
        const query: Query = { index: 'byDay', pk: `${pk}-day`, limit: 10 }
        await put(place(pk, 'a', '1'), place(pk, 'b', '2'), place(pk, 'c', '3'), place(pk, 'd', '4'))
        await put(place(pk, 'a', '9'), { key: { pk, sk: 'b' }, value: {} })
        await table.transact([{ remove: { pk, sk: 'c' } }])
        await eventually(() => sortKeysOf(query), ['d', 'a'])
      })

      it('gives each item once, also those that stand at the same place', async () => {
        const pk = partition()
        const keys = ['a', 'b', 'EVENT#1', 'c', 'EVENT#2', 'd']
        await put(...keys.map((sk) => place(pk, sk, 'tie')), place(pk, 'first', 'a'), place(pk, 'last', 'z'))
        for (const limit of [1, 2, 3, 100]) {
          const seen = async () => (await sortKeysOf({ index: 'byDay', pk: `${pk}-day`, limit })).sort()
          await eventually(seen, ['first', 'last', ...keys].sort())
        }
      })
    })

    describe('a cursor', () => {
      it('of another query is refused', async () => {
        const pk = partition()
        const item = (sk: string): Item => ({ key: { pk, sk }, indexes: { byDay: { pk, sk } }, value: {} })
        await put(item('a1'), item('a2'), item('b1'))
        const { cursor = '' } = await table.query({ pk, limit: 2 })
        const foreign: Query[] = [
          { pk: 'another', limit: 2, cursor },
          { pk, index: 'byDay', limit: 2, cursor },
          { pk, sk: { beginsWith: 'b' }, limit: 2, cursor },
          { pk, sk: { from: 'a0', to: 'a1' }, limit: 2, cursor },
        ]
        for (const query of foreign) await expect(table.query(query)).rejects.toBeInstanceOf(TableRefusal)
      })

      it.each(['', 'x', '!!!', 'bnVsbA', 'WzEsMl0', 'eyJhIjoxfQ', 'WyIiLCJhIl0'])('%j is refused', async (cursor) => {
        await expect(table.query({ pk: partition(), limit: 2, cursor })).rejects.toBeInstanceOf(TableRefusal)
      })
    })

    describe('what DynamoDB refuses is refused:', () => {
      const key = { pk: 'refused', sk: 'x' }
      const aPut = (item: Partial<Item>): Write[] => [{ put: { key, value: {}, ...item } }]
      const nested = (levels: number): JsonObject => (levels === 0 ? {} : { d: nested(levels - 1) })
      const hugeValue = { text: 'x'.repeat(400_000) }

      const writes: [string, Write[]][] = [
        ['no writes', []],
        ['101 writes', Array.from({ length: 101 }, (_, n) => ({ remove: { pk: 'refused', sk: `${n}` } }))],
        ['two writes on one item', [{ remove: key }, { check: key, when: [{ is: 'absent' }] }]],
        ['an empty partition key', [{ remove: { pk: '', sk: 'x' } }]],
        ['an empty sort key', [{ remove: { pk: 'x', sk: '' } }]],
        ['a partition key of 2049 bytes', [{ remove: { pk: 'ế'.repeat(683), sk: 'x' } }]],
        ['a sort key of 1025 bytes', [{ remove: { pk: 'x', sk: `${'😀'.repeat(256)}a` } }]],
        ['an empty place in an index', aPut({ indexes: { byDay: { pk: 'x', sk: '' } } })],
        ['a place in an index of 2049 bytes', aPut({ indexes: { byDay: { pk: 'x'.repeat(2049), sk: 'x' } } })],
        ['a place in an index of 1025 bytes', aPut({ indexes: { byDay: { pk: 'x', sk: 'x'.repeat(1025) } } })],
        ['an item of more than 400 KB', aPut({ value: { text: 'x'.repeat(409_600) } })],
        [
          'a transaction of more than 4 MB',
          Array.from({ length: 11 }, (_, n) => ({ put: { key: { pk: 'refused', sk: `${n}` }, value: hugeValue } })),
        ],
        ['an attribute without a name', aPut({ value: { '': 1 } })],
        ['an attribute without a name, deep down', aPut({ value: { a: [{ '': 1 }] } })],
        ['an attribute called __proto__', aPut({ value: JSON.parse('{"a":{"__proto__":1}}') })],
        ['an attribute with a name of more than 64 KB', aPut({ value: { ['n'.repeat(65_536)]: 1 } })],
        ['a value with 32 levels', aPut({ value: { a: nested(31) } })],
        ['NaN', aPut({ value: { n: Number.NaN } })],
        ['a number above 2^53', aPut({ value: { n: 2 ** 53 } })],
        ['a number too close to 0', aPut({ value: { n: 1e-131 } })],
        ['half an astral character', aPut({ value: { text: 'a\ud83d' } })],
        ['half an astral character in a key', [{ remove: { pk: 'a\udc00', sk: 'x' } }]],
        ['a check of nothing', [{ check: key, when: [] }]],
        ['adding to nothing', [{ update: key, add: {} }]],
        ['adding a fraction', [{ update: key, add: { n: 0.5 } }]],
        [
          '101 conditions',
          [{ remove: key, when: Array.from({ length: 101 }, () => ({ attribute: 'a', equals: 'b' })) }],
        ],
      ]
      it.each(writes)('%s', async (_, refused) => {
        await expect(table.transact(refused)).rejects.toBeInstanceOf(TableRefusal)
        expect(await walk(table, { pk: 'refused', limit: 100 })).toEqual([])
      })

      it.each<[string, Partial<Query>]>([
        ['no limit', { limit: 0 }],
        ['half an item', { limit: 1.5 }],
        ['an empty partition key', { pk: '' }],
        ['an empty prefix', { sk: { beginsWith: '' } }],
        ['an empty bound', { sk: { from: '', to: 'x' } }],
        ['a range that ends before it begins', { sk: { from: 'b', to: 'a' } }],
        ['a range that ends before it begins, by UTF-8 bytes', { sk: { from: '😀', to: '\uff5e' } }],
      ])('a query with %s', async (_, query) => {
        await expect(table.query({ pk: 'refused', limit: 1, ...query })).rejects.toBeInstanceOf(TableRefusal)
      })

      it('the item of a key that is empty or too long', async () => {
        await expect(table.get({ pk: '', sk: 'x' })).rejects.toBeInstanceOf(TableRefusal)
        await expect(table.get({ pk: 'x', sk: 'x'.repeat(1025) })).rejects.toBeInstanceOf(TableRefusal)
      })
    })

    describe('what DynamoDB just allows is allowed:', () => {
      it('the longest keys', async () => {
        const key = { pk: partition().padEnd(2048, '-'), sk: '😀'.repeat(256) }
        const item: Item = { key, indexes: { byDay: { pk: key.pk, sk: 'ế'.repeat(341) } }, value: {} }
        await put(item)
        expect(await table.get(key)).toEqual(item)
      })

      it('an item of 400 KB to the byte', async () => {
        const key = { pk: partition(), sk: 'x' }
        const rest = `pk${key.pk}sk${key.sk}text`.length
        await put({ key, value: { text: 'x'.repeat(409_600 - rest) } })
        const larger: Item = { key, value: { text: 'x'.repeat(409_601 - rest) } }
        await expect(table.transact([{ put: larger }])).rejects.toBeInstanceOf(TableRefusal)
      })

      it('31 levels in an attribute', async () => {
        const key = { pk: partition(), sk: 'x' }
        let value: JsonObject = {}
        for (let level = 1; level < 31; level += 1) value = { d: value }
        await put({ key, value: { a: value } })
        expect(await valueAt(key)).toEqual({ a: value })
      })
    })
  })
}

/** All items of a query, page by page. Every page that is not the last is full. */
export async function walk(table: Table, query: Query): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await table.query({ ...query, ...(cursor !== undefined && { cursor }) })
    if (page.cursor !== undefined) expect(page.items).toHaveLength(query.limit)
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return items
}

/** An index may lag, never for ever: reads until the answer is the expected one. */
async function eventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (isDeepStrictEqual(await read(), expected)) return
  }
  expect(await read()).toEqual(expected)
}
