import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsName, Manifest } from '../../../functions/moving/manifest.ts'
import { openArchive, readManifest } from '../../../functions/moving/readArchive.ts'
import { writeItems, writeManifest } from '../../../functions/moving/writeArchive.ts'
import type { Item } from '../../../functions/services.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { openWait } from '../../../functions/stores/cycleWaits.ts'
import { main } from '../../../local/cli/main.ts'
import { makeOfficeFolder, openFolder } from '../../../local/folder/folder.ts'
import {
  addScan,
  beginOfficeFolder,
  livedInFolder,
  planCycle,
  scan,
  scanHash,
} from '../../functions/moving/rehearsed.ts'
import { called, ended, started } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-move-'))
afterAll(() => rmSync(place, { recursive: true }))

/** A demo in which a plan is being drafted, with one file; and the archive of it. */
const data = join(place, 'data')
const archive = join(place, 'goi')

beforeAll(async () => {
  await livedInFolder(data, '2013-01-11')
  await addScan(data)
  expect(await called('export', '--data', data, '--to', archive)).toMatchObject({ code: 0, err: '' })
})

describe('a folder that moved', () => {
  const moved = join(place, 'noi-moi')
  beforeAll(async () => {
    expect(await called('import-data', archive, '--data', moved)).toMatchObject({ code: 0, err: '' })
  })

  it('verifies, holds its files, and is the same archive again', async () => {
    expect(await called('verify', '--data', moved)).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(moved, 'files/kept', scanHash.slice(0, 2), scanHash))).toEqual(scan)
    const again = join(place, 'goi-lai')
    expect(await called('export', '--data', moved, '--to', again)).toMatchObject({ code: 0 })
    expect(readFileSync(join(again, itemsName)).equals(readFileSync(join(archive, itemsName)))).toBe(true)
    expect(readManifest(again)).toEqual(readManifest(archive))
  })

  it('is the demo that it was, its clock where it stood, without the wait of an execution that stayed behind', async () => {
    const [before, after] = await Promise.all([data, moved].map((path) => openFolder(path, { readOnly: true })))
    if (!before || !after) throw new Error('both open')
    expect(await openWait(before.table, planCycle)).toBeDefined()
    expect(await openWait(after.table, planCycle)).toBeUndefined()
    expect(await cycleById(after.table, planCycle)).toEqual(await cycleById(before.table, planCycle))
    expect([after.kind, after.clock.now()]).toEqual(['demo', before.clock.now()])
    before.close()
    after.close()
  })

  it('lives to the end of its plan without a violation', async () => {
    const end = await livedInFolder(moved, '2013-04-12')
    expect(end.violations).toEqual([])
    expect(end.cycles).toMatchObject([{ id: planCycle, outcome: 'issued' }])
    expect(await called('verify', '--data', moved)).toMatchObject({ code: 0, err: '' })
  })
})

it('an office stays an office, and nobody signs in by what the old place knew', async () => {
  const [office, to, moved] = [join(place, 'co-quan'), join(place, 'goi-co-quan'), join(place, 'co-quan-moi')]
  await beginOfficeFolder(office)
  expect(await called('export', '--data', office, '--to', to)).toMatchObject({ code: 0, err: '' })
  const { code, out } = await called('import-data', to, '--data', moved)
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('dondoc account') })
  const folder = await openFolder(moved, { readOnly: true })
  expect(folder.kind).toBe('office')
  expect(await folder.table.get({ pk: 'ACCOUNT#quan-tri', sk: 'FIRST' })).toBeUndefined()
  folder.close()
  expect(await called('verify', '--data', moved)).toMatchObject({ code: 0, err: '' })
  expect(await called('account', 'quan-tri', '--data', moved)).toMatchObject({
    code: 0,
    err: '',
  })
})

it('an office into which nobody has entered anything moves too', async () => {
  const [empty, to, moved] = [join(place, 'trong'), join(place, 'goi-trong'), join(place, 'trong-moi')]
  const made = await makeOfficeFolder(empty, async () => {})
  made.close()
  expect(await called('export', '--data', empty, '--to', to)).toMatchObject({ code: 0, err: '' })
  expect(await called('import-data', to, '--data', moved)).toMatchObject({ code: 0, err: '' })
})

describe('nothing is exported', () => {
  it('from a folder that is in use', async () => {
    const folder = await openFolder(data)
    const { code, err } = await called('export', '--data', data, '--to', join(place, 'dang-dung'))
    folder.close()
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('đang được một lần chạy khác') })
    expect(existsSync(join(place, 'dang-dung'))).toBe(false)
  })

  it('over what is there', async () => {
    const before = readdirSync(archive)
    const { code, err } = await called('export', '--data', data, '--to', archive)
    expect({ code, before: readdirSync(archive) }).toEqual({ code: 1, before })
    expect(err).toContain('xuất dữ liệu không ghi đè')
  })

  it.each<[string, (path: string) => Promise<unknown> | undefined, string]>([
    ['a file that is gone', async (path) => rmSync(keptIn(path)), 'nội dung không còn'],
    ['a file that was changed', async (path) => writeFileSync(keptIn(path), 'khác'), 'không như khi nhận'],
    [
      'a trail that was changed',
      async (path) => {
        const folder = await openFolder(path)
        await folder.table.transact([{ remove: { pk: `CYCLE#${planCycle}`, sk: 'EVENT#000001' } }])
        folder.close()
      },
      `CYCLE#${planCycle}, sự kiện số 1: thiếu trong chuỗi`,
    ],
  ])('with %s', async (_, damage, says) => {
    const path = join(place, 'hong')
    cpSync(data, path, { recursive: true })
    await damage(path)
    const to = join(place, 'goi-hong')
    const { code, out, err } = await called('export', '--data', path, '--to', to)
    rmSync(path, { recursive: true })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(says)
    expect(readdirSync(place).filter((name) => name.startsWith('goi-hong'))).toEqual([])
  })
})

describe('nothing is imported', () => {
  const into = join(place, 'khong-nhap')

  it.each<[string, (path: string) => void | Promise<void>, string]>([
    ['an archive that was never finished', (path) => rmSync(join(path, 'manifest.json')), 'thiếu manifest.json'],
    ['a manifest that is cut', (path) => truncateSync(join(path, 'manifest.json'), 40), 'bị cắt ngắn'],
    ['a manifest with a word more', (path) => manifestWith(path, { more: 1 }), 'không còn như khi xuất'],
    ['an archive of a newer program', (path) => manifestWith(path, { schema: 2 }), 'phiên bản mới hơn'],
    ['items that are cut', (path) => truncateSync(join(path, itemsName), 1000), 'bị cắt ngắn'],
    ['items with one byte changed', changingAByte, 'không còn như khi xuất'],
    ['no items', (path) => rmSync(join(path, itemsName)), 'bị hỏng'],
    ['no file', (path) => rmSync(join(path, 'files'), { recursive: true }), `files/${scanHash}`],
    [
      'a file that was changed',
      (path) => writeFileSync(fileIn(path), scan.toString().replace('B', 'b')),
      'không còn như khi xuất',
    ],
    ['a file that is cut', (path) => truncateSync(fileIn(path), 3), 'bị cắt ngắn'],
    ['an item left out by a forger', (path) => forged(path, without('EVENT#000002')), 'thiếu trong chuỗi'],
    [
      'an event left out with all that followed',
      (path) => forged(path, withoutLastSeal),
      'không có dấu niêm phong nào mang mã này',
    ],
    [
      'an item twice',
      (path) => forged(path, (items) => items.flatMap((item) => [item, item])),
      'không còn như khi xuất',
    ],
    ['items in another order', (path) => forged(path, (items) => items.toReversed()), 'không còn như khi xuất'],
    ['a token of a foreign execution', (path) => forged(path, withAWait), 'không còn như khi xuất'],
    ['what no table takes', (path) => forged(path, (items) => [...items, tooLarge]), 'không còn như khi xuất'],
  ])('of %s', async (_, alter, says) => {
    const altered = join(place, 'goi-sua')
    cpSync(archive, altered, { recursive: true })
    await alter(altered)
    const { code, out, err } = await called('import-data', altered, '--data', into)
    rmSync(altered, { recursive: true })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(says)
    expect(readdirSync(place).filter((name) => name.startsWith('khong-nhap'))).toEqual([])
  })

  it('where a folder is', async () => {
    const { code, err } = await called('import-data', archive, '--data', data)
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('đã có dữ liệu') })
  })

  it('of a trail in which an anchor that somebody kept is missing', async () => {
    const anchor = 'a'.repeat(64)
    const { code, err } = await called('import-data', archive, '--data', into, '--anchor', anchor)
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(anchor) })
    expect(existsSync(into)).toBe(false)
  })

  it.each([
    [['--table', 'bang']],
    [['--bucket', 'kho']],
    [['--rehearsal']],
    [['--table', 'bang', '--bucket', 'kho', '--data', into]],
    [['--anchor', 'x']],
  ])('with %j, which is wrong usage', async (options) => {
    expect(await called('import-data', archive, ...options)).toMatchObject({ code: 2, out: '' })
  })
})

it('an import that was killed at any moment is run again', { timeout: 30_000 }, async () => {
  const into = join(place, 'bi-ngat')
  for (const afterMs of [250, 350, 450, 550]) {
    const child = started(['import-data', archive, '--data', into])
    const gone = ended(child)
    await wait(afterMs)
    child.kill('SIGKILL')
    await gone
    // It may have come to its end before.
    if (existsSync(into)) break
  }
  if (!existsSync(into))
    expect(await called('import-data', archive, '--data', into)).toMatchObject({ code: 0, err: '' })
  expect(await called('verify', '--data', into)).toMatchObject({ code: 0, err: '' })
  expect(readdirSync(place).filter((name) => name.startsWith('bi-ngat'))).toEqual(['bi-ngat'])
})

it('whoever watches sees how far it has come', async () => {
  const shown: string[] = []
  const silent = { out: () => {}, err: () => {}, resolve: (path: string) => resolve(path) }
  await main(['export', '--data', data, '--to', join(place, 'goi-xem')], {
    ...silent,
    progress: (line) => shown.push(line),
  })
  expect(shown[0]).toMatch(/^Đang chép bản ghi: [\d.]+$/)
  expect(shown.at(-1)).toBe('')
})

function keptIn(path: string): string {
  return join(path, 'files/kept', scanHash.slice(0, 2), scanHash)
}

function fileIn(path: string): string {
  return join(path, 'files', scanHash.slice(0, 2), scanHash)
}

function manifestWith(path: string, more: object): void {
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ ...readManifest(path), ...more }))
}

function changingAByte(path: string): void {
  const bytes = readFileSync(join(path, itemsName))
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(join(path, itemsName), bytes)
}

/** Writes other items, and a manifest that fits them: what only the trail can tell. */
async function forged(path: string, alter: (items: readonly Item[]) => readonly Item[]): Promise<void> {
  const manifest = readManifest(path)
  const read = openArchive(path, manifest)
  const items = alter([...read.items()])
  read.close()
  writeManifest(path, Manifest.parse({ ...manifest, items: await writeItems(path, items) }))
}

function without(sk: string): (items: readonly Item[]) => readonly Item[] {
  return (items) => items.filter((item) => item.key.sk !== sk)
}

function withoutLastSeal(items: readonly Item[]): readonly Item[] {
  const last = items.findLast(({ key }) => key.pk === 'SEALS#nho')
  return items.filter((item) => item !== last)
}

function withAWait(items: readonly Item[]): readonly Item[] {
  const wait: Item = { key: { pk: `CYCLE#${planCycle}`, sk: 'WAIT' }, value: { token: 'x', attempt: 1 } }
  return [...items, wait].toSorted((a, b) =>
    Buffer.compare(Buffer.from(`${a.key.pk} ${a.key.sk}`), Buffer.from(`${b.key.pk} ${b.key.sk}`)),
  )
}

const tooLarge: Item = { key: { pk: 'ZZZ', sk: 'STATE' }, value: { text: 'x'.repeat(500_000) } }
