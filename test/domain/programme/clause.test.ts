import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClauseId, clauseWritten, partOf, placeInDocument, sectionOf } from '../../../domain/programme/clause.ts'

describe('the place of a clause', () => {
  it('sorts as the document is numbered', () => {
    const inOrder = [
      ...['I.2', 'I.10', 'II', 'II-1', 'II.1', 'II.2-01', 'II.2-10', 'II.2.1-01', 'II.2.3', 'II.10', 'IX', 'X.1'],
      ...['XIII-1', 'XIV-1', 'XLIX', 'L', 'XCIX.2', 'A', 'A.I', 'A.II', 'B', 'B.1', 'C', 'D.I'],
      ...['Dieu-2', 'Dieu-5', 'Dieu-5.Khoan-2', 'Dieu-5.Khoan-2.Diem-a', 'Dieu-5.Khoan-10', 'Dieu-5a', 'Dieu-10'],
    ]
    expect(sorted(inOrder.toReversed())).toEqual(inOrder)
    expect(sorted(['I.d', 'I.e', 'I.dd', 'I.a', 'I.2'])).toEqual(['I.2', 'I.a', 'I.d', 'I.dd', 'I.e'])
  })

  it('sorts by any number, written as a roman or not, with zeros before it or not', () => {
    const number = fc.integer({ min: 1, max: 99 })
    const zeros = fc.constantFrom('', '0', '00')
    const clause = fc.tuple(number, number, number, zeros).map(([part, section, point, zero]) => ({
      numbers: [part, section, point],
      id: `${roman(part)}.${section}-${zero}${point}`,
    }))
    fc.assert(
      fc.property(clause, clause, (a, b) => {
        const [first, second] = [placeInDocument(a.id), placeInDocument(b.id)]
        const order = compared(a.numbers, b.numbers)
        if (order === 0) expect(first === second).toBe(a.id === b.id)
        else expect(first < second).toBe(order < 0)
      }),
    )
  })

  it('is its own for each id that a file may have', () => {
    const part = fc.stringMatching(/^([A-Z][a-z]{1,3}-)?[0-9A-Za-z]{1,3}$/)
    const id = fc.tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.stringMatching(/^(-\d{1,2})?$/))
    fc.assert(
      fc.property(
        fc.uniqueArray(
          id.map(([parts, point]) => parts.join('.') + point),
          { maxLength: 30 },
        ),
        (ids) => {
          for (const one of ids) expect(ClauseId.safeParse(one).success, one).toBe(true)
          expect(new Set(ids.map(placeInDocument)).size).toBe(ids.length)
        },
      ),
    )
  })
})

it.each([
  ['II.2.3-08', 'II.2.3', 'mục II.2.3, ý 8'],
  ['III.1', 'III.1', 'mục III.1'],
  ['II.1.a', 'II.1', 'mục II.1.a'],
  ['I.2.dd', 'I.2', 'mục I.2.đ'],
  ['II.1.a-02', 'II.1.a', 'mục II.1.a, ý 2'],
  ['II.ket', 'II', 'mục II.ket'],
  ['Dieu-3', 'Dieu-3', 'Điều 3'],
  ['Dieu-3-02', 'Dieu-3', 'Điều 3, ý 2'],
  ['Dieu-5.Khoan-2', 'Dieu-5', 'khoản 2 Điều 5'],
  ['Dieu-5.Khoan-2.Diem-dd', 'Dieu-5.Khoan-2', 'điểm đ khoản 2 Điều 5'],
  ['Chuong-II.Muc-1', 'Chuong-II', 'Mục 1 Chương II'],
  ['Phan-1.II.3', 'Phan-1.II.3', 'mục II.3 Phần 1'],
  ['Phu-luc-I.2', 'Phu-luc-I.2', 'mục 2 Phụ lục I'],
])('%s lies in %s and is written %s', (id, section, written) => {
  expect(ClauseId.safeParse(id).success).toBe(true)
  expect([sectionOf(id), clauseWritten(id)]).toEqual([section, written])
})

it.each([
  ['III.2-1', 'III'],
  ['III.4', 'III'],
  ['II.2.5.1-02', 'II'],
  ['Dieu-3-02', 'Dieu-3'],
  ['Chuong-II.Dieu-5.Khoan-2', 'Chuong-II'],
])('%s lies in the part %s of its document', (id, part) => {
  expect(partOf(id)).toBe(part)
})

it.each(['', 'mục 1', 'Điều 3', 'II.', '.1', 'II..1', 'II-1-2', 'II#1', 'Khoan-2-Dieu-5'])(
  '%j names no clause',
  (id) => {
    expect(ClauseId.safeParse(id).success).toBe(false)
  },
)

function sorted(ids: readonly string[]): string[] {
  const places = new Map(ids.map((id) => [placeInDocument(id), id]))
  return [...places.keys()].toSorted().map((place) => places.get(place) ?? '')
}

function compared(a: readonly number[], b: readonly number[]): number {
  return a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** Written out from a table of its own. */
function roman(number: number): string {
  const units = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']
  const tens = ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC']
  return `${tens[Math.floor(number / 10)]}${units[number % 10]}`
}
