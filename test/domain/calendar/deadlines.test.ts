import { describe, expect, test } from 'vitest'
import { deadlineAfter, type Roll, rollDeadline } from '../../../domain/calendar/deadlines.ts'
import { workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import { calendarFile } from './calendarFile.ts'

const calendar = workingCalendar(calendarFile())

describe('a fixed date on a day off', () => {
  test.each<[CalendarDate, Roll, CalendarDate]>([
    ['2012-12-31', 'none', '2012-12-31'],
    ['2012-12-31', 'nextWorkingDay', '2013-01-02'],
    ['2013-01-05', 'nextWorkingDay', '2013-01-05'],
    ['2015-06-30', 'nextWorkingDay', '2015-06-30'],
    ['2020-01-25', 'nextWorkingDay', '2020-01-30'],
  ])('%s with roll %s is due on %s', (day, roll, due) => {
    expect(rollDeadline(day, roll, calendar)).toBe(due)
  })
})

describe('a period', () => {
  test.each<[string, CalendarDate, number, CalendarDate]>([
    ['does not count the day it starts from', '2015-06-01', 10, '2015-06-11'],
    ['that ends on a Sunday ends with the Monday', '2015-06-04', 10, '2015-06-15'],
    ['that ends on a holiday ends with the next working day', '2013-08-23', 10, '2013-09-03'],
    ['that ends on a swapped day ends after the holiday', '2012-12-21', 10, '2013-01-02'],
    ['that ends on a Saturday that is worked ends on it', '2012-12-26', 10, '2013-01-05'],
  ])('of days %s', (_, start, n, due) => {
    expect(deadlineAfter(start, n, 'days', calendar)).toBe(due)
  })

  test.each<[string, CalendarDate, number, CalendarDate]>([
    ['does not count the day it starts from', '2015-06-01', 1, '2015-06-02'],
    ['starts from a day off as from the working day before', '2015-06-06', 1, '2015-06-08'],
    ['passes over Tết', '2020-01-20', 4, '2020-01-31'],
    ['counts a Saturday that is worked', '2013-01-02', 4, '2013-01-07'],
  ])('of working days %s', (_, start, n, due) => {
    expect(deadlineAfter(start, n, 'workingDays', calendar)).toBe(due)
  })

  test.each([0, -1, 1.5, Number.NaN])('of %d days is a bug of the caller', (n) => {
    expect(() => deadlineAfter('2013-01-02', n, 'days', calendar)).toThrow(RangeError)
    expect(() => deadlineAfter('2013-01-02', n, 'workingDays', calendar)).toThrow(RangeError)
  })
})
