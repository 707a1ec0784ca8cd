import { beforeEach, describe, expect, it } from 'vitest'
import { aGroup, anAgency, due, tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

/** Beside the city committee of the small programme: the people's committee, with an office of its own. */
const committee = [
  anAgency('ubnd', { name: 'Ủy ban nhân dân', superior: 'thanh-uy', office: 'vp-ubnd' }),
  anAgency('vp-ubnd', { name: 'Văn phòng Ủy ban nhân dân', superior: 'ubnd' }),
]
const others = [
  aPerson('vp', 'secretariat', 'vp-ubnd'),
  aPerson('hai-vai', ['secretariat', 'department'], 'van-phong', 'so-y-te'),
]

let api: ApiOffice
beforeEach(async () => {
  const programme = tinyProgramme()
  api = await apiOffice({ more: others }, tinyProgramme({ agencies: [...programme.agencies, ...committee] }))
})

const at = (id: string) => `/api/assignments/nho_${id}`
/** Given in a meeting: its notice is awaited. */
const meeting = { id: 'hop-01', title: 'Cuộc họp giao ban', number: null, issuedOn: null, issuer: 'thanh-uy' }
const plan = { id: 'kh-01', title: 'Kế hoạch', number: '5-KH/TU', issuedOn: '2013-01-07', issuer: 'thanh-uy' }

async function done(as: string, path: string, body: object) {
  const answer = await api.ask('POST', path, { as, body })
  expect({ path, status: answer.status, problem: answer.status < 300 ? undefined : answer.body }).toEqual({
    path,
    status: 200,
    problem: undefined,
  })
  return answer.body
}

async function refusal(as: string, path: string, body: object) {
  const { status, body: problem } = await api.ask('POST', path, { as, body })
  expect(problem.detail).toMatch(/^\p{Lu}.*\.$/su)
  return [status, problem.code]
}

async function taskNow(id: string) {
  return (await api.ask('GET', `/api/tasks/nho_${id}`, { as: 'thu-ky' })).body
}

describe('assignments are read', () => {
  const list = '/api/programmes/nho/assignments'
  it('in the order of the document, those of nobody too, by pages', async () => {
    const first = await api.ask('GET', list, { as: 'bac-si', query: { limit: '4' } })
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([
      'nho_conditional',
      'nho_continuous',
      'nho_dates',
      'nho_once',
    ])
    const { cursor } = first.body
    const rest = await api.ask('GET', list, { as: 'bac-si', query: { limit: '4', cursor } })
    expect(rest.body).toMatchObject({ items: [{ id: 'nho_unassigned', state: 'unassigned' }, { id: 'nho_quarterly' }] })
    expect(rest.body.cursor).toBeUndefined()
  })

  it('by state, each page as full as it can be', async () => {
    const { body } = await api.ask('GET', list, { as: 'lanh-dao', query: { state: 'unassigned', limit: '1' } })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['nho_unassigned'])
  })

  it('by who was given them, one agency or a group, and one by one with its version', async () => {
    const mine = await api.ask('GET', '/api/agencies/so-y-te/assignments', { as: 'bac-si' })
    expect(mine.body.items.map(({ id }: { id: string }) => id)).toEqual(['nho_continuous', 'nho_once'])
    const group = await api.ask('GET', '/api/agencies/cac-so/assignments', { as: 'bac-si' })
    expect(group.body.items).toMatchObject([{ id: 'nho_dates', to: { group: 'cac-so' } }])
    expect(await api.ask('GET', at('once'), { as: 'danh-gia' })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { to: { lead: 'so-y-te' }, cooperating: [{ agency: 'so-xay-dung' }], opened: ['once'], basis: 'vb-nho' },
    })
  })

  it('not by whoever keeps the machine, nor where there is none', async () => {
    expect((await api.ask('GET', at('once'), { as: 'quan-tri' })).status).toBe(403)
    expect((await api.ask('GET', at('khong-co'), { as: 'bac-si' })).body.code).toBe('not-found')
  })
})

describe('a clause of nobody', () => {
  const giving = `${at('unassigned')}/giving`

  it('is given in a meeting whose notice is awaited, and its task begins at once', async () => {
    const body = { document: meeting, to: { lead: 'so-y-te' }, product: 'Báo cáo', schedule: due('2013-06-28') }
    expect(await done('thu-ky', giving, body)).toMatchObject({
      state: 'given',
      to: { lead: 'so-y-te' },
      basis: 'hop-01',
      givenOn: '2013-01-07',
      opened: ['once'],
    })
    expect(await taskNow('unassigned')).toMatchObject({ lead: 'so-y-te', dueOn: '2013-06-28', basis: 'hop-01' })
    // Asked again, whether the answer was lost or the button pressed twice, it is given once.
    await done('thu-ky', giving, body)
    const { items } = (await api.ask('GET', '/api/agencies/so-y-te/tasks', { as: 'bac-si' })).body
    expect(items.filter(({ assignment }: { assignment: string }) => assignment === 'nho_unassigned')).toHaveLength(1)
    expect(await refusal('thu-ky', giving, { document: 'vb-nho', to: { lead: 'so-xay-dung' } })).toEqual([
      409,
      'already-given',
    ])
  })

  it('is given to a group, a task for each member', async () => {
    await done('thu-ky', giving, { document: plan, to: { group: 'cac-so' } })
    expect(await taskNow('unassigned_so-y-te')).toMatchObject({ lead: 'so-y-te' })
    expect(await taskNow('unassigned_so-xay-dung')).toMatchObject({ lead: 'so-xay-dung' })
  })

  it('is given by a body under the one whose document it stands in, in its own name', async () => {
    const own = { ...plan, issuer: 'ubnd' }
    expect(await refusal('vp', giving, { document: own, to: { lead: 'so-y-te' } })).toEqual([403, 'not-allowed'])
    expect(await refusal('vp', giving, { document: own, to: { lead: 'so-y-te' }, givenBy: 'thanh-uy' })).toEqual([
      403,
      'not-allowed',
    ])
    expect(await done('vp', giving, { document: own, to: { lead: 'so-y-te' }, givenBy: 'ubnd' })).toMatchObject({
      givenBy: 'ubnd',
    })
    expect(await taskNow('unassigned')).toMatchObject({ givenBy: 'ubnd' })
  })
})

describe('what was given', () => {
  it('is amended by a document, and the open task goes on by the new words under the new lead', async () => {
    const change = {
      to: { lead: 'so-xay-dung' },
      cooperating: [{ agency: 'so-y-te', part: 'Số liệu' }],
      product: 'Đề án và dự toán',
      schedule: due('2013-09-30'),
    }
    expect(await done('thu-ky', `${at('once')}/amendment`, { document: plan, change })).toMatchObject({
      ...change,
      basis: 'kh-01',
    })
    expect(await taskNow('once')).toMatchObject({
      lead: 'so-xay-dung',
      cooperating: change.cooperating,
      product: 'Đề án và dự toán',
      dueOn: '2013-09-30',
      originalDueOn: '2013-03-29',
      basis: 'kh-01',
    })
  })

  it('goes back to what it was by the document that had said so before', async () => {
    const amend = (document: object | string, lead: string) =>
      done('thu-ky', `${at('once')}/amendment`, { document, change: { to: { lead } } })
    await amend(plan, 'so-xay-dung')
    await amend({ ...plan, id: 'kh-02' }, 'so-y-te')
    expect(await amend('kh-01', 'so-xay-dung')).toMatchObject({ to: { lead: 'so-xay-dung' } })
    expect(await taskNow('once')).toMatchObject({ lead: 'so-xay-dung' })
  })

  it('is amended and stopped by a leader too, and by nobody who leads it in another position', async () => {
    const body = { document: plan, change: { product: 'Đề án và dự toán' } }
    expect(await refusal('hai-vai', `${at('once')}/amendment`, body)).toEqual([403, 'own-work'])
    const stop = { document: 'vb-nho', reason: 'Dừng' }
    expect(await refusal('hai-vai', `${at('once')}/withdrawal`, stop)).toEqual([403, 'own-work'])
    const { outcomes } = await done('hai-vai', '/api/programmes/nho/givings', {
      document: 'vb-nho',
      entries: [{ assignment: 'nho_once', product: 'Khác' }],
    })
    expect(outcomes).toMatchObject([{ outcome: 'refused', refusal: { code: 'own-work' } }])
    await done('lanh-dao', `${at('once')}/amendment`, body)
  })

  it('as a series keeps the deadlines of its periods', async () => {
    await done('thu-ky', `${at('quarterly')}/amendment`, { document: plan, change: { to: { lead: 'so-y-te' } } })
    expect(await taskNow('quarterly_2013-Q1')).toMatchObject({ lead: 'so-y-te', dueOn: '2013-03-25' })
  })

  it('without a date gets one by a document', async () => {
    const change = { schedule: due('2013-12-31') }
    await done('thu-ky', `${at('continuous')}/amendment`, { document: plan, change })
    expect(await taskNow('continuous')).toMatchObject({ state: 'open', dueOn: '2013-12-31' })
  })

  it('is withdrawn by a document with all that is open of it', async () => {
    const body = { document: plan, reason: 'Có văn bản thay thế' }
    expect(await done('thu-ky', `${at('quarterly')}/withdrawal`, body)).toMatchObject({
      state: 'withdrawn',
      withdrawn: { on: '2013-01-07', document: 'kh-01' },
    })
    expect(await taskNow('quarterly_2013-Q1')).toMatchObject({ state: 'withdrawn', standing: { document: 'kh-01' } })
    await done('thu-ky', `${at('quarterly')}/withdrawal`, body)
    expect(await refusal('thu-ky', `${at('quarterly')}/withdrawal`, { ...body, document: 'vb-nho' })).toEqual([
      409,
      'assignment-withdrawn',
    ])
  })
})

describe('an agency proposes a change to its own', () => {
  const proposal = `${at('once')}/proposal`
  const change = { product: 'Đề án rút gọn', schedule: due('2013-06-28') }

  it('which waits, is taken on a document, and is then done', async () => {
    expect(await done('bac-si', proposal, { reason: 'Thiếu kinh phí', change })).toMatchObject({
      product: 'Đề án',
      proposal: { by: 'so-y-te', on: '2013-01-07', reason: 'Thiếu kinh phí', change },
    })
    expect(await refusal('ky-su', proposal, { reason: 'Khác', change })).toEqual([409, 'proposal-pending'])
    const taken = await done('lanh-dao', `${proposal}/acceptance`, { document: plan })
    expect(taken).toMatchObject({
      ...change,
      basis: 'kh-01',
      proposalAnswered: { on: '2013-01-07', by: 'so-y-te', document: 'kh-01' },
    })
    expect(taken.proposal).toBeUndefined()
    expect(await taskNow('once')).toMatchObject({ product: 'Đề án rút gọn', dueOn: '2013-06-28' })
    expect(await refusal('lanh-dao', `${proposal}/acceptance`, { document: 'kh-01' })).toEqual([409, 'no-proposal'])
  })

  it('which is declined with the reason and changes nothing', async () => {
    await done('ky-su', proposal, { reason: 'Thêm người', change: { cooperating: [] } })
    const answered = await done('thu-ky', `${proposal}/refusal`, { reason: 'Vẫn cần phối hợp' })
    expect(answered).toMatchObject({
      cooperating: [{ agency: 'so-xay-dung' }],
      proposalAnswered: { by: 'so-xay-dung', reason: 'Vẫn cần phối hợp' },
    })
    expect(await refusal('thu-ky', `${proposal}/refusal`, { reason: 'Không' })).toEqual([409, 'no-proposal'])
  })

  it('as a member of the group it was given to', async () => {
    await done('ky-su', `${at('dates')}/proposal`, { reason: 'Quá gấp', change: { product: 'Báo cáo' } })
  })

  it('and nobody answers who takes part in the work, whichever hat they wear', async () => {
    await done('bac-si', proposal, { reason: 'Thiếu kinh phí', change })
    expect(await refusal('hai-vai', `${proposal}/acceptance`, { document: 'vb-nho' })).toEqual([403, 'own-work'])
    expect(await refusal('bac-si', `${proposal}/refusal`, { reason: 'Không' })).toEqual([403, 'not-allowed'])
  })
})

describe('many at once, on one document', () => {
  const givings = '/api/programmes/nho/givings'
  const { agencies, group } = aGroup('quan', 3)
  const annex = {
    document: plan,
    agencies,
    groups: [group],
    entries: [
      { assignment: 'nho_unassigned', to: { group: 'quan' }, product: 'Kế hoạch' },
      { assignment: 'nho_once', to: { lead: 'so-xay-dung' } },
      { assignment: 'nho_khong-co', to: { lead: 'so-y-te' } },
      { assignment: 'nho_continuous', to: { lead: 'khong-co' } },
    ],
  }

  it('each has its outcome, and what is refused keeps nothing from the others', async () => {
    const { document, outcomes } = await done('thu-ky', givings, annex)
    expect(document).toBe('kh-01')
    expect(outcomes).toMatchObject([
      { assignment: 'nho_unassigned', outcome: 'given' },
      { assignment: 'nho_once', outcome: 'amended' },
      { assignment: 'nho_khong-co', outcome: 'refused', refusal: { code: 'not-found' } },
      { assignment: 'nho_continuous', outcome: 'refused', refusal: { code: 'unknown-agency' } },
    ])
    for (const { id } of agencies) expect(await taskNow(`unassigned_${id}`)).toMatchObject({ lead: id })
    expect(await taskNow('once')).toMatchObject({ lead: 'so-xay-dung' })
  })

  it('sent again they are not given again, and what came later stands', async () => {
    await done('thu-ky', givings, annex)
    await done('thu-ky', `${at('once')}/amendment`, {
      document: { ...plan, id: 'kh-02' },
      change: { to: { lead: 'so-y-te' } },
    })
    const { outcomes } = await done('thu-ky', givings, annex)
    expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'already',
      'already',
      'refused',
      'refused',
    ])
    expect(await taskNow('once')).toMatchObject({ lead: 'so-y-te' })
  })

  it('the same document that says something else of one of them changes it', async () => {
    await done('thu-ky', givings, annex)
    const entries = [{ assignment: 'nho_once', product: 'Đề án và dự toán' }]
    const { outcomes } = await done('thu-ky', givings, { document: 'kh-01', entries })
    expect(outcomes).toEqual([{ assignment: 'nho_once', outcome: 'amended' }])
    expect(await taskNow('once')).toMatchObject({ product: 'Đề án và dự toán', lead: 'so-xay-dung' })
  })

  it('an office gives what is its own to give, and no more', async () => {
    const entries = [
      { assignment: 'nho_once', product: 'Khác' },
      { assignment: 'nho_unassigned', to: { lead: 'so-y-te' }, givenBy: 'ubnd' },
    ]
    const { outcomes } = await done('vp', givings, { document: { ...plan, issuer: 'ubnd' }, entries })
    expect(outcomes).toMatchObject([
      { outcome: 'refused', refusal: { code: 'not-allowed', detail: expect.stringContaining('không có quyền') } },
      { outcome: 'given' },
    ])
  })

  it('a document that names a body otherwise than it is registered, or one nobody knows, gives nothing', async () => {
    const otherwise = [...agencies, anAgency('so-y-te', { name: 'Sở Y tế', office: 'van-phong' })]
    expect(await refusal('thu-ky', givings, { ...annex, agencies: otherwise })).toEqual([409, 'registered-otherwise'])
    const unknown = [{ ...group, members: [{ agency: 'khong-co' }] }]
    expect(await refusal('thu-ky', givings, { ...annex, groups: unknown })).toEqual([422, 'unknown-agency'])
    expect((await api.ask('GET', '/api/programmes/nho/documents/kh-01', { as: 'thu-ky' })).status).toBe(404)
    expect((await api.ask('GET', at('unassigned'), { as: 'thu-ky' })).body.state).toBe('unassigned')
  })
})

describe('a document adds what the programme did not have', () => {
  const givings = '/api/programmes/nho/givings'
  const addition = {
    id: 'moi',
    title: 'Lập quỹ hỗ trợ',
    clause: 'I.1-02',
    to: { lead: 'so-y-te' },
    cooperating: [{ agency: 'so-xay-dung', part: 'Số liệu' }],
    product: 'Đề án',
    submittedTo: 'thanh-uy',
    givenBy: 'thanh-uy',
    schedule: due('2013-06-28'),
  }
  const add = async (as: string, changes: object = {}, document: object | string = plan) =>
    (await done(as, givings, { document, additions: [{ ...addition, ...changes }] })).outcomes[0]
  const codeOf = async (as: string, changes: object = {}, document?: object | string) =>
    (await add(as, changes, document)).refusal?.code

  it('once, and its task begins', async () => {
    expect(await add('thu-ky')).toEqual({ assignment: 'nho_moi', outcome: 'given' })
    expect((await api.ask('GET', at('moi'), { as: 'bac-si' })).body).toMatchObject({
      ...{ title: 'Lập quỹ hỗ trợ', clause: 'I.1-02', kind: 'task', product: 'Đề án', submittedTo: 'thanh-uy' },
      ...{ to: { lead: 'so-y-te' }, state: 'given', basis: 'kh-01', addedBy: 'kh-01', opened: ['once'] },
    })
    expect(await taskNow('moi')).toMatchObject({ lead: 'so-y-te', dueOn: '2013-06-28', basis: 'kh-01' })
    expect(await add('thu-ky')).toEqual({ assignment: 'nho_moi', outcome: 'already' })
  })

  it('to a group, a task for each member', async () => {
    expect(await add('thu-ky', { to: { group: 'cac-so' }, cooperating: [] })).toMatchObject({ outcome: 'given' })
    expect(await taskNow('moi_so-y-te')).toMatchObject({ lead: 'so-y-te' })
  })

  it('and sent again after a later one changed it, changes nothing', async () => {
    await add('thu-ky')
    const change = { to: { lead: 'so-xay-dung' } }
    await done('thu-ky', `${at('moi')}/amendment`, { document: { ...plan, id: 'kh-02' }, change })
    expect(await add('thu-ky')).toMatchObject({ outcome: 'already' })
    expect(await taskNow('moi')).toMatchObject({ lead: 'so-xay-dung' })
  })

  it('in the name of a body that the office works for, and of no other', async () => {
    expect(await codeOf('vp')).toBe('not-allowed')
    expect(await add('vp', { givenBy: 'ubnd' }, { ...plan, id: 'kh-ubnd', issuer: 'ubnd' })).toMatchObject({
      outcome: 'given',
    })
    // What is there belongs to whoever gave it, whatever name is said now.
    expect(await codeOf('thu-ky')).toBe('not-allowed')
  })

  it.each<[string, object, string]>([
    ['of the programme itself', { id: 'once' }, 'entered-otherwise'],
    ['of another title', { title: 'Khác' }, 'entered-otherwise'],
    ['given to another', { to: { lead: 'so-xay-dung' }, cooperating: [] }, 'already-given'],
  ])('not under an id that is %s', async (_, changes, code) => {
    await add('thu-ky')
    expect(await codeOf('thu-ky', changes)).toBe(code)
  })

  it.each<[string, object, string]>([
    ['in a clause that nobody knows', { clause: 'IX.9' }, 'unknown-clause'],
    ['for a body that nobody knows', { to: { lead: 'khong-co' } }, 'unknown-agency'],
    ['by a proposal that nobody made', { takesUp: { cycle: 'nho_R08', proposal: 'kn-1' } }, 'unknown-proposal'],
  ])('not %s', async (_, changes, code) => {
    expect(await codeOf('thu-ky', changes)).toBe(code)
    expect((await api.ask('GET', at('moi'), { as: 'thu-ky' })).status).toBe(404)
  })

  it('not on a document that was never entered', async () => {
    expect(await codeOf('thu-ky', {}, 'khong-co')).toBe('unknown-document')
  })

  it('not without a place, nor does a document give nothing', async () => {
    const { clause: _, ...nowhere } = addition
    for (const additions of [[nowhere], []]) {
      expect(await refusal('thu-ky', givings, { document: plan, additions })).toEqual([422, 'malformed-request'])
    }
  })
})

describe('refused with its code and its sentence, and nothing written', () => {
  const far = { kind: 'once', dueOn: '9999-12-31', bound: 'by' }
  const long = { kind: 'recurring', every: 'monthly', from: '1950-01-01', to: '2149-12-31', due: { month: 1, day: 1 } }
  it.each<[who: string, path: string, body: object, status: number, code: string]>([
    ['bac-si', 'unassigned/giving', { document: 'vb-nho', to: { lead: 'so-y-te' } }, 403, 'not-allowed'],
    ['lanh-dao', 'unassigned/giving', { document: 'vb-nho', to: { lead: 'so-y-te' } }, 403, 'not-allowed'],
    ['thu-ky', 'unassigned/giving', { document: 'khong-co', to: { lead: 'so-y-te' } }, 422, 'unknown-document'],
    ['thu-ky', 'unassigned/giving', { document: 'vb-nho', to: { lead: 'khong-co' } }, 422, 'unknown-agency'],
    ['thu-ky', 'unassigned/giving', { document: 'vb-nho', to: { group: 'khong-co' } }, 422, 'unknown-group'],
    ['thu-ky', 'unassigned/giving', { document: 'vb-nho' }, 422, 'malformed-request'],
    [
      'thu-ky',
      'unassigned/giving',
      { document: 'vb-nho', to: { lead: 'so-y-te', group: 'cac-so' } },
      422,
      'malformed-request',
    ],
    [
      'thu-ky',
      'unassigned/giving',
      { document: 'vb-nho', to: { lead: 'so-y-te' }, schedule: far },
      422,
      'malformed-request',
    ],
    [
      'thu-ky',
      'unassigned/giving',
      { document: 'vb-nho', to: { lead: 'so-y-te' }, schedule: long },
      422,
      'malformed-request',
    ],
    [
      'thu-ky',
      'unassigned/giving',
      { document: 'vb-nho', to: { lead: 'so-y-te' }, cooperating: [{ agency: 'so-y-te' }] },
      422,
      'lead-also-cooperates',
    ],
    ['thu-ky', 'unassigned/amendment', { document: 'vb-nho', change: { product: 'Khác' } }, 409, 'not-given'],
    ['thu-ky', 'once/amendment', { document: 'vb-nho', change: {} }, 422, 'malformed-request'],
    ['thu-ky', 'once/amendment', { document: 'vb-nho', change: { to: { group: 'cac-so' } } }, 409, 'opened-otherwise'],
    ['bac-si', 'once/withdrawal', { document: 'vb-nho', reason: 'Dừng' }, 403, 'not-allowed'],
    ['thu-ky', 'khong-co/withdrawal', { document: 'vb-nho', reason: 'Dừng' }, 404, 'not-found'],
    ['bac-si', 'unassigned/proposal', { reason: 'Xin nhận', change: { product: 'Khác' } }, 403, 'not-allowed'],
    ['bac-si', 'once/proposal', { reason: 'Khác', change: { to: { lead: 'khong-co' } } }, 422, 'unknown-agency'],
    ['thu-ky', 'once/proposal', { reason: 'Khác', change: { product: 'Khác' } }, 403, 'not-allowed'],
    ['thu-ky', 'once/proposal/acceptance', { document: 'vb-nho' }, 409, 'no-proposal'],
  ])('%s: %s %j', async (who, path, body, status, code) => {
    const before = api.written.length
    expect(await refusal(who, `/api/assignments/nho_${path}`, body)).toEqual([status, code])
    expect(api.written.slice(before)).toEqual([])
    expect(api.faults).toEqual([])
  })

  it('what was changed since it was read', async () => {
    const { headers } = await api.ask('GET', at('once'), { as: 'thu-ky' })
    await done('bac-si', `${at('once')}/proposal`, { reason: 'Khác', change: { product: 'Khác' } })
    const answer = await api.ask('POST', `${at('once')}/amendment`, {
      as: 'thu-ky',
      body: { document: 'vb-nho', change: { product: 'Đề án 2' } },
      headers: { 'if-match': headers['etag'] ?? '' },
    })
    expect([answer.status, answer.body.code]).toEqual([412, 'changed-meanwhile'])
  })
})
