/**
 * What everybody may and may not do, in sentences of the office. They are written from what the office wants, by hand:
 * none is made from the table of access, so that the table cannot agree with itself alone.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { anAgency, anAssignment, tinyProgramme } from '../../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from '../apiOffice.ts'

const people = [
  aPerson('cv-y-te', 'department', 'so-y-te'),
  aPerson('gd-y-te', 'departmentHead', 'so-y-te'),
  aPerson('cv-tai-chinh', 'department', 'so-tai-chinh'),
  aPerson('gd-tai-chinh', 'departmentHead', 'so-tai-chinh'),
  aPerson('cv-xay-dung', 'department', 'so-xay-dung'),
  aPerson('cv-ubnd', 'department', 'ubnd'),
  aPerson('cv-vp', 'secretariat', 'vp-thanh-uy'),
  aPerson('cvp', 'secretariatHead', 'vp-thanh-uy'),
  aPerson('vp-ubnd', 'secretariat', 'vp-ubnd'),
  aPerson('bi-thu', 'leader', 'thanh-uy'),
  aPerson('danh-gia', 'evaluator', 'ubkt'),
  aPerson('kiem-tra', 'inspection', 'ubkt'),
  aPerson('quan-tri', 'administrator', 'vp-thanh-uy'),
  aPerson('hai-mu', ['secretariat', 'department'], 'vp-thanh-uy', 'so-y-te'),
  { ...aPerson('van-thu', ['department', 'secretariat'], 'so-y-te', 'vp-thanh-uy'), shared: true as const },
]

const yTe = '/api/tasks/nho_y-te'
const taiChinh = '/api/tasks/nho_tai-chinh'
const reason = { reason: 'Có lý do' }
const result = { evidence: [{ title: 'Đề án' }] }
const onPaper = { arrivalNumber: '1', arrivedOn: '2013-01-07', ...result }
const more = { wanted: '2013-05-31', ...reason }
const stop = { document: 'vb-nho', ...reason }
const refuse = { grant: null, ...reason }
const release = '/api/people/cv-y-te/release'
const doer = { 'dondoc-doer': encodeURIComponent('Văn thư trực') }

type Fact = readonly [
  sentence: string,
  who: string,
  method: 'GET' | 'POST',
  path: string,
  body: object | undefined,
  answer: string,
]

/** `được`: whatever else may be asked of it, not whether they may. */
const facts: readonly Fact[] = [
  ['Sở Y tế xem được nhiệm vụ của mình', 'cv-y-te', 'GET', yTe, undefined, 'được'],
  ['Sở Y tế không xem được nhiệm vụ của Sở Tài chính', 'cv-y-te', 'GET', taiChinh, undefined, 'không thấy'],
  [
    'Sở Y tế không xem được diễn biến việc của Sở Tài chính',
    'cv-y-te',
    'GET',
    `${taiChinh}/events`,
    undefined,
    'không thấy',
  ],
  ['Giám đốc Sở Y tế cũng không xem được việc của Sở Tài chính', 'gd-y-te', 'GET', taiChinh, undefined, 'không thấy'],
  [
    'Sở Y tế không xem được danh sách việc của Sở Tài chính',
    'cv-y-te',
    'GET',
    '/api/agencies/so-tai-chinh/tasks',
    undefined,
    'không được',
  ],
  [
    'Sở Y tế không xem được danh sách việc của cả chương trình',
    'cv-y-te',
    'GET',
    '/api/programmes/nho/tasks',
    undefined,
    'không được',
  ],
  [
    'Sở Y tế không xem được báo cáo của Sở Tài chính gửi tổng hợp',
    'cv-y-te',
    'GET',
    '/api/agencies/so-tai-chinh/contributions',
    undefined,
    'không được',
  ],
  ['Sở phối hợp xem được nhiệm vụ mình phối hợp', 'cv-xay-dung', 'GET', yTe, undefined, 'được'],
  ['Sở phối hợp không nộp kết quả thay cơ quan chủ trì', 'cv-xay-dung', 'POST', `${yTe}/results`, result, 'không được'],
  [
    'Sở phối hợp không xin gia hạn thay cơ quan chủ trì',
    'cv-xay-dung',
    'POST',
    `${yTe}/extension-requests`,
    more,
    'không được',
  ],
  ['Ủy ban nhân dân cấp trên xem được việc của sở', 'cv-ubnd', 'GET', yTe, undefined, 'được'],
  ['Ủy ban nhân dân cấp trên không nộp kết quả thay sở', 'cv-ubnd', 'POST', `${yTe}/results`, result, 'không được'],
  [
    'Văn phòng của cấp trên không xác nhận kết quả của việc cấp khác giao',
    'vp-ubnd',
    'POST',
    `${yTe}/results/acceptance`,
    {},
    'không được',
  ],
  [
    'Văn phòng của cấp trên không dừng việc do Thành ủy giao',
    'vp-ubnd',
    'POST',
    `${yTe}/withdrawal`,
    stop,
    'không được',
  ],
  ['Sở Y tế nộp được kết quả của mình', 'cv-y-te', 'POST', `${yTe}/results`, result, 'được'],
  ['Giám đốc Sở Y tế nộp được kết quả của Sở', 'gd-y-te', 'POST', `${yTe}/results`, result, 'được'],
  ['Sở Y tế báo cáo được tiến độ', 'cv-y-te', 'POST', `${yTe}/progress`, { text: 'Đang làm' }, 'được'],
  [
    'Sở Tài chính không báo cáo tiến độ thay Sở Y tế',
    'cv-tai-chinh',
    'POST',
    `${yTe}/progress`,
    { text: 'Đang làm' },
    'không thấy',
  ],
  ['Sở Y tế xin gia hạn được việc của mình', 'cv-y-te', 'POST', `${yTe}/extension-requests`, more, 'được'],
  [
    'Sở Y tế không tự quyết định gia hạn',
    'cv-y-te',
    'POST',
    `${yTe}/extension-requests/decision`,
    refuse,
    'không được',
  ],
  ['Sở Y tế không tự xác nhận kết quả của mình', 'cv-y-te', 'POST', `${yTe}/results/acceptance`, {}, 'không được'],
  [
    'Giám đốc Sở Y tế không tự xác nhận kết quả của Sở',
    'gd-y-te',
    'POST',
    `${yTe}/results/acceptance`,
    {},
    'không được',
  ],
  ['Sở Y tế không tự dừng việc của mình', 'cv-y-te', 'POST', `${yTe}/withdrawal`, stop, 'không được'],
  ['Sở Y tế không ghi ý kiến chỉ đạo', 'cv-y-te', 'POST', `${yTe}/directions`, { text: 'Khẩn trương' }, 'không được'],
  ['Sở Y tế không nhập thay chính mình', 'cv-y-te', 'POST', `${yTe}/results/on-paper`, onPaper, 'không được'],
  ['Văn phòng Thành ủy xem được mọi nhiệm vụ', 'cv-vp', 'GET', taiChinh, undefined, 'được'],
  [
    'Văn phòng Thành ủy nhập thay được kết quả gửi bằng giấy',
    'cv-vp',
    'POST',
    `${yTe}/results/on-paper`,
    onPaper,
    'được',
  ],
  ['Văn phòng Thành ủy không nộp kết quả như cơ quan chủ trì', 'cv-vp', 'POST', `${yTe}/results`, result, 'không được'],
  ['Văn phòng Thành ủy xác nhận được kết quả', 'cv-vp', 'POST', `${yTe}/results/acceptance`, {}, 'được'],
  ['Văn phòng Thành ủy trả lại được kết quả', 'cv-vp', 'POST', `${yTe}/results/return`, reason, 'được'],
  [
    'Văn phòng Thành ủy không ghi ý kiến chỉ đạo thay lãnh đạo nếu không có bút phê',
    'cv-vp',
    'POST',
    `${yTe}/directions`,
    { text: 'Khẩn trương' },
    'không được',
  ],
  ['Chánh Văn phòng làm được việc của chuyên viên văn phòng', 'cvp', 'POST', `${yTe}/results/acceptance`, {}, 'được'],
  [
    'Người vừa ở văn phòng vừa ở Sở Y tế không xác nhận kết quả của Sở Y tế',
    'hai-mu',
    'POST',
    `${yTe}/results/acceptance`,
    {},
    'việc của mình',
  ],
  [
    'Người vừa ở văn phòng vừa ở Sở Y tế không quyết định gia hạn cho Sở Y tế',
    'hai-mu',
    'POST',
    `${yTe}/extension-requests/decision`,
    refuse,
    'việc của mình',
  ],
  [
    'Người vừa ở văn phòng vừa ở Sở Y tế không dừng việc của Sở Y tế',
    'hai-mu',
    'POST',
    `${yTe}/withdrawal`,
    stop,
    'việc của mình',
  ],
  [
    'Người ấy vẫn xác nhận được kết quả của Sở Tài chính',
    'hai-mu',
    'POST',
    `${taiChinh}/results/acceptance`,
    {},
    'được',
  ],
  ['Lãnh đạo Thành ủy xem được mọi nhiệm vụ', 'bi-thu', 'GET', taiChinh, undefined, 'được'],
  ['Lãnh đạo Thành ủy ghi được ý kiến chỉ đạo', 'bi-thu', 'POST', `${yTe}/directions`, { text: 'Khẩn trương' }, 'được'],
  ['Lãnh đạo Thành ủy quyết định được gia hạn', 'bi-thu', 'POST', `${yTe}/extension-requests/decision`, refuse, 'được'],
  ['Lãnh đạo Thành ủy không nộp kết quả thay sở', 'bi-thu', 'POST', `${yTe}/results`, result, 'không được'],
  ['Lãnh đạo Thành ủy không đăng ký người dùng', 'bi-thu', 'POST', release, {}, 'không được'],
  ['Người đánh giá xem được mọi nhiệm vụ', 'danh-gia', 'GET', yTe, undefined, 'được'],
  ['Người đánh giá không xác nhận kết quả', 'danh-gia', 'POST', `${yTe}/results/acceptance`, {}, 'không được'],
  [
    'Người đánh giá không điều chỉnh nhiệm vụ',
    'danh-gia',
    'POST',
    `${yTe}/corrections`,
    { field: 'title', is: 'Khác', ...reason },
    'không được',
  ],
  ['Ủy ban Kiểm tra đọc được nhiệm vụ của mọi sở', 'kiem-tra', 'GET', taiChinh, undefined, 'được'],
  [
    'Ủy ban Kiểm tra đọc được nhật ký của chương trình',
    'kiem-tra',
    'GET',
    '/api/programmes/nho/events',
    undefined,
    'được',
  ],
  ['Ủy ban Kiểm tra đọc được thư đã gửi', 'kiem-tra', 'GET', '/api/letters', undefined, 'được'],
  [
    'Ủy ban Kiểm tra đọc được việc chờ lãnh đạo quyết định',
    'kiem-tra',
    'GET',
    '/api/agencies/thanh-uy/decisions',
    undefined,
    'được',
  ],
  ['Ủy ban Kiểm tra không thay đổi nhiệm vụ nào', 'kiem-tra', 'POST', `${yTe}/withdrawal`, stop, 'không được'],
  ['Ủy ban Kiểm tra không nộp kết quả', 'kiem-tra', 'POST', `${yTe}/results`, result, 'không được'],
  ['Người quản trị không đọc nội dung nhiệm vụ', 'quan-tri', 'GET', yTe, undefined, 'không được'],
  [
    'Người quản trị không đọc văn bản của chương trình',
    'quan-tri',
    'GET',
    '/api/programmes/nho/documents',
    undefined,
    'không được',
  ],
  [
    'Người quản trị không đọc nhật ký của nhiệm vụ',
    'quan-tri',
    'GET',
    '/api/trail/task/nho_y-te',
    undefined,
    'không được',
  ],
  ['Người quản trị không dừng nhiệm vụ', 'quan-tri', 'POST', `${yTe}/withdrawal`, stop, 'không được'],
  ['Người quản trị xem được danh sách người dùng', 'quan-tri', 'GET', '/api/people', undefined, 'được'],
  [
    'Sở Y tế không đọc được nhật ký của chương trình',
    'cv-y-te',
    'GET',
    '/api/programmes/nho/events',
    undefined,
    'không được',
  ],
  ['Sở Y tế không xem được danh sách mọi người dùng', 'cv-y-te', 'GET', '/api/people', undefined, 'không được'],
  [
    'Giám đốc Sở Tài chính không cho người của Sở Y tế thôi đảm nhiệm',
    'gd-tai-chinh',
    'POST',
    release,
    {},
    'không được',
  ],
  ['Chuyên viên Sở Y tế không cho đồng nghiệp thôi đảm nhiệm', 'cv-y-te', 'POST', release, {}, 'không được'],
  [
    'Tài khoản dùng chung của văn thư không xác nhận kết quả',
    'van-thu',
    'POST',
    `${taiChinh}/results/acceptance`,
    {},
    'không được',
  ],
  [
    'Tài khoản dùng chung ghi tên người thực hiện thì nộp được kết quả',
    'van-thu',
    'POST',
    `${yTe}/results`,
    result,
    'được',
  ],
  ['Người chưa đăng nhập không xem được gì', 'khong-ai', 'GET', yTe, undefined, 'chưa đăng nhập'],
]

let api: ApiOffice
beforeAll(async () => {
  const bodies = [
    anAgency('thanh-uy', { name: 'Thành ủy', office: 'vp-thanh-uy' }),
    anAgency('vp-thanh-uy', { name: 'Văn phòng Thành ủy' }),
    anAgency('van-phong', { name: 'Văn phòng' }),
    anAgency('ubnd', { name: 'Ủy ban nhân dân thành phố', office: 'vp-ubnd' }),
    anAgency('vp-ubnd', { name: 'Văn phòng Ủy ban nhân dân' }),
    anAgency('so-y-te', { name: 'Sở Y tế', superior: 'ubnd' }),
    anAgency('so-tai-chinh', { name: 'Sở Tài chính', superior: 'ubnd' }),
    anAgency('so-xay-dung', { name: 'Sở Xây dựng', superior: 'ubnd' }),
    anAgency('ubkt', { name: 'Ủy ban Kiểm tra Thành ủy' }),
  ]
  const assignments = [
    anAssignment('y-te', { lead: 'so-y-te', cooperating: [{ agency: 'so-xay-dung' }] }),
    anAssignment('tai-chinh', { lead: 'so-tai-chinh' }),
  ]
  const around = (table: ApiOffice['office']['table']) => ({
    get: table.get.bind(table),
    query: table.query.bind(table),
    // What is asked leaves everything as it is, so that each sentence is about the same office.
    transact: async (writes: Parameters<typeof table.transact>[0]) =>
      isKept ? table.transact(writes) : { committed: true as const },
  })
  api = await apiOffice(
    { more: people.filter(({ id }) => id !== 'quan-tri' && id !== 'danh-gia'), around },
    tinyProgramme({ agencies: bodies, groups: [], assignments }),
  )
  isKept = false
})
let isKept = true

const says = (code: string) => {
  if (code === 'not-signed-in') return 'chưa đăng nhập'
  if (code === 'not-found') return 'không thấy'
  if (code.startsWith('own-')) return 'việc của mình'
  return code === 'not-allowed' || code === 'doer-missing' ? 'không được' : 'được'
}

describe('ai được làm gì', () => {
  it.each(facts)('%s', async (_, who, method, path, body, answer) => {
    const asking = { as: who, headers: doer, ...(body ? { body } : {}) }
    const { status, body: told } = await api.ask(method, path, asking)
    expect(told.code).not.toBe('malformed-request')
    expect(says(status < 400 ? 'yes' : told.code)).toBe(answer)
  })

  it('đủ 60 câu', () => {
    expect(new Set(facts.map(([sentence]) => sentence)).size).toBeGreaterThanOrEqual(60)
  })
})
