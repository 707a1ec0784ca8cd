import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { decide, type TaskCommand } from '../../../domain/tasks/decide.ts'
import type { Evidence, Task } from '../../../domain/tasks/task.ts'
import { accountant, aTask, type Command, circumstances, doctor, handIn, leader, lived, secretary } from './builders.ts'

/** Whoever works for the body that leads, in an office of its own. */
const leadOffice = { ...doctor, agency: 'van-phong-so' }

// Around the deadline of the task, Friday 28/6/2013, every weekday is worked: five working days on is Friday 5/7.

describe('the lead hands in', () => {
  const submit = (...evidence: Evidence[]): Command<'submit'> => ({ type: 'submit', evidence })

  test.each<[string, CalendarDate, Evidence[], CalendarDate, boolean]>([
    ['on the deadline', '2013-06-28', [{ title: 'Đề án' }], '2013-06-28', false],
    [
      'on the deadline, with a document',
      '2013-06-28',
      [{ title: 'Đề án', issuedOn: '2013-06-27' }],
      '2013-06-28',
      false,
    ],
    [
      'before it, with an older document',
      '2013-06-20',
      [{ title: 'Đề án', issuedOn: '2013-06-10' }],
      '2013-06-20',
      false,
    ],
    [
      'the day after, dated the day of the deadline',
      '2013-06-29',
      [{ title: 'Đề án', issuedOn: '2013-06-28' }],
      '2013-06-28',
      true,
    ],
    [
      'five working days after, dated in time',
      '2013-07-05',
      [{ title: 'Đề án', issuedOn: '2013-06-27' }],
      '2013-06-27',
      true,
    ],
    [
      'on the Sunday that follows, dated in time',
      '2013-07-07',
      [{ title: 'Đề án', issuedOn: '2013-06-27' }],
      '2013-07-07',
      false,
    ],
    [
      'six working days after, dated in time',
      '2013-07-08',
      [{ title: 'Đề án', issuedOn: '2013-06-27' }],
      '2013-07-08',
      false,
    ],
    ['soon after, dated late', '2013-07-02', [{ title: 'Đề án', issuedOn: '2013-07-01' }], '2013-07-02', false],
    ['soon after, without a date', '2013-07-02', [{ title: 'Đề án' }], '2013-07-02', false],
    [
      'soon after, two documents in time',
      '2013-07-02',
      [
        { title: 'Tờ trình', issuedOn: '2013-06-28' },
        { title: 'Đề án', issuedOn: '2013-06-14' },
      ],
      '2013-06-28',
      true,
    ],
    [
      'soon after, one of two documents late',
      '2013-07-02',
      [
        { title: 'Tờ trình', issuedOn: '2013-06-28' },
        { title: 'Đề án', issuedOn: '2013-07-01' },
      ],
      '2013-07-02',
      false,
    ],
    [
      'soon after, one of two documents without a date',
      '2013-07-02',
      [{ title: 'Tờ trình', issuedOn: '2013-06-28' }, { title: 'Đề án' }],
      '2013-07-02',
      false,
    ],
  ])('%s (%s): counts from %s', (_, today, evidence, countsOn, enteredLate) => {
    expect(decide(aTask(), submit(...evidence), circumstances(today))).toEqual({
      type: 'resultHandedIn',
      result: { evidence, enteredOn: today, countsOn, enteredLate, by: 'so-y-te' },
      closes: false,
    })
  })

  test('how long a late entry is forgiven is the programme’s to say', () => {
    const command = submit({ title: 'Đề án', issuedOn: '2013-06-28' })
    const answer = (days: number) =>
      decide(aTask(), command, circumstances('2013-07-01', doctor, { lateEntryWorkingDays: days }))
    expect(answer(0)).toMatchObject({ result: { countsOn: '2013-07-01', enteredLate: false } })
    expect(answer(1)).toMatchObject({ result: { countsOn: '2013-06-28', enteredLate: true } })
  })

  test('the deadline in force is the extended one', () => {
    const task = aTask({ deadline: { dueOn: '2013-07-31', originalDueOn: '2013-06-28', extensions: [] } })
    expect(decide(task, handIn, circumstances('2013-07-31'))).toMatchObject({ result: { countsOn: '2013-07-31' } })
  })

  test('valid evidence closes the task where the programme asks for no acceptance', () => {
    expect(decide(aTask(), handIn, circumstances('2013-06-20', doctor, { acceptance: false }))).toMatchObject({
      closes: true,
    })
  })

  test('a note goes with it', () => {
    const answer = decide(aTask(), { ...handIn, note: 'Kèm phụ lục' }, circumstances('2013-06-20'))
    expect(answer).toMatchObject({ result: { note: 'Kèm phụ lục' } })
  })

  test('nothing without evidence, and no document from tomorrow', () => {
    expect(decide(aTask(), submit(), circumstances('2013-06-20'))).toEqual({ code: 'no-evidence' })
    const tomorrow = submit({ title: 'Tờ trình' }, { title: 'Đề án', issuedOn: '2013-06-21' })
    expect(decide(aTask(), tomorrow, circumstances('2013-06-20'))).toEqual({
      code: 'evidence-after-entry',
      dated: '2013-06-21',
      entered: '2013-06-20',
    })
  })
})

describe('the office enters what came on paper (nhập thay)', () => {
  const onPaper = (arrivedOn: CalendarDate, issuedOn?: CalendarDate): Command<'recordOnPaper'> => ({
    type: 'recordOnPaper',
    evidence: [{ title: 'Đề án', ...(issuedOn ? { issuedOn } : {}) }],
    arrivalNumber: '815',
    arrivedOn,
  })

  test.each<[string, CalendarDate, CalendarDate | undefined, CalendarDate, boolean]>([
    ['in time, entered weeks later', '2013-06-28', undefined, '2013-06-28', false],
    ['a day late', '2013-07-01', undefined, '2013-07-01', false],
    ['a day late, dated in time', '2013-07-01', '2013-06-28', '2013-06-28', true],
    ['six working days late, dated in time', '2013-07-08', '2013-06-28', '2013-07-08', false],
  ])('that arrived %s counts from its arrival on %s', (_, arrivedOn, issuedOn, countsOn, enteredLate) => {
    expect(decide(aTask(), onPaper(arrivedOn, issuedOn), circumstances('2013-07-22', secretary))).toMatchObject({
      type: 'resultHandedIn',
      result: {
        enteredOn: '2013-07-22',
        countsOn,
        enteredLate,
        by: 'so-y-te',
        onPaper: { arrivalNumber: '815', arrivedOn },
      },
    })
  })

  test('not before it arrives, nor a document younger than its arrival', () => {
    expect(decide(aTask(), onPaper('2013-06-21'), circumstances('2013-06-20', secretary))).toEqual({
      code: 'arrival-in-future',
      arrived: '2013-06-21',
      today: '2013-06-20',
    })
    expect(decide(aTask(), onPaper('2013-06-18', '2013-06-19'), circumstances('2013-06-20', secretary))).toEqual({
      code: 'evidence-after-entry',
      dated: '2013-06-19',
      entered: '2013-06-18',
    })
    expect(decide(aTask(), onPaper('2013-06-20', '2013-06-20'), circumstances('2013-06-20', secretary))).toMatchObject({
      type: 'resultHandedIn',
    })
  })

  const recorded = lived(aTask(), ['2013-06-21', secretary, onPaper('2013-06-20')])
  const object: Command<'object'> = { type: 'object', reason: 'Không phải bản cuối' }

  test('the agency may object once, also after it was accepted, and says why', () => {
    const accepted = lived(recorded, ['2013-06-21', secretary, { type: 'accept' }])
    for (const task of [recorded, accepted]) {
      expect(decide(task, object, circumstances('2013-06-24'))).toEqual({
        type: 'objectionRaised',
        reason: 'Không phải bản cuối',
      })
      expect(decide(task, { ...object, reason: ' ' }, circumstances('2013-06-24'))).toEqual({
        code: 'reason-missing',
      })
      expect(decide(lived(task, ['2013-06-24', doctor, object]), object, circumstances('2013-06-24'))).toEqual({
        code: 'already-on-hold',
      })
    }
  })

  test('what the agency handed in itself is no nhập thay', () => {
    const own = lived(aTask(), ['2013-06-20', doctor, handIn])
    expect(decide(own, object, circumstances('2013-06-24'))).toEqual({ code: 'not-recorded-on-paper' })
  })
})

describe('the office accepts or returns', () => {
  const submitted = lived(aTask(), ['2013-06-20', doctor, handIn])
  const back: Command<'return'> = { type: 'return', reason: 'Thiếu số liệu' }

  test('with its remark', () => {
    const answer = decide(submitted, { type: 'accept', remark: 'Tốt' }, circumstances('2013-06-24', secretary))
    expect(answer).toEqual({ type: 'resultAccepted', remark: 'Tốt' })
  })

  test('on the last day in time without a pause; after it, escalation waits three working days', () => {
    expect(decide(submitted, back, circumstances('2013-06-28', secretary))).toEqual({
      type: 'resultReturned',
      reason: 'Thiếu số liệu',
    })
    expect(decide(submitted, back, circumstances('2013-07-04', secretary))).toEqual({
      type: 'resultReturned',
      reason: 'Thiếu số liệu',
      pausedUntil: '2013-07-09',
    })
    expect(
      decide(submitted, back, circumstances('2013-07-04', secretary, { returnPauseWorkingDays: 1 })),
    ).toMatchObject({
      pausedUntil: '2013-07-05',
    })
  })

  test('never without a reason to return', () => {
    expect(decide(submitted, { type: 'return', reason: '' }, circumstances('2013-06-24', secretary))).toEqual({
      code: 'reason-missing',
    })
  })

  const paper: Command<'recordOnPaper'> = {
    type: 'recordOnPaper',
    evidence: [{ title: 'Đề án' }],
    arrivalNumber: '1',
    arrivedOn: '2013-06-20',
  }
  const moved = lived(submitted, [
    '2013-06-21',
    secretary,
    { type: 'changeHolder', from: 'so-y-te', to: 'so-moi', document: 'vb' },
  ])
  test.each<[string, Task, string]>([
    ['the agency that handed it in', submitted, 'so-y-te'],
    ['the office that handed it in for its lead', lived(aTask(), ['2013-06-21', leadOffice, handIn]), 'van-phong-so'],
    ['the lead, of what the office entered for it', lived(aTask(), ['2013-06-21', secretary, paper]), 'so-y-te'],
    ['the agency that handed it in before another took over', moved, 'so-y-te'],
    ['the agency that took over from it', moved, 'so-moi'],
  ])('but never %s', (_, task, agency) => {
    const own = { ...doctor, agency }
    expect(decide(task, { type: 'accept' }, circumstances('2013-06-24', own))).toEqual({ code: 'own-result' })
    expect(decide(task, back, circumstances('2013-06-24', own))).toEqual({ code: 'own-result' })
    const colleague = { ...secretary, person: 'dong-nghiep' }
    expect(decide(task, { type: 'accept' }, circumstances('2013-06-24', colleague))).toEqual({ type: 'resultAccepted' })
  })

  test('who recorded a result from paper may accept it, which the record shows, unless the programme says otherwise', () => {
    const recorded = lived(aTask(), ['2013-06-21', secretary, paper])
    const accept = (person: string, settings = {}) =>
      decide(recorded, { type: 'accept' }, circumstances('2013-06-24', { ...secretary, person }, settings))
    expect(accept(secretary.person)).toEqual({ type: 'resultAccepted', byRecorder: true })
    expect(accept(secretary.person, { recorderAccepts: false })).toEqual({ code: 'own-record' })
    expect(accept('dong-nghiep', { recorderAccepts: false })).toEqual({ type: 'resultAccepted' })
    const done = lived(recorded, ['2013-06-24', secretary, { type: 'accept' }])
    expect(done.standing).toMatchObject({ byRecorder: true, result: { recordedBy: secretary.person } })
  })

  test('the lead takes back what nobody has judged, and says why', () => {
    expect(decide(submitted, { type: 'retract', reason: 'Nhầm tệp' }, circumstances('2013-06-24'))).toEqual({
      type: 'resultRetracted',
      reason: 'Nhầm tệp',
    })
    expect(decide(submitted, { type: 'retract', reason: '' }, circumstances('2013-06-24'))).toEqual({
      code: 'reason-missing',
    })
  })
})

describe('an extension', () => {
  const ask: Command<'askExtension'> = { type: 'askExtension', wanted: '2013-07-31', reason: 'Chờ ý kiến' }

  test.each<[CalendarDate, 'inTime' | 'short' | 'afterDue']>([
    ['2013-06-03', 'inTime'],
    ['2013-06-25', 'inTime'],
    ['2013-06-26', 'short'],
    ['2013-06-28', 'short'],
    ['2013-06-29', 'afterDue'],
    ['2013-07-15', 'afterDue'],
  ])('asked on %s is %s', (today, timing) => {
    expect(decide(aTask(), ask, circumstances(today))).toEqual({
      type: 'extensionAsked',
      wanted: '2013-07-31',
      reason: 'Chờ ý kiến',
      timing,
    })
  })

  test('how much notice is due is the programme’s to say', () => {
    const now = circumstances('2013-06-25', doctor, { extensionNoticeWorkingDays: 4 })
    expect(decide(aTask(), ask, now)).toMatchObject({ timing: 'short' })
  })

  test('asked by letter counts from its arrival, not from its entry', () => {
    const onPaper = { arrivalNumber: '70', arrivedOn: '2013-06-25' } as const
    expect(decide(aTask(), { ...ask, onPaper }, circumstances('2013-07-01', secretary))).toMatchObject({
      type: 'extensionAsked',
      timing: 'inTime',
      onPaper,
    })
    expect(decide(aTask(), { ...ask, onPaper }, circumstances('2013-06-24', secretary))).toEqual({
      code: 'arrival-in-future',
      arrived: '2013-06-25',
      today: '2013-06-24',
    })
  })

  test('is for a later day, with a reason, and one at a time', () => {
    expect(decide(aTask(), { ...ask, wanted: '2013-06-28' }, circumstances('2013-06-20'))).toEqual({
      code: 'extension-not-later',
      wanted: '2013-06-28',
      dueOn: '2013-06-28',
    })
    expect(decide(aTask(), { ...ask, reason: '' }, circumstances('2013-06-20'))).toEqual({
      code: 'reason-missing',
    })
    expect(decide(lived(aTask(), ['2013-06-20', doctor, ask]), ask, circumstances('2013-06-21'))).toEqual({
      code: 'extension-pending',
      askedOn: '2013-06-20',
    })
  })

  const asked = lived(aTask(), ['2013-06-20', doctor, ask])
  const grant = (to: CalendarDate | null): Command<'decideExtension'> => ({
    type: 'decideExtension',
    grant: to,
    reason: 'Đã xem xét',
  })

  test('is granted, to whatever later day, or refused, by the agency that gave the task', () => {
    expect(decide(asked, { ...grant('2013-07-15'), document: 'vb' }, circumstances('2013-06-24', leader))).toEqual({
      type: 'extensionDecided',
      to: '2013-07-15',
      reason: 'Đã xem xét',
      document: 'vb',
    })
    expect(decide(asked, grant(null), circumstances('2013-06-24', leader))).toEqual({
      type: 'extensionDecided',
      to: null,
      reason: 'Đã xem xét',
    })
    expect(decide(asked, grant('2013-06-28'), circumstances('2013-06-24', leader))).toEqual({
      code: 'extension-not-later',
      wanted: '2013-06-28',
      dueOn: '2013-06-28',
    })
    expect(decide(asked, { ...grant(null), reason: ' ' }, circumstances('2013-06-24', leader))).toEqual({
      code: 'reason-missing',
    })
  })

  test('is never decided by who asked, nor by who leads now', () => {
    const onPaper = { arrivalNumber: '70', arrivedOn: '2013-06-20' } as const
    const byLetter = lived(aTask(), ['2013-06-21', secretary, { ...ask, onPaper }])
    const taken = lived(asked, [
      '2013-06-21',
      secretary,
      { type: 'changeHolder', from: 'so-y-te', to: 'so-moi', document: 'vb' },
    ])
    for (const [task, agency] of [
      [asked, 'so-y-te'],
      [byLetter, 'so-y-te'],
      [taken, 'so-y-te'],
      [taken, 'so-moi'],
    ] as const) {
      expect(decide(task, grant('2013-07-15'), circumstances('2013-06-24', { ...doctor, agency }))).toEqual({
        code: 'own-request',
      })
    }
    expect(decide(byLetter, grant('2013-07-15'), circumstances('2013-06-24', secretary))).toMatchObject({
      type: 'extensionDecided',
    })
  })

  test('rests on a document, or on one that is awaited, never on a blank', () => {
    const blank = { ...grant('2013-07-15'), document: ' ' }
    expect(decide(asked, blank, circumstances('2013-06-24', leader))).toEqual({ code: 'document-missing' })
    const granted = lived(asked, ['2013-06-24', leader, grant('2013-07-15')])
    const supply: Command<'supplyDocument'> = { type: 'supplyDocument', document: 'thong-bao' }
    expect(decide(granted, { ...supply, document: '' }, circumstances('2013-06-25', secretary))).toEqual({
      code: 'document-missing',
    })
    const supplied = lived(granted, ['2013-06-25', secretary, supply])
    expect(decide(supplied, supply, circumstances('2013-06-26', secretary))).toEqual({ code: 'no-document-awaited' })
  })

  test('that nobody asked for is not decided', () => {
    expect(decide(aTask(), grant(null), circumstances('2013-06-24', leader))).toEqual({ code: 'no-extension-asked' })
  })
})

describe('the lead disputes that it leads', () => {
  const dispute: Command<'disputeLead'> = {
    type: 'disputeLead',
    reason: 'Thuộc Sở Tài chính',
    proposed: 'so-tai-chinh',
  }
  const answer: Command<'answerDispute'> = {
    type: 'answerDispute',
    lead: 'so-tai-chinh',
    reason: 'Đúng',
    document: 'vb',
  }
  const disputed = lived(aTask(), ['2013-01-10', doctor, dispute])

  test('with a reason, once', () => {
    expect(decide(aTask(), dispute, circumstances('2013-01-10'))).toEqual({ ...dispute, type: 'leadDisputed' })
    expect(decide(aTask(), { ...dispute, reason: '' }, circumstances('2013-01-10'))).toEqual({
      code: 'reason-missing',
    })
    expect(decide(disputed, dispute, circumstances('2013-01-11'))).toEqual({ code: 'dispute-pending' })
  })

  test('and is answered with a document and a reason', () => {
    expect(decide(disputed, answer, circumstances('2013-01-14', leader))).toEqual({
      ...answer,
      type: 'disputeAnswered',
    })
    expect(decide(disputed, { ...answer, document: ' ' }, circumstances('2013-01-14', leader))).toEqual({
      code: 'document-missing',
    })
    expect(decide(disputed, { ...answer, reason: '' }, circumstances('2013-01-14', leader))).toEqual({
      code: 'reason-missing',
    })
    expect(decide(aTask(), answer, circumstances('2013-01-14', leader))).toEqual({ code: 'no-dispute' })
  })
})

describe('an urging', () => {
  const urge: Command<'urge'> = { type: 'urge', text: 'Báo cáo tiến độ trước ngày 15/3' }

  test('is kept, told to the lead, and said once a day', () => {
    expect(decide(aTask(), urge, circumstances('2013-03-01', secretary))).toEqual({ ...urge, type: 'urged' })
    const urged = lived(aTask(), ['2013-03-01', secretary, urge])
    expect(urged.urged).toEqual({ on: '2013-03-01', by: secretary.agency, text: urge.text })
    expect(urged.notices).toEqual([{ code: 'urged', on: '2013-03-01' }])
    expect(urged.deadline).toEqual(aTask().deadline)
    expect(decide(urged, { type: 'urge' }, circumstances('2013-03-01', secretary))).toEqual({ code: 'already-urged' })
    expect(decide(urged, { type: 'urge' }, circumstances('2013-03-04', secretary))).toEqual({ type: 'urged' })
  })
})

describe('a direction', () => {
  const direct: Command<'direct'> = { type: 'direct', text: 'Khẩn trương hoàn thành' }

  test('is kept with its words, and where it came as a bút phê with its paper', () => {
    expect(decide(aTask(), direct, circumstances('2013-03-01', leader))).toEqual({ ...direct, type: 'directed' })
    const onPaper = { arrivalNumber: '45', arrivedOn: '2013-02-28' } as const
    const task = lived(aTask(), ['2013-03-01', secretary, { ...direct, onPaper }], ['2013-03-02', leader, direct])
    expect(task.directions).toEqual([
      { on: '2013-02-28', text: direct.text, by: 'vp-ubnd', onPaper },
      { on: '2013-03-02', text: direct.text, by: 'ubnd-tp' },
    ])
    expect(task.deadline).toEqual(aTask().deadline)
  })

  test('has words, a paper that has arrived, and there are at most thirty of them', () => {
    const now = circumstances('2013-03-01', leader)
    expect(decide(aTask(), { ...direct, text: ' ' }, now)).toEqual({ code: 'text-missing' })
    const onPaper = { arrivalNumber: '45', arrivedOn: '2013-03-02' } as const
    expect(decide(aTask(), { ...direct, onPaper }, now)).toMatchObject({ code: 'arrival-in-future' })
    const one = { on: '2013-02-01', text: 'Làm ngay', by: 'ubnd-tp' } as const
    const directions = Array.from({ length: 30 }, () => one)
    expect(decide(aTask({ directions }), direct, now)).toEqual({ code: 'too-many', most: 30 })
  })
})

describe('what the office proposes', () => {
  const wanted = '2013-07-31'
  const asked = lived(aTask(), ['2013-06-20', doctor, { type: 'askExtension', wanted, reason: 'Chờ ý kiến' }])
  const grant: Command<'advise'> = {
    type: 'advise',
    proposes: { about: 'extension', grant: '2013-07-15' },
    reason: 'Đã có dự thảo; nửa tháng là đủ',
  }
  const late: Command<'advise'> = {
    type: 'advise',
    proposes: { about: 'late', text: 'Báo cáo nguyên nhân chậm', answerBy: '2013-07-12' },
    reason: 'Đã nhắc ba lần',
  }
  const on = (task: Task, command: Command<'advise'>, today: CalendarDate = '2013-06-24') =>
    decide(task, command, circumstances(today, secretary))

  test('stands beside the question, with who proposes and why, until it is decided; it decides nothing', () => {
    const advised = lived(asked, ['2013-06-24', secretary, grant])
    const { type: _, ...said } = grant
    expect(advised).toMatchObject({ advice: [{ ...said, on: '2013-06-24', by: 'vp-ubnd' }] })
    expect(advised.deadline).toEqual(asked.deadline)
    expect(advised.notices).toEqual(asked.notices)
    const decision = { type: 'decideExtension', grant: wanted, reason: 'Đồng ý' } as const
    expect(lived(advised, ['2013-06-25', leader, decision]).advice).toBeUndefined()
  })

  test('is replaced by what it proposes later, and others stay', () => {
    const disputed = lived(asked, ['2013-06-21', doctor, { type: 'disputeLead', reason: 'Thuộc Sở Tài chính' }])
    const keep: Command<'advise'> = {
      type: 'advise',
      proposes: { about: 'otherLead', lead: 'so-y-te' },
      reason: 'Đúng lĩnh vực',
    }
    const refuse: Command<'advise'> = {
      type: 'advise',
      proposes: { about: 'extension', grant: null },
      reason: 'Không đủ căn cứ',
    }
    const task = lived(
      disputed,
      ['2013-06-24', secretary, grant],
      ['2013-06-24', secretary, keep],
      ['2013-06-25', secretary, refuse],
    )
    expect(task.advice?.map(({ proposes }) => proposes)).toEqual([keep.proposes, refuse.proposes])
  })

  test('is about something that waits, and what could be decided', () => {
    expect(on(aTask(), grant)).toEqual({ code: 'no-extension-asked' })
    expect(on(asked, { ...grant, proposes: { about: 'extension', grant: '2013-06-28' } })).toEqual({
      code: 'extension-not-later',
      wanted: '2013-06-28',
      dueOn: '2013-06-28',
    })
    expect(on(asked, { ...grant, reason: ' ' })).toEqual({ code: 'reason-missing' })
    expect(on(asked, { ...grant, proposes: { about: 'otherLead', lead: 'so-y-te' } })).toEqual({ code: 'no-dispute' })
  })

  test('for late work is the words of a direction, which the direction takes along; a result makes it needless', () => {
    expect(on(aTask(), late, '2013-06-28')).toEqual({ code: 'task-not-late' })
    expect(on(aTask(), late, '2013-07-15')).toEqual({ code: 'date-passed', wanted: '2013-07-12', today: '2013-07-15' })
    expect(on(aTask(), { ...late, proposes: { about: 'late', text: ' ' } }, '2013-07-05')).toEqual({
      code: 'text-missing',
    })
    const advised = lived(aTask(), ['2013-07-05', secretary, late])
    expect(advised.advice).toHaveLength(1)
    const direct: Command<'direct'> = { type: 'direct', text: 'Báo cáo ngay', answerBy: '2013-07-12' }
    const directed = lived(advised, ['2013-07-08', leader, direct])
    expect(directed.advice).toBeUndefined()
    expect(directed.directions).toEqual([
      { on: '2013-07-08', text: 'Báo cáo ngay', answerBy: '2013-07-12', by: 'ubnd-tp' },
    ])
    expect(lived(advised, ['2013-07-08', doctor, handIn]).advice).toBeUndefined()
  })
})

describe('parts', () => {
  const ask = (dueOn: CalendarDate, id = 'p1'): Command<'askPart'> => ({
    type: 'askPart',
    id,
    holder: { agency: 'so-tai-chinh', unit: 'Phòng Ngân sách' },
    what: 'Dự toán',
    dueOn,
  })

  test('are asked by a day no later than the task’s, while that day has not passed', () => {
    expect(decide(aTask(), ask('2013-06-28'), circumstances('2013-06-03'))).toEqual({
      type: 'partAsked',
      part: {
        id: 'p1',
        holder: { agency: 'so-tai-chinh', unit: 'Phòng Ngân sách' },
        what: 'Dự toán',
        askedOn: '2013-06-03',
        dueOn: '2013-06-28',
      },
    })
    expect(decide(aTask(), ask('2013-06-29'), circumstances('2013-06-28'))).toEqual({
      code: 'part-after-deadline',
      wanted: '2013-06-29',
      dueOn: '2013-06-28',
    })
    expect(decide(aTask(), ask('2013-07-05'), circumstances('2013-06-29'))).toMatchObject({ type: 'partAsked' })
    expect(
      decide(aTask({ dueOn: null, standing: { state: 'continuous' } }), ask('2013-07-05'), circumstances('2013-06-03')),
    ).toMatchObject({
      type: 'partAsked',
    })
  })

  test('are asked of who takes part in the task', () => {
    const other = { ...ask('2013-06-20'), holder: { agency: 'so-xay-dung' } }
    expect(decide(aTask(), other, circumstances('2013-06-03'))).toEqual({
      code: 'not-cooperating',
      agency: 'so-xay-dung',
    })
    const own = { ...ask('2013-06-20'), holder: { agency: 'so-y-te', unit: 'Phòng Nghiệp vụ' } }
    expect(decide(aTask(), own, circumstances('2013-06-03'))).toMatchObject({ type: 'partAsked' })
  })

  test('are answered by who was asked, or noted by the lead or its office', () => {
    const cooperating = [{ agency: 'so-tai-chinh' }, { agency: 'so-xay-dung' }]
    const task = lived(aTask({ cooperating }), ['2013-06-03', doctor, ask('2013-06-20')])
    const answer: Command<'answerPart'> = { type: 'answerPart', id: 'p1', text: 'Đã gửi' }
    for (const actor of [accountant, doctor, leadOffice]) {
      expect(decide(task, answer, circumstances('2013-06-10', actor))).toMatchObject({ type: 'partAnswered' })
    }
    const another = { ...doctor, agency: 'so-xay-dung' }
    expect(decide(task, answer, circumstances('2013-06-10', another))).toEqual({
      code: 'not-your-part',
      part: 'Dự toán',
    })
  })

  test('are at most fifty, each with its own name and words', () => {
    const many = (count: number) =>
      aTask({
        parts: Array.from({ length: count }, (_, n) => ({
          id: `q${n}`,
          holder: { agency: 'so-y-te' },
          what: 'Số liệu',
          askedOn: '2013-06-03',
          dueOn: '2013-06-10',
        })),
      })
    expect(decide(many(50), ask('2013-06-20'), circumstances('2013-06-03'))).toEqual({
      code: 'too-many-parts',
      most: 50,
    })
    expect(decide(many(49), ask('2013-06-20'), circumstances('2013-06-03'))).toMatchObject({ type: 'partAsked' })
    expect(decide(many(1), ask('2013-06-20', 'q0'), circumstances('2013-06-03'))).toEqual({ code: 'nothing-to-change' })
    expect(decide(aTask(), { ...ask('2013-06-20'), what: ' ' }, circumstances('2013-06-03'))).toEqual({
      code: 'text-missing',
    })
  })

  test('are answered once, with words', () => {
    const task = lived(aTask(), ['2013-06-03', doctor, ask('2013-06-20')])
    const answer: Command<'answerPart'> = { type: 'answerPart', id: 'p1', text: 'Đã gửi' }
    expect(decide(task, answer, circumstances('2013-06-10', accountant))).toEqual({
      type: 'partAnswered',
      id: 'p1',
      text: 'Đã gửi',
    })
    expect(decide(task, { ...answer, text: '' }, circumstances('2013-06-10', accountant))).toEqual({
      code: 'text-missing',
    })
    expect(decide(task, { ...answer, id: 'p2' }, circumstances('2013-06-10', accountant))).toEqual({
      code: 'unknown-part',
      part: 'p2',
    })
    expect(
      decide(lived(task, ['2013-06-10', accountant, answer]), answer, circumstances('2013-06-11', accountant)),
    ).toEqual({
      code: 'part-already-answered',
      part: 'Dự toán',
    })
  })
})

describe('a document of the assigning level amends', () => {
  const amend = (change: Command<'amend'>['change'], document = 'vb'): Command<'amend'> => ({
    type: 'amend',
    document,
    change,
  })

  test.each<[string, Command<'amend'>['change']]>([
    ['the lead', { lead: 'so-noi-vu' }],
    ['the lead, to an agency that cooperated', { lead: 'so-tai-chinh' }],
    ['the product', { product: 'Đề án và dự toán' }],
    ['the deadline, to an earlier day', { dueOn: '2013-05-31' }],
    ['who cooperates', { cooperating: [] }],
    ['what one of them does', { cooperating: [{ agency: 'so-tai-chinh', part: 'Dự toán' }] }],
  ])('%s', (_, change) => {
    expect(decide(aTask(), amend(change), circumstances('2013-03-01', secretary))).toEqual({
      type: 'amended',
      document: 'vb',
      change,
    })
  })

  test.each<[string, Command<'amend'>['change']]>([
    ['nothing', {}],
    [
      'what is so already',
      { lead: 'so-y-te', product: 'Đề án', dueOn: '2013-06-28', cooperating: [{ agency: 'so-tai-chinh' }] },
    ],
  ])('but not %s', (_, change) => {
    expect(decide(aTask(), amend(change), circumstances('2013-03-01', secretary))).toEqual({
      code: 'nothing-to-change',
    })
  })

  test('with one lead that does not also cooperate, and never without the document', () => {
    const now = circumstances('2013-03-01', secretary)
    expect(decide(aTask(), amend({ cooperating: [{ agency: 'so-y-te' }] }), now)).toEqual({
      code: 'lead-also-cooperates',
      agency: 'so-y-te',
    })
    expect(decide(aTask(), amend({ lead: 'so-noi-vu', cooperating: [{ agency: 'so-noi-vu' }] }), now)).toEqual({
      code: 'lead-also-cooperates',
      agency: 'so-noi-vu',
    })
    expect(decide(aTask(), amend({ product: 'Báo cáo' }, ' '), now)).toEqual({ code: 'document-missing' })
  })

  test('withdraws and closes with the document, and says why it withdraws', () => {
    const now = circumstances('2013-03-01', secretary)
    const withdraw: Command<'withdraw'> = { type: 'withdraw', document: 'vb', reason: 'Có văn bản thay thế' }
    expect(decide(aTask(), withdraw, now)).toEqual({ ...withdraw, type: 'withdrawn' })
    expect(decide(aTask(), { ...withdraw, document: '' }, now)).toEqual({ code: 'document-missing' })
    expect(decide(aTask(), { ...withdraw, reason: '' }, now)).toEqual({ code: 'reason-missing' })
    const close: Command<'close'> = { type: 'close', how: 'carriedOver', document: 'vb' }
    expect(decide(aTask(), close, now)).toEqual({ type: 'closed', how: 'carriedOver', document: 'vb' })
    expect(decide(aTask(), { ...close, document: '' }, now)).toEqual({ code: 'document-missing' })
  })

  test('meets a condition by giving the day', () => {
    const waiting = aTask({
      dueOn: null,
      standing: { state: 'conditional', condition: 'Nghị định', reviewOn: '2013-12-31' },
    })
    const met: Command<'meetCondition'> = { type: 'meetCondition', document: 'vb', dueOn: '2014-03-31' }
    expect(decide(waiting, met, circumstances('2013-10-01', secretary))).toEqual({ ...met, type: 'conditionMet' })
    expect(decide(waiting, { ...met, document: '' }, circumstances('2013-10-01', secretary))).toEqual({
      code: 'document-missing',
    })
  })
})

describe('a body is reorganised', () => {
  const now = circumstances('2013-03-01', secretary)
  const move = (from: string, to = 'so-moi', document = 'vb'): Command<'changeHolder'> => ({
    type: 'changeHolder',
    from,
    to,
    document,
  })
  const part = {
    id: 'p1',
    holder: { agency: 'so-ke-hoach' },
    what: 'Số liệu',
    askedOn: '2013-02-01',
    dueOn: '2013-04-01',
  } as const

  test.each([
    ['leads', 'so-y-te'],
    ['gave it', 'ubnd-tp'],
    ['cooperates', 'so-tai-chinh'],
    ['owes a part', 'so-ke-hoach'],
  ])('and what it %s goes to another', (_, from) => {
    expect(decide(aTask({ parts: [part] }), move(from), now)).toEqual({
      type: 'holderChanged',
      from,
      to: 'so-moi',
      document: 'vb',
    })
  })

  test('but not what it does not hold, nor to itself, nor without the document', () => {
    const answered = aTask({ parts: [{ ...part, answer: { on: '2013-02-20', text: 'Đã gửi' } }] })
    expect(decide(aTask(), move('so-ke-hoach'), now)).toEqual({ code: 'nothing-to-change' })
    expect(decide(answered, move('so-ke-hoach'), now)).toEqual({ code: 'nothing-to-change' })
    expect(decide(aTask(), move('so-y-te', 'so-y-te'), now)).toEqual({ code: 'nothing-to-change' })
    expect(decide(aTask(), move('so-y-te', 'so-moi', ''), now)).toEqual({ code: 'document-missing' })
  })
})

describe('a task that is done is opened again', () => {
  const done = lived(aTask(), ['2013-06-20', doctor, handIn], ['2013-06-24', secretary, { type: 'accept' }])
  const reopen: Command<'reopen'> = { type: 'reopen', reason: 'Cần bổ sung' }

  test('in time without a pause, late with one, and with a later day if wanted', () => {
    expect(decide(done, reopen, circumstances('2013-06-28', leader))).toEqual({
      type: 'reopened',
      reason: 'Cần bổ sung',
    })
    expect(decide(done, reopen, circumstances('2013-07-01', leader))).toEqual({
      type: 'reopened',
      reason: 'Cần bổ sung',
      pausedUntil: '2013-07-04',
    })
    expect(decide(done, { ...reopen, dueOn: '2013-07-31' }, circumstances('2013-07-01', leader))).toEqual({
      type: 'reopened',
      reason: 'Cần bổ sung',
      dueOn: '2013-07-31',
    })
  })

  test('with a reason, and never with an earlier day', () => {
    expect(decide(done, { type: 'reopen', reason: '' }, circumstances('2013-07-01', leader))).toEqual({
      code: 'reason-missing',
    })
    expect(decide(done, { ...reopen, dueOn: '2013-06-28' }, circumstances('2013-07-01', leader))).toEqual({
      code: 'extension-not-later',
      wanted: '2013-06-28',
      dueOn: '2013-06-28',
    })
  })
})

describe('a wrong entry is corrected (đính chính)', () => {
  const done = lived(aTask(), ['2013-06-20', doctor, handIn], ['2013-06-24', secretary, { type: 'accept' }])
  type What =
    | Pick<Command<'correct'> & { field: 'dueOn' | 'countsOn' }, 'field' | 'is'>
    | { field: 'product' | 'title'; is: string }
  const correct = (what: What, reason = 'Nhập nhầm'): TaskCommand => ({ type: 'correct', reason, ...what })
  const now = circumstances('2013-06-25', secretary)

  test.each<[string, Task, What, What]>([
    ['deadline', aTask(), { field: 'dueOn', is: '2013-06-28' }, { field: 'dueOn', is: '2013-06-30' }],
    [
      'title',
      aTask(),
      { field: 'title', is: 'Xây dựng đề án giảm quá tải bệnh viện' },
      { field: 'title', is: 'Đề án giảm tải' },
    ],
    ['product', aTask(), { field: 'product', is: 'Đề án' }, { field: 'product', is: 'Báo cáo' }],
    ['counting day', done, { field: 'countsOn', is: '2013-06-20' }, { field: 'countsOn', is: '2013-06-19' }],
  ])('its %s, with both values', (_, task, before, after) => {
    expect(decide(task, correct(after), now)).toEqual({
      type: 'corrected',
      was: before.is,
      reason: 'Nhập nhầm',
      ...after,
    })
    expect(decide(task, correct(before), now)).toEqual({ code: 'nothing-to-change' })
    expect(decide(task, correct(after, ''), now)).toEqual({ code: 'reason-missing' })
  })

  test('a product that was missing is written in', () => {
    const { product: _, ...bare } = aTask()
    expect(decide(bare, correct({ field: 'product', is: 'Đề án' }), now)).toMatchObject({
      was: '',
      is: 'Đề án',
    })
  })

  test('but not a day that is not there, nor a title away', () => {
    expect(decide(aTask(), correct({ field: 'countsOn', is: '2013-06-19' }), now)).toEqual({
      code: 'nothing-to-change',
    })
    const continuous = aTask({ dueOn: null, standing: { state: 'continuous' } })
    expect(decide(continuous, correct({ field: 'dueOn', is: '2013-06-19' }), now)).toEqual({
      code: 'nothing-to-change',
    })
    expect(decide(aTask(), correct({ field: 'title', is: ' ' }), now)).toEqual({ code: 'text-missing' })
  })

  test.each(['hôm qua', '2013-02-30', ''])('not to %o, which is no day', (is) => {
    // The door parses days; the rule does not rely on it.
    const command: object = { type: 'correct', field: 'dueOn', is, reason: 'Nhập nhầm' }
    expect(decide(aTask(), command as TaskCommand, now)).toEqual({ code: 'not-a-day', found: is })
  })
})

test('progress is words, and a task is first seen once', () => {
  const progress: Command<'reportProgress'> = {
    type: 'reportProgress',
    text: 'Xong dự thảo',
    difficulty: 'Thiếu kinh phí',
  }
  expect(decide(aTask(), progress, circumstances('2013-03-01'))).toEqual({ ...progress, type: 'progressReported' })
  expect(decide(aTask(), { ...progress, text: ' ' }, circumstances('2013-03-01'))).toEqual({
    code: 'text-missing',
  })
  expect(decide(aTask(), { type: 'see' }, circumstances('2013-03-01'))).toEqual({ type: 'seen' })
  expect(decide(aTask({ seenOn: '2013-02-01' }), { type: 'see' }, circumstances('2013-03-01'))).toEqual({
    code: 'nothing-to-change',
  })
})

describe('the day a condition is looked at again', () => {
  const waiting = aTask({
    dueOn: null,
    standing: { state: 'conditional', condition: 'khi có nghị định', reviewOn: '2013-06-03' },
  })
  const renew: Command<'renewReview'> = { type: 'renewReview', reviewOn: '2013-12-02', reason: 'Chưa có nghị định' }

  test.each<[string, Partial<Command<'renewReview'>>, object]>([
    ['a later one', {}, { ...renew, type: 'reviewRenewed' }],
    ['today', { reviewOn: '2013-06-10' }, { type: 'reviewRenewed', reviewOn: '2013-06-10' }],
    ['yesterday', { reviewOn: '2013-06-09' }, { code: 'date-passed', wanted: '2013-06-09', today: '2013-06-10' }],
    ['no day at all', { reviewOn: '2013-02-30' }, { code: 'not-a-day', found: '2013-02-30' }],
    ['one without a reason', { reason: ' ' }, { code: 'reason-missing' }],
  ])('%s', (_, changes, answer) => {
    expect(decide(waiting, { ...renew, ...changes }, circumstances('2013-06-10', secretary))).toMatchObject(answer)
  })

  test('that it has already', () => {
    const again = { ...renew, reviewOn: '2013-06-03' } as const
    expect(decide(waiting, again, circumstances('2013-06-03', secretary))).toEqual({ code: 'nothing-to-change' })
  })
})
