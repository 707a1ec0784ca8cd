import { expect, it } from 'vitest'
import { settleSealLetter } from '../../../functions/stores/sealLetters.ts'
import { apiOffice } from './apiOffice.ts'

it('what is stored about a person is counted, refusals, sign-ins, letters of seals and drafts included, for whoever keeps the accounts', async () => {
  const api = await apiOffice()
  const draft = { values: { text: 'Đã' }, savedAt: 1 }
  await api.ask('POST', '/api/tasks/nho_once/progress', { as: 'bac-si', body: { text: 'Đã họp' } })
  await api.ask('GET', '/api/programmes/nho/events', { as: 'bac-si' })
  await api.ask('POST', '/api/session', { body: { person: 'bac-si' } })
  await api.ask('PUT', '/api/drafts/tien-do', { as: 'bac-si', body: draft })
  const [day, from, at] = ['2013-01-07', '2013-01-06', '2013-01-07T01:00:00.000Z'] as const
  const letter = { person: 'bac-si', day, from, letter: `seals.${day}.bac-si`, state: 'sent' } as const
  await settleSealLetter(api.office.truth, { ...letter, holder: 'one', leaseUntil: at })
  const { body } = await api.ask('GET', '/api/people/bac-si/stored', { as: 'quan-tri' })
  expect(body).toEqual({
    registered: { name: 'Người bac-si', mailbox: 'bac-si@example.com', positions: 1 },
    deeds: { count: 3, first: at, last: at },
    entries: { count: 1, first: at, last: at },
    letters: 1,
    drafts: 1,
    sessions: 1,
  })
  expect((await api.ask('GET', '/api/people/khong-ai/stored', { as: 'quan-tri' })).body.code).toBe('not-found')
  expect((await api.ask('GET', '/api/people/bac-si/stored', { as: 'thu-ky' })).body.code).toBe('not-allowed')
})
