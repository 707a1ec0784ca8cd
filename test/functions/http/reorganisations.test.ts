import { beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { documentById } from '../../../functions/stores/programmes.ts'
import { anAgency, tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'
import { begunApi } from './cycleApi.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const merger = {
  document: {
    id: 'qd-7',
    title: 'Quyết định sáp nhập',
    number: '7/QĐ-UBND',
    issuedOn: '2013-01-04',
    issuer: 'thanh-uy',
  },
  on: '2013-01-07',
  successors: [{ agency: 'so-xay-dung' }],
}
const ask = (path: string, body: object = merger, as = 'thu-ky') =>
  api.ask('POST', `/api/agencies/so-y-te/reorganisation${path}`, { as, body })

describe('the preview', () => {
  it('shows each task, series, group and person with the new holder, and writes nothing', async () => {
    const before = api.written.length
    const { status, body } = await ask('/preview')
    expect(status).toBe(200)
    expect(body.moves.map(({ thing, id, as, to }: never) => [thing, id, as, to])).toEqual([
      ['task', 'nho_once', 'lead', 'so-xay-dung'],
      ['task', 'nho_continuous', 'lead', 'so-xay-dung'],
      ['assignment', 'nho_continuous', 'lead', 'so-xay-dung'],
      ['assignment', 'nho_once', 'lead', 'so-xay-dung'],
    ])
    expect(body).toMatchObject({
      undecided: [],
      people: [{ person: 'bac-si', title: 'Chuyên viên', to: 'so-xay-dung' }],
      peopleUndecided: [],
      groups: [{ group: 'cac-so', joining: [] }],
    })
    expect(api.written.slice(before)).toEqual([])
  })

  it('of a division names what nobody was chosen for, and a choice decides it', async () => {
    const divided = { ...merger, successors: [{ agency: 'so-xay-dung' }, { agency: 'van-phong' }] }
    const { body } = await ask('/preview', divided)
    expect(body.undecided).toHaveLength(4)
    expect(body.peopleUndecided).toEqual([{ person: 'bac-si', name: 'Người bac-si', title: 'Chuyên viên' }])
    const choices = { nho_once: 'van-phong', nho_continuous: 'so-xay-dung', 'bac-si': 'van-phong' }
    const decided = (await ask('/preview', { ...divided, choices })).body
    expect(decided).toMatchObject({ undecided: [], peopleUndecided: [], people: [{ to: 'van-phong' }] })
  })
})

describe('the reorganisation', () => {
  it('moves what the preview showed; what is past stays, people act in the other body at once', async () => {
    const { body } = await ask('')
    expect(body).toEqual({ moved: 4 })
    expect((await api.ask('GET', '/api/tasks/nho_once', { as: 'thu-ky' })).body.lead).toBe('so-xay-dung')
    expect((await api.ask('GET', '/api/agencies/so-y-te', { as: 'thu-ky' })).body).toMatchObject({
      to: '2013-01-06',
      successors: [{ agency: 'so-xay-dung', document: 'qd-7' }],
    })
    const { positions } = (await api.ask('GET', '/api/people/bac-si', { as: 'thu-ky' })).body
    expect(positions).toMatchObject([
      { agency: 'so-y-te', to: '2013-01-06' },
      { agency: 'so-xay-dung', from: '2013-01-07' },
    ])
    expect((await api.ask('GET', '/api/session', { as: 'bac-si' })).body.capacities).toMatchObject([
      { agency: 'so-xay-dung' },
    ])
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('sent again finds nothing left to do', async () => {
    await ask('')
    const before = (await api.ask('GET', '/api/trail/person/bac-si', { as: 'thu-ky' })).body.items.length
    expect(await ask('')).toMatchObject({ status: 200, body: { moved: 0 } })
    expect((await api.ask('GET', '/api/trail/person/bac-si', { as: 'thu-ky' })).body.items).toHaveLength(before)
  })

  it('of a body that ends with nobody after it: what it holds is chosen one by one, positions end', async () => {
    const ending = { ...merger, successors: [] }
    expect((await ask('', ending)).body.code).toBe('holders-undecided')
    const choices = { nho_once: 'so-xay-dung', nho_continuous: 'van-phong' }
    expect((await ask('', { ...ending, choices })).status).toBe(200)
    expect((await api.ask('GET', '/api/session', { as: 'bac-si' })).body.capacities).toEqual([])
  })

  it.each<[string, object, number, string]>([
    ['before its day', { on: '2013-01-08' }, 409, 'not-before'],
    ['to nobody anybody knows', { successors: [{ agency: 'khong-co' }] }, 422, 'unknown-agency'],
    ['to itself', { successors: [{ agency: 'so-y-te' }] }, 409, 'nothing-to-change'],
    ['with a body that is registered otherwise', { agencies: [otherwise()] }, 409, 'registered-otherwise'],
    ['without a document', { document: undefined }, 422, 'malformed-request'],
  ])('%s is refused and changes nothing', async (_, changes, status, code) => {
    const before = api.written.length
    const answer = await ask('', { ...merger, ...changes })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect(api.written.slice(before)).toEqual([])
  })

  it('says of which day it speaks where that is no day', async () => {
    const { errors } = (await ask('/preview', { ...merger, on: 'mai' })).body
    expect(errors).toMatchObject([{ path: 'on', sentence: expect.stringContaining('“on” (ngày sắp xếp)') }])
  })

  function otherwise() {
    const head = { position: 'Giám đốc', mailbox: 'gd@example.com' }
    return { id: 'so-xay-dung', name: 'Sở Xây dựng mới', mailbox: 'khac@example.com', head }
  }

  it('is the office’s', async () => {
    for (const path of ['', '/preview']) expect((await ask(path, merger, 'bac-si')).body.code).toBe('not-allowed')
  })
})

it('before the first programme it is entered in the trail of the office', async () => {
  const begun = await begunApi('2013-01-07', tinyProgramme().agencies)
  const body = { ...merger, successors: [{ agency: 'so-moi' }], agencies: [anAgency('so-moi')] }
  const answer = await begun.post('thu-ky', '/api/agencies/so-y-te/reorganisation', body)
  expect(answer).toMatchObject({ status: 200, body: { moved: 0 } })
  expect((await begun.get('thu-ky', '/api/agencies/so-moi')).body).toMatchObject({
    id: 'so-moi',
    name: 'Cơ quan so-moi',
  })
  expect((await begun.get('bac-si', '/api/session')).body.capacities).toMatchObject([{ agency: 'so-moi' }])
  expect(await documentById(begun.truth, '.office', 'qd-7')).toMatchObject({ number: '7/QĐ-UBND' })
  const proof = await begun.post('lanh-dao', '/api/programmes/.office/verification', {})
  expect(proof).toMatchObject({ status: 200, body: { flaws: [] } })
})
