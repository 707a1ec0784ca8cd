import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, daysBetween, later } from '../../../domain/days.ts'
import {
  addCounts,
  type ClassCounts,
  classOf,
  countsOf,
  dueWorkDone,
  fourClasses,
  noCounts,
  recount,
  reportPeriod,
  type TaskClass,
  tallyOf,
  totalOf,
} from '../../../domain/tasks/classes.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { aTask, type Command, doctor, handIn, leader, lived, secretary } from './builders.ts'
import { asOf, type History, histories } from './histories.ts'

const accept: Command<'accept'> = { type: 'accept' }
const back: Command<'return'> = { type: 'return', reason: 'Thiếu số liệu' }
const submittedOn = (day: CalendarDate) => lived(aTask(), [day, doctor, handIn])
const onPaper = (arrivedOn: CalendarDate): Command<'recordOnPaper'> => ({
  type: 'recordOnPaper',
  evidence: [{ title: 'Đề án' }],
  arrivalNumber: '815',
  arrivedOn,
})

describe('the class of a task on a day', () => {
  test.each<[string, Task, CalendarDate, TaskClass | undefined]>([
    ['before it was given', aTask(), '2013-01-06', undefined],
    ['on the day it was given', aTask(), '2013-01-07', 'openInTime'],
    ['open on its deadline', aTask(), '2013-06-28', 'openInTime'],
    ['open the day after, a Saturday', aTask(), '2013-06-29', 'openLate'],
    ['handed in on the deadline, weeks later', submittedOn('2013-06-28'), '2013-07-31', 'openInTime'],
    ['handed in the day after', submittedOn('2013-06-29'), '2013-06-29', 'openLate'],
    [
      'accepted long after, handed in on the deadline',
      lived(submittedOn('2013-06-28'), ['2013-09-30', secretary, accept]),
      '2013-09-30',
      'doneOnTime',
    ],
    [
      'accepted, handed in the day after',
      lived(submittedOn('2013-06-29'), ['2013-07-01', secretary, accept]),
      '2013-07-01',
      'doneLate',
    ],
    [
      'returned after the deadline',
      lived(submittedOn('2013-06-20'), ['2013-07-04', secretary, back]),
      '2013-07-04',
      'openLate',
    ],
    [
      'returned in time, still in time',
      lived(submittedOn('2013-06-20'), ['2013-06-24', secretary, back]),
      '2013-06-28',
      'openInTime',
    ],
    [
      'in paper that arrived in time and was entered late',
      lived(aTask(), ['2013-07-22', secretary, onPaper('2013-06-28')]),
      '2013-07-22',
      'openInTime',
    ],
    [
      'the day before that entry',
      lived(aTask(), ['2013-07-22', secretary, onPaper('2013-06-28')]),
      '2013-07-21',
      'openLate',
    ],
    [
      'late, an extension asked in time',
      lived(aTask(), ['2013-06-20', doctor, { type: 'askExtension', wanted: '2013-07-31', reason: 'x' }]),
      '2013-07-01',
      'openLate',
    ],
    [
      'handed in late, then extended over that day',
      lived(
        aTask(),
        ['2013-06-20', doctor, { type: 'askExtension', wanted: '2013-07-31', reason: 'x' }],
        ['2013-07-01', doctor, handIn],
        ['2013-07-02', leader, { type: 'decideExtension', grant: '2013-07-31', reason: 'x' }],
      ),
      '2013-07-02',
      'openInTime',
    ],
    ['continuous, years later', aTask({ dueOn: null, standing: { state: 'continuous' } }), '2020-12-31', 'continuous'],
    [
      'conditional, after the day to look at it again',
      aTask({ dueOn: null, standing: { state: 'conditional', condition: 'x', reviewOn: '2013-06-01' } }),
      '2013-07-01',
      'conditional',
    ],
    [
      'withdrawn, after its deadline',
      lived(aTask(), ['2013-03-01', secretary, { type: 'withdraw', document: 'vb', reason: 'x' }]),
      '2013-12-31',
      'withdrawn',
    ],
    ['old, whatever it is', aTask({ beforeTracking: true }), '2013-12-31', 'beforeTracking'],
  ])('%s', (_, task, day, expected) => {
    expect(classOf(task, day)).toBe(expected)
  })
})

describe('the year 2017 of Báo cáo 1270/BC-TCTTTg', () => {
  const year = { doneOnTime: 14_068, doneLate: 1_983, openInTime: 5_640, openLate: 223 }

  test('21.914 = 16.051 + 5.863', () => {
    expect(totalOf(year)).toBe(21_914)
    expect([year.doneOnTime + year.doneLate, year.openInTime + year.openLate]).toEqual([16_051, 5_863])
  })

  test('98,62% of what was due is done, as the report cut it, 98,63% rounded', () => {
    expect(dueWorkDone(year)).toEqual({ cut: 9862, rounded: 9863 })
  })

  test('a share has something to be a share of, and all of it is 100%', () => {
    expect(dueWorkDone({ ...noCounts, openInTime: 7 })).toBeUndefined()
    expect(dueWorkDone({ ...noCounts, doneLate: 3, openInTime: 7 })).toEqual({ cut: 10_000, rounded: 10_000 })
    expect(dueWorkDone({ ...noCounts, openLate: 3 })).toEqual({ cut: 0, rounded: 0 })
  })
})

test('counts are added class by class', () => {
  const one = { ...noCounts, doneOnTime: 1, withdrawn: 2 }
  expect(addCounts(one, { ...noCounts, doneOnTime: 3, continuous: 4 })).toEqual({
    ...noCounts,
    doneOnTime: 4,
    withdrawn: 2,
    continuous: 4,
  })
  expect(totalOf({ ...noCounts, openLate: 1, doneLate: 1 })).toBe(2)
})

const several = fc.array(histories, { minLength: 1, maxLength: 6 })
const everyDay = (from: CalendarDate, to: CalendarDate) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n))
const lastDayOf = (lives: readonly History[]) =>
  lives.reduce<CalendarDate>((last, { lived: events }) => later(last, events.at(-1)?.day ?? last), '2013-06-30')

describe('whatever happened', () => {
  test('the class as of a past day is what it was at the end of that day', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const day of everyDay('2012-12-31', addDays(lastDayOf([history]), 5))) {
          const then = day < history.born.givenOn ? undefined : classOf(asOf(history, day), day)
          expect(classOf(history.task, day)).toBe(then)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('counts kept with each change are what counting gives, on every later day without a write', () => {
    fc.assert(
      fc.property(several, (lives) => {
        const kept = new Map<string, Record<string, number>>()
        const tasks = lives.map(({ task }) => task)
        const add = (task: Task, by: 1 | -1) => {
          const tally = tallyOf(task)
          if (!tally) return
          const names = kept.get(tally.agency) ?? {}
          kept.set(tally.agency, { ...names, [tally.name]: (names[tally.name] ?? 0) + by })
        }
        for (const { born, lived: events } of lives) {
          add(born, 1)
          for (const { before, after } of events) {
            add(before, -1)
            add(after, 1)
          }
        }
        const last = lastDayOf(lives)
        for (const day of everyDay(last, addDays(last, 120))) {
          const all = [...kept.values()].map((names) => countsOf(names, day)).reduce(addCounts, noCounts)
          expect(all).toEqual(recount(tasks, day))
        }
        for (const [agency, names] of kept) {
          expect(countsOf(names, last)).toEqual(
            recount(
              tasks.filter(({ lead }) => lead === agency),
              last,
            ),
          )
        }
      }),
      { numRuns: 60 },
    )
  })

  test('the classes are all the tasks there are', () => {
    fc.assert(
      fc.property(several, (lives) => {
        const counts = recount(
          lives.map(({ task }) => task),
          lastDayOf(lives),
        )
        const beside = counts.continuous + counts.conditional + counts.withdrawn + counts.beforeTracking
        expect(totalOf(counts) + beside).toBe(lives.length)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the report of a period', () => {
  const june = ['2013-06-01', '2013-06-30'] as const
  const reopen: Command<'reopen'> = { type: 'reopen', reason: 'Cần bổ sung' }
  const withdraw: Command<'withdraw'> = { type: 'withdraw', document: 'vb', reason: 'x' }
  const done = lived(aTask({ dueOn: '2013-05-31' }), ['2013-05-20', doctor, handIn], ['2013-05-21', secretary, accept])
  const continuous = aTask({ dueOn: null, standing: { state: 'continuous' } })
  const conditional = aTask({ dueOn: null, standing: { state: 'conditional', condition: 'x', reviewOn: '2013-12-31' } })
  const meet: Command<'meetCondition'> = { type: 'meetCondition', document: 'vb', dueOn: '2013-09-30' }

  test.each<[string, Task, string | undefined, string | undefined]>([
    ['open before and still', aTask({ dueOn: '2013-09-30' }), 'carriedOver', 'openInTime'],
    [
      'waiting before, accepted in it',
      lived(aTask(), ['2013-05-20', doctor, handIn], ['2013-06-03', secretary, accept]),
      'carriedOver',
      'doneOnTime',
    ],
    ['open before, late at its end', aTask(), 'carriedOver', 'openLate'],
    ['due on its last day', aTask({ dueOn: '2013-06-30' }), 'carriedOver', 'openInTime'],
    ['open before, withdrawn in it', lived(aTask(), ['2013-06-03', secretary, withdraw]), 'carriedOver', 'withdrawn'],
    ['given on its first day', aTask({ givenOn: '2013-06-01', dueOn: '2013-09-30' }), 'given', 'openInTime'],
    ['given on its last day', aTask({ givenOn: '2013-06-30', dueOn: '2013-09-30' }), 'given', 'openInTime'],
    ['given the day after', aTask({ givenOn: '2013-07-01', dueOn: '2013-09-30' }), undefined, undefined],
    [
      'given and done in it',
      lived(aTask({ givenOn: '2013-06-03' }), ['2013-06-20', doctor, handIn], ['2013-06-20', secretary, accept]),
      'given',
      'doneOnTime',
    ],
    [
      'given and done in one day of it',
      lived(aTask({ givenOn: '2013-06-20' }), ['2013-06-20', doctor, handIn], ['2013-06-20', secretary, accept]),
      'given',
      'doneOnTime',
    ],
    [
      'given and withdrawn in it',
      lived(aTask({ givenOn: '2013-06-03' }), ['2013-06-20', secretary, withdraw]),
      'given',
      'withdrawn',
    ],
    [
      'an occurrence that began in it',
      aTask({ givenOn: '2013-06-03', period: '2013-Q3', dueOn: '2013-09-30' }),
      'fallenDue',
      'openInTime',
    ],
    ['an occurrence that began before', aTask({ period: '2013-Q2' }), 'carriedOver', 'openLate'],
    ['done before', done, undefined, undefined],
    [
      'done before, corrected in it',
      lived(done, ['2013-06-03', secretary, { type: 'correct', field: 'countsOn', is: '2013-06-01', reason: 'x' }]),
      undefined,
      undefined,
    ],
    ['done before, reopened in it', lived(done, ['2013-06-03', leader, reopen]), 'reopened', 'openLate'],
    [
      'done before, reopened and done again',
      lived(done, ['2013-06-03', leader, reopen], ['2013-06-05', doctor, handIn], ['2013-06-06', secretary, accept]),
      'reopened',
      'doneLate',
    ],
    ['done before, reopened the day after', lived(done, ['2013-07-01', leader, reopen]), undefined, undefined],
    [
      'done in it and reopened later',
      lived(aTask(), ['2013-06-20', doctor, handIn], ['2013-06-21', secretary, accept], ['2013-07-01', leader, reopen]),
      'carriedOver',
      'doneOnTime',
    ],
    ['withdrawn before', lived(aTask(), ['2013-05-20', secretary, withdraw]), undefined, undefined],
    ['continuous', continuous, undefined, undefined],
    [
      'continuous, given a deadline in it',
      lived(continuous, ['2013-06-03', secretary, { type: 'amend', document: 'vb', change: { dueOn: '2013-09-30' } }]),
      'given',
      'openInTime',
    ],
    ['continuous, withdrawn in it', lived(continuous, ['2013-06-03', secretary, withdraw]), undefined, undefined],
    ['conditional', conditional, undefined, undefined],
    ['conditional, met in it', lived(conditional, ['2013-06-03', secretary, meet]), 'given', 'openInTime'],
    [
      'given as conditional and met in it',
      lived(
        { ...conditional, givenOn: '2013-06-02', moves: [{ on: '2013-06-02', state: 'conditional', lead: 'so-y-te' }] },
        ['2013-06-03', secretary, meet],
      ),
      'given',
      'openInTime',
    ],
    ['old', aTask({ beforeTracking: true }), undefined, undefined],
  ])('%s', (_, task, came, stands) => {
    const { end, ...ways } = reportPeriod([task], ...june)
    expect(Object.entries(ways).flatMap(([way, count]) => (count ? [way, count] : []))).toEqual(came ? [came, 1] : [])
    expect(Object.entries(end).flatMap(([name, count]) => (count ? [name, count] : []))).toEqual(
      stands ? [stands, 1] : [],
    )
  })

  const periods = fc
    .tuple(fc.integer({ min: -10, max: 200 }), fc.nat(90), fc.nat(90))
    .map(([start, length, next]): [CalendarDate, CalendarDate, CalendarDate] => {
      const from = addDays('2013-01-02', start)
      return [from, addDays(from, length), addDays(from, length + 1 + next)]
    })

  test('balances, whatever happened and whatever the period', () => {
    fc.assert(
      fc.property(several, periods, (lives, [from, to]) => {
        const { end, ...ways } = reportPeriod(
          lives.map(({ task }) => task),
          from,
          to,
        )
        expect(sum(ways)).toBe(sum(end))
      }),
      { numRuns: 150 },
    )
  })

  test('begins with what the one before left open', () => {
    fc.assert(
      fc.property(several, periods, (lives, [from, to, next]) => {
        const tasks = lives.map(({ task }) => task)
        const { end } = reportPeriod(tasks, from, to)
        expect(reportPeriod(tasks, addDays(to, 1), next).carriedOver).toBe(end.openInTime + end.openLate)
      }),
      { numRuns: 150 },
    )
  })

  test('of a whole life ends with the classes as they are', () => {
    fc.assert(
      fc.property(several, (lives) => {
        const tasks = lives.map(({ task }) => task)
        const last = lastDayOf(lives)
        const { end } = reportPeriod(tasks, '2013-01-01', last)
        const classes: Pick<ClassCounts, (typeof fourClasses)[number]> = recount(tasks, last)
        for (const name of fourClasses) expect(end[name]).toBe(classes[name])
      }),
      { numRuns: 100 },
    )
  })

  test('is the same when it is printed again after more has happened', () => {
    fc.assert(
      fc.property(several, periods, (lives, [from, to]) => {
        const given = lives.filter(({ born }) => born.givenOn <= to)
        const then = given.map((history) => asOf(history, to))
        const now = lives.map(({ task }) => task)
        expect(reportPeriod(now, from, to)).toEqual(reportPeriod(then, from, to))
      }),
      { numRuns: 150 },
    )
  })
})

function sum(counts: { readonly [name: string]: number }): number {
  return Object.values(counts).reduce((all, count) => all + count, 0)
}

describe('a task whose giving was undone', () => {
  const given = { on: '2013-02-01', state: 'open', lead: 'so-y-te', dueOn: '2013-06-28' } as const
  const back = { on: '2013-02-20', state: 'withdrawn', lead: 'so-y-te', takenBack: true } as const
  const task = { moves: [given, back] }

  test('is counted before that day as it stood, and since then nowhere', () => {
    expect([classOf(task, '2013-02-19'), classOf(task, '2013-02-20')]).toEqual(['openInTime', undefined])
    expect(tallyOf(task)).toBeUndefined()
  })

  test('was never there for the period in which both fell, and ends in the period after', () => {
    const none = { carriedOver: 0, given: 0, fallenDue: 0, reopened: 0 }
    const end = { doneOnTime: 0, doneLate: 0, openInTime: 0, openLate: 0, withdrawn: 0 }
    expect(reportPeriod([task], '2013-01-01', '2013-03-31')).toEqual({ ...none, end })
    expect(reportPeriod([task], '2013-02-10', '2013-03-31')).toEqual({
      ...none,
      carriedOver: 1,
      end: { ...end, withdrawn: 1 },
    })
  })
})
