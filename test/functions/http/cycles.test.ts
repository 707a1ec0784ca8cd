import { beforeEach, describe, expect, it } from 'vitest'
import { plan, yearlyReport } from '../steps/cycleProgrammes.ts'
import { anAgency, anAssignment } from '../tinyProgramme.ts'
import { type CycleApi, cycleApi } from './cycleApi.ts'

const planId = 'nho_R05'
const reportId = 'nho_R11_2013'
const issued = { title: 'Kế hoạch', number: '12/KH-UBND', issuedOn: '2013-03-18', signer: 'Chủ tịch' }
const report = { title: 'Báo cáo năm 2013', number: '15-BC/BCS', issuedOn: '2013-12-18', signer: 'Bí thư' }
const rows = [{ clause: 'I.1-01', text: 'Đã thực hiện' }]

describe('a plan', () => {
  let api: CycleApi
  beforeEach(async () => {
    const programme = plan()
    api = await cycleApi('2013-01-07', {
      ...programme,
      assignments: [...programme.assignments, anAssignment('moi')],
    })
    await api.round('2013-01-08')
  })

  it('is drafted, consulted on with one silent, returned, taken, issued, and gives its annex', async () => {
    expect((await api.get('bac-si', '/api/programmes/nho/cycles', { which: 'open' })).body.items).toMatchObject([
      { id: planId, kind: 'plan-issuance', standing: 'open', stageWritten: 'chờ dự thảo', openedOn: '2013-01-08' },
    ])
    expect(await api.put('bcs', `/api/cycles/${planId}/annex`, annex)).toMatchObject({
      status: 200,
      body: { annex: { assignments: 2 } },
    })
    const drafted = await api.post('bcs', `/api/cycles/${planId}/drafts`, {
      draft: { title: 'Dự thảo' },
      consultUntil: '2013-01-18',
    })
    expect(drafted).toMatchObject({ status: 200, body: { gatherUntil: '2013-01-18' } })
    const asked = await api.get('bac-si', '/api/agencies/so-y-te/contributions')
    expect(asked.body.items).toMatchObject([{ id: `${planId}_g1_so-y-te`, kind: 'opinion', stateWritten: 'chờ gửi' }])
    await api.post('bac-si', `/api/contributions/${planId}_g1_so-y-te/content`, {
      rows: [],
      text: 'Thống nhất',
      evidence: [],
    })
    await api.advanceTo('2013-01-19')
    expect((await api.get('bcs', `/api/cycles/${planId}`)).body).toMatchObject({
      stage: 'reviewing',
      silent: ['so-tai-chinh'],
      execution: { machine: 'plan-issuance', name: `${planId}_a1`, status: 'RUNNING' },
      asked: 2,
      sent: 1,
    })
    const { items } = (await api.get('thu-ky', `/api/cycles/${planId}/contributions`)).body
    expect(items.map((one: { stateWritten: string }) => one.stateWritten)).toEqual([
      'không góp ý, coi như đồng ý',
      'đã gửi',
    ])
    expect((await api.get('thu-ky', '/api/agencies/thanh-uy/decisions')).body.items).toContainEqual(
      expect.objectContaining({ about: 'cycle', cycle: expect.objectContaining({ id: planId }) }),
    )
    await api.post('thu-ky', `/api/cycles/${planId}/drafts/return`, { reason: 'Chưa có lộ trình' })
    expect((await api.get('bcs', `/api/cycles/${planId}`)).body).toMatchObject({
      stage: 'drafting',
      returned: { reason: 'Chưa có lộ trình' },
    })
    await api.post('bcs', `/api/cycles/${planId}/drafts`, { draft: { title: 'Dự thảo lần 2' } })
    await api.advanceTo('2013-02-10')
    await api.post('thu-ky', `/api/cycles/${planId}/drafts/acceptance`)
    await api.advanceTo('2013-03-18')
    expect(await api.post('bcs', `/api/cycles/${planId}/issue`, { document: { title: 'Kế hoạch' } })).toMatchObject({
      status: 422,
      body: { code: 'paper-incomplete' },
    })
    await api.post('bcs', `/api/cycles/${planId}/issue`, { document: issued })
    expect((await api.get('thu-ky', `/api/cycles/${planId}`)).body).toMatchObject({
      standing: 'ended',
      outcome: 'issued',
      document: issued,
    })
    for (const task of ['nho_moi', 'nho_them']) {
      expect((await api.get('thu-ky', `/api/tasks/${task}`)).body).toMatchObject({
        lead: 'so-tai-chinh',
        basis: 'ke-hoach',
      })
    }
    expect((await api.get('thu-ky', '/api/assignments/nho_them')).body).toMatchObject({ addedBy: 'ke-hoach' })
    const { items: events } = (await api.get('thu-ky', `/api/cycles/${planId}/events`)).body
    expect(events.map((event: { type: string }) => event.type)).toEqual(
      expect.arrayContaining(['annexAttached', 'draftReturned', 'planIssued', 'outcomeTold']),
    )
    expect(await api.failures()).toEqual([])
    expect(api.faults).toEqual([])
  })

  it.each([
    ['of an assignment that nobody has and nobody gets', { assignments: [anAssignment('la')] }, 'unknown-assignment'],
    [
      'of a new assignment in a clause that the programme has not',
      { assignments: [anAssignment('la', { lead: 'so-y-te', clause: 'IX' })] },
      'unknown-clause',
    ],
    [
      'that takes up what nobody proposed',
      {
        assignments: [{ ...anAssignment('la', { lead: 'so-y-te' }), takesUp: { cycle: 'nho_R08', proposal: 'kn-1' } }],
      },
      'unknown-proposal',
    ],
    ['for a body that nobody registered', { agencies: [] }, 'unknown-agency'],
    [
      'that names a registered body otherwise',
      { agencies: [...annexAgencies(), anAgency('so-y-te', { name: 'Sở khác' })] },
      'registered-otherwise',
    ],
  ])('takes no annex %s', async (_, changes, code) => {
    const answer = await api.put('bcs', `/api/cycles/${planId}/annex`, { ...annex, ...changes })
    expect(answer.body).toMatchObject({ code })
    expect(await api.get('bcs', `/api/cycles/${planId}/annex`)).toMatchObject({ status: 404 })
  })

  it('is not drafted by another body, nor reviewed by its own, nor by whom it does not concern', async () => {
    expect(await api.post('thu-ky', `/api/cycles/${planId}/drafts`, { draft: { title: 'Dự thảo' } })).toMatchObject({
      status: 403,
    })
    expect(await api.get('khac', `/api/cycles/${planId}`)).toMatchObject({ status: 404 })
    expect(await api.post('khac', `/api/cycles/${planId}/drafts`, { draft: { title: 'Dự thảo' } })).toMatchObject({
      status: 404,
    })
    expect(await api.post('thu-ky', `/api/cycles/${planId}/drafts/acceptance`)).toMatchObject({
      status: 409,
      body: { code: 'cycle-not-at-stage', detail: expect.stringContaining('chờ dự thảo') },
    })
  })

  it('is changed only over the version that was read', async () => {
    const read = await api.get('bcs', `/api/cycles/${planId}`)
    const draft = {
      body: { draft: { title: 'Dự thảo' } },
      as: 'bcs',
      headers: { 'if-match': read.headers['etag'] ?? '' },
    }
    await api.post('thu-ky', `/api/cycles/${planId}/dates`, { document: 'vb-nho', dueOn: '2013-04-30' })
    expect(await api.ask('POST', `/api/cycles/${planId}/drafts`, draft)).toMatchObject({
      status: 412,
      body: { code: 'changed-meanwhile' },
    })
  })

  it('goes on in its next attempt when its execution was stopped, without waiting for the round', async () => {
    await api.stop(planId)
    expect((await api.get('thu-ky', `/api/cycles/${planId}`)).body).toMatchObject({
      execution: { status: 'ABORTED' },
      trouble: { attempt: 1, status: 'ABORTED' },
    })
    const { items: run } = (await api.get('thu-ky', `/api/cycles/${planId}/run`)).body
    expect(run.at(0)).toMatchObject({ what: 'aborted' })
    expect(run.at(-1)).toMatchObject({ what: 'started' })
    expect(run.map(({ state }: { state?: string }) => state)).toContain('NextStep')
    expect(await api.post('thu-ky', `/api/cycles/${planId}/resumption`)).toMatchObject({
      status: 200,
      body: { found: 'nextAttempt', cycle: { execution: { name: `${planId}_a2`, status: 'RUNNING' } } },
    })
    expect(await api.post('thu-ky', `/api/cycles/${planId}/resumption`)).toMatchObject({ body: { found: 'runs' } })
    expect(await api.post('bcs', `/api/cycles/${planId}/resumption`)).toMatchObject({ status: 403 })
    await api.post('thu-ky', `/api/cycles/${planId}/withdrawal`, { document: 'vb-nho', reason: 'Bỏ' })
    expect(await api.post('thu-ky', `/api/cycles/${planId}/resumption`)).toMatchObject({
      status: 409,
      body: { code: 'cycle-ended' },
    })
  })
})

describe('a report', () => {
  let api: CycleApi
  beforeEach(async () => {
    const programme = yearlyReport()
    const reported = anAssignment('kham-benh', {
      lead: 'so-y-te',
      kind: 'continuous',
      schedule: { kind: 'continuous' },
    })
    api = await cycleApi('2013-10-14', { ...programme, assignments: [...programme.assignments, reported] })
    await api.round('2013-10-21')
  })

  const send = (as: string, agency: string) =>
    api.post(as, `/api/contributions/${reportId}_g1_${agency}/content`, { rows, evidence: [] })

  async function finalised() {
    await send('bac-si', 'so-y-te')
    await api.advanceTo('2013-12-18')
    return api.post('bcs', `/api/cycles/${reportId}/reports`, { document: report })
  }

  it('is consolidated, finalised, returned with reasons, and received', async () => {
    expect(await finalised()).toMatchObject({ status: 200, body: { stage: 'receiving', silent: ['so-xay-dung'] } })
    expect((await api.get('bcs', `/api/cycles/${reportId}/rows`)).body.items).toEqual([
      { clause: 'I.1-01', agency: 'so-y-te', text: 'Đã thực hiện', late: false },
    ])
    expect((await api.get('bcs', `/api/cycles/${reportId}/figures`)).body).toMatchObject({ to: '2013-11-30' })
    expect(await api.get('bac-si', `/api/cycles/${reportId}/rows`)).toMatchObject({ status: 403 })
    expect(await api.post('bcs', `/api/cycles/${reportId}/reports/receipt`, {})).toMatchObject({ status: 403 })
    expect(
      await api.post('thuong-truc', `/api/cycles/${reportId}/reports/return`, { reason: 'Thiếu số liệu' }),
    ).toMatchObject({ status: 200, body: { stage: 'finalising' } })
    await api.post('bcs', `/api/cycles/${reportId}/reports`, { document: report })
    await api.post('thuong-truc', `/api/cycles/${reportId}/reports/receipt`, { remark: 'Đồng ý' })
    expect((await api.get('bcs', `/api/cycles/${reportId}`)).body).toMatchObject({
      outcome: 'received',
      receipt: { on: '2013-12-18', remark: 'Đồng ý' },
    })
    expect((await api.get('lanh-dao', '/api/programmes/nho/cycles', { which: 'ended' })).body.items).toHaveLength(1)
  })

  it('has no word that was returned and not sent again, and counts its agency among the silent', async () => {
    const sent = `/api/contributions/${reportId}_g1_so-y-te`
    await send('bac-si', 'so-y-te')
    expect((await api.get('bcs', sent)).body).toMatchObject({ state: 'sent', inTime: true })
    await api.post('bcs', `${sent}/content/return`, { reason: 'Thiếu số liệu' })
    await api.advanceTo('2013-12-18')
    expect((await api.get('bcs', `/api/cycles/${reportId}`)).body.silent).toContain('so-y-te')
    expect((await api.get('bcs', `/api/cycles/${reportId}/rows`)).body.items).toEqual([])
    const { body } = await api.get('bcs', sent)
    expect(body).toMatchObject({ state: 'closed', content: { rows }, returned: { reason: 'Thiếu số liệu' } })
    expect(body).not.toHaveProperty('inTime')
  })

  it('is received by a paper that the office enters, from the day it arrived', async () => {
    await finalised()
    const path = `/api/cycles/${reportId}/reports/receipt/on-paper`
    const paper = { arrivalNumber: '88', arrivedOn: '2013-12-20' }
    expect(await api.post('van-thu', path, paper)).toMatchObject({ status: 422, body: { code: 'arrival-in-future' } })
    await api.advanceTo('2013-12-23')
    expect(await api.post('thuong-truc', path, paper)).toMatchObject({ status: 403 })
    expect(await api.post('van-thu', path, paper)).toMatchObject({
      status: 200,
      body: { receipt: { on: '2013-12-20', onPaper: paper } },
    })
    expect((await api.get('bcs', `/api/cycles/${reportId}`)).body).toMatchObject({ outcome: 'received' })
  })

  it('asks its silent ones once more, once a day, after the closing too', async () => {
    await send('bac-si', 'so-y-te')
    await api.advanceTo('2013-12-09')
    const path = `/api/cycles/${reportId}/asking-again`
    expect(await api.post('bac-si', path, {})).toMatchObject({ status: 403 })
    expect(await api.post('bcs', path, {})).toMatchObject({ status: 200, body: { asked: ['so-xay-dung'] } })
    expect(await api.post('bcs', path, {})).toMatchObject({ status: 409, body: { code: 'nothing-to-change' } })
    await api.round('2013-12-10')
    expect(await api.post('bcs', path, { agencies: ['so-y-te'] })).toMatchObject({ status: 409 })
    const letters = (await api.get('van-thu', '/api/letters')).body.items
    const last = letters.find((letter: { to: string }) => letter.to === 'so-xay-dung@example.com')
    const { text } = (await api.get('van-thu', `/api/letters/${encodeURIComponent(last.id)}`)).body
    expect(text).toContain('Cơ quan chủ trì đề nghị lần nữa.')
  })

  it('has its days moved by a document, in an order that makes sense', async () => {
    const path = `/api/cycles/${reportId}/dates`
    const move = (days: object) => api.post('thu-ky', path, { document: 'vb-nho', ...days })
    expect(await move({ gatherUntil: '2013-12-25' })).toMatchObject({
      status: 422,
      body: { code: 'cycle-day-after-due', detail: expect.stringContaining('20/12/2013') },
    })
    expect(await move({ gatherUntil: '2013-10-01' })).toMatchObject({ status: 422, body: { code: 'date-passed' } })
    expect(await move({})).toMatchObject({ status: 409, body: { code: 'nothing-to-change' } })
    expect(await api.post('thu-ky', path, { document: 'la', dueOn: '2013-12-31' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-document' },
    })
    const awaited = { id: 'cv-doi', title: 'Công văn lùi hạn', number: null, issuedOn: null, issuer: 'thanh-uy' }
    expect(
      await api.post('thu-ky', path, { document: awaited, dueOn: '2013-12-31', gatherUntil: '2013-12-20' }),
    ).toMatchObject({ status: 200, body: { dueOn: '2013-12-31', gatherUntil: '2013-12-20' } })
    expect((await api.get('bac-si', `/api/contributions/${reportId}_g1_so-y-te`)).body).toMatchObject({
      dueOn: '2013-12-20',
    })
    expect(await api.post('bcs', path, { document: 'vb-nho', dueOn: '2014-01-31' })).toMatchObject({ status: 403 })
  })

  it('is withdrawn by a document: what was asked is taken back, and nothing more is done', async () => {
    const path = `/api/cycles/${reportId}/withdrawal`
    expect(await api.post('bcs', path, { document: 'vb-nho', reason: 'Bỏ' })).toMatchObject({ status: 403 })
    await api.post('thu-ky', path, { document: 'vb-nho', reason: 'Gộp vào tổng kết' })
    expect((await api.get('thu-ky', `/api/cycles/${reportId}`)).body).toMatchObject({ outcome: 'withdrawn' })
    expect((await api.get('bac-si', `/api/contributions/${reportId}_g1_so-y-te`)).body).toMatchObject({
      state: 'withdrawn',
    })
    expect(await api.post('thu-ky', path, { document: 'vb-nho', reason: 'Lần nữa' })).toMatchObject({
      status: 409,
      body: { code: 'cycle-ended' },
    })
  })

  it('goes to another lead by a document, and to nobody that is not registered', async () => {
    const path = `/api/cycles/${reportId}/holder`
    const change = { document: 'vb-nho', agency: 'ban-can-su' }
    expect(await api.post('thu-ky', path, { ...change, successor: 'la' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-agency' },
    })
    expect(await api.post('thu-ky', path, { ...change, successor: 'ban-xay-dung' })).toMatchObject({
      status: 200,
      body: { lead: 'ban-xay-dung' },
    })
  })
})

const annex = {
  document: { id: 'ke-hoach', title: 'Kế hoạch', number: null, issuedOn: null, issuer: 'ban-can-su' },
  agencies: annexAgencies(),
  groups: [],
  // The second the programme did not have.
  assignments: ['moi', 'them'].map((id) => anAssignment(id, { lead: 'so-tai-chinh', basis: 'ke-hoach' })),
}

function annexAgencies() {
  return [anAgency('so-tai-chinh')]
}
