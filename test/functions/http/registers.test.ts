import { beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const put = (path: string, body: object, as = 'quan-tri', headers?: { [name: string]: string }) =>
  api.ask('PUT', path, { as, body, ...(headers ? { headers } : {}) })
const sound = async () => expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])

const newAgency = {
  name: 'Sở Nội vụ',
  superior: 'thanh-uy',
  mailbox: 'so-noi-vu@example.com',
  head: { position: 'Giám đốc', mailbox: 'gd.so-noi-vu@example.com' },
}

describe('an agency', () => {
  const path = '/api/agencies/so-noi-vu'

  it('is registered, found by the search, and there at once for whoever names it', async () => {
    expect(await put(path, newAgency)).toMatchObject({ status: 200, body: { id: 'so-noi-vu', ...newAgency } })
    expect((await api.ask('GET', path, { as: 'bac-si' })).headers['etag']).toBe('"1"')
    const query = { words: 'so noi vu' }
    const { body } = await api.ask('GET', '/api/programmes/nho/search', { as: 'bac-si', query })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['so-noi-vu'])
    expect((await put(path, newAgency)).status).toBe(200)
    expect((await api.ask('GET', path, { as: 'bac-si' })).headers['etag']).toBe('"1"')
    await sound()
  })

  it('changes its mailbox by itself, and anything else on a paper', async () => {
    await put(path, newAgency)
    expect((await put(path, { ...newAgency, mailbox: 'moi@example.com' })).status).toBe(200)
    const renamed = { ...newAgency, name: 'Sở Nội vụ và Lao động' }
    const refused = await put(path, renamed)
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 422, code: 'document-missing' })
    const document = 'Quyết định số 12/QĐ-UBND ngày 04/01/2013'
    expect((await put(path, { ...renamed, document })).body).toMatchObject({ name: renamed.name })
    const { items } = (await api.ask('GET', '/api/trail/agency/so-noi-vu', { as: 'thu-ky' })).body
    expect(items[0]).toMatchObject({ type: 'agencyChanged', data: { document, agency: { name: renamed.name } } })
    await sound()
  })

  it.each<[object, number, string]>([
    [{ superior: 'khong-co' }, 422, 'unknown-agency'],
    [{ office: 'khong-co' }, 422, 'unknown-agency'],
    [{ superior: 'so-noi-vu' }, 422, 'superior-circle'],
    [{ mailbox: 'khong phai' }, 422, 'malformed-request'],
    [{ to: '2013-12-31' }, 422, 'malformed-request'],
  ])('with %j is refused', async (changes, status, code) => {
    const before = api.written.length
    const answer = await put(path, { ...newAgency, ...changes })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect(api.written.slice(before)).toEqual([])
  })

  it('is not under a body that is under it', async () => {
    await put(path, newAgency)
    const { body: above } = await api.ask('GET', '/api/agencies/thanh-uy', { as: 'thu-ky' })
    const { id: _, ...facts } = above
    expect((await put('/api/agencies/thanh-uy', { ...facts, superior: 'so-noi-vu', document: 'x' })).body.code).toBe(
      'superior-circle',
    )
  })

  it('is changed by the office alone, and on the version that was read', async () => {
    expect((await put(path, newAgency, 'bac-si')).body.code).toBe('not-allowed')
    await put(path, newAgency, 'thu-ky')
    const change = { ...newAgency, mailbox: 'moi@example.com' }
    expect((await put(path, change, 'thu-ky', { 'if-match': '"9"' })).status).toBe(412)
    expect((await put(path, change, 'thu-ky', { 'if-match': '"1"' })).headers['etag']).toBe('"2"')
  })
})

describe('a group', () => {
  const path = '/api/groups/cac-so'
  const members = [{ agency: 'so-y-te' }, { agency: 'so-xay-dung', to: '2013-01-31' }]

  it('changes its members on a paper, with their days', async () => {
    const body = { name: 'Các sở', members, document: 'Quyết định số 3/QĐ-UBND' }
    expect((await put(path, { ...body, document: undefined })).body.code).toBe('document-missing')
    expect(await put(path, body)).toMatchObject({ status: 200, body: { id: 'cac-so', members } })
    expect((await api.ask('GET', path, { as: 'bac-si' })).body).toMatchObject({ members })
    await sound()
  })

  it('is joined today by whoever comes to it without a day, and by nobody a second time', async () => {
    const body = { name: 'Các sở', members: [...members, { agency: 'thanh-uy' }], document: 'Quyết định số 3/QĐ-UBND' }
    const joined = [...members, { agency: 'thanh-uy', from: '2013-01-07' }]
    expect((await put(path, body)).body.members).toEqual(joined)
    expect((await put(path, body)).body.members).toEqual(joined)
  })

  it('is registered, of agencies that are', async () => {
    const body = { name: 'Nhóm mới', members: [{ agency: 'so-y-te' }] }
    expect((await put('/api/groups/moi', body)).status).toBe(200)
    expect((await put('/api/groups/khac', { ...body, members: [{ agency: 'khong-co' }] })).body.code).toBe(
      'unknown-agency',
    )
    expect((await api.ask('GET', '/api/groups/khac', { as: 'bac-si' })).status).toBe(404)
  })
})

describe('a person', () => {
  const path = '/api/people/ke-toan'
  const accountant = {
    name: 'Người kế toán',
    mailbox: 'ke-toan@example.com',
    roles: ['department'],
    positions: [{ agency: 'so-y-te', title: 'Kế toán trưởng', from: '2013-01-01' }],
  }

  it('is registered with positions and roles, and can act at once', async () => {
    expect((await api.ask('GET', '/api/session', { as: 'ke-toan' })).status).toBe(401)
    expect(await put(path, accountant)).toMatchObject({ status: 200, body: { id: 'ke-toan', ...accountant } })
    const { body } = await api.ask('GET', '/api/session', { as: 'ke-toan' })
    expect(body.capacities).toEqual([{ agency: 'so-y-te', title: 'Kế toán trưởng' }])
    const { items } = (await api.ask('GET', '/api/people', { as: 'thu-ky' })).body
    expect(items.map(({ id }: { id: string }) => id)).toContain('ke-toan')
    await sound()
  })

  it('leaves a position, keeps it in the past, and may do nothing more', async () => {
    await put(path, accountant)
    api.office.clock.moveTo('2013-02-01', '09:00')
    const [position] = accountant.positions
    const left = { ...accountant, positions: [{ ...position, to: '2013-01-31' }] }
    expect((await put(path, left)).body.positions).toEqual(left.positions)
    expect((await api.ask('GET', '/api/session', { as: 'ke-toan' })).body.capacities).toEqual([])
    const { items } = (await api.ask('GET', '/api/trail/person/ke-toan', { as: 'thu-ky' })).body
    expect(items.map(({ type }: { type: string }) => type)).toEqual(['personChanged', 'personEntered'])
    await sound()
  })

  it.each<[object, number, string]>([
    [{ positions: [{ agency: 'khong-co', title: 'Kế toán', from: '2013-01-01' }] }, 422, 'unknown-agency'],
    [
      { positions: [{ agency: 'so-y-te', title: 'Kế toán', from: '2013-02-01', to: '2013-01-01' }] },
      422,
      'malformed-request',
    ],
    [{ positions: [] }, 422, 'malformed-request'],
    [{ roles: ['vua'] }, 422, 'malformed-request'],
    [delegatedTo('khong-ai'), 422, 'unknown-person'],
    [delegatedTo('ke-toan'), 422, 'malformed-request'],
  ])('with %j is refused', async (changes, status, code) => {
    const before = api.written.length
    const answer = await put(path, { ...accountant, ...changes })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    for (const { sentence } of answer.body.errors ?? []) expect(sentence).toMatch(/\.$/)
    expect(api.written.slice(before)).toEqual([])
  })

  function delegatedTo(to: string) {
    const delegations = [{ to, from: '2013-01-01', until: '2013-06-30' }]
    return { positions: [{ ...accountant.positions[0], delegations }] }
  }

  it('delegates to somebody who then acts in the position', async () => {
    await put(path, { ...accountant, ...delegatedTo('ky-su') })
    const { body } = await api.ask('GET', '/api/session', { as: 'ky-su' })
    expect(body.capacities).toContainEqual({
      agency: 'so-y-te',
      title: 'Kế toán trưởng',
      onBehalfOf: 'ke-toan',
      roles: ['department'],
    })
  })

  it('who is the last administrator stays one', async () => {
    const { id: _, ...self } = (await api.ask('GET', '/api/people/quan-tri', { as: 'quan-tri' })).body
    const stripped = { ...self, roles: ['secretariat'] }
    expect((await put('/api/people/quan-tri', stripped)).body.code).toBe('last-administrator')
    const gone = { ...self, positions: [{ ...self.positions[0], to: '2013-01-06' }] }
    expect((await put('/api/people/quan-tri', gone)).body.code).toBe('last-administrator')
    await put(path, { ...accountant, roles: ['administrator'] })
    expect((await put('/api/people/quan-tri', stripped)).status).toBe(200)
  })

  it('is nobody under the name of the system itself', async () => {
    expect((await put('/api/people/dondoc', accountant)).body.code).toBe('not-allowed')
  })

  it('is registered by administrators alone; a department reads its own people', async () => {
    expect((await put(path, accountant, 'thu-ky')).body.code).toBe('not-allowed')
    expect((await api.ask('GET', '/api/people', { as: 'bac-si' })).body.code).toBe('not-allowed')
    expect((await api.ask('GET', '/api/people/bac-si', { as: 'bac-si' })).status).toBe(200)
    expect((await api.ask('GET', '/api/people/ky-su', { as: 'bac-si' })).body.code).toBe('not-allowed')
    expect((await api.ask('GET', '/api/people/khong-ai', { as: 'thu-ky' })).status).toBe(404)
  })
})
