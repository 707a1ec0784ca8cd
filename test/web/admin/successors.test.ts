import { expect, it } from 'vitest'
import { clausesTyped, isUnclear, successorsSent } from '../../../web/admin/successors.ts'

it('sections are read as an office writes them', () => {
  expect(clausesTyped('II.2.3, mục II.4;II.1-03')).toEqual(['II.2.3', 'II.4', 'II.1-03'])
  expect(clausesTyped('II.1-03 ; ')).toEqual(['II.1-03'])
  expect(clausesTyped(' ')).toEqual([])
})

it('one agency takes what it names, the one left empty all the rest', () => {
  const values = [
    { agency: 'so-y-te', clauses: 'II.2.5' },
    { agency: 'so-xay-dung', clauses: '' },
    { agency: '', clauses: 'II.3' },
  ]
  expect(successorsSent(values)).toEqual([{ agency: 'so-y-te', clauses: ['II.2.5'] }, { agency: 'so-xay-dung' }])
  expect(isUnclear(values)).toBe(false)
})

it.each([
  ['two take all the rest', ['', '']],
  ['a section stands twice', ['II.1, II.2', 'II.2']],
])('it is unclear where %s', (_, [one = '', other = '']) => {
  expect(
    isUnclear([
      { agency: 'so-y-te', clauses: one },
      { agency: 'so-xay-dung', clauses: other },
    ]),
  ).toBe(true)
})
