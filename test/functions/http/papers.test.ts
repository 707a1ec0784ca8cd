import { beforeEach, describe, expect, it } from 'vitest'
import { wordText } from '../../../functions/reading/wordText.ts'
import { yearlyReport } from '../steps/cycleProgrammes.ts'
import { anAssignment, due } from '../tinyProgramme.ts'
import { type CycleApi, cycleApi } from './cycleApi.ts'

const cycle = '/api/papers/cycles/nho_R11_2013/report'

describe('the report of a cycle', () => {
  let api: CycleApi
  beforeEach(async () => {
    const programme = yearlyReport()
    const late = anAssignment('tre', { lead: 'so-y-te', clause: 'I.1-02', schedule: due('2013-10-31') })
    const standing = anAssignment('kham-benh', {
      lead: 'so-y-te',
      kind: 'continuous',
      schedule: { kind: 'continuous' },
    })
    api = await cycleApi('2013-10-14', { ...programme, assignments: [...programme.assignments, standing, late] })
    await api.round('2013-10-21')
    const rows = [{ clause: 'I.1-01', text: 'Đã khám cho 1.200 lượt người' }]
    await api.post('bac-si', '/api/contributions/nho_R11_2013_g1_so-y-te/content', { rows, evidence: [] })
    await api.advanceTo('2013-12-18')
  })

  it('is a Word file that says what was frozen, what the agencies sent, who was silent, and what is late', async () => {
    const answer = await api.get('bcs', cycle)
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.headers['content-disposition']).toMatch(/filename="BaoCao_1-CTrHD_TU_2013-11-30\.docx"/)
    const text = wordText(answer.body) ?? ''
    for (const said of [
      'BÁO CÁO',
      'số liệu chốt đến hết ngày 30/11/2013',
      'Đã khám cho 1.200 lượt người',
      'CƠ QUAN CHƯA GỬI BÁO CÁO',
      'Sở Xây dựng',
      'Nhiệm vụ chưa hoàn thành, quá hạn',
      '31/10/2013',
    ])
      expect(text).toContain(said)
  })

  it('is in the form that is asked for', async () => {
    const [party, state] = await Promise.all(
      ['party', 'state'].map(async (form) => wordText((await api.get('bcs', cycle, { form })).body) ?? ''),
    )
    expect(party).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
    expect(state).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(await api.get('bcs', cycle, { form: 'khac' })).toMatchObject({ status: 400 })
  })

  it('shows what others sent to nobody who may not read it', async () => {
    expect(await api.get('bac-si', cycle)).toMatchObject({ status: 403 })
  })
})

describe('the report of any span of days', () => {
  const programme = '/api/papers/programmes/nho/report'

  it('is refused for days that have not come, for a span that ends before it begins, and for an unknown programme', async () => {
    const api = await cycleApi('2013-10-14', yearlyReport())
    const asked = (from: string, to: string, path = programme) => api.get('thu-ky', path, { from, to })
    expect(await asked('2013-01-01', '2013-10-14')).toMatchObject({ status: 200 })
    expect((await asked('2013-01-01', '2013-10-15')).body).toMatchObject({ code: 'day-ahead' })
    expect((await asked('2013-02-01', '2013-01-31')).body).toMatchObject({ code: 'period-backwards' })
    expect(await asked('2013-01-01', '2013-01-31', programme.replace('nho', 'khong-co'))).toMatchObject({ status: 404 })
  })
})

describe('the letter about late work', () => {
  it('names what is late on its day, and is refused where nothing is and for a day that has passed', async () => {
    const programme = yearlyReport()
    const late = anAssignment('tre', { lead: 'so-y-te', clause: 'I.1-02', schedule: due('2013-10-31') })
    const api = await cycleApi('2013-10-31', { ...programme, assignments: [...programme.assignments, late] })
    const asked = (reportBy: string) =>
      api.get('thu-ky', '/api/papers/programmes/nho/dunning', { agency: 'so-y-te', reportBy })
    expect((await asked('2013-11-08')).body).toMatchObject({ code: 'nothing-late' })
    await api.advanceTo('2013-11-01')
    const letter = await asked('2013-11-08')
    expect(letter.headers['content-disposition']).toContain('CongVan-DonDoc_1-CTrHD_TU_2013-11-01.docx')
    expect(wordText(letter.body)).toContain('Kính gửi: Sở Y tế')
    expect(await asked('2013-11-01')).toMatchObject({ status: 422, body: { code: 'day-passed' } })
  })
})
