import { beforeEach, describe, expect, it } from 'vitest'
import { aFile } from '../office.ts'
import { anAgency, tinyProgramme } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

/** Works in the office, and in the department that leads the task. */
const twoHats = aPerson('hai-vai', ['secretariat', 'department'], 'van-phong', 'so-y-te')

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice({ more: [twoHats] })
})

const task = '/api/tasks/nho_once'
const evidence = [{ title: 'Đề án', number: '12/ĐA-SYT', issuedOn: '2013-01-04', level: 'Thành ủy' }]
const notice = {
  id: 'tb-01',
  title: 'Thông báo kết luận',
  number: '5-TB/TU',
  issuedOn: '2013-01-07',
  issuer: 'thanh-uy',
}

async function done(as: string, path: string, body?: object, headers?: { [name: string]: string }) {
  const answer = await api.ask('POST', path, { as, ...(body ? { body } : {}), ...(headers ? { headers } : {}) })
  expect({ path, status: answer.status, problem: answer.status < 300 ? undefined : answer.body }).toEqual({
    path,
    status: 200,
    problem: undefined,
  })
  return answer.body
}

async function refusal(as: string, path: string, body?: object) {
  const before = api.written.length
  const { status, body: problem } = await api.ask('POST', path, { as, ...(body ? { body } : {}) })
  expect(api.written.slice(before)).toEqual([])
  expect(problem.detail).toMatch(/^\p{Lu}.*\.$/su)
  return [status, problem.code]
}

describe('the lead', () => {
  it('is seen to have opened the task, and tells where the work stands', async () => {
    expect(await done('bac-si', `${task}/seen`)).toMatchObject({ seenOn: '2013-01-07' })
    expect(await refusal('bac-si', `${task}/seen`)).toEqual([409, 'nothing-to-change'])
    const body = { text: 'Đã xong dự thảo', difficulty: 'Thiếu kinh phí' }
    expect(await done('bac-si', `${task}/progress`, body)).toMatchObject({ progress: { on: '2013-01-07', ...body } })
  })

  it('asks a cooperating agency for its part by a day, gives its own phòng another, and both are answered', async () => {
    const asked = { holder: { agency: 'so-xay-dung' }, what: 'Số liệu nhà ở', dueOn: '2013-02-01' }
    const { parts } = await done('bac-si', `${task}/parts`, asked)
    expect(parts).toMatchObject([{ ...asked, askedOn: '2013-01-07' }])
    const own = { holder: { agency: 'so-y-te', unit: 'Phòng Nghiệp vụ' }, what: 'Dự thảo', dueOn: '2013-02-15' }
    const two = await done('bac-si', `${task}/parts`, own)
    const [first, second] = two.parts.map(({ id }: { id: string }) => `${task}/parts/${id}/answer`)
    expect(await refusal('ky-su', second, { text: 'Đã gửi' })).toEqual([403, 'not-your-part'])
    await done('ky-su', first, { text: 'Đã gửi kèm công văn' })
    expect(await refusal('ky-su', first, { text: 'Lại gửi' })).toEqual([409, 'part-already-answered'])
    const answered = await done('bac-si', second, { text: 'Xong' })
    expect(answered.parts.map(({ answer }: { answer: object }) => answer)).toEqual([
      { on: '2013-01-07', text: 'Đã gửi kèm công văn' },
      { on: '2013-01-07', text: 'Xong' },
    ])
    // None of it moves the deadline.
    expect(answered.dueOn).toBe('2013-03-29')
  })

  it('hands in a result with its evidence, takes it back, hands it in again, and it is accepted', async () => {
    expect(await done('bac-si', `${task}/results`, { evidence, note: 'Kèm phụ lục' })).toMatchObject({
      state: 'submitted',
      standing: { result: { evidence, note: 'Kèm phụ lục', countsOn: '2013-01-07', by: 'so-y-te' } },
    })
    await done('bac-si', `${task}/results/retraction`, { reason: 'Nhầm bản' })
    await done('bac-si', `${task}/results`, { evidence })
    expect(await done('thu-ky', `${task}/results/acceptance`, { remark: 'Đạt yêu cầu' })).toMatchObject({
      state: 'done',
      class: 'doneOnTime',
      standing: { acceptedOn: '2013-01-07', remark: 'Đạt yêu cầu' },
    })
  })

  it('asks for more time, which its giver decides: in a meeting first, the paper later', async () => {
    const asked = await done('bac-si', `${task}/extension-requests`, { wanted: '2013-05-31', reason: 'Chờ ý kiến' })
    expect(asked).toMatchObject({ asks: 'extension', extensionAsked: { timing: 'inTime', by: 'so-y-te' } })
    const decision = { grant: '2013-04-30', reason: 'Đồng ý một tháng' }
    const decided = await done('lanh-dao', `${task}/extension-requests/decision`, decision)
    expect(decided).toMatchObject({ dueOn: '2013-04-30', originalDueOn: '2013-03-29' })
    expect(decided.extensions[0].document).toBeUndefined()
    const supplied = await done('thu-ky', `${task}/extensions/document`, { document: notice })
    expect(supplied.extensions[0]).toMatchObject({ from: '2013-03-29', to: '2013-04-30', document: 'tb-01' })
    expect((await api.ask('GET', '/api/programmes/nho/documents/tb-01', { as: 'bac-si' })).body).toEqual(notice)
  })

  it('is refused more time with the reason', async () => {
    await done('bac-si', `${task}/extension-requests`, { wanted: '2013-05-31', reason: 'Chờ ý kiến' })
    const decided = await done('lanh-dao', `${task}/extension-requests/decision`, {
      grant: null,
      reason: 'Không đủ căn cứ',
      document: 'vb-nho',
    })
    expect(decided).toMatchObject({ dueOn: '2013-03-29', extensionRefused: { reason: 'Không đủ căn cứ' } })
  })

  it('is decided about as the office proposed, which stands beside the question with its reason and its document', async () => {
    await done('bac-si', `${task}/extension-requests`, { wanted: '2013-05-31', reason: 'Chờ ý kiến' })
    const proposes = { about: 'extension', grant: '2013-04-30', document: notice }
    const advice = { proposes, reason: 'Một tháng là đủ' }
    expect(await refusal('bac-si', `${task}/advice`, advice)).toEqual([403, 'not-allowed'])
    const said = { proposes: { ...proposes, document: 'tb-01' }, reason: 'Một tháng là đủ', by: 'van-phong' }
    expect(await done('thu-ky', `${task}/advice`, advice)).toMatchObject({ advice: [said], dueOn: '2013-03-29' })
    // It is for the leader: whoever asked reads the decision.
    expect((await api.ask('GET', task, { as: 'bac-si' })).body.advice).toEqual([])
    const told = async (as: string) => {
      const { items } = (await api.ask('GET', `${task}/events`, { as })).body
      return items.map(({ type }: { type: string }) => type).includes('advised')
    }
    expect([await told('bac-si'), await told('lanh-dao')]).toEqual([false, true])
    const decisions = await api.ask('GET', '/api/agencies/thanh-uy/decisions', { as: 'lanh-dao' })
    expect(decisions.body).toMatchObject({ items: [{ task: { id: 'nho_once' }, advice: [said] }] })
    const decision = { grant: '2013-04-30', reason: 'Một tháng là đủ', document: 'tb-01' }
    expect(await done('lanh-dao', `${task}/extension-requests/decision`, decision)).toMatchObject({
      dueOn: '2013-04-30',
      advice: [],
    })
    expect(await refusal('thu-ky', `${task}/advice`, advice)).toEqual([409, 'no-extension-asked'])
  })

  it('says that the task is another’s, and is answered on a document', async () => {
    await done('bac-si', `${task}/dispute`, { reason: 'Thuộc Sở Xây dựng', proposed: 'so-xay-dung' })
    const answer = { lead: 'so-xay-dung', reason: 'Đúng chức năng', document: notice }
    expect(await done('lanh-dao', `${task}/dispute/answer`, answer)).toMatchObject({
      lead: 'so-xay-dung',
      cooperating: [],
    })
  })
})

it('a body whose office works for it is acted for by that office, which does not accept what it handed in', async () => {
  const committee = anAgency('uy-ban', { office: 'vp-uy-ban' })
  const { agencies, assignments } = tinyProgramme()
  api = await apiOffice(
    { more: [aPerson('van-phong-uy-ban', 'secretariat', 'vp-uy-ban')] },
    tinyProgramme({
      agencies: [...agencies, committee, anAgency('vp-uy-ban')],
      assignments: assignments.map((one) => (one.id === 'once' ? { ...one, lead: committee.id } : one)),
    }),
  )
  expect(await done('van-phong-uy-ban', `${task}/progress`, { text: 'Đã xong dự thảo' })).toMatchObject({
    progress: { text: 'Đã xong dự thảo' },
  })
  expect(await done('van-phong-uy-ban', `${task}/results`, { evidence })).toMatchObject({
    standing: { result: { by: 'vp-uy-ban' } },
  })
  expect(await refusal('van-phong-uy-ban', `${task}/results/acceptance`, {})).toEqual([403, 'not-allowed'])
  await done('thu-ky', `${task}/results/acceptance`, {})
})

it('an office that works for the lead and for the giver leaves what it handed in to the giver', async () => {
  const { agencies, assignments } = tinyProgramme()
  const committee = anAgency('uy-ban', { office: 'van-phong' })
  const led = assignments.map((one) => (one.id === 'once' ? { ...one, lead: committee.id } : one))
  api = await apiOffice({}, tinyProgramme({ agencies: [...agencies, committee], assignments: led }))
  await done('thu-ky', `${task}/results`, { evidence })
  expect(await refusal('thu-ky', `${task}/results/acceptance`, {})).toEqual([403, 'own-result'])
  await done('lanh-dao', `${task}/results/acceptance`, {})
})

describe('the side that gave it', () => {
  it('returns a result with the reason, and opens again what was done', async () => {
    await done('bac-si', `${task}/results`, { evidence })
    expect(await done('thu-ky', `${task}/results/return`, { reason: 'Thiếu dự toán' })).toMatchObject({
      state: 'open',
      standing: { returned: { reason: 'Thiếu dự toán' } },
    })
    await done('bac-si', `${task}/results`, { evidence })
    await done('lanh-dao', `${task}/results/acceptance`, {})
    const again = await done('thu-ky', `${task}/reopening`, { reason: 'Phải bổ sung', dueOn: '2013-05-31' })
    expect(again).toMatchObject({ state: 'open', dueOn: '2013-05-31', standing: { reopened: { on: '2013-01-07' } } })
  })

  it('amends by a document that is entered on the way, or one entered before', async () => {
    const change = { lead: 'so-xay-dung', cooperating: [{ agency: 'so-y-te', part: 'Số liệu' }], dueOn: '2013-06-28' }
    expect(await done('thu-ky', `${task}/amendment`, { document: notice, change })).toMatchObject({
      lead: 'so-xay-dung',
      cooperating: [{ agency: 'so-y-te', part: 'Số liệu' }],
      dueOn: '2013-06-28',
      basis: 'tb-01',
    })
    const product = { document: 'tb-01', change: { product: 'Đề án và dự toán' } }
    expect(await done('thu-ky', `${task}/amendment`, product)).toMatchObject({ product: 'Đề án và dự toán' })
  })

  it('directs, in the system or by a bút phê that the office enters; the deadline stays', async () => {
    await done('lanh-dao', `${task}/directions`, { text: 'Khẩn trương hoàn thành' })
    const paper = { arrivalNumber: '45', arrivedOn: '2013-01-04' }
    expect(await done('thu-ky', `${task}/directions/on-paper`, { ...paper, text: 'Báo cáo trước 15/2' })).toMatchObject(
      {
        dueOn: '2013-03-29',
        directions: [
          { on: '2013-01-07', text: 'Khẩn trương hoàn thành', by: 'thanh-uy' },
          { on: '2013-01-04', text: 'Báo cáo trước 15/2', onPaper: paper },
        ],
      },
    )
    const unknown = { ...paper, files: ['khong-co'], text: 'Làm ngay' }
    expect(await refusal('thu-ky', `${task}/directions/on-paper`, unknown)).toEqual([422, 'unknown-file'])
    expect(await refusal('thu-ky', `${task}/directions`, { text: 'Làm ngay' })).toEqual([403, 'not-allowed'])
    expect(await refusal('bac-si', `${task}/directions`, { text: 'Làm ngay' })).toEqual([403, 'not-allowed'])
  })

  it('stops it by a document', async () => {
    const body = { document: notice, reason: 'Có văn bản thay thế' }
    expect(await done('lanh-dao', `${task}/withdrawal`, body)).toMatchObject({
      state: 'withdrawn',
      standing: { how: 'withdrawn', document: 'tb-01', reason: 'Có văn bản thay thế' },
    })
  })

  it('puts right what was entered wrongly and keeps both values', async () => {
    const body = { field: 'dueOn', is: '2013-03-28', reason: 'Ghi nhầm ngày' }
    expect(await done('thu-ky', `${task}/corrections`, body)).toMatchObject({
      dueOn: '2013-03-28',
      corrections: [{ ...body, was: '2013-03-29', on: '2013-01-07' }],
    })
  })

  it('records what came on paper, from its day; the agency may object to it', async () => {
    const paper = { arrivalNumber: '123', arrivedOn: '2013-01-04', files: [await aFile(api.office, 'ban-quet')] }
    const asked = { ...paper, wanted: '2013-05-31', reason: 'Chờ ý kiến' }
    expect(await done('thu-ky', `${task}/extension-requests/on-paper`, asked)).toMatchObject({
      extensionAsked: { askedOn: '2013-01-04', by: 'so-y-te', onPaper: paper },
    })
    expect(await done('thu-ky', `${task}/results/on-paper`, { ...paper, evidence })).toMatchObject({
      standing: { result: { by: 'so-y-te', onPaper: paper, countsOn: '2013-01-04', enteredOn: '2013-01-07' } },
    })
    expect(await done('bac-si', `${task}/results/objection`, { reason: 'Không phải của Sở' })).toMatchObject({
      standing: { result: { onHold: { reason: 'Không phải của Sở' } } },
    })
  })

  it('looks at a condition again, and gives the work its deadline once it is met', async () => {
    const conditional = '/api/tasks/nho_conditional'
    const review = { reviewOn: '2013-12-31', reason: 'Nghị định chưa ban hành' }
    expect(await done('thu-ky', `${conditional}/condition/review`, review)).toMatchObject({
      standing: { reviewOn: '2013-12-31' },
    })
    const met = { document: notice, dueOn: '2013-06-28' }
    expect(await done('thu-ky', `${conditional}/condition/fulfilment`, met)).toMatchObject({
      state: 'open',
      dueOn: '2013-06-28',
      basis: 'tb-01',
    })
  })
})

describe('refused with its code and its sentence, and nothing written', () => {
  const asked = { wanted: '2013-05-31', reason: 'Chờ ý kiến' }
  it.each<[who: string, what: string, body: object, status: number, code: string]>([
    ['thu-ky', 'progress', { text: 'Xong' }, 403, 'not-allowed'],
    ['thu-ky', 'results', { evidence }, 403, 'not-allowed'],
    ['ky-su', 'results', { evidence }, 403, 'not-allowed'],
    ['bac-si', 'results', { evidence: [] }, 422, 'no-evidence'],
    ['bac-si', 'results', { evidence: [{ title: 'Đề án', issuedOn: '2013-02-01' }] }, 422, 'evidence-after-entry'],
    ['bac-si', 'results/retraction', { reason: 'Nhầm' }, 409, 'task-not-submitted'],
    ['bac-si', 'results/objection', { reason: 'Không phải' }, 409, 'task-not-submitted'],
    ['bac-si', 'results/acceptance', {}, 403, 'not-allowed'],
    ['bac-si', 'results/on-paper', { arrivalNumber: '1', arrivedOn: '2013-01-07', evidence }, 403, 'not-allowed'],
    ['thu-ky', 'results/on-paper', { arrivalNumber: '1', arrivedOn: '2013-01-08', evidence }, 422, 'arrival-in-future'],
    ['thu-ky', 'results/acceptance', {}, 409, 'task-not-submitted'],
    ['thu-ky', 'results/return', { reason: 'Thiếu' }, 409, 'task-not-submitted'],
    ['lanh-dao', 'extension-requests', asked, 403, 'not-allowed'],
    ['bac-si', 'extension-requests', { ...asked, wanted: '2013-03-29' }, 422, 'extension-not-later'],
    ['bac-si', 'extension-requests', { ...asked, wanted: '9999-12-31' }, 422, 'malformed-request'],
    ['lanh-dao', 'extension-requests/decision', { grant: null, reason: 'Không' }, 409, 'no-extension-asked'],
    ['thu-ky', 'extensions/document', { document: 'vb-nho' }, 409, 'no-document-awaited'],
    ['bac-si', 'dispute', { reason: 'Nhầm', proposed: 'khong-co' }, 422, 'unknown-agency'],
    ['thu-ky', 'dispute/answer', { lead: 'so-y-te', reason: 'Giữ', document: 'vb-nho' }, 409, 'no-dispute'],
    ['bac-si', 'amendment', { document: 'vb-nho', change: { product: 'Khác' } }, 403, 'not-allowed'],
    ['thu-ky', 'amendment', { document: 'khong-co', change: { product: 'Khác' } }, 422, 'unknown-document'],
    ['thu-ky', 'amendment', { document: 'vb-nho', change: { lead: 'khong-co' } }, 422, 'unknown-agency'],
    ['thu-ky', 'amendment', { document: 'vb-nho', change: {} }, 409, 'nothing-to-change'],
    [
      'thu-ky',
      'amendment',
      { document: 'vb-nho', change: { cooperating: [{ agency: 'so-y-te' }] } },
      422,
      'lead-also-cooperates',
    ],
    ['thu-ky', 'amendment', { document: { ...notice, issuer: 'khong-co' }, change: {} }, 422, 'unknown-agency'],
    ['thu-ky', 'reopening', { reason: 'Bổ sung' }, 409, 'task-not-done'],
    ['thu-ky', 'corrections', { field: 'dueOn', is: '2013-03-29', reason: 'Nhầm' }, 409, 'nothing-to-change'],
    ['thu-ky', 'condition/review', { reviewOn: '2013-12-31', reason: 'Chờ' }, 409, 'task-not-conditional'],
    ['danh-gia', 'results/acceptance', {}, 403, 'not-allowed'],
    ['quan-tri', 'withdrawal', { document: 'vb-nho', reason: 'Dừng' }, 403, 'not-allowed'],
    [
      'bac-si',
      'parts',
      { holder: { agency: 'thanh-uy' }, what: 'Số liệu', dueOn: '2013-02-01' },
      422,
      'not-cooperating',
    ],
    ['bac-si', 'parts/khong-co/answer', { text: 'Đã gửi' }, 422, 'unknown-part'],
  ])('%s: %s %j', async (who, what, body, status, code) => {
    expect(await refusal(who, `${task}/${what}`, body)).toEqual([status, code])
  })

  it('a correction of what cannot be corrected says so', async () => {
    const body = { field: 'lead', is: 'so-y-te', reason: 'Nhầm' }
    const { errors } = (await api.ask('POST', `${task}/corrections`, { as: 'thu-ky', body })).body
    expect(errors).toMatchObject([{ path: 'field', sentence: expect.stringContaining('(mục được đính chính)') }])
  })

  it('whoever wears the hat of the lead too accepts nothing and decides nothing', async () => {
    await done('bac-si', `${task}/extension-requests`, asked)
    await done('bac-si', `${task}/results`, { evidence })
    expect(await refusal('hai-vai', `${task}/results/acceptance`, {})).toEqual([403, 'own-result'])
    expect(await refusal('hai-vai', `${task}/extension-requests/decision`, { grant: null, reason: 'Không' })).toEqual([
      403,
      'own-request',
    ])
    expect(await refusal('hai-vai', `${task}/withdrawal`, { document: 'vb-nho', reason: 'Dừng' })).toEqual([
      403,
      'own-work',
    ])
  })

  it('a task that is not there, or not theirs to see, is not found, whatever is asked of it', async () => {
    expect(await refusal('bac-si', '/api/tasks/khong-co/progress', { text: 'Xong' })).toEqual([404, 'not-found'])
    expect(await refusal('bac-si', '/api/tasks/nho_conditional/progress', { text: 'Xong' })).toEqual([404, 'not-found'])
  })

  it('what was changed since it was read', async () => {
    const { headers } = await api.ask('GET', task, { as: 'bac-si' })
    const read = { 'if-match': headers['etag'] ?? '' }
    await done('bac-si', `${task}/progress`, { text: 'Đã xong dự thảo' }, read)
    const answer = await api.ask('POST', `${task}/results`, { as: 'bac-si', body: { evidence }, headers: read })
    expect([answer.status, answer.body.code]).toEqual([412, 'changed-meanwhile'])
  })
})
