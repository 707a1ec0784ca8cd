import { beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { observe } from '../../../functions/stores/targets.ts'
import { observation } from '../../domain/targets/builders.ts'
import { evaluation } from '../steps/cycleProgrammes.ts'
import { secretary } from '../tinyProgramme.ts'
import { type CycleApi, cycleApi } from './cycleApi.ts'

const id = 'nho_R08_giua-ky'
const at = `/api/cycles/${id}`

describe('an evaluation', () => {
  let api: CycleApi
  beforeEach(async () => {
    api = await cycleApi('2013-09-30', evaluation())
    await api.round('2013-10-01')
    await api.advanceTo('2013-11-20')
  })

  const judge = (as: string, target: string, verdict = 'met') =>
    api.put(as, `${at}/opinions/${target}`, { verdict, reason: 'Theo hồ sơ' })

  async function judged() {
    await judge('danh-gia', 'T01')
    await judge('danh-gia', 'T02')
    return api.post('danh-gia', `${at}/conclusion`)
  }

  it('is judged with reasons, sealed by another with figures missing in so many words, and revised once', async () => {
    expect((await api.get('danh-gia', at)).body).toMatchObject({ stage: 'judging', silent: ['so-xay-dung', 'so-y-te'] })
    expect((await api.get('danh-gia', `${at}/scores`)).body.items).toMatchObject([
      { target: 'T01', owner: 'so-y-te', verdict: 'not-due', written: expect.stringContaining('Chưa có số liệu') },
      { target: 'T02', verdict: 'not-due' },
    ])
    await judge('danh-gia', 'T01')
    expect(await api.post('danh-gia', `${at}/conclusion`)).toMatchObject({
      status: 409,
      body: { code: 'targets-unjudged', detail: expect.stringContaining('còn 1 chỉ tiêu') },
    })
    await judge('danh-gia', 'T02', 'not-enough-data')
    const recommend = { text: 'Giao thêm Sở Tài chính', clause: 'I.1-02' }
    await api.post('danh-gia', `${at}/recommendations`, recommend)
    await api.post('danh-gia', `${at}/recommendations`, recommend)
    expect((await api.post('danh-gia', `${at}/conclusion`)).body).toMatchObject({
      stage: 'sealing',
      evaluation: { concludedBy: 'danh-gia', recommendations: [recommend] },
    })
    expect(await api.post('danh-gia', `${at}/seal`, {})).toMatchObject({
      status: 403,
      body: { code: 'own-conclusion' },
    })
    expect(await api.post('kiem-tra', `${at}/seal`, {})).toMatchObject({
      status: 409,
      body: { code: 'figures-missing', detail: expect.stringContaining('T01, T02') },
    })
    expect((await api.get('danh-gia', '/api/programmes/nho/proposals')).body.items).toEqual([])
    await api.post('kiem-tra', `${at}/seal`, { withMissing: true })
    expect((await api.get('danh-gia', at)).body).toMatchObject({
      outcome: 'sealed',
      evaluation: { revision: 1, sealedBy: 'kiem-tra', sealedWithout: ['T01', 'T02'] },
    })
    expect((await api.get('bac-si', '/api/programmes/nho/proposals')).body.items).toMatchObject([recommend])
    expect(await judge('danh-gia', 'T01')).toMatchObject({ status: 409, body: { code: 'cycle-ended' } })

    const figure = observation({
      targetId: 'T02',
      period: { asOf: '2013-10-31' },
      recordedAt: '2013-11-20T03:00:00.000Z',
    })
    await observe(api.services, 'nho', 'T02', figure, secretary)
    await api.advanceTo('2013-11-21')
    expect(await api.post('danh-gia', `${at}/revisions`, { reason: 'Có số liệu chính thức' })).toMatchObject({
      status: 200,
      body: { evaluation: { revision: 2 }, execution: { name: `${id}_a2`, status: 'RUNNING' } },
    })
    expect((await api.get('danh-gia', at)).body).toMatchObject({
      stage: 'judging',
      evaluation: { targets: [{ lacking: true }, { lacking: false, opinion: { verdict: 'not-enough-data' } }] },
    })
    const before = (await api.get('danh-gia', `${at}/scores`, { revision: '1' })).body.items
    const now = (await api.get('danh-gia', `${at}/scores`)).body.items
    expect(now[0].written).toBe(before[0].written)
    expect(now[1].written).not.toBe(before[1].written)
    await judge('danh-gia', 'T02', 'not-met')
    await api.post('danh-gia', `${at}/conclusion`)
    // The leader of the body that gave it seals as well as one of the level it goes to.
    await api.post('lanh-dao', `${at}/seal`, { withMissing: true })
    expect((await api.get('danh-gia', at)).body).toMatchObject({
      outcome: 'sealed',
      evaluation: { revision: 2, sealedBy: 'lanh-dao', sealedWithout: ['T01'] },
    })
    expect(await api.failures()).toEqual([])
  })

  it('recommends what becomes an assignment by a document of the assigning level, once', async () => {
    await judge('danh-gia', 'T01')
    await judge('danh-gia', 'T02')
    await api.post('danh-gia', `${at}/recommendations`, { text: 'Giao thêm Sở Y tế' })
    await api.post('danh-gia', `${at}/conclusion`)
    const proposals = async () => (await api.get('thu-ky', '/api/programmes/nho/proposals')).body.items
    const [{ id: proposal }] = (await api.get('danh-gia', at)).body.evaluation.recommendations
    const document = {
      ...{ id: 'kh-01', title: 'Kế hoạch', number: '5-KH/TU' },
      ...{ issuedOn: '2013-11-20', issuer: 'thanh-uy' },
    }
    const addition = {
      ...{ id: 'moi', title: 'Công bố số liệu', to: { lead: 'so-y-te' }, givenBy: 'thanh-uy' },
      ...{ takesUp: { cycle: id, proposal }, schedule: { kind: 'once', dueOn: '2014-06-27', bound: 'by' } },
    }
    const give = async (changes: object = {}, paper: object = document) => {
      const body = { document: paper, additions: [{ ...addition, ...changes }] }
      const [outcome] = (await api.post('thu-ky', '/api/programmes/nho/givings', body)).body.outcomes
      return outcome.refusal?.code ?? outcome.outcome
    }
    expect(await give()).toBe('unknown-proposal')
    await api.post('kiem-tra', `${at}/seal`, { withMissing: true })
    expect(await give({}, { ...document, id: 'cv-01', issuer: 'so-xay-dung' })).toBe('document-below-level')
    expect((await proposals())[0].assignment).toBeUndefined()
    expect(await give()).toBe('given')
    expect(await give()).toBe('already')
    expect(await give({ id: 'moi-2' })).toBe('proposal-taken-up')
    expect(await proposals()).toMatchObject([{ id: proposal, assignment: 'nho_moi' }])
    expect((await api.get('bac-si', '/api/assignments/nho_moi')).body).toMatchObject({
      clause: 'I.1-02',
      takesUp: { cycle: id, proposal },
      addedBy: 'kh-01',
    })
    expect((await api.get('danh-gia', at)).body).toMatchObject({
      standing: 'ended',
      evaluation: { recommendations: [{ id: proposal, assignment: 'nho_moi' }] },
    })
    const { items } = (await api.get('danh-gia', `${at}/events`)).body
    expect(items.filter(({ type }: { type: string }) => type === 'proposalTakenUp')).toMatchObject([
      { data: { proposal, assignment: 'nho_moi', document: 'kh-01' } },
    ])
    expect((await verifyTrail({ table: api.truth, clock: api.services.clock }, 'nho')).flaws).toEqual([])
    // What it became stands through a revision.
    await api.post('danh-gia', `${at}/revisions`, { reason: 'Có số liệu chính thức' })
    await api.post('danh-gia', `${at}/conclusion`)
    await api.post('kiem-tra', `${at}/seal`, { withMissing: true })
    expect(await proposals()).toMatchObject([{ id: proposal, assignment: 'nho_moi' }])
  })

  it('is not judged by whoever also belongs to the agency of the target, whichever hat they name', async () => {
    const own = { status: 403, body: { code: 'own-target', detail: expect.stringContaining('T01') } }
    expect(await judge('hai-vai', 'T01')).toMatchObject(own)
    const named = { as: 'hai-vai', body: { verdict: 'met', reason: 'Đạt' }, headers: { 'dondoc-agency': 'ubkt' } }
    expect(await api.ask('PUT', `${at}/opinions/T01`, named)).toMatchObject(own)
    expect(await judge('hai-vai', 'T02')).toMatchObject({ status: 200 })
    expect(await judge('bac-si', 'T01')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await judge('danh-gia', 'T99')).toMatchObject({ status: 422, body: { code: 'unknown-target' } })
  })

  it('goes back to its judges with a reason', async () => {
    await judged()
    expect(await api.post('thuong-truc', `${at}/conclusion/return`, { reason: 'Chưa rõ' })).toMatchObject({
      status: 200,
      body: { stage: 'judging', returned: { reason: 'Chưa rõ' } },
    })
    expect(await api.post('bac-si', `${at}/conclusion/return`, { reason: 'Chưa rõ' })).toMatchObject({ status: 403 })
  })

  it('is not revised before it is sealed', async () => {
    expect(await api.post('danh-gia', `${at}/revisions`, { reason: 'Sửa' })).toMatchObject({
      status: 409,
      body: { code: 'cycle-not-at-stage' },
    })
  })
})

describe('an evaluation out of turn', () => {
  let api: CycleApi
  beforeEach(async () => {
    api = await cycleApi('2013-04-01', evaluation())
  })
  const path = '/api/programmes/nho/evaluations'
  const asked = {
    title: 'Đánh giá đột xuất về bảo hiểm y tế',
    clause: 'I.1-01',
    document: 'vb-nho',
    closesOn: '2013-04-05',
    dueOn: '2013-04-26',
    targets: ['T01'],
  }

  it('is begun by an evaluator with its scope and its date, once however often it is asked for', async () => {
    const begun = await api.post('kiem-tra', path, asked)
    expect(begun).toMatchObject({
      status: 201,
      body: { standing: 'planned', lead: 'ubkt', givenBy: 'thanh-uy', targets: ['T01'] },
    })
    const { id } = begun.body
    expect((await api.post('kiem-tra', path, asked)).body).toMatchObject({ id })
    await api.round('2013-04-02')
    await api.advanceTo('2013-04-06')
    const { items } = (await api.get('kiem-tra', `/api/cycles/${id}/contributions`)).body
    expect(items.map(({ agency }: { agency: string }) => agency)).toEqual(['so-y-te'])
    expect((await api.get('bac-si', `/api/contributions/${items[0].id}`)).body).toMatchObject({
      kind: 'selfAssessment',
      wanting: ['T01'],
    })
    await api.advanceTo('2013-04-20')
    expect((await api.get('kiem-tra', `/api/cycles/${id}`)).body.evaluation.targets).toEqual([
      { target: 'T01', owner: 'so-y-te', lacking: true },
    ])
    expect(await api.failures()).toEqual([])
  })

  it('asks whom a document has named for the figures since', async () => {
    const naming = { owner: 'so-xay-dung', document: 'vb-nho' }
    expect(await api.put('thu-ky', '/api/programmes/nho/targets/T02/owner', naming)).toMatchObject({ status: 200 })
    const { id } = (await api.post('kiem-tra', path, { ...asked, targets: ['T02'] })).body
    await api.round('2013-04-02')
    await api.advanceTo('2013-04-06')
    const { items } = (await api.get('kiem-tra', `/api/cycles/${id}/contributions`)).body
    expect(items.map(({ agency }: { agency: string }) => agency)).toEqual(['so-xay-dung'])
    expect((await api.get('ky-su', `/api/contributions/${items[0].id}/form`)).body.rows).toContainEqual(
      expect.objectContaining({ target: 'T02', wanting: true }),
    )
  })

  it.each([
    [{ closesOn: '2013-04-27' }, 'cycle-day-after-due'],
    [{ dueOn: '2013-03-29', closesOn: '2013-03-01' }, 'date-passed'],
    [{ targets: ['T99'] }, 'unknown-target'],
    [{ document: 'la' }, 'unknown-document'],
    [{ submittedTo: 'la' }, 'unknown-agency'],
    [{ targets: [] }, 'malformed-request'],
  ])('is not begun with %j', async (changes, code) => {
    const before = api.written.length
    expect(await api.post('kiem-tra', path, { ...asked, ...changes })).toMatchObject({ status: 422, body: { code } })
    expect(api.written.length).toBe(before)
  })

  it('is begun by nobody else', async () => {
    expect(await api.post('thu-ky', path, asked)).toMatchObject({ status: 403 })
    expect(await api.post('kiem-tra', '/api/programmes/la/evaluations', asked)).toMatchObject({ status: 404 })
  })
})
