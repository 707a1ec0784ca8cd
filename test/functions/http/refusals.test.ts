/** What somebody was not allowed stands in the trail, and cannot fill it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { mostRefusalsTold } from '../../../functions/stores/refusals.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const told = async (person: string) => {
  const { body } = await api.ask('GET', `/api/people/${person}/events`, { as: 'lanh-dao' })
  return body.items.filter(({ type }: { type: string }) => type === 'requestRefused')
}

describe('a refusal', () => {
  it.each([
    ['of what is hidden', 'bac-si', 'GET', '/api/tasks/nho_conditional', 'not-found'],
    ['of what another role does', 'bac-si', 'GET', '/api/programmes/nho/events', 'not-allowed'],
    ['of another agency’s work', 'ky-su', 'POST', '/api/tasks/nho_once/progress', 'not-allowed'],
  ] as const)('%s is told with who, what, when and from where', async (_, as, method, path, code) => {
    const { body } = await api.ask(method, path, { as, ...(method === 'POST' ? { body: { text: 'Đã họp' } } : {}) })
    expect(body.code).toBe(code)
    expect(await told(as)).toMatchObject([
      { actor: { person: as }, from: '127.0.0.1', at: '2013-01-07T01:00:00.000Z', data: { method, path, code } },
    ])
  })

  it.each([
    ['what is not there', 'bac-si', '/api/tasks/khong-co'],
    ['what is malformed', 'thu-ky', '/api/programmes/nho/events?limit=0'],
  ])('of %s is none', async (_, as, path) => {
    await api.ask('GET', path, { as })
    expect(await told(as)).toEqual([])
  })

  it('of nobody’s request writes nothing at all', async () => {
    const before = await api.office.truth.query({ index: 'byProgramme', pk: 'EVENTS#nho', limit: 1000 })
    for (const as of [undefined, 'khong-ai'])
      await api.ask('GET', '/api/programmes/nho/events', as === undefined ? {} : { as })
    const after = await api.office.truth.query({ index: 'byProgramme', pk: 'EVENTS#nho', limit: 1000 })
    expect(after.items).toEqual(before.items)
  })

  it('repeated all day is told so often, then counted, and the trail is sound', async () => {
    for (let time = 0; time < mostRefusalsTold + 30; time += 1) {
      await api.ask('GET', '/api/programmes/nho/events', { as: 'bac-si' })
    }
    const { items } = await api.office.truth.query({ pk: 'REFUSALS#bac-si_2013-01-07', limit: 1000 })
    expect(items).toHaveLength(mostRefusalsTold + 2)
    expect(items.find(({ key }) => key.sk === 'MORE')?.value).toEqual({ times: 30 })
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('is answered though the trail cannot be written', async () => {
    const { transact } = api.office.truth
    api.office.truth.transact = () => Promise.reject(new Error('the disk is full'))
    const { body } = await api.ask('GET', '/api/programmes/nho/events', { as: 'bac-si' })
    api.office.truth.transact = transact
    expect(body.code).toBe('not-allowed')
    expect(api.faults).toHaveLength(1)
  })
})

it('a change is told with where it came from', async () => {
  await api.ask('POST', '/api/tasks/nho_once/progress', { as: 'bac-si', body: { text: 'Đã họp' } })
  const { body } = await api.ask('GET', '/api/trail/task/nho_once', { as: 'lanh-dao' })
  expect(body.items[0]).toMatchObject({ type: 'progressReported', from: '127.0.0.1' })
  expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
})
