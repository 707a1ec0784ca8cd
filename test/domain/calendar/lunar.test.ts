import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'
import { fromLunar, gioTo, tet } from '../../../domain/calendar/lunar.ts'
import { epochDay } from '../../../domain/days.ts'

const years = Array.from({ length: 71 }, (_, index) => 1990 + index)

// biome-ignore format: a table of five years a line
const tetOf: Record<number, string> = {
  1990: '01-27', 1991: '02-15', 1992: '02-04', 1993: '01-23', 1994: '02-10',
  1995: '01-31', 1996: '02-19', 1997: '02-07', 1998: '01-28', 1999: '02-16',
  2000: '02-05', 2001: '01-24', 2002: '02-12', 2003: '02-01', 2004: '01-22',
  2005: '02-09', 2006: '01-29', 2007: '02-17', 2008: '02-07', 2009: '01-26',
  2010: '02-14', 2011: '02-03', 2012: '01-23', 2013: '02-10', 2014: '01-31',
  2015: '02-19', 2016: '02-08', 2017: '01-28', 2018: '02-16', 2019: '02-05',
  2020: '01-25', 2021: '02-12', 2022: '02-01', 2023: '01-22', 2024: '02-10',
  2025: '01-29', 2026: '02-17', 2027: '02-06', 2028: '01-26', 2029: '02-13',
  2030: '02-02', 2031: '01-23', 2032: '02-11', 2033: '01-31', 2034: '02-19',
  2035: '02-08', 2036: '01-28', 2037: '02-15', 2038: '02-04', 2039: '01-24',
  2040: '02-12', 2041: '02-01', 2042: '01-22', 2043: '02-10', 2044: '01-30',
  2045: '02-17', 2046: '02-06', 2047: '01-26', 2048: '02-14', 2049: '02-02',
  2050: '01-23', 2051: '02-11', 2052: '02-01', 2053: '02-18', 2054: '02-08',
  2055: '01-28', 2056: '02-15', 2057: '02-04', 2058: '01-24', 2059: '02-12',
  2060: '02-02',
}

// biome-ignore format: a table of five years a line
const gioToOf: Record<number, string> = {
  1990: '04-05', 1991: '04-24', 1992: '04-12', 1993: '04-01', 1994: '04-20',
  1995: '04-09', 1996: '04-27', 1997: '04-16', 1998: '04-06', 1999: '04-25',
  2000: '04-14', 2001: '04-03', 2002: '04-22', 2003: '04-11', 2004: '04-28',
  2005: '04-18', 2006: '04-07', 2007: '04-26', 2008: '04-15', 2009: '04-04',
  2010: '04-23', 2011: '04-12', 2012: '03-31', 2013: '04-19', 2014: '04-09',
  2015: '04-28', 2016: '04-16', 2017: '04-06', 2018: '04-25', 2019: '04-14',
  2020: '04-02', 2021: '04-21', 2022: '04-10', 2023: '04-29', 2024: '04-18',
  2025: '04-07', 2026: '04-26', 2027: '04-16', 2028: '04-04', 2029: '04-23',
  2030: '04-12', 2031: '04-01', 2032: '04-19', 2033: '04-09', 2034: '04-28',
  2035: '04-17', 2036: '04-06', 2037: '04-24', 2038: '04-13', 2039: '04-03',
  2040: '04-20', 2041: '04-10', 2042: '04-29', 2043: '04-19', 2044: '04-07',
  2045: '04-26', 2046: '04-15', 2047: '04-04', 2048: '04-22', 2049: '04-11',
  2050: '04-01', 2051: '04-20', 2052: '04-09', 2053: '04-28', 2054: '04-17',
  2055: '04-06', 2056: '04-24', 2057: '04-13', 2058: '04-02', 2059: '04-21',
  2060: '04-10',
}

describe('the Vietnamese lunar calendar', () => {
  test.each(years)('%i begins and keeps Giỗ Tổ on the days of the frozen table', (year) => {
    expect(tet(year)).toBe(`${year}-${tetOf[year]}`)
    expect(gioTo(year)).toBe(`${year}-${gioToOf[year]}`)
  })

  test.each([
    [2007, '2007-02-17', '2007-02-18'],
    [2030, '2030-02-02', '2030-02-03'],
    [2053, '2053-02-18', '2053-02-19'],
  ])('the year %i begins on %s, a day before the Chinese %s', (year, here) => {
    expect(tet(year)).toBe(here)
  })

  test('2027 begins on 6 February, where the Chinese calendar of older Node says the 7th', () => {
    expect(tet(2027)).toBe('2027-02-06')
  })

  test('date-holidays has the same Tết every year, and the same Giỗ Tổ but in 2050', () => {
    const oracle = new Holidays('VN')
    const differing = years.flatMap((year) => {
      const holidays = oracle.getHolidays(year)
      const dayOf = (rule: string) => holidays.find((holiday) => holiday.rule === rule)?.date.slice(0, 10)
      return [
        ...(dayOf('vietnamese 1-0-1') === tet(year) ? [] : [`Tết ${year}: ${dayOf('vietnamese 1-0-1')}`]),
        ...(dayOf('vietnamese 3-0-10') === gioTo(year) ? [] : [`Giỗ Tổ ${year}: ${dayOf('vietnamese 3-0-10')}`]),
      ]
    })
    // The new moon of the third month of 2050 is at 07:41 on 23 March in Hà Nội, so mồng 10 is 1 April.
    expect(differing).toEqual(['Giỗ Tổ 2050: 2050-03-31'])
    expect(gioTo(2050)).toBe('2050-04-01')
  })

  test.each([
    [1985, 2, '1985-03-21'],
    [2006, 7, '2006-08-24'],
    [2012, 4, '2012-05-21'],
    [2014, 9, '2014-10-24'],
    [2017, 6, '2017-07-23'],
    [2020, 4, '2020-05-23'],
    [2023, 2, '2023-03-22'],
    [2025, 6, '2025-07-25'],
    [2033, 11, '2033-12-22'],
  ])('%i has a leap month %i that begins on %s', (year, month, day) => {
    expect(fromLunar(year, month, 1, true)).toBe(day)
  })

  test.each([
    ['rằm tháng Tám 2020, after a leap month', [2020, 8, 15], '2020-10-01'],
    ['23 tháng Chạp of Nhâm Thìn lies in 2013', [2012, 12, 23], '2013-02-03'],
    ['rằm tháng Bảy 2019', [2019, 7, 15], '2019-08-15'],
  ] as const)('%s', (_, [year, month, day], expected) => {
    expect(fromLunar(year, month, day)).toBe(expected)
  })

  test('a lunar date that its year does not have is undefined', () => {
    expect(fromLunar(2012, 12, 29)).toBe('2013-02-09')
    expect(fromLunar(2012, 12, 30)).toBeUndefined()
    expect(fromLunar(2012, 5, 1, true)).toBeUndefined()
    expect(fromLunar(2013, 4, 1, true)).toBeUndefined()
    expect(fromLunar(2012, 13, 1)).toBeUndefined()
    expect(fromLunar(2012, 1, 0)).toBeUndefined()
  })

  test('from 1990 to 2060 the months follow each other, of 29 or 30 days each', () => {
    const starts = years.flatMap((year) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].flatMap((month) => [
        fromLunar(year, month, 1),
        fromLunar(year, month, 1, true),
      ]),
    )
    const days = starts.filter((start) => start !== undefined).map(epochDay)
    const lengths = new Set(days.slice(1).map((day, index) => day - (days[index] ?? day)))
    expect([...lengths].sort()).toEqual([29, 30])
  })

  test('a year outside 1900 to 2199 is a bug of the caller', () => {
    expect(tet(1900)).toBe('1900-01-31')
    expect(tet(2199)).toMatch(/^2199-0[12]-/)
    expect(() => tet(1899)).toThrow(RangeError)
    expect(() => tet(2200)).toThrow(RangeError)
  })
})
