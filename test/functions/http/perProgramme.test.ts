/** Who is something in one programme alone reads nothing of another, in lists that go over programmes too. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createAll } from '../../../functions/stores/record.ts'
import { newTaskWrites } from '../../../functions/stores/tasks.ts'
import { aTask } from '../../domain/tasks/builders.ts'
import { rulesOf } from '../office.ts'
import { runRound } from '../runRound.ts'
import { secretary, tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const boundTo = (id: string, programme: string) => ({
  ...aPerson(id, 'secretariat', 'van-phong'),
  positions: [{ agency: 'van-phong', title: 'Chuyên viên', from: '2010-01-01' as const, programmes: [programme] }],
})
/** Secretary of one programme, and of a department in the other. */
const mixed = {
  ...aPerson('hai-noi', 'department', 'so-xay-dung'),
  positions: [
    {
      agency: 'van-phong',
      title: 'Chuyên viên',
      from: '2010-01-01' as const,
      roles: ['secretariat' as const],
      programmes: ['khac'],
    },
    { agency: 'so-xay-dung', title: 'Chuyên viên', from: '2010-01-01' as const },
  ],
}
const leaving = { ...boundTo('nguoi-nho', 'nho'), left: { on: '2012-12-31' as const } }

let api: ApiOffice
const ask = (path: string, as: string, query: { [name: string]: string } = {}) => api.ask('GET', path, { as, query })
const letterOf = (items: readonly { id: string; to: string }[], to: string) => items.find((one) => one.to === to)

beforeAll(async () => {
  const other = tinyProgramme({
    id: 'khac',
    assignments: tinyProgramme().assignments.filter(({ id }) => id === 'quarterly'),
  })
  api = await apiOffice(
    { more: [boundTo('cua-nho', 'nho'), boundTo('cua-khac', 'khac'), mixed, leaving] },
    tinyProgramme(),
    other,
  )
  const { truth, clock } = api.office
  const occasion = { at: clock.now(), day: clock.today(), actor: secretary }
  const followed = ['nho', 'khac'].map((programme) =>
    aTask({
      id: `${programme}_theo-doi`,
      programme,
      assignment: `${programme}_quarterly`,
      clause: 'I.1-01',
      lead: 'so-y-te',
      cooperating: [],
      givenBy: 'thanh-uy',
      basis: `vb-${programme}`,
      follower: 'cua-khac',
    }),
  )
  for (const task of followed) {
    await createAll(truth, [{ writes: newTaskWrites(task, await rulesOf(api.office, task.programme), occasion) }])
  }
  clock.moveTo('2013-01-08', '07:30')
  await runRound(api.office, '2013-01-08')
})

describe('whoever is bound to one programme', () => {
  it('finds among what they follow nothing of another', async () => {
    const { body } = await ask('/api/tasks/followed', 'cua-khac')
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['khac_theo-doi'])
  })

  it('reads no letter that speaks of another programme too', async () => {
    const all = (await ask('/api/letters', 'thu-ky')).body.items
    const [health, building] = ['so-y-te@example.com', 'so-xay-dung@example.com'].map((to) => letterOf(all, to))
    expect([health, building]).toEqual([expect.anything(), expect.anything()])
    expect((await ask('/api/letters', 'cua-khac')).body.items).toEqual([])
    for (const letter of [health, building]) {
      const { body } = await ask(`/api/letters/${encodeURIComponent(letter?.id ?? '')}`, 'cua-khac')
      expect(body.code).toBe('not-found')
    }
  })

  it('is told of letters no more than the lines of their own programme', async () => {
    const lines = async (as: string, path = '/api/reminders') =>
      (await ask(path, as)).body[path === '/api/reminders' ? 'sent' : 'items'].map(
        (one: { mailbox: string; lines: number }) => [one.mailbox, one.lines],
      )
    const all = new Map<string, number>(await lines('thu-ky'))
    const [nho, khac] = [
      new Map<string, number>(await lines('cua-nho')),
      new Map<string, number>(await lines('cua-khac')),
    ]
    for (const [mailbox, count] of all) expect((nho.get(mailbox) ?? 0) + (khac.get(mailbox) ?? 0)).toBe(count)
    expect(new Map(await lines('cua-nho', '/api/digests'))).toEqual(nho)
    const { body } = await ask('/api/agencies/so-xay-dung/reminders', 'cua-khac')
    expect(body.sent.length).toBeGreaterThan(0)
    expect(body.sent.every(({ task }: { task: string }) => task.startsWith('khac_'))).toBe(true)
  })

  it('reads in the trail what somebody did there, and nothing that was done elsewhere', async () => {
    const things = async (as: string): Promise<readonly string[]> =>
      (await ask('/api/people/thu-ky/events', as)).body.items.map(({ thing }: { thing: string }) => thing)
    const all = await things('lanh-dao')
    expect(all).toEqual(expect.arrayContaining(['TASK#nho_theo-doi', 'TASK#khac_theo-doi']))
    const theirs = await things('cua-khac')
    expect(theirs).toContain('TASK#khac_theo-doi')
    expect(theirs.filter((thing) => thing.includes('nho'))).toEqual([])
    expect((await ask('/api/trail/task/nho_once', 'cua-khac')).body.code).toBe('not-found')
    expect((await ask('/api/trail/task/nho_once', 'cua-nho')).status).toBe(200)
    expect((await ask('/api/programmes/nho/events', 'cua-khac')).body.code).toBe('not-allowed')
  })

  it('sees of destructions those of their own programme', async () => {
    const paper = { number: '5/QĐ', issuedOn: '2013-01-07', issuer: 'Thành ủy' }
    const body = { paper, reason: 'Theo quyết định', fields: ['name'] }
    const asked = await api.ask('POST', '/api/destructions/people/nguoi-nho', { as: 'thu-ky', body })
    expect(asked.status).toBe(200)
    expect((await ask('/api/destructions', 'thu-ky')).body.items).toHaveLength(1)
    expect((await ask('/api/destructions', 'cua-khac')).body.items).toEqual([])
  })

  it('is in the search of a programme what they are there, and not what they are in another', async () => {
    const evidence = [{ title: 'Kế hoạch', number: '12345/KH' }]
    expect((await api.ask('POST', '/api/tasks/nho_once/results', { as: 'bac-si', body: { evidence } })).status).toBe(
      200,
    )
    const found = async (as: string) =>
      (await ask('/api/programmes/nho/search', as, { words: '12345' })).body.items.map(
        ({ kind }: { kind: string }) => kind,
      )
    expect(await found('cua-nho')).toEqual(['evidence'])
    expect(await found('hai-noi')).toEqual([])
  })
})
