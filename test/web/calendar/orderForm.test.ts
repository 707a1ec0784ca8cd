import { describe, expect, it } from 'vitest'
import { YearEntry } from '../../../domain/calendar/calendarData.ts'
import { workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import { daysOffIn, makeUpIn, orderSent, orderValue } from '../../../web/calendar/orderForm.ts'

const entry: YearEntry = {
  year: 2015,
  order: { number: '5-TB', date: '2014-09-01' },
  effectiveFrom: '2014-09-01',
  confirmed: true,
  daysOff: [{ date: '2015-01-02', kind: 'hoán đổi', name: 'Tết Dương lịch', source: 'thong-bao' }],
  makeUpDays: [{ date: '2014-12-27', for: '2015-01-02', source: 'thong-bao' }],
}

describe('the order of a year', () => {
  it('that was not entered yet begins with the days off as the law has them, each of which can be read', () => {
    const { daysOff } = orderValue(2016, undefined, '', workingCalendar({ sources: {}, addedHolidays: [], years: [] }))
    const lines = daysOffIn(daysOff)
    expect(lines.map(({ read }) => read?.date)).toEqual(
      expect.arrayContaining(['2016-01-01', '2016-02-08', '2016-09-02']),
    )
    expect(lines.filter(({ read }) => read === undefined)).toEqual([])
  })

  it('that is opened and sent again is the same but for its source and the day it holds from', () => {
    const sent = orderSent(
      orderValue(2015, entry, 'Thông báo nghỉ', workingCalendar({ sources: {}, addedHolidays: [], years: [] })),
      '2015-03-09',
    )
    const [year] = sent.years
    const source = 'lich-2015'
    expect(YearEntry.parse(year)).toEqual({
      ...entry,
      effectiveFrom: '2015-03-09',
      daysOff: entry.daysOff.map((day) => ({ ...day, source })),
      makeUpDays: entry.makeUpDays.map((day) => ({ ...day, source })),
    })
    expect(sent.sources).toEqual({ [source]: { title: 'Thông báo nghỉ', verified: true } })
  })

  it('is read line by line, the kinds without their accents too; what cannot be read is named', () => {
    expect(daysOffIn('02/01/2015, hoan doi, Tết, ngày thứ Sáu\n\n31/02/2015, nghỉ lễ, Không có\nabc')).toEqual([
      {
        line: '02/01/2015, hoan doi, Tết, ngày thứ Sáu',
        read: { date: '2015-01-02', kind: 'hoán đổi', name: 'Tết, ngày thứ Sáu' },
      },
      { line: '31/02/2015, nghỉ lễ, Không có', read: undefined },
      { line: 'abc', read: undefined },
    ])
    expect(makeUpIn('27/12/2014, 02/01/2015\n27/12/2014')).toEqual([
      { line: '27/12/2014, 02/01/2015', read: { date: '2014-12-27', for: '2015-01-02' } },
      { line: '27/12/2014', read: undefined },
    ])
  })
})
