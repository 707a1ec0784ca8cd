import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../../local/cli/main.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { smallProgramme } from '../../domain/programme/smallProgramme.ts'
import { called, programme28 } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-rehearse-'))
afterAll(() => rmSync(place, { recursive: true }))

const until = ['--until', '2013-01-15']

describe('in memory', () => {
  it('answers one document, whose four classes add up and whose promises were all kept', async () => {
    const result = await rehearsed(programme28, ...until)
    expect(result).toMatchObject({
      programme: '28-ctrhd-tu',
      from: '2012-11-08',
      until: '2013-01-15',
      seed: 1,
      behaviour: 'mixed',
      assignments: 118,
      targets: 18,
      violations: [],
    })
    const { total, doneOnTime, doneLate, openInTime, openLate } = result.tasks
    expect(total).toBe(doneOnTime + doneLate + openInTime + openLate)
    expect(total).toBeGreaterThan(100)
    for (const count of Object.values(result.checks)) expect(count).toBeGreaterThan(0)
  })

  it('says what it would have cost on AWS, and of a country nothing before a year was lived', async () => {
    const { cost, digests, sealLetters } = await rehearsed(programme28, ...until)
    expect(cost).toMatchObject({
      region: 'ap-southeast-1',
      country: null,
      bounds: [],
      usage: { days: 69, letters: digests + sealLetters, sealLetters },
    })
    expect(cost.usd).toBeGreaterThan((digests + sealLetters) / 10_000)
    expect(cost.usdWithoutFreeTiers).toBeGreaterThan(cost.usd)
  })

  it('the same seed is the same history, another seed another', async () => {
    const history = ({ wallMs: _, ...rest }: Awaited<ReturnType<typeof rehearsed>>) => rest
    const first = history(await rehearsed(programme28, ...until))
    expect(history(await rehearsed(programme28, ...until, '--seed', '1'))).toEqual(first)
    expect(history(await rehearsed(programme28, ...until, '--seed', '2'))).not.toEqual({ ...first, seed: 2 })
  })

  it('without the illustration only what the document itself gives is given', async () => {
    const { tasks } = await rehearsed(programme28, ...until, '--no-demo')
    expect(tasks.unassigned).toBe(99)
  })

  it('nobody answers when all are silent', async () => {
    const { tasks } = await rehearsed(programme28, ...until, '--behaviour', 'silent')
    expect([tasks.doneOnTime, tasks.doneLate]).toEqual([0, 0])
  })

  it('says it in a table for people', async () => {
    const { code, out, err } = await called('rehearse', programme28, ...until)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^28-ctrhd-tu: chạy thử từ 08\/11\/2012 đến hết 15\/01\/2013, số gieo 1, hành vi mixed\.\n\n/)
    expect(out).toMatch(/\n {2}vi phạm +0\n/)
    const [table = ''] = out.split('\n\n').slice(1)
    expect(new Set(table.split('\n').map(({ length }) => length)).size).toBe(1)
  })

  it('shows whoever watches how far it is, and takes the line away at the end', async () => {
    const lines: string[] = []
    const terminal = { out: () => {}, err: () => {}, progress: (line: string) => lines.push(line), resolve }
    expect(await main(['rehearse', programme28, '--until', '2013-06-30', '--json'], terminal)).toBe(0)
    expect(lines[0]).toMatch(/^Đang chạy thử năm 2012: 0 nhiệm vụ, 0 thư$/)
    expect(lines.some((line) => line.includes('năm 2013'))).toBe(true)
    expect(lines.at(-1)).toBe('')
  })

  it('ends before it begins: a day too early is wrong usage', async () => {
    const { code, err } = await called('rehearse', programme28, '--until', '2012-11-07')
    expect(code).toBe(2)
    expect(err).toContain('phải từ ngày đầu 08/11/2012 trở đi; ở đây là 07/11/2012.')
  })
})

describe('in a folder', () => {
  const data = join(place, 'data')
  const inFolder = ['--data', data]

  beforeAll(async () => {
    await rehearsed(programme28, '--until', '2012-12-31', ...inFolder)
  })

  it('leaves a demo that stands on the day reached, and verifies', async () => {
    const folder = await openFolder(data, { readOnly: true })
    expect([folder.kind, folder.clock.today()]).toEqual(['demo', '2012-12-31'])
    folder.close()
    expect(await called('verify', ...inFolder)).toMatchObject({ code: 0, err: '' })
  })

  it('goes on from there to a later day', async () => {
    const result = await rehearsed(programme28, ...until, ...inFolder)
    expect(result).toMatchObject({ from: '2012-11-08', until: '2013-01-15', violations: [] })
    const folder = await openFolder(data, { readOnly: true })
    expect(folder.clock.today()).toBe('2013-01-15')
    folder.close()
  })

  it('asked again, answers the same', async () => {
    const first = await rehearsed(programme28, ...until, ...inFolder)
    const again = await rehearsed(programme28, ...until, ...inFolder)
    expect({ ...again, wallMs: 0 }).toEqual({ ...first, wallMs: 0 })
  })

  it('says which promises its days gave no occasion to look at', async () => {
    const { out } = await called('rehearse', programme28, ...until, ...inFolder)
    expect(out).toMatch(/\nKhông có dịp kiểm tra: .*endedAgencyLeftAlone, endedProgrammeSettled\.$/m)
  })

  it('asked for a day that is past, answers for the day it stands on, and says so', async () => {
    const { code, out, err } = await called('rehearse', programme28, '--until', '2012-12-01', '--json', ...inFolder)
    expect(code).toBe(0)
    expect(err).toContain('đã qua ngày 01/12/2012; sau đây là kết quả đến hết 15/01/2013.')
    expect(JSON.parse(out)).toMatchObject({ until: '2013-01-15', violations: [] })
  })

  it.each([
    [['--seed', '2'], 'anotherRehearsal', '--seed 1, ở đây yêu cầu --seed 2'],
    [['--behaviour', 'late'], 'anotherRehearsal', '--behaviour mixed, ở đây yêu cầu --behaviour late'],
    [['--faults'], 'anotherRehearsal', 'không có --faults, ở đây yêu cầu có'],
    [
      ['--tracked-from', '2012-12-01'],
      'anotherRehearsal',
      'không có --tracked-from, ở đây yêu cầu --tracked-from 2012-12-01',
    ],
    [['--no-demo'], 'anotherRehearsal', 'nội dung tệp chương trình'],
  ])('%j is another rehearsal, and is refused', async (more, code, sentence) => {
    const answer = await called('rehearse', programme28, ...until, ...inFolder, ...more, '--json')
    expect(answer.code).toBe(1)
    expect(answer.err).toContain(sentence)
    expect(JSON.parse(answer.out)).toEqual({ problems: [{ code, sentence: answer.err }] })
  })

  it('another programme is refused', async () => {
    const { code, err } = await called('rehearse', smallFile(), ...inFolder)
    expect(code).toBe(1)
    expect(err).toContain('chương trình 28-ctrhd-tu, ở đây yêu cầu chương trình nho')
  })

  it('a folder whose clock somebody moved is refused', async () => {
    const moved = join(place, 'moved')
    await rehearsed(programme28, '--until', '2012-11-09', '--data', moved)
    edited(moved, `UPDATE items SET json = '{"at":"2013-03-01T00:00:00.000Z"}' WHERE pk = 'FOLDER'`)
    const { code, err } = await called('rehearse', programme28, ...until, '--data', moved)
    expect(code).toBe(1)
    expect(err).toContain('đứng ở 01/03/2013, không phải ở 09/11/2012')
  })

  it('a folder with a programme that was launched is refused', async () => {
    const launched = join(place, 'launched')
    await called('launch', programme28, '--data', launched)
    const { code, err } = await called('rehearse', programme28, ...until, '--data', launched)
    expect(code).toBe(1)
    expect(err).toContain('không do chạy thử mà có')
  })

  it('what was found before is not forgotten by a process that goes on, and the code is 1', async () => {
    const found = join(place, 'found')
    await rehearsed(programme28, '--until', '2012-11-09', '--data', found)
    edited(
      found,
      `UPDATE items SET json = json_set(json, '$.violations', json('["oneLetterADay: x"]')) WHERE pk = 'REHEARSAL'`,
    )
    const { code, out, err } = await called('rehearse', programme28, '--until', '2012-11-12', '--data', found, '--json')
    expect(code).toBe(1)
    expect(err).toBe('Vi phạm: oneLetterADay: x')
    expect(JSON.parse(out).violations).toEqual(['oneLetterADay: x'])
  })

  it('a trail that somebody touched is a violation', async () => {
    const touched = join(place, 'touched')
    await rehearsed(programme28, '--until', '2012-11-09', '--data', touched)
    edited(touched, `DELETE FROM events WHERE pk = 'TASK#28-ctrhd-tu_R05' AND sk = 'EVENT#000001'`)
    const { code, err } = await called('rehearse', programme28, '--until', '2012-11-09', '--data', touched)
    expect(code).toBe(1)
    expect(err).toContain('Vi phạm: trailVerifies: TASK#28-ctrhd-tu_R05, sự kiện số 1: thiếu')
  })

  it('a broken file is told at its place, and no folder is made', async () => {
    const file = join(place, 'broken.yaml')
    writeFileSync(file, readFileSync(programme28, 'utf8').replace('schema: 1', 'schema: 2'))
    const nowhere = join(place, 'nowhere')
    const { code, out, err } = await called('rehearse', file, '--data', nowhere, '--json')
    expect(code).toBe(1)
    expect(err).toMatch(/broken\.yaml:\d+:9: /)
    expect(JSON.parse(out).problems).toMatchObject([{ file, column: 9, code: 'not-allowed' }])
    expect(existsSync(nowhere)).toBe(false)
  })
})

async function rehearsed(...args: string[]) {
  const { code, out, err } = await called('rehearse', ...args, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

function smallFile(): string {
  const file = join(place, 'nho.yaml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(smallProgramme()))
  return file
}

function edited(data: string, sql: string): void {
  const database = new DatabaseSync(join(data, 'dondoc.sqlite'))
  database.exec(sql)
  database.close()
}
