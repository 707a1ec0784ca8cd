import { describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { allContributionLines, contributionById } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { figuresOfCycle, rowsOf } from '../../../functions/stores/cyclePapers.ts'
import { changeTask, taskById } from '../../../functions/stores/tasks.ts'
import { granted, machineWeathers } from '../office.ts'
import { doctor } from '../tinyProgramme.ts'
import { type CycleOffice, cycleOffice } from './cycleOffice.ts'
import { groupReport, lead, officer, receiver, yearlyReport } from './cycleProgrammes.ts'

const id = 'nho_R11_2013'
const ofDoctors = `${id}_g1_so-y-te`
const ofBuilders = `${id}_g1_so-xay-dung`
const document = { title: 'Báo cáo năm 2013', number: '15-BC/BCS', issuedOn: '2013-12-18', signer: 'Bí thư' } as const

async function opened(rates = {}): Promise<CycleOffice> {
  const office = await cycleOffice({ rates, day: '2013-10-14' }, yearlyReport())
  await office.round('2013-10-21')
  return office
}

describe.each(machineWeathers)('the yearly report, on %s', (_, rates) => {
  it('is asked for when its day comes, of whoever cooperates or leads work, and not before', async () => {
    const { office, round, stage } = await cycleOffice({ rates, day: '2013-10-14' }, yearlyReport())
    await round('2013-10-18')
    expect(await stage(id)).toBe('planned')
    await round('2013-10-21')
    expect(await stage(id)).toBe('gathering')
    expect((await allContributionLines(office.truth, { id, gathering: 1 })).map(({ agency }) => agency)).toEqual([
      'so-xay-dung',
      'so-y-te',
    ])
  })

  it('goes on when the last has sent, with the figures of its closing day, in the order of the programme', async () => {
    const { office, advanceTo, send, stage, failures } = await opened(rates)
    await advanceTo('2013-12-02')
    await send(ofDoctors, 'so-y-te')
    expect(await stage(id)).toBe('gathering')
    await send(ofBuilders, 'so-xay-dung')
    expect(await stage(id)).toBe('finalising')
    const figures = await figuresOfCycle(office.truth, id)
    expect(figures).toMatchObject({ from: '2013-10-14', to: '2013-11-30' })
    expect(figures?.report.end).toMatchObject({ openInTime: 1, openLate: 1 })
    expect((await rowsOf(office.truth, id)).map(({ agency }) => agency)).toEqual(['so-xay-dung', 'so-y-te'])
    expect(await failures()).toEqual([])
  })

  it('is closed the day after the last day, and keeps what comes then, marked late', async () => {
    const { office, advanceTo, send, stage } = await opened(rates)
    await send(ofDoctors, 'so-y-te')
    await advanceTo('2013-12-06', '23:59')
    expect(await stage(id)).toBe('gathering')
    await advanceTo('2013-12-07', '00:10')
    expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'finalising' }, silent: ['so-xay-dung'] })
    await send(ofBuilders, 'so-xay-dung', 'Gửi muộn')
    expect(await contributionById(office.truth, ofBuilders)).toMatchObject({ state: 'late', sentOn: '2013-12-07' })
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ state: 'sent' })
  })

  it('is returned with reasons, handed in again and received; its task goes along', async () => {
    const { office, services, advanceTo, act, refusalOf, stage } = await opened(rates)
    await advanceTo('2013-12-18')
    await act(id, lead, { type: 'finalise', document })
    expect(await stage(id)).toBe('receiving')
    expect((await taskById(office.truth, id))?.standing.state).toBe('submitted')
    expect(await refusalOf(id, lead, { type: 'receive' })).toBe('own-result')
    await act(id, receiver, { type: 'returnReport', reason: 'Thiếu số liệu' })
    expect((await taskById(office.truth, id))?.standing).toMatchObject({
      state: 'open',
      returned: { reason: 'Thiếu số liệu' },
    })
    await advanceTo('2013-12-19')
    await act(id, lead, { type: 'finalise', document })
    await act(id, receiver, { type: 'receive' })
    expect(await cycleById(office.truth, id)).toMatchObject({
      stage: { name: 'ended', outcome: 'received' },
      attempt: 1,
    })
    expect((await taskById(office.truth, id))?.standing).toMatchObject({ state: 'done', acceptedOn: '2013-12-19' })
    const { flaws } = await verifyTrail({ table: office.truth, clock: services.clock }, 'nho')
    expect(flaws).toEqual([])
  })

  it('waits for a new day once its day was moved, and tells whoever still owes', async () => {
    const { office, advanceTo, act, stage } = await opened(rates)
    await advanceTo('2013-12-05')
    await act(id, officer, { type: 'changeDates', document: 'vb-nho', gatherUntil: '2013-12-12' })
    expect(await stage(id)).toBe('gathering')
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ dueOn: '2013-12-12', state: 'asked' })
    await advanceTo('2013-12-08')
    expect(await stage(id)).toBe('gathering')
    await advanceTo('2013-12-13')
    expect(await stage(id)).toBe('finalising')
  })

  it('takes its requests back when it is withdrawn', async () => {
    const { office, act } = await opened(rates)
    await act(id, officer, { type: 'withdraw', document: 'vb-nho', reason: 'Đã có báo cáo thay thế' })
    expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'ended', outcome: 'withdrawn' } })
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ state: 'withdrawn' })
  })

  it('ends by itself when its task was handed in and accepted without it', async () => {
    const { office, rules, round, services } = await opened(rates)
    const evidence = [{ title: 'Báo cáo', number: '1-BC', issuedOn: '2013-10-21' } as const]
    const change = (actor: typeof lead, command: Parameters<typeof changeTask>[4]) =>
      office.patiently(() => changeTask(services, rules, id, actor, command))
    granted(await change(lead, { type: 'submit', evidence }))
    granted(await change(officer, { type: 'accept' }))
    await round('2013-10-22')
    expect(await cycleById(office.truth, id)).toMatchObject({
      stage: { name: 'ended', outcome: 'byTask' },
      document: { number: '1-BC' },
    })
  })

  it('moves its due day with the extension of its task', async () => {
    const { office, rules, round, services } = await opened(rates)
    const change = (actor: typeof lead, command: Parameters<typeof changeTask>[4]) =>
      office.patiently(() => changeTask(services, rules, id, actor, command))
    granted(await change(lead, { type: 'askExtension', wanted: '2013-12-31', reason: 'Chờ số liệu' }))
    granted(await change(officer, { type: 'decideExtension', grant: '2013-12-31', reason: 'Đồng ý' }))
    await round('2013-10-22')
    expect(await cycleById(office.truth, id)).toMatchObject({ dueOn: '2013-12-31', stage: { name: 'gathering' } })
  })
})

describe('the report of a group', () => {
  it('is one contribution a member, and either its task or its contribution is both', async () => {
    const { office, rules, round, send, services, stage } = await cycleOffice({ day: '2013-10-14' }, groupReport())
    await round('2013-10-21')
    await send(ofBuilders, 'so-xay-dung')
    expect((await taskById(office.truth, `${id}_so-xay-dung`))?.standing.state).toBe('submitted')
    const evidence = [{ title: 'Báo cáo của Sở Y tế' }]
    granted(await changeTask(services, rules, `${id}_so-y-te`, doctor, { type: 'submit', evidence }))
    expect(await stage(id)).toBe('gathering')
    await round('2013-10-22')
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ state: 'sent', content: { evidence } })
    expect(await stage(id)).toBe('freezing')
  })

  it('is brought to its end by the office, and each member has its task accepted with it', async () => {
    const { office, advanceTo, round, send, act } = await cycleOffice({ day: '2013-10-14' }, groupReport())
    await round('2013-10-21')
    await send(ofBuilders, 'so-xay-dung')
    await advanceTo('2013-12-20')
    expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'gathering' } })
    await advanceTo('2013-12-23')
    expect(await cycleById(office.truth, id)).toMatchObject({ lead: 'van-phong', silent: ['so-y-te'] })
    await act(id, officer, { type: 'finalise', document })
    await act(id, receiver, { type: 'receive' })
    expect((await taskById(office.truth, `${id}_so-xay-dung`))?.standing.state).toBe('done')
    expect((await taskById(office.truth, `${id}_so-y-te`))?.standing.state).toBe('open')
  })
})
