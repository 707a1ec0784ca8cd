/** What a position says of its holder: roles of its own, programmes of its own, an account that several people use. */
import { beforeEach, describe, expect, it } from 'vitest'
import { Person } from '../../../domain/agencies/person.ts'
import { tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const from = '2010-01-01'
const evidence = [{ title: 'Đề án', number: '5/ĐA', issuedOn: '2013-01-04' }]

/** Of the office for the programme `nho` alone, and of the health department everywhere. */
const twoRoles = Person.parse({
  id: 'hai-viec',
  name: 'Người hai việc',
  mailbox: 'hai-viec@example.com',
  roles: ['department'],
  positions: [
    { agency: 'van-phong', title: 'Chuyên viên', from, roles: ['secretariat'], programmes: ['nho'] },
    { agency: 'so-khac', title: 'Chuyên viên', from },
  ],
})
const onlySmall = Person.parse({
  ...twoRoles,
  id: 'chi-nho',
  positions: twoRoles.positions.slice(0, 1),
})
const together: Person = {
  ...aPerson('chung', ['department', 'secretariat', 'leader'], 'so-y-te', 'thanh-uy'),
  shared: true,
}

let api: ApiOffice
const ask = (as: string, path: string, body: object, headers = {}) => api.ask('POST', path, { as, body, headers })
const codeOf = (answer: { readonly status: number; readonly body: { readonly code?: string } }) =>
  answer.status < 300 ? 'yes' : answer.body.code

beforeEach(async () => {
  const { agencies, ...rest } = tinyProgramme()
  const [cityParty, ...others] = agencies
  if (!cityParty) throw new Error('the programme has agencies')
  const parent = { ...cityParty, id: 'so-me', name: 'Sở mẹ', worksForSubordinates: true }
  const bodies = [
    cityParty,
    parent,
    { ...parent, id: 'so-khac', name: 'Sở khác', worksForSubordinates: false },
    ...others.map((one) => (one.id === 'so-y-te' ? { ...one, superior: 'so-me' } : one)),
  ]
  const small = { ...rest, agencies: bodies }
  api = await apiOffice(
    {
      more: [
        twoRoles,
        onlySmall,
        together,
        aPerson('tren', 'department', 'so-me'),
        aPerson('kiem-tra', 'inspection', 'so-khac'),
      ],
    },
    small,
    { ...tinyProgramme({ id: 'khac' }), agencies: bodies },
  )
})

describe('a position', () => {
  const withdrawal = (programme: string) => ({ document: `vb-${programme}`, reason: 'Dừng theo văn bản' })

  it('for one programme is none in another', async () => {
    expect(codeOf(await ask('hai-viec', '/api/tasks/nho_once/withdrawal', withdrawal('nho')))).toBe('yes')
    expect(codeOf(await ask('hai-viec', '/api/tasks/khac_once/withdrawal', withdrawal('khac')))).toBe('not-found')
  })

  it('for one programme alone sees of lists over all programmes what is of that one', async () => {
    for (const programme of ['nho', 'khac']) {
      const asked = { wanted: '2013-08-30', reason: 'Chờ kinh phí' }
      expect(codeOf(await ask('bac-si', `/api/tasks/${programme}_once/extension-requests`, asked))).toBe('yes')
    }
    const seen = async (as: string, path: string) => {
      const { body } = await api.ask('GET', path, { as, query: { limit: '100' } })
      const named = [...JSON.stringify(body).matchAll(/"id":"(nho|khac)_/g)].map(([, programme]) => programme)
      return [...new Set(named)].toSorted()
    }
    for (const path of ['so-y-te/tasks', 'so-y-te/assignments', 'thanh-uy/decisions']) {
      const list = `/api/agencies/${path}`
      expect([path, await seen('thu-ky', list)]).toEqual([path, ['khac', 'nho']])
      expect([path, await seen('chi-nho', list)]).toEqual([path, ['nho']])
    }
  })

  it('with roles of its own gives them in it alone', async () => {
    const { body } = await api.ask('GET', '/api/session', { as: 'hai-viec' })
    expect(body.roles).toEqual(['secretariat', 'department'])
    expect(body.capacities).toMatchObject([
      { agency: 'van-phong', roles: ['secretariat'], programmes: ['nho'] },
      { agency: 'so-khac', roles: ['department'] },
    ])
    expect(codeOf(await ask('hai-viec', '/api/tasks/nho_once/progress', { text: 'Đang làm' }))).toBe('not-allowed')
  })
})

describe('a body that is set to work for its subordinates', () => {
  it('hands in for them, and no other superior does', async () => {
    expect(codeOf(await ask('tren', '/api/tasks/nho_once/results', { evidence }))).toBe('yes')
    expect(codeOf(await ask('hai-viec', '/api/tasks/nho_once/results', { evidence }))).toBe('not-allowed')
  })
})

describe('an account that several people use', () => {
  const doer = { 'dondoc-doer': encodeURIComponent('Nguyễn Thị Mẫu, chuyên viên') }

  it('names who does it at each submission, and the trail keeps the name', async () => {
    expect(codeOf(await ask('chung', '/api/tasks/nho_once/results', { evidence }))).toBe('doer-missing')
    expect(codeOf(await ask('chung', '/api/tasks/nho_once/results', { evidence }, doer))).toBe('yes')
    const { body } = await api.ask('GET', '/api/tasks/nho_once/events', { as: 'thu-ky' })
    expect(body.items[0].actor).toMatchObject({ person: 'chung', doer: 'Nguyễn Thị Mẫu, chuyên viên' })
  })

  it.each(['%', '%0A', '', '%20', encodeURIComponent('x'.repeat(201))])('is not named by %j', async (name) => {
    const answer = await ask('chung', '/api/tasks/nho_once/results', { evidence }, { 'dondoc-doer': name })
    expect(codeOf(answer)).toBe('doer-missing')
  })

  it('prepares what it hands in without naming anybody, and signs out', async () => {
    expect(codeOf(await api.ask('POST', '/api/tasks/nho_once/seen', { as: 'chung' }))).toBe('yes')
    const upload = { programme: 'nho', bytes: 3, noStateSecrets: true }
    expect(codeOf(await ask('chung', '/api/files', upload))).toBe('yes')
    const draft = { as: 'chung', body: { values: {}, savedAt: 0 } }
    expect((await api.ask('PUT', '/api/drafts/tien-do', draft)).status).toBe(204)
    expect((await api.ask('DELETE', '/api/sessions', { as: 'chung' })).status).toBe(204)
  })

  it('decides nothing, whatever its roles', async () => {
    const withdrawal = { document: 'vb-nho', reason: 'Dừng theo văn bản' }
    const path = '/api/tasks/nho_quarterly_2013-Q1/withdrawal'
    expect(codeOf(await ask('chung', path, withdrawal, doer))).toBe('not-allowed')
    expect(codeOf(await ask('lanh-dao', path, withdrawal))).toBe('yes')
  })

  it('reads without naming anybody', async () => {
    expect((await api.ask('GET', '/api/tasks/nho_once', { as: 'chung' })).status).toBe(200)
  })

  it('another account cannot write a name beside its own', async () => {
    await ask('bac-si', '/api/tasks/nho_once/results', { evidence }, doer)
    const { body } = await api.ask('GET', '/api/tasks/nho_once/events', { as: 'thu-ky' })
    expect(body.items[0].actor).not.toHaveProperty('doer')
  })
})

describe('the inspection', () => {
  it.each([
    '/api/tasks/nho_once',
    '/api/programmes/nho/tasks',
    '/api/programmes/nho/events',
    '/api/trail/task/nho_once',
    '/api/people',
    '/api/letters',
    '/api/agencies/thanh-uy/decisions',
  ])('reads %s', async (path) => {
    expect((await api.ask('GET', path, { as: 'kiem-tra' })).status).toBe(200)
  })
})

describe('an administrator', () => {
  it.each([
    '/api/tasks/nho_once',
    '/api/programmes/nho/documents',
    '/api/programmes/nho/events',
    '/api/trail/task/nho_once',
  ])('reads nothing of %s', async (path) => {
    expect((await api.ask('GET', path, { as: 'quan-tri' })).body.code).toMatch(/not-(allowed|found)/)
  })
})
