import { describe, expect, it } from 'vitest'
import type { ObservationView } from '../../../domain/targets/targetView.ts'
import { figureOf, figureSent, newFigure, pastedColumn } from '../../../web/targets/acts/figure.ts'

const entry: ObservationView = {
  id: 'so-lieu',
  targetId: 'T05',
  area: null,
  period: { year: 2014 },
  value: 82.4,
  kind: 'preliminary',
  source: 'Báo cáo năm 2014',
  sourceDate: '2015-01-20',
  recordedAt: '2015-01-21T02:00:00.000Z',
  recordedBy: 'nguoi-nhap',
  supersedes: null,
  note: null,
  periodWritten: 'năm 2014',
  standing: 'current',
}

describe('a figure that is put right is sent as it stood, where nothing was changed', () => {
  it.each([
    { period: { year: 2014 }, value: 82.4 },
    { period: { from: '2013-12-15', to: '2014-12-14' }, value: -0.25 },
    { period: { asOf: '2014-06-30' }, value: { numerator: 1_250_300, denominator: 1_500_000 } },
  ] as const)('%o', (own) => {
    const { area, kind, source, sourceDate } = entry
    expect(figureSent(figureOf({ ...entry, ...own }))).toEqual({ area, kind, source, sourceDate, ...own })
  })
})

it('of what cannot be read nothing is sent, and nothing is made up', () => {
  const figure = { ...newFigure('2015-03-09'), year: 'năm ngoái', number: 'nhiều', sourceDate: '31/02/2015' }
  expect(figureSent(figure)).toEqual({ area: null, kind: 'estimate', source: '' })
})

it('a column of a spreadsheet is read line by line; what is not a year and a number is shown and left out', () => {
  expect(pastedColumn('2012\t78,2\r\n2013;80,1\n\nNăm\tTỷ lệ\n2014 83\n2015\t\n')).toEqual([
    { line: '2012\t78,2', year: 2012, value: 78.2 },
    { line: '2013;80,1', year: 2013, value: 80.1 },
    { line: 'Năm\tTỷ lệ' },
    { line: '2014 83', year: 2014, value: 83 },
    { line: '2015' },
  ])
})
