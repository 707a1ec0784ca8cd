import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfPeriod, occurrences, periods, periodWritten } from '../../../domain/assignments/occurrences.ts'
import { addDays, type CalendarDate, daysBetween } from '../../../domain/days.ts'
import type { Cadence, Schedule } from '../../../domain/programme/schema.ts'
import { rules } from '../tasks/builders.ts'

const standard = rules()
const early = '2012-11-08'

describe('the periods that lie wholly between two days', () => {
  test.each<[Cadence, CalendarDate, CalendarDate, string[]]>([
    ['yearly', '2013-01-01', '2015-12-31', ['2013', '2014', '2015']],
    ['yearly', '2013-01-02', '2015-12-30', ['2014']],
    ['half-yearly', '2013-01-01', '2014-06-30', ['2013-H1', '2013-H2', '2014-H1']],
    ['quarterly', '2012-11-08', '2013-12-31', ['2013-Q1', '2013-Q2', '2013-Q3', '2013-Q4']],
    ['monthly', '2012-11-08', '2013-02-28', ['2012-12', '2013-01', '2013-02']],
    ['monthly', '2016-02-01', '2016-02-28', []],
    ['monthly', '2016-02-01', '2016-02-29', ['2016-02']],
  ])('%s from %s to %s', (every, from, to, names) => {
    expect(periods(every, from, to).map(({ name }) => name)).toEqual(names)
  })

  test('follow each other without a gap, whatever the days', () => {
    const cadence = fc.constantFrom<Cadence>('monthly', 'quarterly', 'half-yearly', 'yearly')
    fc.assert(
      fc.property(cadence, fc.nat(4000), fc.nat(2000), (every, start, length) => {
        const from = addDays('2008-01-01', start)
        const to = addDays(from, length)
        const found = periods(every, from, to)
        for (const [index, { start: begins, end }] of found.entries()) {
          expect(begins >= from && end <= to && begins < end).toBe(true)
          const next = found[index + 1]
          if (next) expect(next.start).toBe(addDays(end, 1))
        }
        // No further one would fit, before or after.
        const longest = { monthly: 31, quarterly: 92, 'half-yearly': 184, yearly: 366 }[every]
        expect(daysBetween(from, found[0]?.start ?? to)).toBeLessThanOrEqual(found.length > 0 ? longest : length)
        expect(daysBetween(found.at(-1)?.end ?? from, to)).toBeLessThanOrEqual(found.length > 0 ? longest : 2 * longest)
      }),
    )
  })

  test.each([
    ['2013', 'năm 2013'],
    ['2013-H1', '6 tháng đầu năm 2013'],
    ['2013-H2', '6 tháng cuối năm 2013'],
    ['2013-Q1', 'quý I năm 2013'],
    ['2013-Q4', 'quý IV năm 2013'],
    ['2013-01', 'tháng 01/2013'],
    ['2013-12', 'tháng 12/2013'],
    ['giua-2012-2015', 'giua-2012-2015'],
    ['2013-Q5', '2013-Q5'],
  ])('%s is called %s', (name, words) => {
    expect(periodWritten(name)).toBe(words)
  })
})

test.each<[CalendarDate, number, number, CalendarDate]>([
  ['2013-01-01', 12, 31, '2013-12-31'],
  ['2013-01-01', 2, 31, '2013-02-28'],
  ['2016-01-01', 2, 31, '2016-02-29'],
  ['2013-04-01', 3, 31, '2013-06-30'],
  ['2013-01-01', 13, 15, '2014-01-15'],
  ['2013-10-01', 5, 30, '2014-02-28'],
])('in the period from %s, day %d/%d is %s', (start, month, day, date) => {
  expect(dayOfPeriod(start, { month, day })).toBe(date)
})

describe('recurring work', () => {
  const yearly: Schedule = {
    kind: 'recurring',
    every: 'yearly',
    from: '2013-01-01',
    to: '2015-12-31',
    due: { month: 13, day: 15 },
    closing: { month: 12, day: 14 },
  }

  test('opens with its period, closes its data, and may fall due after it', () => {
    expect(occurrences(yearly, early, standard)).toEqual([
      { period: '2013', opensOn: '2013-01-01', closesOn: '2013-12-14', dueOn: '2014-01-15' },
      { period: '2014', opensOn: '2014-01-01', closesOn: '2014-12-14', dueOn: '2015-01-15' },
      { period: '2015', opensOn: '2015-01-01', closesOn: '2015-12-14', dueOn: '2016-01-15' },
    ])
  })

  test('given in the middle opens the periods its schedule names, none before it was given', () => {
    expect(occurrences(yearly, '2014-06-02', standard).map(({ period, opensOn }) => [period, opensOn])).toEqual([
      ['2013', '2014-06-02'],
      ['2014', '2014-06-02'],
      ['2015', '2015-01-01'],
    ])
  })

  test('without a closing day has none, and a due day in a short month is its last', () => {
    const monthly: Schedule = {
      kind: 'recurring',
      every: 'monthly',
      from: '2016-01-01',
      to: '2016-03-31',
      due: { month: 1, day: 31 },
    }
    expect(occurrences(monthly, early, standard)).toEqual([
      { period: '2016-01', opensOn: '2016-01-01', dueOn: '2016-01-31' },
      { period: '2016-02', opensOn: '2016-02-01', dueOn: '2016-02-29' },
      { period: '2016-03', opensOn: '2016-03-01', dueOn: '2016-03-31' },
    ])
  })

  test('due on a day off rolls where the programme says so; the closing day stays', () => {
    const quarterly: Schedule = {
      kind: 'recurring',
      every: 'quarterly',
      from: '2013-01-01',
      to: '2013-03-31',
      due: { month: 3, day: 31 },
      closing: { month: 3, day: 24 },
    }
    // 31/3/2013 and 24/3/2013 are Sundays.
    expect(occurrences(quarterly, early, rules({ roll: 'nextWorkingDay' }))).toEqual([
      { period: '2013-Q1', opensOn: '2013-01-01', closesOn: '2013-03-24', dueOn: '2013-04-01' },
    ])
    expect(occurrences(quarterly, early, standard)[0]?.dueOn).toBe('2013-03-31')
  })
})

describe('work that is done once', () => {
  const once = (bound: Extract<Schedule, { kind: 'once' }>['bound'], dueOn: CalendarDate = '2013-07-01'): Schedule => ({
    kind: 'once',
    dueOn,
    bound,
  })

  test.each<[Extract<Schedule, { kind: 'once' }>['bound'], boolean, CalendarDate]>([
    ['before', true, '2013-07-01'],
    ['before', false, '2013-06-30'],
    ['by', false, '2013-07-01'],
    ['within', false, '2013-07-01'],
    ['on', false, '2013-07-01'],
  ])('%s the day (which still counts: %s) has until %s', (bound, beforeIncludesDay, dueOn) => {
    expect(occurrences(once(bound), early, rules({ beforeIncludesDay }))).toEqual([{ opensOn: early, dueOn }])
  })

  test('before a Monday that does not count ends on the Sunday, or rolls to that Monday', () => {
    expect(
      occurrences(once('before'), early, rules({ beforeIncludesDay: false, roll: 'nextWorkingDay' }))[0]?.dueOn,
    ).toBe('2013-07-01')
  })

  test.each<[CalendarDate, CalendarDate]>([
    ['2012-12-31', '2013-01-02'],
    ['2013-01-05', '2013-01-05'],
    ['2013-02-10', '2013-02-18'],
  ])('on %s rolls to %s', (dueOn, rolled) => {
    expect(occurrences(once('on', dueOn), early, rules({ roll: 'nextWorkingDay' }))[0]?.dueOn).toBe(rolled)
    expect(occurrences(once('on', dueOn), early, standard)[0]?.dueOn).toBe(dueOn)
  })

  test.each<[CalendarDate, CalendarDate]>([
    ['2012-11-08', '2013-03-01'],
    ['2013-03-04', '2013-03-04'],
  ])('given on %s opens on %s, its own day where that is later', (givenOn, opensOn) => {
    const schedule: Schedule = { kind: 'once', dueOn: '2013-07-01', bound: 'by', opensOn: '2013-03-01' }
    expect(occurrences(schedule, givenOn, standard)).toEqual([{ opensOn, dueOn: '2013-07-01' }])
  })
})

test('dates open in their order, with their titles and closing days', () => {
  const schedule: Schedule = {
    kind: 'dates',
    occurrences: [
      {
        id: 'cuoi',
        title: 'Đánh giá cuối giai đoạn',
        opensOn: '2015-09-01',
        dueOn: '2015-12-31',
        closesOn: '2015-11-30',
      },
      { id: 'giua', opensOn: '2013-09-01', dueOn: '2013-11-30' },
    ],
  }
  expect(occurrences(schedule, early, rules({ roll: 'nextWorkingDay' }))).toEqual([
    { period: 'giua', opensOn: '2013-09-01', dueOn: '2013-12-02' },
    {
      period: 'cuoi',
      title: 'Đánh giá cuối giai đoạn',
      opensOn: '2015-09-01',
      dueOn: '2015-12-31',
      closesOn: '2015-11-30',
    },
  ])
  expect(occurrences(schedule, '2014-01-02', standard).map(({ opensOn }) => opensOn)).toEqual([
    '2014-01-02',
    '2015-09-01',
  ])
})

test.each<Schedule>([
  { kind: 'continuous' },
  { kind: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-12-31' },
])('work that is $kind is one task without a deadline, open when it is given', (schedule) => {
  expect(occurrences(schedule, '2013-03-04', standard)).toEqual([{ opensOn: '2013-03-04' }])
})
