import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { instantOf } from '../../../functions/clock.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { tasksOfProgramme } from '../../../functions/stores/tasks.ts'
import { Crash, faultyTable } from '../../../local/faults/table.ts'
import { openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { readCalendar } from '../../../local/programme/calendar.ts'
import { readProgramme } from '../../../local/programme/file.ts'
import { smallProgramme } from '../../domain/programme/smallProgramme.ts'
import { called, programme28 } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-launch-'))
afterAll(() => rmSync(place, { recursive: true }))

let folders = 0
function newFolder(): string {
  folders += 1
  return join(place, `data-${folders}`)
}

describe('a new folder', () => {
  it('becomes a demo that stands on the day of the document', async () => {
    const data = newFolder()
    const { code, out, err } = await called('launch', programme28, '--data', data, '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      programme: '28-ctrhd-tu',
      on: '2012-11-08',
      changed: true,
      assignments: 118,
      unassigned: 99,
      targets: 18,
    })
    expect(await dayOf(data)).toBe('2012-11-08')
    expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  })

  it('is not made for a day before the document was issued', async () => {
    const data = newFolder()
    const { code, out, err } = await called('launch', programme28, '--data', data, '--on', '2010-01-01')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('ban hành ngày 08/11/2012, không thể đưa vào thực hiện trước đó, ngày 01/01/2010')
    expect(existsSync(data)).toBe(false)
  })

  it('becomes one that stands on the day that was chosen', async () => {
    const data = newFolder()
    const { out } = await called(
      'launch',
      programme28,
      '--data',
      data,
      '--on',
      '2013-02-05',
      '--tracked-from',
      '2013-01-01',
    )
    expect(out).toMatch(
      /^Đã đưa vào thực hiện ngày 05\/02\/2013: .* 118 nhiệm vụ \(99 chưa phân công\), 18 chỉ tiêu\.$/,
    )
    expect(await dayOf(data)).toBe('2013-02-05')
  })

  it('is not made for a broken file, whose problems are told at their places', async () => {
    const data = newFolder()
    const file = changed('hong.yaml', 'schema: 1', 'schema: 2')
    const { code, out, err } = await called('launch', file, '--data', data, '--json')
    expect(code).toBe(1)
    expect(err).toMatch(/hong\.yaml:\d+:9: /)
    expect(JSON.parse(out).problems).toMatchObject([{ file, code: 'not-allowed' }])
    expect(existsSync(data)).toBe(false)
  })
})

describe('launched again', () => {
  it('changes nothing, says so, and does not mind the same options', async () => {
    const data = newFolder()
    const args = ['launch', programme28, '--data', data, '--on', '2013-02-05', '--tracked-from', '2013-01-01']
    const first = await called(...args, '--json')
    const again = await called(...args, '--json')
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toEqual({ ...JSON.parse(first.out), changed: false })
    expect((await called('launch', programme28, '--data', data)).out).toContain('không có gì thay đổi')
  })

  it('with another content is refused', async () => {
    const data = newFolder()
    await called('launch', programme28, '--data', data)
    const { code, out } = await called(
      'launch',
      changed('khac.yaml', 'onTheDay: true ', 'onTheDay: false'),
      '--data',
      data,
      '--json',
    )
    expect(code).toBe(1)
    expect(JSON.parse(out).problems).toMatchObject([{ code: 'launched-otherwise' }])
  })

  it('with another day of tracking is refused', async () => {
    const data = newFolder()
    await called('launch', programme28, '--data', data)
    const { code, err } = await called('launch', programme28, '--data', data, '--tracked-from', '2014-01-01')
    expect(code).toBe(1)
    expect(err).toContain('đã được theo dõi từ 08/11/2012, ở đây yêu cầu từ 01/01/2014')
  })

  it.each([1, 2, 4, 9, 20])('finishes what was cut off at its transaction number %i', async (last) => {
    const data = newFolder()
    await cutOff(data, last)
    const { code, out } = await called('launch', programme28, '--data', data, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ changed: true, on: '2012-11-08', assignments: 118 })
    expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
    const straight = newFolder()
    await called('launch', programme28, '--data', straight)
    expect(await tasksIn(data)).toEqual(await tasksIn(straight))
  })

  it('a try that was cut off before anything happened leaves the day free to choose', async () => {
    const data = newFolder()
    ;(await openDemoFolder(data, instantOf('2014-01-01', '07:00'))).close()
    const { code } = await called('launch', programme28, '--data', data, '--on', '2013-02-05')
    expect([code, await dayOf(data)]).toEqual([0, '2013-02-05'])
  })
})

describe('a second programme', () => {
  const small = join(place, 'nho.yaml')
  // JSON is YAML. Its Thành ủy is another body than that of programme 28, so it goes by another name.
  const writtenOut = (changes = {}) => JSON.stringify(smallProgramme(changes)).replaceAll('thanh-uy', 'huyen-uy')
  writeFileSync(small, writtenOut())

  it('joins the first on the day the folder stands on', async () => {
    const data = newFolder()
    await called('launch', programme28, '--data', data, '--on', '2013-02-05')
    const { code, out } = await called('launch', small, '--data', data, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ programme: 'nho', on: '2013-02-05', changed: true })
    const { out: proof } = await called('verify', '--data', data, '--json')
    expect(JSON.parse(proof)).toMatchObject({
      sound: true,
      programmes: [{ programme: '28-ctrhd-tu' }, { programme: 'nho' }],
    })
  })

  it('issued after the day the folder stands on is refused, and not kept', async () => {
    const data = newFolder()
    await called('launch', programme28, '--data', data)
    const later = join(place, 'sau.yaml')
    const tree = writtenOut().replace('"issuedOn":"2012-11-08"', '"issuedOn":"2013-01-02"')
    expect(tree).toContain('2013-01-02')
    writeFileSync(later, tree)
    const { code, out } = await called('launch', later, '--data', data, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out).problems).toMatchObject([{ code: 'before-document' }])
    const { out: proof } = await called('verify', '--data', data, '--json')
    expect(JSON.parse(proof).programmes).toMatchObject([{ programme: '28-ctrhd-tu' }])
  })

  it('that gives a registered agency another mailbox is refused by name, and launched once it is corrected', async () => {
    const data = newFolder()
    await called('launch', small, '--data', data)
    const second = join(place, 'hai.yaml')
    const tree = writtenOut({ id: 'hai' })
    writeFileSync(second, tree.replace('"mailbox":"huyen-uy@', '"mailbox":"khac@'))
    const refused = await called('launch', second, '--data', data)
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/Cơ quan “huyen-uy” phải được ghi như đã đăng ký .* khác về: hộp thư\./)
    writeFileSync(second, tree)
    expect(await called('launch', second, '--data', data)).toMatchObject({ code: 0 })
  })

  it('cannot choose another day', async () => {
    const data = newFolder()
    await called('launch', programme28, '--data', data)
    const { code, err } = await called('launch', small, '--data', data, '--on', '2013-02-05')
    expect(code).toBe(1)
    expect(err).toContain('đang là ngày 08/11/2012; --on chỉ chọn được ngày cho thư mục mới')
  })
})

/** A launch whose process dies after its n-th transaction. */
async function cutOff(data: string, last: number): Promise<void> {
  const file = readProgramme(programme28)
  const read = readCalendar()
  if ('problems' in file || 'problems' in read) throw new Error('The files of the repository cannot be read')
  const folder = await openDemoFolder(data, instantOf('2012-11-08', '07:00'))
  let left = last
  const table = faultyTable(folder.table, {
    random: () => 0.5,
    rates: {},
    crashNow: (moment) => {
      if (moment === 'after') left -= 1
      return left === 0
    },
  })
  const actor = { person: 'dondoc.launch', position: 'Người vận hành máy chủ', agency: 'dondoc' }
  await expect(launch({ table, clock: folder.clock }, file.programme, read.calendar, actor)).rejects.toThrow(Crash)
  folder.close()
}

async function tasksIn(data: string) {
  const folder = await openFolder(data, { readOnly: true })
  const { tasks } = await tasksOfProgramme(folder.table, '28-ctrhd-tu', { limit: 1000 })
  folder.close()
  return tasks
}

async function dayOf(data: string): Promise<string> {
  const folder = await openFolder(data, { readOnly: true })
  folder.close()
  return folder.clock.today()
}

function changed(name: string, from: string, to: string): string {
  const text = readFileSync(programme28, 'utf8')
  expect(text).toContain(from)
  const file = join(place, name)
  writeFileSync(file, text.replace(from, to))
  return file
}
