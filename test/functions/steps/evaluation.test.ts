import { describe, expect, it } from 'vitest'
import { adHocEvaluation } from '../../../domain/cycles/plan.ts'
import { assignByDocument } from '../../../functions/steps/assignByDocument.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { contributionById } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { figuresOfCycle, proposalsOf, scoresOf } from '../../../functions/stores/cyclePapers.ts'
import { planCycle } from '../../../functions/stores/cycles.ts'
import { observe } from '../../../functions/stores/targets.ts'
import { taskById } from '../../../functions/stores/tasks.ts'
import { observation } from '../../domain/targets/builders.ts'
import { granted, machineWeathers } from '../office.ts'
import { anAssignment, secretary } from '../tinyProgramme.ts'
import { cycleOffice } from './cycleOffice.ts'
import { evaluation, evaluator, sealer } from './cycleProgrammes.ts'

const id = 'nho_R08_giua-ky'
const owner = { person: 'bac-si', position: 'Chuyên viên', agency: 'so-y-te' }

describe.each(machineWeathers)('an evaluation, on %s', (_, rates) => {
  it('freezes, asks for what is missing, scores, is judged, sealed by another, and published', async () => {
    const { office, advanceTo, round, act, refusalOf, send, stage, services, failures } = await cycleOffice(
      { rates, day: '2013-09-30' },
      evaluation(),
    )
    await round('2013-10-01')
    expect(await stage(id)).toBe('freezing')
    await advanceTo('2013-10-31', '23:59')
    expect(await stage(id)).toBe('freezing')
    await advanceTo('2013-11-01')
    expect(await stage(id)).toBe('gathering')
    expect(await figuresOfCycle(office.truth, id)).toMatchObject({ to: '2013-10-31' })
    expect(await contributionById(office.truth, `${id}_g1_so-y-te`)).toMatchObject({
      kind: 'selfAssessment',
      wanting: ['T01'],
    })
    await office.patiently(() => observe(services, 'nho', 'T01', observation({ targetId: 'T01' }), secretary))
    await send(`${id}_g1_so-y-te`, 'so-y-te')
    await advanceTo('2013-11-08')
    expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'judging' }, silent: ['so-xay-dung'] })
    expect((await scoresOf(office.truth, id, 1)).map(({ target }) => target)).toEqual(['T01', 'T02'])
    expect(await refusalOf(id, owner, { type: 'judgeTarget', target: 'T01', verdict: 'met', reason: 'Đạt' })).toBe(
      'own-target',
    )
    await act(id, evaluator, { type: 'judgeTarget', target: 'T01', verdict: 'met', reason: 'Đủ số liệu' })
    expect(await refusalOf(id, evaluator, { type: 'conclude' })).toBe('targets-unjudged')
    await act(id, evaluator, { type: 'judgeTarget', target: 'T02', verdict: 'not-enough-data', reason: 'Thiếu' })
    await act(id, evaluator, { type: 'recommend', id: 'kn-1', text: 'Giao thêm Sở Tài chính' })
    await act(id, evaluator, { type: 'conclude' })
    expect(await refusalOf(id, evaluator, { type: 'seal' })).toBe('own-conclusion')
    await act(id, sealer, { type: 'seal', withMissing: true })
    expect(await cycleById(office.truth, id)).toMatchObject({
      stage: { name: 'ended', outcome: 'sealed' },
      evaluation: { revision: 1, sealedBy: 'nguoi-chot', sealedOn: '2013-11-08' },
    })
    expect((await taskById(office.truth, id))?.standing.state).toBe('done')
    expect(await proposalsOf(office.truth, 'nho')).toMatchObject([{ id: 'kn-1', cycle: id, revision: 1 }])
    const takesUp = { cycle: id, proposal: 'kn-1' }
    const document = { id: 'kh-01', title: 'Kế hoạch', number: '5-KH/TU', issuedOn: null, issuer: 'thanh-uy' }
    const assignments = [{ ...anAssignment('moi', { lead: 'so-y-te', basis: 'kh-01' }), takesUp }]
    const giving = { document, agencies: [], groups: [], assignments }
    const give = () => office.patiently(() => assignByDocument(services, 'nho', giving, secretary))
    expect(await give()).toEqual([])
    expect(await give()).toEqual([])
    expect(await proposalsOf(office.truth, 'nho')).toMatchObject([{ id: 'kn-1', assignment: 'nho_moi' }])
    expect(await assignmentById(office.truth, 'nho_moi')).toMatchObject({ takesUp, to: { lead: 'so-y-te' } })
    expect(await failures()).toEqual([])
  })
})

describe('a sealed evaluation', () => {
  it('is never changed, and revised under a number of its own', async () => {
    const { office, advanceTo, round, act, stage } = await cycleOffice({ day: '2013-09-30' }, evaluation())
    await round('2013-10-01')
    await advanceTo('2013-11-20')
    for (const target of ['T01', 'T02']) {
      await act(id, evaluator, { type: 'judgeTarget', target, verdict: 'not-enough-data', reason: 'Thiếu số liệu' })
    }
    await act(id, evaluator, { type: 'conclude' })
    await act(id, sealer, { type: 'seal', withMissing: true })
    expect(await stage(id)).toBe('ended')
    await act(id, evaluator, { type: 'revise', reason: 'Có số liệu chính thức' })
    await round('2013-11-21')
    await act(id, evaluator, { type: 'judgeTarget', target: 'T01', verdict: 'met', reason: 'Số chính thức' })
    await act(id, evaluator, { type: 'conclude' })
    await act(id, sealer, { type: 'seal', withMissing: true })
    expect(await cycleById(office.truth, id)).toMatchObject({
      stage: { name: 'ended', outcome: 'sealed' },
      attempt: 2,
      evaluation: { revision: 2, opinions: { T01: { verdict: 'met' } } },
    })
  })
})

describe('an evaluation out of turn', () => {
  it('is opened by the next round and runs like any other, without a task', async () => {
    const { office, rules, round, stage, services, advanceTo } = await cycleOffice({ day: '2013-04-01' }, evaluation())
    const asked = {
      id: 'dot-xuat-1',
      title: 'Đánh giá đột xuất',
      clause: 'I.1-02',
      basis: 'vb-nho',
      lead: 'ubkt',
      givenBy: 'thanh-uy',
      closesOn: '2013-04-05',
      dueOn: '2013-04-26',
    } as const
    const programme = { id: 'nho', trackedFrom: '2013-04-01' } as const
    const cycle = granted(adHocEvaluation(programme, asked, services.clock.today(), rules))
    await planCycle(services, cycle, evaluator)
    await planCycle(services, cycle, evaluator)
    await round('2013-04-02')
    expect(await stage('nho_dot-xuat-1')).toBe('freezing')
    await advanceTo('2013-04-13')
    expect(await cycleById(office.truth, 'nho_dot-xuat-1')).toMatchObject({ stage: { name: 'judging' } })
  })
})
