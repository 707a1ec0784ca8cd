import { beforeEach, describe, expect, it } from 'vitest'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

const address = '/api/programmes/nho/documents/thong-bao'
const awaited = { title: 'Thông báo kết luận cuộc họp', number: null, issuedOn: null, issuer: 'thanh-uy' }
const come = { ...awaited, number: '12-TB/TU', issuedOn: '2013-01-05' }

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const put = (body: object, headers: { [name: string]: string } = {}, as = 'thu-ky') =>
  api.ask('PUT', address, { as, body, headers })
const types = async () => {
  const { items } = await api.office.truth.query({
    pk: 'DOCUMENT#nho_thong-bao',
    sk: { beginsWith: 'EVENT#' },
    limit: 9,
  })
  return items.map(({ value }) => value['type'])
}

describe('a document', () => {
  it('given in a meeting is entered while its notice is awaited, and completed when it comes', async () => {
    const entered = await put(awaited)
    expect({ status: entered.status, etag: entered.headers['etag'] }).toEqual({ status: 200, etag: '"1"' })
    expect(entered.body).toEqual({ id: 'thong-bao', ...awaited })
    const completed = await put(come)
    expect(completed.headers['etag']).toBe('"2"')
    expect(await types()).toEqual(['documentEntered', 'documentSupplied'])
    const { body } = await api.ask('GET', '/api/programmes/nho/documents', { as: 'bac-si' })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['vb-nho', 'thong-bao'])
  })

  it('entered again as it stands changes nothing', async () => {
    await put(come)
    expect((await put(come)).headers['etag']).toBe('"1"')
    expect(await types()).toEqual(['documentEntered'])
  })

  it('is corrected with a reason alone', async () => {
    await put(come)
    const other = { ...come, number: '13-TB/TU' }
    expect((await put(other)).body.code).toBe('reason-missing')
    expect((await put({ ...other, reason: 'Ghi nhầm số' })).status).toBe(200)
    expect(await types()).toEqual(['documentEntered', 'documentCorrected'])
  })

  it('refers to documents and agencies that are known', async () => {
    expect((await put({ ...come, issuer: 'khong-co' })).body).toMatchObject({ status: 422, code: 'unknown-agency' })
    expect((await put({ ...come, amends: ['khong-co'] })).body).toMatchObject({ status: 422, code: 'unknown-document' })
    expect((await put({ ...come, replaces: ['thong-bao'] })).body.code).toBe('unknown-document')
    expect((await put({ ...come, amends: ['vb-nho'] })).status).toBe(200)
  })

  it('of a programme nobody launched is refused', async () => {
    const answer = await api.ask('PUT', '/api/programmes/khac/documents/a', { as: 'thu-ky', body: come })
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('is entered by a secretariat', async () => {
    expect((await put(come, {}, 'bac-si')).body.code).toBe('not-allowed')
    expect(await types()).toEqual([])
  })

  it('changes over the version that was read, or not at all', async () => {
    expect((await put(awaited, { 'if-match': '"1"' })).status).toBe(412)
    expect(await types()).toEqual([])
    await put(awaited)
    const late = await put(come, { 'if-match': '"7"' })
    expect({ status: late.status, code: late.body.code }).toEqual({ status: 412, code: 'changed-meanwhile' })
    expect((await put(come, { 'if-match': 'bảy' })).body).toMatchObject({ status: 400, code: 'malformed-request' })
    expect((await put(come, { 'if-match': '"1"' })).headers['etag']).toBe('"2"')
  })

  it('of two who read the same version, one changes it', async () => {
    await put(come)
    const answers = await Promise.all(
      ['14-TB/TU', '15-TB/TU'].map((number) => put({ ...come, number, reason: 'Ghi nhầm' }, { 'if-match': '"1"' })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    expect(await types()).toEqual(['documentEntered', 'documentCorrected'])
  })
})
