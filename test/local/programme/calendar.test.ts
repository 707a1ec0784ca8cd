import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import { calendarPath, readCalendar } from '../../../local/programme/calendar.ts'

const folder = mkdtempSync(join(tmpdir(), 'dondoc-calendar-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the calendar that the product carries is read, wherever the program was called', () => {
  const read = readCalendar()
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  expect(workingCalendar(read.calendar).isWorkingDay('2015-02-19')).toBe(false)
})

test.each([
  ['a day that does not exist', 'date: 2013-02-11', 'date: ▲2013-02-30', 'contradiction', 'Cần một ngày có thật'],
  ['a field nobody knows', 'addedHolidays:', '▲ngay: 1\naddedHolidays:', 'unknown-field', 'Không có trường “ngay”'],
  ['a year that is no number', 'year: 2013', 'year: ▲hai nghìn', 'wrong-type', '“year” phải là một số'],
])('%s is told at its place', (_, from, to, code, sentence) => {
  const text = readFileSync(calendarPath, 'utf8')
  expect(text).toContain(from)
  const marked = text.replace(from, to)
  const file = join(folder, 'lich.yaml')
  writeFileSync(file, marked.replace('▲', ''))
  const read = readCalendar(file)
  const before = marked.slice(0, marked.indexOf('▲')).split('\n')
  expect('problems' in read && read.problems[0]).toMatchObject({
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    code,
    sentence: expect.stringContaining(sentence),
  })
})

test('a file that is not there is told', () => {
  expect(readCalendar(join(folder, 'khong-co.yaml'))).toMatchObject({ problems: [{ code: 'unreadable-file' }] })
})
