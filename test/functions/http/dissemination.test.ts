import { beforeEach, describe, expect, it } from 'vitest'
import { standingDissemination } from '../steps/cycleProgrammes.ts'
import { due } from '../tinyProgramme.ts'
import { type CycleApi, cycleApi } from './cycleApi.ts'

const document = { id: 'hd-1', title: 'Hướng dẫn', number: '1-HD/BTG', issuedOn: '2013-01-30', issuer: 'thanh-uy' }
const twice = {
  kind: 'dates',
  occurrences: [
    { id: 'dot-1', opensOn: '2013-01-15', dueOn: '2013-03-15' },
    { id: 'dot-2', opensOn: '2013-08-01', dueOn: '2013-09-16' },
  ],
}

let api: CycleApi
beforeEach(async () => {
  api = await cycleApi('2013-01-31', standingDissemination())
})

async function amended(id: string, change: object) {
  const answer = await api.post('thu-ky', `/api/assignments/nho_${id}/amendment`, { document, change })
  expect([answer.status, answer.body.code]).toEqual([200, undefined])
  return answer.body
}

async function cycle(id: string) {
  return (await api.get('thu-ky', `/api/cycles/nho_${id}`)).body
}

async function task(id: string) {
  return (await api.get('thu-ky', `/api/tasks/nho_${id}`)).body
}

/** Who is asked, and what came of it. */
async function asked(id: string) {
  const { body } = await api.get('thu-ky', `/api/cycles/nho_${id}/contributions`)
  return body.items.map(({ agency, state }: { agency: string; state: string }) => [agency, state])
}

describe('standing work of making a document known has no cycle until a document gives it a day', () => {
  it('of one body: its task takes the day, and the bodies of the same part are asked to confirm', async () => {
    expect((await cycle('R13')).code).toBe('not-found')
    expect(await amended('R13', { schedule: due('2013-05-31') })).toMatchObject({ opened: ['once'] })
    expect(await cycle('R13')).toMatchObject({ stage: 'planned', opensOn: '2013-01-31', dueOn: '2013-05-31' })
    await api.round('2013-02-01')
    expect(await cycle('R13')).toMatchObject({ stage: 'gathering' })
    expect(await asked('R13')).toEqual([
      ['so-xay-dung', 'asked'],
      ['so-y-te', 'asked'],
    ])
    expect(await task('R13')).toMatchObject({ state: 'open', dueOn: '2013-05-31' })
    expect(await api.failures()).toEqual([])
  })

  it('of a group: each member is asked, and confirms with the task that stood open', async () => {
    expect(await amended('R01', { schedule: { ...due('2013-05-31'), opensOn: '2013-03-01' } })).toMatchObject({
      opened: [],
    })
    expect(await task('R01_so-y-te')).toMatchObject({ state: 'open', dueOn: '2013-05-31' })
    await api.round('2013-02-28')
    expect((await cycle('R01')).code).toBe('not-found')
    await api.round('2013-03-01')
    expect(await cycle('R01')).toMatchObject({ stage: 'gathering', lead: 'van-phong' })
    const content = { rows: [], text: 'Đã tổ chức học tập', evidence: [{ title: 'Báo cáo kết quả học tập' }] }
    const sent = await api.post('bac-si', '/api/contributions/nho_R01_g1_so-y-te/content', content)
    expect([sent.status, sent.body.code]).toEqual([200, undefined])
    expect(await asked('R01')).toEqual([
      ['so-xay-dung', 'asked'],
      ['so-y-te', 'sent'],
    ])
    expect(await task('R01_so-y-te')).toMatchObject({ state: 'submitted' })
    expect(await api.failures()).toEqual([])
  })

  it.each([
    ['R13', 'nho_R13', 'nho_R13_dot-1'],
    ['R01', 'nho_R01_so-y-te', 'nho_R01_dot-1_so-y-te'],
  ])(
    '%s, in several campaigns: each has its task and its cycle, and what stood open ends',
    async (id, stood, first) => {
      await amended(id, { schedule: twice })
      const at = (name: string) => api.get('thu-ky', `/api/tasks/${name}`)
      expect((await at(stood)).body).toMatchObject({ state: 'withdrawn', standing: { document: 'hd-1' } })
      expect((await at(first)).body).toMatchObject({ state: 'open', dueOn: '2013-03-15' })
      await api.round('2013-02-01')
      expect(await cycle(`${id}_dot-1`)).toMatchObject({ stage: 'gathering', opensOn: '2013-01-31' })
      expect(await asked(`${id}_dot-1`)).toEqual([
        ['so-xay-dung', 'asked'],
        ['so-y-te', 'asked'],
      ])
      await api.round('2013-08-01')
      expect(await cycle(`${id}_dot-2`)).toMatchObject({ stage: 'gathering' })
      expect(await api.failures()).toEqual([])
    },
  )

  it('asks only who cooperates where the document says who does', async () => {
    await amended('R13', { schedule: due('2013-05-31'), cooperating: [{ agency: 'ban-xay-dung' }] })
    await api.round('2013-02-01')
    expect(await asked('R13')).toEqual([['ban-xay-dung', 'asked']])
  })
})

describe('a document that gives one task of it a day', () => {
  const conditional = { kind: 'conditional', condition: 'Có hướng dẫn của Trung ương', reviewOn: '2013-03-29' } as const
  const dated = { document, change: { dueOn: '2013-05-31' } }

  it.each([
    ['whose condition it says is met', conditional, 'condition/fulfilment', { document, dueOn: '2013-05-31' }],
    ['that stood open', undefined, 'amendment', dated],
  ] as const)('%s begins its cycle, where one body leads it', async (_, schedule, act, body) => {
    api = await cycleApi('2013-01-31', standingDissemination(schedule))
    expect(await api.post('thu-ky', `/api/tasks/nho_R13/${act}`, body)).toMatchObject({
      status: 200,
      body: { state: 'open', dueOn: '2013-05-31', basis: 'hd-1' },
    })
    expect((await api.get('thu-ky', '/api/assignments/nho_R13')).body).toMatchObject({
      schedule: due('2013-05-31'),
      basis: 'hd-1',
      opened: ['once'],
    })
    await api.round('2013-02-01')
    expect(await cycle('R13')).toMatchObject({ stage: 'gathering', dueOn: '2013-05-31' })
    expect(await asked('R13')).toHaveLength(2)
    const again = await api.post('thu-ky', `/api/tasks/nho_R13/${act}`, body)
    expect([again.status, again.body.dueOn]).toEqual([200, '2013-05-31'])
    const other = await api.post('thu-ky', '/api/tasks/nho_R13/condition/fulfilment', { document, dueOn: '2013-06-28' })
    expect([other.status, other.body.code]).toEqual([409, 'task-not-conditional'])
    expect(await api.failures()).toEqual([])
  })

  it('begins no cycle for one member of a group; the day of the assignment begins it for all', async () => {
    expect((await api.post('thu-ky', '/api/tasks/nho_R01_so-y-te/amendment', dated)).status).toBe(200)
    expect(await task('R01_so-y-te')).toMatchObject({ state: 'open', dueOn: '2013-05-31' })
    expect(await task('R01_so-xay-dung')).toMatchObject({ state: 'continuous' })
    await api.round('2013-02-01')
    expect((await cycle('R01')).code).toBe('not-found')
    await amended('R01', { schedule: due('2013-06-28') })
    await api.round('2013-02-04')
    expect(await cycle('R01')).toMatchObject({ stage: 'gathering', dueOn: '2013-06-28' })
    expect(await task('R01_so-y-te')).toMatchObject({ dueOn: '2013-06-28', originalDueOn: '2013-05-31' })
    expect(await api.failures()).toEqual([])
  })
})
