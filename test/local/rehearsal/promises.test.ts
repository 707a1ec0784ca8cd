import { describe, expect, it } from 'vitest'
import { checkProgramme } from '../../../domain/programme/check.ts'
import type { Table, Write } from '../../../functions/services.ts'
import { invariants } from '../../../local/rehearsal/invariants.ts'
import { type Rehearsal, rehearse } from '../../../local/rehearsal/rehearse.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { calendarFile } from '../../domain/calendar/calendarFile.ts'
import { agency, assignment, smallProgramme, type Tree } from '../../domain/programme/smallProgramme.ts'

const quarterly = (day: { month: number; day: number }) => ({
  kind: 'recurring',
  every: 'quarterly',
  from: '2013-01-01',
  to: '2015-12-31',
  due: day,
})

const offices = [
  agency('thanh-uy', { office: 'vp' }),
  agency('vp', { superior: 'thanh-uy' }),
  agency('ubnd', { superior: 'thanh-uy' }),
]

const standing = { kind: 'dissemination', workflow: 'dissemination', schedule: { kind: 'continuous' } }

/** Quarterly reports of two departments and of a group, a plan due on a Sunday, and what a document has yet to give a day. */
function departments(changes: Tree = {}) {
  const read = checkProgramme(
    smallProgramme({
      trackedFrom: '2013-01-01',
      settings: undefined,
      agencies: [...offices, ...['so-a', 'so-b', 'so-c'].map((id) => agency(id))],
      groups: [{ id: 'cac-so', name: 'Các sở', members: [{ agency: 'so-a' }, { agency: 'so-b' }, { agency: 'so-c' }] }],
      targets: [],
      clauses: [{ id: 'III.1', title: 'Ý ba' }],
      questions: [],
      assignments: [
        assignment('R1', { lead: 'so-a', schedule: quarterly({ month: 3, day: 31 }), workflow: 'periodic-report' }),
        assignment('R2', { lead: 'so-b', schedule: quarterly({ month: 3, day: 25 }) }),
        assignment('R3', { group: 'cac-so', schedule: quarterly({ month: 3, day: 20 }) }),
        assignment('R5', { group: 'cac-so' }),
        assignment('R6', { ...standing, group: 'cac-so' }),
        assignment('R7', { ...standing, lead: 'ubnd' }),
        assignment('R8', {
          lead: 'so-c',
          schedule: { kind: 'conditional', condition: 'Có hướng dẫn', reviewOn: '2013-06-28' },
          workflow: 'periodic-report',
        }),
        assignment('R4', { lead: 'so-c', schedule: { kind: 'once', dueOn: '2013-03-31', bound: 'before' } }),
      ],
      ...changes,
    }),
  )
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.programme
}

async function lived(changes: Tree = {}, how: Partial<Rehearsal> = {}) {
  const workflowStore = openStore(':memory:')
  const result = await rehearse({
    programme: departments(changes),
    calendar: calendarFile(),
    table: openTable(':memory:'),
    workflowStore,
    until: '2013-05-15',
    seed: 1,
    behaviour: 'mixed',
    faults: false,
    onDisk: false,
    ...how,
  })
  workflowStore.close()
  return result
}

describe('a sound programme breaks no promise, whatever its settings', () => {
  const members = [
    { agency: 'so-a', to: '2013-03-31' },
    { agency: 'so-b', from: '2013-04-01' },
    { agency: 'so-c', from: '2013-02-01', to: '2013-04-30' },
  ]
  const lives = {
    agencies: [
      ...offices,
      agency('so-a', { to: '2013-02-28', successors: [{ agency: 'so-d', from: '2013-03-01' }] }),
      agency('so-b', { to: '2013-03-31', successors: [{ agency: 'so-d', from: '2013-04-01' }] }),
      agency('so-c', { from: '2013-02-01' }),
      agency('so-d', { from: '2013-03-01' }),
    ],
    groups: [{ id: 'cac-so', name: 'Các sở', members: ['so-a', 'so-b', 'so-c', 'so-d'].map((id) => ({ agency: id })) }],
  }
  it.each<[string, Rehearsal['behaviour'], Tree]>([
    ['none of its own', 'mixed', {}],
    [
      'few words',
      'silent',
      { settings: { ladder: { before: [], onTheDay: false, lateToLead: [], lateToOffice: [3] } } },
    ],
    ['its own ladder', 'silent', { settings: { ladder: { onTheDay: false, lateToLead: [2, 9], lateToOffice: [3] } } }],
    ['days off that move on', 'mixed', { settings: { roll: 'nextWorkingDay', acceptance: false } }],
    ['"trước ngày" without the day', 'silent', { settings: { beforeIncludesDay: false, roll: 'nextWorkingDay' } }],
    ['bodies that begin, end and are followed', 'mixed', lives],
    ['members that come and go', 'mixed', { groups: [{ id: 'cac-so', name: 'Các sở', members }] }],
  ])('with %s, %s people', async (_, behaviour, changes) => {
    expect((await lived(changes, { behaviour })).violations).toEqual([])
  })

  it('nor with faults', async () => {
    const settings = { roll: 'nextWorkingDay', ladder: { onTheDay: false, lateToLead: [3], lateToOffice: [3] } }
    expect((await lived({ settings, ...lives }, { faults: true })).violations).toEqual([])
  })
})

describe('what must hold', () => {
  it.each([
    ['mixed', 'consolidated', 'received'],
    ['punctual', 'consolidated', 'received'],
    ['late', 'consolidated', 'received'],
    ['silent', null, null],
  ] as const)(
    'is all looked at with %s people, and what a document dates comes to %s',
    async (behaviour, outcome, received) => {
      const { checks, violations, cycles } = await lived({}, { behaviour })
      expect(violations).toEqual([])
      const dated = new Map(cycles.map(({ id, outcome: end }) => [id, end]))
      expect(['nho_R6', 'nho_R7', 'nho_R8'].map((id) => dated.get(id))).toEqual([outcome, outcome, received])
      expect(Object.keys(checks).toSorted()).toEqual([...invariants].toSorted())
      const idle = Object.entries(checks).flatMap(([name, times]) => (times === 0 ? [name] : []))
      expect(idle).toEqual([])
    },
  )

  it('a cycle is missed that a document should have brought', async () => {
    const table = keepingOf((write) => !('put' in write && write.put.key.pk === 'CYCLE#nho_R7'))
    const { violations } = await lived({}, { table })
    expect(violations).toContainEqual(expect.stringContaining('noCycleLost: nho_R7 was to open on 2013-01-22'))
  })

  it('of the counts is looked at on every day that something moves', async () => {
    const days = new Set<string>()
    let today = ''
    const table = keepingOf((write) => {
      if (isOfCounts(write)) days.add(today)
      return true
    })
    const onDay = (day: string) => {
      today = day
    }
    const { checks } = await lived({}, { table, onDay })
    expect(days.size).toBeGreaterThan(10)
    expect(checks['classesAddUp']).toBeGreaterThanOrEqual(days.size)
  })

  it('a count that is lost is found on its day', async () => {
    let left = 5
    const table = keepingOf((write) => {
      if (isOfOneMore(write)) left -= 1
      return left !== 0 || !isOfOneMore(write)
    })
    const { violations } = await lived({}, { table })
    expect(violations.filter((one) => one.startsWith('classesAddUp: 2013-')).length).toBeGreaterThan(1)
    expect(violations.some((one) => one.startsWith('countsEqualRecount: 2013-'))).toBe(true)
  })
})

/** A table in memory that keeps what it is told to, and forgets the rest. */
function keepingOf(isKept: (write: Write) => boolean): Table {
  const table = openTable(':memory:')
  return { ...table, transact: (writes) => table.transact(writes.filter(isKept)) }
}

function isOfCounts(write: Write): boolean {
  return 'update' in write && write.update.pk.startsWith('COUNTS#')
}

/** Whether it counts a task that was not counted before, rather than one that moves. */
function isOfOneMore(write: Write): boolean {
  return isOfCounts(write) && 'add' in write && sum(Object.values(write.add)) > 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
