import { beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { target } from '../../domain/targets/builders.ts'
import { aFile } from '../office.ts'
import { tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

/** One of a whole owned by the doctors, one added up from two agencies, one that nobody owns. */
const programme = tinyProgramme({
  targets: [
    target({
      id: 'T01',
      clause: 'I.1-01',
      owner: 'so-y-te',
      baseline: { year: 2011, value: 65, source: 'Báo cáo năm 2011' },
    }),
    target({
      id: 'T02',
      clause: 'I.1-02',
      unit: '%',
      composition: { kind: 'ratio', areas: ['so-y-te', 'so-xay-dung'] },
    }),
    target({ id: 'T03', clause: 'I.1-02', unit: '‰', value: 12, comparator: '<=', kind: 'at-most' }),
  ],
})

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice({ day: '2014-03-03' }, programme)
})

const base = '/api/programmes/nho/targets'
const figure = (changes: object = {}) => ({
  period: { year: 2013 },
  value: 72.5,
  kind: 'official',
  source: 'Cục Thống kê',
  sourceDate: '2014-02-15',
  ...changes,
})
const enter = (changes: object = {}, as = 'bac-si', id = 'T01', headers?: { [name: string]: string }) =>
  api.ask('POST', `${base}/${id}/observations`, { as, body: figure(changes), ...(headers ? { headers } : {}) })
const read = async (path: string, query: { [name: string]: string } = {}) =>
  (await api.ask('GET', `${base}/${path}`, { as: 'thu-ky', query })).body

describe('a target', () => {
  it('without figures has no colour and no verdict', async () => {
    const { items } = (await api.ask('GET', base, { as: 'bac-si' })).body
    expect(items.map(({ id, label, tone, latest }: never) => ({ id, label, tone, latest }))).toEqual(
      ['T01', 'T02', 'T03'].map((id) => ({ id, label: 'Chưa có số liệu', tone: 'none', latest: null })),
    )
  })

  it('with figures says where it stands on its way, why, and what is still to go', async () => {
    await enter()
    const view = await read('T01')
    expect(view).toMatchObject({
      label: 'Khó đạt',
      tone: 'poor',
      latest: { value: 72.5, kind: 'official', periodWritten: 'năm 2013' },
      needed: 'cần thêm 6,25 điểm % mỗi năm',
      marks: [{ by: '2015-12-31', value: 85, verdict: 'not-due' }],
      course: {
        path: [
          { day: '2011-12-31', value: 65 },
          { day: '2015-12-31', value: 85 },
        ],
        actual: [{ day: '2013-12-31', value: 72.5 }],
      },
    })
    expect(view.written).toContain('Cục Thống kê')
    await enter({ period: { asOf: '2014-03-01' }, value: 86, kind: 'estimate', sourceDate: '2014-03-01' })
    expect(await read('T01')).toMatchObject({ label: 'Đạt', tone: 'good', needed: null })
    expect(await read('T01', { asOf: '2014-02-28' })).toMatchObject({ label: 'Khó đạt' })
  })

  it('of tomorrow, or of no programme, is refused', async () => {
    for (const path of [base, `${base}/T01`]) {
      const { body } = await api.ask('GET', path, { as: 'thu-ky', query: { asOf: '2014-03-04' } })
      expect(body.code).toBe('day-ahead')
    }
    expect((await api.ask('GET', `${base}/T99`, { as: 'thu-ky' })).status).toBe(404)
    expect((await api.ask('GET', '/api/programmes/khac/targets', { as: 'thu-ky' })).status).toBe(404)
  })
})

describe('entering a figure', () => {
  it('a later kind stands for an earlier, and every one stays to be seen', async () => {
    await enter({ value: 71, kind: 'estimate' })
    await enter({ value: 72, kind: 'preliminary' })
    const official = await enter({ value: 72.5 })
    expect(official).toMatchObject({ status: 200, body: { standing: 'current', value: 72.5 } })
    expect((await enter({ value: 73, kind: 'estimate', note: 'Gửi muộn' })).body.standing).toBe('superseded')
    const { items } = await read('T01/observations')
    expect(items.map(({ value, kind, standing }: never) => [value, kind, standing])).toEqual([
      [73, 'estimate', 'superseded'],
      [72.5, 'official', 'current'],
      [72, 'preliminary', 'superseded'],
      [71, 'estimate', 'superseded'],
    ])
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('that is in force already writes nothing, so that sending again does no harm', async () => {
    const first = await enter()
    const before = api.written.length
    expect((await enter()).body).toEqual(first.body)
    expect(api.written.slice(before)).toEqual([])
  })

  it('that is odd is asked about, and taken once the question is answered', async () => {
    const { status, body } = await enter({ value: 12 }, 'thu-ky', 'T03')
    expect(status).toBe(200)
    expect(body.value).toBe(12)
    const odd = { period: { asOf: '2014-03-01' }, sourceDate: '2014-03-01', value: 1.2 }
    const before = api.written.length
    const asked = await enter(odd, 'thu-ky', 'T03')
    expect({ status: asked.status, code: asked.body.code }).toEqual({ status: 422, code: 'figure-doubtful' })
    expect(asked.body.doubts).toEqual([{ code: 'tenfold', sentence: expect.stringMatching(/^Đơn vị là % hay ‰\?/) }])
    expect(api.written.slice(before)).toEqual([])
    expect((await enter({ ...odd, confirmed: ['negative'] }, 'thu-ky', 'T03')).body.code).toBe('figure-doubtful')
    expect((await enter({ ...odd, confirmed: ['tenfold'] }, 'thu-ky', 'T03')).status).toBe(200)
  })

  it.each([
    ['of a period to come', { period: { year: 2015 } }, 'day-ahead'],
    ['from a source of tomorrow', { sourceDate: '2014-03-04' }, 'day-ahead'],
  ])('%s is refused', async (_, changes, code) => {
    const { status, body } = await enter(changes)
    expect({ status, code: body.code }).toEqual({ status: 422, code })
  })

  it('is for whoever answers for it: the owner, the giver’s office, an agency for its own area', async () => {
    expect((await enter({}, 'ky-su')).body.code).toBe('not-allowed')
    expect((await enter({}, 'lanh-dao')).body.code).toBe('not-allowed')
    expect((await enter({}, 'thu-ky')).status).toBe(200)
    const share = { value: { numerator: 40, denominator: 50 } }
    expect((await enter({ ...share, area: 'so-xay-dung' }, 'ky-su', 'T02')).status).toBe(200)
    expect((await enter({ ...share, area: 'so-y-te' }, 'ky-su', 'T02')).body.code).toBe('not-allowed')
    expect((await enter(share, 'ky-su', 'T02')).body.code).toBe('not-allowed')
  })

  it('with the version that was read is refused when somebody was first', async () => {
    const { headers } = await api.ask('GET', `${base}/T01`, { as: 'bac-si' })
    const ifMatch = { 'if-match': headers['etag'] ?? '' }
    expect((await enter({}, 'bac-si', 'T01', ifMatch)).status).toBe(200)
    expect((await enter({ value: 73 }, 'bac-si', 'T01', ifMatch)).status).toBe(412)
  })
})

describe('a column', () => {
  const column = (as: string, ...observations: object[]) =>
    api.ask('POST', '/api/programmes/nho/observations', { as, body: { observations } })

  it('is entered at once, each with its own outcome', async () => {
    const { status, body } = await column(
      'bac-si',
      { target: 'T01', ...figure() },
      { target: 'T01', ...figure() },
      { target: 'T01', ...figure({ period: { asOf: '2014-01-31' }, value: 7.25 }) },
      { target: 'T03', ...figure({ value: 11 }) },
      { target: 'T99', ...figure() },
    )
    expect(status).toBe(200)
    expect(body.outcomes.map(({ outcome, problem }: never) => [outcome, (problem as { code?: string })?.code])).toEqual(
      [
        ['entered', undefined],
        ['unchanged', undefined],
        ['refused', 'figure-doubtful'],
        ['refused', 'not-allowed'],
        ['refused', 'not-found'],
      ],
    )
    expect(body.outcomes[2].problem.doubts).toHaveLength(1)
    expect((await read('T01/observations')).items).toHaveLength(1)
  })

  it('is not for whoever enters no figures at all', async () => {
    expect((await column('lanh-dao', { target: 'T01', ...figure() })).body.code).toBe('not-allowed')
  })
})

describe('by area', () => {
  it('the whole is a ratio of sums, and while an area is missing it is named and there is no total', async () => {
    const shareOf = (area: string, numerator: number) =>
      enter({ area, value: { numerator, denominator: 100 } }, 'thu-ky', 'T02')
    await shareOf('so-y-te', 80)
    const part = { area: 'so-y-te', value: 80, kind: 'official', observation: expect.any(String) }
    expect((await read('T02/areas')).items).toEqual([
      {
        period: { year: 2013 },
        periodWritten: 'năm 2013',
        value: null,
        kind: null,
        missing: ['so-xay-dung'],
        partial: 80,
        parts: [part],
      },
    ])
    expect(await read('T02')).toMatchObject({ latest: null, incomplete: [{ missing: ['so-xay-dung'] }] })
    await shareOf('so-xay-dung', 60)
    expect((await read('T02/areas')).items[0]).toMatchObject({
      value: 70,
      kind: 'official',
      missing: [],
      partial: null,
    })
    expect(await read('T02')).toMatchObject({ latest: { value: 70, composed: true }, incomplete: [] })
    expect((await read('T01/areas')).items).toEqual([])
  })
})

describe('putting a figure right', () => {
  const correct = (id: string, body: object, as = 'bac-si') =>
    api.ask('POST', `${base}/T01/observations/${id}/correction`, { as, body })

  it('keeps both, with the reason', async () => {
    const wrong = (await enter()).body.id
    const { status, body } = await correct(wrong, { value: 75.2, reason: 'Ghi nhầm hai chữ số' })
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { value: 75.2, kind: 'official', supersedes: wrong, note: 'Ghi nhầm hai chữ số', standing: 'current' },
    })
    const { items } = await read('T01/observations')
    expect(items.map(({ value, standing }: never) => [value, standing])).toEqual([
      [75.2, 'current'],
      [72.5, 'corrected'],
    ])
    expect((await correct(wrong, { value: 70, reason: 'Lần nữa' })).body.code).toBe('figure-corrected')
  })

  it.each<[string, object, number, string]>([
    ['without a reason', { value: 70 }, 422, 'malformed-request'],
    ['to what it says already', { value: 72.5, reason: 'Không đổi' }, 409, 'nothing-to-change'],
    ['to an odd figure', { value: 7.52, reason: 'Ghi nhầm' }, 422, 'figure-doubtful'],
  ])('%s is refused', async (_, body, status, code) => {
    const wrong = (await enter()).body.id
    const before = api.written.length
    const answer = await correct(wrong, body)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect(api.written.slice(before)).toEqual([])
  })

  it('that is not there, or another agency’s, is refused', async () => {
    expect((await correct('khong-co', { value: 70, reason: 'x' })).status).toBe(404)
    const wrong = (await enter()).body.id
    expect((await correct(wrong, { value: 70, reason: 'x' }, 'ky-su')).body.code).toBe('not-allowed')
  })
})

it('an agency puts its own area’s figure right, and makes no other area’s out of it', async () => {
  const share = { area: 'so-xay-dung', value: { numerator: 40, denominator: 50 } }
  const own = (await enter(share, 'ky-su', 'T02')).body.id
  const correct = (changes: object) =>
    api.ask('POST', `${base}/T02/observations/${own}/correction`, { as: 'ky-su', body: { reason: 'Nhầm', ...changes } })
  for (const area of ['so-y-te', null]) expect((await correct({ area })).body.code).toBe('not-allowed')
  expect((await correct({ value: { numerator: 41, denominator: 50 } })).status).toBe(200)
})

describe('a figure that came on paper', () => {
  const record = (changes: object = {}, as = 'thu-ky') =>
    api.ask('POST', `${base}/T01/observations/on-paper`, {
      as,
      body: { ...figure(), arrivalNumber: '123', arrivedOn: '2014-02-20', ...changes },
    })

  it('is entered by the office with its number, day and scan', async () => {
    const scan = await aFile(api.office, 'ban-quet')
    expect(await record({ files: [scan] })).toMatchObject({
      status: 200,
      body: { recordedBy: 'thu-ky', onPaper: { arrivalNumber: '123', arrivedOn: '2014-02-20', files: [scan] } },
    })
  })

  it.each<[object, string]>([
    [{ arrivedOn: '2014-03-04' }, 'arrival-in-future'],
    [{ files: ['khong-co'] }, 'unknown-file'],
  ])('with %j is refused', async (changes, code) => {
    expect((await record(changes)).body.code).toBe(code)
  })

  it('is not entered so by the agency itself', async () => {
    expect((await record({}, 'bac-si')).body.code).toBe('not-allowed')
  })
})

describe('who answers for the figures', () => {
  const name = (as: string, owner: string, document: unknown = 'vb-nho', id = 'T03') =>
    api.ask('PUT', `${base}/${id}/owner`, { as, body: { owner, document } })

  it('is named by the giver’s office on a document, and enters them from then on', async () => {
    expect((await enter({ value: 11 }, 'bac-si', 'T03')).body.code).toBe('not-allowed')
    expect(await name('thu-ky', 'so-y-te')).toMatchObject({ status: 200, body: { owner: 'so-y-te' } })
    expect((await enter({ value: 11 }, 'bac-si', 'T03')).status).toBe(200)
    const { items } = (await api.ask('GET', '/api/programmes/nho/events', { as: 'thu-ky' })).body
    expect(items).toContainEqual(
      expect.objectContaining({
        thing: 'TARGET#nho_T03',
        type: 'targetOwnerNamed',
        data: expect.objectContaining({ owner: 'so-y-te', document: 'vb-nho' }),
      }),
    )
    const { truth, clock } = api.office
    expect(await verifyTrail({ table: truth, clock }, 'nho')).toMatchObject({ flaws: [] })
  })

  it('may be another one later, on a document entered on the way; the one before enters them no more', async () => {
    const facts = { id: 'qd-12', title: 'Quyết định', number: '12/QĐ', issuedOn: '2014-03-01', issuer: 'thanh-uy' }
    expect(await name('thu-ky', 'so-xay-dung', facts, 'T01')).toMatchObject({ body: { owner: 'so-xay-dung' } })
    expect((await enter({}, 'bac-si')).body.code).toBe('not-allowed')
    expect((await enter({}, 'ky-su')).status).toBe(200)
  })

  it.each([
    ['an agency that nobody knows', 'thu-ky', 'so-la', 'vb-nho', 422, 'unknown-agency'],
    ['a document that nobody entered', 'thu-ky', 'so-xay-dung', 'khong-co', 422, 'unknown-document'],
    ['whom it has already', 'thu-ky', 'so-y-te', 'vb-nho', 409, 'nothing-to-change'],
    ['by an agency for itself', 'bac-si', 'so-y-te', 'vb-nho', 403, 'not-allowed'],
    ['by an evaluator', 'danh-gia', 'so-xay-dung', 'vb-nho', 403, 'not-allowed'],
  ])('is not %s', async (_, as, owner, document, status, code) => {
    const before = api.written.length
    expect(await name(as, owner, document, 'T01')).toMatchObject({ status, body: { code } })
    expect(api.written.slice(before)).toEqual([])
  })
})
