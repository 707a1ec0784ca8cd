import { describe, expect, it } from 'vitest'
import { allContributionLines, changeContribution, contributionById } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { beginWait, openWait, waitWrite, wake } from '../../../functions/stores/cycleWaits.ts'
import { agencyKeeping } from '../../../functions/stores/programmes.ts'
import { change, writeSurely } from '../../../functions/stores/record.ts'
import { system } from '../../../functions/stores/tasks.ts'
import { granted } from '../office.ts'
import { doctor, secretary } from '../tinyProgramme.ts'
import { type CycleOffice, cycleOffice } from './cycleOffice.ts'
import { yearlyReport } from './cycleProgrammes.ts'

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
