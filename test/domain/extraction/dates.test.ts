import { describe, expect, test } from 'vitest'
import { cadencesOf } from '../../../domain/extraction/cadences.ts'
import { datesIn } from '../../../domain/extraction/deadlines.ts'
import { tokensOf } from '../../../domain/extraction/tokens.ts'

const context = {
  issuedOn: undefined,
  notBefore: undefined,
  recurs: false,
  year: undefined,
  isTimeField: false,
} as const

function read(sentence: string, changes: Partial<Parameters<typeof datesIn>[1]> = {}) {
  const { deadlines, open } = datesIn(tokensOf(sentence, false), { ...context, ...changes })
  return [...deadlines.map(({ dueOn, bound }) => `${bound} ${dueOn}`), ...open.map(() => 'asked')].join(', ')
}

describe('a deadline is read where words bind a date', () => {
  test.each([
    ['báo cáo trước ngày 15 tháng 12 năm 2012', 'before 2012-12-15'],
    ['báo cáo trước 15/12/2012', 'before 2012-12-15'],
    ['báo cáo trước ngày 15-12-2012', 'before 2012-12-15'],
    ['báo cáo trước ngày 15.12.2012', 'before 2012-12-15'],
    ['hoàn thành trong quý IV năm 2012', 'within 2012-12-31'],
    ['hoàn thành trong quí 4/2012', 'within 2012-12-31'],
    ['hoàn thành trong quý III và quý IV năm 2012', 'within 2012-12-31'],
    ['hoàn thành trong tháng 2 năm 2012', 'within 2012-02-29'],
    ['trình trong 6 tháng đầu năm 2013', 'within 2013-06-30'],
    ['xong trước tháng 6 năm 2013', 'before 2013-05-31'],
    ['chậm nhất là ngày 30/6/2013 phải nộp', 'by 2013-06-30'],
    ['đến hết ngày 30 tháng 9 năm 2013', 'by 2013-09-30'],
    ['đến cuối năm 2015, cơ bản hoàn thành', 'by 2015-12-31'],
    ['Trong năm 2013, phải hoàn thành việc sắp xếp', 'within 2013-12-31'],
    ['Đến năm 2015, xóa hết nhà tạm', 'by 2015-12-31'],
    ['từ ngày 01/6/2013 đến ngày 30/6/2013', 'by 2013-06-30'],
    ['nộp trước 17 giờ 00 ngày 21/9/2013', 'before 2013-09-21'],
    ['báo cáo ngày 15/6 và trước ngày 15/12/2013', 'before 2013-12-15'],
  ])('%s', (sentence, expected) => {
    expect(read(sentence)).toBe(expected)
  })
})

describe('no deadline is made of', () => {
  test.each([
    'Chỉ thị số 30/2008/CT-TTg ngày 10 tháng 10 năm 2008 của Thủ tướng Chính phủ',
    'quy hoạch phát triển thành phố đến năm 2020, tầm nhìn đến năm 2025',
    'đào tạo nghề theo đề án giai đoạn 2011 - 2015',
    'thực hiện chủ đề năm 2013',
    'trình Đề án thí điểm để triển khai trong năm 2010',
    'giám sát việc nhập khẩu của doanh nghiệp trong năm 2010',
    'số liệu tính đến ngày 31/12/2012',
    'miễn học phí từ năm học 2010 - 2011 đến năm học 2014 - 2015',
    'huy động từ năm 2013 đến năm 2015',
    'sớm hoàn thành, từng bước nâng dần',
    'trước ngày 31 tháng 2 năm 2013',
    'phát sinh trước ngày 01/7/2004',
    'trước ngày 15 tháng 12 hàng năm',
  ])('%s', (sentence) => {
    expect(read(sentence)).toBe('')
  })
})

describe('what has no day of its own is asked', () => {
  test.each([
    'trình vào đầu quý I năm 2010',
    'sơ kết vào giữa năm 2013',
    'báo cáo trước ngày 15/12',
    'trả lời trong vòng 10 ngày kể từ ngày nhận được báo cáo',
    'hướng dẫn trong thời hạn 30 ngày kể từ ngày ký',
  ])('%s', (sentence) => {
    expect(read(sentence)).toBe('asked')
  })
})

describe('the day of the document', () => {
  test('gives a day without a year its first year after it', () => {
    expect(read('báo cáo trước ngày 15/12', { issuedOn: '2012-11-08' })).toBe('before 2012-12-15')
    expect(read('báo cáo trước ngày 15/3', { issuedOn: '2012-11-08' })).toBe('before 2013-03-15')
  })

  test('begins a period that counts from the signing', () => {
    expect(read('trong vòng 15 ngày kể từ ngày ký Quyết định này', { issuedOn: '2019-04-03' })).toBe(
      'within 2019-04-18',
    )
    expect(read('trong thời hạn 5 ngày làm việc kể từ ngày ban hành', { issuedOn: '2019-04-03' })).toBe(
      'within 2019-04-10',
    )
  })

  test('makes a day before it none that is owed', () => {
    expect(read('xong trước ngày 30/6/2010', { notBefore: '2012-11-08' })).toBe('')
  })
})

describe('cadences', () => {
  test.each([
    ['định kỳ hàng năm báo cáo', 'yearly'],
    ['chế độ báo cáo định kỳ 6 tháng và tổng kết năm', 'half-yearly yearly'],
    ['định kỳ (vào ngày 22 hàng tháng) gửi báo cáo', 'monthly'],
    ['báo cáo quý trước ngày 15 tháng cuối quý', 'quarterly'],
    ['định kỳ hàng quý, 6 tháng và năm', 'quarterly half-yearly yearly'],
    ['3 tháng một lần', 'quarterly'],
    ['mỗi năm hai lần', 'half-yearly'],
    ['báo cáo kết quả 6 tháng (trước ngày 20/6), năm (trước ngày 10/12)', 'half-yearly yearly'],
    ['chỉ số giá tiêu dùng hàng năm', ''],
    ['bố trí trong dự toán ngân sách hằng năm', ''],
    ['báo cáo năm 2013', ''],
    ['báo cáo quý I', ''],
    ['báo cáo thường xuyên, kịp thời', ''],
    ['hàng tuần giao ban', ''],
  ])('%s', (sentence, expected) => {
    expect(
      cadencesOf(tokensOf(sentence, false))
        .map(({ every }) => every)
        .join(' '),
    ).toBe(expected)
  })
})
