import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeInDocument } from '../../../domain/programme/clause.ts'
import { chained } from '../../../domain/trail/chain.ts'
import { sha256 } from '../../../functions/stores/record.ts'
import { seededRandom } from '../../contracts/seededRandom.ts'
import { called, programme28 } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-verify-'))
afterAll(() => rmSync(place, { recursive: true }))

/** A folder rehearsed to the end of the year 2012, and the same one two months later. */
const december = join(place, 'thang-12')
const february = join(place, 'thang-2')

beforeAll(async () => {
  const rehearse = ['rehearse', programme28, '--json', '--data']
  expect(await called(...rehearse, december, '--until', '2012-12-31')).toMatchObject({ code: 0 })
  cpSync(december, february, { recursive: true })
  expect(await called(...rehearse, february, '--until', '2013-02-28')).toMatchObject({ code: 0 })
})

const programme = '28-ctrhd-tu'
const firstClause = placeInDocument('II.1-01')
const aTask = `TASK#${programme}_R05`
const another = `TASK#${programme}_R06`

describe('a sound folder', () => {
  it('verifies, and says what to keep', async () => {
    const { code, out, err } = await called('verify', '--data', february)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^28-ctrhd-tu: [\d.]+ sự kiện .*không phát hiện sai lệch\.\n.*--anchor: [0-9a-f]{64}$/)
  })

  it('verifies with --json as one document', async () => {
    const { out } = await called('verify', '--data', february, '--json')
    expect(JSON.parse(out)).toMatchObject({ sound: true, programmes: [{ programme, flaws: [] }], flaws: [] })
  })

  it('holds the anchors that were kept of it', async () => {
    const anchor = await anchorOf(december)
    expect(await called('verify', '--data', february, '--anchor', anchor)).toMatchObject({ code: 0 })
  })
})

describe('what somebody did to the file by hand is named', () => {
  let copies = 0

  /** Does it to a copy, and answers what verify says of it, line by line. */
  async function verified(hand: (database: DatabaseSync) => void, ...options: string[]): Promise<readonly string[]> {
    copies += 1
    const data = join(place, `ban-sao-${copies}`)
    cpSync(february, data, { recursive: true })
    const database = new DatabaseSync(join(data, 'dondoc.sqlite'))
    hand(database)
    database.close()
    const { code, err } = await called('verify', '--data', data, ...options)
    rmSync(data, { recursive: true })
    expect(code).toBe(err === '' ? 0 : 1)
    return err.split('\n')
  }

  it('one byte inside an index, which would take a task out of the day’s reminders', async () => {
    const data = join(place, 'chi-muc')
    cpSync(february, data, { recursive: true })
    const file = join(data, 'dondoc.sqlite')
    const database = new DatabaseSync(file)
    // In a file that was written over and over, what a page no longer holds still lies in it.
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
    const [owed] = database.prepare(`SELECT pk, byDaySk FROM items WHERE byDayPk = 'REMIND'`).all()
    database.close()
    const bytes = readFileSync(file)
    // Only in the index is the place followed by the key of its row.
    const inIndex = bytes.indexOf(`${owed?.['byDaySk']}${owed?.['pk']}`)
    if (inIndex < 0) throw new Error('the index was not found')
    bytes[inIndex] = (bytes[inIndex] ?? 0) + 1
    writeFileSync(file, bytes)
    const { code, err } = await called('verify', '--data', data)
    expect(code).toBe(1)
    expect(err).toMatch(/^dondoc\.sqlite \(.*items_\w+.*\): cấu trúc của tệp dữ liệu bị hỏng/m)
  })

  it('one byte of an event, in any place of a hundred events', async () => {
    const random = seededRandom(1)
    const expected: string[] = []
    const lines = await verified((database) => {
      const rows = database.prepare(`SELECT pk, max(sk) sk, json FROM events WHERE pk LIKE 'TASK#%' GROUP BY pk`).all()
      const write = database.prepare('UPDATE events SET json = ? WHERE pk = ? AND sk = ?')
      for (const { pk, sk, json } of rows.slice(0, 100)) {
        write.run(withOneByteChanged(String(json), random), String(pk), String(sk))
        expected.push(eventName(String(pk), Number(String(sk).slice(6))))
      }
    })
    for (const name of expected) expect(lines.filter((line) => line.startsWith(`${name}:`))).toHaveLength(1)
    // Their tasks cannot be counted, which the counts tell; nothing else is called flawed.
    expect(lines.filter((line) => !line.startsWith('COUNTS#'))).toHaveLength(100)
  })

  it.each([
    ['state', `sk = 'STATE' AND pk GLOB '[TDGC]*#*' AND pk <> 'CALENDAR#vn'`, (pk: string, _: string) => pk],
    ['clause or question', `pk LIKE 'CLAUSES#%' OR pk LIKE 'QUESTIONS#%'`, (pk: string, sk: string) => `${pk} ${sk}`],
    ['letter', `pk LIKE 'LETTER#%'`, (pk: string, _: string) => pk],
  ])('one byte of every %s', async (_, which, nameOf) => {
    const random = seededRandom(2)
    const expected: string[] = []
    const lines = await verified((database) => {
      const write = database.prepare('UPDATE items SET json = ? WHERE pk = ? AND sk = ?')
      for (const { pk, sk, json } of database.prepare(`SELECT pk, sk, json FROM items WHERE ${which}`).all()) {
        write.run(withOneByteChanged(String(json), random), String(pk), String(sk))
        expected.push(nameOf(String(pk), String(sk)))
      }
    })
    expect(expected.length).toBeGreaterThan(15)
    const isNamed = (name: string) => lines.some((line) => line.startsWith(`${name}:`) || line.startsWith(`${name}, `))
    expect(expected.filter((name) => !isNamed(name))).toEqual([])
  })

  it.each<[string, (database: DatabaseSync) => void, readonly string[]]>([
    ['a word of an event', replacing(event(aTask, 2), '"type":"', '"type":"x'), [`${eventName(aTask, 2)}: nội dung`]],
    ['an event that no longer parses', replacing(event(aTask, 2), '}', ''), [`${eventName(aTask, 2)}: không đọc được`]],
    [
      "an event's programme",
      replacing(event(aTask, 1), `"programme":"${programme}"`, '"programme":"29"'),
      [`${eventName(aTask, 1)}: nội dung`],
    ],
    [
      "an event's thing",
      replacing(event(aTask, 1), `"thing":"${aTask}"`, '"thing":"TASK#x"'),
      [`${eventName(aTask, 1)}: mang tên`],
    ],
    ["an event's number", replacing(event(aTask, 2), '"seq":2', '"seq":3'), [`${eventName(aTask, 2)}: nội dung`]],
    ["an event's hash", replacing(event(aTask, 2), '"hash":"', '"hash":"0'), [`${eventName(aTask, 2)}: nội dung`]],
    ['an event with its hash made again', rebuilt(aTask, 1), [`${eventName(aTask, 1)}: nội dung`]],
    ['the last event with its hash made again', rebuilt(aTask, 'last'), [`${aTask}, sự kiện số`]],
    [
      'an event put under a thing that is not',
      moving(aTask, 2, `pk = 'TASK#x'`),
      [`${eventName(aTask, 2)}: thiếu`, `${eventName('TASK#x', 2)}: sự kiện không thuộc`],
    ],
    [
      'an event put under another thing',
      moving(aTask, 2, `pk = '${another}', sk = 'EVENT#000090'`),
      [`${eventName(aTask, 2)}: thiếu`, `${eventName(another, 90)}: có sau`],
    ],
    [
      'an event put in another place',
      moving(aTask, 2, `sk = 'EVENT#000091'`),
      [`${eventName(aTask, 2)}: thiếu`, `${eventName(aTask, 91)}: có sau`],
    ],
    [
      'an event put in a place that no event has',
      moving(aTask, 2, `sk = 'EVENT#000002x'`),
      [`${eventName(aTask, 2)}: thiếu`, `${aTask} EVENT#000002x: sự kiện không thuộc`],
    ],
    [
      'an event put where no reader looks',
      moving(aTask, 2, `sk = 'x'`),
      [`${eventName(aTask, 2)}: thiếu`, `${aTask} x: sự kiện không thuộc`],
    ],
    [
      "an event taken off its programme's list",
      moving(aTask, 2, 'byProgrammePk = NULL'),
      [`${eventName(aTask, 2)}: không còn trong danh sách`],
    ],
    [
      'an event listed under another programme',
      moving(aTask, 2, `byProgrammePk = 'EVENTS#x'`),
      [`${eventName(aTask, 2)}: không còn trong danh sách`],
    ],
    [
      "an event moved in a person's list",
      moving(`PROGRAMME#${programme}`, 1, `byPersonSk = '2000'`),
      [`${eventName(`PROGRAMME#${programme}`, 1)}: không còn trong danh sách`],
    ],
    [
      'two events that changed places',
      swapped(aTask, 1, 2),
      [`${eventName(aTask, 1)}: nội dung`, `${eventName(aTask, 2)}: nội dung`],
    ],
    ['an event deleted', running(`DELETE FROM events WHERE ${event(aTask, 2)}`), [`${eventName(aTask, 2)}: thiếu`]],
    [
      'the first event deleted',
      running(`DELETE FROM events WHERE ${event(aTask, 1)}`),
      [`${eventName(aTask, 1)}: thiếu`],
    ],
    [
      'an event added',
      running(`INSERT INTO events (pk, sk, json) VALUES ('TASK#x', 'EVENT#000001', '{}')`),
      [`${eventName('TASK#x', 1)}: sự kiện không thuộc`],
    ],
    ['a state deleted', running(`DELETE FROM items WHERE ${state(aTask)}`), [`${aTask}: còn sự kiện`]],
    ['a state changed', replacing(state(aTask), '"lead":"', '"lead":"x'), [`${aTask}: trạng thái`]],
    ['a state that no longer parses', replacing(state(aTask), '}', ''), [`${aTask}: không đọc được`]],
    ["an agency's mailbox", replacing(state('AGENCY#so-y-te'), 'soyte@', 'soyt@'), ['AGENCY#so-y-te: trạng thái']],
    [
      "an agency's mailbox in the register",
      replacing(`pk = 'AGENCIES' AND sk = 'so-y-te'`, 'soyte@', 'soyt@'),
      ['AGENCIES so-y-te: trạng thái'],
    ],
    [
      "a target's figure that nobody entered",
      running(`INSERT INTO items (pk, sk, json) VALUES ('FIGURES#${programme}_T01', 'x', '{}')`),
      [`FIGURES#${programme}_T01: trạng thái`],
    ],
    [
      'a group of the register deleted',
      running(`DELETE FROM items WHERE pk = 'GROUPS' AND sk = 'he-thong-chinh-tri'`),
      ['GROUPS he-thong-chinh-tri: trạng thái'],
    ],
    [
      'the programme out of the register',
      running(`DELETE FROM items WHERE pk = 'PROGRAMMES'`),
      [`PROGRAMMES ${programme}: trạng thái`],
    ],
    [
      "the day in the programme's first event",
      replacing(event(`PROGRAMME#${programme}`, 1), '"day":"2012', '"day":"2002'),
      [`${eventName(`PROGRAMME#${programme}`, 1)}: nội dung`],
    ],
    [
      'the day of the launch',
      replacing(state(`PROGRAMME#${programme}`), '"launchedOn":"2012-11', '"launchedOn":"2013-02'),
      [`PROGRAMME#${programme}: trạng thái`],
    ],
    [
      'the settings of the programme',
      replacing(state(`PROGRAMME#${programme}`), '"lateEntryWorkingDays":5', '"lateEntryWorkingDays":9'),
      [`PROGRAMME#${programme}: trạng thái`],
    ],
    [
      'a seal deleted',
      running(`DELETE FROM items WHERE ${seal('2012-12-10')}`),
      [`SEALS#${programme} 2012-12-10: thiếu`, `SEALS#${programme} 2012-12-11: dấu`],
    ],
    [
      'the last seal deleted',
      running(`DELETE FROM items WHERE ${seal('2013-02-27')}`),
      [`SEALS#${programme} 2013-02-27: thiếu`],
    ],
    [
      'a seal changed',
      replacing(seal('2012-12-10'), '"hash":"', '"hash":"0'),
      [`SEALS#${programme} 2012-12-10: dấu`, `SEALS#${programme} 2012-12-11: dấu`],
    ],
    [
      'the count of a seal',
      replacing(seal('2012-12-10'), '"heads":', '"heads":1'),
      [`SEALS#${programme} 2012-12-10: dấu`],
    ],
    [
      'a seal that no longer parses',
      replacing(seal('2012-12-10'), '}', ''),
      [`SEALS#${programme} 2012-12-10: không đọc được`, `SEALS#${programme} 2012-12-11: dấu`],
    ],
    [
      'a head of a sealed day',
      replacing(`pk = 'HEADS#${programme}#2012-11-08' AND sk = 'GROUP#he-thong-chinh-tri'`, '"hash":"', '"hash":"0'),
      [`SEALS#${programme} 2012-11-08: dấu`, 'GROUP#he-thong-chinh-tri, sự kiện số 1: nội dung'],
    ],
    [
      'a count',
      running(
        `UPDATE items SET json = json_set(json, '$.doneOnTime', 99) WHERE pk = 'COUNTS#${programme}' AND sk = 'so-y-te'`,
      ),
      [`COUNTS#${programme} so-y-te: số liệu`],
    ],
    [
      'a task taken off the list of its lead',
      running(`UPDATE items SET byAgencyPk = NULL WHERE ${state(aTask)}`),
      [`${aTask}: không còn trong danh sách`],
    ],
    [
      'a task put off in the queue of reminders',
      running(`UPDATE items SET byDayPk = 'REMIND', byDaySk = '2020-12-31#x' WHERE ${state(aTask)}`),
      [`${aTask}: không còn trong danh sách`],
    ],
    [
      'a document put on a list of its own',
      running(
        `UPDATE items SET byPersonPk = 'x', byPersonSk = 'x' WHERE ${state(`DOCUMENT#${programme}_${programme}`)}`,
      ),
      [`DOCUMENT#${programme}_${programme}: không còn trong danh sách`],
    ],
    [
      'a day of the working calendar',
      replacing(state('CALENDAR#vn'), '2013-02', '2013-03'),
      ['CALENDAR#vn: trạng thái'],
    ],
    [
      'a word of a clause',
      replacing(`pk = 'CLAUSES#${programme}' AND sk = '${firstClause}'`, '"title":"', '"title":"Không '),
      [`CLAUSES#${programme} ${firstClause}: nội dung`],
    ],
    [
      'a clause deleted',
      running(`DELETE FROM items WHERE pk = 'CLAUSES#${programme}' AND sk = '${firstClause}'`),
      [`CLAUSES#${programme} ${firstClause}: thiếu`],
    ],
    [
      'a clause added',
      running(`INSERT INTO items (pk, sk, json) VALUES ('CLAUSES#${programme}', '09-99', '{}')`),
      [`CLAUSES#${programme} 09-99: trạng thái`],
    ],
    [
      'the answer to a question',
      replacing(`pk = 'QUESTIONS#${programme}' AND sk = 'A1'`, 'Hai giai đoạn', 'Ba giai đoạn'),
      [`QUESTIONS#${programme} A1: nội dung`],
    ],
    ['a word of a letter', replacing(aLetter, 'Trân trọng', 'Trân quý'), ['LETTER#2012-11-08.']],
    ['a letter that no longer parses', replacing(aLetter, '}', ''), ['LETTER#2012-11-08.']],
    ['a letter deleted', running(`DELETE FROM items WHERE ${aLetter}`), ['LETTER#2012-11-08.']],
    [
      'a letter taken off the list',
      running(`UPDATE items SET byDaySk = '2000' WHERE ${aLetter}`),
      ['LETTER#2012-11-08.'],
    ],
    [
      'a round that no longer parses',
      replacing(`pk = 'ROUNDS' AND sk = '2013-02-28'`, '}', ''),
      ['ROUNDS: không đọc được'],
    ],
  ])('%s', async (_, hand, names) => {
    const lines = await verified(hand)
    for (const name of names) expect(lines.filter((line) => line.startsWith(name))).toHaveLength(1)
    const others = lines.filter((line) => !names.some((name) => line.startsWith(name)))
    // A task whose trail is broken is not counted, and its day's heads may no longer fit; that follows, and is told.
    expect(others.filter((line) => !/^(?:COUNTS|SEALS|HEADS)#/.test(line))).toEqual([])
  })

  it('a change that was taken off the list of its day before any seal covered it', async () => {
    const lines = await verified((database) => {
      const last = database.prepare('SELECT json FROM events WHERE pk = ? ORDER BY sk DESC LIMIT 1').get(aTask)
      const { seq, day, at } = JSON.parse(String(last?.['json']))
      expect(seq).toBeGreaterThan(1)
      database.exec(`
        DELETE FROM items WHERE pk IN ('SEALS#${programme}', 'ROUNDS') AND sk >= '${day}';
        DELETE FROM items WHERE pk LIKE 'HEADS#${programme}#%' AND pk > 'HEADS#${programme}#${day}';
        UPDATE items SET json = '{"at":"${at}"}' WHERE pk = 'FOLDER';
        DELETE FROM items WHERE pk = 'HEADS#${programme}#${day}' AND sk = '${aTask}';`)
    })
    expect(lines.find((line) => line.startsWith(`${aTask},`))).toMatch(/sự kiện số \d+: không còn trong danh sách/)
  })

  it('a thing of which no day tells any more', async () => {
    const lines = await verified(running(`DELETE FROM items WHERE pk LIKE 'HEADS#%' AND sk = '${aTask}'`))
    expect(lines).toContainEqual(expect.stringContaining(`${aTask}: không còn trong danh sách`))
  })

  it('every event deleted, thing by thing', async () => {
    const lines = await verified(running('DELETE FROM events'))
    expect(lines).toContain(`${eventName(aTask, 1)}: thiếu trong chuỗi, đã bị xóa ngoài hệ thống.`)
    expect(lines.length).toBeGreaterThan(400)
  })

  it('a thing taken out with its state, its events and its heads leaves the seals of its days', async () => {
    const lines = await verified(
      running(`DELETE FROM events WHERE pk = '${aTask}'; DELETE FROM items WHERE pk = '${aTask}' OR sk = '${aTask}'`),
    )
    expect(lines).toContainEqual(expect.stringContaining(`SEALS#${programme} 2012-11-08: dấu`))
  })

  it('the file put back to an older one, with the anchor that was kept of the newer', async () => {
    const anchor = await anchorOf(february)
    expect(await called('verify', '--data', december)).toMatchObject({ code: 0 })
    const { code, err } = await called('verify', '--data', december, '--anchor', anchor)
    expect(code).toBe(1)
    expect(err).toContain(`SEALS ${anchor}: không có dấu niêm phong nào mang mã này`)
  })

  it('an older file dressed up with a row that only carries the anchor', async () => {
    const anchor = await anchorOf(february)
    const data = join(place, 'dressed')
    cpSync(december, data, { recursive: true })
    const row = JSON.stringify({ programme, day: 'z', heads: 0, previous: 'origin', hash: anchor })
    const database = new DatabaseSync(join(data, 'dondoc.sqlite'))
    database.prepare('INSERT INTO items (pk, sk, json) VALUES (?, ?, ?)').run(`SEALS#${programme}`, 'z', row)
    database.close()
    const { code, err } = await called('verify', '--data', data, '--anchor', anchor)
    expect(code).toBe(1)
    expect(err).toContain('không có dấu niêm phong nào mang mã này')
    expect(err).toContain(`SEALS#${programme} z: dấu niêm phong không khớp`)
  })

  it('everything gone, with an anchor that was kept', async () => {
    const anchor = await anchorOf(february)
    const keep = `pk = 'FOLDER'`
    const lines = await verified(running(`DELETE FROM events; DELETE FROM items WHERE NOT ${keep}`), '--anchor', anchor)
    expect(lines).toEqual([expect.stringContaining('không có dấu niêm phong nào mang mã này')])
  })

  it('with --json, each with its thing and its number', async () => {
    const data = join(place, 'json')
    cpSync(february, data, { recursive: true })
    const database = new DatabaseSync(join(data, 'dondoc.sqlite'))
    running(`DELETE FROM events WHERE ${event(aTask, 2)}`)(database)
    database.close()
    const { code, out } = await called('verify', '--data', data, '--json')
    expect(code).toBe(1)
    const { sound, programmes } = JSON.parse(out)
    expect(sound).toBe(false)
    expect(programmes[0].flaws).toContainEqual({
      thing: aTask,
      seq: 2,
      what: 'missing',
      sentence: expect.stringContaining(eventName(aTask, 2)),
    })
  })
})

it.each([
  ['an anchor that is none', ['--anchor', 'abc']],
  ['a word too many', ['data']],
])('%s is wrong usage', async (_, args) => {
  const { code, out, err } = await called('verify', '--data', december, ...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('Cách dùng: dondoc verify')
})

/** One of the letters of the launch. */
const aLetter = `pk = (SELECT min(pk) FROM items WHERE pk LIKE 'LETTER#%')`

async function anchorOf(data: string): Promise<string> {
  const { out } = await called('verify', '--data', data, '--json')
  return JSON.parse(out).programmes[0].anchor
}

function eventName(thing: string, seq: number): string {
  return `${thing}, sự kiện số ${seq}`
}

function event(thing: string, seq: number): string {
  return `pk = '${thing}' AND sk = 'EVENT#${String(seq).padStart(6, '0')}'`
}

function state(thing: string): string {
  return `pk = '${thing}' AND sk = 'STATE'`
}

function seal(day: string): string {
  return `pk = 'SEALS#${programme}' AND sk = '${day}'`
}

function running(sql: string): (database: DatabaseSync) => void {
  return (database) => database.exec(sql)
}

/** Changes the first occurrence of a text in the one row there is; fails when there is nothing to change. */
function replacing(where: string, from: string, to: string): (database: DatabaseSync) => void {
  return (database) => {
    for (const home of ['items', 'events']) {
      for (const { pk, sk, json } of database.prepare(`SELECT pk, sk, json FROM ${home} WHERE ${where}`).all()) {
        const text = String(json)
        expect(text).toContain(from)
        const write = database.prepare(`UPDATE ${home} SET json = ? WHERE pk = ? AND sk = ?`)
        write.run(text.replace(from, to), String(pk), String(sk))
        return
      }
    }
    throw new Error(`No row where ${where}`)
  }
}

function moving(thing: string, seq: number, to: string): (database: DatabaseSync) => void {
  return (database) => {
    expect(database.prepare(`UPDATE events SET ${to} WHERE ${event(thing, seq)}`).run().changes).toBe(1)
  }
}

function swapped(thing: string, a: number, b: number): (database: DatabaseSync) => void {
  return (database) => {
    const read = (seq: number) =>
      String(database.prepare(`SELECT json FROM events WHERE ${event(thing, seq)}`).get()?.['json'])
    const [first, second] = [read(a), read(b)]
    database.prepare(`UPDATE events SET json = ? WHERE ${event(thing, a)}`).run(second)
    database.prepare(`UPDATE events SET json = ? WHERE ${event(thing, b)}`).run(first)
  }
}

/** What a forger would do: change the content, and make the hash fit again. */
function rebuilt(thing: string, which: number | 'last'): (database: DatabaseSync) => void {
  return (database) => {
    const rows = database.prepare(`SELECT sk, json FROM events WHERE pk = ? ORDER BY sk`).all(thing)
    const row = which === 'last' ? rows.at(-1) : rows[which - 1]
    const { hash: _, ...bare } = JSON.parse(String(row?.['json']))
    const forged = chained({ ...bare, actor: { ...bare.actor, position: 'Giám đốc' } }, sha256)
    const write = database.prepare('UPDATE events SET json = ? WHERE pk = ? AND sk = ?')
    write.run(JSON.stringify(forged), thing, String(row?.['sk']))
  }
}

/** Another letter, digit or sign in the place of one. */
function withOneByteChanged(json: string, random: () => number): string {
  const bytes = Buffer.from(json)
  for (;;) {
    const at = Math.floor(random() * bytes.length)
    const before = bytes[at] ?? 0
    if (before >= 0x80) continue
    const after = 0x30 + Math.floor(random() * 75)
    if (after === before) continue
    bytes[at] = after
    return bytes.toString('utf8')
  }
}
