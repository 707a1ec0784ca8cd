import { describe, expect, test } from 'vitest'
import {
  type Assignment,
  type AssignmentCommand,
  amendmentOf,
  decideAssignment,
  evolveAssignment,
  nextOccurrence,
  tasksOf,
} from '../../../domain/assignments/assignment.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import type { Agency, AgencyGroup, Schedule } from '../../../domain/programme/schema.ts'
import { isRefusal, sentence } from '../../../domain/refusals.ts'
import { occasion, rules, secretary } from '../tasks/builders.ts'

const standard = rules()
const everybody = new Map<string, Agency>()
const quarterly: Schedule = {
  kind: 'recurring',
  every: 'quarterly',
  from: '2013-01-01',
  to: '2014-12-31',
  due: { month: 3, day: 25 },
}

/** Chưa phân công: the clause names nobody. */
function unassigned(changes: Partial<Assignment> = {}): Assignment {
  return {
    id: 'ct_II-1-01',
    programme: 'ct',
    clause: 'II.1-01',
    kind: 'task',
    title: 'Khảo sát mức sống người có công',
    givenBy: 'thanh-uy',
    basis: 'ct',
    schedule: { kind: 'once', dueOn: '2013-09-30', bound: 'by' },
    cooperating: [],
    trackedFrom: '2012-11-08',
    opened: [],
    ...changes,
  }
}

function assigned(changes: Partial<Assignment> = {}): Assignment {
  return unassigned({
    to: { lead: 'so-ldtbxh' },
    cooperating: [{ agency: 'so-tai-chinh' }],
    givenOn: '2013-01-07',
    ...changes,
  })
}

function become(assignment: Assignment, command: AssignmentCommand, day: CalendarDate = '2013-03-01'): Assignment {
  const answer = decideAssignment(assignment, command)
  if (isRefusal(answer)) throw new Error(sentence(answer))
  return evolveAssignment(assignment, answer, occasion(day, secretary))
}

describe('a document gives', () => {
  const give = { type: 'give', document: 'ke-hoach', to: { lead: 'so-ldtbxh' } } as const

  test('what nobody was given: lead, product, schedule, level and giver', () => {
    const given = become(unassigned({ cooperating: [{ agency: 'so-ldtbxh' }, { agency: 'so-noi-vu' }] }), {
      ...give,
      product: 'Báo cáo',
      schedule: quarterly,
      submittedTo: 'ubnd-tp',
      givenBy: 'ubnd-tp',
    })
    expect(given).toMatchObject({
      to: { lead: 'so-ldtbxh' },
      basis: 'ke-hoach',
      givenOn: '2013-03-01',
      product: 'Báo cáo',
      schedule: quarterly,
      submittedTo: 'ubnd-tp',
      givenBy: 'ubnd-tp',
    })
    // Who now leads was to cooperate in the programme itself.
    expect(given.cooperating).toEqual([{ agency: 'so-noi-vu' }])
    expect(given).not.toHaveProperty('document')
    expect(given).not.toHaveProperty('type')
  })

  test('to one lead, which does not also cooperate, or to a group, once, and never without the document', () => {
    expect(decideAssignment(unassigned(), { ...give, cooperating: [{ agency: 'so-ldtbxh' }] })).toEqual({
      code: 'lead-also-cooperates',
      agency: 'so-ldtbxh',
    })
    expect(decideAssignment(unassigned(), { ...give, to: { group: 'quan-huyen' } })).toMatchObject({
      type: 'assignmentGiven',
    })
    expect(decideAssignment(assigned(), give)).toEqual({ code: 'already-given' })
    expect(decideAssignment(unassigned(), { ...give, document: ' ' })).toEqual({ code: 'document-missing' })
  })
})

describe('an agency proposes', () => {
  const propose = {
    type: 'propose',
    by: 'so-ldtbxh',
    reason: 'Thiếu kinh phí',
    change: { product: 'Báo cáo rút gọn' },
  } as const

  test('a change, which waits and changes nothing; taken, it names the document that made it', () => {
    const asked = become(assigned(), propose)
    expect(asked).toEqual({
      ...assigned(),
      proposal: { by: 'so-ldtbxh', on: '2013-03-01', reason: 'Thiếu kinh phí', change: propose.change },
    })
    const taken = become(asked, { type: 'takeProposal', document: 'vb-2' }, '2013-03-08')
    expect(taken.proposalAnswered).toEqual({ on: '2013-03-08', by: 'so-ldtbxh', document: 'vb-2' })
    expect(taken).not.toHaveProperty('proposal')
    const declined = become(asked, { type: 'declineProposal', reason: 'Giữ nguyên' }, '2013-03-08')
    expect(declined.proposalAnswered).toEqual({ on: '2013-03-08', by: 'so-ldtbxh', reason: 'Giữ nguyên' })
    expect(become(asked, { type: 'withdraw', document: 'vb-3' })).not.toHaveProperty('proposal')
  })

  test('one thing at a time, with a reason, about what was given, and nothing that could not be given', () => {
    expect(decideAssignment(become(assigned(), propose), propose)).toEqual({
      code: 'proposal-pending',
      on: '2013-03-01',
    })
    expect(decideAssignment(assigned(), { ...propose, reason: ' ' })).toEqual({ code: 'reason-missing' })
    expect(decideAssignment(unassigned(), propose)).toEqual({ code: 'not-given' })
    const twice = { ...propose, change: { cooperating: [{ agency: 'so-ldtbxh' }] } }
    expect(decideAssignment(assigned(), twice)).toEqual({ code: 'lead-also-cooperates', agency: 'so-ldtbxh' })
    expect(decideAssignment(assigned(), { type: 'takeProposal', document: 'vb' })).toEqual({ code: 'no-proposal' })
    expect(decideAssignment(assigned(), { type: 'declineProposal', reason: 'x' })).toEqual({ code: 'no-proposal' })
    const asked = become(assigned(), propose)
    expect(decideAssignment(asked, { type: 'declineProposal', reason: '' })).toEqual({ code: 'reason-missing' })
    expect(decideAssignment(asked, { type: 'takeProposal', document: '' })).toEqual({ code: 'document-missing' })
  })
})

describe('what a change means for a task that is open', () => {
  test('is its lead, who cooperates beside it, its product, and its deadline where it is done once', () => {
    const change = {
      to: { lead: 'so-tai-chinh' },
      cooperating: [{ agency: 'so-ldtbxh' }, { agency: 'so-tai-chinh' }],
      product: 'Báo cáo',
      schedule: { kind: 'once', dueOn: '2013-12-31', bound: 'by' },
    } as const
    const all = { lead: 'so-tai-chinh', cooperating: [{ agency: 'so-ldtbxh' }], product: 'Báo cáo' }
    expect(amendmentOf({ lead: 'so-ldtbxh' }, change, standard)).toEqual({ ...all, dueOn: '2013-12-31' })
    expect(amendmentOf({ lead: 'so-ldtbxh', period: '2013-Q1' }, change, standard)).toEqual(all)
    // A member of a group keeps its own task.
    expect(amendmentOf({ lead: 'quan-1' }, { to: { group: 'quan-huyen' }, cooperating: [] }, standard)).toEqual({
      cooperating: [],
    })
    expect(amendmentOf({ lead: 'so-ldtbxh' }, { schedule: quarterly }, standard)).toEqual({})
  })
})

describe('a document amends', () => {
  test('what is still to come, and keeps what was opened', () => {
    const before = assigned({ schedule: quarterly, opened: ['2013-Q1'] })
    const amended = become(before, {
      type: 'amend',
      document: 'vb-2',
      to: { lead: 'so-tai-chinh' },
      product: 'Báo cáo',
      schedule: { ...quarterly, due: { month: 3, day: 20 } },
    })
    expect(amended).toMatchObject({
      to: { lead: 'so-tai-chinh' },
      cooperating: [],
      product: 'Báo cáo',
      basis: 'vb-2',
      opened: ['2013-Q1'],
    })
    expect(amended.givenOn).toBe('2013-01-07')
    expect(nextOccurrence(amended, standard)).toEqual({ period: '2013-Q2', opensOn: '2013-04-01', dueOn: '2013-06-20' })
  })

  test('what was given, with one lead', () => {
    expect(decideAssignment(unassigned(), { type: 'amend', document: 'vb-2', product: 'x' })).toEqual({
      code: 'not-given',
    })
    expect(
      decideAssignment(assigned(), { type: 'amend', document: 'vb-2', cooperating: [{ agency: 'so-ldtbxh' }] }),
    ).toEqual({
      code: 'lead-also-cooperates',
      agency: 'so-ldtbxh',
    })
    expect(decideAssignment(assigned(), { type: 'amend', document: '', product: 'x' })).toEqual({
      code: 'document-missing',
    })
  })

  test('no body’s own task into those of a group once it has begun, while the next of a series may go to one', () => {
    const toGroup = { type: 'amend', document: 'vb-2', to: { group: 'quan-huyen' } } as const
    expect(decideAssignment(assigned({ opened: ['once'] }), toGroup)).toEqual({ code: 'opened-otherwise' })
    const ofGroup = assigned({ opened: ['once'], to: { group: 'cac-so' } })
    expect(decideAssignment(ofGroup, toGroup)).toEqual({ code: 'opened-otherwise' })
    expect(decideAssignment(assigned(), toGroup)).toMatchObject({ type: 'assignmentAmended' })
    const series = assigned({ schedule: quarterly, opened: ['2013-Q1'] })
    expect(decideAssignment(series, toGroup)).toMatchObject({ type: 'assignmentAmended' })
  })

  test.each<[string, Schedule, readonly string[], object | undefined]>([
    ['one day', { kind: 'once', dueOn: '2013-09-30', bound: 'by' }, [], { opensOn: '2013-03-01', dueOn: '2013-09-30' }],
    [
      'days of their own',
      { kind: 'dates', occurrences: [{ id: 'dot-1', opensOn: '2013-02-01', dueOn: '2013-09-30' }] },
      ['once'],
      { period: 'dot-1', opensOn: '2013-03-01', dueOn: '2013-09-30' },
    ],
    ['no day', { kind: 'continuous', words: 'thường xuyên' }, ['once'], undefined],
  ])('what stands open without a day, which opens by %s, from then on', (_, schedule, opened, next) => {
    const standing = assigned({ schedule: { kind: 'continuous' }, opened: ['once'] })
    const amended = become(standing, { type: 'amend', document: 'vb-2', schedule })
    expect(amended.opened).toEqual(opened)
    expect(nextOccurrence(amended, standard)).toEqual(next)
    const toGroup = { type: 'amend', document: 'vb-3', to: { group: 'quan-huyen' } } as const
    expect(decideAssignment(amended, toGroup)).toEqual({ code: 'opened-otherwise' })
  })

  test('nothing once it was withdrawn, and then nothing more opens', () => {
    const withdrawn = become(assigned({ schedule: quarterly }), { type: 'withdraw', document: 'vb-3' })
    expect(withdrawn.withdrawn).toEqual({ on: '2013-03-01', document: 'vb-3' })
    expect(nextOccurrence(withdrawn, standard)).toBeUndefined()
    for (const command of [
      { type: 'give', document: 'vb', to: { lead: 'x' } },
      { type: 'amend', document: 'vb', product: 'x' },
      { type: 'changeHolder', document: 'vb', from: 'so-ldtbxh', to: 'x' },
      { type: 'withdraw', document: 'vb' },
    ] as const) {
      expect(decideAssignment(withdrawn, command)).toEqual({ code: 'assignment-withdrawn' })
    }
  })
})

describe('a body is reorganised', () => {
  const move = (from: string, to: string) => ({ type: 'changeHolder', from, to, document: 'vb' }) as const

  test.each<[string, string, string, Partial<Assignment>]>([
    ['the lead', 'so-ldtbxh', 'so-moi', { to: { lead: 'so-moi' } }],
    [
      'the lead, to one that cooperated',
      'so-ldtbxh',
      'so-tai-chinh',
      { to: { lead: 'so-tai-chinh' }, cooperating: [] },
    ],
    ['one that cooperated, to the lead', 'so-tai-chinh', 'so-ldtbxh', { to: { lead: 'so-ldtbxh' }, cooperating: [] }],
    ['the giver', 'thanh-uy', 'tinh-uy', { givenBy: 'tinh-uy' }],
  ])('%s', (_, from, to, changes) => {
    expect(become(assigned(), move(from, to))).toEqual({ ...assigned(), ...changes })
  })

  test('but not what it does not hold, nor to itself', () => {
    expect(decideAssignment(assigned(), move('so-y-te', 'so-moi'))).toEqual({ code: 'nothing-to-change' })
    expect(decideAssignment(assigned(), move('so-ldtbxh', 'so-ldtbxh'))).toEqual({ code: 'nothing-to-change' })
    expect(decideAssignment(assigned({ to: { group: 'so-ldtbxh' } }), move('so-ldtbxh', 'so-moi'))).toEqual({
      code: 'nothing-to-change',
    })
    expect(decideAssignment(assigned(), { ...move('so-ldtbxh', 'so-moi'), document: '' })).toEqual({
      code: 'document-missing',
    })
  })

  test('a group stays the group', () => {
    const group = assigned({ to: { group: 'quan-huyen' } })
    expect(become(group, move('so-tai-chinh', 'so-moi'))).toMatchObject({
      to: { group: 'quan-huyen' },
      cooperating: [{ agency: 'so-moi' }],
    })
  })
})

describe('what opens next', () => {
  test('is the first occurrence that has not opened', () => {
    const assignment = assigned({ schedule: quarterly })
    expect(nextOccurrence(assignment, standard)).toMatchObject({ period: '2013-Q1', opensOn: '2013-01-07' })
    const opened = evolveAssignment(
      assignment,
      { type: 'occurrenceOpened', period: '2013-Q1', tasks: 1 },
      occasion('2013-01-07'),
    )
    expect(opened.opened).toEqual(['2013-Q1'])
    expect(nextOccurrence(opened, standard)).toMatchObject({ period: '2013-Q2', opensOn: '2013-04-01' })
  })

  test('is nothing when it was done once, nor before it is given', () => {
    expect(nextOccurrence(assigned(), standard)).toEqual({ opensOn: '2013-01-07', dueOn: '2013-09-30' })
    expect(nextOccurrence(assigned({ opened: ['once'] }), standard)).toBeUndefined()
    expect(nextOccurrence(unassigned(), standard)).toBeUndefined()
  })

  test('is in force under the settings of the programme', () => {
    const onSunday = assigned({ schedule: { kind: 'once', dueOn: '2013-06-30', bound: 'by' } })
    expect(nextOccurrence(onSunday, rules({ roll: 'nextWorkingDay' }))).toMatchObject({ dueOn: '2013-07-01' })
  })
})

describe('the tasks of an occurrence', () => {
  const occurrence = { period: '2013-Q1', opensOn: '2013-01-07', dueOn: '2013-03-25' } as const
  const group: AgencyGroup = {
    id: 'quan-huyen',
    name: 'Quận, huyện',
    members: [
      { agency: 'quan-1' },
      { agency: 'quan-2', from: '2013-01-08' },
      { agency: 'quan-3', to: '2013-01-07' },
      { agency: 'quan-4', to: '2013-01-06' },
      { agency: 'quan-5', from: '2013-01-07', to: '2013-12-31' },
    ],
  }

  test('one for the lead, with what the assignment says', () => {
    const assignment = assigned({ product: 'Báo cáo', submittedTo: 'ubnd-tp', schedule: quarterly })
    expect(tasksOf(assignment, occurrence, undefined, everybody, '2013-01-07')).toEqual([
      {
        id: 'ct_II-1-01_2013-Q1',
        programme: 'ct',
        assignment: 'ct_II-1-01',
        clause: 'II.1-01',
        kind: 'task',
        title: 'Khảo sát mức sống người có công',
        product: 'Báo cáo',
        period: '2013-Q1',
        lead: 'so-ldtbxh',
        cooperating: [{ agency: 'so-tai-chinh' }],
        givenBy: 'thanh-uy',
        submittedTo: 'ubnd-tp',
        basis: 'ct',
        givenOn: '2013-01-07',
        trackedFrom: '2012-11-08',
        beforeTracking: false,
        deadline: { dueOn: '2013-03-25', originalDueOn: '2013-03-25', extensions: [] },
        standing: { state: 'open' },
        parts: [],
        corrections: [],
        spoken: [],
        ladderFrom: '2013-01-07',
        notices: [{ code: 'given', on: '2013-01-07' }],
        moves: [{ on: '2013-01-07', state: 'open', lead: 'so-ldtbxh', dueOn: '2013-03-25' }],
      },
    ])
  })

  test('one for each member a group has on that day, each its own lead', () => {
    const assignment = assigned({
      to: { group: 'quan-huyen' },
      cooperating: [{ agency: 'quan-1' }, { agency: 'so-y-te' }],
    })
    const tasks = tasksOf(assignment, { opensOn: '2013-01-07', dueOn: '2013-09-30' }, group, everybody, '2013-01-07')
    expect(tasks.map(({ id, lead, cooperating }) => [id, lead, cooperating.map(({ agency }) => agency)])).toEqual([
      ['ct_II-1-01_quan-1', 'quan-1', ['so-y-te']],
      ['ct_II-1-01_quan-3', 'quan-3', ['quan-1', 'so-y-te']],
      ['ct_II-1-01_quan-5', 'quan-5', ['quan-1', 'so-y-te']],
    ])
    expect(tasksOf(assignment, occurrence, group, everybody, '2013-01-08').map(({ id }) => id)).toEqual([
      'ct_II-1-01_2013-Q1_quan-1',
      'ct_II-1-01_2013-Q1_quan-2',
      'ct_II-1-01_2013-Q1_quan-5',
    ])
  })

  test('go to who exists on the day: none to a body that has not begun, an ended one’s to its successor, each once', () => {
    const body = (id: string, changes: Partial<Agency> = {}): Agency => ({
      id,
      name: id,
      mailbox: `${id}@example.com`,
      head: { position: 'Giám đốc', mailbox: `${id}@example.com` },
      ...changes,
    })
    const merged = { to: '2024-12-31', successors: [{ agency: 'moi', from: '2025-01-01' }] } as const
    const bodies = [
      body('cu-1', { ...merged, successors: [...merged.successors] }),
      body('moi', { from: '2025-01-01' }),
    ]
    const directory = new Map([...bodies, { ...bodies[0], id: 'cu-2' } as Agency].map((one) => [one.id, one]))
    const led = (to: Assignment['to'], day: CalendarDate, members: readonly string[] = []) =>
      tasksOf(
        { ...assigned({ cooperating: [] }), ...(to ? { to } : {}) },
        occurrence,
        { id: 'nhom', name: 'Nhóm', members: members.map((agency) => ({ agency })) },
        directory,
        day,
      ).map(({ id, lead }) => [id.slice('ct_II-1-01_2013-Q1'.length), lead])
    expect(led({ lead: 'moi' }, '2024-12-31')).toEqual([])
    expect(led({ lead: 'cu-1' }, '2024-12-31')).toEqual([['', 'cu-1']])
    expect(led({ lead: 'cu-1' }, '2025-01-01')).toEqual([['', 'moi']])
    expect(led({ group: 'nhom' }, '2024-12-31', ['cu-1', 'cu-2', 'moi'])).toEqual([
      ['_cu-1', 'cu-1'],
      ['_cu-2', 'cu-2'],
    ])
    expect(led({ group: 'nhom' }, '2025-01-01', ['cu-1', 'cu-2'])).toEqual([['_cu-1', 'moi']])
    expect(led({ group: 'nhom' }, '2025-01-01', ['cu-1', 'cu-2', 'moi'])).toEqual([['_moi', 'moi']])
  })

  test('none while nobody was given it, nor for a group without members', () => {
    expect(tasksOf(unassigned(), occurrence, undefined, everybody, '2013-01-07')).toEqual([])
    expect(tasksOf(assigned({ to: { group: 'x' } }), occurrence, undefined, everybody, '2013-01-07')).toEqual([])
  })

  test.each<[Schedule, object]>([
    [{ kind: 'continuous' }, { state: 'continuous' }],
    [
      { kind: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-12-31' },
      { state: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-12-31' },
    ],
    [quarterly, { state: 'open' }],
    [{ kind: 'dates', occurrences: [{ id: 'giua', opensOn: '2013-01-01', dueOn: '2013-06-30' }] }, { state: 'open' }],
  ])('of %j stand as %j', (schedule, standing) => {
    const [task] = tasksOf(assigned({ schedule }), { opensOn: '2013-01-07' }, undefined, everybody, '2013-01-07')
    expect(task?.standing).toEqual(standing)
    expect(task).not.toHaveProperty('deadline')
  })

  test('take the title of their occurrence', () => {
    const [task] = tasksOf(
      assigned(),
      { ...occurrence, title: 'Đánh giá giữa giai đoạn' },
      undefined,
      everybody,
      '2013-01-07',
    )
    expect(task?.title).toBe('Đánh giá giữa giai đoạn')
  })

  test.each<[CalendarDate, boolean]>([
    ['2013-03-24', true],
    ['2013-03-25', false],
  ])('due on %s, tracked from 25/3/2013, are old: %s; nothing is owed before that day', (dueOn, beforeTracking) => {
    const [task] = tasksOf(
      assigned({ trackedFrom: '2013-03-25' }),
      { ...occurrence, dueOn },
      undefined,
      everybody,
      '2013-01-07',
    )
    expect(task).toMatchObject({
      beforeTracking,
      givenOn: '2013-01-07',
      ladderFrom: '2013-03-25',
      notices: [{ code: 'given', on: '2013-03-25' }],
    })
  })
})
