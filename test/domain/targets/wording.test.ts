import { describe, expect, test } from 'vitest'
import { judge } from '../../../domain/targets/judgement.ts'
import { computedWritten, numberWritten, shortfallWritten, withUnit } from '../../../domain/targets/numbers.ts'
import type { Observation } from '../../../domain/targets/observation.ts'
import { markInForce, type Target } from '../../../domain/targets/target.ts'
import { goalWritten, judgementWritten, neededWritten } from '../../../domain/targets/wording.ts'
import { closing, observation, target, yearly } from './builders.ts'

/** The whole sentence for a target. */
function say(of: Target, observations: readonly Observation[], asOf = closing('2015-12-31')): string {
  return judgementWritten(of, judge(of, observations, asOf), (area) => `«${area}»`)
}

describe('numbers', () => {
  test.each([
    [250_000, '250.000'],
    [1_234_567.5, '1.234.567,5'],
    [4.5, '4,5'],
    [-1000, '-1.000'],
    [0.000001, '0,000001'],
    [999, '999'],
  ])('%d is written %s', (value, text) => {
    expect(numberWritten(value)).toBe(text)
  })

  test.each([
    [84.996, 85, '84,996'],
    [84.9956, 85, '84,996'],
    [84.9999999, 85, '84,9999999'],
    [85, 85, '85'],
    [66.6666667, 85, '66,67'],
  ])('a computed %d beside a mark of %d is written %s', (value, mark, text) => {
    expect(computedWritten(value, mark)).toBe(text)
  })

  test('what is still to go is rounded up, without a sign', () => {
    expect(shortfallWritten(1.2)).toBe('1,2')
    expect(shortfallWritten(-0.3331)).toBe('0,34')
  })

  test('% and ‰ stand close, other units apart', () => {
    expect([withUnit('4,5', '%'), withUnit('10', '‰'), withUnit('19,8', 'm²/người'), withUnit('7', null)]).toEqual([
      '4,5%',
      '10‰',
      '19,8 m²/người',
      '7',
    ])
  })
})

describe('what is required', () => {
  test.each<[Record<string, unknown>, string]>([
    [{}, 'từ 85% trở lên, đến 31/12/2015'],
    [{ by: null }, 'từ 85% trở lên'],
    [{ comparator: '>' }, 'trên 85%, đến 31/12/2015'],
    [{ comparator: '=' }, 'đúng 85%, đến 31/12/2015'],
    [{ comparator: null }, '"đạt từ 85% trở lên", đến 31/12/2015'],
    [{ yearly: true }, 'từ 85% trở lên trong từng năm, đến 31/12/2015'],
    [{ kind: 'at-most', comparator: '<=', value: 4.5 }, 'không quá 4,5%, đến 31/12/2015'],
    [{ kind: 'less-than', comparator: '<', value: 2 }, 'dưới 2%, đến 31/12/2015'],
    [
      { kind: 'yearly-average', unit: 'lượt/năm', value: 250_000, average: { from: 2012, to: 2015 } },
      'bình quân mỗi năm từ 250.000 lượt/năm trở lên, tính từ năm 2012 đến năm 2015, đến 31/12/2015',
    ],
    [
      { kind: 'multiple-of-base', unit: 'lần', value: 3.5, base: { year: 2011, value: 8 }, reading: 'times' },
      'gấp từ 3,5 lần trở lên so với năm 2011, đến 31/12/2015',
    ],
    [
      { kind: 'multiple-of-base', unit: 'lần', value: 3.3, base: { year: 2011, value: 8 }, reading: 'plus' },
      'tăng thêm từ 3,3 lần trở lên so với năm 2011 (tức gấp 4,3 lần), đến 31/12/2015',
    ],
    [{ kind: 'qualitative', comparator: 'increases', value: null }, 'năm sau cao hơn năm trước, đến 31/12/2015'],
  ])('of %j is: %s', (fields, text) => {
    const of = target(fields)
    expect(goalWritten(of, markInForce(of, '2015-01-01'))).toBe(text)
  })
})

describe('what is still needed', () => {
  const mark = (of: Target) => markInForce(of, '2015-01-01')
  const most = target({ kind: 'at-most', comparator: '<=', value: 4.5 })
  const less = target({ kind: 'less-than', comparator: '<', value: 2 })

  test('is a yearly share in points', () => {
    expect(neededWritten(target(), mark(target()), { total: 2.4, perYear: 1.2, years: 2 })).toBe(
      'cần thêm 1,2 điểm % mỗi năm',
    )
    expect(neededWritten(most, mark(most), { total: -1, perYear: -0.5, years: 2 })).toBe('cần giảm 0,5 điểm % mỗi năm')
    expect(neededWritten(less, mark(less), { total: -1, perYear: -0.5, years: 2 })).toBe(
      'cần giảm hơn 0,5 điểm % mỗi năm',
    )
  })

  test('is the whole of it in the last year', () => {
    expect(neededWritten(most, mark(most), { total: -0.2, perYear: -0.2, years: 1 })).toBe(
      'cần giảm 0,2 điểm % đến 31/12/2015',
    )
  })

  test('is to pass a mark that is strict and only equalled', () => {
    expect(neededWritten(less, mark(less), { total: 0, perYear: 0, years: 2 })).toBe(
      'đang bằng đúng mốc, cần thấp hơn mốc',
    )
  })
})

describe('a judgement in words', () => {
  test('of a target that is met', () => {
    expect(say(target(), [observation({ value: 86.2 })])).toBe(
      'Đạt: số liệu năm 2015 là 86,2% (chính thức; nguồn: Cục Thống kê, 01/03/2016); yêu cầu từ 85% trở lên, đến 31/12/2015.',
    )
  })

  test('of one that is not, on an estimate', () => {
    expect(say(target(), [observation({ value: { numerator: 84_996, denominator: 100_000 }, kind: 'estimate' })])).toBe(
      'Chưa đạt: số liệu năm 2015 là 84,996% (ước; nguồn: Cục Thống kê, 01/03/2016); yêu cầu từ 85% trở lên, đến 31/12/2015. Kết luận dựa trên số liệu chưa chính thức, cần xem lại khi có số chính thức.',
    )
  })

  test('of one without a figure', () => {
    expect(say(target(), yearly({ 2014: 84 }))).toBe(
      'Chưa đủ dữ liệu: chưa có số liệu cho mốc 31/12/2015. Số gần nhất: năm 2014, 84% (chính thức; nguồn: Cục Thống kê, 01/03/2016).',
    )
  })

  test('of one with an area missing', () => {
    const composed = target({ composition: { kind: 'ratio', areas: ['quan-1', 'quan-3'] } })
    expect(say(composed, [observation({ area: 'quan-1', value: { numerator: 2, denominator: 3 } })])).toBe(
      'Chưa đủ dữ liệu: số liệu năm 2015 còn thiếu của «quan-3» (1 địa bàn đã có số: 66,67%, chưa phải số chung).',
    )
  })

  test('of one whose reading is open', () => {
    expect(say(target({ by: null, comparator: null, printed: 'đạt 76%' }), [])).toBe(
      'Chưa đủ căn cứ: văn bản không nêu thời hạn riêng của chỉ tiêu; chưa xác định cách hiểu "đạt 76%": bằng đúng mức này, hay lấy mức này làm giới hạn. Hãy trả lời câu hỏi về chỉ tiêu này để có căn cứ kết luận.',
    )
  })

  test('of one whose base year has no figure', () => {
    const base = { year: 2011, value: null }
    expect(say(target({ kind: 'multiple-of-base', unit: 'lần', base, reading: 'times' }), [])).toBe(
      'Chưa đủ căn cứ: chưa có giá trị của năm so sánh 2011. Hãy nhập số liệu của năm đó để có căn cứ kết luận.',
    )
  })

  test('of an average', () => {
    const jobs = target({ kind: 'yearly-average', unit: 'lượt/năm', value: 250_000, average: { from: 2013, to: 2015 } })
    expect(say(jobs, yearly({ 2013: 249_999, 2014: 250_000, 2015: 250_000 }))).toBe(
      'Chưa đạt: bình quân 3 năm là 249.999,67 lượt/năm (năm 2013: 249.999 lượt/năm; năm 2014: 250.000 lượt/năm; năm 2015: 250.000 lượt/năm); yêu cầu bình quân mỗi năm từ 250.000 lượt/năm trở lên, tính từ năm 2013 đến năm 2015, đến 31/12/2015.',
    )
    expect(say(jobs, yearly({ 2013: 250_000, 2014: 240_000 }), closing('2015-06-30'))).toContain(
      'Khó đạt: bình quân 2 năm là 245.000 lượt/năm (năm 2013: 250.000 lượt/năm; năm 2014: 240.000 lượt/năm); các năm còn lại cần bình quân 260.000 lượt/năm.',
    )
    expect(say(jobs, yearly({ 2013: 250_000 }))).toContain('chưa có số liệu các năm 2014, 2015.')
  })

  test('of a multiple', () => {
    const income = target({
      kind: 'multiple-of-base',
      unit: 'lần',
      value: 3.5,
      base: { year: 2011, value: 8, unit: 'triệu đồng/người/năm' },
      reading: 'times',
    })
    expect(say(income, yearly({ 2015: 28 }))).toContain(
      'Đạt: số liệu năm 2015 là 28 triệu đồng/người/năm (chính thức; nguồn: Cục Thống kê, 01/03/2016), gấp 3,5 lần năm 2011 (8 triệu đồng/người/năm); yêu cầu gấp từ 3,5 lần trở lên so với năm 2011',
    )
    expect(say(income, yearly({ 2013: 12 }), closing('2014-06-30'))).toContain(
      'gấp 1,5 lần năm 2011 (8 triệu đồng/người/năm); theo đường thẳng tới mốc, kỳ này cần ở mức 2,25 lần; cần thêm 1 lần mỗi năm.',
    )
  })

  test('of a yearly increase', () => {
    const places = target({ kind: 'qualitative', unit: 'chỗ', comparator: 'increases', value: null })
    expect(say(places, yearly({ 2013: 1000, 2014: 1100, 2015: 1100 }))).toBe(
      'Chưa đạt: từ năm 2014 đến năm 2015 có 1 năm không đạt (năm 2015: 1.100 chỗ, năm trước 1.100 chỗ); yêu cầu năm sau cao hơn năm trước, đến 31/12/2015.',
    )
    expect(say(places, yearly({ 2014: 1, 2015: 1 }))).toContain('trong năm 2015 có 1 năm không đạt (năm 2015: 1 chỗ')
    expect(say(places, yearly({ 2013: 1, 2014: 2, 2015: 3 }))).toContain('từ năm 2014 đến năm 2015 năm nào cũng đạt')
  })

  test('of one that only words can judge', () => {
    const words = target({ kind: 'qualitative', unit: null, comparator: null, value: null, printed: 'nâng dần' })
    expect(say(words, [])).toBe(
      'Đánh giá bằng nhận xét: văn bản ghi "nâng dần", không nêu con số; người đánh giá kết luận bằng lời.',
    )
  })

  test('before the day, with the line and what is needed', () => {
    const rising = target({ baseline: { year: 2011, value: 77, source: 'Niên giám' } })
    expect(say(rising, yearly({ 2013: 80 }), closing('2014-06-30'))).toBe(
      'Chưa đến hạn (31/12/2015). Khó đạt: số liệu năm 2013 là 80% (chính thức; nguồn: Cục Thống kê, 01/03/2016); theo đường thẳng tới mốc, kỳ này cần ở mức 81%; cần thêm 2,5 điểm % mỗi năm.',
    )
  })

  test('before the day a figure that is just behind does not read like the line', () => {
    const rising = target({ value: 85.01, baseline: { year: 2011, value: 77, source: 'Niên giám' } })
    expect(say(rising, yearly({ 2012: 79 }), closing('2013-06-30'))).toContain(
      'Khó đạt: số liệu năm 2012 là 79% (chính thức; nguồn: Cục Thống kê, 01/03/2016); theo đường thẳng tới mốc, kỳ này cần ở mức 79,003%;',
    )
  })

  test.each<[Record<number, number>, string]>([
    [{}, 'Chưa có số liệu để nhận định: chưa có kỳ số liệu nào.'],
    [{ 2013: 80 }, 'Chưa có số liệu để nhận định: mới có một mốc số liệu nên chưa thấy được xu hướng.'],
    [{ 2010: 70, 2011: 80 }, 'Chưa có số liệu để nhận định: kỳ số liệu gần nhất đã quá hai năm.'],
  ])('before the day with %j it says why there is no outlook', (values, text) => {
    expect(say(target(), yearly(values), closing('2014-06-30'))).toContain(text)
  })
})
