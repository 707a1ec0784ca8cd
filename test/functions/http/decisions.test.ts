import { beforeEach, describe, expect, it } from 'vitest'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
  await post('bac-si', '/api/tasks/nho_once/extension-requests', { wanted: '2013-05-31', reason: 'Chờ ý kiến' })
  await post('bac-si', '/api/tasks/nho_once/dispute', { reason: 'Thuộc Sở Xây dựng', proposed: 'so-xay-dung' })
  await post('ky-su', '/api/assignments/nho_quarterly/proposal', {
    reason: 'Số liệu về muộn',
    change: { product: 'Báo cáo' },
  })
})

async function post(as: string, path: string, body: object) {
  expect(await api.ask('POST', path, { as, body })).toMatchObject({ status: 200 })
}

const list = '/api/agencies/thanh-uy/decisions'
const listed = async (as: string, query: { [name: string]: string } = {}) => api.ask('GET', list, { as, query })

describe('what waits for a decision of an agency', () => {
  it('is told with what is needed to decide it: who asks, why, what for, and how late it is', async () => {
    expect((await listed('lanh-dao')).body).toMatchObject({
      items: [
        {
          about: 'task',
          asks: ['extension', 'otherLead'],
          task: { id: 'nho_once', lead: 'so-y-te', product: 'Đề án', dueOn: '2013-03-29' },
          extensionAsked: { askedOn: '2013-01-07', wanted: '2013-05-31', reason: 'Chờ ý kiến', timing: 'inTime' },
          dispute: { reason: 'Thuộc Sở Xây dựng', proposed: 'so-xay-dung' },
          extensions: 0,
        },
        {
          about: 'assignment',
          asks: ['proposal'],
          assignment: { id: 'nho_quarterly', proposal: { by: 'so-xay-dung', reason: 'Số liệu về muộn' } },
        },
      ],
    })
  })

  it('brings up what nobody asked about once it was late for as long as the ladder says', async () => {
    // The report of the first quarter was due on Monday 25/3/2013; the fifth working day after it is 1/4.
    api.office.clock.moveTo('2013-03-29', '08:00')
    expect((await listed('thu-ky')).body.items).toHaveLength(2)
    api.office.clock.moveTo('2013-04-01', '08:00')
    const { items } = (await listed('thu-ky')).body
    expect(items[2]).toMatchObject({ asks: ['late'], task: { id: 'nho_quarterly_2013-Q1' }, workingDaysLate: 5 })
    // What waits with a request is there once, with its lateness.
    api.office.clock.moveTo('2013-04-15', '08:00')
    const later = (await listed('thu-ky')).body.items
    expect(later.map(({ asks }: { asks: string[] }) => asks)).toEqual([
      ['extension', 'otherLead', 'late'],
      ['proposal'],
      ['late'],
    ])
  })

  it('is read by pages, each once', async () => {
    api.office.clock.moveTo('2013-04-01', '08:00')
    const whole = (await listed('lanh-dao')).body.items
    const found: unknown[] = []
    let query: { [name: string]: string } = { limit: '1' }
    for (let pages = 0; pages < 10; pages += 1) {
      const { body } = await listed('lanh-dao', query)
      found.push(...body.items)
      if (body.cursor === undefined) break
      query = { limit: '1', cursor: body.cursor }
    }
    expect(found).toEqual(whole)
  })

  it.each(['late-khong-co~', 'asked~khac', '~'])('is not read on from %s', async (cursor) => {
    expect(await listed('lanh-dao', { cursor })).toMatchObject({ status: 400, body: { code: 'bad-cursor' } })
  })

  it('is gone once it was decided', async () => {
    const reason = 'Giữ nguyên'
    await post('lanh-dao', '/api/tasks/nho_once/extension-requests/decision', { grant: null, reason })
    await post('lanh-dao', '/api/tasks/nho_once/dispute/answer', { lead: 'so-y-te', reason, document: 'vb-nho' })
    await post('thu-ky', '/api/assignments/nho_quarterly/proposal/refusal', { reason })
    expect((await listed('lanh-dao')).body).toEqual({ items: [] })
  })

  it('is not shown to whoever asked, nor to another agency’s side, nor for an agency that gives nothing to them', async () => {
    expect((await listed('bac-si')).body.code).toBe('not-allowed')
    expect((await listed('danh-gia')).body.code).toBe('not-allowed')
    const other = await api.ask('GET', '/api/agencies/so-y-te/decisions', { as: 'lanh-dao' })
    expect(other.body.code).toBe('not-allowed')
  })
})
