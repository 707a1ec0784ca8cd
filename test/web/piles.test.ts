import { describe, expect, it } from 'vitest'
import type { Role } from '../../domain/access/roles.ts'
import { workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import type { Agency } from '../../domain/programme/schema.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { deskOf } from '../../web/desk/piles.ts'
import { anAgency } from '../functions/tinyProgramme.ts'

const directory = new Map<string, Agency>(
  [anAgency('ubnd', { office: 'vp' }), anAgency('vp'), anAgency('so-y-te'), anAgency('so-xay-dung')].map((one) => [
    one.id,
    one,
  ]),
)
const calendar = workingCalendar({ sources: {}, addedHolidays: [], years: [] })

function desk(role: Role, agency: string, ...tasks: readonly TaskLine[]) {
  const session = { roles: [role], capacities: [{ agency, title: 'Chuyên viên' }] }
  const { piles, next } = deskOf(tasks, { session, today: '2015-03-09', calendar, directory })
  return { next: next?.id, ...Object.fromEntries(piles.map(({ name, tasks }) => [name, tasks.map(({ id }) => id)])) }
}

function task(id: string, changes: Partial<TaskLine> = {}): TaskLine {
  return {
    id,
    programme: 'nho',
    assignment: id,
    clause: 'I.1-01',
    kind: 'task',
    title: id,
    lead: 'so-y-te',
    givenBy: 'ubnd',
    state: 'open',
    class: 'openInTime',
    dueOn: '2015-12-31',
    ...changes,
  }
}

const late = task('late', { class: 'openLate', dueOn: '2015-03-06' })
const lastSoon = task('soon', { dueOn: '2015-03-18' })
const notSoon = task('later', { dueOn: '2015-03-19' })
const returned = task('returned', { returned: { on: '2015-03-02', reason: 'Thiếu số liệu' } })
const submitted = task('submitted', { state: 'submitted' })
const asking = task('asking', { asks: 'extension' })
const ended = task('done', { state: 'done', class: 'doneOnTime' })
const ofOthers = task('of-others', { lead: 'so-xay-dung', class: 'openLate', dueOn: '2015-03-05' })

describe('the desk of a department', () => {
  it('has its own work alone: late, due within seven working days, handed in, returned', () => {
    expect(desk('department', 'so-y-te', notSoon, lastSoon, late, returned, submitted, ended, ofOthers)).toEqual({
      late: ['late'],
      soon: ['soon'],
      handedIn: ['submitted'],
      returned: ['returned'],
      ahead: ['later', 'returned'],
      next: 'soon',
    })
  })

  it('that is clear says what comes next', () => {
    expect(desk('department', 'so-y-te', notSoon, ended)).toMatchObject({
      late: [],
      soon: [],
      ahead: ['later'],
      next: 'later',
    })
  })
})

describe('the desk of an office', () => {
  it('has what the body it works for has given: the longest overdue first, what to accept, what to decide', () => {
    expect(desk('secretariat', 'vp', late, submitted, asking, ofOthers)).toMatchObject({
      late: ['of-others', 'late'],
      toAccept: ['submitted'],
      asks: ['asking'],
    })
  })

  it('has nothing that others gave', () => {
    expect(desk('secretariat', 'vp', task('khac', { givenBy: 'so-y-te', class: 'openLate' }))).toMatchObject({
      late: [],
    })
  })
})
