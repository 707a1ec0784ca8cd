import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { TableBusy } from '../../../functions/services.ts'
import { faultOf, StorageFault } from '../../../local/sqlite/storageFault.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { readMachine } from '../../../local/workflow/definition.ts'
import { storeBeside } from '../../../local/workflow/store.ts'
import { tableContract } from '../../contracts/table.contract.ts'

tableContract('SQLite in memory', () => {
  const table = openTable(':memory:')
  return { table, close: () => table.close() }
})

tableContract('a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-'))
  const table = openTable(join(folder, 'data.sqlite'))
  return {
    table,
    close() {
      table.close()
      rmSync(folder, { recursive: true })
    },
  }
})

const key = { pk: 'TASK#1', sk: 'STATE' }
const event = (sk: string, value = {}) => ({ put: { key: { pk: 'TASK#1', sk: `EVENT#${sk}` }, value } })

describe('a SQLite file of the table', () => {
  it('holds the audit trail in a table events, one JSON text a row, and everything else in items', async () => {
    const { file, table } = await filled()
    table.close()
    const database = new DatabaseSync(file)
    const texts = (name: string) => database.prepare(`SELECT sk, json FROM ${name} ORDER BY sk`).all()
    expect(texts('events').map((row) => ({ ...row }))).toEqual([
      { sk: 'EVENT#1', json: '{"type":"opened"}' },
      { sk: 'EVENT#2', json: '{"type":"closed"}' },
    ])
    expect(texts('items').map((row) => ({ ...row }))).toEqual([{ sk: 'STATE', json: '{"title":"Kế hoạch"}' }])
    expect(database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
  })

  it('keeps what was committed', async () => {
    const { file, table } = await filled()
    table.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(await openTable(file).get(key)).toEqual({ key, value: { title: 'Kế hoạch' } })
  })

  it('commits what was asked in one tick with one commit', async () => {
    const update = { update: key, add: { n: 1 } }
    const [file, otherFile] = [newFile(), newFile()]
    const [table, other] = [openTable(file), openTable(otherFile)]
    await Promise.all(Array.from({ length: 50 }, () => table.transact([update])))
    for (let times = 0; times < 50; times += 1) await other.transact([update])
    expect(await table.get(key)).toEqual(await other.get(key))
    // A commit writes the pages it changed into the log once, however often it changed them.
    const logSize = (name: string) => statSync(`${name}-wal`).size
    expect(logSize(otherFile) - logSize(file)).toBeGreaterThan(45 * 4096)
  })

  it('commits what waits before it is closed, and then takes nothing more', async () => {
    const file = newFile()
    const table = openTable(file)
    const waiting = table.transact([{ put: { key, value: { n: 1 } } }])
    table.close()
    expect(await waiting).toEqual({ committed: true })
    await expect(table.transact([{ remove: key }])).rejects.toThrow('closed')
    expect(await openTable(file).get(key)).toEqual({ key, value: { n: 1 } })
  })

  it('is copied whole, what waits included, while it is open', async () => {
    const { table } = await filled()
    const copy = newFile()
    void table.transact([event('3')])
    table.vacuumInto(copy)
    expect([...openTable(copy, { readOnly: true }).rawEvents()].map(({ sk }) => sk)).toEqual([
      'EVENT#1',
      'EVENT#2',
      'EVENT#3',
    ])
  })

  it('that cannot be copied says which of the two files is at fault', async () => {
    const { file, table } = await filled()
    const nowhere = join(file, 'copy.sqlite')
    expect(() => table.vacuumInto(nowhere)).toThrow(expect.objectContaining({ reason: 'cannotOpen', file: nowhere }))
    table.close()
  })

  it('that another process is writing to is busy, and nothing was written', async () => {
    const file = newFile()
    const table = openTable(file, { busyTimeoutMs: 1 })
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    const answers = await Promise.allSettled([table.transact([event('1')]), table.transact([event('2')])])
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason)).toEqual([
      expect.any(TableBusy),
      expect.any(TableBusy),
    ])
    other.exec('ROLLBACK')
    expect([...table.rawEvents()]).toEqual([])
    expect(await table.transact([event('1')])).toEqual({ committed: true })
  })

  it('that another process is writing to judges no condition before its turn', async () => {
    const { file, table: filler } = await filled()
    filler.close()
    const table = openTable(file, { busyTimeoutMs: 1 })
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    // What the condition would read may change with the other's commit: that it fails now says nothing.
    const answer = table.transact([{ ...event('1'), when: [{ is: 'absent' }] }])
    await expect(answer).rejects.toBeInstanceOf(TableBusy)
    other.exec('ROLLBACK')
    table.close()
  })

  it.each([
    [{}, 2],
    [{ synchronous: 'NORMAL' }, 1],
  ] as const)('opened with %o waits for the disk as SQLite counts it: %i', (options, level) => {
    // Each connection has its own setting, so the one that was opened is asked.
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec')
    onTestFinished(() => exec.mockRestore())
    const table = openTable(newFile(), options)
    const [connection] = exec.mock.contexts
    if (!(connection instanceof DatabaseSync)) throw new Error('the table has opened no connection')
    expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: level })
    table.close()
  })

  it('names the partitions that begin with a text, whatever follows it, and no other', async () => {
    const table = openTable(':memory:')
    const names = ['SEALS', 'SEALS#', 'SEALS#28', 'SEALS#\u{10fffd}', 'SEALS$', 'TASK#1', 'A']
    await table.transact(names.map((pk) => ({ put: { key: { pk, sk: 'STATE' }, value: {} } })))
    await table.transact([{ put: { key: { pk: 'SEALS#events', sk: 'EVENT#000001' }, value: {} } }])
    expect(table.partitions('SEALS#')).toEqual(['SEALS#', 'SEALS#28', 'SEALS#events', 'SEALS#\u{10fffd}'])
  })

  it('is read by a second connection while the first writes', async () => {
    const { file, table } = await filled()
    const reader = openTable(file, { readOnly: true })
    await table.transact([{ put: { key, value: { n: 2 } } }])
    expect(await reader.get(key)).toEqual({ key, value: { n: 2 } })
  })
})

describe('a damaged text', () => {
  async function damaged() {
    const { file, table } = await filled()
    const other = new DatabaseSync(file)
    other.exec(`UPDATE events SET json = '{"type":"clo' WHERE sk = 'EVENT#2'`)
    other.exec(`UPDATE items SET json = '[]'`)
    other.close()
    return table
  }

  it('is found and named, and breaks nothing beside it', async () => {
    const table = await damaged()
    await expect(table.get({ pk: 'TASK#1', sk: 'EVENT#2' })).rejects.toThrow(/Tệp dữ liệu bị hỏng.*TASK#1 EVENT#2/)
    await expect(table.get(key)).rejects.toMatchObject({ reason: 'damaged' })
    await expect(table.query({ pk: 'TASK#1', limit: 5 })).rejects.toBeInstanceOf(StorageFault)
    expect(await table.get({ pk: 'TASK#1', sk: 'EVENT#1' })).toMatchObject({ value: { type: 'opened' } })
  })

  it('is given by the audit trail as it stands', async () => {
    expect([...(await damaged()).rawEvents()]).toEqual([
      { pk: 'TASK#1', sk: 'EVENT#1', json: '{"type":"opened"}' },
      { pk: 'TASK#1', sk: 'EVENT#2', json: '{"type":"clo' },
    ])
  })

  it('fails the transaction that has to read it, and no other of its tick', async () => {
    const table = await damaged()
    const answers = await Promise.allSettled([
      table.transact([event('3')]),
      table.transact([{ update: key, add: { n: 1 } }, event('4')]),
      table.transact([{ put: { key, value: { mended: true } } }]),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await table.get(key)).toEqual({ key, value: { mended: true } })
    expect([...table.rawEvents()].map(({ sk }) => sk)).toEqual(['EVENT#1', 'EVENT#2', 'EVENT#3'])
  })
})

describe('a file at fault says so in Vietnamese:', () => {
  const faultOfOpening = (file: string, options = {}) => {
    try {
      openTable(file, options).close()
    } catch (error) {
      if (error instanceof StorageFault) return { reason: error.reason, message: error.message }
      throw error
    }
    return undefined
  }

  it('of another kind', () => {
    const file = newFile()
    writeFileSync(file, 'Không phải cơ sở dữ liệu. '.repeat(500))
    expect(faultOfOpening(file)).toEqual({
      reason: 'notDatabase',
      message: expect.stringContaining(`Tệp ${file} không`),
    })
  })

  it('of another program, which is left as it was', () => {
    const file = newFile()
    const other = new DatabaseSync(file)
    other.exec('CREATE TABLE items (name TEXT)')
    other.close()
    const before = readFileSync(file)
    expect(faultOfOpening(file)).toMatchObject({ reason: 'notDatabase' })
    expect(readFileSync(file)).toEqual(before)
  })

  it('of a newer version', async () => {
    const { file, table } = await filled()
    table.close()
    const other = new DatabaseSync(file)
    other.exec('PRAGMA user_version = 99')
    other.close()
    expect(faultOfOpening(file)).toEqual({ reason: 'newer', message: expect.stringContaining('cập nhật chương trình') })
  })

  it('damaged inside', async () => {
    const { file, table } = await filled()
    await table.transact(Array.from({ length: 90 }, (_, n) => event(`a${n}`, { text: 'x'.repeat(500) })))
    table.close()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xab, 4096))
    const reopened = () => openTable(file).query({ pk: 'TASK#1', limit: 200 })
    await expect(async () => reopened()).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringContaining('Tệp dữ liệu bị hỏng'),
    })
  })

  it('that cannot be opened', () => {
    expect(faultOfOpening(join(newFile(), 'none', 'data.sqlite'))).toMatchObject({ reason: 'cannotOpen' })
  })

  it('that is not there, or has nothing in it, when it is only to be read', () => {
    expect(faultOfOpening(newFile(), { readOnly: true })).toMatchObject({ reason: 'cannotOpen' })
    const empty = newFile()
    writeFileSync(empty, '')
    expect(faultOfOpening(empty, { readOnly: true })).toMatchObject({ reason: 'notDatabase' })
  })

  it('that can only be read', async () => {
    const { file, table } = await filled()
    table.close()
    const readOnly = openTable(file, { readOnly: true })
    expect(await readOnly.get(key)).toMatchObject({ key })
    await expect(readOnly.transact([event('3')])).rejects.toMatchObject({
      reason: 'readOnly',
      message: expect.stringContaining('chỉ đọc được'),
    })
  })

  it('on a full disk', () => {
    const database = new DatabaseSync(newFile())
    database.exec('PRAGMA max_page_count = 2; CREATE TABLE t (a)')
    let fault: unknown
    try {
      database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(10_000))
    } catch (error) {
      fault = faultOf(error, 'data.sqlite')
    }
    expect(fault).toMatchObject({ reason: 'full', message: expect.stringContaining('Ổ đĩa đã đầy') })
  })
})

describe('a table whose commits are held back', () => {
  const put = (sk: string) => ({ put: { key: { pk: 'TASK#1', sk }, value: {} } })
  const onDisk = async (file: string, sk: string) => {
    const reader = openTable(file, { readOnly: true })
    const item = await reader.get({ pk: 'TASK#1', sk })
    reader.close()
    return item !== undefined
  }

  it('sees at once what comes to the disk with the next commit, or with the end', async () => {
    const file = newFile()
    const table = openTable(file, { held: true })
    await table.transact([put('A')])
    expect(await table.get({ pk: 'TASK#1', sk: 'A' })).toBeDefined()
    expect(await onDisk(file, 'A')).toBe(false)
    table.commit()
    expect(await onDisk(file, 'A')).toBe(true)
    await table.transact([put('B')])
    expect(await onDisk(file, 'B')).toBe(false)
    table.close()
    expect(await onDisk(file, 'B')).toBe(true)
  })

  it('holds back what the engine beside it writes, which is undone alone where its work fails', async () => {
    const file = newFile()
    const table = openTable(file, { held: true })
    const store = storeBeside(table.connection, file)
    table.commit()
    await table.transact([put('A')])
    const definition = { QueryLanguage: 'JSONata', StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }
    const read = readMachine(definition)
    if ('problems' in read) throw new Error('a sound definition')
    const { machine } = read
    expect(() =>
      store.transaction(() => {
        store.definition(definition, machine)
        throw new TableBusy('this work fails')
      }),
    ).toThrow(TableBusy)
    store.transaction(() => {
      const row = { stateMachine: 'm', name: 'a', machine, definition: store.definition(definition, machine) }
      store.insert({ ...row, input: '{}', startedMs: 0, deadlineMs: 1, startedBy: null })
    })
    expect(await table.get({ pk: 'TASK#1', sk: 'A' })).toBeDefined()
    expect(executionsIn(file)).toBe(0)
    table.commit()
    expect(executionsIn(file)).toBe(1)
    expect(await onDisk(file, 'A')).toBe(true)
    table.close()
  })
})

function executionsIn(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true })
  const row = database.prepare('SELECT count(*) AS n FROM executions').get()
  database.close()
  return Number(row?.['n'])
}

async function filled() {
  const file = newFile()
  const table = openTable(file)
  await table.transact([
    { put: { key, value: { title: 'Kế hoạch' } } },
    event('2', { type: 'closed' }),
    event('1', { type: 'opened' }),
  ])
  return { file, table }
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'data.sqlite')
}
