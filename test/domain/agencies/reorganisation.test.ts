import { describe, expect, test } from 'vitest'
import { ended, type Held, type Reorganisation, reorganise } from '../../../domain/agencies/reorganisation.ts'
import type { Assignment } from '../../../domain/assignments/assignment.ts'
import { newContribution } from '../../../domain/cycles/contribution.ts'
import type { Cycle } from '../../../domain/cycles/cycle.ts'
import type { Agency } from '../../../domain/programme/schema.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { aCycle, atStage } from '../cycles/builders.ts'
import { aTask, doctor, handIn, lived, secretary } from '../tasks/builders.ts'

const merge: Reorganisation = {
  document: 'qd-1',
  from: 'so-y-te',
  on: '2013-03-01',
  successors: [{ agency: 'so-moi' }],
}
const divide: Reorganisation = {
  ...merge,
  successors: [
    { agency: 'so-kham-benh', clauses: ['II.2.3'] },
    { agency: 'so-duoc', clauses: ['II.2.4-02', 'III'] },
  ],
}

function anAssignment(changes: Partial<Assignment> = {}): Assignment {
  return {
    id: 'a1',
    programme: 'ct',
    clause: 'II.2.3-08',
    kind: 'task',
    title: 'Giảm quá tải bệnh viện',
    givenBy: 'ubnd-tp',
    basis: 'ct',
    schedule: { kind: 'continuous' },
    cooperating: [],
    trackedFrom: '2012-11-08',
    opened: [],
    to: { lead: 'so-y-te' },
    ...changes,
  }
}

/** `task lead → so-moi` of everything that moves or waits for a choice. */
function plan(change: Reorganisation, tasks: readonly Task[], assignments: readonly Assignment[] = []): string[] {
  return planOf(change, { ...nothing, tasks, assignments })
}

const nothing: Held = { tasks: [], assignments: [], cycles: [], asked: [] }

function planOf(change: Reorganisation, held: Held): string[] {
  const { moves, undecided } = reorganise(change, held)
  return [
    ...moves.map(({ thing, as, to }) => `${thing} ${as} → ${to}`),
    ...undecided.map(({ thing, as }) => `${thing} ${as} → ?`),
  ]
}

describe('what a body holds', () => {
  const part = {
    id: 'p1',
    holder: { agency: 'so-y-te' },
    what: 'Số liệu',
    askedOn: '2013-02-01',
    dueOn: '2013-04-01',
  } as const

  test.each<[string, Task, string[]]>([
    ['as lead', aTask(), ['task lead → so-moi']],
    ['cooperating', aTask({ lead: 'x', cooperating: [{ agency: 'so-y-te' }] }), ['task cooperating → so-moi']],
    ['as giver', aTask({ lead: 'x', givenBy: 'so-y-te' }), ['task giver → so-moi']],
    ['as a part', aTask({ lead: 'x', parts: [part] }), ['task part → so-moi']],
    [
      'in every role at once',
      aTask({ givenBy: 'so-y-te', parts: [part] }),
      ['task lead → so-moi', 'task giver → so-moi', 'task part → so-moi'],
    ],
    [
      'not, a part it answered',
      aTask({ lead: 'x', parts: [{ ...part, answer: { on: '2013-02-10', text: 'x' } }] }),
      [],
    ],
    ['not at all', aTask({ lead: 'x' }), []],
    ['waiting for acceptance', lived(aTask(), ['2013-02-01', doctor, handIn]), ['task lead → so-moi']],
    ['continuous', aTask({ dueOn: null, standing: { state: 'continuous' } }), ['task lead → so-moi']],
    [
      'in the past, done',
      lived(aTask(), ['2013-02-01', doctor, handIn], ['2013-02-04', secretary, { type: 'accept' }]),
      [],
    ],
    [
      'in the past, withdrawn',
      lived(aTask(), ['2013-02-01', secretary, { type: 'withdraw', document: 'vb', reason: 'x' }]),
      [],
    ],
  ])('%s, of tasks', (_, task, moves) => {
    expect(plan(merge, [task])).toEqual(moves)
  })

  test.each<[string, Assignment, string[]]>([
    ['as lead', anAssignment(), ['assignment lead → so-moi']],
    [
      'cooperating',
      anAssignment({ to: { group: 'x' }, cooperating: [{ agency: 'so-y-te' }] }),
      ['assignment cooperating → so-moi'],
    ],
    ['as giver', anAssignment({ to: { lead: 'x' }, givenBy: 'so-y-te' }), ['assignment giver → so-moi']],
    ['not, a group of its name', anAssignment({ to: { group: 'so-y-te' } }), []],
    ['not, withdrawn', anAssignment({ withdrawn: { on: '2013-01-08', document: 'vb' } }), []],
  ])('%s, of assignments', (_, assignment, moves) => {
    expect(plan(merge, [], [assignment])).toEqual(moves)
  })

  const cycle = (changes: Partial<Cycle>) => atStage(aCycle({ cooperating: [], ...changes }), 'gathering')

  test.each<[string, Cycle, string[]]>([
    ['as lead', cycle({ lead: 'so-y-te' }), ['cycle lead → so-moi']],
    ['cooperating', cycle({ cooperating: ['so-y-te'] }), ['cycle cooperating → so-moi']],
    ['as giver', cycle({ givenBy: 'so-y-te' }), ['cycle giver → so-moi']],
    ['as receiver', cycle({ receivedBy: 'so-y-te' }), ['cycle receiver → so-moi']],
    [
      'not, ended',
      { ...cycle({ lead: 'so-y-te' }), stage: { name: 'ended', outcome: 'received', on: '2013-12-20' } },
      [],
    ],
    ['not, being settled', { ...cycle({ lead: 'so-y-te' }), stage: { name: 'settling', outcome: 'withdrawn' } }, []],
  ])('%s, of cycles', (_, one, moves) => {
    expect(planOf(merge, { ...nothing, cycles: [one] })).toEqual(moves)
  })

  test('of what was asked, only what it still owes to a gathering that is open', () => {
    const open = { ...cycle({}), gatheringOpen: true }
    const contribution = newContribution(open, 'so-y-te', { askedOn: '2013-10-21' })
    const asked = [
      { contribution, cycle: open },
      { contribution: { ...contribution, state: 'sent' } as const, cycle: open },
      { contribution, cycle: { ...open, gatheringOpen: false } },
      { contribution: { ...contribution, agency: 'so-xay-dung' }, cycle: open },
    ]
    expect(planOf(merge, { ...nothing, asked })).toEqual(['contribution contributor → so-moi'])
  })

  test('is shown with its place and title', () => {
    const { moves } = reorganise(merge, { ...nothing, tasks: [aTask()] })
    expect(moves).toEqual([
      {
        thing: 'task',
        id: '28-ctrhd-tu_II-2-3-08',
        clause: 'II.2.3-08',
        title: 'Xây dựng đề án giảm quá tải bệnh viện',
        as: 'lead',
        to: 'so-moi',
      },
    ])
  })
})

describe('a body that is divided', () => {
  test.each([
    ['II.2.3', 'so-kham-benh'],
    ['II.2.3-08', 'so-kham-benh'],
    ['II.2.3.1-02', 'so-kham-benh'],
    ['II.2.4-02', 'so-duoc'],
    ['III.2-1', 'so-duoc'],
    ['III', 'so-duoc'],
    ['II.2.30-01', '?'],
    ['II.2.4-03', '?'],
    ['II.2', '?'],
    ['IIII.1', '?'],
  ])('gives %s to %s', (clause, to) => {
    expect(plan(divide, [aTask({ clause })])).toEqual([`task lead → ${to}`])
  })

  test('gives the rest to the one that takes it, and guesses between no two', () => {
    const rest = { ...divide, successors: [...divide.successors, { agency: 'so-noi-vu' }] }
    expect(plan(rest, [aTask({ clause: 'II.9-01' })])).toEqual(['task lead → so-noi-vu'])
    expect(plan(rest, [aTask({ clause: 'II.2.3-01' })])).toEqual(['task lead → so-kham-benh'])
    const twoTakers = { ...merge, successors: [{ agency: 'a' }, { agency: 'b' }] }
    expect(plan(twoTakers, [aTask()], [anAssignment()])).toEqual(['task lead → ?', 'assignment lead → ?'])
    const twoNamed = {
      ...merge,
      successors: [
        { agency: 'a', clauses: ['II'] },
        { agency: 'b', clauses: ['II.2'] },
      ],
    }
    expect(plan(twoNamed, [aTask()])).toEqual(['task lead → ?'])
    expect(plan({ ...merge, successors: [] }, [aTask()])).toEqual(['task lead → ?'])
  })
})

describe('the body itself', () => {
  const soYTe: Agency = {
    id: 'so-y-te',
    name: 'Sở Y tế',
    mailbox: 'soyte@example.com',
    head: { position: 'Giám đốc Sở Y tế', mailbox: 'giamdoc.soyte@example.com' },
  }

  test('ends the day before its successors begin, under its own name', () => {
    expect(ended(soYTe, merge)).toEqual({
      ...soYTe,
      to: '2013-02-28',
      successors: [{ agency: 'so-moi', from: '2013-03-01', document: 'qd-1' }],
    })
  })

  test('says who took which field, beside what was said before', () => {
    const before = { ...soYTe, successors: [{ agency: 'x', from: '2012-01-01' as const }] }
    expect(ended(before, divide).successors).toEqual([
      { agency: 'x', from: '2012-01-01' },
      { agency: 'so-kham-benh', from: '2013-03-01', field: 'II.2.3', document: 'qd-1' },
      { agency: 'so-duoc', from: '2013-03-01', field: 'II.2.4-02, III', document: 'qd-1' },
    ])
  })
})
