import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { basisWritten } from '../../../domain/letters/basis.ts'
import { type Digest, type DigestRow, digestLetter } from '../../../domain/letters/digest.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { aTask, type Command, calendar, doctor, handIn, leader, lived, secretary } from '../tasks/builders.ts'

const ask: Command<'askExtension'> = { type: 'askExtension', wanted: '2013-07-31', reason: 'chờ ý kiến Bộ Y tế' }

const office = 'Văn phòng Ủy ban nhân dân thành phố'

let named = 0
/** A row about a task of its own, unless one is given. */
function row(
  what: DigestRow['what'],
  changes: Partial<DigestRow> & { readonly dueOn?: CalendarDate | null } = {},
): DigestRow {
  const { dueOn, ...others } = changes
  named += 1
  const task = aTask({ id: `t${named}`, ...(dueOn === undefined ? {} : { dueOn }) })
  return { programme: 'Chương trình 28', what, as: 'lead', task, office, lead: 'Sở Y tế', ...others }
}

function letter(rows: readonly DigestRow[], changes: Partial<Digest> = {}) {
  return digestLetter({ addressee: 'Sở Y tế', day: '2013-07-05', rows, bases: [], alsoLate: 0, ...changes }, calendar)
}

/** The headings in the order of the letter. */
function headings(rows: readonly DigestRow[], changes: Partial<Digest> = {}): string[] {
  return [...letter(rows, changes).text.matchAll(/^[IVX]+\. (.*)$/gm)].map(([, heading]) => heading ?? '')
}

describe('the subject', () => {
  test('says how many are late and how many are due within seven working days', () => {
    const rows = [
      row('late', { dueOn: '2013-06-28' }),
      row('late', { dueOn: '2013-07-04' }),
      row('due', { dueOn: '2013-07-05' }),
      row('before', { dueOn: '2013-07-08' }),
      row('alsoSoon', { dueOn: '2013-07-16' }),
      row('given', { dueOn: '2013-12-31' }),
      row('before', { dueOn: '2013-07-17' }),
    ]
    expect(letter(rows).subject).toBe('[Nhắc việc] 2 việc quá hạn, 3 việc đến hạn trong 7 ngày làm việc')
  })

  test('counts what is late and not listed', () => {
    expect(letter([row('alsoLate', { dueOn: '2013-06-28' })], { alsoLate: 30 }).subject).toBe(
      '[Nhắc việc] 31 việc quá hạn',
    )
    expect(letter([row('before', { dueOn: '2013-07-10' })]).subject).toBe(
      '[Nhắc việc] 1 việc đến hạn trong 7 ngày làm việc',
    )
  })

  test('of a letter with nothing late or soon names the two most pressing things', () => {
    const asked = lived(aTask({ id: 'x' }), ['2013-06-20', doctor, ask])
    const rows = [
      row('given', { dueOn: '2013-12-31' }),
      row('before', { dueOn: '2013-08-30' }),
      row('extensionAsked', { as: 'office', task: asked }),
      row('lateToOffice', { as: 'office', dueOn: '2013-06-28' }),
      row('lateToOffice', { as: 'office', dueOn: '2013-06-28' }),
    ]
    expect(letter(rows).subject).toBe('[Nhắc việc] 2 việc quá hạn kéo dài, 1 kiến nghị chờ quyết định')
  })
})

describe('the letter', () => {
  const submitted = lived(aTask({ id: 's' }), ['2013-06-20', doctor, handIn])
  const recorded = lived(aTask({ id: 'r' }), [
    '2013-06-21',
    secretary,
    { type: 'recordOnPaper', evidence: [{ title: 'Đề án' }], arrivalNumber: '815', arrivedOn: '2013-06-20' },
  ])
  const withdrawn = lived(aTask({ id: 'w' }), [
    '2013-07-04',
    secretary,
    { type: 'withdraw', document: 'vb', reason: 'x' },
  ])
  const conditional = aTask({
    id: 'c',
    dueOn: null,
    standing: { state: 'conditional', condition: 'x', reviewOn: '2013-07-05' },
  })

  test('goes from the most pressing to the least', () => {
    const rows = [
      row('withdrawn', { task: withdrawn }),
      row('toReview', { as: 'office', task: conditional }),
      row('before', { dueOn: '2013-08-30' }),
      row('recordedForYou', { task: recorded }),
      row('amended', { dueOn: '2013-12-31' }),
      row('given', { dueOn: '2013-12-31' }),
      row('part', { as: 'cooperating', dueOn: '2013-12-31', part: 'Số liệu' }),
      row('toAccept', { as: 'office', task: submitted }),
      row('disputed', { as: 'office', dueOn: '2013-12-31' }),
      row('returned', { dueOn: '2013-12-31' }),
      row('before', { dueOn: '2013-07-08' }),
      row('due', { dueOn: '2013-07-05' }),
      row('lateToOffice', { as: 'office', dueOn: '2013-06-28' }),
      row('late', { dueOn: '2013-06-28' }),
    ]
    expect(headings(rows)).toEqual([
      'VIỆC QUÁ HẠN',
      'VIỆC QUÁ HẠN KÉO DÀI CỦA CÁC CƠ QUAN',
      'VIỆC ĐẾN HẠN HÔM NAY',
      'VIỆC ĐẾN HẠN TRONG 7 NGÀY LÀM VIỆC',
      'KẾT QUẢ BỊ TRẢ LẠI',
      'KIẾN NGHỊ CHỜ QUYẾT ĐỊNH',
      'KẾT QUẢ CHỜ XÁC NHẬN',
      'VIỆC PHỐI HỢP',
      'VIỆC MỚI GIAO',
      'VIỆC CÓ QUYẾT ĐỊNH GIA HẠN, ĐIỀU CHỈNH',
      'NỘI DUNG ĐƯỢC VĂN PHÒNG NHẬP THAY',
      'VIỆC SẮP ĐẾN HẠN',
      'VIỆC CHƯA ĐỦ ĐIỀU KIỆN THỰC HIỆN, ĐẾN NGÀY XEM LẠI',
      'VIỆC DỪNG THỰC HIỆN THEO VĂN BẢN',
    ])
  })

  test.each<[DigestRow['what'], DigestRow['as'], string]>([
    ['extensionAsked', 'office', 'KIẾN NGHỊ CHỜ QUYẾT ĐỊNH'],
    ['undecided', 'office', 'KIẾN NGHỊ CHỜ QUYẾT ĐỊNH'],
    ['objected', 'office', 'KIẾN NGHỊ CHỜ QUYẾT ĐỊNH'],
    ['handedIn', 'office', 'KẾT QUẢ CHỜ XÁC NHẬN'],
    ['extensionDecided', 'lead', 'VIỆC CÓ QUYẾT ĐỊNH GIA HẠN, ĐIỀU CHỈNH'],
    ['disputeAnswered', 'lead', 'VIỆC CÓ QUYẾT ĐỊNH GIA HẠN, ĐIỀU CHỈNH'],
    ['directed', 'lead', 'VIỆC CÓ Ý KIẾN CHỈ ĐẠO'],
    ['urged', 'lead', 'VIỆC ĐƯỢC ĐÔN ĐỐC'],
    ['reopened', 'lead', 'VIỆC MỚI GIAO'],
    ['given', 'cooperating', 'VIỆC PHỐI HỢP'],
  ])('puts %s of the %s under its heading', (what, as, heading) => {
    expect(headings([row(what, { as, dueOn: '2013-12-31' })])).toEqual([heading])
  })

  test.each<[CalendarDate, string]>([
    ['2013-07-04', 'VIỆC QUÁ HẠN'],
    ['2013-07-05', 'VIỆC ĐẾN HẠN HÔM NAY'],
    ['2013-07-06', 'VIỆC ĐẾN HẠN TRONG 7 NGÀY LÀM VIỆC'],
    ['2013-07-16', 'VIỆC ĐẾN HẠN TRONG 7 NGÀY LÀM VIỆC'],
    ['2013-07-17', 'VIỆC SẮP ĐẾN HẠN'],
  ])('judges what is due on %s by the day it is written, whatever the line said', (dueOn, heading) => {
    for (const what of ['before', 'due', 'late', 'alsoLate', 'alsoSoon'] as const) {
      expect(headings([row(what, { dueOn })])).toEqual([heading])
    }
  })

  test('gives one task one place, the most pressing, with all that is said of it', () => {
    const returned = lived(submitted, ['2013-07-04', secretary, { type: 'return', reason: 'thiếu số liệu' }])
    const { text, subject } = letter([row('returned', { task: returned }), row('late', { task: returned })])
    expect(headings([row('returned', { task: returned }), row('late', { task: returned })])).toEqual(['VIỆC QUÁ HẠN'])
    expect(text.match(/giảm quá tải/g)).toHaveLength(1)
    expect(text).toContain('   Lý do trả lại: thiếu số liệu.')
    expect(subject).toBe('[Nhắc việc] 1 việc quá hạn')
  })

  test('says that a task is new where it stands elsewhere because it is near', () => {
    const near = row('given', { dueOn: '2013-07-10' })
    const { text } = letter([near, { ...near, what: 'before' }])
    expect(headings([near, { ...near, what: 'before' }])).toEqual(['VIỆC ĐẾN HẠN TRONG 7 NGÀY LÀM VIỆC'])
    expect(text).toContain('   Nhiệm vụ mới giao.')
    expect(letter([near]).text).not.toContain('Nhiệm vụ mới giao.')
  })

  test('keeps parts apart, each with its own deadline', () => {
    const parts = (['Số liệu', 'Dự toán'] as const).map((what, n) => ({
      id: `p${n}`,
      holder: { agency: 'so-tai-chinh' },
      what,
      askedOn: '2013-07-01' as const,
      dueOn: '2013-07-10' as const,
    }))
    const task = aTask({ parts, dueOn: '2013-12-31' })
    const { text } = letter(parts.map(({ what }) => row('part', { as: 'cooperating', task, part: what })))
    expect(text).toContain('1. Xây dựng đề án giảm quá tải bệnh viện (mục II.2.3, ý 8)')
    expect(text).toContain(
      '   Phần việc: Số liệu. Hạn gửi cơ quan chủ trì: thứ Tư, ngày 10/07/2013 (còn 3 ngày làm việc).',
    )
    expect(text).toContain(
      '   Phần việc: Dự toán. Hạn gửi cơ quan chủ trì: thứ Tư, ngày 10/07/2013 (còn 3 ngày làm việc).',
    )
    expect(text).not.toContain('31/12/2013')
  })

  test('puts the older deadline first, and what has none last', () => {
    const rows = [
      row('given', { dueOn: null }),
      row('given', { dueOn: '2013-12-31' }),
      row('given', { dueOn: '2013-09-30' }),
    ]
    const { text } = letter(rows)
    expect([...text.matchAll(/ngày (\d\d\/\d\d\/2013) \(còn/g)].map(([, day]) => day)).toEqual([
      '30/09/2013',
      '31/12/2013',
    ])
    expect(text.lastIndexOf('3. ')).toBeGreaterThan(text.indexOf('31/12/2013'))
  })

  test('says how many more are late, even when none of them is listed', () => {
    const late = row('late', { dueOn: '2013-06-28' })
    expect(letter([late], { alsoLate: 12 }).text).toContain('Còn 12 việc quá hạn khác chưa liệt kê ở đây.')
    expect(headings([row('given', { dueOn: '2013-12-31' })], { alsoLate: 12 })).toEqual([
      'VIỆC QUÁ HẠN',
      'VIỆC MỚI GIAO',
    ])
    expect(letter([late]).text).not.toContain('chưa liệt kê')
  })

  test('names one programme once, several as headings', () => {
    const one = letter([row('late', { dueOn: '2013-06-28' })]).text
    expect(one).toContain('các nhiệm vụ sau đây của Chương trình 28 cần được quan tâm, xử lý:')
    expect(one.match(/Chương trình 28/g)).toHaveLength(1)
    const other = row('late', { dueOn: '2013-06-20', programme: 'Chương trình 30' })
    const several = letter([row('late', { dueOn: '2013-06-28' }), other, row('given', { dueOn: '2013-12-31' })]).text
    expect(several).toContain('các nhiệm vụ sau đây cần được quan tâm, xử lý:')
    expect(several.match(/^Chương trình \d\d$/gm)).toEqual(['Chương trình 28', 'Chương trình 30', 'Chương trình 28'])
  })

  test('is the same for the same rows', () => {
    const rows = [row('late', { dueOn: '2013-06-28' }), row('given', { dueOn: '2013-12-31' })]
    expect(letter(rows)).toEqual(letter(rows))
  })
})

/** A task by its title, as the programme words it. */
function task(
  id: string,
  clause: string,
  title: string,
  changes: Partial<Task> & { readonly dueOn?: CalendarDate | null },
): Task {
  const { product: _, ...bare } = aTask({ id, clause, title, ...changes })
  return changes.product ? { ...bare, product: changes.product } : bare
}

test('a department’s letter reads as its office would write it', () => {
  const programme = 'Chương trình hành động số 28-CTrHĐ/TU của Thành ủy'
  const hospital = task('a', 'II.2.3-08', 'Xây dựng đề án giảm quá tải bệnh viện', {
    product: 'Đề án trình Ủy ban nhân dân thành phố',
  })
  const quarter = task('b', 'II.2.2-06', 'Xử lý doanh nghiệp vi phạm bảo hiểm y tế', {
    dueOn: '2013-07-05',
    period: '2013-Q2',
    product: 'Báo cáo quý.',
  })
  const doctors = lived(
    task('c', 'II.2.5.2-03', 'Luân phiên bác sĩ về tuyến quận, huyện', { dueOn: '2013-07-12' }),
    ['2013-07-02', doctor, handIn],
    ['2013-07-04', secretary, { type: 'return', reason: 'thiếu danh sách bác sĩ đã luân phiên' }],
  )
  const extended = lived(
    task('d', 'II.2.4-02', 'Kiện toàn mạng lưới y tế dự phòng', { dueOn: '2013-06-28', product: 'Kế hoạch' }),
    ['2013-06-20', doctor, ask],
    ['2013-07-04', leader, { type: 'decideExtension', grant: '2013-07-31', reason: 'lý do chính đáng' }],
  )
  const school = task('e', 'II.2.1-09', 'Chăm sóc sức khỏe học sinh', {
    lead: 'so-gddt',
    dueOn: '2013-12-31',
    parts: [
      {
        id: 'p1',
        holder: { agency: 'so-y-te' },
        what: 'Số liệu khám sức khỏe học kỳ I',
        askedOn: '2013-07-04',
        dueOn: '2013-07-10',
      },
    ],
  })
  const rows: DigestRow[] = [
    { programme, what: 'late', as: 'lead', task: hospital, office, lead: 'Sở Y tế' },
    { programme, what: 'due', as: 'lead', task: quarter, office, lead: 'Sở Y tế' },
    { programme, what: 'before', as: 'lead', task: doctors, office, lead: 'Sở Y tế' },
    { programme, what: 'returned', as: 'lead', task: doctors, office, lead: 'Sở Y tế' },
    { programme, what: 'extensionDecided', as: 'lead', task: extended, office, lead: 'Sở Y tế' },
    {
      programme,
      what: 'part',
      as: 'cooperating',
      task: school,
      office,
      lead: 'Sở Giáo dục và Đào tạo',
      part: 'Số liệu khám sức khỏe học kỳ I',
    },
  ]
  const { subject, text } = letter(rows, { alsoLate: 1 })
  expect(subject).toBe('[Nhắc việc] 2 việc quá hạn, 2 việc đến hạn trong 7 ngày làm việc')
  expect(`\n${text}\n`).toMatchInlineSnapshot(`
    "
    Kính gửi: Sở Y tế

    Tính đến thứ Sáu, ngày 05/07/2013, các nhiệm vụ sau đây của Chương trình hành động số 28-CTrHĐ/TU của Thành ủy cần được quan tâm, xử lý:

    I. VIỆC QUÁ HẠN
    Đề nghị khẩn trương hoàn thành và nộp kết quả.

    1. Xây dựng đề án giảm quá tải bệnh viện (mục II.2.3, ý 8)
       Sản phẩm: Đề án trình Ủy ban nhân dân thành phố.
       Hạn: thứ Sáu, ngày 28/06/2013 (quá hạn 5 ngày làm việc).
       Trả lời: [liên kết 1]

    Còn 1 việc quá hạn khác chưa liệt kê ở đây.

    II. VIỆC ĐẾN HẠN HÔM NAY
    Đề nghị nộp kết quả trong ngày hôm nay.

    1. Xử lý doanh nghiệp vi phạm bảo hiểm y tế, quý II năm 2013 (mục II.2.2, ý 6)
       Sản phẩm: Báo cáo quý.
       Hạn: thứ Sáu, ngày 05/07/2013 (đến hạn hôm nay).
       Trả lời: [liên kết 2]

    III. VIỆC ĐẾN HẠN TRONG 7 NGÀY LÀM VIỆC
    Đề nghị hoàn thành đúng hạn; nếu cần gia hạn, đề nghị gửi yêu cầu kèm lý do trước khi hết hạn.

    1. Luân phiên bác sĩ về tuyến quận, huyện (mục II.2.5.2, ý 3)
       Hạn: thứ Sáu, ngày 12/07/2013 (còn 5 ngày làm việc).
       Lý do trả lại: thiếu danh sách bác sĩ đã luân phiên.
       Trả lời: [liên kết 3]

    IV. VIỆC PHỐI HỢP
    Đề nghị phối hợp và gửi phần việc cho cơ quan chủ trì đúng hạn.

    1. Chăm sóc sức khỏe học sinh (mục II.2.1, ý 9)
       Cơ quan chủ trì: Sở Giáo dục và Đào tạo.
       Phần việc: Số liệu khám sức khỏe học kỳ I. Hạn gửi cơ quan chủ trì: thứ Tư, ngày 10/07/2013 (còn 3 ngày làm việc).
       Trả lời: [liên kết 4]

    V. VIỆC CÓ QUYẾT ĐỊNH GIA HẠN, ĐIỀU CHỈNH
    Đề nghị thực hiện theo quyết định.

    1. Kiện toàn mạng lưới y tế dự phòng (mục II.2.4, ý 2)
       Sản phẩm: Kế hoạch.
       Hạn: thứ Tư, ngày 31/07/2013 (còn 18 ngày làm việc).
       Đồng ý gia hạn từ ngày 28/06/2013 đến ngày 31/07/2013 (quyết định tại cuộc họp, chờ thông báo kết luận).
       Trả lời: [liên kết 5]

    Trân trọng.

    Văn phòng Ủy ban nhân dân thành phố
    (thư do hệ thống Đôn đốc gửi tự động)
    "
  `)
})

describe('the signature', () => {
  const party = 'Văn phòng Thành ủy'
  const closing = (rows: readonly DigestRow[]) => letter(rows).text.split('Trân trọng.\n\n')[1]

  test('is that of the one office whose work it is, which no task needs to name', () => {
    const rows = [row('due', { dueOn: '2013-07-05' }), row('late', { dueOn: '2013-06-28' })]
    expect(closing(rows)).toBe(`${office}\n(thư do hệ thống Đôn đốc gửi tự động)`)
    expect(letter(rows).text).not.toContain('Cơ quan theo dõi')
  })

  test('is that of every office whose work it is, and each task says whose', () => {
    const rows = [row('late', { dueOn: '2013-06-28' }), row('due', { dueOn: '2013-07-05', office: party })]
    expect(closing(rows)).toBe(`${office}\n${party}\n(thư do hệ thống Đôn đốc gửi tự động)`)
    const named = [...letter(rows).text.matchAll(/Cơ quan theo dõi: (.*)\./g)].map(([, name]) => name)
    expect(named).toEqual([office, party])
  })

  test('and the address are those that an office has written for itself', () => {
    const letterForm = { greeting: 'Kính gửi Quý cơ quan:', signature: 'TL. CHÁNH VĂN PHÒNG\nPhòng Tổng hợp' }
    const rows = [row('late', { dueOn: '2013-06-28', letterForm }), row('due', { dueOn: '2013-07-05', office: party })]
    expect(letter(rows).text.split('\n')[0]).toBe('Kính gửi Quý cơ quan: Sở Y tế')
    expect(closing(rows)).toBe(`TL. CHÁNH VĂN PHÒNG\nPhòng Tổng hợp\n${party}\n(thư do hệ thống Đôn đốc gửi tự động)`)
  })
})

test('who leads no more is told who leads now, under a heading of its own', () => {
  const task = aTask({ lead: 'so-tai-chinh' })
  const { text } = letter([row('leadMoved', { as: 'cooperating', task, lead: 'Sở Tài chính' })])
  expect(text).toContain('I. VIỆC CHUYỂN CƠ QUAN CHỦ TRÌ')
  expect(text).toContain('Cơ quan chủ trì: Sở Tài chính.')
})

test('what is carried over when a programme ends is not said to be stopped', () => {
  const close = (how: 'stopped' | 'carriedOver') =>
    lived(aTask({ id: how }), ['2013-07-04', secretary, { type: 'close', how, document: 'vb' }])
  const rows = [row('withdrawn', { task: close('stopped') }), row('withdrawn', { task: close('carriedOver') })]
  expect(headings(rows)).toEqual(['VIỆC CHUYỂN TIẾP KHI KẾT THÚC CHƯƠNG TRÌNH', 'VIỆC DỪNG THỰC HIỆN THEO VĂN BẢN'])
})

test('the documents that the tasks rest on are named once, before the closing', () => {
  const bases = ['Văn bản số 28-CTrHĐ/TU ngày 08/11/2012', 'Kế hoạch (minh họa, không phải văn bản thật)']
  const { text } = letter([row('due', { dueOn: '2013-07-05' })], { bases })
  expect(text).toContain(
    'Căn cứ: Văn bản số 28-CTrHĐ/TU ngày 08/11/2012; Kế hoạch (minh họa, không phải văn bản thật).\n\nTrân trọng.',
  )
})

test.each([
  [{ number: '28-CTrHĐ/TU', issuedOn: '2012-11-08' }, 'Văn bản số 28-CTrHĐ/TU ngày 08/11/2012'],
  [{ number: null, issuedOn: null }, 'Kế hoạch A (giao tại cuộc họp, chờ thông báo kết luận)'],
  [
    { number: null, issuedOn: '2012-12-31', illustration: true },
    'Kế hoạch A ngày 31/12/2012 (minh họa, không phải văn bản thật)',
  ],
] as const)('a basis is written with what it has: %o', (facts, words) => {
  expect(basisWritten({ id: 'a', title: 'Kế hoạch A', issuer: 'x', ...facts })).toBe(words)
})
