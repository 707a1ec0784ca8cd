import { describe, expect, test } from 'vitest'
import { placesNamed } from '../../../domain/annex/places.ts'
import { annexRows } from '../../../domain/annex/rows.ts'
import { timeRead } from '../../../domain/annex/times.ts'

describe('the rows of an annex', () => {
  test('stand under headings of one row or of two, without titles and counts of columns', () => {
    const rows = annexRows([
      ['PHỤ LỤC', '', '', '', ''],
      ['STT', 'Nội dung nhiệm vụ', 'Cơ quan thực hiện', '', 'Thời hạn'],
      ['STT', 'Nội dung nhiệm vụ', 'Chủ trì', 'Phối hợp', 'Thời hạn'],
      ['(1)', '(2)', '(3)', '(4)', '(5)'],
      ['I', 'Về bảo hiểm y tế', '', '', ''],
      ['1', 'Mở rộng đối tượng', 'Sở Y tế', 'Sở Tài chính', 'Quý I/2013'],
      ['', '', '', '', ''],
      ['2', 'Tuyên truyền', 'Sở Thông tin', '', ''],
    ])
    expect(rows).toMatchObject([
      {
        row: 1,
        number: '1',
        what: 'Mở rộng đối tượng',
        lead: 'Sở Y tế',
        cooperating: 'Sở Tài chính',
        time: 'Quý I/2013',
      },
      { row: 2, number: '2', what: 'Tuyên truyền', lead: 'Sở Thông tin', cooperating: '', time: '' },
    ])
  })

  test('are none without a heading for who leads', () => {
    expect(
      annexRows([
        ['STT', 'Nội dung', 'Kinh phí'],
        ['1', 'Mua sắm', '10'],
      ]),
    ).toEqual([])
  })
})

describe('the places that a cell names', () => {
  const known = ['II.1-01', 'II.1-02', 'II.1-03', 'II.2.3-08', 'III.2-1', 'III.4']
  test.each([
    ['mục II.2.3, ý 8', ['II.2.3-08']],
    ['II.1-01', ['II.1-01']],
    ['II.1-1; II.1-02', ['II.1-01', 'II.1-02']],
    ['Ý 1, 2 và 3 mục II.1', ['II.1-01', 'II.1-02', 'II.1-03']],
    ['II.1, ý 1 đến 3', ['II.1-01', 'II.1-02', 'II.1-03']],
    ['Mục II.1 (ý 2)', ['II.1-02']],
    ['Mục III.4', ['III.4']],
    ['III.2 - gạch đầu dòng thứ 1', ['III.2-1']],
    ['Sở Y tế 12-2013', []],
  ])('%s', (cell, clauses) => {
    expect(placesNamed(cell, known)).toEqual({ clauses, unknown: [] })
  })

  test('and the programme has not are told', () => {
    expect(placesNamed('II.9-01, II.1-01', known)).toEqual({ clauses: ['II.1-01'], unknown: ['II.9-1'] })
  })
})

describe('the time of a row', () => {
  const read = (cell: string) => timeRead(cell, '2013-01-04', '2020-12-31')
  test.each([
    ['Quý IV/2013', '2013-12-31'],
    ['Trước 30/6/2013', '2013-06-30'],
    ['30/9/2013', '2013-09-30'],
    ['15/6', '2013-06-15'],
    ['Năm 2014', '2014-12-31'],
  ])('%s is a day', (cell, dueOn) => {
    expect(read(cell)).toMatchObject({ schedule: { kind: 'once', dueOn } })
  })

  test('without an end is continuous, and with a day of every year recurs', () => {
    expect(read('Thường xuyên')).toMatchObject({ schedule: { kind: 'continuous' } })
    expect(read('Trước ngày 15/12 hằng năm')).toEqual({
      schedule: {
        kind: 'recurring',
        every: 'yearly',
        from: '2013-01-01',
        to: '2020-12-31',
        due: { month: 12, day: 15 },
      },
    })
  })

  test.each(['Hằng quý', 'Hàng năm', 'Theo tiến độ', 'Trước 30/6/2013 và 31/12/2013'])(
    '%s is for a person to say',
    (cell) => {
      expect(read(cell)).toEqual({ unread: cell })
    },
  )

  test('that is not said leaves what stands', () => {
    expect([read(''), read('-')]).toEqual([undefined, undefined])
  })
})
