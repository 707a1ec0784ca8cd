/** Thôi đảm nhiệm: sessions end at once, what waits is handed over, history stays. */
import { beforeEach, describe, expect, it } from 'vitest'
import { createAll } from '../../../functions/stores/record.ts'
import { newTaskWrites } from '../../../functions/stores/tasks.ts'
import { aTask } from '../../domain/tasks/builders.ts'
import { rulesOf } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const people = [
  aPerson('chanh-van-phong', 'secretariatHead', 'van-phong'),
  aPerson('giam-doc', 'departmentHead', 'so-y-te'),
  aPerson('nguoi-moi', 'secretariat', 'van-phong'),
]
const followed = aTask({
  id: 'nho_theo-doi',
  programme: 'nho',
  assignment: 'nho_once',
  clause: 'I.1-01',
  lead: 'so-y-te',
  cooperating: [],
  givenBy: 'thanh-uy',
  basis: 'vb-nho',
  follower: 'thu-ky',
  overseer: 'lanh-dao',
})

let api: ApiOffice
const release = (who: string, as: string, body = {}) => api.ask('POST', `/api/people/${who}/release`, { as, body })

beforeEach(async () => {
  api = await apiOffice({ more: people })
  const { truth, clock } = api.office
  const occasion = { at: clock.now(), day: clock.today(), actor: secretary }
  await createAll(truth, [{ writes: newTaskWrites(followed, await rulesOf(api.office, 'nho'), occasion) }])
})

describe('who leaves', () => {
  it('is signed out at once, whatever their token says', async () => {
    expect((await api.ask('GET', '/api/session', { as: 'thu-ky' })).status).toBe(200)
    expect((await release('thu-ky', 'quan-tri', { document: 'QĐ 5' })).status).toBe(200)
    expect((await api.ask('GET', '/api/session', { as: 'thu-ky' })).body.code).toBe('not-signed-in')
    const again = await api.ask('POST', '/api/session', { body: { person: 'thu-ky' } })
    expect([again.body.code, again.cookies]).toEqual(['sign-in-refused', []])
    expect((await api.ask('POST', '/api/tasks/nho_once/withdrawal', { as: 'thu-ky', body: {} })).body.code).toBe(
      'not-signed-in',
    )
  })

  it('hands over what waits on them, which is told beforehand', async () => {
    const waiting = [{ id: followed.id, programme: 'nho', clause: 'I.1-01', title: followed.title, as: ['follower'] }]
    const before = await api.ask('GET', '/api/people/thu-ky/waiting', { as: 'chanh-van-phong' })
    expect(before.body).toMatchObject({ waiting })
    expect((await release('thu-ky', 'chanh-van-phong', { to: 'nguoi-moi' })).body).toMatchObject({ waiting: [] })
    const task = (await api.ask('GET', `/api/tasks/${followed.id}`, { as: 'nguoi-moi' })).body
    expect(task).toMatchObject({ follower: 'nguoi-moi', overseer: 'lanh-dao' })
    const { body } = await api.ask('GET', '/api/tasks/followed', { as: 'nguoi-moi' })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([followed.id])
  })

  it('leaves a list where nobody takes over, and it can be handed over later', async () => {
    expect((await release('thu-ky', 'quan-tri')).body.waiting).toHaveLength(1)
    expect((await release('thu-ky', 'quan-tri', { to: 'nguoi-moi' })).body.waiting).toEqual([])
  })

  it('hands over no task to whoever is of another side than the one that gave it', async () => {
    expect((await release('thu-ky', 'quan-tri', { to: 'ky-su' })).body.waiting).toMatchObject([{ id: followed.id }])
  })

  it('tells whoever does not read work that it waits, and not what it says', async () => {
    const { body } = await api.ask('GET', '/api/people/thu-ky/waiting', { as: 'quan-tri' })
    expect(body.waiting).toEqual([{ id: followed.id, programme: 'nho', clause: 'I.1-01', as: ['follower'] }])
  })

  it('leaves what they had begun to type to whoever takes over, but for what is theirs alone', async () => {
    const typed = (values: object) => ({ as: 'thu-ky', body: { values, savedAt: 5 } })
    await api.ask('PUT', '/api/drafts/nho_once.urge', typed({ text: 'Đề nghị' }))
    await api.ask('PUT', '/api/drafts/nho_once.return', typed({ reason: 'Thiếu' }))
    await api.ask('PUT', '/api/drafts/person.bac-si', typed({ name: 'Người khác' }))
    await api.ask('PUT', '/api/drafts/nho_once.return', {
      as: 'nguoi-moi',
      body: { values: { reason: 'Của tôi' }, savedAt: 6 },
    })
    const { body } = await api.ask('GET', '/api/people/thu-ky/waiting', { as: 'chanh-van-phong' })
    expect(body.drafts).toEqual([
      { form: 'nho_once.return', savedAt: 5 },
      { form: 'nho_once.urge', savedAt: 5 },
    ])
    const left = await release('thu-ky', 'chanh-van-phong', { to: 'nguoi-moi' })
    expect(left.body.drafts).toEqual([{ form: 'nho_once.return', savedAt: 5 }])
    const draftOf = async (form: string) =>
      (await api.ask('GET', `/api/drafts/${form}`, { as: 'nguoi-moi' })).body.draft?.values
    expect(await draftOf('nho_once.urge')).toEqual({ text: 'Đề nghị' })
    expect(await draftOf('nho_once.return')).toEqual({ reason: 'Của tôi' })
    expect(await draftOf('person.bac-si')).toBeUndefined()
  })

  it('is told what waits for their decision, who else can decide it, and which delegations end', async () => {
    const { roles: _, ...leader } = aPerson('pho-bi-thu', 'leader', 'thanh-uy')
    const delegations = [{ to: 'lanh-dao', from: '2013-01-01', until: '2013-02-01' }]
    const positions = leader.positions.map((one) => ({ ...one, delegations }))
    const { id: __, ...deputy } = { ...leader, roles: ['leader'], positions }
    await api.ask('POST', '/api/tasks/nho_once/dispute', { as: 'bac-si', body: { reason: 'Không đúng việc' } })
    const waiting = async () => (await api.ask('GET', '/api/people/lanh-dao/waiting', { as: 'quan-tri' })).body
    expect(await waiting()).toMatchObject({
      decisions: [{ agency: 'thanh-uy', waiting: 1, others: [] }],
      delegations: [],
    })
    expect((await api.ask('PUT', '/api/people/pho-bi-thu', { as: 'quan-tri', body: deputy })).status).toBe(200)
    expect(await waiting()).toMatchObject({
      decisions: [{ agency: 'thanh-uy', waiting: 1, others: ['Người pho-bi-thu'] }],
      delegations: [{ from: 'pho-bi-thu', to: 'lanh-dao', agency: 'thanh-uy', until: '2013-02-01' }],
    })
  })

  it('is followed by a successor who decides what waited, where whoever registers people says so', async () => {
    await api.ask('POST', '/api/tasks/nho_once/extension-requests', {
      as: 'bac-si',
      body: { wanted: '2013-05-31', reason: 'Chờ ý kiến' },
    })
    const decide = () =>
      api.ask('POST', '/api/tasks/nho_once/extension-requests/decision', {
        as: 'nguoi-moi',
        headers: { 'dondoc-agency': 'thanh-uy' },
        body: { grant: null, reason: 'Không đủ căn cứ' },
      })
    expect((await decide()).status).toBe(403)
    const takes = { to: 'nguoi-moi', positions: true }
    expect((await release('thu-ky', 'chanh-van-phong', takes)).body.code).toBe('not-allowed')
    expect((await release('lanh-dao', 'quan-tri', takes)).status).toBe(200)
    const { body } = await api.ask('GET', '/api/people/nguoi-moi', { as: 'quan-tri' })
    expect(body.positions[1]).toEqual({
      agency: 'thanh-uy',
      title: 'Chuyên viên',
      from: '2013-01-07',
      roles: ['leader'],
    })
    expect((await decide()).status).toBe(200)
  })

  it('stays in history with name and positions, and what they did in the trail', async () => {
    const advice = { proposes: { about: 'otherLead', lead: 'so-xay-dung' }, reason: 'Đúng chức năng' }
    await api.ask('POST', '/api/tasks/nho_once/dispute', { as: 'bac-si', body: { reason: 'Không đúng việc' } })
    expect((await api.ask('POST', '/api/tasks/nho_once/advice', { as: 'thu-ky', body: advice })).status).toBe(200)
    await release('thu-ky', 'quan-tri', { document: 'QĐ 5' })
    const { body } = await api.ask('GET', '/api/people/thu-ky', { as: 'lanh-dao' })
    expect(body).toMatchObject({
      name: 'Người thu-ky',
      positions: [{ title: 'Chuyên viên', from: '2010-01-01', to: '2013-01-06' }],
      left: { on: '2013-01-07', document: 'QĐ 5' },
    })
    const events = (await api.ask('GET', '/api/tasks/nho_once/events', { as: 'lanh-dao' })).body.items
    expect(events[0].actor).toEqual({ person: 'thu-ky', position: 'Chuyên viên', agency: 'van-phong' })
  })

  it('comes back by a position that lasts, with a session that begins after', async () => {
    await release('thu-ky', 'quan-tri')
    const { body: entered } = await api.ask('GET', '/api/people/thu-ky', { as: 'quan-tri' })
    const { id: _, left: __, ...facts } = entered
    const positions = [...facts.positions, { agency: 'so-y-te', title: 'Chuyên viên', from: '2013-01-07' }]
    const back = await api.ask('PUT', '/api/people/thu-ky', { as: 'quan-tri', body: { ...facts, positions } })
    expect(back.body.left).toBeUndefined()
    expect((await api.ask('GET', '/api/session', { as: 'thu-ky' })).body.code).toBe('not-signed-in')
    expect((await api.ask('GET', '/api/session', { as: 'thu-ky~9999999999' })).status).toBe(200)
  })
})

describe('who lets go', () => {
  it.each([
    ['bac-si', 'giam-doc', 'yes'],
    ['ky-su', 'giam-doc', 'not-allowed'],
    ['thu-ky', 'chanh-van-phong', 'yes'],
    ['bac-si', 'chanh-van-phong', 'not-allowed'],
    ['bac-si', 'thu-ky', 'not-allowed'],
    ['bac-si', 'quan-tri', 'yes'],
    ['quan-tri', 'quan-tri', 'last-administrator'],
    ['khong-ai', 'quan-tri', 'not-found'],
  ])('%s by %s: %s', async (who, as, answer) => {
    const { status, body } = await release(who, as)
    expect(status < 300 ? 'yes' : body.code).toBe(answer)
  })

  it.each(['khong-ai', 'thu-ky'])('nothing is handed over to %s', async (to) => {
    expect((await release('thu-ky', 'quan-tri', { to })).body.code).toBe('unknown-person')
    expect((await api.ask('GET', '/api/session', { as: 'thu-ky' })).status).toBe(200)
  })
})
