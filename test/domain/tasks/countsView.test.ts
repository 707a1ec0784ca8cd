import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, calendarDate } from '../../../domain/days.ts'
import { addCounts, noCounts, recount, reportPeriod, totalOf } from '../../../domain/tasks/classes.ts'
import { countsAsOf, periodByAgency, periodView, unassignedAsOf } from '../../../domain/tasks/countsView.ts'
import { histories } from './histories.ts'

const day = fc.nat(400).map((days) => addDays(calendarDate(2013, 1, 1), days))

describe('counts by agency', () => {
  it('add up to those of all tasks, on any day of any history', () => {
    fc.assert(
      fc.property(fc.array(histories, { maxLength: 8 }), day, (lived, on) => {
        const tasks = lived.map(({ task }) => task)
        const all = [...countsAsOf(tasks, on).values()].reduce(addCounts, noCounts)
        expect(all).toEqual(recount(tasks, on))
      }),
      { numRuns: 60 },
    )
  })

  it('for a period add up too, and what came in is what is there at its end', () => {
    fc.assert(
      fc.property(fc.array(histories, { maxLength: 8 }), day, fc.nat(120), (lived, from, length) => {
        const tasks = lived.map(({ task }) => task)
        const to = addDays(from, length)
        const periods = [...periodByAgency(tasks, from, to).values()].map(periodView)
        const whole = periodView(reportPeriod(tasks, from, to))
        for (const way of ['carriedOver', 'given', 'fallenDue', 'reopened'] as const) {
          expect(periods.reduce((sum, one) => sum + one[way], 0)).toBe(whole[way])
        }
        expect(periods.reduce((sum, { end }) => sum + end.total, 0)).toBe(totalOf(whole.end))
        const { carriedOver, given, fallenDue, reopened, end } = whole
        expect(carriedOver + given + fallenDue + reopened).toBe(end.total + end.withdrawn)
      }),
      { numRuns: 60 },
    )
  })
})

it.each([
  ['nobody had it', {}, 1],
  ['it was given that day', { to: { lead: 'so-y-te' }, givenOn: '2013-03-01' } as const, 0],
  ['it was given the day after', { to: { lead: 'so-y-te' }, givenOn: '2013-03-02' } as const, 1],
  ['it was withdrawn that day', { withdrawn: { on: '2013-03-01', document: 'vb' } } as const, 0],
  ['it was withdrawn the day after', { withdrawn: { on: '2013-03-02', document: 'vb' } } as const, 1],
])('as of a day, an assignment is unassigned where %s', (_, assignment, count) => {
  expect(unassignedAsOf([assignment], '2013-03-01')).toBe(count)
})
