import { describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { allContributionLines } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { keepAnnex } from '../../../functions/stores/cyclePapers.ts'
import { linesOwedTo } from '../../../functions/stores/owedLines.ts'
import { taskById } from '../../../functions/stores/tasks.ts'
import { machineWeathers } from '../office.ts'
import { anAgency, anAssignment } from '../tinyProgramme.ts'
import { cycleOffice } from './cycleOffice.ts'
import { lead, officer, plan } from './cycleProgrammes.ts'

const id = 'nho_R05'
const draft = { title: 'Dự thảo Kế hoạch' }
const document = { title: 'Kế hoạch', number: '12/KH-UBND', issuedOn: '2013-03-18', signer: 'Chủ tịch' } as const

const annex = {
  document: { id: 'ke-hoach', title: 'Kế hoạch', number: null, issuedOn: null, issuer: 'ban-can-su' },
  agencies: [anAgency('so-tai-chinh')],
  groups: [],
  assignments: [
    anAssignment('moi', { lead: 'so-tai-chinh', basis: 'ke-hoach' }),
    anAssignment('lam-nha', { lead: 'so-xay-dung', basis: 'ke-hoach' }),
  ],
}

function planning() {
  const programme = plan()
  return { ...programme, assignments: [...programme.assignments, anAssignment('moi')] }
}

describe.each(machineWeathers)('a plan, on %s', (_, rates) => {
  it('is drafted, consulted on, reviewed, issued, and gives its annex', async () => {
    const { office, advanceTo, round, act, send, stage, services, failures } = await cycleOffice({ rates }, planning())
    await round('2013-01-08')
    expect(await stage(id)).toBe('drafting')
    await office.patiently(() => keepAnnex(services.table, id, annex))
    await advanceTo('2013-02-04')
    await act(id, lead, { type: 'submitDraft', draft, consultUntil: '2013-02-22' })
    const asked = await allContributionLines(office.truth, { id, gathering: 1 })
    expect(asked.map(({ agency }) => agency)).toEqual(['so-tai-chinh', 'so-xay-dung', 'so-y-te'])
    await send(`${id}_g1_so-y-te`, 'so-y-te', 'Thống nhất')
    await advanceTo('2013-02-23')
    expect(await cycleById(office.truth, id)).toMatchObject({
      stage: { name: 'reviewing' },
      silent: ['so-tai-chinh', 'so-xay-dung'],
    })
    await act(id, officer, { type: 'takeDraft' })
    await advanceTo('2013-03-18')
    await act(id, lead, { type: 'issue', document })
    expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'ended', outcome: 'issued' }, document })
    expect((await taskById(office.truth, id))?.standing).toMatchObject({
      state: 'done',
      result: { evidence: [{ number: '12/KH-UBND' }], countsOn: '2013-03-18' },
    })
    expect(await assignmentById(office.truth, 'nho_moi')).toMatchObject({ to: { lead: 'so-tai-chinh' } })
    expect(await taskById(office.truth, 'nho_moi')).toMatchObject({ lead: 'so-tai-chinh', basis: 'ke-hoach' })
    expect(await linesOwedTo(office.truth, 'ban-thuong-vu@example.com', 10)).toMatchObject([
      { task: `CYCLE#${id}`, what: 'told' },
    ])
    expect(await failures()).toEqual([])
    const clock = services.clock
    expect((await verifyTrail({ table: office.truth, clock }, 'nho')).flaws).toEqual([])
  })

  it('that was returned is drafted again and consulted on again', async () => {
    const { office, advanceTo, round, act, refusalOf, send, stage } = await cycleOffice({ rates }, plan())
    await round('2013-01-08')
    await act(id, lead, { type: 'submitDraft', draft })
    await send(`${id}_g1_so-y-te`, 'so-y-te')
    expect(await stage(id)).toBe('reviewing')
    expect(await refusalOf(id, lead, { type: 'takeDraft' })).toBe('own-result')
    await act(id, officer, { type: 'returnDraft', reason: 'Chưa có lộ trình' })
    expect(await cycleById(office.truth, id)).toMatchObject({
      stage: { name: 'drafting', returned: { reason: 'Chưa có lộ trình' } },
    })
    await advanceTo('2013-01-21')
    await act(id, lead, { type: 'submitDraft', draft })
    expect(await stage(id)).toBe('gathering')
    expect((await allContributionLines(office.truth, { id, gathering: 2 })).map(({ state }) => state)).toEqual([
      'asked',
    ])
  })
})

describe('a plan that nobody drafts', () => {
  it('is waited for beyond what one execution lives, in its next attempts', async () => {
    const { office, advanceTo, round, act, send, stage, failures, services } = await cycleOffice({}, plan())
    await round('2013-01-08')
    await advanceTo('2013-10-14')
    expect((await cycleById(office.truth, id))?.attempt).toBe(1)
    await advanceTo('2014-11-05')
    expect(await cycleById(office.truth, id)).toMatchObject({ attempt: 3, stage: { name: 'drafting' } })
    expect(await services.workflows.describe('plan-issuance', `${id}_a1`)).not.toBe('RUNNING')
    expect(await services.workflows.describe('plan-issuance', `${id}_a3`)).toBe('RUNNING')
    await act(id, lead, { type: 'submitDraft', draft })
    await send(`${id}_g1_so-y-te`, 'so-y-te')
    expect(await stage(id)).toBe('reviewing')
    expect(await failures()).toEqual([])
  })
})
