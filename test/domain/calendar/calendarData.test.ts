import { expect, test } from 'vitest'
import { CalendarData } from '../../../domain/calendar/workingCalendar.ts'
import { calendarFile } from './calendarFile.ts'

test('the file holds the years 2012 to 2021, each confirmed by sources that were read', () => {
  const { years, sources } = calendarFile()
  expect(years.map(({ year }) => year)).toEqual([2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021])
  const used = new Set(years.flatMap(({ daysOff, makeUpDays }) => [...daysOff, ...makeUpDays].map((day) => day.source)))
  for (const source of used) expect(sources[source]).toMatchObject({ verified: true, address: expect.any(String) })
})

test('a year whose order is not known says what it rests on instead', () => {
  const withoutOrder = calendarFile().years.filter(({ order }) => order === null)
  expect(withoutOrder.map(({ year, note }) => [year, note?.includes('chưa tìm được số')])).toEqual([
    [2012, true],
    [2015, true],
  ])
})

test('the holiday of 24/11 waits for confirmation', () => {
  expect(calendarFile().addedHolidays).toMatchObject([{ month: 11, day: 24, from: 2026, confirmed: false }])
})

type Change = (year2013: CalendarData['years'][number], data: CalendarData) => void

test.each<[string, Change, string]>([
  [
    'a day of another year',
    ({ daysOff }) => daysOff.push(dayOff('2014-03-03', 'nghỉ lễ')),
    'thứ Hai 03/03/2014 không thuộc năm 2013. Hãy ghi vào mục của năm 2014.',
  ],
  [
    'a day given twice',
    ({ daysOff }) => daysOff.push(dayOff('2013-09-02', 'nghỉ lễ')),
    'thứ Hai 02/09/2013 được ghi hai lần. Hãy bỏ một.',
  ],
  [
    'a day off that is made up for on itself',
    ({ makeUpDays }) => makeUpDays.push({ date: '2013-02-09', for: '2013-02-15', source: 'cv-9570-2012' }),
    'thứ Bảy 09/02/2013 được ghi hai lần. Hãy bỏ một.',
  ],
  [
    'a make-up day in the week',
    ({ makeUpDays }) => Object.assign(makeUpDays[0] ?? {}, { date: '2013-01-04' }),
    'thứ Sáu 04/01/2013 vốn là ngày làm việc, không thể là ngày làm bù. Hãy ghi lại ngày.',
  ],
  [
    'a compensation on a weekend',
    ({ daysOff }) => daysOff.push(dayOff('2013-02-16', 'nghỉ bù')),
    'thứ Bảy 16/02/2013 vốn là ngày nghỉ hằng tuần, không thể là ngày nghỉ bù. Hãy ghi lại ngày.',
  ],
  [
    'a swap on a weekend',
    ({ daysOff }) => daysOff.push(dayOff('2013-02-16', 'hoán đổi')),
    'thứ Bảy 16/02/2013 vốn là ngày nghỉ hằng tuần, không thể là ngày hoán đổi. Hãy ghi lại ngày.',
  ],
  [
    'a swapped day that nobody makes up for',
    ({ makeUpDays }) => makeUpDays.pop(),
    'thứ Hai 29/04/2013 nghỉ hoán đổi phải có đúng một ngày làm bù (makeUpDays, for: 2013-04-29). Hãy ghi ngày làm bù.',
  ],
  [
    'a day made up for twice',
    ({ makeUpDays }) => makeUpDays.push({ date: '2013-05-11', for: '2013-04-29', source: 'cv-9570-2012' }),
    'thứ Hai 29/04/2013 nghỉ hoán đổi phải có đúng một ngày làm bù (makeUpDays, for: 2013-04-29). Hãy ghi ngày làm bù.',
  ],
  [
    'a make-up day for a day that was not swapped',
    ({ makeUpDays }) => makeUpDays.push({ date: '2013-05-11', for: '2013-05-13', source: 'cv-9570-2012' }),
    'thứ Bảy 11/05/2013 làm bù cho thứ Hai 13/05/2013, nhưng ngày đó không được ghi là nghỉ hoán đổi. Hãy ghi lại.',
  ],
  [
    'a holiday left out',
    (entry) => {
      entry.daysOff = entry.daysOff.filter(({ date }) => date !== '2013-04-19')
    },
    'Năm 2013 thiếu Giỗ Tổ Hùng Vương, thứ Sáu 19/04/2013. Hãy ghi thêm ngày nghỉ lễ này.',
  ],
  [
    'the fifth day of Tết left out',
    (_, { years }) => {
      for (const entry of years) entry.daysOff = entry.daysOff.filter(({ date }) => date !== '2019-02-08')
    },
    'Năm 2019 có 10 ngày nghỉ lễ theo luật, mới ghi 9. Hãy ghi đủ.',
  ],
  [
    'a compensation left out',
    (entry) => {
      entry.daysOff = entry.daysOff.filter(({ date }) => date !== '2013-02-14')
    },
    'Năm 2013 có 2 ngày lễ trùng ngày nghỉ hằng tuần nhưng ghi 1 ngày nghỉ bù. Hãy ghi cho khớp.',
  ],
  [
    'a year given twice',
    (entry, { years }) => years.push(entry),
    'Năm 2013 được ghi hai lần. Hãy gộp lại thành một mục.',
  ],
  [
    'neither an order nor a note',
    (entry) => {
      entry.order = null
    },
    'Năm 2013 không có số và ngày văn bản. Hãy ghi chú (note) căn cứ của mục này.',
  ],
  [
    'a source that is not listed',
    ({ daysOff }) => Object.assign(daysOff[0] ?? {}, { source: 'thong-bao-khac' }),
    'Chưa có nguồn «thong-bao-khac» trong mục sources. Hãy ghi tên văn bản hoặc bài báo vào đó.',
  ],
  [
    'a confirmed year on a source that is only remembered',
    (_, { sources }) => Object.assign(sources['cv-9570-2012'] ?? {}, { verified: false }),
    'Đã ghi là xác nhận (confirmed: true) nhưng nguồn «cv-9570-2012» chưa được đối chiếu. Hãy đối chiếu nguồn, hoặc ghi confirmed: false.',
  ],
  [
    'an added holiday that not every year has',
    (_, { addedHolidays }) => Object.assign(addedHolidays[0] ?? {}, { month: 2, day: 29 }),
    'Ngày Văn hóa Việt Nam: không phải năm nào cũng có ngày 29/2. Hãy ghi lại ngày.',
  ],
  [
    'a confirmed added holiday that an entry does not have',
    (_, { addedHolidays }) => Object.assign(addedHolidays[0] ?? {}, { from: 2020, confirmed: true }),
    'Năm 2020 thiếu Ngày Văn hóa Việt Nam, thứ Ba 24/11/2020. Hãy ghi thêm ngày nghỉ lễ này.',
  ],
  [
    'a day that does not exist',
    ({ daysOff }) => Object.assign(daysOff[0] ?? {}, { date: '2013-02-30' }),
    'Cần một ngày có thật, viết theo mẫu năm-tháng-ngày, ví dụ 2013-01-05.',
  ],
])('%s is refused', (_, change, sentence) => {
  const data = calendarFile()
  const entry = data.years.find(({ year }) => year === 2013)
  if (entry) change(entry, data)
  expect(sentences(data)).toContain(sentence)
})

test('a year marked as unconfirmed may rest on what is only remembered', () => {
  const data = calendarFile()
  Object.assign(data.sources['cv-9570-2012'] ?? {}, { verified: false })
  for (const entry of data.years) entry.confirmed = entry.year > 2013
  expect(sentences(data)).toEqual([])
})

test('a problem names its place in the file', () => {
  const data = calendarFile()
  Object.assign(data.years[1]?.makeUpDays[0] ?? {}, { date: '2013-01-04' })
  expect(CalendarData.safeParse(data).error?.issues.map(({ path }) => path)).toEqual([
    ['years', 1, 'makeUpDays', 0, 'date'],
  ])
})

test('an unknown field is refused', () => {
  expect(CalendarData.safeParse({ ...calendarFile(), holidays: [] }).success).toBe(false)
})

function dayOff(date: CalendarData['years'][number]['effectiveFrom'], kind: 'nghỉ lễ' | 'nghỉ bù' | 'hoán đổi') {
  return { date, kind, name: 'Quốc khánh', source: 'cv-9570-2012' }
}

function sentences(data: unknown): string[] {
  return CalendarData.safeParse(data).error?.issues.map(({ message }) => message) ?? []
}
