import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../domain/refusals.ts'
import { type EndOrder, endProgramme } from '../../../functions/steps/endProgramme.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { countsOfProgramme } from '../../../functions/stores/counts.ts'
import { registersOf } from '../../../functions/stores/programmes.ts'
import { changeTask, liveTasks, taskById } from '../../../functions/stores/tasks.ts'
import { cutOffEverywhere, listing, timeless } from '../cutOff.ts'
import { granted, openedOffice, openOffice, weathers } from '../office.ts'
import { runRound } from '../runRound.ts'
import { computedCalendar, doctor, secretary, tinyProgramme } from '../tinyProgramme.ts'

const document = {
  id: 'tong-ket',
  title: 'Báo cáo tổng kết',
  number: '9/BC',
  issuedOn: '2013-03-01',
  issuer: 'thanh-uy',
} as const

/** Everything that is open is stopped, except what is named. */
function anEnd(changes: Partial<EndOrder> = {}): EndOrder {
  const decisions = [{ task: 'nho_once', how: 'carriedOver', document: 'tong-ket' } as const]
  return { document, decisions, others: { how: 'stopped', document: 'tong-ket' }, ...changes }
}

async function anOffice(rates = {}) {
  const office = await openedOffice({ rates }, tinyProgramme(), tinyProgramme({ id: 'hai' }))
  office.clock.moveTo('2013-03-01', '08:00')
  return office
}

describe.each(weathers)('the end of a programme on %s', (_, rates) => {
  it('closes each open task as it was decided, opens nothing more, and leaves other programmes alone', async () => {
    const office = await anOffice(rates)
    granted(await office.patiently(() => endProgramme(office, 'nho', anEnd(), secretary)))
    expect(await liveTasks(office.truth, 'nho')).toEqual([])
    expect((await taskById(office.truth, 'nho_once'))?.standing).toMatchObject({ how: 'carriedOver' })
    expect((await taskById(office.truth, 'nho_continuous'))?.standing).toMatchObject({ how: 'stopped' })
    const { programmes } = await registersOf(office.truth)
    expect(programmes.get('nho')).toMatchObject({ status: 'ended', ended: { on: '2013-03-01', document: 'tong-ket' } })
    expect(programmes.get('hai')?.status).toBe('inForce')
    expect(await liveTasks(office.truth, 'hai')).not.toEqual([])
    office.clock.moveTo('2013-08-01', '07:30')
    // Five months to seal in one round: the weather is for the end, which is over.
    await runRound({ ...office, table: office.truth }, '2013-08-01')
    expect(await taskById(office.truth, 'nho_dates_dot-2_so-y-te')).toBeUndefined()
    expect(await taskById(office.truth, 'hai_dates_dot-2_so-y-te')).toBeDefined()
  })

  it('takes no more changes, but for what puts the record right', async () => {
    const office = await anOffice(rates)
    const { rules } = office
    const ask = (id: string, command: Parameters<typeof changeTask>[4]) =>
      office.patiently(() => changeTask(office, rules, id, secretary, command))
    const done = 'nho_once'
    granted(
      await office.patiently(() =>
        changeTask(office, rules, done, doctor, { type: 'submit', evidence: [{ title: 'Đề án' }] }),
      ),
    )
    granted(await ask(done, { type: 'accept' }))
    granted(await office.patiently(() => endProgramme(office, 'nho', anEnd(), secretary)))
    const refused = { code: 'programme-not-in-force' }
    expect(await ask(done, { type: 'reopen', reason: 'Cần bổ sung' })).toEqual(refused)
    expect(await ask('nho_continuous', { type: 'reportProgress', text: 'Tiếp tục' })).toEqual(refused)
    const correction = { type: 'correct', field: 'title', is: 'Tên đúng', reason: 'Nhập nhầm' } as const
    expect(await ask(done, correction)).toMatchObject({ title: 'Tên đúng' })
    granted(
      await office.patiently(() =>
        changeTask(office, rules, 'hai_once', doctor, { type: 'submit', evidence: [{ title: 'Đề án' }] }),
      ),
    )
  })

  it('tells each lead what has become of its work, once', async () => {
    const office = await anOffice(rates)
    granted(await office.patiently(() => endProgramme(office, 'nho', anEnd(), secretary)))
    await runRound({ ...office, table: office.truth }, '2013-03-01')
    const said = office.posted.map(({ text }) => text).join('\n')
    expect(said).toContain('Chuyển tiếp khi kết thúc chương trình')
    expect(said).toContain('Dừng thực hiện khi kết thúc chương trình')
  })

  it('twice is one', async () => {
    const office = await anOffice(rates)
    granted(await office.patiently(() => endProgramme(office, 'nho', anEnd(), secretary)))
    const { events } = await verifyTrail({ ...office, table: office.truth }, 'nho')
    expect(await office.patiently(() => endProgramme(office, 'nho', anEnd(), secretary))).toEqual({ closed: 0 })
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).events).toBe(events)
  })
})

describe('the end of a programme', () => {
  it('is sealed, and what is done to its tasks afterwards too', async () => {
    const office = await anOffice()
    const submit = { type: 'submit', evidence: [{ title: 'Báo cáo' }] } as const
    granted(await changeTask(office, office.rules, 'nho_once', doctor, submit))
    granted(await changeTask(office, office.rules, 'nho_once', secretary, { type: 'accept' }))
    granted(await endProgramme(office, 'nho', anEnd({ decisions: [] }), secretary))
    for (const day of ['2013-03-02', '2013-03-04', '2013-03-08'] as const) {
      office.clock.moveTo(day, '07:30')
      await runRound(office, day)
    }
    const correct = { type: 'correct', field: 'countsOn', is: '2013-02-28', reason: 'Nhập nhầm' } as const
    granted(await changeTask(office, office.rules, 'nho_once', secretary, correct))
    office.clock.moveTo('2013-03-11', '07:30')
    await runRound(office, '2013-03-11')
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).flaws).toEqual([])
  })

  it('keeps what was done as it was done', async () => {
    const office = await anOffice()
    const submit = { type: 'submit', evidence: [{ title: 'Báo cáo' }] } as const
    granted(await changeTask(office, office.rules, 'nho_once', doctor, submit))
    granted(await changeTask(office, office.rules, 'nho_once', secretary, { type: 'accept' }))
    granted(await endProgramme(office, 'nho', anEnd({ decisions: [] }), secretary))
    expect((await countsOfProgramme(office.truth, 'nho', '2013-03-01')).all).toMatchObject({
      doneOnTime: 1,
      openInTime: 0,
      continuous: 0,
      conditional: 0,
    })
    expect(await assignmentById(office.truth, 'nho_once')).not.toHaveProperty('withdrawn')
    expect(await assignmentById(office.truth, 'nho_quarterly')).toHaveProperty('withdrawn')
  })

  it('is refused while a task is undecided, and nothing is written', async () => {
    const listed = listing(openOffice().truth)
    const office = { ...openOffice(), table: listed.table }
    granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
    const before = timeless(await listed.items())
    const { document: paper, decisions } = anEnd()
    expect(await endProgramme(office, 'nho', { document: paper, decisions }, secretary)).toEqual({
      code: 'tasks-undecided',
      count: 3,
    })
    expect(timeless(await listed.items())).toEqual(before)
  })

  it('by a decision on a document that was never entered is refused', async () => {
    const office = await anOffice()
    const order = anEnd({ others: { how: 'stopped', document: 'khong-co' } })
    const answer = await endProgramme(office, 'nho', order, secretary)
    expect(isRefusal(answer) && answer.code).toBe('unknown-document')
    expect((await registersOf(office.truth)).programmes.get('nho')?.status).toBe('inForce')
    granted(await endProgramme(office, 'nho', { ...order, documents: [{ ...document, id: 'khong-co' }] }, secretary))
  })

  it('of one that is not there, or that another document has ended, is refused', async () => {
    const office = await anOffice()
    expect(await endProgramme(office, 'khong-co', anEnd(), secretary)).toMatchObject({ code: 'not-found' })
    granted(await endProgramme(office, 'nho', anEnd(), secretary))
    const other = anEnd({ document: { ...document, id: 'khac' } })
    expect(await endProgramme(office, 'nho', other, secretary)).toMatchObject({ code: 'programme-not-in-force' })
  })

  it('cut off anywhere and begun again ends as one that nobody disturbed', async () => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        granted(await launch({ ...openOffice(), table }, tinyProgramme(), computedCalendar, secretary))
      },
      world: () => openOffice({ day: '2013-03-01' }),
      run: async (table, world) => granted(await endProgramme({ ...world, table }, 'nho', anEnd(), secretary)),
      leavingOut: ({ key }) => key.pk === 'REGISTERS',
    })
    expect(places).toBeGreaterThan(6)
  })
})
