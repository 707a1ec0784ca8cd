import { expect, test } from 'vitest'
import { calendarChanges } from '../../../domain/calendar/calendarChanges.ts'
import { calendarFile, noOrders } from './calendarFile.ts'

test('the order of 2013 changes three days off and three Saturdays, one pair across the new year', () => {
  expect(calendarChanges(noOrders, calendarFile(), '2012-11-23', '2013-12-31')).toEqual([
    { day: '2012-12-31', was: 'làm việc', becomes: 'nghỉ hoán đổi dịp Tết Dương lịch' },
    { day: '2013-01-05', was: 'thứ Bảy', becomes: 'làm việc' },
    { day: '2013-02-15', was: 'làm việc', becomes: 'nghỉ hoán đổi dịp Tết Nguyên đán' },
    { day: '2013-02-23', was: 'thứ Bảy', becomes: 'làm việc' },
    { day: '2013-04-29', was: 'làm việc', becomes: 'nghỉ hoán đổi dịp Ngày Chiến thắng' },
    { day: '2013-05-04', was: 'thứ Bảy', becomes: 'làm việc' },
  ])
})

test('both ends of the span are looked at, and nothing outside it', () => {
  const days = (from: '2013-02-15' | '2013-02-16', to: '2013-02-22' | '2013-02-23') =>
    calendarChanges(noOrders, calendarFile(), from, to).map(({ day }) => day)
  expect(days('2013-02-15', '2013-02-23')).toEqual(['2013-02-15', '2013-02-23'])
  expect(days('2013-02-16', '2013-02-22')).toEqual([])
})

test('a calendar does not differ from itself, nor by another reason for the same day off', () => {
  const renamed = calendarFile()
  for (const entry of renamed.years) for (const day of entry.daysOff) day.name = 'tên khác'
  expect(calendarChanges(calendarFile(), calendarFile(), '2012-01-01', '2021-12-31')).toEqual([])
  expect(calendarChanges(calendarFile(), renamed, '2012-01-01', '2021-12-31')).toEqual([])
})
