import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { itemsName, lineOf, type Manifest, travels } from '../../../functions/moving/manifest.ts'
import { type Archive, openArchive } from '../../../functions/moving/readArchive.ts'
import { writeItems } from '../../../functions/moving/writeArchive.ts'
import { everyItem } from '../../../functions/paging.ts'
import type { Item, Query } from '../../../functions/services.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { seededRandom } from '../../contracts/seededRandom.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-archive-'))
afterAll(() => rmSync(place, { recursive: true }))

async function archiveOf(items: Iterable<Item>): Promise<Archive> {
  const manifest: Manifest = {
    format: 'dondoc-archive',
    schema: 1,
    kind: 'demo',
    at: '2013-01-07T01:00:00.000Z',
    items: await writeItems(place, items),
    files: { count: 0, bytes: 0 },
    seals: [],
  }
  return openArchive(place, manifest)
}

describe('an archive answers by key as the table that it was made of', () => {
  const random = seededRandom(1)
  const letters = ['a', 'Đ', 'ệ', '～', '😀', '#', '_']
  const word = (longest: number) =>
    Array.from(
      { length: 1 + Math.floor(random() * longest) },
      () => letters[Math.floor(random() * letters.length)],
    ).join('')
  const table = openTable(':memory:')
  const partitions = Array.from({ length: 30 }, () => word(2))

  it('whatever the query, over members that hold many partitions and partitions that fill many members', async () => {
    for (let round = 0; round < 12; round += 1) {
      const writes = Array.from({ length: 40 }, () => ({
        put: {
          key: { pk: partitions[Math.floor(random() * 30)] ?? 'a', sk: word(4) },
          value: { n: random(), text: 'ô'.repeat(3000) },
        },
      }))
      const distinct = new Map(writes.map((write) => [lineOf({ key: write.put.key, value: {} }), write]))
      await table.transact([...distinct.values()])
    }
    const archive = await archiveOf(table.items())
    expect(archive.manifest.items.blocks.length).toBeGreaterThan(10)
    expect(archive.partitions('')).toEqual(table.partitions(''))
    for (let asked = 0; asked < 300; asked += 1) {
      const [from, to] = [word(3), word(3)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      const ranges: Query['sk'][] = [undefined, { beginsWith: word(2) }, { from: from ?? '', to: to ?? '' }]
      const sk = ranges[asked % 3]
      const query = { pk: partitions[asked % 30] ?? 'a', descending: random() < 0.5, ...(sk ? { sk } : {}) }
      const limit = 1 + Math.floor(random() * 5)
      expect(await archive.table.query({ ...query, limit })).toEqual(await table.query({ ...query, limit }))
      expect(await Array.fromAsync(everyItem(archive.table, query))).toEqual(
        await Array.fromAsync(everyItem(table, query)),
      )
      const key = { pk: query.pk, sk: from ?? '' }
      expect(await archive.table.get(key)).toEqual(await table.get(key))
    }
    archive.close()
  })
})

it('an item as large as a table takes comes back, though each of its characters is escaped', async () => {
  const large: Item = { key: { pk: 'LAUNCH#x', sk: 'PART#0000' }, value: { text: '\u0001'.repeat(409_000) } }
  const archive = await archiveOf([large])
  expect([...archive.items()]).toEqual([large])
  archive.close()
})

it('what zcat reads of it are canonical lines, one an item', async () => {
  const items: Item[] = [
    { key: { pk: 'A', sk: '1' }, value: { z: 1, a: 'Đôn đốc\n' } },
    { key: { pk: 'A', sk: '2' }, indexes: { byDay: { pk: 'OPEN', sk: '2013-01-07' } }, value: {} },
  ]
  const archive = await archiveOf(items)
  archive.close()
  expect(gunzipSync(readFileSync(join(place, itemsName))).toString()).toBe(
    '{"key":{"pk":"A","sk":"1"},"value":{"a":"Đôn đốc\\n","z":1}}\n' +
      '{"indexes":{"byDay":{"pk":"OPEN","sk":"2013-01-07"}},"key":{"pk":"A","sk":"2"},"value":{}}\n',
  )
})

it.each([
  ['FOLDER', 'CLOCK', false],
  ['CLOCK', 'CLOCK', false],
  ['MOVING', 'IMPORT', false],
  ['SESSION#x', 'x', false],
  ['ACCOUNT#x', 'PASSWORD', false],
  ['ACCOUNT#x', 'FIRST', false],
  ['ACCOUNT#x', 'DEVICE#x', false],
  ['ACCOUNT#x', 'STATE', true],
  ['UPLOAD#x', 'UPLOAD', false],
  ['CYCLE#x', 'WAIT', false],
  ['CYCLE#x', 'STATE', true],
  ['DRAFT#x', 'STATE', true],
  ['ROUNDS', '2013-01-07', true],
  ['REHEARSAL', 'KEPT', true],
])('%s / %s travels: %s', (pk, sk, does) => {
  expect(travels({ pk, sk })).toBe(does)
})
