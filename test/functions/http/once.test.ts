/** The same request sent twice, and limits at the door. */
import { beforeEach, describe, expect, it } from 'vitest'
import { limitsOf } from '../../../functions/middleware/limits.ts'
import { TableBusy } from '../../../functions/services.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { forgetOnce } from '../../../functions/stores/once.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const key = { 'Idempotency-Key': '3f1c2a44-8a0e-4a1f-9b6e-000000000001' }
const report = (text: string, as = 'bac-si', headers: { [name: string]: string } = key, over = api) =>
  over.ask('POST', '/api/tasks/nho_once/progress', { as, body: { text }, headers })
const reports = async () => {
  const sk = { beginsWith: 'EVENT#' }
  const { items } = await api.office.truth.query({ pk: 'TASK#nho_once', sk, limit: 100 })
  return items.filter(({ value }) => value['type'] === 'progressReported').length
}

describe('a request sent again under its key', () => {
  it('is answered as before, and done once', async () => {
    const [first, again] = [await report('Đã họp'), await report('Đã họp')]
    expect(first.status).toBeLessThan(300)
    expect([again.status, again.body, again.headers['etag']]).toEqual([first.status, first.body, first.headers['etag']])
    expect(await reports()).toBe(1)
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('is answered as before though the version it expected is gone', async () => {
    const { headers } = await api.ask('GET', '/api/tasks/nho_once', { as: 'bac-si' })
    const expecting = { ...key, 'If-Match': headers['etag'] ?? '' }
    const first = await report('Đã họp', 'bac-si', expecting)
    expect((await report('Đã họp', 'bac-si', expecting)).body).toEqual(first.body)
  })

  it('with another content is refused', async () => {
    await report('Đã họp')
    const { status, body } = await report('Đã họp lần hai')
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'key-used-otherwise' })
    expect(await reports()).toBe(1)
  })

  it('by somebody else is another request', async () => {
    await report('Đã họp')
    expect((await report('Đã họp', 'thu-ky')).body.code).not.toBe('key-used-otherwise')
  })

  it('after it was refused is asked anew', async () => {
    expect((await report('Đã họp', 'bac-si', { ...key, 'If-Match': '"99"' })).status).toBe(412)
    expect((await report('Đã họp')).status).toBeLessThan(300)
  })

  it('at the same moment is done once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => report('Đã họp')))
    expect(await reports()).toBe(1)
    for (const { status, body } of answers) expect(status < 300 || body.code === 'recorded-already').toBe(true)
  })

  it('whose answer was lost with its process is not done again', async () => {
    await report('Đã họp')
    const pk = api.written
      .map((write) => ('put' in write ? write.put.key.pk : ''))
      .find((one) => one.startsWith('ONCE#'))
    const item = await api.office.truth.get({ pk: pk ?? '', sk: 'ONCE' })
    const { answer: _, ...value } = item?.value ?? {}
    if (item) await api.office.truth.transact([{ put: { ...item, value } }])
    expect((await report('Đã họp')).body.code).toBe('recorded-already')
    expect(await reports()).toBe(1)
  })

  it('is done once through lost answers of the table', async () => {
    api = await apiOffice({ rates: { lostAnswer: 0.3, lostRequest: 0.2, busy: 0.2 } })
    for (let time = 0; time < 20; time += 1) {
      const { status } = await report('Đã họp')
      if (status < 300) break
    }
    expect(await reports()).toBe(1)
  })

  it.each(['ngắn', 'có dấu cách 123', 'x'.repeat(129)])('needs a key that is one: %j', async (wrong) => {
    const { status, body } = await report('Đã họp', 'bac-si', { 'Idempotency-Key': wrong })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'malformed-request' })
  })

  it('days later is forgotten', async () => {
    await report('Đã họp')
    expect(await forgetOnce(api.office.truth, '2013-01-09')).toBe(0)
    expect(await forgetOnce(api.office.truth, '2013-01-11')).toBe(1)
  })
})

describe('limits', () => {
  it('stop an account that asks too much, with the seconds to wait', async () => {
    const limited = await apiOffice({
      limits: { ...limitsOf(), ofAccount: (person) => (person === 'bac-si' ? 7 : undefined) },
    })
    const stopped = await report('Đã họp', 'bac-si', {}, limited)
    expect([stopped.status, stopped.body.code, stopped.headers['retry-after']]).toEqual([429, 'too-many-requests', '7'])
    expect((await limited.ask('GET', '/api/session', { as: 'thu-ky' })).status).toBe(200)
    expect(limited.written).toEqual([])
  })

  it('stop an address where sign-ins failed, and not its people who are in', async () => {
    const limited = await apiOffice({ limits: limitsOf() })
    const signIn = (person: string) => limited.ask('POST', '/api/session', { body: { person } })
    const answers = []
    for (let time = 0; time <= 20; time += 1) answers.push((await signIn('khong-ai')).body.code)
    expect(new Set(answers.slice(0, 20))).toEqual(new Set(['sign-in-refused']))
    expect(answers[20]).toBe('too-many-sign-ins')
    expect((await limited.ask('GET', '/api/session', { as: 'bac-si' })).status).toBe(200)
  })

  it.each(['wait', 'count'] as const)(
    'let nobody in while failures cannot be counted (%s), and say so',
    async (what) => {
      const counts = { wait: async () => undefined, count: async () => {} }
      const failedSignIns = { ...counts, [what]: () => Promise.reject(new TableBusy('away')) }
      const limited = await apiOffice({ limits: limitsOf({ failedSignIns }) })
      const answer = await limited.ask('POST', '/api/session', { body: { person: 'khong-ai' } })
      expect([answer.status, answer.body.code, answer.cookies]).toEqual([503, 'busy', []])
    },
  )
})
