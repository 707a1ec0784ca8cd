import { beforeEach, describe, expect, it } from 'vitest'
import { registersOf } from '../../../functions/stores/programmes.ts'
import { speakOf, taskById } from '../../../functions/stores/tasks.ts'
import { rulesOf } from '../office.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const document = { id: 'qd-01', title: 'Quyết định', number: '9-QĐ/TU', issuedOn: '2013-01-07', issuer: 'thanh-uy' }
const settings = '/api/programmes/nho/settings'
const end = '/api/programmes/nho/end'
const live = ['nho_conditional', 'nho_continuous', 'nho_once', 'nho_quarterly_2013-Q1']

async function refusal(method: 'PATCH' | 'POST', path: string, as: string, body: object) {
  const { status, body: problem } = await api.ask(method, path, { as, body })
  expect(problem.detail).toMatch(/^\p{Lu}.*\.$/su)
  return [status, problem.code]
}

describe('the rules of a programme', () => {
  it('are changed on a document: what is named changes, the rest stays, reminders are planned anew', async () => {
    // What was given today has been told; next is the first step before the deadline.
    const { directory } = await registersOf(api.office.truth)
    await speakOf(api.office, await rulesOf(api.office, 'nho'), directory, 'nho_once')
    const body = { document, settings: { acceptance: false, ladder: { before: [10] } } }
    const answer = await api.ask('PATCH', settings, { as: 'thu-ky', body })
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"3"' },
      body: {
        programme: {
          settings: { acceptance: false, returnPauseWorkingDays: 3, ladder: { before: [10], lateToOffice: [5] } },
        },
      },
    })
    expect(answer.body.replanned).toBe(1)
    // Without acceptance, valid evidence closes the task.
    const evidence = [{ title: 'Đề án' }]
    await api.ask('POST', '/api/tasks/nho_once/results', { as: 'bac-si', body: { evidence } })
    expect(await taskById(api.office.truth, 'nho_once')).toMatchObject({ standing: { state: 'done' } })
    expect(await refusal('PATCH', settings, 'thu-ky', body)).toEqual([409, 'nothing-to-change'])
  })

  it.each<[who: string, body: object, status: number, code: string]>([
    ['bac-si', { document: 'vb-nho', settings: { acceptance: false } }, 403, 'not-allowed'],
    ['lanh-dao', { document: 'vb-nho', settings: { acceptance: false } }, 403, 'not-allowed'],
    ['thu-ky', { document: 'khong-co', settings: { acceptance: false } }, 422, 'unknown-document'],
    ['thu-ky', { document: 'vb-nho', settings: {} }, 409, 'nothing-to-change'],
    ['thu-ky', { document: 'vb-nho', settings: { lateEntryWorkingDays: 1e9 } }, 422, 'malformed-request'],
    ['thu-ky', { document: 'vb-nho', settings: { ladder: { before: [0] } } }, 422, 'malformed-request'],
  ])('%s: %j is refused', async (who, body, status, code) => {
    const before = api.written.length
    expect(await refusal('PATCH', settings, who, body)).toEqual([status, code])
    expect(api.written.slice(before)).toEqual([])
  })
})

describe('other rules, seen before they are applied', () => {
  const preview = (change: object, as = 'thu-ky') =>
    api.ask('POST', `${settings}/preview`, { as, body: { settings: change } })

  it('say which letters of the year to come there would be more, and which less; nothing is written', async () => {
    const before = api.written.length
    const { status, body } = await preview({ ladder: { before: [10], onTheDay: false } })
    expect(status).toBe(200)
    const once = (reminders: readonly { task: string; on: string; what: string }[]) =>
      reminders.filter(({ task }) => task === 'nho_once').map(({ on, what }) => `${on} ${what}`)
    // Due on 29/3/2013; 30, 7, 3 and 1 working days before and the day itself go, 10 before comes.
    expect(once(body.reminders.firstAdded)).toEqual(['2013-03-15 before'])
    expect(once(body.reminders.firstRemoved)).toContain('2013-03-29 due')
    const { before: now, after, added, removed } = body.letters
    expect(after).toBe(now + added - removed)
    expect(removed).toBeGreaterThan(added)
    expect(api.written.slice(before)).toEqual([])
  })

  it('that change nothing change no letter', async () => {
    const { body } = await preview({ ladder: { before: [30, 7, 3, 1] } })
    expect(body.letters).toMatchObject({ added: 0, removed: 0 })
    expect(body.reminders).toMatchObject({ added: 0, removed: 0, firstAdded: [], firstRemoved: [] })
  })

  it('are for whoever may change them', async () => {
    expect(await refusal('POST', `${settings}/preview`, 'bac-si', { settings: {} })).toEqual([403, 'not-allowed'])
  })
})

describe('the end of a programme', () => {
  it('closes each open task as it was decided, and takes nothing more', async () => {
    const decisions = [{ task: 'nho_once', how: 'carriedOver', document: 'qd-01' }]
    const body = { document, decisions, others: { how: 'stopped', document: 'vb-nho' } }
    const answer = await api.ask('POST', end, { as: 'thu-ky', body })
    expect(answer).toMatchObject({
      status: 200,
      body: { programme: { status: 'ended', ended: { on: '2013-01-07', document: 'qd-01' } }, closed: live.length },
    })
    expect((await taskById(api.office.truth, 'nho_once'))?.standing).toMatchObject({ how: 'carriedOver' })
    expect((await taskById(api.office.truth, 'nho_continuous'))?.standing).toMatchObject({ how: 'stopped' })
    const again = await api.ask('POST', end, { as: 'thu-ky', body })
    expect(again).toMatchObject({ status: 200, body: { closed: 0 } })
    const giving = { document: 'vb-nho', to: { lead: 'so-y-te' } }
    expect(await refusal('POST', '/api/assignments/nho_unassigned/giving', 'thu-ky', giving)).toEqual([
      409,
      'programme-not-in-force',
    ])
  })

  it.each<[who: string, body: object, status: number, code: string]>([
    ['bac-si', { document, others: { how: 'stopped', document: 'vb-nho' } }, 403, 'not-allowed'],
    ['thu-ky', { document: 'khong-co', others: { how: 'stopped', document: 'vb-nho' } }, 422, 'unknown-document'],
    ['thu-ky', { document: 'vb-nho', others: { how: 'stopped', document: 'khong-co' } }, 422, 'unknown-document'],
    [
      'thu-ky',
      { document: 'vb-nho', decisions: [{ task: 'nho_once', how: 'stopped', document: 'vb-nho' }] },
      409,
      'tasks-undecided',
    ],
    ['thu-ky', { document: 'vb-nho', others: { how: 'withdrawn', document: 'vb-nho' } }, 422, 'malformed-request'],
  ])('%s: %j is refused, and nothing is closed', async (who, body, status, code) => {
    expect(await refusal('POST', end, who, body)).toEqual([status, code])
    for (const id of live) {
      expect((await taskById(api.office.truth, id))?.standing.state).not.toBe('withdrawn')
    }
  })
})
