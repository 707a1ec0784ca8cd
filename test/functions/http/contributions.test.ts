import { beforeEach, describe, expect, it } from 'vitest'
import { target } from '../../domain/targets/builders.ts'
import { aFile } from '../office.ts'
import { yearlyReport } from '../steps/cycleProgrammes.ts'
import { anAssignment } from '../tinyProgramme.ts'
import { type CycleApi, cycleApi } from './cycleApi.ts'

const id = 'nho_R11_2013'
const ofDoctors = `/api/contributions/${id}_g1_so-y-te`
const ofBuilders = `/api/contributions/${id}_g1_so-xay-dung`
const content = { rows: [{ clause: 'I.1-02', text: 'Đã xây 200 căn' }], evidence: [] }
const ofTheirs = { rows: [], text: 'Đã khám 200 lượt', evidence: [] }
const onPaper = { arrivalNumber: '77', arrivedOn: '2013-12-05' }

let api: CycleApi
beforeEach(async () => {
  const programme = yearlyReport()
  api = await cycleApi('2013-10-14', {
    ...programme,
    targets: [target({ id: 'T01', clause: 'I.1-01', owner: 'so-xay-dung', metric: 'Nhà ở xã hội' })],
    assignments: [
      ...programme.assignments,
      anAssignment('thuong-xuyen', {
        clause: 'I.1-02',
        kind: 'continuous',
        lead: 'so-xay-dung',
        schedule: { kind: 'continuous' },
      }),
    ],
  })
  await api.round('2013-10-21')
})

describe('the form of a contribution', () => {
  it('has a row for each clause its agency leads, continuous ones included, and for its targets', async () => {
    const { body } = await api.get('ky-su', `${ofBuilders}/form`)
    expect(body).toMatchObject({
      from: 'nothing',
      rows: [
        { clause: 'I.1-01', title: 'Đẩy mạnh bảo hiểm y tế toàn dân', text: '' },
        { clause: 'I.1-02', title: 'Xây dựng nhà ở xã hội', text: '' },
        { clause: 'I.1-01', target: 'T01', title: 'Nhà ở xã hội', text: '' },
      ],
    })
  })

  it('comes filled with what was sent the last time, without its papers', async () => {
    await api.post('ky-su', `${ofBuilders}/content`, { ...content, text: 'Chung', evidence: [{ title: 'Báo cáo' }] })
    await api.round('2014-10-21')
    const { items } = (await api.get('ky-su', '/api/agencies/so-xay-dung/contributions')).body
    expect(items).toMatchObject([{ cycle: 'nho_R11_2014' }])
    const { body } = await api.get('ky-su', `/api/contributions/${items[0].id}/form`)
    expect(body).toMatchObject({ from: 'lastTime', text: 'Chung', evidence: [] })
    expect(body.rows).toContainEqual(expect.objectContaining({ clause: 'I.1-02', text: 'Đã xây 200 căn' }))
  })

  it('keeps what was written and not sent to its agency alone', async () => {
    const draft = { rows: [{ clause: 'I.1-02', text: '' }], text: 'Đang viết', evidence: [] }
    expect(await api.put('ky-su', `${ofBuilders}/draft`, draft)).toMatchObject({ status: 200 })
    expect((await api.get('ky-su', `${ofBuilders}/form`)).body).toMatchObject({ from: 'draft', text: 'Đang viết' })
    expect((await api.get('bcs', `${ofBuilders}/content`)).status).toBe(405)
    expect(await api.get('bcs', `${ofBuilders}/draft`)).toMatchObject({ status: 403 })
    expect(await api.get('thu-ky', `${ofBuilders}/form`)).toMatchObject({ status: 403 })
    expect((await api.get('bcs', ofBuilders)).body).not.toHaveProperty('content')
    await api.post('ky-su', `${ofBuilders}/content`, content)
    expect(await api.get('ky-su', `${ofBuilders}/draft`)).toMatchObject({ status: 404 })
  })

  it('has papers that whoever runs the cycle reads, and no other contributor', async () => {
    const file = await aFile({ truth: api.truth, clock: api.services.clock }, 'bao-cao')
    const evidence = [{ title: 'Báo cáo', files: [file] }]
    expect(await api.post('ky-su', `${ofBuilders}/content`, { ...content, evidence })).toMatchObject({ status: 200 })
    const read = async (as: string) => (await api.get(as, `/api/files/${file}`)).status
    expect(await Promise.all(['ky-su', 'bcs', 'thu-ky', 'bac-si', 'khac'].map(read))).toEqual([200, 200, 200, 404, 404])
  })

  it('is not written over by whoever read it before', async () => {
    const save = (etag: string) =>
      api.ask('PUT', `${ofBuilders}/draft`, { as: 'ky-su', body: content, headers: { 'if-match': etag } })
    // Whoever found none expects none.
    const first = await save('"0"')
    expect(first).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    expect(await save('"0"')).toMatchObject({ status: 412 })
    expect(await save(first.headers['etag'] ?? '')).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(await save(first.headers['etag'] ?? '')).toMatchObject({ status: 412, body: { code: 'changed-meanwhile' } })
  })
})

describe('a contribution', () => {
  it('is sent, returned with a reason, and sent again', async () => {
    expect(await api.post('ky-su', `${ofBuilders}/content/return`, { reason: 'Thiếu' })).toMatchObject({ status: 403 })
    expect(await api.post('bcs', `${ofBuilders}/content/return`, { reason: 'Thiếu' })).toMatchObject({
      status: 409,
      body: { code: 'contribution-not-sent' },
    })
    expect(await api.post('ky-su', `${ofBuilders}/content`, content)).toMatchObject({
      status: 200,
      body: { state: 'sent', inTime: true, content },
    })
    expect(await api.post('bcs', `${ofBuilders}/content/return`, { reason: 'Thiếu số liệu' })).toMatchObject({
      status: 200,
      body: { state: 'returned', returned: { reason: 'Thiếu số liệu' } },
    })
    expect((await api.get('ky-su', `${ofBuilders}/form`)).body).toMatchObject({ from: 'sent' })
    expect(await api.post('ky-su', `${ofBuilders}/content`, content)).toMatchObject({ body: { state: 'sent' } })
    const { items } = (await api.get('ky-su', '/api/agencies/so-xay-dung/contributions', { which: 'ended' })).body
    expect(items).toMatchObject([{ state: 'sent' }])
    const { items: events } = (await api.get('ky-su', `${ofBuilders}/events`)).body
    // The cycle asks while the first round goes on: its letter may be that day's or the next one's.
    const types = events.map(({ type }: { type: string }) => type)
    expect(types.filter((type: string) => type !== 'contributionSpokenOf')).toEqual([
      'contributionSent',
      'contributionReturned',
      'contributionSent',
      'contributionAsked',
    ])
  })

  it('that comes late is kept and marked, and nothing replaces what came in time', async () => {
    await api.post('bac-si', `${ofDoctors}/content`, ofTheirs)
    await api.advanceTo('2013-12-09')
    expect(await api.post('ky-su', `${ofBuilders}/content`, content)).toMatchObject({
      status: 200,
      body: { state: 'late', stateWritten: 'gửi sau khi khóa', inTime: false },
    })
    expect(await api.post('bac-si', `${ofDoctors}/content`, ofTheirs)).toMatchObject({
      status: 409,
      body: { code: 'gathering-closed', detail: expect.stringContaining('đã khóa') },
    })
  })

  it('that came on paper is entered from its day; the agency is told, objects, and its own word stands', async () => {
    const path = `${ofBuilders}/content/on-paper`
    await api.advanceTo('2013-12-09')
    expect(await api.post('thu-ky', path, { ...content, ...onPaper })).toMatchObject({ status: 403 })
    expect(await api.post('vp-bcs', path, { ...content, ...onPaper })).toMatchObject({
      status: 200,
      body: { state: 'late', sentOn: '2013-12-05', inTime: true, onPaper },
    })
    await api.round('2013-12-10')
    const letters = (await api.get('van-thu', '/api/letters')).body.items
    const told = letters.find((letter: { to: string }) => letter.to === 'so-xay-dung@example.com')
    const { text } = (await api.get('van-thu', `/api/letters/${encodeURIComponent(told.id)}`)).body
    expect(text).toContain('số đến 77, ngày đến 05/12/2013')
    const objection = { reason: 'Không phải báo cáo của Sở' }
    expect(await api.post('bac-si', `${ofBuilders}/content/objection`, objection)).toMatchObject({ status: 404 })
    expect(await api.post('ky-su', `${ofBuilders}/content/objection`, objection)).toMatchObject({
      status: 200,
      body: { objected: objection },
    })
    expect(await api.post('ky-su', `${ofBuilders}/content`, content)).toMatchObject({
      status: 200,
      body: { state: 'late', inTime: false },
    })
  })

  it('is no longer asked for once whoever runs the cycle says so', async () => {
    const withdrawal = { reason: 'Đã có trong báo cáo khác' }
    expect(await api.post('ky-su', `${ofBuilders}/withdrawal`, withdrawal)).toMatchObject({ status: 403 })
    expect(await api.post('bcs', `${ofBuilders}/withdrawal`, withdrawal)).toMatchObject({
      status: 200,
      body: { state: 'withdrawn' },
    })
    expect(await api.post('ky-su', `${ofBuilders}/content`, content)).toMatchObject({
      status: 409,
      body: { code: 'contribution-not-open' },
    })
  })

  it('is nothing to whoever it does not concern', async () => {
    expect(await api.get('bac-si', ofBuilders)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await api.post('bac-si', `${ofBuilders}/content`, content)).toMatchObject({ status: 404 })
    expect(await api.get('bac-si', '/api/agencies/so-xay-dung/contributions')).toMatchObject({ status: 403 })
    expect(await api.get('bac-si', '/api/contributions/la')).toMatchObject({ status: 404 })
  })

  it.each([
    [{ rows: [], evidence: [] }, 'text-missing'],
    [
      {
        rows: [{ clause: 'I.1-01' }, { clause: 'I.1-02' }, { clause: 'I.1-01', target: 'T01' }].map((place) => ({
          ...place,
          text: 'ữ'.repeat(10_000),
        })),
        text: 'ữ'.repeat(20_000),
        evidence: Array.from({ length: 20 }, () => ({
          title: 'ữ'.repeat(500),
          level: 'ữ'.repeat(200),
          number: '1'.repeat(100),
        })),
      },
      'too-long',
    ],
    [{ rows: [{ clause: 'không phải mục', text: 'Chữ' }], evidence: [] }, 'malformed-request'],
    [{ rows: [{ clause: 'I.1-01', text: 'Chữ', them: 1 }], evidence: [] }, 'malformed-request'],
    [{ rows: [] }, 'malformed-request'],
  ])('is refused where it is malformed, empty or too long (%#)', async (body, code) => {
    const before = api.written.length
    expect(await api.post('ky-su', `${ofBuilders}/content`, body)).toMatchObject({ status: 422, body: { code } })
    expect(api.written.length).toBe(before)
  })

  const row = (clause: string, target?: string) => ({ clause, ...(target ? { target } : {}), text: 'Chữ' })
  it.each([
    [[row('I.1-01'), row('I.9-99')], 'dòng 2 (mục I.9-99)'],
    [[row('I.1-01', 'T99')], 'dòng 1 (mục I.1-01, chỉ tiêu T99)'],
    [[row('I.1-01'), row('I.1-01')], 'dòng 2 (mục I.1-01)'],
  ])('has no row outside its form, neither sent, nor drafted, nor entered from paper: %j', async (rows, named) => {
    await api.advanceTo('2013-12-09')
    const before = api.written.length
    const body = { rows, evidence: [] }
    const refused = { status: 422, body: { detail: expect.stringContaining(named) } }
    expect(await api.post('ky-su', `${ofBuilders}/content`, body)).toMatchObject(refused)
    expect(await api.put('ky-su', `${ofBuilders}/draft`, body)).toMatchObject(refused)
    expect(await api.post('vp-bcs', `${ofBuilders}/content/on-paper`, { ...body, ...onPaper })).toMatchObject(refused)
    expect(api.written.length).toBe(before)
  })

  it('of one agency has no row of another', async () => {
    expect(await api.post('bac-si', `${ofDoctors}/content`, content)).toMatchObject({
      status: 422,
      body: { code: 'row-outside-form', detail: expect.stringContaining('không do cơ quan này phụ trách') },
    })
  })
})
