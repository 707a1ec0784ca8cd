/** Lives of tasks as nobody planned them: any commands by anybody, in any order, with rounds in between. */
import fc from 'fast-check'
import { addDays, type CalendarDate, calendarDate } from '../../../domain/days.ts'
import { isRefusal } from '../../../domain/refusals.ts'
import { settledBy } from '../../../domain/reminders/ladder.ts'
import { decide, type Rules, type TaskCommand, type TaskEvent } from '../../../domain/tasks/decide.ts'
import { evolve } from '../../../domain/tasks/evolve.ts'
import type { Actor, Task } from '../../../domain/tasks/task.ts'
import { accountant, aTask, circumstances, doctor, leader, occasion, rules, secretary } from './builders.ts'

export interface Lived {
  readonly day: CalendarDate
  readonly event: TaskEvent
  readonly before: Task
  readonly after: Task
}

export interface History {
  readonly born: Task
  readonly lived: readonly Lived[]
  /** What has become of it. */
  readonly task: Task
}

/** The task as it stood at the end of a day, once it was given. */
export function asOf({ born, lived }: History, day: CalendarDate): Task {
  return lived.findLast((one) => one.day <= day)?.after ?? born
}

const people: readonly Actor[] = [doctor, accountant, secretary, leader]
const agencies = ['so-y-te', 'so-tai-chinh', 'so-noi-vu', 'ubnd-tp']

interface Doing {
  readonly gap: number
  readonly who: number
  readonly what: number
  readonly lot: number
}

/** The histories of one kind of beginning or another, over about a year from January 2013. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    givenAfter: fc.nat(40),
    dueAfter: fc.integer({ min: -5, max: 90 }),
    beginning: fc.constantFrom('open', 'open', 'open', 'recurring', 'continuous', 'conditional', 'beforeTracking'),
    trackedAfter: fc.constantFrom(0, 0, 0, 25),
    settings: fc.record({ acceptance: fc.constantFrom(true, true, false) }),
    doings: fc.array(
      fc.record({
        gap: fc.constantFrom(0, 0, 1, 1, 2, 5, 9, 30),
        who: fc.nat(3),
        what: fc.nat(10_000),
        lot: fc.nat(1000),
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ givenAfter, dueAfter, beginning, trackedAfter, settings, doings }) => {
    const givenOn = addDays(calendarDate(2013, 1, 2), givenAfter)
    const due = { dueOn: addDays(givenOn, dueAfter) }
    const tracked = { givenOn, ladderFrom: addDays(givenOn, trackedAfter) }
    const beginnings = {
      open: due,
      recurring: { ...due, period: '2013' },
      beforeTracking: { ...due, beforeTracking: true },
      continuous: { dueOn: null, standing: { state: 'continuous' } },
      conditional: {
        dueOn: null,
        standing: { state: 'conditional', condition: 'Khi có nghị định', reviewOn: addDays(givenOn, 60) },
      },
    } as const
    return live(aTask({ ...tracked, ...beginnings[beginning] }), doings, rules(settings))
  })

function live(born: Task, doings: readonly Doing[], { settings }: Rules): History {
  const lived: Lived[] = []
  let task = born
  let day = born.givenOn
  for (const doing of doings) {
    day = addDays(day, doing.gap)
    const actor = people[doing.who] ?? doctor
    const event = happens(task, doing, day, actor, settings)
    if (!event) continue
    const after = evolve(task, event, occasion(day, actor))
    lived.push({ day, event, before: task, after })
    task = after
  }
  return { born, lived, task }
}

/** One of the commands that are not refused, or the round. */
function happens(
  task: Task,
  { what, lot }: Doing,
  day: CalendarDate,
  actor: Actor,
  settings: Rules['settings'],
): TaskEvent | undefined {
  const now = circumstances(day, actor, settings)
  const granted = commandsFor(task, day, lot).flatMap((command): TaskEvent[] => {
    const answer = decide(task, command, now)
    return isRefusal(answer) ? [] : [answer]
  })
  const steps = settledBy(task, now, day).map(({ key }) => key)
  const round: TaskEvent[] = steps.length > 0 ? [{ type: 'spokenOf', steps }] : []
  const possible = [...granted, ...round, ...round, ...round]
  return possible[what % possible.length]
}

/** Every kind of command, some twice because they are more likely; the lot decides what they say. */
function commandsFor({ parts, deadline }: Task, day: CalendarDate, lot: number): TaskCommand[] {
  const agency = agencies[lot % agencies.length] ?? ''
  const other = agencies[(lot + 1) % agencies.length] ?? ''
  const reason = 'Lý do'
  const document = 'vb'
  const evidence = [{ title: 'Đề án', ...(lot % 3 ? { issuedOn: addDays(day, -(lot % 9)) } : {}) }]
  const onPaper = { arrivalNumber: '1', arrivedOn: addDays(day, -(lot % 5)) }
  const someDay = addDays(deadline?.dueOn ?? day, (lot % 60) - 20)
  const submit: TaskCommand = { type: 'submit', evidence }
  return [
    submit,
    submit,
    submit,
    { type: 'recordOnPaper', evidence: [{ title: 'Đề án' }], ...onPaper },
    { type: 'accept', ...(lot % 2 ? { remark: 'Tốt' } : {}) },
    { type: 'accept' },
    { type: 'return', reason },
    { type: 'return', reason },
    { type: 'retract', reason },
    { type: 'object', reason },
    { type: 'askExtension', wanted: someDay, reason, ...(lot % 4 ? {} : { onPaper }) },
    { type: 'askExtension', wanted: addDays(someDay, 25), reason },
    { type: 'decideExtension', grant: lot % 3 ? someDay : null, reason },
    { type: 'decideExtension', grant: lot % 3 ? addDays(someDay, 25) : null, reason, document },
    { type: 'direct', text: 'Khẩn trương', ...(lot % 4 ? {} : { onPaper }) },
    { type: 'urge', ...(lot % 2 ? { text: 'Báo cáo tiến độ' } : {}) },
    { type: 'advise', proposes: { about: 'extension', grant: lot % 3 ? addDays(someDay, 25) : null }, reason },
    { type: 'advise', proposes: { about: 'otherLead', lead: agency, document }, reason },
    { type: 'advise', proposes: { about: 'late', text: 'Khẩn trương' }, reason },
    { type: 'disputeLead', reason, proposed: other },
    { type: 'answerDispute', lead: agency, reason, document },
    { type: 'amend', document, change: { dueOn: someDay } },
    { type: 'amend', document, change: lot % 2 ? { lead: agency } : { cooperating: [{ agency }] } },
    { type: 'changeHolder', from: agency, to: other, document },
    { type: 'reopen', reason, ...(lot % 2 ? { dueOn: someDay } : {}) },
    { type: 'reopen', reason },
    { type: 'correct', field: 'dueOn', is: someDay, reason },
    { type: 'correct', field: 'countsOn', is: someDay, reason },
    { type: 'correct', field: 'title', is: `Tên ${lot}`, reason },
    { type: 'meetCondition', document, dueOn: addDays(day, lot % 50) },
    { type: 'renewReview', reviewOn: addDays(day, lot % 50), reason },
    { type: 'supplyDocument', document },
    { type: 'see' },
    { type: 'reportProgress', text: 'Tiến độ' },
    { type: 'askPart', id: `p${parts.length}`, holder: { agency }, what: 'Số liệu', dueOn: addDays(day, lot % 20) },
    { type: 'answerPart', id: `p${lot % 3}`, text: 'Đã gửi' },
    ...(lot % 5 === 0
      ? ([
          { type: 'withdraw', document, reason },
          { type: 'close', how: 'carriedOver', document },
        ] as const)
      : []),
  ]
}
