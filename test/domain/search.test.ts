import { expect, test } from 'vitest'
import { fold, matches } from '../../domain/search.ts'

test.each([
  ['Đẩy mạnh bảo hiểm y tế', 'day manh bao hiem y te'],
  ['  ĐỀ ÁN\tsố 12/KH-UBND ', 'de an so 12 kh ubnd'],
  ['Ưu đãi người có công', 'uu dai nguoi co cong'],
  ['Thủ Đức; Gò Vấp', 'thu duc go vap'],
  ['II.2.3-08', 'ii 2 3 08'],
  ['', ''],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
  // Composed or with marks apart, as two keyboards write it.
  expect(fold(text.normalize('NFD'))).toBe(folded)
})

test.each([
  ['day manh bao hiem', true],
  ['bao hiem day', true],
  ['Bảo HIỂM', true],
  ['hie', true],
  ['iem', false],
  ['bao hiem xa', false],
  ['', false],
  ['  ', false],
])('%j finds "Đẩy mạnh bảo hiểm": %s', (query, found) => {
  expect(matches(fold('Đẩy mạnh bảo hiểm'), query)).toBe(found)
})
