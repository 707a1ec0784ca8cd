import { expect, it } from 'vitest'
import { noCounts } from '../../domain/tasks/classes.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { mondaySheet } from '../../web/overview/mondaySheet.ts'
import { calendar } from '../domain/tasks/builders.ts'

const line = (id: string, changes: Partial<TaskLine>): TaskLine => ({
  id,
  programme: 'p',
  assignment: id,
  clause: 'II.1-01',
  kind: 'task',
  title: id,
  lead: 'so-y-te',
  givenBy: 'ubnd-tp',
  state: 'open',
  class: 'openInTime',
  ...changes,
})

// Monday 9/3/2015, or any other day of its week.
it.each(['2015-03-09', '2015-03-11', '2015-03-15'] as const)(
  'on %s the sheet is of the week from 9/3 to 15/3',
  (day) => {
    const { week } = mondaySheet([], { now: noCounts, before: noCounts }, day, calendar)
    expect(week).toEqual({ from: '2015-03-09', to: '2015-03-15' })
  },
)

it('has the longest late first with how long, what falls due to the end of next week, and what waits to be accepted', () => {
  const tasks = [
    line('mai', { dueOn: '2015-03-10' }),
    line('cuoi-tuan-sau', { dueOn: '2015-03-22' }),
    line('sau-nua', { dueOn: '2015-03-23' }),
    line('tre-it', { class: 'openLate', dueOn: '2015-03-06' }),
    line('tre-lau', { class: 'openLate', dueOn: '2015-03-02' }),
    line('da-nop', { state: 'submitted', class: 'openLate', dueOn: '2015-03-03' }),
    line('thuong-xuyen', { state: 'continuous', class: 'continuous' }),
  ]
  const counts = { now: { ...noCounts, openLate: 3 }, before: { ...noCounts, openLate: 1 } }
  const sheet = mondaySheet(tasks, counts, '2015-03-09', calendar)
  expect(sheet.late.map(({ task, workingDays }) => [task.id, workingDays])).toEqual([
    ['tre-lau', 5],
    ['tre-it', 1],
  ])
  expect(sheet.soon.map(({ id }) => id)).toEqual(['mai', 'cuoi-tuan-sau'])
  expect(sheet.toAccept.map(({ id }) => id)).toEqual(['da-nop'])
  expect(sheet.classes.at(-1)).toEqual({ name: 'openLate', now: 3, before: 1 })
})
