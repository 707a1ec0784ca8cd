import { describe, expect, test } from 'vitest'
import type { ObservedValue } from '../../../domain/targets/observation.ts'
import { checkObservation, doubtWritten } from '../../../domain/targets/plausibility.ts'
import { target } from './builders.ts'

const deaths = target({
  id: 'T16',
  metric: 'Tỷ lệ tử vong trẻ dưới 5 tuổi',
  kind: 'at-most',
  unit: '‰',
  comparator: '<=',
  value: 10,
  baseline: { year: 2011, value: 12, source: 'Sở Y tế' },
})
const jobs = target({ kind: 'yearly-average', unit: 'lượt/năm', value: 250_000, average: null })

/** The codes of the doubts about a value. */
function codes(of: typeof deaths, value: ObservedValue, previous: number | null = null, area: string | null = null) {
  return checkObservation(of, value, { area, previous }).map(({ code }) => code)
}

describe('a value that is entered', () => {
  test.each<[string, ObservedValue, number | null]>([
    ['of the size of the mark', 9.8, null],
    ['of the size of the base, away from the mark', 30, null],
    ['of the size of the previous figure', 35, 12],
    ['zero', 0, 12],
    ['as two counts', { numerator: 11, denominator: 1000 }, null],
    ['after a previous figure of zero', 10, 0],
  ])('raises no doubt when it is %s', (_, value, previous) => {
    expect(codes(deaths, value, previous)).toEqual([])
  })

  test('below zero is doubted', () => {
    expect(codes(deaths, -1)).toEqual(['negative'])
  })

  test('over the whole is doubted: 100 for %, 1000 for ‰, nothing for other units', () => {
    expect(codes(target(), 100)).toEqual([])
    expect(codes(target(), 100.5)).toEqual(['over-whole'])
    expect(codes(target(), { numerator: 21, denominator: 20 })).toEqual(['over-whole'])
    expect(codes(deaths, 1000.5)).toEqual(['over-whole'])
    expect(codes(jobs, 260_000)).toEqual([])
  })

  test.each([
    [1, null],
    [1.1, 11],
    [110, 11],
  ])('of %d beside %d ‰ is doubted as % for ‰', (value, previous) => {
    expect(codes(deaths, value, previous)).toEqual(['tenfold'])
  })

  test('a hundred times away is doubted, a share typed as 0,85 for one', () => {
    expect(codes(target(), 0.85)).toEqual(['far-off'])
    expect(codes(jobs, 250)).toEqual(['far-off'])
    expect(codes(jobs, 25_000)).toEqual(['far-off'])
    expect(codes(jobs, 25_001)).toEqual([])
  })

  test('of one area is compared with its own previous figure only', () => {
    expect(codes(deaths, 1, null, 'quan-1')).toEqual([])
    expect(codes(deaths, 1, 10, 'quan-1')).toEqual(['tenfold'])
  })

  test('of a multiple is compared with the base, never with the multiple', () => {
    const income = target({
      kind: 'multiple-of-base',
      unit: 'lần',
      value: 3.5,
      by: '2020-12-31',
      reading: null,
      base: { year: 2011, value: 8 },
    })
    expect(codes(income, 28)).toEqual([])
    expect(codes(income, 2_800)).toEqual(['far-off'])
  })

  test('that cannot be put together with the other areas is doubted', () => {
    const ratio = target({ composition: { kind: 'ratio', areas: ['quan-1'] } })
    const sum = target({ composition: { kind: 'sum', areas: ['quan-1'] } })
    expect(codes(ratio, 85, null, 'quan-1')).toEqual(['cannot-be-added'])
    expect(codes(sum, { numerator: 1, denominator: 2 }, null, 'quan-1')).toEqual(['cannot-be-added'])
    expect(codes(ratio, { numerator: 85, denominator: 100 }, null, 'quan-1')).toEqual([])
    expect(codes(ratio, { numerator: 85, denominator: 100 }, null, 'can-gio')).toEqual(['area-not-counted'])
    expect(codes(ratio, 85)).toEqual([])
  })
})

test('a doubt is put as a question with what was typed and what is known', () => {
  const [doubt] = checkObservation(deaths, 1.2)
  expect(doubt && doubtWritten(deaths, doubt)).toBe(
    'Đơn vị là % hay ‰? Số nhập 1,2‰, trong khi số gốc là 12‰. Nếu đúng, hãy xác nhận; nếu không, hãy sửa lại.',
  )
  const [over] = checkObservation(target(), 850)
  expect(over && doubtWritten(target(), over)).toContain('Số nhập 850% vượt quá 100%.')
  const [far] = checkObservation(jobs, 250)
  expect(far && doubtWritten(jobs, far)).toContain('so với mức chỉ tiêu là 250.000 lượt/năm')
})
