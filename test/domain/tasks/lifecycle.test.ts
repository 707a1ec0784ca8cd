import { describe, expect, test } from 'vitest'
import { programmeTakes } from '../../../domain/programme/afterTheEnd.ts'
import { isRefusal, type TaskState } from '../../../domain/refusals.ts'
import { decide } from '../../../domain/tasks/decide.ts'
import { lifecycle, type TaskAction, taskCan } from '../../../domain/tasks/lifecycle.ts'
import type { Result, Standing, Task } from '../../../domain/tasks/task.ts'
import { accountant, aTask, type Command, circumstances, handIn, secretary } from './builders.ts'

const states = ['open', 'submitted', 'done', 'withdrawn', 'continuous', 'conditional'] as const satisfies TaskState[]
const actions = Object.keys(lifecycle).filter((name): name is TaskAction => name in lifecycle)

test('what can be done in which state', () => {
  const width = (text: string, columns: number) => text.padEnd(columns)
  const rows = actions.map((action) => {
    const cells = states.map((state) => width(lifecycle[action][state], 21))
    return `${width(action, 16)} ${cells.join('')}`.trimEnd()
  })
  const head = `${width('', 16)} ${states.map((state) => width(state, 21)).join('')}`.trimEnd()
  expect(`\n${[head, ...rows].join('\n')}\n`).toMatchInlineSnapshot(`
    "
                     open                 submitted            done                 withdrawn            continuous           conditional
    see              yes                  yes                  yes                  task-ended           yes                  yes
    reportProgress   yes                  task-not-open        task-ended           task-ended           yes                  yes
    askPart          yes                  task-not-open        task-ended           task-ended           yes                  task-not-open
    answerPart       yes                  yes                  task-ended           task-ended           yes                  task-not-open
    submit           yes                  task-not-open        task-not-open        task-ended           task-has-no-deadline task-not-open
    recordOnPaper    yes                  task-not-open        task-not-open        task-ended           task-has-no-deadline task-not-open
    retract          task-not-submitted   yes                  task-not-submitted   task-ended           task-not-submitted   task-not-submitted
    accept           task-not-submitted   yes                  task-not-submitted   task-ended           task-not-submitted   task-not-submitted
    return           task-not-submitted   yes                  task-not-submitted   task-ended           task-not-submitted   task-not-submitted
    object           task-not-submitted   yes                  yes                  task-ended           task-not-submitted   task-not-submitted
    disown           yes                  yes                  yes                  task-ended           yes                  yes
    settleHeld       yes                  yes                  yes                  task-ended           yes                  yes
    direct           yes                  yes                  task-ended           task-ended           yes                  yes
    urge             yes                  task-not-open        task-ended           task-ended           yes                  task-not-open
    advise           yes                  yes                  task-ended           task-ended           yes                  yes
    askExtension     yes                  task-not-open        task-not-open        task-ended           task-has-no-deadline task-not-open
    decideExtension  yes                  yes                  task-not-open        task-ended           task-has-no-deadline task-not-open
    disputeLead      yes                  task-not-open        task-ended           task-ended           yes                  task-not-open
    answerDispute    yes                  yes                  task-ended           task-ended           yes                  yes
    amend            yes                  yes                  task-ended           task-ended           yes                  yes
    withdraw         yes                  yes                  task-ended           task-ended           yes                  yes
    reopen           task-not-done        task-not-done        yes                  task-ended           task-not-done        task-not-done
    correct          yes                  yes                  yes                  task-ended           yes                  yes
    meetCondition    task-not-conditional task-not-conditional task-not-conditional task-ended           task-not-conditional yes
    renewReview      task-not-conditional task-not-conditional task-not-conditional task-ended           task-not-conditional yes
    supplyDocument   yes                  yes                  yes                  task-ended           task-has-no-deadline task-not-open
    entrust          yes                  yes                  task-ended           task-ended           yes                  yes
    handOver         yes                  yes                  task-ended           task-ended           yes                  yes
    changeHolder     yes                  yes                  task-ended           task-ended           yes                  yes
    close            yes                  yes                  task-ended           task-ended           yes                  yes
    "
  `)
})

const result: Result = {
  evidence: [{ title: 'Đề án' }],
  enteredOn: '2013-06-20',
  countsOn: '2013-06-20',
  enteredLate: false,
  by: 'so-y-te',
  onPaper: { arrivalNumber: '12', arrivedOn: '2013-06-20' },
}
const standings: { readonly [state in TaskState]: Standing } = {
  open: { state: 'open' },
  submitted: { state: 'submitted', result },
  done: { state: 'done', result, acceptedOn: '2013-06-21' },
  withdrawn: { state: 'withdrawn', how: 'withdrawn', on: '2013-06-21', document: 'van-ban' },
  continuous: { state: 'continuous' },
  conditional: { state: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-12-31' },
}

/** A task about which everything is pending that can be: what a command needs beside the state is there. */
function pendingIn(state: TaskState): Task {
  return aTask({
    follower: 'chuyen-vien',
    dueOn: state === 'continuous' || state === 'conditional' ? null : '2013-06-28',
    standing: standings[state],
    parts: [
      { id: 'p1', holder: { agency: 'so-tai-chinh' }, what: 'Dự toán', askedOn: '2013-06-01', dueOn: '2013-06-20' },
    ],
    ...(state === 'open' || state === 'submitted'
      ? {
          extensionAsked: {
            askedOn: '2013-06-20',
            wanted: '2013-07-31',
            reason: 'Chờ ý kiến',
            timing: 'inTime',
            by: 'so-y-te',
          },
        }
      : {}),
    dispute: { on: '2013-06-10', reason: 'Thuộc Sở Tài chính' },
  })
}

const commands: { readonly [action in TaskAction]: Command<action> } = {
  entrust: { type: 'entrust', follower: 'nguoi-moi' },
  handOver: { type: 'handOver', from: 'chuyen-vien', to: 'nguoi-moi' },
  see: { type: 'see' },
  reportProgress: { type: 'reportProgress', text: 'Đã xong dự thảo' },
  askPart: { type: 'askPart', id: 'p2', holder: { agency: 'so-tai-chinh' }, what: 'Dự toán', dueOn: '2013-06-25' },
  answerPart: { type: 'answerPart', id: 'p1', text: 'Đã gửi' },
  submit: handIn,
  recordOnPaper: {
    type: 'recordOnPaper',
    evidence: [{ title: 'Đề án' }],
    arrivalNumber: '12',
    arrivedOn: '2013-06-20',
  },
  retract: { type: 'retract', reason: 'Nhầm tệp' },
  accept: { type: 'accept' },
  return: { type: 'return', reason: 'Thiếu số liệu' },
  disown: { type: 'disown', about: 'progress', reason: 'Không phải chúng tôi gửi' },
  settleHeld: { type: 'settleHeld', about: 'progress', keep: true, reason: 'Đã xác minh' },
  object: { type: 'object', reason: 'Không phải kết quả của Sở' },
  direct: { type: 'direct', text: 'Khẩn trương hoàn thành' },
  urge: { type: 'urge', text: 'Đề nghị báo cáo tiến độ' },
  advise: {
    type: 'advise',
    proposes: { about: 'otherLead', lead: 'so-tai-chinh' },
    reason: 'Thuộc lĩnh vực tài chính',
  },
  askExtension: { type: 'askExtension', wanted: '2013-07-31', reason: 'Chờ ý kiến' },
  decideExtension: { type: 'decideExtension', grant: '2013-07-31', reason: 'Đồng ý' },
  disputeLead: { type: 'disputeLead', reason: 'Thuộc Sở Tài chính' },
  answerDispute: { type: 'answerDispute', lead: 'so-y-te', reason: 'Giữ nguyên', document: 'van-ban' },
  amend: { type: 'amend', document: 'van-ban', change: { product: 'Đề án và dự toán' } },
  withdraw: { type: 'withdraw', document: 'van-ban', reason: 'Có văn bản thay thế' },
  reopen: { type: 'reopen', reason: 'Cần bổ sung' },
  correct: { type: 'correct', field: 'title', is: 'Đề án giảm quá tải', reason: 'Nhập nhầm' },
  meetCondition: { type: 'meetCondition', document: 'van-ban', dueOn: '2014-06-30' },
  renewReview: { type: 'renewReview', reviewOn: '2014-06-30', reason: 'Nghị định chưa ban hành' },
  supplyDocument: { type: 'supplyDocument', document: 'van-ban' },
  changeHolder: { type: 'changeHolder', from: 'so-y-te', to: 'so-y-te-moi', document: 'van-ban' },
  close: { type: 'close', how: 'stopped', document: 'van-ban' },
}

/** What must not stand in the way of a command for the table to be the only question. */
function readyFor(action: TaskAction, task: Task): Task {
  const { extensionAsked: _, dispute: __, ...free } = task
  if (action === 'askExtension') return free
  const byLink = { mailbox: 'so-y-te@example.com' }
  if (action === 'settleHeld') {
    return {
      ...task,
      progress: { on: '2013-06-10', text: 'Đang làm', onHold: { on: '2013-06-11', reason: 'Không gửi' } },
    }
  }
  if (action === 'disown') return { ...task, progress: { on: '2013-06-10', text: 'Đang làm', byLink } }
  const { deadline } = task
  if (action === 'supplyDocument' && deadline) {
    const given = {
      from: '2013-05-31',
      to: '2013-06-28',
      decidedOn: '2013-05-20',
      reason: 'Giao tại cuộc họp',
    } as const
    return { ...task, deadline: { ...deadline, extensions: [given] } }
  }
  return action === 'disputeLead' ? free : task
}

describe('the rules answer as the table says', () => {
  const cells = actions.flatMap((action) => states.map((state) => ({ action, state, says: lifecycle[action][state] })))

  test.each(cells)('$action of a task that is $state: $says', ({ action, state, says }) => {
    const task = readyFor(action, pendingIn(state))
    // Whoever may: a part is answered by its holder, and no office accepts what it handed in.
    const actor = action === 'answerPart' ? accountant : secretary
    const answer = decide(task, commands[action], circumstances('2013-06-24', actor))
    if (says === 'yes') {
      expect(isRefusal(answer) ? answer : 'acts').toBe('acts')
      expect(taskCan(action, task)).toBe('yes')
    } else {
      expect(answer).toEqual({ code: says, state })
      expect(taskCan(action, task)).toEqual(answer)
    }
  })
})

describe('a programme', () => {
  test.each(actions)('in force takes %s', (action) => {
    expect(programmeTakes(`task.${action}`, 'inForce')).toBe('yes')
  })

  test('that has ended takes what puts the record right, and nothing else', () => {
    expect(actions.filter((action) => programmeTakes(`task.${action}`, 'ended') === 'yes')).toEqual([
      'see',
      'object',
      'disown',
      'settleHeld',
      'correct',
      'supplyDocument',
    ])
    expect(programmeTakes('task.reopen', 'ended')).toEqual({ code: 'programme-not-in-force' })
  })

  test('that is still being launched takes nothing', () => {
    expect(actions.filter((action) => programmeTakes(`task.${action}`, 'launching') === 'yes')).toEqual([])
  })
})
