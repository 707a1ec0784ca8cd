import { describe, expect, it } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { Ladder } from '../../../domain/programme/schema.ts'
import type { DigestRecord } from '../../../functions/stores/digests.ts'
import { type Ledger, ledger } from '../../../local/rehearsal/invariants.ts'
import {
  everyStepSpokenOf,
  onlyTheLateSpokenOf,
  type Words,
  wordsComposed,
  wordsSaid,
} from '../../../local/rehearsal/spokenOf.ts'
import { aTask, calendar } from '../../domain/tasks/builders.ts'

// Due on a Friday; the working days after it are 1, 2, 3, 4 and 5/7.
const task = aTask({ id: 'nv', dueOn: '2013-06-28' })
const seen = { tasks: new Map([['nv', task]]), heldBack: new Set<string>() }
const steps = { before: [3], lateToLead: [1], lateToOffice: [5] }

const inTime = {
  'nv before lead': ['2013-06-25'],
  'nv due lead': ['2013-06-28'],
  'nv late lead': ['2013-07-01'],
  'nv late head': ['2013-07-01'],
  'nv lateToOffice office': ['2013-07-05'],
} as const satisfies Said

type Said = { readonly [word: string]: readonly CalendarDate[] }

function wordsOf(said: Said): Words {
  return new Map(Object.entries(said))
}

function judged(said: Said, until: CalendarDate = '2013-07-12', patienceWorkingDays = 0): Ledger['violations'] {
  const book = ledger()
  everyStepSpokenOf(book, seen, wordsOf(said), Ladder.parse(steps), { calendar, until, patienceWorkingDays })
  return book.violations
}

describe('a task that nobody answers', () => {
  it('is spoken of at each step, on its day', () => {
    expect(judged(inTime)).toEqual([])
  })

  it.each([
    ['nv before lead', 'remindedByTheDeadline: nv, due 2013-06-28: nothing to lead from 2013-06-25 to 2013-06-25'],
    ['nv due lead', 'remindedByTheDeadline: nv, due 2013-06-28: nothing to lead from 2013-06-28 to 2013-06-28'],
    ['nv late head', 'lateTasksSpokenOf: nv, due 2013-06-28: nothing to head from 2013-07-01 to 2013-07-01'],
    [
      'nv lateToOffice office',
      'lateTasksEscalated: nv, due 2013-06-28: nothing to office from 2013-07-05 to 2013-07-05',
    ],
  ])('%s: silence is found, and so is a word a day late', (word, violation) => {
    expect(judged({ ...inTime, [word]: [] })).toEqual([violation])
    expect(judged({ ...inTime, [word]: ['2013-07-08'] })).toEqual([violation])
  })

  it('is not yet late on the last working day before a step', () => {
    const { 'nv lateToOffice office': _, ...before } = inTime
    expect(judged(before, '2013-07-04')).toEqual([])
  })

  it('may be caught up with where rounds are missed, and not later', () => {
    const late = (day: CalendarDate) => judged({ ...inTime, 'nv lateToOffice office': [day] }, '2013-07-31', 2)
    expect(late('2013-07-09')).toEqual([])
    expect(late('2013-07-10')).toHaveLength(1)
  })
})

describe('a task that was handed in', () => {
  const answered = {
    ...task,
    moves: [...task.moves, { on: '2013-06-28', state: 'submitted', lead: task.lead, countsOn: '2013-06-28' }],
  } as const

  it('on its last day is not spoken of as late: a word is found', () => {
    const book = ledger()
    onlyTheLateSpokenOf(book, { ...seen, tasks: new Map([['nv', answered]]) }, wordsOf(inTime))
    expect(book.violations).toEqual([
      'lateTasksSpokenOf: nv late lead: said on 2013-07-01, and it was not late',
      'lateTasksEscalated: nv lateToOffice office: said on 2013-07-05, and it was not late',
    ])
  })

  it('the day after a letter spoke of it, which no mail server took until then, was late when it was spoken of', () => {
    const digest: DigestRecord = {
      id: 'thu-1',
      mailbox: 'so@example.com',
      addressee: 'Sở',
      composedOn: '2013-07-01',
      sentOn: '2013-07-02',
      lines: [{ task: 'nv', key: '2013-06-28:late-1', level: 'lead', what: 'late' }],
      state: 'sent',
      holder: 'luot-nhac',
      leaseUntil: '2013-07-01T01:00:00.000Z',
    }
    const digests = new Map([[digest.id, digest]])
    const late = { on: '2013-07-01', state: 'submitted', lead: task.lead, dueOn: '2013-06-28' } as const
    const open = { on: '2013-06-03', state: 'open', lead: task.lead, dueOn: '2013-06-28' } as const
    const tasks = new Map([['nv', { ...task, moves: [open, late] }]])
    const book = ledger()
    onlyTheLateSpokenOf(book, { ...seen, tasks }, wordsComposed({ digests }))
    expect(book.violations).toEqual([])
    onlyTheLateSpokenOf(book, { ...seen, tasks }, wordsSaid({ digests }))
    expect(book.violations).toHaveLength(1)
  })

  it('by its cycle, at midnight of the day of a step, need not be spoken of that morning', () => {
    const book = ledger()
    const rounds = { calendar, until: '2013-07-12', patienceWorkingDays: 0 } as const
    const { 'nv due lead': _, ...said } = inTime
    const tasks = new Map([['nv', answered]])
    everyStepSpokenOf(book, { ...seen, tasks }, wordsOf(said), Ladder.parse(steps), rounds)
    expect(book.violations).toEqual([])
  })
})
