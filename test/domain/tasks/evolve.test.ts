import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { nextStepOn } from '../../../domain/reminders/ladder.ts'
import { classOf } from '../../../domain/tasks/classes.ts'
import { evolve, passedOn, placeAt, placeBefore } from '../../../domain/tasks/evolve.ts'
import type { Extension, NoticeCode, Task } from '../../../domain/tasks/task.ts'
import {
  accountant,
  aTask,
  type Command,
  doctor,
  handIn,
  leader,
  lived,
  occasion,
  rules,
  secretary,
} from './builders.ts'
import { type History, histories } from './histories.ts'

const accept: Command<'accept'> = { type: 'accept' }
const back: Command<'return'> = { type: 'return', reason: 'Thiếu số liệu' }
const ask: Command<'askExtension'> = { type: 'askExtension', wanted: '2013-07-31', reason: 'Chờ ý kiến' }
const grant = (to: CalendarDate | null): Command<'decideExtension'> => ({
  type: 'decideExtension',
  grant: to,
  reason: 'Đã xem xét',
})
const paper: Command<'recordOnPaper'> = {
  type: 'recordOnPaper',
  evidence: [{ title: 'Đề án' }],
  arrivalNumber: '815',
  arrivedOn: '2013-06-20',
}
const toldOf = (task: Task): NoticeCode[] => task.notices.map(({ code }) => code)

describe('a result', () => {
  const submitted = lived(aTask(), ['2013-06-20', doctor, handIn])

  test('waits, and the office is told', () => {
    expect(submitted.standing).toMatchObject({ state: 'submitted', result: { countsOn: '2013-06-20' } })
    expect(submitted.notices).toEqual([{ code: 'handedIn', on: '2013-06-20' }])
    expect(submitted.moves).toEqual([
      { on: '2013-01-07', state: 'open', lead: 'so-y-te', dueOn: '2013-06-28' },
      { on: '2013-06-20', state: 'submitted', lead: 'so-y-te', dueOn: '2013-06-28', countsOn: '2013-06-20' },
    ])
  })

  test('is done when it is accepted, with the remark, and nobody need be told of it any more', () => {
    const done = lived(submitted, ['2013-07-10', secretary, { ...accept, remark: 'Tốt' }])
    expect(done.standing).toMatchObject({ state: 'done', acceptedOn: '2013-07-10', remark: 'Tốt' })
    expect(done.standing).toHaveProperty('result.countsOn', '2013-06-20')
    expect(done.notices).toEqual([])
  })

  test('closes at once where no acceptance is asked, and what was asked falls with it', () => {
    const asked = lived(
      aTask(),
      ['2013-06-10', doctor, ask],
      ['2013-06-11', doctor, { type: 'disputeLead', reason: 'x' }],
    )
    const result = {
      evidence: [],
      enteredOn: '2013-06-20',
      countsOn: '2013-06-20',
      enteredLate: false,
      by: 'so-y-te',
    } as const
    const done = evolve(asked, { type: 'resultHandedIn', result, closes: true }, occasion('2013-06-20'))
    expect(done.standing).toEqual({ state: 'done', result, acceptedOn: '2013-06-20' })
    expect(done).not.toHaveProperty('extensionAsked')
    expect(done).not.toHaveProperty('dispute')
    expect(done.notices).toEqual([])
  })

  test('comes back with its reason; the deadline stays, and the office has nothing to look at', () => {
    const returned = lived(submitted, ['2013-07-04', secretary, back])
    expect(returned.standing).toEqual({ state: 'open', returned: { on: '2013-07-04', reason: 'Thiếu số liệu' } })
    expect(returned.pausedUntil).toBe('2013-07-09')
    expect(returned.deadline).toEqual(submitted.deadline)
    expect(toldOf(returned)).toEqual(['returned'])
    const again = lived(returned, ['2013-07-04', doctor, handIn])
    expect(toldOf(again)).toEqual(['handedIn'])
  })

  test('taken back is as if it had not been handed in', () => {
    const retracted = lived(submitted, ['2013-06-20', doctor, { type: 'retract', reason: 'Nhầm tệp' }])
    expect(retracted.standing).toEqual({ state: 'open' })
    expect(retracted.notices).toEqual([])
  })

  test('handed in does not hide what others have still to hear', () => {
    const amended = lived(
      aTask(),
      ['2013-06-20', secretary, { type: 'amend', document: 'vb', change: { product: 'Báo cáo' } }],
      ['2013-06-20', doctor, handIn],
    )
    expect(toldOf(amended)).toEqual(['amended', 'handedIn'])
    expect(toldOf(lived(amended, ['2013-06-20', secretary, back]))).toEqual(['amended', 'returned'])
    expect(toldOf(lived(amended, ['2013-06-20', doctor, { type: 'retract', reason: 'x' }]))).toEqual(['amended'])
  })
})

describe('nhập thay', () => {
  const recorded = lived(aTask(), ['2013-06-21', secretary, paper])
  const objected = { code: 'objected', on: '2013-06-24' }

  test('tells the office that must accept and the agency it was entered for', () => {
    expect(toldOf(recorded)).toEqual(['handedIn', 'recordedForYou'])
  })

  test('tells the agency even when it was accepted first or needed no acceptance', () => {
    expect(toldOf(lived(recorded, ['2013-06-21', secretary, accept]))).toEqual(['recordedForYou'])
    const { standing } = recorded
    if (standing.state !== 'submitted') throw new Error('not submitted')
    const event = { type: 'resultHandedIn', result: standing.result, closes: true } as const
    expect(toldOf(evolve(aTask(), event, occasion('2013-06-21', secretary)))).toEqual(['recordedForYou'])
  })

  test('that the agency objects to is put on hold and tells the office, whether accepted or not', () => {
    const object: Command<'object'> = { type: 'object', reason: 'Không phải bản cuối' }
    for (const task of [recorded, lived(recorded, ['2013-06-21', secretary, accept])]) {
      const held = lived(task, ['2013-06-24', doctor, object])
      expect(held.standing.state).toBe(task.standing.state)
      expect(held.standing).toHaveProperty('result.onHold', { on: '2013-06-24', reason: 'Không phải bản cuối' })
      expect(held.notices).toContainEqual(objected)
      expect(held.moves).toEqual(task.moves)
    }
  })

  test('of a request counts from the letter’s arrival, for the lead, who is told', () => {
    const onPaper = { arrivalNumber: '70', arrivedOn: '2013-06-20' } as const
    const task = lived(aTask(), ['2013-06-24', secretary, { ...ask, onPaper }])
    expect(task.extensionAsked).toEqual({
      askedOn: '2013-06-20',
      wanted: '2013-07-31',
      reason: 'Chờ ý kiến',
      timing: 'inTime',
      by: 'so-y-te',
      onPaper,
    })
    expect(toldOf(task)).toEqual(['extensionAsked', 'recordedForYou'])
  })
})

describe('an extension', () => {
  const asked = lived(aTask(), ['2013-06-20', doctor, ask])

  test('that is asked changes nothing yet', () => {
    expect(asked.extensionAsked).toMatchObject({ askedOn: '2013-06-20', by: 'so-y-te', timing: 'inTime' })
    expect(asked.deadline?.dueOn).toBe('2013-06-28')
    expect(asked.moves).toHaveLength(1)
  })

  test('that is granted keeps the original deadline, and starts the ladder again', () => {
    const granted = lived(asked, ['2013-06-24', leader, { ...grant('2013-07-31'), document: 'vb' }])
    expect(granted.deadline).toEqual({
      dueOn: '2013-07-31',
      originalDueOn: '2013-06-28',
      extensions: [
        { from: '2013-06-28', to: '2013-07-31', decidedOn: '2013-06-24', reason: 'Đã xem xét', document: 'vb' },
      ],
    })
    expect(granted.ladderFrom).toBe('2013-06-24')
    expect(granted).not.toHaveProperty('extensionAsked')
    expect(toldOf(granted)).toEqual(['extensionDecided'])
    expect(granted.moves.at(-1)).toEqual({ on: '2013-06-24', state: 'open', lead: 'so-y-te', dueOn: '2013-07-31' })
  })

  test('may follow another; each stands in the list', () => {
    const twice = lived(
      asked,
      ['2013-06-24', leader, grant('2013-07-31')],
      ['2013-07-22', doctor, { ...ask, wanted: '2013-09-30' }],
      ['2013-07-24', leader, grant('2013-08-30')],
    )
    expect(twice.deadline).toMatchObject({ dueOn: '2013-08-30', originalDueOn: '2013-06-28' })
    expect(twice.deadline?.extensions.map(({ from, to }) => [from, to])).toEqual([
      ['2013-06-28', '2013-07-31'],
      ['2013-07-31', '2013-08-30'],
    ])
  })

  test('that is refused leaves the deadline and its reason, until the deadline changes', () => {
    const refused = lived(asked, ['2013-06-24', leader, grant(null)])
    expect(refused.deadline).toEqual(asked.deadline)
    expect(refused.extensionRefused).toEqual({ on: '2013-06-24', reason: 'Đã xem xét' })
    expect(refused.ladderFrom).toBe(asked.ladderFrom)
    expect(toldOf(refused)).toEqual(['extensionDecided'])
    const granted = lived(refused, ['2013-06-25', doctor, ask], ['2013-06-26', leader, grant('2013-07-31')])
    expect(granted).not.toHaveProperty('extensionRefused')
  })

  test('ends the pause of a late return', () => {
    const returned = lived(
      aTask(),
      ['2013-06-27', doctor, ask],
      ['2013-06-28', doctor, handIn],
      ['2013-07-04', secretary, back],
    )
    expect(lived(returned, ['2013-07-05', leader, grant('2013-08-30')])).not.toHaveProperty('pausedUntil')
    expect(lived(returned, ['2013-07-05', leader, grant(null)]).pausedUntil).toBe('2013-07-09')
  })
})

describe('a document', () => {
  test('amends the lead, the product and the deadline, and is the new basis', () => {
    const amended = lived(
      aTask({ seenOn: '2013-01-08' }),
      ['2013-02-01', doctor, { type: 'disputeLead', reason: 'Thuộc Sở Tài chính' }],
      [
        '2013-03-01',
        secretary,
        { type: 'amend', document: 'vb', change: { lead: 'so-tai-chinh', product: 'Báo cáo', dueOn: '2013-05-31' } },
      ],
    )
    expect(amended).toMatchObject({
      basis: 'vb',
      lead: 'so-tai-chinh',
      product: 'Báo cáo',
      cooperating: [],
      ladderFrom: '2013-03-01',
    })
    expect(amended.deadline).toMatchObject({
      dueOn: '2013-05-31',
      originalDueOn: '2013-06-28',
      extensions: [{ from: '2013-06-28', to: '2013-05-31', decidedOn: '2013-03-01', document: 'vb' }],
    })
    expect(amended).not.toHaveProperty('dispute')
    expect(amended).not.toHaveProperty('seenOn')
    expect(toldOf(amended)).toEqual(['amended', 'leadMoved'])
  })

  test('that leaves the lead leaves its dispute and what it has seen', () => {
    const amended = lived(
      aTask({ seenOn: '2013-01-08' }),
      ['2013-02-01', doctor, { type: 'disputeLead', reason: 'Thuộc Sở Tài chính' }],
      ['2013-03-01', secretary, { type: 'amend', document: 'vb', change: { cooperating: [{ agency: 'so-noi-vu' }] } }],
    )
    expect(amended).toMatchObject({
      seenOn: '2013-01-08',
      dispute: { on: '2013-02-01' },
      cooperating: [{ agency: 'so-noi-vu' }],
    })
    expect(toldOf(amended)).toEqual(['disputed', 'amended'])
  })

  test('gives continuous work a deadline, which is its first', () => {
    const continuous = aTask({ dueOn: null, standing: { state: 'continuous' } })
    const amended = lived(continuous, [
      '2013-03-01',
      secretary,
      { type: 'amend', document: 'vb', change: { dueOn: '2013-12-31' } },
    ])
    expect(amended.standing).toEqual({ state: 'open' })
    expect(amended.deadline).toEqual({ dueOn: '2013-12-31', originalDueOn: '2013-12-31', extensions: [] })
    expect(amended.ladderFrom).toBe('2013-03-01')
  })

  test('meets a condition', () => {
    const waiting = aTask({
      dueOn: null,
      standing: { state: 'conditional', condition: 'Nghị định', reviewOn: '2013-12-31' },
    })
    const met = lived(waiting, [
      '2013-10-01',
      secretary,
      { type: 'meetCondition', document: 'vb', dueOn: '2014-03-31' },
    ])
    expect(met).toMatchObject({ standing: { state: 'open' }, basis: 'vb', ladderFrom: '2013-10-01' })
    expect(met.deadline).toEqual({ dueOn: '2014-03-31', originalDueOn: '2014-03-31', extensions: [] })
    expect(toldOf(met)).toEqual(['given'])
  })

  test('withdraws and tells why, or closes at the end of the programme', () => {
    const withdrawn = lived(
      aTask(),
      ['2013-06-20', doctor, ask],
      ['2013-06-21', secretary, { type: 'withdraw', document: 'vb', reason: 'Có văn bản thay thế' }],
    )
    expect(withdrawn.standing).toEqual({
      state: 'withdrawn',
      how: 'withdrawn',
      on: '2013-06-21',
      document: 'vb',
      reason: 'Có văn bản thay thế',
    })
    expect(withdrawn).not.toHaveProperty('extensionAsked')
    expect(toldOf(withdrawn)).toEqual(['withdrawn'])
    const closed = lived(aTask(), ['2013-06-21', secretary, { type: 'close', how: 'carriedOver', document: 'vb' }])
    expect(closed.standing).toEqual({ state: 'withdrawn', how: 'carriedOver', on: '2013-06-21', document: 'vb' })
    expect(toldOf(closed)).toEqual(['withdrawn'])
  })

  test('that gives the lead to another is told to each who led before, and not to who leads again', () => {
    const giving = (lead: string): Command<'amend'> => ({ type: 'amend', document: 'vb', change: { lead } })
    const twice = lived(
      aTask(),
      ['2013-03-01', secretary, giving('so-tai-chinh')],
      ['2013-03-01', secretary, giving('so-xay-dung')],
    )
    const formerLeads = ({ notices }: Task) => notices.flatMap(({ agency }) => agency ?? [])
    expect(formerLeads(twice)).toEqual(['so-y-te', 'so-tai-chinh'])
    expect(formerLeads(lived(twice, ['2013-03-01', secretary, giving('so-y-te')]))).toEqual([
      'so-tai-chinh',
      'so-xay-dung',
    ])
  })
})

describe('a condition', () => {
  const waiting = aTask({
    dueOn: null,
    standing: { state: 'conditional', condition: 'khi có nghị định', reviewOn: '2013-06-03' },
  })

  test('is looked at again on a new day, which the office is told of as of the first', () => {
    const renewed = lived(waiting, [
      '2013-06-03',
      secretary,
      { type: 'renewReview', reviewOn: '2013-12-02', reason: 'Nghị định chưa ban hành' },
    ])
    expect(renewed.standing).toEqual({ state: 'conditional', condition: 'khi có nghị định', reviewOn: '2013-12-02' })
    expect(nextStepOn(renewed, rules())).toBe('2013-12-02')
  })
})

describe('an old result, tracked from 1/7/2013', () => {
  const old = aTask({ beforeTracking: true, trackedFrom: '2013-07-01' })
  const later = (dueOn: CalendarDate): Command<'amend'> => ({ type: 'amend', document: 'vb', change: { dueOn } })

  test.each<[CalendarDate, boolean]>([
    ['2013-06-30', true],
    ['2013-07-01', false],
    ['2013-12-31', false],
  ])('whose deadline moves to %s is still old: %s', (dueOn, beforeTracking) => {
    expect(lived(old, ['2013-07-05', secretary, later(dueOn)])).toMatchObject({ beforeTracking })
  })

  test('is counted and spoken of from the day its deadline moved, and was old before', () => {
    const freed = lived(old, ['2013-07-05', secretary, later('2013-12-31')])
    expect([classOf(freed, '2013-07-04'), classOf(freed, '2013-07-05')]).toEqual(['beforeTracking', 'openInTime'])
    expect(nextStepOn(freed, rules())).toBe('2013-07-05')
  })

  test('that was entered with a wrong year is corrected to one that is followed', () => {
    const corrected = lived(old, [
      '2013-07-05',
      secretary,
      { type: 'correct', field: 'dueOn', is: '2014-06-28', reason: 'Nhập nhầm năm' },
    ])
    expect(corrected.beforeTracking).toBe(false)
  })
})

describe('a grant whose document is awaited', () => {
  const granted = lived(aTask(), ['2013-06-20', doctor, ask], ['2013-06-24', leader, grant('2013-07-31')])
  const supply: Command<'supplyDocument'> = { type: 'supplyDocument', document: 'thong-bao' }

  test('runs without it, and has it once it comes', () => {
    expect(granted.deadline?.dueOn).toBe('2013-07-31')
    expect(granted.deadline?.extensions[0]).not.toHaveProperty('document')
    const supplied = lived(granted, ['2013-07-01', secretary, supply])
    expect(supplied.deadline?.extensions[0]).toMatchObject({ to: '2013-07-31', document: 'thong-bao' })
    expect(supplied.deadline?.dueOn).toBe('2013-07-31')
  })
})

describe('a dispute over the lead', () => {
  const disputed = lived(aTask({ seenOn: '2013-01-08' }), [
    '2013-01-10',
    doctor,
    { type: 'disputeLead', reason: 'Thuộc Sở Tài chính', proposed: 'so-tai-chinh' },
  ])
  const answer: Command<'answerDispute'> = {
    type: 'answerDispute',
    lead: 'so-tai-chinh',
    reason: 'Đúng',
    document: 'vb',
  }

  test('stands while the clock runs, and the office is told', () => {
    expect(disputed.dispute).toEqual({ on: '2013-01-10', reason: 'Thuộc Sở Tài chính', proposed: 'so-tai-chinh' })
    expect(disputed.deadline).toEqual(aTask().deadline)
    expect(toldOf(disputed)).toEqual(['disputed'])
  })

  test('is answered for another, who no longer cooperates and has not opened it', () => {
    const answered = lived(disputed, ['2013-01-14', leader, answer])
    expect(answered).toMatchObject({ lead: 'so-tai-chinh', cooperating: [] })
    expect(answered).not.toHaveProperty('dispute')
    expect(answered).not.toHaveProperty('seenOn')
    expect(answered.moves.at(-1)).toMatchObject({ on: '2013-01-14', lead: 'so-tai-chinh' })
    expect(toldOf(answered)).toEqual(['disputeAnswered', 'leadMoved'])
  })

  test('is answered for the lead, who stays', () => {
    const answered = lived(disputed, ['2013-01-14', leader, { ...answer, lead: 'so-y-te' }])
    expect(answered).toMatchObject({ lead: 'so-y-te', seenOn: '2013-01-08', cooperating: [{ agency: 'so-tai-chinh' }] })
    expect(answered.moves).toEqual(disputed.moves)
  })
})

describe('a reorganisation', () => {
  const part = { id: 'p1', what: 'Số liệu', askedOn: '2013-02-01', dueOn: '2013-04-01' } as const
  const move = (from: string, to: string): Command<'changeHolder'> => ({
    type: 'changeHolder',
    from,
    to,
    document: 'vb',
  })

  test('moves the lead to one that cooperated, and each agency is named once', () => {
    const moved = lived(aTask({ seenOn: '2013-01-08' }), ['2013-03-01', secretary, move('so-y-te', 'so-tai-chinh')])
    expect(moved).toMatchObject({ lead: 'so-tai-chinh', cooperating: [] })
    expect(moved).not.toHaveProperty('seenOn')
    expect(toldOf(moved)).toEqual(['amended'])
  })

  test('moves one that cooperated into the lead, which then stands alone', () => {
    const moved = lived(aTask(), ['2013-03-01', secretary, move('so-tai-chinh', 'so-y-te')])
    expect(moved).toMatchObject({ lead: 'so-y-te', cooperating: [] })
  })

  test('moves who gave it without a word to the lead, and what is asked but not what was answered', () => {
    const task = aTask({
      parts: [
        { ...part, holder: { agency: 'ubnd-tp', unit: 'Phòng 1' } },
        { ...part, id: 'p2', holder: { agency: 'ubnd-tp' }, answer: { on: '2013-02-20', text: 'Đã gửi' } },
      ],
    })
    const moved = lived(task, ['2013-03-01', secretary, move('ubnd-tp', 'ubnd-moi')])
    expect(moved.givenBy).toBe('ubnd-moi')
    expect(moved.parts.map(({ holder }) => holder)).toEqual([
      { agency: 'ubnd-moi', unit: 'Phòng 1' },
      { agency: 'ubnd-tp' },
    ])
    expect(moved.notices).toEqual([])
  })

  test('joins the parts of two that become one', () => {
    const cooperating = [{ agency: 'a', part: 'Dự toán' }, { agency: 'b' }, { agency: 'c', part: 'Số liệu' }]
    expect(passedOn(cooperating, 'a', 'c')).toEqual([{ agency: 'c', part: 'Dự toán; Số liệu' }, { agency: 'b' }])
    expect(passedOn(cooperating, 'b', 'd')).toEqual([
      { agency: 'a', part: 'Dự toán' },
      { agency: 'd' },
      { agency: 'c', part: 'Số liệu' },
    ])
  })
})

describe('a task that was done', () => {
  const done = lived(aTask(), ['2013-06-20', doctor, handIn], ['2013-06-24', secretary, accept])

  test('is opened again with the reason, and may be spoken of again', () => {
    const reopened = lived({ ...done, spoken: ['2013-06-28:before-3'] }, [
      '2013-07-01',
      leader,
      { type: 'reopen', reason: 'Cần bổ sung' },
    ])
    expect(reopened).toMatchObject({ spoken: [], ladderFrom: '2013-07-01', pausedUntil: '2013-07-04' })
    expect(reopened.standing).toEqual({ state: 'open', reopened: { on: '2013-07-01', reason: 'Cần bổ sung' } })
    expect(reopened.deadline).toEqual(done.deadline)
    expect(toldOf(reopened)).toEqual(['reopened'])
    expect(toldOf(lived(reopened, ['2013-07-01', doctor, handIn]))).toEqual(['handedIn'])
  })

  test('gets a later deadline with it, beside the original', () => {
    const reopened = lived(done, ['2013-07-01', leader, { type: 'reopen', reason: 'Cần bổ sung', dueOn: '2013-08-30' }])
    expect(reopened.deadline).toMatchObject({
      dueOn: '2013-08-30',
      originalDueOn: '2013-06-28',
      extensions: [{ to: '2013-08-30', reason: 'Cần bổ sung' }],
    })
    expect(reopened).not.toHaveProperty('pausedUntil')
  })

  test('is corrected in the day that counts, and both values stay', () => {
    const corrected = lived(done, [
      '2013-07-01',
      secretary,
      { type: 'correct', field: 'countsOn', is: '2013-07-01', reason: 'Nhập nhầm' },
    ])
    expect(corrected.standing).toHaveProperty('result.countsOn', '2013-07-01')
    expect(corrected.corrections).toEqual([
      { on: '2013-07-01', field: 'countsOn', was: '2013-06-20', is: '2013-07-01', reason: 'Nhập nhầm' },
    ])
    expect(placeAt(corrected, '2013-06-30')).toMatchObject({ countsOn: '2013-06-20' })
  })
})

describe('a wrong deadline', () => {
  const correct: Command<'correct'> = { type: 'correct', field: 'dueOn', is: '2013-06-30', reason: 'Nhập nhầm' }

  test('was never the original', () => {
    expect(lived(aTask(), ['2013-02-01', secretary, correct]).deadline).toEqual({
      dueOn: '2013-06-30',
      originalDueOn: '2013-06-30',
      extensions: [],
    })
  })

  test('entered after an extension leaves the original alone', () => {
    const extended = lived(aTask(), ['2013-06-20', doctor, ask], ['2013-06-24', leader, grant('2013-07-31')])
    expect(lived(extended, ['2013-06-25', secretary, { ...correct, is: '2013-07-30' }]).deadline).toMatchObject({
      dueOn: '2013-07-30',
      originalDueOn: '2013-06-28',
    })
  })

  test('and the other fields are put right', () => {
    const title = lived(aTask(), ['2013-02-01', secretary, { ...correct, field: 'title', is: 'Đề án giảm tải' }])
    expect(title.title).toBe('Đề án giảm tải')
    const product = lived(aTask(), ['2013-02-01', secretary, { ...correct, field: 'product', is: 'Báo cáo' }])
    expect(product.product).toBe('Báo cáo')
  })
})

test('parts, progress and the first look are kept, and move nothing', () => {
  const task = lived(
    aTask(),
    ['2013-02-01', doctor, { type: 'see' }],
    ['2013-02-02', doctor, { type: 'reportProgress', text: 'Xong dự thảo', difficulty: 'Thiếu kinh phí' }],
    [
      '2013-02-03',
      doctor,
      { type: 'askPart', id: 'p1', holder: { agency: 'so-tai-chinh' }, what: 'Dự toán', dueOn: '2013-03-01' },
    ],
    [
      '2013-02-04',
      doctor,
      { type: 'askPart', id: 'p2', holder: { agency: 'so-y-te' }, what: 'Số liệu', dueOn: '2013-03-01' },
    ],
    ['2013-02-20', accountant, { type: 'answerPart', id: 'p1', text: 'Đã gửi' }],
  )
  expect(task).toMatchObject({
    seenOn: '2013-02-01',
    progress: { on: '2013-02-02', text: 'Xong dự thảo', difficulty: 'Thiếu kinh phí' },
    parts: [
      { id: 'p1', askedOn: '2013-02-03', answer: { on: '2013-02-20', text: 'Đã gửi' } },
      { id: 'p2', askedOn: '2013-02-04' },
    ],
  })
  expect(task.parts[1]).not.toHaveProperty('answer')
  expect(task.deadline).toEqual(aTask().deadline)
  expect(task.moves).toEqual(aTask().moves)
})

test('nothing is owed from before tracking began, whatever happens earlier', () => {
  const early = aTask({ ladderFrom: '2013-06-01' })
  const extended = lived(early, ['2013-02-01', doctor, ask], ['2013-02-04', leader, grant('2013-07-31')])
  expect(extended.ladderFrom).toBe('2013-06-01')
  const done = lived(early, ['2013-02-01', doctor, handIn], ['2013-02-04', secretary, accept])
  expect(lived(done, ['2013-02-05', leader, { type: 'reopen', reason: 'x' }]).ladderFrom).toBe('2013-06-01')
})

test('a notice of the same kind is told once, from the last day it happened', () => {
  const twice = lived(
    aTask(),
    ['2013-03-01', secretary, { type: 'amend', document: 'vb', change: { product: 'Báo cáo' } }],
    ['2013-03-02', secretary, { type: 'amend', document: 'vb', change: { product: 'Đề án' } }],
  )
  expect(twice.notices).toEqual([{ code: 'amended', on: '2013-03-02' }])
  const told = evolve(twice, { type: 'spokenOf', steps: ['2013-03-02:amended'] }, occasion('2013-03-04'))
  expect(told).toMatchObject({ notices: [], spoken: ['2013-03-02:amended'] })
})

test('a day has one place: where the task stood at its end', () => {
  const task = lived(
    aTask(),
    ['2013-06-20', doctor, handIn],
    ['2013-06-20', secretary, back],
    ['2013-06-20', doctor, handIn],
    ['2013-06-20', secretary, accept],
  )
  expect(task.moves.map(({ on, state }) => [on, state])).toEqual([
    ['2013-01-07', 'open'],
    ['2013-06-20', 'done'],
  ])
  expect(placeAt(task, '2013-01-06')).toBeUndefined()
  expect(placeAt(task, '2013-06-19')).toMatchObject({ state: 'open' })
  expect(placeAt(task, '2013-06-20')).toMatchObject({ state: 'done' })
  expect(placeBefore(task, '2013-06-20')).toMatchObject({ state: 'open' })
})

describe('whatever happens to a task', () => {
  test('everything does, in one history or another', () => {
    const sample = fc.sample(histories, { numRuns: 600, seed: 28 })
    const happened = new Set(sample.flatMap(({ lived: events }) => events.map(({ event }) => event.type)))
    expect([...happened].toSorted()).toEqual([
      'advised',
      'amended',
      'closed',
      'conditionMet',
      'corrected',
      'directed',
      'disputeAnswered',
      'documentSupplied',
      'extensionAsked',
      'extensionDecided',
      'holderChanged',
      'leadDisputed',
      'objectionRaised',
      'partAnswered',
      'partAsked',
      'progressReported',
      'reopened',
      'resultAccepted',
      'resultHandedIn',
      'resultRetracted',
      'resultReturned',
      'reviewRenewed',
      'seen',
      'spokenOf',
      'urged',
      'withdrawn',
    ])
  })

  const always = (holds: (history: History) => void) => fc.assert(fc.property(histories, holds), { numRuns: 300 })

  test('its moves go by days, one a day, and the last is where it stands', () => {
    always(({ task }) => {
      const days = task.moves.map(({ on }) => on)
      expect(days).toEqual([...new Set(days)].toSorted())
      const { standing, lead, deadline } = task
      expect(task.moves.at(-1)).toEqual({
        on: days.at(-1),
        state: standing.state,
        lead,
        ...(deadline ? { dueOn: deadline.dueOn } : {}),
        ...('result' in standing ? { countsOn: standing.result.countsOn } : {}),
        ...(task.beforeTracking ? { beforeTracking: true } : {}),
      })
    })
  })

  test('its original deadline changes by correction alone, and no deadline comes earlier without a document', () => {
    always(({ lived: happened }) => {
      for (const { event, before, after } of happened) {
        if (!before.deadline || !after.deadline) continue
        if (event.type === 'corrected' && event.field === 'dueOn') continue
        expect(after.deadline.originalDueOn).toBe(before.deadline.originalDueOn)
        if (event.type !== 'amended') expect(after.deadline.dueOn >= before.deadline.dueOn).toBe(true)
        // The paper of one may come later; everything else about it stays.
        const given = ({ document: _, ...extension }: Extension) => extension
        expect(after.deadline.extensions.slice(0, before.deadline.extensions.length).map(given)).toEqual(
          before.deadline.extensions.map(given),
        )
      }
    })
  })

  test('it has one lead, which does not cooperate, and nobody is named twice', () => {
    always(({ task: { lead, cooperating } }) => {
      const named = [lead, ...cooperating.map(({ agency }) => agency)]
      expect(new Set(named).size).toBe(named.length)
    })
  })

  test('nothing is pending about it once it has ended', () => {
    always(({ task }) => {
      if (task.standing.state !== 'done' && task.standing.state !== 'withdrawn') return
      expect([task.extensionAsked, task.dispute, task.pausedUntil]).toEqual([undefined, undefined, undefined])
    })
  })

  test('it is data: written down and read again it is the same', () => {
    always(({ task }) => {
      expect(JSON.parse(JSON.stringify(task))).toStrictEqual(task)
    })
  })
})
