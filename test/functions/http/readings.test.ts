import { beforeAll, describe, expect, it } from 'vitest'
import { mostReadings } from '../../../domain/readingsView.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice()
})

const many = (as: string, ...addresses: readonly string[]) =>
  api.ask('GET', '/api/readings', { as, query: { of: addresses.join(',') } })

describe('many questions in one request', () => {
  it('are each answered as they would have been alone, with their versions and their refusals', async () => {
    const addresses = ['tasks/nho_once', 'agencies', 'tasks/khong-co', 'agencies/so-y-te/tasks?which=open&limit=200']
    const { status, body } = await many('bac-si', ...addresses)
    expect(status).toBe(200)
    const alone = await Promise.all(
      addresses.map(async (address) => {
        const [path = '', query = ''] = address.split('?')
        const asking = { as: 'bac-si', query: Object.fromEntries(new URLSearchParams(query)) }
        const { status, headers, body } = await api.ask('GET', `/api/${path}`, asking)
        return { status, ...(headers['etag'] ? { etag: headers['etag'] } : {}), body }
      }),
    )
    expect(body.items).toEqual(alone)
    expect(alone.map(({ status }) => status)).toEqual([200, 200, 404, 200])
    expect(alone[0]?.etag).toBeDefined()
  })

  it('change nothing and are nobody else’s: what one may not read one may not read among others', async () => {
    const { body } = await many('ky-su', 'tasks/nho_once', 'programmes/nho/events')
    expect(body.items[1]).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect(await api.ask('GET', '/api/readings', { query: { of: 'agencies' } })).toMatchObject({ status: 401 })
  })

  it.each([
    ['themselves', ['readings?of=agencies']],
    ['an address elsewhere', ['https://example.com/']],
    ['a way around', ['tasks/../readings?of=agencies', '//example.com']],
    ['too many', Array<string>(mostReadings + 1).fill('agencies')],
  ])('are not %s', async (_, addresses) => {
    const { status, body } = await many('bac-si', ...addresses)
    if (status !== 200) expect(body).toMatchObject({ status: 400, code: 'malformed-request' })
    else expect(body.items).toMatchObject(addresses.map(() => ({ status: 404 })))
  })
})

describe('a page that opens', () => {
  it('learns in one answer what each address says of the office to whoever is signed in', async () => {
    const { body } = await api.ask('GET', '/api/opened', { as: 'bac-si' })
    const read = async (path: string) => (await api.ask('GET', `/api/${path}`, { as: 'bac-si' })).body
    expect(body.session).toEqual(await read('session'))
    expect(body.office).toEqual({
      clock: await read('clock'),
      programmes: (await read('programmes')).items,
      agencies: (await read('agencies')).items,
      calendar: await read('calendar'),
      documents: { nho: (await read('programmes/nho/documents')).items },
    })
  })

  it.each(['/', '/nhiem-vu', '/nhiem-vu/nho_once', '/tong-quan'])(
    'learns with it what stands at %s, as each address would have told',
    async (at) => {
      const { body } = await api.ask('GET', '/api/opened', { as: 'bac-si', query: { at } })
      expect(body.ahead.length).toBeGreaterThan(0)
      const alone = await Promise.all(
        body.ahead.map(async ({ address }: { address: string }) => {
          const [path = '', query = ''] = address.split('?')
          const asking = { as: 'bac-si', query: Object.fromEntries(new URLSearchParams(query)) }
          const { status, headers, body } = await api.ask('GET', `/api/${path}`, asking)
          return { address, status, ...(headers['etag'] ? { etag: headers['etag'] } : {}), body }
        }),
      )
      expect(body.ahead).toEqual(alone)
    },
  )

  it('learns nothing ahead where it may not read, or where no page asks at once', async () => {
    for (const at of ['/nhiem-vu/khong-co', '/nhiem-vu/..%2Fprogrammes', '/lich']) {
      const { status, body } = await api.ask('GET', '/api/opened', { as: 'bac-si', query: { at } })
      expect({ at, status, ahead: body.ahead }).toEqual({ at, status: 200, ahead: undefined })
    }
    expect((await api.ask('GET', '/api/opened', { query: { at: '/nhiem-vu' } })).body.ahead).toBeUndefined()
    const elsewhere = await api.ask('GET', '/api/opened', { as: 'bac-si', query: { at: 'https://example.com/' } })
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'malformed-request' } })
  })

  it('learns how to sign in, and nothing of the office, where nobody is', async () => {
    const { body } = await api.ask('GET', '/api/opened')
    expect(body).toEqual((await api.ask('GET', '/api/session/choices')).body)
  })
})
