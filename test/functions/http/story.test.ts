/**
 * The first fifteen months of one programme, through the API alone: it is launched, its plan gives the work, the work is
 * done, late or carried over, a yearly report is gathered and a mid-term evaluation sealed. A round runs every morning
 * of a working week.
 */
import { expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import { evaluation, plan, yearlyReport } from '../steps/cycleProgrammes.ts'
import { anAgency, anAssignment } from '../tinyProgramme.ts'
import { begunApi, type CycleApi } from './cycleApi.ts'

const finance = anAgency('so-tai-chinh', { name: 'Sở Tài chính' })

/** The plan is to give two clauses that are nobody's yet; the building department has one task from the start. */
function programme(): Programme {
  const first = plan()
  return {
    ...first,
    sections: [
      { id: 'I', title: 'Nhiệm vụ' },
      { id: 'I.1', title: 'Nhiệm vụ cụ thể' },
    ],
    targets: evaluation().targets.map((one) => ({ ...one, by: '2014-12-31' as const })),
    assignments: [
      ...first.assignments,
      ...[yearlyReport(), evaluation()].flatMap(({ assignments }) => assignments.slice(0, 1)),
      anAssignment('y-te'),
      anAssignment('ngan-sach', { clause: 'I.1-02' }),
    ],
  }
}

const annex = {
  document: { id: 'ke-hoach', title: 'Kế hoạch', number: null, issuedOn: null, issuer: 'ban-can-su' },
  agencies: [finance],
  assignments: [
    anAssignment('y-te', {
      lead: 'so-y-te',
      basis: 'ke-hoach',
      schedule: { kind: 'once', dueOn: '2013-06-28', bound: 'by' },
    }),
    anAssignment('ngan-sach', {
      clause: 'I.1-02',
      lead: 'so-tai-chinh',
      basis: 'ke-hoach',
      schedule: { kind: 'once', dueOn: '2014-03-31', bound: 'by' },
    }),
  ],
}

const evidence = [{ title: 'Đề án', number: '5/ĐA', issuedOn: '2013-06-20' }]

/** The finance department goes on in another body, which begins with the merger. */
const merger = {
  document: {
    id: 'qd-7',
    title: 'Quyết định sáp nhập',
    number: '7/QĐ-UBND',
    issuedOn: '2014-02-20',
    issuer: 'thanh-uy',
  },
  on: '2014-03-03',
  successors: [{ agency: 'so-ke-hoach' }],
  agencies: [anAgency('so-ke-hoach', { name: 'Sở Kế hoạch và Tài chính' })],
}

/** What was answered with success. */
async function done(answer: ReturnType<CycleApi['get']>) {
  const { status, body } = await answer
  expect(status < 300 ? {} : body).toEqual({})
  return body
}

it('a programme is organised from its plan to its evaluation', async () => {
  const api = await begunApi('2013-01-04', programme().agencies)
  const get = (as: string, path: string) => done(api.get(as, path))
  const post = (as: string, path: string, body?: unknown) => done(api.post(as, path, body))
  async function through(last: CalendarDate): Promise<void> {
    let day = (await get('thu-ky', '/api/clock')).today as CalendarDate
    while (day < last) {
      day = addDays(day, 1)
      if (new Date(day).getUTCDay() % 6 !== 0) await api.round(day)
    }
    await api.advanceTo(last)
  }

  // The programme is taken into force.
  const { id: launch } = await post('thu-ky', '/api/launches', { programme: programme() })
  await api.letRun()
  expect(await get('thu-ky', `/api/launches/${launch}`)).toMatchObject({
    state: 'done',
    outcome: { programme: 'nho', on: '2013-01-04' },
  })

  // The plan: drafted, consulted on with one silent, returned once, issued; its annex gives the work.
  await through('2013-01-14')
  const planAt = '/api/cycles/nho_R05'
  await done(api.put('bcs', `${planAt}/annex`, annex))
  await post('bcs', `${planAt}/drafts`, { draft: { title: 'Dự thảo' }, consultUntil: '2013-01-25' })
  await post('bac-si', '/api/contributions/nho_R05_g1_so-y-te/content', { rows: [], text: 'Thống nhất', evidence: [] })
  await through('2013-01-28')
  expect((await get('bcs', planAt)).silent).toEqual(['so-tai-chinh'])
  await post('thu-ky', `${planAt}/drafts/return`, { reason: 'Chưa có lộ trình' })
  await post('bcs', `${planAt}/drafts`, { draft: { title: 'Dự thảo lần hai' } })
  await through('2013-02-18')
  await post('thu-ky', `${planAt}/drafts/acceptance`)
  const issued = { title: 'Kế hoạch', number: '12/KH-UBND', issuedOn: '2013-02-20', signer: 'Chủ tịch' }
  await through('2013-02-20')
  await post('bcs', `${planAt}/issue`, { document: issued })
  expect(await get('thu-ky', planAt)).toMatchObject({
    outcome: 'issued',
    document: issued,
    silent: ['so-tai-chinh', 'so-y-te'],
  })
  expect(await get('bac-si', '/api/tasks/nho_y-te')).toMatchObject({ lead: 'so-y-te', basis: 'ke-hoach' })
  const positions = [{ agency: 'so-tai-chinh', title: 'Chuyên viên', from: '2013-02-20' }]
  const accountant = { name: 'Kế toán', mailbox: 'ke-toan@example.com', roles: ['department'], positions }
  await done(api.put('quan-tri', '/api/people/ke-toan', accountant))
  expect(await get('ke-toan', '/api/tasks/nho_ngan-sach')).toMatchObject({ lead: 'so-tai-chinh', class: 'openInTime' })

  // A result is returned, handed in again and accepted.
  await through('2013-06-24')
  await post('bac-si', '/api/tasks/nho_y-te/results', { evidence })
  await post('thu-ky', '/api/tasks/nho_y-te/results/return', { reason: 'Thiếu dự toán' })
  await post('bac-si', '/api/tasks/nho_y-te/results', { evidence })
  await post('thu-ky', '/api/tasks/nho_y-te/results/acceptance', {})
  expect(await get('bac-si', '/api/tasks/nho_y-te')).toMatchObject({ class: 'doneOnTime' })

  // An extension is asked for after the deadline, and decided; then a letter comes, and the office enters it.
  await through('2013-11-04')
  const houses = '/api/tasks/nho_lam-nha'
  const asked = await post('ky-su', `${houses}/extension-requests`, { wanted: '2013-12-16', reason: 'Chờ vốn' })
  expect(asked).toMatchObject({ class: 'openLate', extensionAsked: { timing: 'afterDue' } })
  const decision = { grant: '2013-12-16', reason: 'Đồng ý', document: 'vb-nho' }
  expect(await post('lanh-dao', `${houses}/extension-requests/decision`, decision)).toMatchObject({
    class: 'openInTime',
    originalDueOn: '2013-10-31',
  })

  // The evaluation at mid-term, on the figures of 31/10, while the yearly report is gathered.
  const evaluationAt = '/api/cycles/nho_R08_giua-ky'
  await through('2013-11-11')
  expect(await get('danh-gia', evaluationAt)).toMatchObject({ stage: 'judging' })
  for (const target of ['T01', 'T02']) {
    const opinion = { verdict: 'not-enough-data', reason: 'Chưa có số liệu' }
    await done(api.put('danh-gia', `${evaluationAt}/opinions/${target}`, opinion))
  }
  await post('danh-gia', `${evaluationAt}/recommendations`, { text: 'Giao cơ quan công bố số liệu' })
  await post('danh-gia', `${evaluationAt}/conclusion`)
  expect(await api.post('danh-gia', `${evaluationAt}/seal`, { withMissing: true })).toMatchObject({ status: 403 })
  await post('thuong-truc', `${evaluationAt}/seal`, { withMissing: true })
  expect(await get('danh-gia', evaluationAt)).toMatchObject({ outcome: 'sealed', evaluation: { revision: 1 } })

  // The report: one agency in time, one late, one silent.
  const reportAt = '/api/cycles/nho_R11_2013'
  const sends = (as: string, agency: string) =>
    post(as, `/api/contributions/nho_R11_2013_g1_${agency}/content`, {
      rows: [{ clause: 'I.1-01', text: 'Đã thực hiện' }],
      evidence: [],
    })
  await sends('bac-si', 'so-y-te')
  await through('2013-12-09')
  expect(await sends('ky-su', 'so-xay-dung')).toMatchObject({ state: 'late', inTime: false })
  expect((await get('bcs', reportAt)).silent).toEqual(['so-tai-chinh', 'so-xay-dung'])
  await post('bcs', `${reportAt}/asking-again`, {})
  const paper = { arrivalNumber: '301', arrivedOn: '2013-12-13', evidence }
  await through('2013-12-17')
  expect(await post('thu-ky', `${houses}/results/on-paper`, paper)).toMatchObject({
    standing: { result: { countsOn: '2013-12-13' } },
  })
  await post('thu-ky', `${houses}/results/acceptance`, {})
  const document = { title: 'Báo cáo năm 2013', number: '15-BC/BCS', issuedOn: '2013-12-17', signer: 'Bí thư' }
  await post('bcs', `${reportAt}/reports`, { document })
  await post('thuong-truc', `${reportAt}/reports/return`, { reason: 'Thiếu số liệu nhà ở' })
  await post('bcs', `${reportAt}/reports`, { document })
  await through('2013-12-20')
  await post('van-thu', `${reportAt}/reports/receipt/on-paper`, { arrivalNumber: '88', arrivedOn: '2013-12-19' })
  expect(await get('bcs', reportAt)).toMatchObject({ outcome: 'received', receipt: { on: '2013-12-19' } })

  // Official figures come, and the evaluation is revised once.
  await through('2014-02-10')
  const figure = {
    period: { asOf: '2013-10-31' },
    value: 86,
    kind: 'official',
    source: 'Cục Thống kê',
    sourceDate: '2014-02-03',
  }
  await post('bac-si', '/api/programmes/nho/targets/T01/observations', figure)
  await api.advanceTo('2014-02-10', '15:00')
  await post('danh-gia', `${evaluationAt}/revisions`, { reason: 'Có số liệu chính thức' })
  await done(api.put('kiem-tra', `${evaluationAt}/opinions/T01`, { verdict: 'met', reason: 'Theo số chính thức' }))
  await post('danh-gia', `${evaluationAt}/conclusion`)
  await post('thuong-truc', `${evaluationAt}/seal`, { withMissing: true })
  expect(await get('danh-gia', evaluationAt)).toMatchObject({
    outcome: 'sealed',
    evaluation: {
      revision: 2,
      sealedBy: 'thuong-truc',
      targets: [{ lacking: false, opinion: { by: 'kiem-tra' } }, { lacking: true }],
      sealedWithout: ['T02'],
    },
  })
  expect((await get('bac-si', '/api/programmes/nho/proposals')).items).toHaveLength(1)

  // The finance department is merged: its people hand in for the body that took over its work, and its past stays.
  await through('2014-03-03')
  const merged = '/api/agencies/so-tai-chinh/reorganisation'
  const { moves, people } = await post('thu-ky', `${merged}/preview`, merger)
  expect(await post('thu-ky', merged, merger)).toEqual({ moved: moves.length })
  expect(people).toMatchObject([{ person: 'ke-toan', to: 'so-ke-hoach' }])
  const budget = '/api/tasks/nho_ngan-sach'
  expect(await get('ke-toan', budget)).toMatchObject({ lead: 'so-ke-hoach', class: 'openInTime' })
  expect((await get('bcs', reportAt)).silent).toEqual(['so-tai-chinh', 'so-xay-dung'])
  await through('2014-03-24')
  await post('ke-toan', `${budget}/results`, { evidence })
  await post('thu-ky', `${budget}/results/acceptance`, {})
  expect(await get('thu-ky', budget)).toMatchObject({ class: 'doneOnTime', lead: 'so-ke-hoach' })
  await through('2014-03-31')

  const { items } = await get('lanh-dao', '/api/programmes/nho/cycles')
  expect(items.map(({ id, outcome }: { id: string; outcome?: string }) => [id, outcome])).toEqual([
    ['nho_R05', 'issued'],
    ['nho_R11_2013', 'received'],
    ['nho_R08_giua-ky', 'sealed'],
    ['nho_R11_2014', undefined],
  ])
  for (const trail of ['nho', '.office']) {
    const proof = await post('lanh-dao', `/api/programmes/${trail}/verification`, {})
    expect(proof).toMatchObject({ flaws: [], anchor: expect.any(String) })
  }
  expect(await api.failures()).toEqual([])
  expect(api.faults).toEqual([])
})
