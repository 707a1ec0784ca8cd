import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { instantOf } from '../../../functions/clock.ts'
import { clockWrite, copyFolder, isFolder, isUnused, openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { FolderFault, type FolderFaultCode, faultOfFolder } from '../../../local/folder/folderFault.ts'
import { ended, started } from '../cli/called.ts'

const morning = instantOf('2015-03-09', '07:00')
const anEvent = { put: { key: { pk: 'TASK#1', sk: 'EVENT#000001' }, value: { type: 'taskGiven' } } }

describe('a demo folder', () => {
  it('is made where nothing is, with its clock on the day it was given', async () => {
    const path = join(newPlace(), 'sâu', 'data')
    const folder = await openDemoFolder(path, morning)
    expect(folder).toMatchObject({ path, kind: 'demo' })
    expect([folder.clock.today(), folder.clock.now(), isUnused(folder)]).toEqual(['2015-03-09', morning, true])
    folder.close()
    expect(readdirSync(path).toSorted()).toEqual(['dondoc.lock', 'dondoc.sqlite', 'folder.json'])
    expect(JSON.parse(readFileSync(join(path, 'folder.json'), 'utf8'))).toEqual({ schema: 1, kind: 'demo' })
  })

  it('keeps its clock where it was moved, for whoever opens it next', async () => {
    const path = await madeFolder()
    const folder = await openFolder(path)
    await folder.table.transact([clockWrite(instantOf('2016-01-04', '14:00'))])
    folder.close()
    const again = await openFolder(path, { readOnly: true })
    expect(again.clock.now()).toBe(instantOf('2016-01-04', '14:00'))
    again.close()
  })

  it('is opened as it stands, whatever day is asked for', async () => {
    const path = await madeFolder()
    const folder = await openDemoFolder(path, instantOf('2020-01-01', '07:00'))
    expect(folder.clock.today()).toBe('2015-03-09')
    folder.close()
  })

  it('is made in an empty folder, and where an earlier making was cut off before its marker', async () => {
    const path = newPlace()
    expect(isFolder(path)).toBe(false)
    ;(await openDemoFolder(path, morning)).close()
    rmSync(join(path, 'folder.json'))
    expect(isFolder(path)).toBe(false)
    ;(await openDemoFolder(path, morning)).close()
    expect(isFolder(path)).toBe(true)
  })
})

describe('one writer', () => {
  it('keeps out a second one, in this process and in another', async () => {
    const path = await madeFolder()
    const folder = await openFolder(path)
    await expect(openFolder(path)).rejects.toMatchObject(fault('inUse'))
    await expect(openDemoFolder(path, morning)).rejects.toMatchObject(fault('inUse'))
    const other = await ended(started(['launch', 'programmes/28-ctrhd-tu/programme.yaml', '--data', path]))
    expect(other).toMatchObject({ code: 1, out: '', err: expect.stringContaining('đang được một lần chạy khác') })
    folder.close()
    ;(await openFolder(path)).close()
  })

  it('keeps out no reader, who sees the folder as it stood at the opening', async () => {
    const path = await madeFolder()
    const writer = await openFolder(path)
    const reader = await openFolder(path, { readOnly: true })
    await writer.table.transact([anEvent])
    expect([isUnused(writer), isUnused(reader)]).toEqual([false, true])
    reader.close()
    writer.close()
  })

  it('lets go when opening fails', async () => {
    const path = await madeFolder()
    const marker = readFileSync(join(path, 'folder.json'), 'utf8')
    marked(path, marker.replace('demo', 'office'))
    await expect(openFolder(path)).rejects.toMatchObject(fault('damaged'))
    marked(path, marker)
    ;(await openFolder(path)).close()
  })
})

describe('a place that cannot be used says why', () => {
  it.each<[string, FolderFaultCode, (path: string) => void]>([
    ['nothing there', 'absent', (path) => rmSync(path, { recursive: true })],
    ['an empty folder', 'absent', (path) => emptied(path)],
    ['a file', 'notADirectory', (path) => replaced(path)],
    ['a path through a file', 'absent', (path) => replaced(join(path, '..'))],
    ["somebody else's folder", 'notOurs', (path) => writeFileSync(join(emptied(path), 'Bảng.xlsx'), '')],
    ['a marker that is no JSON', 'damaged', (path) => marked(path, '{"schema":1,')],
    ['a marker of another kind', 'damaged', (path) => marked(path, '{"schema":1,"kind":"x"}')],
    ['a marker of a newer version', 'newer', (path) => marked(path, '{"schema":2,"kind":"demo"}')],
    ['a demo called an office', 'damaged', (path) => marked(path, '{"schema":1,"kind":"office"}')],
    ['no data file', 'incomplete', (path) => rmSync(join(path, 'dondoc.sqlite'))],
    ['a data file without its marker', 'unmarked', (path) => rmSync(join(used(path), 'folder.json'))],
    ['a clock that stands nowhere', 'damaged', (path) => used(path, "DELETE FROM items WHERE sk = 'CLOCK'")],
  ])('%s', async (_, code, spoil) => {
    const path = await madeFolder()
    spoil(path)
    await expect(openFolder(path)).rejects.toMatchObject(fault(code))
    await expect(openFolder(path, { readOnly: true })).rejects.toMatchObject(fault(code))
  })

  it('a path through a file, where a folder is to be made', async () => {
    const place = newPlace()
    await expect(openDemoFolder(join(replaced(join(place, 'tệp')), 'data'), morning)).rejects.toMatchObject(
      fault('notADirectory'),
    )
  })

  it.each<[string, object, (path: string) => void]>([
    [
      'a data file cut short',
      { name: 'StorageFault', reason: 'damaged' },
      (path) => truncateSync(join(path, 'dondoc.sqlite'), 5000),
    ],
    [
      'a data file of another kind',
      { name: 'StorageFault', reason: 'notDatabase' },
      (path) => writeFileSync(join(path, 'dondoc.sqlite'), 'chữ'.repeat(500)),
    ],
    [
      'a data file of a newer version',
      { name: 'StorageFault', reason: 'newer' },
      (path) => used(path, 'PRAGMA user_version = 99'),
    ],
  ])('%s', async (_, error, spoil) => {
    const path = await madeFolder()
    spoil(path)
    await expect(openFolder(path)).rejects.toMatchObject(error)
  })

  // Nothing is forbidden to root.
  it.skipIf(process.getuid?.() === 0)(
    'a folder without permission to write, which can be read all the same',
    async () => {
      const path = await madeFolder()
      chmodSync(path, 0o555)
      onTestFinished(() => chmodSync(path, 0o755))
      await expect(openFolder(path)).rejects.toMatchObject(fault('readOnly'))
      await expect(openDemoFolder(join(path, 'data'), morning)).rejects.toMatchObject(fault('readOnly'))
      const reader = await openFolder(path, { readOnly: true })
      expect(reader.clock.now()).toBe(morning)
      reader.close()
    },
  )

  it.each([
    ['EACCES', 'readOnly'],
    ['EROFS', 'readOnly'],
    ['ENOSPC', 'full'],
    ['EIO', 'unreachable'],
  ])('%s is told as %s, with the error as its cause', (errno, code) => {
    const error = Object.assign(new Error(errno), { code: errno })
    expect(faultOfFolder(error, '/x')).toMatchObject({ ...fault(code), cause: error })
  })

  it('is never changed by the refusal', async () => {
    const path = newPlace()
    writeFileSync(join(path, 'Bảng.xlsx'), 'a')
    await expect(openDemoFolder(path, morning)).rejects.toMatchObject(fault('notOurs'))
    expect(readdirSync(path)).toEqual(['Bảng.xlsx'])
  })

  it('an office folder is no place for a demo', async () => {
    const path = await madeFolder()
    used(path, "DELETE FROM items WHERE sk = 'CLOCK'")
    marked(path, '{"schema":1,"kind":"office"}')
    const folder = await openFolder(path)
    expect(folder.kind).toBe('office')
    expect(Math.abs(Date.parse(folder.clock.now()) - Date.now())).toBeLessThan(60_000)
    folder.close()
    await expect(openDemoFolder(path, morning)).rejects.toMatchObject(fault('officeFolder'))
  })
})

describe('a copy', () => {
  it('opens with the same data and the same day, also when its original is being written to', async () => {
    const path = await madeFolder()
    const writer = await openFolder(path)
    await writer.table.transact([anEvent])
    const to = join(newPlace(), 'sao', 'lưu')
    expect(copyFolder(path, to)).toBeGreaterThan(0)
    writer.close()
    const copy = await openFolder(to)
    expect([copy.kind, copy.clock.now(), isUnused(copy)]).toEqual(['demo', morning, false])
    copy.close()
  })

  it.each([
    ['a folder, even an empty one', (to: string) => mkdirSync(to)],
    ['a file', (to: string) => writeFileSync(to, '')],
  ])('is not made over %s', async (_, occupy) => {
    const path = await madeFolder()
    const to = join(newPlace(), 'x')
    occupy(to)
    expect(() => copyFolder(path, to)).toThrow(FolderFault)
    expect(existsSync(join(to, 'dondoc.sqlite'))).toBe(false)
  })

  it('that fails leaves nothing behind', async () => {
    const path = await madeFolder()
    truncateSync(join(path, 'dondoc.sqlite'), 20_000)
    const to = join(newPlace(), 'x')
    expect(() => copyFolder(path, to)).toThrow(expect.objectContaining({ name: 'StorageFault' }))
    expect(existsSync(to)).toBe(false)
  })
})

function fault(code: string) {
  return { name: 'FolderFault', code, message: expect.stringMatching(/[ạảấầẩậắặẹẻếềểệịọỏốồổộớờởợụủứừửựỳỵ].*\.$/) }
}

async function madeFolder(): Promise<string> {
  const path = join(newPlace(), 'trong', 'data')
  ;(await openDemoFolder(path, morning)).close()
  return path
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-folder-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}

function emptied(path: string): string {
  rmSync(path, { recursive: true })
  mkdirSync(path)
  return path
}

/** A file in the place of a folder. */
function replaced(path: string): string {
  rmSync(path, { recursive: true, force: true })
  writeFileSync(path, '')
  return path
}

function marked(path: string, text: string): void {
  writeFileSync(join(path, 'folder.json'), text)
}

/** Something happened in it, and perhaps a hand that is not ours was at work. */
function used(path: string, sql = ''): string {
  const database = new DatabaseSync(join(path, 'dondoc.sqlite'))
  database.exec(`INSERT INTO events (pk, sk, json) VALUES ('TASK#1', 'EVENT#000001', '{}'); ${sql}`)
  database.close()
  return path
}
