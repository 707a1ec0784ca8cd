/** Reading through the API: what each kind of person sees, in which order, page by page. */
import { beforeAll, describe, expect, it } from 'vitest'
import { changeTask } from '../../../functions/stores/tasks.ts'
import { granted, rulesOf } from '../office.ts'
import { anAssignment, doctor, due, secretary, tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

const programme = tinyProgramme({
  assignments: [
    anAssignment('march', { clause: 'II.1-10', lead: 'so-y-te', schedule: due('2013-03-15') }),
    anAssignment('january', { clause: 'II.1-02', lead: 'so-y-te', schedule: due('2013-01-31') }),
    anAssignment('building', {
      clause: 'I.2-01',
      lead: 'so-xay-dung',
      cooperating: [{ agency: 'so-y-te' }],
      schedule: due('2013-02-15'),
    }),
    anAssignment('apart', { clause: 'I.2-02', lead: 'so-xay-dung', schedule: due('2013-02-28') }),
    anAssignment('unassigned', { clause: 'I.2-03' }),
  ],
})

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice({}, programme)
})

const ask = (path: string, as: string, query: { [name: string]: string } = {}) => api.ask('GET', path, { as, query })
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id.replace(/^nho_/, ''))

/** Every page of a list. */
async function whole(path: string, as: string, query: { [name: string]: string } = {}): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await ask(path, as, { ...query, limit: '1', ...(cursor ? { cursor } : {}) })
    expect(page.status).toBe(200)
    found.push(...idsOf(page))
    cursor = page.body.cursor
  } while (cursor)
  return found
}

describe('tasks', () => {
  it('of an agency come by deadline, page by page', async () => {
    expect(await whole('/api/agencies/so-y-te/tasks', 'bac-si')).toEqual(['january', 'march'])
    expect(await whole('/api/agencies/so-y-te/tasks', 'thu-ky', { until: '2013-02-01' })).toEqual(['january'])
    expect(await whole('/api/agencies/so-y-te/tasks', 'lanh-dao', { which: 'ended' })).toEqual([])
  })

  it('of a programme come in the order of the document, or by deadline in one state', async () => {
    const path = '/api/programmes/nho/tasks'
    expect(await whole(path, 'thu-ky')).toEqual(['building', 'apart', 'january', 'march'])
    expect(await whole(path, 'danh-gia', { state: 'open' })).toEqual(['january', 'building', 'apart', 'march'])
  })

  it.each([
    ['/api/programmes/nho/tasks', 'bac-si', 403],
    ['/api/agencies/so-xay-dung/tasks', 'bac-si', 403],
    ['/api/agencies/so-y-te/tasks', 'quan-tri', 403],
    ['/api/agencies/thanh-uy/decisions', 'bac-si', 403],
    ['/api/agencies/thanh-uy/decisions', 'thu-ky', 200],
    ['/api/agencies/thanh-uy/decisions', 'lanh-dao', 200],
    ['/api/agencies/so-y-te/decisions', 'lanh-dao', 403],
    ['/api/tasks/nho_building', 'bac-si', 200],
    ['/api/tasks/nho_apart', 'thu-ky', 200],
    ['/api/tasks/nho_khong-co', 'thu-ky', 404],
  ])('%s for %s: %i', async (path, as, status) => {
    expect((await ask(path, as)).status).toBe(status)
  })

  it('one that is not shown to somebody is to them as if it were not there', async () => {
    const hidden = await ask('/api/tasks/nho_apart', 'bac-si')
    const absent = await ask('/api/tasks/nho_absent', 'bac-si')
    expect(hidden.status).toBe(404)
    expect(hidden.body.detail.replace('nho_apart', 'nho_absent')).toBe(absent.body.detail)
  })

  it('one comes whole, with its class on the day and its version', async () => {
    const { body, headers } = await ask('/api/tasks/nho_march', 'bac-si')
    expect(body).toMatchObject({ lead: 'so-y-te', state: 'open', class: 'openInTime', dueOn: '2013-03-15', parts: [] })
    expect(headers['etag']).toBe('"1"')
  })

  it('one has its whole history, the newest first', async () => {
    const rules = await rulesOf(api.office, 'nho')
    granted(
      await changeTask(api.office, rules, 'nho_january', doctor, { type: 'reportProgress', text: 'Đang lấy ý kiến' }),
    )
    granted(
      await changeTask(api.office, rules, 'nho_january', doctor, { type: 'submit', evidence: [{ title: 'Đề án' }] }),
    )
    const { body } = await ask('/api/tasks/nho_january/events', 'thu-ky')
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual([
      'resultHandedIn',
      'progressReported',
      'taskGiven',
    ])
    expect(body.items[0].actor).toEqual(doctor)
    const waiting = await ask('/api/programmes/nho/tasks', 'thu-ky', { state: 'submitted' })
    expect(idsOf(waiting)).toEqual(['january'])
  })
})

describe('programmes', () => {
  it('are listed, and read one by one', async () => {
    expect(idsOf(await ask('/api/programmes', 'bac-si'))).toEqual(['nho'])
    const { body } = await ask('/api/programmes/nho', 'quan-tri')
    expect(body).toMatchObject({ status: 'inForce', launchedOn: '2013-01-07' })
    expect((await ask('/api/programmes/khong-co', 'thu-ky')).body.code).toBe('not-found')
  })

  it('have their clauses and questions', async () => {
    expect(idsOf(await ask('/api/programmes/nho/clauses', 'bac-si'))).toEqual(['I.1-01', 'I.1-02'])
    expect(idsOf(await ask('/api/programmes/nho/questions', 'bac-si'))).toEqual([])
  })

  it('have the text of their document, each clause marked in it; of one clause, the paragraph that it stands in', async () => {
    const paragraph = [
      { words: '1. ' },
      { clause: 'I.1-01', words: 'Đẩy mạnh bảo hiểm y tế toàn dân; ' },
      { clause: 'I.1-02', words: 'xây dựng nhà ở xã hội.' },
    ]
    const whole = await ask('/api/programmes/nho/text', 'bac-si')
    expect(whole.body.items).toEqual([[{ words: 'NHIỆM VỤ' }], paragraph])
    expect((await ask('/api/programmes/nho/text', 'bac-si', { clause: 'I.1-02' })).body.items).toEqual([paragraph])
    expect((await ask('/api/programmes/nho/text', 'bac-si', { clause: 'I.1-09' })).body.items).toEqual([])
  })

  it('are searched without marks; what agencies handed in is found by those who see all tasks', async () => {
    const rules = await rulesOf(api.office, 'nho')
    const evidence = [{ title: 'Báo cáo năm', number: '123/BC-SYT' }]
    granted(await changeTask(api.office, rules, 'nho_march', doctor, { type: 'submit', evidence }))
    const found = async (words: string, as: string) =>
      (await ask('/api/programmes/nho/search', as, { words })).body.items.map(({ title }: { title: string }) => title)
    expect(await found('day manh bao hiem', 'bac-si')).toEqual(['Đẩy mạnh bảo hiểm y tế toàn dân'])
    expect(await found('123/BC', 'thu-ky')).toEqual(['Báo cáo năm'])
    expect(await found('123/BC', 'bac-si')).toEqual([])
    granted(await changeTask(api.office, rules, 'nho_march', secretary, { type: 'accept' }))
  })
})

describe('registers', () => {
  it('of agencies and groups are read by everybody who signed in', async () => {
    expect(idsOf(await ask('/api/agencies', 'bac-si'))).toEqual(['so-xay-dung', 'so-y-te', 'thanh-uy', 'van-phong'])
    expect((await ask('/api/agencies/so-y-te', 'quan-tri')).headers['etag']).toBe('"1"')
    expect(idsOf(await ask('/api/groups', 'bac-si'))).toEqual(['cac-so'])
  })

  it('of people are for the office, and for each agency its own', async () => {
    const { body } = await ask('/api/agencies/so-y-te/people', 'bac-si')
    expect(body.items).toEqual([{ person: 'bac-si', name: 'Người bac-si', title: 'Chuyên viên' }])
    expect((await ask('/api/agencies/so-xay-dung/people', 'bac-si')).status).toBe(403)
    expect((await ask('/api/agencies/so-xay-dung/people', 'quan-tri')).status).toBe(200)
  })

  it('the calendar of a year names what is off beside weekends', async () => {
    const { body } = await ask('/api/calendar/2013', 'bac-si')
    expect(body).toMatchObject({ year: 2013, provisional: true, makeUpDays: [] })
    expect(body.daysOff).toContainEqual({ date: '2013-05-01', reason: expect.stringContaining('lao động') })
    expect((await ask('/api/calendar/1850', 'bac-si')).body.code).toBe('malformed-request')
  })
})

describe('the clock', () => {
  it('says the office day, and where time is real it is not moved', async () => {
    expect((await ask('/api/clock', 'bac-si')).body).toMatchObject({ today: '2013-01-07', movable: false })
    const { status, body } = await api.ask('POST', '/api/clock', { as: 'bac-si', body: { by: 'day' } })
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'clock-is-real' })
  })
})
