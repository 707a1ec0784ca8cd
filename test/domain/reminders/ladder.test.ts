import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import {
  type Audience,
  ladder,
  nextStepOn,
  owed,
  type Step,
  settledBy,
  stillHolds,
} from '../../../domain/reminders/ladder.ts'
import { evolve } from '../../../domain/tasks/evolve.ts'
import type { NoticeCode, Task } from '../../../domain/tasks/task.ts'
import {
  aTask,
  type Command,
  calendar,
  doctor,
  handIn,
  leader,
  lived,
  occasion,
  rules,
  secretary,
} from '../tasks/builders.ts'
import { histories } from '../tasks/histories.ts'

const standard = rules()
const part = {
  id: 'p1',
  holder: { agency: 'so-tai-chinh' },
  what: 'Dự toán',
  askedOn: '2013-06-03',
  dueOn: '2013-06-20',
} as const
const ask: Command<'askExtension'> = { type: 'askExtension', wanted: '2013-07-31', reason: 'Chờ ý kiến' }

/** `2013-06-25 before → lead`, in the order of days. */
function shown(steps: readonly Step[]): string[] {
  return steps
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ on, what, to }) => `${on} ${what} → ${to.map(audienceShown).join(', ')}`)
}

function audienceShown(audience: Audience): string {
  return typeof audience === 'object' ? audience.agency : audience
}

/** The round of a day: what it says, and the task after it. */
function round(task: Task, day: CalendarDate, withRules = standard): { said: Step[]; task: Task } {
  const steps = settledBy(task, withRules, day).map(({ key }) => key)
  const after = steps.length > 0 ? evolve(task, { type: 'spokenOf', steps }, occasion(day)) : task
  return { said: owed(task, withRules, day), task: after }
}

/** What the rounds of these days say, `day: step`. */
function rounds(task: Task, ...days: CalendarDate[]): string[] {
  let current = task
  return days.flatMap((day) => {
    const { said, task: after } = round(current, day)
    current = after
    return said.map(({ what, to }) => `${day}: ${what} → ${to.map(audienceShown).join(', ')}`)
  })
}

describe('thirty, seven, three and one working days before, the day, the day after, the fifth', () => {
  test.each<[string, CalendarDate, CalendarDate, string[]]>([
    [
      'an ordinary Friday',
      '2013-01-07',
      '2013-06-28',
      [
        '2013-05-17 before → lead',
        '2013-06-19 before → lead',
        '2013-06-25 before → lead',
        '2013-06-27 before → lead',
        '2013-06-28 due → lead',
        '2013-07-01 late → lead, head',
        '2013-07-05 lateToOffice → office',
      ],
    ],
    [
      'the Monday 31/12/2012 that was swapped for Saturday 5/1/2013',
      '2012-11-08',
      '2012-12-31',
      [
        '2012-11-16 before → lead',
        '2012-12-19 before → lead',
        '2012-12-25 before → lead',
        '2012-12-27 before → lead',
        '2012-12-28 due → lead',
        '2013-01-02 late → lead, head',
        '2013-01-07 lateToOffice → office',
      ],
    ],
    [
      'a day of Tết 2013',
      '2012-11-08',
      '2013-02-12',
      [
        '2012-12-27 before → lead',
        '2013-01-30 before → lead',
        '2013-02-05 before → lead',
        '2013-02-07 before → lead',
        '2013-02-08 due → lead',
        '2013-02-18 late → lead, head',
        '2013-02-22 lateToOffice → office',
      ],
    ],
    [
      'the last working day before Tết 2014, with Saturdays worked on both sides',
      '2013-11-08',
      '2014-01-27',
      [
        '2013-12-16 before → lead',
        '2014-01-17 before → lead',
        '2014-01-23 before → lead',
        '2014-01-25 before → lead',
        '2014-01-27 due → lead',
        '2014-02-06 late → lead, head',
        '2014-02-11 lateToOffice → office',
      ],
    ],
    [
      'a Sunday',
      '2013-01-07',
      '2013-06-30',
      [
        '2013-05-17 before → lead',
        '2013-06-19 before → lead',
        '2013-06-25 before → lead',
        '2013-06-27 before → lead',
        '2013-06-28 due → lead',
        '2013-07-01 late → lead, head',
        '2013-07-05 lateToOffice → office',
      ],
    ],
  ])('of %s', (_, givenOn, dueOn, steps) => {
    expect(shown(ladder(aTask({ givenOn, dueOn }), standard))).toEqual(steps)
  })

  test('as the programme sets it', () => {
    const settings = {
      ladder: {
        before: [2],
        onTheDay: false,
        lateToLead: [2, 4],
        lateToOffice: [],
        toAcceptor: [],
        toContributors: [],
      },
    }
    expect(shown(ladder(aTask(), rules(settings)))).toEqual([
      '2013-06-26 before → lead',
      '2013-07-02 late → lead, head',
      '2013-07-04 late → lead, head',
    ])
  })

  test('every step of a ladder falls on a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (after) => {
        const dueOn = addDays('2012-11-08', after)
        for (const { on } of ladder(aTask({ dueOn, parts: [{ ...part, dueOn }] }), standard)) {
          expect([on, calendar.isWorkingDay(on)]).toEqual([on, true])
        }
      }),
    )
  })
})

describe('what is owed', () => {
  test('is spoken of once, day by day', () => {
    const working = Array.from({ length: 250 }, (_, n) => addDays('2013-01-07', n)).filter(calendar.isWorkingDay)
    expect(rounds(aTask(), ...working)).toEqual([
      '2013-05-17: before → lead',
      '2013-06-19: before → lead',
      '2013-06-25: before → lead',
      '2013-06-27: before → lead',
      '2013-06-28: due → lead',
      '2013-07-01: late → lead, head',
      '2013-07-05: lateToOffice → office',
    ])
  })

  test('is nothing that fell before the giving, the start of tracking or the last change of the deadline', () => {
    const given = aTask({ givenOn: '2013-06-26' })
    expect(rounds(given, '2013-06-26', '2013-06-27')).toEqual(['2013-06-27: before → lead'])
    const tracked = aTask({ ladderFrom: '2013-06-20' })
    expect(rounds(tracked, '2013-05-17', '2013-06-19', '2013-06-20', '2013-06-25')).toEqual([
      '2013-06-25: before → lead',
    ])
    const extended = lived(
      aTask(),
      ['2013-06-03', doctor, ask],
      ['2013-07-22', leader, { type: 'decideExtension', grant: '2013-07-26', reason: 'x' }],
    )
    expect(shown(owed({ ...extended, notices: [] }, standard, '2013-07-22'))).toEqual([])
    expect(rounds({ ...extended, notices: [] }, '2013-07-23', '2013-07-25')).toEqual([
      '2013-07-23: before → lead',
      '2013-07-25: before → lead',
    ])
  })

  test('of a deadline that had passed when it was given is what is still to come', () => {
    const late = aTask({ givenOn: '2013-07-03' })
    expect(rounds(late, '2013-07-03', '2013-07-04', '2013-07-05')).toEqual(['2013-07-05: lateToOffice → office'])
  })

  test('after a missed week is one word, and the ones it replaces never come', () => {
    expect(rounds(aTask(), '2013-06-27', '2013-06-28')).toEqual(['2013-06-27: before → lead', '2013-06-28: due → lead'])
    const { said } = round(aTask(), '2013-06-27')
    expect(said.map(({ key }) => key)).toEqual(['2013-06-28:before-1'])
  })

  test('after the deadline is lateness alone, once to each level', () => {
    expect(rounds(aTask(), '2013-07-08', '2013-07-09')).toEqual([
      '2013-07-08: late → lead, head',
      '2013-07-08: lateToOffice → office',
    ])
    const weekly = rules({
      ladder: {
        lateToLead: [1, 5, 10],
        lateToOffice: [5, 10],
        before: [],
        onTheDay: false,
        toAcceptor: [],
        toContributors: [],
      },
    })
    const { said } = round(aTask(), '2013-07-15', weekly)
    expect(said.map(({ key }) => key)).toEqual(['2013-06-28:late-10', '2013-06-28:office-10'])
  })

  test('on the deadline itself, though the days before were missed, is that it is due', () => {
    expect(rounds(aTask(), '2013-06-28')).toEqual(['2013-06-28: due → lead'])
    // A deadline on a Sunday, the Friday before it missed: on the Sunday it still is not late.
    expect(owed(aTask({ dueOn: '2013-06-30' }), standard, '2013-06-30').map(({ what }) => what)).toEqual(['due'])
    expect(owed(aTask({ dueOn: '2013-06-30' }), standard, '2013-07-01').map(({ what }) => what)).toEqual(['late'])
  })

  test('of an old result is nothing at all', () => {
    const old = aTask({ beforeTracking: true, notices: [{ code: 'given', on: '2013-01-07' }], parts: [part] })
    expect(ladder(old, standard)).toEqual([])
    expect(nextStepOn(old, standard)).toBeUndefined()
  })

  test('of continuous work is nothing but what happens to it', () => {
    expect(ladder(aTask({ dueOn: null, standing: { state: 'continuous' } }), standard)).toEqual([])
    expect(nextStepOn(aTask({ dueOn: null, standing: { state: 'continuous' } }), standard)).toBeUndefined()
  })
})

describe('an extension that was asked', () => {
  test('in time and is undecided at the deadline is the decider’s lateness', () => {
    const asked = { ...lived(aTask(), ['2013-06-25', doctor, ask]), notices: [] }
    expect(rounds(asked, '2013-06-28', '2013-07-01', '2013-07-05', '2013-07-08')).toEqual([
      '2013-06-28: due → lead',
      '2013-07-01: undecided → office',
      '2013-07-05: undecided → office',
    ])
  })

  test('is said once a day to the decider, whoever else would have been told on it', () => {
    const asked = { ...lived(aTask(), ['2013-06-25', doctor, ask]), notices: [] }
    const steps = ladder(
      asked,
      rules({ ladder: { before: [], onTheDay: false, lateToLead: [1, 5], lateToOffice: [5] } }),
    )
    expect(steps.map(({ key }) => key)).toEqual(['2013-06-28:undecided-1', '2013-06-28:undecided-5'])
  })

  test.each<[string, CalendarDate]>([
    ['late (xin muộn)', '2013-06-26'],
    ['after the deadline (xin sau hạn)', '2013-06-29'],
  ])('%s leaves the lateness with the lead', (_, day) => {
    const asked = { ...lived(aTask(), [day, doctor, ask]), notices: [] }
    expect(rounds(asked, '2013-07-01', '2013-07-05')).toEqual([
      '2013-07-01: late → lead, head',
      '2013-07-05: lateToOffice → office',
    ])
  })

  test('and is refused brings the lateness back to the lead', () => {
    const refused = lived({ ...lived(aTask(), ['2013-06-20', doctor, ask]), notices: [] }, [
      '2013-07-02',
      leader,
      { type: 'decideExtension', grant: null, reason: 'x' },
    ])
    expect(rounds(refused, '2013-07-03')).toEqual([
      '2013-07-03: extensionDecided → lead',
      '2013-07-03: late → lead, head',
    ])
  })

  test('and is granted starts a new ladder for the new day', () => {
    const granted = lived(
      aTask(),
      ['2013-06-20', doctor, ask],
      ['2013-06-24', leader, { type: 'decideExtension', grant: '2013-07-31', reason: 'x' }],
    )
    expect(rounds(granted, '2013-06-25', '2013-06-28', '2013-07-01', '2013-07-22')).toEqual([
      '2013-06-25: extensionDecided → lead',
      '2013-07-22: before → lead',
    ])
  })
})

test('after a late return, escalation waits three whole working days, then goes on', () => {
  const returned = lived(
    aTask(),
    ['2013-06-28', doctor, handIn],
    ['2013-07-03', secretary, { type: 'return', reason: 'x' }],
  )
  // Returned on Wednesday: Thursday, Friday and Monday pass.
  expect(rounds(returned, '2013-07-04', '2013-07-05', '2013-07-08', '2013-07-09', '2013-07-10')).toEqual([
    '2013-07-04: returned → lead',
    '2013-07-09: late → lead, head',
    '2013-07-09: lateToOffice → office',
  ])
})

test('what was handed in is the acceptor’s to answer', () => {
  const submitted = { ...lived(aTask(), ['2013-06-27', doctor, handIn]), notices: [] }
  expect(rounds(submitted, '2013-06-28', '2013-07-01', '2013-07-02', '2013-07-05', '2013-07-08', '2013-07-31')).toEqual(
    ['2013-07-02: toAccept → office', '2013-07-08: toAccept → office'],
  )
  expect(rounds(submitted, '2013-07-31')).toEqual(['2013-07-31: toAccept → office'])
  expect(ladder(lived(submitted, ['2013-06-28', secretary, { type: 'accept' }]), standard)).toEqual([])
})

test.each<[CalendarDate, CalendarDate]>([
  ['2013-12-31', '2013-12-31'],
  ['2013-02-12', '2013-02-08'],
])('a condition to be looked at again on %s is the office’s on %s', (reviewOn, on) => {
  const waiting = aTask({ dueOn: null, standing: { state: 'conditional', condition: 'Nghị định', reviewOn } })
  expect(shown(ladder(waiting, standard))).toEqual([`${on} toReview → office`])
})

describe('a part', () => {
  const task = aTask({ ladderFrom: '2013-06-03', parts: [part] })

  test('is spoken of to its holder: when it is asked, three days before, on the day, the day after', () => {
    expect(rounds(task, '2013-06-03', '2013-06-17', '2013-06-19', '2013-06-20', '2013-06-21', '2013-06-24')).toEqual([
      '2013-06-03: part → so-tai-chinh',
      '2013-06-17: part → so-tai-chinh',
      '2013-06-19: before → lead',
      '2013-06-20: part → so-tai-chinh',
      '2013-06-21: part → so-tai-chinh',
    ])
  })

  test('due on a day off is spoken of the working day before it', () => {
    const onSunday = aTask({ dueOn: '2013-12-31', parts: [{ ...part, dueOn: '2013-06-30' }] })
    expect(shown(ladder(onSunday, standard)).filter((step) => step.includes('part'))).toEqual([
      '2013-06-03 part → so-tai-chinh',
      '2013-06-25 part → so-tai-chinh',
      '2013-06-28 part → so-tai-chinh',
      '2013-07-01 part → so-tai-chinh',
    ])
  })

  test('catches up with one word for each part', () => {
    const two = aTask({
      dueOn: '2013-12-31',
      parts: [part, { ...part, id: 'p10', what: 'Số liệu', dueOn: '2013-06-21' }],
    })
    const { said } = round(two, '2013-06-20')
    expect(said.map(({ key }) => key)).toEqual(['2013-06-20:part-p1:0', '2013-06-21:part-p10:-3'])
  })

  test('asked too near its day for three days before is spoken of all the same', () => {
    const near = aTask({ dueOn: '2013-12-31', parts: [{ ...part, askedOn: '2013-06-19' }] })
    const { said } = round(near, '2013-06-19')
    expect(said.map(({ key }) => key)).toEqual(['2013-06-20:part-p1:asked'])
  })

  test('keeps its own days when the deadline of the task changes', () => {
    expect(
      rounds(
        {
          ...task,
          ladderFrom: '2013-06-05',
          deadline: { ...aTask().deadline, dueOn: '2013-12-31', originalDueOn: '2013-06-28', extensions: [] },
        },
        '2013-06-05',
      ),
    ).toEqual(['2013-06-05: part → so-tai-chinh'])
  })

  test.each<[string, Task]>([
    ['was answered', { ...task, parts: [{ ...part, answer: { on: '2013-06-10', text: 'Đã gửi' } }] }],
    ['is inside the lead', { ...task, parts: [{ ...part, holder: { agency: 'so-y-te', unit: 'Phòng 1' } }] }],
    ['belongs to what was handed in', lived(task, ['2013-06-10', doctor, handIn])],
  ])('that %s is not spoken of', (_, quiet) => {
    expect(ladder(quiet, standard).filter(({ what }) => what === 'part')).toEqual([])
  })

  test('of continuous work is spoken of too', () => {
    const continuous = { ...aTask({ dueOn: null, standing: { state: 'continuous' } }), parts: [part] }
    expect(rounds(continuous, '2013-06-20')).toEqual(['2013-06-20: part → so-tai-chinh'])
  })
})

describe('a notice', () => {
  test.each<[NoticeCode, Audience[]]>([
    ['given', ['lead', 'cooperating']],
    ['returned', ['lead']],
    ['extensionDecided', ['lead']],
    ['amended', ['lead', 'cooperating']],
    ['withdrawn', ['lead', 'cooperating']],
    ['reopened', ['lead']],
    ['recordedForYou', ['lead']],
    ['disputeAnswered', ['lead']],
    ['directed', ['lead', 'cooperating']],
    ['urged', ['lead']],
    ['handedIn', ['office']],
    ['extensionAsked', ['office']],
    ['disputed', ['office']],
    ['objected', ['office']],
  ])('%s goes to %j', (code, to) => {
    const task = aTask({ dueOn: null, standing: { state: 'continuous' }, notices: [{ code, on: '2013-03-01' }] })
    expect(ladder(task, standard)).toEqual([{ key: `2013-03-01:${code}`, what: code, on: '2013-03-01', to }])
  })

  test('for a former lead goes to it alone, each under its own key', () => {
    const notices = [
      { code: 'leadMoved', on: '2013-03-01', agency: 'so-xay-dung' },
      { code: 'leadMoved', on: '2013-03-01', agency: 'so-noi-vu' },
    ] as const
    const task = aTask({ dueOn: null, standing: { state: 'continuous' }, notices })
    expect(owed(task, standard, '2013-03-01')).toEqual(
      notices.map(({ code, on, agency }) => ({ key: `${on}:${code}-${agency}`, what: code, on, to: [{ agency }] })),
    )
  })

  test('waits for the start of tracking', () => {
    const early = aTask({ ladderFrom: '2013-06-03', notices: [{ code: 'given', on: '2013-01-07' }] })
    expect(nextStepOn(early, standard)).toBe('2013-06-03')
    expect(rounds(early, '2013-01-08', '2013-06-03')).toEqual(['2013-06-03: given → lead, cooperating'])
  })

  test('of what happens twice in a day, a round between, is told twice', () => {
    const told = round(aTask({ notices: [{ code: 'handedIn', on: '2013-03-01' }] }), '2013-03-01').task
    const again = { ...told, notices: [{ code: 'handedIn', on: '2013-03-01' } as const] }
    const { said, task } = round(again, '2013-03-04')
    expect(said.map(({ key }) => key)).toEqual(['2013-03-01:2:handedIn'])
    const third = { ...task, notices: [{ code: 'handedIn', on: '2013-03-01' } as const] }
    expect(owed(third, standard, '2013-03-04').map(({ key }) => key)).toEqual(['2013-03-01:3:handedIn'])
  })
})

describe('whatever happens, and whenever a round runs', () => {
  const withRounds = fc.tuple(histories, fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 40 }))

  test('the queue empties: after a round nothing is owed until the day it says', () => {
    fc.assert(
      fc.property(withRounds, ([{ task: born, lived: happened }, gaps]) => {
        let day = happened.at(-1)?.day ?? born.givenOn
        let task = born
        for (const gap of gaps) {
          day = addDays(day, gap)
          const next = nextStepOn(task, standard)
          expect(settledBy(task, standard, day).length > 0).toBe(next !== undefined && next <= day)
          task = round(task, day).task
          const after = nextStepOn(task, standard)
          expect(after === undefined || after > day).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('nothing that was said is said again', () => {
    fc.assert(
      fc.property(withRounds, ([{ task: born }, gaps]) => {
        const said = new Set(born.spoken)
        let day = born.givenOn
        let task = born
        for (const gap of gaps) {
          day = addDays(day, gap)
          const { said: now, task: after } = round(task, day)
          for (const { key } of now) {
            expect(said.has(key)).toBe(false)
            said.add(key)
          }
          task = after
        }
      }),
      { numRuns: 100 },
    )
  })

  test('every step has a name of its own, and the one called next is the first of those to come', () => {
    fc.assert(
      fc.property(histories, ({ task }) => {
        const keys = ladder(task, standard).map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        const days = settledBy(task, standard, '9999-12-31').map(({ on }) => on)
        expect(nextStepOn(task, standard)).toBe(days.toSorted()[0])
      }),
      { numRuns: 300 },
    )
  })

  test('a round says one thing of a kind to one audience', () => {
    fc.assert(
      fc.property(histories, fc.nat(120), ({ task, lived: happened }, later) => {
        const today = addDays(happened.at(-1)?.day ?? task.givenOn, later)
        const words = owed(task, standard, today).map(({ what, to, key }) =>
          [what, audienceShown(to[0] ?? 'lead'), what === 'part' ? key.split(':')[1] : ''].join(' '),
        )
        expect(new Set(words).size).toBe(words.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('what a line said still holds', () => {
  const late = round(aTask(), '2013-07-08').task
  const submitted = lived(late, ['2013-07-08', doctor, handIn])
  const done = lived(submitted, ['2013-07-09', secretary, { type: 'accept' }])
  const withdrawn = lived(aTask(), ['2013-03-01', secretary, { type: 'withdraw', document: 'vb', reason: 'x' }])
  const asked = lived(late, ['2013-07-08', doctor, ask])
  const extended = lived(asked, ['2013-07-09', leader, { type: 'decideExtension', grant: '2013-07-31', reason: 'x' }])
  const paper = lived(late, [
    '2013-07-08',
    secretary,
    { type: 'recordOnPaper', evidence: [{ title: 'Đề án' }], arrivalNumber: '1', arrivedOn: '2013-07-08' },
  ])
  const paperDone = lived(paper, ['2013-07-08', secretary, { type: 'accept' }])
  const held = lived(paperDone, ['2013-07-09', doctor, { type: 'object', reason: 'x' }])
  const conditional = aTask({ dueOn: null, standing: { state: 'conditional', condition: 'x', reviewOn: '2013-06-01' } })
  const continuous = aTask({ dueOn: null, standing: { state: 'continuous' } })
  const soon = round(aTask(), '2013-06-25').task
  const withPart = { ...aTask(), parts: [part] }

  test.each<[Step['what'], boolean, string, Task]>([
    ['before', true, 'open', soon],
    ['before', false, 'handed in', lived(soon, ['2013-06-25', doctor, handIn])],
    [
      'before',
      false,
      'extended',
      lived(
        soon,
        ['2013-06-25', doctor, ask],
        ['2013-06-25', leader, { type: 'decideExtension', grant: '2013-07-31', reason: 'x' }],
      ),
    ],
    ['due', true, 'open', round(aTask(), '2013-06-28').task],
    ['due', false, 'handed in', submitted],
    ['late', true, 'open', late],
    ['late', false, 'handed in', submitted],
    ['late', false, 'extended', extended],
    ['lateToOffice', true, 'open', late],
    ['lateToOffice', false, 'handed in', submitted],
    ['lateToOffice', false, 'extended', extended],
    ['returned', true, 'open', late],
    ['returned', false, 'handed in again', submitted],
    ['toAccept', true, 'waiting', submitted],
    ['toAccept', false, 'accepted', done],
    ['handedIn', true, 'waiting', submitted],
    ['handedIn', false, 'accepted', done],
    ['recordedForYou', true, 'waiting', paper],
    ['recordedForYou', true, 'accepted', paperDone],
    ['recordedForYou', false, 'taken back', late],
    ['recordedForYou', false, 'handed in by itself', submitted],
    [
      'recordedForYou',
      true,
      'asked by letter',
      lived(late, ['2013-07-08', secretary, { ...ask, onPaper: { arrivalNumber: '1', arrivedOn: '2013-07-08' } }]),
    ],
    ['recordedForYou', false, 'asked by itself', asked],
    ['objected', true, 'on hold', held],
    ['objected', false, 'not on hold', paperDone],
    ['undecided', true, 'asked', asked],
    ['undecided', false, 'decided', extended],
    ['extensionAsked', true, 'asked', asked],
    ['extensionAsked', false, 'decided', extended],
    ['disputed', true, 'disputed', lived(aTask(), ['2013-02-01', doctor, { type: 'disputeLead', reason: 'x' }])],
    ['disputed', false, 'not disputed', aTask()],
    ['toReview', true, 'conditional', conditional],
    ['toReview', false, 'open', aTask()],
    ['part', true, 'not answered', withPart],
    ['part', true, 'of continuous work', { ...continuous, parts: [part] }],
    ['part', false, 'answered', { ...aTask(), parts: [{ ...part, answer: { on: '2013-06-10', text: 'x' } }] }],
    ['part', false, 'of what was handed in', lived(withPart, ['2013-06-10', doctor, handIn])],
    [
      'part',
      false,
      'of what was withdrawn',
      lived(withPart, ['2013-06-10', secretary, { type: 'withdraw', document: 'vb', reason: 'x' }]),
    ],
    ['withdrawn', true, 'withdrawn', withdrawn],
    ['withdrawn', false, 'open', aTask()],
    ...(
      ['given', 'amended', 'reopened', 'extensionDecided', 'disputeAnswered', 'leadMoved', 'directed'] as const
    ).flatMap((what): [Step['what'], boolean, string, Task][] => [
      [what, true, 'open', late],
      [what, true, 'waiting', submitted],
      [what, true, 'continuous', continuous],
      [what, false, 'done', done],
      [what, false, 'withdrawn', withdrawn],
    ]),
  ])('%s: %s when it is %s', (what, holds, _, task) => {
    expect(stillHolds(what, task, what === 'part' ? 'Dự toán' : undefined)).toBe(holds)
  })

  test('another part’s answer is not this part’s', () => {
    const two = {
      ...aTask(),
      parts: [
        { ...part, answer: { on: '2013-06-10', text: 'x' } as const },
        { ...part, id: 'p2', what: 'Số liệu' },
      ],
    }
    expect([stillHolds('part', two, 'Dự toán'), stillHolds('part', two, 'Số liệu')]).toEqual([false, true])
  })
})
