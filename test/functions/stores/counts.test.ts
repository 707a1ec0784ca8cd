import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { isRefusal } from '../../../domain/refusals.ts'
import { noCounts, recount, totalOf } from '../../../domain/tasks/classes.ts'
import type { TaskCommand } from '../../../domain/tasks/decide.ts'
import { taskCan } from '../../../domain/tasks/lifecycle.ts'
import type { Actor, Task } from '../../../domain/tasks/task.ts'
import { countsOfAgency, countsOfProgramme, openByDay } from '../../../functions/stores/counts.ts'
import { changeTask, taskById, tasksOfProgramme } from '../../../functions/stores/tasks.ts'
import { granted, openedOffice, weathers } from '../office.ts'
import { anAssignment, builder, doctor, due, leader, secretary, tinyProgramme } from '../tinyProgramme.ts'

type Office = Awaited<ReturnType<typeof openedOffice>>

const tasks = ['a', 'b', 'c', 'd'] as const
const programme = tinyProgramme({
  assignments: [
    anAssignment('a', { lead: 'so-y-te', schedule: due('2013-01-10') }),
    anAssignment('b', { lead: 'so-y-te', schedule: due('2013-01-31') }),
    anAssignment('c', { lead: 'so-xay-dung', schedule: { kind: 'continuous' } }),
    anAssignment('d', {
      lead: 'so-xay-dung',
      schedule: { kind: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-06-28' },
    }),
  ],
})

async function allTasks({ truth }: Office): Promise<readonly Task[]> {
  return (await tasksOfProgramme(truth, 'nho', { limit: 100 })).tasks
}

/** The kept counts against every task looked at, on any of these days. */
async function expectRecount(office: Office, days: readonly CalendarDate[]) {
  const all = await allTasks(office)
  for (const day of days) {
    const kept = await countsOfProgramme(office.truth, 'nho', day)
    expect(kept.all).toEqual(recount(all, day))
    for (const agency of ['so-y-te', 'so-xay-dung']) {
      const led = all.filter(({ lead }) => lead === agency)
      expect(kept.byAgency.get(agency) ?? noCounts).toEqual(recount(led, day))
      expect(await countsOfAgency(office.truth, 'nho', agency, day)).toEqual(recount(led, day))
    }
    const { all: sum } = kept
    expect(totalOf(sum) + sum.continuous + sum.conditional + sum.withdrawn + sum.beforeTracking).toBe(all.length)
  }
}

const commands: readonly (readonly [Actor, TaskCommand])[] = [
  [doctor, { type: 'submit', evidence: [{ title: 'Báo cáo' }] }],
  [builder, { type: 'submit', evidence: [{ title: 'Báo cáo' }] }],
  [secretary, { type: 'accept' }],
  [secretary, { type: 'return', reason: 'Thiếu số liệu' }],
  [doctor, { type: 'retract', reason: 'Nhầm' }],
  [secretary, { type: 'reopen', reason: 'Cần bổ sung' }],
  [secretary, { type: 'reopen', reason: 'Cần bổ sung', dueOn: '2013-05-31' }],
  [doctor, { type: 'askExtension', wanted: '2013-05-31', reason: 'Chờ ý kiến' }],
  [leader, { type: 'decideExtension', grant: '2013-05-31', reason: 'Đồng ý' }],
  [secretary, { type: 'amend', document: 'vb-nho', change: { dueOn: '2013-03-01' } }],
  [secretary, { type: 'amend', document: 'vb-nho', change: { lead: 'so-xay-dung' } }],
  [secretary, { type: 'changeHolder', from: 'so-xay-dung', to: 'so-y-te', document: 'vb-nho' }],
  [secretary, { type: 'correct', field: 'dueOn', is: '2013-01-11', reason: 'Nhập nhầm' }],
  [secretary, { type: 'correct', field: 'countsOn', is: '2013-01-09', reason: 'Nhập nhầm' }],
  [secretary, { type: 'meetCondition', document: 'vb-nho', dueOn: '2013-02-28' }],
  [secretary, { type: 'withdraw', document: 'vb-nho', reason: 'Có văn bản thay thế' }],
  [secretary, { type: 'close', how: 'carriedOver', document: 'vb-nho' }],
]

/** One of the commands that the task's state allows. */
async function possible({ truth }: Office, id: string, lot: number): Promise<readonly [Actor, TaskCommand]> {
  const task = await taskById(truth, `nho_${id}`)
  const open = commands.filter(([, { type }]) => task && taskCan(type, task) === 'yes')
  return open[lot % open.length] ?? [secretary, { type: 'see' }]
}

describe('the counts', () => {
  it.each(weathers)('are what counting gives, after any history and on any day after it, on %s', async (_, rates) => {
    const step = fc.record({
      task: fc.constantFrom(...tasks),
      lot: fc.nat(1000),
      daysOn: fc.constantFrom(0, 0, 0, 1, 3, 21),
    })
    const recorded = new Set<string>()
    const histories = fc.asyncProperty(
      fc.array(step, { minLength: 8, maxLength: 25 }),
      fc.nat(),
      async (steps, seed) => {
        const office = await openedOffice({ rates, seed }, programme)
        for (const { task, lot, daysOn } of steps) {
          if (daysOn > 0) office.clock.moveTo(addDays(office.clock.today(), daysOn), '20:00')
          const [actor, asked] = await possible(office, task, lot)
          const answer = await office.patiently(() => changeTask(office, office.rules, `nho_${task}`, actor, asked))
          if (!isRefusal(answer)) recorded.add(JSON.stringify([actor, asked]))
        }
        const last = office.clock.today()
        await expectRecount(office, [last, addDays(last, 1), addDays(last, 200)])
      },
    )
    // One seed: these histories, and each of the commands in one of them.
    await fc.assert(histories, { numRuns: 60, seed: 28 })
    expect(recorded.size).toBe(commands.length)
  })

  it('call a task late from the day after its deadline, and no write was needed at midnight', async () => {
    const office = await openedOffice({}, programme)
    const before = await office.truth.query({ pk: 'COUNTS#nho', limit: 9 })
    expect(await countsOfAgency(office.truth, 'nho', 'so-y-te', '2013-01-10')).toMatchObject({
      openInTime: 2,
      openLate: 0,
    })
    expect(await countsOfAgency(office.truth, 'nho', 'so-y-te', '2013-01-11')).toMatchObject({
      openInTime: 1,
      openLate: 1,
    })
    expect(await office.truth.query({ pk: 'COUNTS#nho', limit: 9 })).toEqual(before)
  })

  it('follow the lead from one agency to another', async () => {
    const office = await openedOffice({}, programme)
    const change = { type: 'changeHolder', from: 'so-y-te', to: 'so-xay-dung', document: 'vb-nho' } as const
    granted(await changeTask(office, office.rules, 'nho_a', secretary, change))
    expect(await countsOfAgency(office.truth, 'nho', 'so-y-te', '2013-01-08')).toMatchObject({ openInTime: 1 })
    expect(await countsOfAgency(office.truth, 'nho', 'so-xay-dung', '2013-01-08')).toMatchObject({ openInTime: 1 })
  })

  it('say how much is open before a day and within a span', async () => {
    const office = await openedOffice({}, programme)
    const open = (from: CalendarDate, until: CalendarDate) => openByDay(office.truth, 'nho', 'so-y-te', from, until)
    expect(await open('2013-01-10', '2013-01-30')).toEqual({ before: 0, within: 1 })
    expect(await open('2013-01-11', '2013-01-31')).toEqual({ before: 1, within: 1 })
    expect(await openByDay(office.truth, 'nho', 'nobody', '2013-01-01', '2013-12-31')).toEqual({ before: 0, within: 0 })
  })
})
