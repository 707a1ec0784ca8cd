import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../domain/refusals.ts'
import { endProgramme, previewEnd } from '../../../functions/steps/endProgramme.ts'
import {
  applyReorganisation,
  previewReorganisation,
  type ReorganisationOrder,
} from '../../../functions/steps/reorganise.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { allContributionLines, changeContribution, contributionById } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { beginWait, openWait, waitWrite, wake } from '../../../functions/stores/cycleWaits.ts'
import { agencyKeeping } from '../../../functions/stores/programmes.ts'
import { change, writeSurely } from '../../../functions/stores/record.ts'
import { system, taskById } from '../../../functions/stores/tasks.ts'
import { granted } from '../office.ts'
import { doctor, secretary } from '../tinyProgramme.ts'
import { type CycleOffice, cycleOffice } from './cycleOffice.ts'
import { groupReport, lead, yearlyReport } from './cycleProgrammes.ts'

const id = 'nho_R11_2013'
const ofDoctors = `${id}_g1_so-y-te`
const ofBuilders = `${id}_g1_so-xay-dung`
const content = { rows: [{ clause: 'I.1-01', text: 'Đã thực hiện' }], evidence: [] }

async function opened(): Promise<CycleOffice> {
  const office = await cycleOffice({ day: '2013-10-14' }, yearlyReport())
  await office.round('2013-10-21')
  return office
}

describe('the net under failures', () => {
  it('gives an open cycle whose execution was stopped its next attempt, and says what became of the last', async () => {
    const { office, round, services, stage, send } = await opened()
    await services.workflows.stop('periodic-report', `${id}_a1`)
    await round('2013-10-22')
    expect(await services.workflows.describe('periodic-report', `${id}_a2`)).toBe('RUNNING')
    expect(await cycleById(office.truth, id)).toMatchObject({ attempt: 2, stage: { name: 'gathering' } })
    await send(ofDoctors, 'so-y-te')
    await send(ofBuilders, 'so-xay-dung')
    expect(await stage(id)).toBe('freezing')
  })

  it('keeps what became of an attempt in the record, until the next begins', async () => {
    const { office, engine, services, round } = await opened()
    await services.workflows.stop('periodic-report', `${id}_a1`)
    await engine.settled()
    expect(await cycleById(office.truth, id)).toMatchObject({ trouble: { attempt: 1, status: 'ABORTED' } })
    await round('2013-10-22')
    expect((await cycleById(office.truth, id))?.trouble).toBeUndefined()
  })

  it('completes a token that was recorded and never completed', async () => {
    const { office, services, rules, round, stage } = await opened()
    // Somebody records and dies before anybody is told.
    const dead = { ...services, workflows: { ...services.workflows, complete: async () => 'accepted' as const } }
    const wait = await openWait(office.truth, id)
    for (const [contribution, agency] of [
      [ofDoctors, 'so-y-te'],
      [ofBuilders, 'so-xay-dung'],
    ] as const) {
      granted(await changeContribution(dead, rules, contribution, { ...doctor, agency }, { type: 'send', content }))
    }
    expect(await stage(id)).toBe('gathering')
    // What its death left behind: the open wait, with its token.
    if (wait) await writeSurely(services.table, [waitWrite(id, wait)])
    await round('2013-10-22')
    expect(await stage(id)).toBe('freezing')
  })

  it('takes a token that nobody waits for any more for a normal answer', async () => {
    const { act, services } = await opened()
    const over = await openWait(services.table, id)
    await act(id, secretary, { type: 'changeDates', document: 'vb-nho', gatherUntil: '2013-12-10' })
    if (over) await beginWait(services, id, over)
    expect(await wake(services, id)).toBe(false)
    expect(await openWait(services.table, id)).toBeUndefined()
  })

  it('starts an execution that was recorded and never started', async () => {
    const { round, services, stage } = await cycleOffice({ day: '2013-10-14' }, yearlyReport())
    const start = services.workflows.start
    services.workflows.start = async (machine, name, input) =>
      machine === 'periodic-report' ? 'started' : start(machine, name, input)
    await round('2013-10-21')
    expect(await stage(id)).toBe('asking')
    services.workflows.start = start
    await round('2013-10-22')
    expect(await stage(id)).toBe('gathering')
  })
})

describe('an agency that is merged while its report is awaited', () => {
  it('hands what it was asked to its successor, and nobody is asked twice', async () => {
    const { office, services, round } = await opened()
    const ended = { to: '2013-10-31', successors: [{ agency: 'ban-xay-dung', from: '2013-11-01' }] } as const
    granted(
      await change(services, agencyKeeping, 'so-y-te', secretary, (agency) => ({
        type: 'agencyEnded',
        data: {},
        state: { ...agency, to: ended.to, successors: [...ended.successors] },
      })),
    )
    await round('2013-10-31')
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ state: 'asked' })
    await round('2013-11-01')
    await round('2013-11-04')
    const lines = await allContributionLines(office.truth, { id, gathering: 1 })
    expect(lines.map(({ agency, state }) => [agency, state])).toEqual([
      ['ban-xay-dung', 'asked'],
      ['so-xay-dung', 'asked'],
      ['so-y-te', 'withdrawn'],
    ])
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ withdrawn: { to: 'ban-xay-dung' } })
  })
})

describe('a merger while reports are awaited', () => {
  const order = {
    document: { id: 'sap-xep', title: 'Nghị quyết', number: '7/NQ', issuedOn: '2013-11-01', issuer: 'thanh-uy' },
    agencies: [],
    from: 'so-y-te',
    on: '2013-11-01',
    successors: [{ agency: 'ban-xay-dung' }],
  } as const satisfies ReorganisationOrder

  it('shows what is asked of the body, and moves it with the document', async () => {
    const { office, services, advanceTo, round, send, stage, failures } = await opened()
    await advanceTo('2013-11-01')
    const { moves } = granted(await previewReorganisation(services, order))
    expect(moves.map(({ thing, id: of, as, to }) => `${thing} ${of} ${as} ${to}`)).toEqual(
      expect.arrayContaining([
        `cycle ${id} cooperating ban-xay-dung`,
        'assignment nho_R11 cooperating ban-xay-dung',
        `contribution ${ofDoctors} contributor ban-xay-dung`,
      ]),
    )
    granted(await applyReorganisation(services, order, secretary))
    expect(granted(await previewReorganisation(services, order)).moves).toEqual([])
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ withdrawn: { to: 'ban-xay-dung' } })
    expect(await cycleById(office.truth, id)).toMatchObject({ cooperating: ['ban-xay-dung'] })
    await round('2013-11-04')
    await send(`${id}_g1_ban-xay-dung`, 'ban-xay-dung')
    await send(ofBuilders, 'so-xay-dung')
    expect(await stage(id)).toBe('freezing')
    expect(await failures()).toEqual([])
    expect((await verifyTrail({ ...services, table: office.truth }, 'nho')).flaws).toEqual([])
  })

  it('of the lead moves its cycle and its task together, and the wait goes on', async () => {
    const { office, services, advanceTo, act, send } = await opened()
    await advanceTo('2013-11-01')
    granted(await applyReorganisation(services, { ...order, from: 'ban-can-su' }, secretary))
    expect(await cycleById(office.truth, id)).toMatchObject({ lead: 'ban-xay-dung', stage: { name: 'gathering' } })
    expect(await taskById(office.truth, id)).toMatchObject({ lead: 'ban-xay-dung' })
    await send(ofDoctors, 'so-y-te')
    await send(ofBuilders, 'so-xay-dung')
    await advanceTo('2013-12-02')
    const document = { title: 'Báo cáo', number: '1/BC', issuedOn: '2013-12-02', signer: 'Trưởng ban' } as const
    await act(id, { ...lead, agency: 'ban-xay-dung' }, { type: 'finalise', document })
    expect((await taskById(office.truth, id))?.standing.state).toBe('submitted')
  })

  it('into one from outside the group, before its report is asked: the successor is asked by the task it took over', async () => {
    const { office, services, round, send, failures } = await cycleOffice({ day: '2013-10-14' }, groupReport())
    granted(await applyReorganisation(services, { ...order, on: '2013-10-14' }, secretary))
    await round('2013-10-21')
    const lines = await allContributionLines(office.truth, { id, gathering: 1 })
    expect(lines.map(({ agency, task }) => [agency, task])).toEqual([
      ['ban-xay-dung', `${id}_so-y-te`],
      ['so-xay-dung', `${id}_so-xay-dung`],
    ])
    await send(`${id}_g1_ban-xay-dung`, 'ban-xay-dung')
    const handedIn = { lead: 'ban-xay-dung', standing: { state: 'submitted' } }
    expect(await taskById(office.truth, `${id}_so-y-te`)).toMatchObject(handedIn)
    expect(await failures()).toEqual([])
  })

  it('waits for a choice where nobody was named, and moves nothing before', async () => {
    const { office, services, advanceTo } = await opened()
    await advanceTo('2013-11-01')
    const successors = [{ agency: 'ban-xay-dung', clauses: ['II.9'] }]
    const answer = await applyReorganisation(services, { ...order, successors }, secretary)
    expect(isRefusal(answer) && answer.code).toBe('holders-undecided')
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ state: 'asked' })
    const { undecided } = granted(await previewReorganisation(services, { ...order, successors }))
    const choices = Object.fromEntries(undecided.map(({ id: of }) => [of, 'so-xay-dung']))
    granted(await applyReorganisation(services, { ...order, successors, choices }, secretary))
    // It was asked itself, and is asked once.
    const lines = await allContributionLines(office.truth, { id, gathering: 1 })
    expect(lines.map(({ agency, state }) => [agency, state])).toEqual([
      ['so-xay-dung', 'asked'],
      ['so-y-te', 'withdrawn'],
    ])
  })
})

describe('the end of a programme while reports are awaited', () => {
  const document = {
    id: 'tong-ket',
    title: 'Báo cáo tổng kết',
    number: '9/BC',
    issuedOn: '2013-11-01',
    issuer: 'thanh-uy',
  } as const

  it('ends each cycle by its document, takes back what is asked, and lets no execution wait', async () => {
    const { office, services, advanceTo, engine, failures, round } = await opened()
    await advanceTo('2013-11-01')
    const preview = await previewEnd(services, 'nho')
    expect(preview.cycles.map(({ id: of, task }) => [of, task])).toEqual([[id, id]])
    const decisions = [{ task: id, how: 'carriedOver', document: document.id } as const]
    const order = { document, decisions, others: { how: 'stopped', document: document.id } } as const
    granted(await endProgramme(services, 'nho', order, secretary))
    await engine.settled()
    expect((await cycleById(office.truth, id))?.stage).toEqual({
      name: 'ended',
      outcome: 'withdrawn',
      on: '2013-11-01',
    })
    const lines = await allContributionLines(office.truth, { id, gathering: 1 })
    expect(lines.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    expect(await services.workflows.describe('periodic-report', `${id}_a1`)).toBe('SUCCEEDED')
    expect((await previewEnd(services, 'nho')).cycles).toEqual([])
    await round('2013-11-04')
    expect(await failures()).toEqual([])
    expect((await verifyTrail({ ...services, table: office.truth }, 'nho')).flaws).toEqual([])
  })
})

describe('the letters of a gathering', () => {
  it('tell each contributor once that it was asked, as its day nears, and never after it has sent', async () => {
    const { office, round, send } = await opened()
    const about = () => office.posted.filter(({ to }) => to === 'so-y-te@example.com').map(({ text }) => text)
    await round('2013-10-22')
    expect(about().join()).toContain('Gửi báo cáo để tổng hợp: Báo cáo năm')
    const before = about().length
    await round('2013-10-23')
    expect(about()).toHaveLength(before)
    await round('2013-11-27')
    expect(about().at(-1)).toContain('thứ Sáu, ngày 06/12/2013')
    await send(ofDoctors, 'so-y-te')
    const sent = about().length
    for (const day of ['2013-12-03', '2013-12-05', '2013-12-06', '2013-12-09'] as const) await round(day)
    expect(about()).toHaveLength(sent)
  })
})

describe('what is recorded of a cycle twice', () => {
  it('is recorded once', async () => {
    const { office, services, rules } = await opened()
    const before = await cycleById(office.truth, id)
    const { step } = await import('../../../functions/steps/askContributors.ts')
    await step(services, { cycleId: id, attempt: 1, after: null })
    expect(await cycleById(office.truth, id)).toEqual(before)
    await changeContribution(services, rules, ofDoctors, system, { type: 'moveDue', dueOn: '2013-12-06' })
    expect(await allContributionLines(office.truth, { id, gathering: 1 })).toHaveLength(2)
  })
})
