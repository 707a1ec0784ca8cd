import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  earlier,
  epochDay,
  fromEpochDay,
  isCalendarDate,
  isInstant,
  later,
  monthOf,
  weekday,
  weekdayWritten,
  written,
  yearOf,
} from '../../domain/days.ts'

const msPerDay = 86_400_000
const first = Date.UTC(1900, 0, 1) / msPerDay
const last = Date.UTC(2100, 11, 31) / msPerDay

describe('days are those of the Gregorian calendar', () => {
  test('every day from 1900 to 2100, forth and back', () => {
    for (let epoch = first; epoch <= last; epoch += 1) {
      const day = fromEpochDay(epoch)
      const reference = new Date(epoch * msPerDay)
      if (day !== reference.toISOString().slice(0, 10)) expect(day).toBe(reference.toISOString().slice(0, 10))
      if (epochDay(day) !== epoch) expect(epochDay(day)).toBe(epoch)
      if (weekday(day) !== (reference.getUTCDay() || 7))
        expect([day, weekday(day)]).toEqual([day, reference.getUTCDay()])
    }
    expect(fromEpochDay(last)).toBe('2100-12-31')
  })

  test('adding days and counting them are each other’s inverse, and days compare as texts do', () => {
    const someDay = fc.integer({ min: first, max: last })
    fc.assert(
      fc.property(someDay, someDay, (a, b) => {
        const [from, to] = [fromEpochDay(a), fromEpochDay(b)]
        expect(addDays(from, b - a)).toBe(to)
        expect(daysBetween(from, to)).toBe(b - a)
        expect(from < to).toBe(a < b)
        expect([earlier(from, to), later(from, to)]).toEqual(a < b ? [from, to] : [to, from])
      }),
    )
  })

  test('the parts of a day make it again', () => {
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (epoch) => {
        const day = fromEpochDay(epoch)
        expect(calendarDate(yearOf(day), monthOf(day), dayOfMonth(day))).toBe(day)
        expect(isCalendarDate(day)).toBe(true)
      }),
    )
  })
})

test('months on land in the month so many later, on the same day or the last one there', () => {
  const months = fc.integer({ min: -600, max: 600 })
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), months, (epoch, count) => {
      const day = fromEpochDay(epoch)
      const then = addMonths(day, count)
      expect(yearOf(then) * 12 + monthOf(then)).toBe(yearOf(day) * 12 + monthOf(day) + count)
      expect(dayOfMonth(then)).toBe(Math.min(dayOfMonth(day), daysInMonth(yearOf(then), monthOf(then))))
    }),
  )
})

test.each<[CalendarDate, number, CalendarDate]>([
  ['2012-01-31', 1, '2012-02-29'],
  ['2013-01-31', 1, '2013-02-28'],
  ['2013-03-31', -1, '2013-02-28'],
  ['2013-10-31', 4, '2014-02-28'],
  ['2012-02-29', 12, '2013-02-28'],
  ['2013-12-15', 1, '2014-01-15'],
])('%s and %d months are %s', (day, months, then) => {
  expect(addMonths(day, months)).toBe(then)
})

test.each<[number, number, number]>([
  [2012, 2, 29],
  [1900, 2, 28],
  [2000, 2, 29],
  [2013, 4, 30],
  [2013, 12, 31],
])('%d-%d has %d days', (year, month, days) => {
  expect(daysInMonth(year, month)).toBe(days)
})

test.each([
  '2012-02-30',
  '2013-02-29',
  '2013-00-10',
  '2013-13-01',
  '2013-01-00',
  '2013-1-1',
  '2013-01-01 ',
  '',
  '31/12/2013',
])('%j is no day', (text) => {
  expect(isCalendarDate(text)).toBe(false)
})

test.each<[string, boolean]>([
  ['2012-11-08T00:30:00.000Z', true],
  ['2012-11-08T00:30:00Z', false],
  ['2012-11-08T00:30:00.000+07:00', false],
  ['2012-13-08T00:30:00.000Z', false],
  ['2012-11-08', false],
])('%j is an instant: %s', (text, is) => {
  expect(isInstant(text)).toBe(is)
})

test('days are written as the office writes them', () => {
  expect(written('2012-12-31')).toBe('31/12/2012')
  const week = [
    '2013-01-07',
    '2013-01-08',
    '2013-01-09',
    '2013-01-10',
    '2013-01-11',
    '2013-01-12',
    '2013-01-13',
  ] as const
  expect(week.map(weekdayWritten)).toEqual(['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'])
})
