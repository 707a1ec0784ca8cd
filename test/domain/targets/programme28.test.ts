/** The 18 targets of programme 28-CTrHĐ/TU, mục I.2, judged on made-up series. */
import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../domain/days.ts'
import { judge } from '../../../domain/targets/judgement.ts'
import { Target } from '../../../domain/targets/target.ts'
import { findingLabel } from '../../../domain/targets/wording.ts'
import { closing, yearly } from './builders.ts'

const end2013 = '2013-12-31'
const end2015 = '2015-12-31'
const end2020 = '2020-12-31'
const income = { base: { year: 2011, value: 8, unit: 'triệu đồng/người/năm' }, reading: 'times' }

type Row = [
  id: string,
  dash: number,
  kind: Target['kind'],
  comparator: Target['comparator'],
  value: number | null,
  unit: string | null,
  by: CalendarDate | null,
  printed: string,
  more?: object,
]

/** As the document has them, with A5, A6, A7 and A8 answered as proposed. */
const table: readonly Row[] = [
  [
    'T01',
    1,
    'yearly-average',
    '>=',
    250_000,
    'lượt/năm',
    end2015,
    'bình quân mỗi năm 250.000 lượt lao động',
    { average: { from: 2012, to: 2015 } },
  ],
  ['T02', 1, 'at-most', '<=', 4.5, '%', end2015, 'còn 4,5%'],
  ['T03', 1, 'qualitative', 'increases', null, 'chỗ', end2020, 'tăng hàng năm'],
  ['T04', 1, 'less-than', '<', 4, '%', end2020, 'dưới 4%', { supersedes: 'T02' }],
  ['T05', 2, 'at-least', '>=', 85, '%', end2015, 'đạt từ 85% trở lên'],
  ['T06', 2, 'at-least', '>=', 76, '%', end2015, 'bình quân đạt 76%'],
  ['T07', 2, 'at-least', '>=', 90, '%', end2020, 'đạt 90%'],
  ['T08', 2, 'at-least', '>=', 90, '%', end2020, 'đạt 90%'],
  ['T09', 3, 'less-than', '<', 2, '%', end2013, 'còn dưới 2%'],
  ['T10', 3, 'multiple-of-base', '>=', 3.5, 'lần', end2020, 'tăng lên 3,5 lần so với năm 2011', income],
  ['T11', 4, 'qualitative', null, null, null, end2015, 'tối thiểu bằng mức sống trung bình'],
  ['T12', 4, 'at-least', '>=', 80, '%', end2015, 'đưa 80% số hộ'],
  ['T13', 5, 'full-coverage', '=', 100, '%', end2015, '100% xã có trạm y tế'],
  ['T14', 5, 'full-coverage', '=', 100, '%', end2015, '100% trạm y tế có bác sĩ'],
  ['T15', 5, 'less-than', '<', 8, '%', end2015, 'dưới 8%'],
  ['T16', 5, 'at-most', '<=', 10, '‰', end2015, 'đạt từ 10‰ trở xuống'],
  ['T17', 6, 'at-least', '>=', 19.8, 'm²/người', end2020, 'đạt 19,8 m2/người'],
  ['T18', 7, 'qualitative', null, null, null, null, 'nâng dần'],
]

const rows = table.map(([id, dash, kind, comparator, value, unit, by, printed, more]) => ({
  id,
  clause: `I.2-${dash}`,
  metric: printed,
  kind,
  comparator,
  value,
  unit,
  by,
  printed,
  quote: printed,
  ...more,
}))
const targets = rows.map((row) => Target.parse(row))

/** One of them, with other answers put in place. */
function named(id: string, answers: object = {}): Target {
  return Target.parse({ ...rows.find((row) => row.id === id), supersedes: null, ...answers })
}

function label(of: Target, values: Record<number, number>, day: CalendarDate): string {
  return findingLabel(judge(of, yearly(values, { targetId: of.id }), closing(day)).finding)
}

test('are 18, of all seven kinds: 15 with a number and 3 without', () => {
  expect(targets).toHaveLength(18)
  expect(new Set(targets.map(({ kind }) => kind)).size).toBe(7)
  expect(targets.filter(({ value }) => value === null).map(({ id }) => id)).toEqual(['T03', 'T11', 'T18'])
})

test('the first is due at the end of 2013, ten at the end of 2015, six in 2020, and one has no day', () => {
  const on = (day: CalendarDate | null) => targets.filter(({ by }) => by === day).length
  expect([on(end2013), on(end2015), on(end2020), on(null)]).toEqual([1, 10, 6, 1])
})

describe('each is met, missed, or waits for figures on its own day', () => {
  test.each<[id: string, met: Record<number, number>, missed: Record<number, number>]>([
    [
      'T01',
      { 2012: 250_000, 2013: 240_000, 2014: 255_000, 2015: 255_000 },
      { 2012: 250_000, 2013: 240_000, 2014: 255_000, 2015: 254_999 },
    ],
    ['T02', { 2015: 4.5 }, { 2015: 4.6 }],
    ['T03', { 2018: 120_000, 2019: 125_000, 2020: 125_001 }, { 2018: 120_000, 2019: 125_000, 2020: 125_000 }],
    ['T04', { 2020: 3.9 }, { 2020: 4 }],
    ['T05', { 2015: 85 }, { 2015: 84.9 }],
    ['T06', { 2015: 76 }, { 2015: 75.9 }],
    ['T07', { 2020: 90.1 }, { 2020: 89 }],
    ['T08', { 2020: 90 }, { 2020: 89.99 }],
    ['T09', { 2013: 1.99 }, { 2013: 2 }],
    ['T10', { 2020: 28 }, { 2020: 27.9 }],
    ['T12', { 2015: 80 }, { 2015: 79 }],
    ['T13', { 2015: 100 }, { 2015: 99.7 }],
    ['T14', { 2015: 100 }, { 2015: 98 }],
    ['T15', { 2015: 7.9 }, { 2015: 8 }],
    ['T16', { 2015: 10 }, { 2015: 10.1 }],
    ['T17', { 2020: 19.8 }, { 2020: 19.79 }],
  ])('%s', (id, met, missed) => {
    const of = named(id)
    const day = of.by ?? end2020
    expect(label(of, met, day)).toBe('Đạt')
    expect(label(of, missed, day)).toBe('Chưa đạt')
    expect(label(of, {}, day)).toBe('Chưa đủ dữ liệu')
    expect(label(of, {}, '2012-12-31')).toBe('Chưa có số liệu')
  })

  test.each(['T11', 'T18'])('%s is judged in words, whatever figures there are', (id) => {
    expect(label(named(id), {}, end2015)).toBe('Đánh giá bằng nhận xét')
    expect(label(named(id), { 2014: 60, 2015: 70 }, end2015)).toBe('Đánh giá bằng nhận xét')
  })
})

describe('while a question is open the target waits for its answer', () => {
  test.each<[id: string, question: string, fields: object, open: string]>([
    ['T01', 'A7', { average: null }, 'average'],
    ['T02', 'A6', { comparator: null }, 'comparator'],
    ['T06', 'A6', { comparator: null }, 'comparator'],
    ['T10', 'A8', { reading: null }, 'reading'],
    ['T10', 'A8', { base: { year: 2011, value: null } }, 'base'],
    ['T12', 'A7', { by: null }, 'by'],
    ['T17', 'A5', { by: null }, 'by'],
  ])('%s and %s, with %j', (id, _, fields, open) => {
    const of = named(id, fields)
    expect(judge(of, yearly({ 2015: 80 }, { targetId: id }), closing(end2015)).finding).toMatchObject({
      verdict: 'no-basis',
      open: [open],
    })
  })

  test('the first of January 2020 takes the figures of 2019', () => {
    const early = named('T17', { by: '2020-01-01' })
    expect(label(early, { 2019: 19.8, 2020: 21 }, '2020-01-01')).toBe('Đạt')
    expect(label(early, { 2020: 21 }, '2020-12-31')).toBe('Chưa đủ dữ liệu')
  })

  test('"tăng lên 3,5 lần" read as 350% more asks for 4,5 times the base', () => {
    const more = named('T10', { reading: 'plus' })
    expect(label(more, { 2020: 35.9 }, end2020)).toBe('Chưa đạt')
    expect(label(more, { 2020: 36 }, end2020)).toBe('Đạt')
  })
})
