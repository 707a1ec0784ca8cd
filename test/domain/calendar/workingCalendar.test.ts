import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarData, workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, epochDay, fromEpochDay, weekday, yearOf } from '../../../domain/days.ts'
import { calendarFile, noOrders } from './calendarFile.ts'

const calendar = workingCalendar(calendarFile())
const computed = workingCalendar(noOrders)

describe('the years with an order', () => {
  test.each<[CalendarDate, string]>([
    ['2012-12-31', 'nghỉ hoán đổi dịp Tết Dương lịch'],
    ['2012-01-26', 'nghỉ bù Tết Nguyên đán'],
    ['2012-09-02', 'Quốc khánh'],
    ['2012-09-03', 'nghỉ bù Quốc khánh'],
    ['2013-02-15', 'nghỉ hoán đổi dịp Tết Nguyên đán'],
    ['2014-09-01', 'nghỉ hoán đổi dịp Quốc khánh'],
    ['2015-02-23', 'nghỉ bù Tết Nguyên đán'],
    ['2016-04-18', 'nghỉ bù Giỗ Tổ Hùng Vương'],
    ['2018-12-31', 'nghỉ hoán đổi dịp Tết Dương lịch'],
    ['2020-01-23', 'Tết Nguyên đán'],
    ['2020-01-29', 'nghỉ bù Tết Nguyên đán'],
    ['2021-09-03', 'Quốc khánh'],
    ['2013-01-06', 'Chủ nhật'],
    ['2013-01-12', 'thứ Bảy'],
  ])('%s is off: %s', (day, reason) => {
    expect(calendar.isWorkingDay(day)).toBe(false)
    expect(calendar.reasonOff(day)).toBe(reason)
  })

  test.each<[CalendarDate, string]>([
    ['2013-01-05', 'a Saturday that makes up for 31/12/2012'],
    ['2013-02-23', 'a Saturday that makes up for 15/2/2013'],
    ['2014-12-27', 'a Saturday that makes up for a day of the next year'],
    ['2019-01-05', 'a Saturday that makes up for 31/12/2018'],
    ['2020-01-22', 'the day before Tết 2020'],
    ['2020-01-30', 'the day after Tết 2020'],
    ['2020-09-03', 'the day after Quốc khánh, before 2021'],
  ])('%s is worked: %s', (day) => {
    expect(calendar.isWorkingDay(day)).toBe(true)
    expect(calendar.reasonOff(day)).toBeUndefined()
  })

  test.each<[string, CalendarDate, CalendarDate]>([
    ['2012', '2012-01-21', '2012-01-29'],
    ['2013', '2013-02-09', '2013-02-17'],
    ['2014', '2014-01-28', '2014-02-05'],
    ['2015', '2015-02-15', '2015-02-23'],
    ['2016', '2016-02-06', '2016-02-14'],
    ['2017', '2017-01-26', '2017-02-01'],
    ['2018', '2018-02-14', '2018-02-20'],
    ['2019', '2019-02-02', '2019-02-10'],
    ['2020', '2020-01-23', '2020-01-29'],
    ['2021', '2021-02-10', '2021-02-16'],
  ])('the rest of Tết %s is from %s to %s', (_, first, last) => {
    expect(calendar.onOrAfter(first)).toBe(addDays(last, 1))
    expect(calendar.onOrBefore(last)).toBe(addDays(first, -1))
  })

  test('every year from 2012 to 2021 is confirmed, the years around it are tạm tính', () => {
    const provisional = [2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022]
    expect(provisional.filter((year) => calendar.isProvisional(year))).toEqual([2011, 2022])
  })

  test('an entry that nobody confirmed is kept and stays tạm tính', () => {
    const data = calendarFile()
    const unconfirmed = { ...data, years: data.years.map((entry) => ({ ...entry, confirmed: false })) }
    expect(workingCalendar(unconfirmed).isProvisional(2012)).toBe(true)
    expect(workingCalendar(unconfirmed).reasonOff('2012-12-31')).toBe('nghỉ hoán đổi dịp Tết Dương lịch')
  })

  test('the law alone would have given the same days but for swaps and for where the order puts the fifth day of Tết', () => {
    const differing = daysOf(2012, 2021).filter((day) => calendar.isWorkingDay(day) !== computed.isWorkingDay(day))
    const data = calendarFile()
    const swapped = data.years.flatMap(({ daysOff }) => daysOff.filter(({ kind }) => kind === 'hoán đổi'))
    const explained = new Set<CalendarDate>([
      ...swapped.map(({ date }) => date),
      ...data.years.flatMap(({ makeUpDays }) => makeUpDays.map(({ date }) => date)),
    ])
    expect(differing.filter((day) => !explained.has(day))).toEqual(fifthDayOfTetElsewhere)
    expect(swapped.every(({ date }) => differing.includes(date))).toBe(true)
  })
})

/** Two days before Tết instead of one: the first is off, and what the law alone gives at the other end is worked. */
// biome-ignore format: a year a line
const fifthDayOfTetElsewhere = [
  '2015-02-17', '2015-02-24',
  '2017-01-26', '2017-02-02',
  '2018-02-14', '2018-02-21',
  '2020-01-23', '2020-01-30',
  '2021-02-10', '2021-02-17',
]

describe('the years without an order', () => {
  test.each<[number, string[]]>([
    // Four days of Tết, of which mồng 3 is a Saturday; 1/1, 30/4 and 1/5 are given back.
    [2011, ['01-03', '02-02', '02-03', '02-04', '02-07', '04-12', '05-02', '05-03', '09-02']],
    // Tết from Saturday to Wednesday gives two days back; 2/9 is a Saturday and takes 1/9.
    [2023, ['01-02', '01-23', '01-24', '01-25', '01-26', '01-27', '05-01', '05-02', '05-03', '09-01', '09-04']],
    [2027, ['01-01', '02-05', '02-08', '02-09', '02-10', '02-11', '04-16', '04-30', '05-03', '09-02', '09-03']],
    [2029, ['01-01', '02-12', '02-13', '02-14', '02-15', '02-16', '04-23', '04-30', '05-01', '09-03', '09-04']],
  ])('%i has these weekdays off', (year, expected) => {
    const off = daysOf(year, year).filter((day) => weekday(day) <= 5 && !computed.isWorkingDay(day))
    expect(off.map((day) => day.slice(5))).toEqual(expected)
  })

  test.each<[number, CalendarDate | undefined]>([
    [2020, undefined],
    [2021, '2021-09-03'],
    [2023, '2023-09-01'],
    [2024, '2024-09-03'],
    [2025, '2025-09-01'],
  ])('the second day of Quốc khánh came in 2021: in %i it is %s', (year, second) => {
    const days: CalendarDate[] = [`${year}-09-01`, `${year}-09-03`]
    expect(days.find((day) => computed.reasonOff(day) === 'Quốc khánh')).toBe(second)
  })

  test('Ngày Văn hóa Việt Nam is a working day until it is confirmed, then off from 2026 on', () => {
    const data = calendarFile()
    const confirmed = {
      ...data,
      addedHolidays: data.addedHolidays.map((holiday) => ({ ...holiday, confirmed: true })),
    }
    expect(workingCalendar(data).isWorkingDay('2026-11-24')).toBe(true)
    expect(workingCalendar(confirmed).reasonOff('2026-11-24')).toBe('Ngày Văn hóa Việt Nam')
    expect(workingCalendar(confirmed).isWorkingDay('2025-11-24')).toBe(true)
    // 24/11/2029 is a Saturday.
    expect(workingCalendar(confirmed).reasonOff('2029-11-26')).toBe('nghỉ bù Ngày Văn hóa Việt Nam')
  })
})

describe('counting in working days', () => {
  test.each<[CalendarDate, number, CalendarDate]>([
    ['2012-12-28', 1, '2013-01-02'],
    ['2013-01-04', 1, '2013-01-05'],
    ['2013-01-05', 1, '2013-01-07'],
    ['2013-01-07', -1, '2013-01-05'],
    ['2013-01-02', -1, '2012-12-28'],
    ['2012-12-31', 0, '2012-12-28'],
    ['2012-12-28', 0, '2012-12-28'],
    ['2012-12-31', 1, '2013-01-02'],
    ['2012-12-31', -1, '2012-12-28'],
    ['2020-01-22', 30, '2020-03-11'],
  ])('from %s, %i working days on is %s', (day, n, expected) => {
    expect(calendar.addWorkingDays(day, n)).toBe(expected)
  })

  test.each<[CalendarDate, CalendarDate, number]>([
    ['2012-12-28', '2013-01-02', 1],
    ['2012-12-28', '2013-01-05', 4],
    ['2013-01-05', '2012-12-28', -4],
    ['2012-12-29', '2012-12-31', 0],
    ['2013-01-01', '2013-01-01', 0],
  ])('from %s to %s there are %i working days', (from, to, expected) => {
    expect(calendar.workingDaysBetween(from, to)).toBe(expected)
  })

  test('agrees on every day of 2012 to 2021 with what the file says, day by day', () => {
    const slow = dayByDay(calendarFile())
    let count = 0
    for (const day of daysOf(2012, 2021)) {
      const working = slow.isWorkingDay(day)
      if (working) count += 1
      expect([
        calendar.isWorkingDay(day),
        calendar.onOrAfter(day),
        calendar.onOrBefore(day),
        calendar.addWorkingDays(day, 3),
        calendar.addWorkingDays(day, -3),
        calendar.addWorkingDays(day, 0),
        calendar.workingDaysBetween('2011-12-31', day),
      ]).toEqual([
        working,
        slow.step(addDays(day, -1), 1, 1),
        slow.step(addDays(day, 1), 1, -1),
        slow.step(day, 3, 1),
        slow.step(day, 3, -1),
        slow.step(addDays(day, 1), 1, -1),
        count,
      ])
    }
  })

  const anyDay = fc.integer({ min: epochDay('2008-01-01'), max: epochDay('2035-12-31') }).map(fromEpochDay)
  const anyWorkingDay = anyDay.map((day) => calendar.onOrAfter(day))
  const anyNumber = fc.integer({ min: -1500, max: 1500 })

  test('what was added can be taken away again', () => {
    fc.assert(
      fc.property(anyWorkingDay, anyNumber, (day, n) => {
        expect(calendar.addWorkingDays(calendar.addWorkingDays(day, n), -n)).toBe(day)
      }),
    )
  })

  test('always lands on a working day, never earlier for a later start or a greater number', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(30), anyNumber, fc.nat(5), (day, later, n, more) => {
        const landed = calendar.addWorkingDays(day, n)
        expect(calendar.isWorkingDay(landed)).toBe(true)
        expect(calendar.addWorkingDays(addDays(day, later), n) >= landed).toBe(true)
        expect(calendar.addWorkingDays(day, n + more) >= landed).toBe(true)
      }),
    )
  })

  test('between a day and the n-th working day after it lie n', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(1500), (day, n) => {
        const from = n === 0 ? calendar.onOrBefore(day) : day
        expect(calendar.workingDaysBetween(from, calendar.addWorkingDays(day, n))).toBe(n)
      }),
    )
  })

  test('counts add up, and backwards is minus forwards', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        const between = calendar.workingDaysBetween
        expect(between(a, b) + between(b, c)).toBe(between(a, c))
        expect(between(a, b) + between(b, a)).toBe(0)
      }),
    )
  })

  test('a count is what a walk from day to day counts', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(800), (from, length) => {
        const days = Array.from({ length }, (_, index) => addDays(from, index + 1))
        expect(calendar.workingDaysBetween(from, addDays(from, length))).toBe(days.filter(calendar.isWorkingDay).length)
      }),
      { numRuns: 50 },
    )
  })

  test('a million questions take less than a second', () => {
    const days = daysOf(2012, 2021)
    const start = performance.now()
    let worked = 0
    for (let asked = 0; asked < 1_000_000; asked += 2) {
      const day = days[asked % days.length] ?? '2012-01-01'
      if (calendar.isWorkingDay(day)) worked += 1
      if (calendar.addWorkingDays(day, -30) > day) worked = Number.NaN
    }
    expect(performance.now() - start).toBeLessThan(1000)
    expect(worked).toBeGreaterThan(300_000)
  })

  test('a part of a day, or a year outside 1900 to 2199, is a bug of the caller', () => {
    expect(() => calendar.addWorkingDays('2013-01-02', 1.5)).toThrow(RangeError)
    expect(() => calendar.addWorkingDays('2013-01-02', Number.NaN)).toThrow(RangeError)
    expect(() => calendar.addWorkingDays('2013-01-02', Number.POSITIVE_INFINITY)).toThrow(RangeError)
    expect(() => calendar.isWorkingDay('1899-12-31')).toThrow(RangeError)
    expect(() => calendar.onOrAfter('2199-12-31')).not.toThrow()
    expect(() => calendar.addWorkingDays('2199-12-31', 1)).toThrow(RangeError)
  })
})

function daysOf(first: number, last: number): CalendarDate[] {
  const start = epochDay(`${first}-01-01`)
  return Array.from({ length: epochDay(`${last + 1}-01-01`) - start }, (_, index) => fromEpochDay(start + index))
}

/** The definition, read from the file for every day anew. */
function dayByDay(data: CalendarData) {
  function isWorkingDay(day: CalendarDate): boolean {
    const entry = data.years.find(({ year }) => year === yearOf(day))
    if (!entry) return computed.isWorkingDay(day)
    if (entry.makeUpDays.some(({ date }) => date === day)) return true
    return weekday(day) <= 5 && !entry.daysOff.some(({ date }) => date === day)
  }
  return {
    isWorkingDay,
    step(from: CalendarDate, count: number, direction: 1 | -1): CalendarDate {
      let day = from
      for (let left = count; left > 0; ) {
        day = addDays(day, direction)
        if (isWorkingDay(day)) left -= 1
      }
      return day
    },
  }
}
