import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../domain/refusals.ts'
import { noticesOf, whoHears } from '../../../domain/reminders/whoHears.ts'
import { decide, type TaskCommand } from '../../../domain/tasks/decide.ts'
import { evolve } from '../../../domain/tasks/evolve.ts'
import type { Result, Task } from '../../../domain/tasks/task.ts'
import { aTask, circumstances, doctor, handIn, occasion, secretary } from '../tasks/builders.ts'

const onPaper = { arrivalNumber: '12', arrivedOn: '2013-06-20' } as const
const result: Result = {
  evidence: [{ title: 'Đề án' }],
  enteredOn: '2013-06-20',
  countsOn: '2013-06-20',
  enteredLate: false,
  by: 'so-y-te',
  onPaper,
}
const submitted = aTask({ standing: { state: 'submitted', result } })
const asked = aTask({
  extensionAsked: {
    askedOn: '2013-06-20',
    wanted: '2013-07-31',
    reason: 'Chờ ý kiến',
    timing: 'inTime',
    by: 'so-y-te',
  },
})
const disputed = aTask({ dispute: { on: '2013-06-10', reason: 'Thuộc Sở Tài chính' } })
const conditional = aTask({
  dueOn: null,
  standing: { state: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-12-31' },
})
const awaiting = aTask({
  deadline: {
    dueOn: '2013-06-28',
    originalDueOn: '2013-05-31',
    extensions: [{ from: '2013-05-31', to: '2013-06-28', decidedOn: '2013-05-20', reason: 'Họp' }],
  },
})
const part = {
  id: 'p1',
  holder: { agency: 'so-tai-chinh' },
  what: 'Dự toán',
  askedOn: '2013-06-01',
  dueOn: '2013-06-20',
} as const

const cases: readonly (readonly [Task, TaskCommand])[] = [
  [aTask(), { type: 'see' }],
  [aTask(), { type: 'entrust', follower: 'chuyen-vien', overseer: 'lanh-dao' }],
  [aTask({ follower: 'chuyen-vien' }), { type: 'handOver', from: 'chuyen-vien', to: 'nguoi-moi' }],
  [aTask(), { type: 'reportProgress', text: 'Đã xong dự thảo' }],
  [aTask(), { type: 'askPart', id: 'p2', holder: { agency: 'so-y-te' }, what: 'Dự thảo', dueOn: '2013-06-25' }],
  [aTask({ parts: [part] }), { type: 'answerPart', id: 'p1', text: 'Đã gửi' }],
  [aTask(), handIn],
  [aTask(), { type: 'recordOnPaper', evidence: [{ title: 'Đề án' }], ...onPaper }],
  [submitted, { type: 'retract', reason: 'Nhầm tệp' }],
  [submitted, { type: 'accept' }],
  [submitted, { type: 'return', reason: 'Thiếu số liệu' }],
  [submitted, { type: 'object', reason: 'Không phải của Sở' }],
  [
    aTask({ progress: { on: '2013-06-20', text: 'Đang làm', byLink: { mailbox: 'so-y-te@example.com' } } }),
    { type: 'disown', about: 'progress', reason: 'Không phải chúng tôi gửi' },
  ],
  [
    aTask({ progress: { on: '2013-06-20', text: 'Đang làm', onHold: { on: '2013-06-21', reason: 'Không gửi' } } }),
    { type: 'settleHeld', about: 'progress', keep: true, reason: 'Đã xác minh' },
  ],
  [aTask(), { type: 'direct', text: 'Khẩn trương' }],
  [aTask(), { type: 'urge' }],
  [disputed, { type: 'advise', proposes: { about: 'otherLead', lead: 'so-y-te' }, reason: 'Đúng lĩnh vực' }],
  [aTask(), { type: 'askExtension', wanted: '2013-07-31', reason: 'Chờ ý kiến' }],
  [asked, { type: 'decideExtension', grant: '2013-07-31', reason: 'Đồng ý' }],
  [aTask(), { type: 'disputeLead', reason: 'Thuộc Sở Tài chính' }],
  [disputed, { type: 'answerDispute', lead: 'so-y-te', reason: 'Giữ nguyên', document: 'van-ban' }],
  [aTask(), { type: 'amend', document: 'van-ban', change: { product: 'Đề án và dự toán' } }],
  [aTask(), { type: 'withdraw', document: 'van-ban', reason: 'Thay thế' }],
  [aTask({ standing: { state: 'done', result, acceptedOn: '2013-06-21' } }), { type: 'reopen', reason: 'Bổ sung' }],
  [aTask(), { type: 'correct', field: 'title', is: 'Đề án khác', reason: 'Nhập nhầm' }],
  [conditional, { type: 'meetCondition', document: 'van-ban', dueOn: '2014-06-30' }],
  [conditional, { type: 'renewReview', reviewOn: '2014-06-30', reason: 'Chưa ban hành' }],
  [awaiting, { type: 'supplyDocument', document: 'van-ban' }],
  [aTask(), { type: 'changeHolder', from: 'so-y-te', to: 'so-y-te-moi', document: 'van-ban' }],
  [aTask(), { type: 'close', how: 'stopped', document: 'van-ban' }],
]

describe('what an action is said to tell is what it leaves to be told', () => {
  test('every action is looked at', () => {
    expect(cases.map(([, { type }]) => type).toSorted()).toEqual(Object.keys(noticesOf).toSorted())
  })

  test.each(cases.map(([task, command]) => ({ task, command, name: command.type })))('$name', ({ task, command }) => {
    const actor = ['accept', 'return', 'decideExtension'].includes(command.type) ? secretary : doctor
    const event = decide(task, command, circumstances('2013-06-24', actor))
    if (isRefusal(event)) throw new Error(event.code)
    const { notices } = evolve({ ...task, notices: [] }, event, occasion('2013-06-24', actor))
    expect(notices.map(({ code }) => code).toSorted()).toEqual(noticesOf[command.type].toSorted())
  })
})

describe('who hears', () => {
  const agency = (id: string, office?: string) => ({
    id,
    name: id,
    mailbox: `${id}@example.com`,
    head: { position: 'Thủ trưởng', mailbox: `tt.${id}@example.com` },
    ...(office === undefined ? {} : { office }),
  })
  const directory = new Map(
    [agency('ubnd-tp', 'vp-ubnd'), agency('vp-ubnd'), agency('so-y-te'), agency('so-tai-chinh')].map((one) => [
      one.id,
      one,
    ]),
  )

  test.each([
    ['submit', ['vp-ubnd']],
    ['recordOnPaper', ['vp-ubnd', 'so-y-te']],
    ['accept', []],
    ['return', ['so-y-te']],
    ['withdraw', ['so-y-te', 'so-tai-chinh']],
    ['correct', []],
  ] as const)('of %s: %s', (action, agencies) => {
    expect(whoHears(action, aTask(), directory, '2013-06-24')).toEqual(agencies)
  })
})
