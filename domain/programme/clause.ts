/**
 * The place a thing comes from, as its document numbers it, in ASCII because keys are made of it: `II.2.3-08` is mục
 * II.2.3, ý 8; `II.1.a` is mục II.1.a; `Dieu-5.Khoan-2.Diem-a` is điểm a khoản 2 Điều 5.
 */
import * as z from 'zod/mini'

// A part is a numeral, a letter or a word of its own, or one of them after the word that the document calls it by.
const part = '(?:[A-Z][a-z]+(?:-[a-z]+)*-)?[0-9A-Za-z]+'
const pattern = new RegExp(String.raw`^${part}(?:\.${part})*(?:-\d+)?$`)

// The word beside the pattern names it for the sentences of shape.ts.
export const ClauseId = z.string().check(z.regex(pattern, 'clause'), z.maxLength(40))

/**
 * Text that sorts as the document is numbered; the same for two ids that name the same place, II.1-01 and II.1-1.
 * Numbers and romans come before letters, điều 5a after điều 5.
 */
export function clauseOrder(clause: string): string {
  return (clause.match(/\d+|[A-Za-z]+|[^0-9A-Za-z]+/g) ?? []).map(orderOf).join('')
}

/** A place of its own for each id, in the order of the document: `#` comes before `-` and `.`. */
export function placeInDocument(clause: string): string {
  const known = places.get(clause)
  if (known !== undefined) return known
  const place = `${clauseOrder(clause)}#${clause}`
  if (places.size < 1000) places.set(clause, place)
  return place
}

/** A document has some hundred clauses, which come again with every change of a task. */
const places = new Map<string, string>()

function orderOf(run: string): string {
  if (/^\d/.test(run)) return numberOrder(run.replace(/^0+(?=\d)/, ''))
  const roman = romanValue(run)
  return roman === undefined ? run.toLowerCase() : numberOrder(String(roman))
}

/** A number with the count of its digits before it sorts as text. */
function numberOrder(digits: string): string {
  return `${String(digits.length).padStart(2, '0')}${digits}`
}

const romanPattern = /^M*(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/
const romanDigits: { readonly [digit: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

/** A lone C, D or M is the letter of a document in parts A, B, C, D: none numbers a hundred parts by romans. */
function romanValue(run: string): number | undefined {
  if (/^[CDM]$/.test(run) || !romanPattern.test(run)) return undefined
  const digits = [...run].map((digit) => romanDigits[digit] ?? 0)
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0)
}

/** The section that a clause lies in: of II.2.3-08 and of II.2.3.a it is II.2.3; III.1 and Dieu-3 are their own. */
export function sectionOf(clause: string): string {
  const { place, point } = placeAndPoint(clause)
  const below = /\.(?:[a-z]+|[A-Z][a-z]+(?:-[a-z]+)*-[0-9A-Za-z]+)$/.exec(place)
  return point === undefined && below ? place.slice(0, below.index) : place
}

/** The part of the document that a clause lies in: of III.2-1 and III.4 it is III. */
export function partOf(clause: string): string {
  const { place } = placeAndPoint(clause)
  return place.split('.')[0] ?? place
}

/** The place, and the ý of it where the id ends in one: Dieu-3 has the look of ý 3 of a place “Dieu”, and is none. */
export function placeAndPoint(clause: string): { readonly place: string; readonly point?: number } {
  const [, place, point] = /^(.+)-(\d+)$/.exec(clause) ?? []
  const isWord = place === undefined || /(?:^|\.)[A-Z][a-z]+(?:-[a-z]+)*$/.test(place)
  return isWord ? { place: clause } : { place, point: Number(point) }
}

/** What a document calls its parts (Nghị định 30/2020/NĐ-CP, Phụ lục II: khoản and điểm are not capitalised). */
const partNames: { readonly [word: string]: string } = {
  Phan: 'Phần',
  Chuong: 'Chương',
  Muc: 'Mục',
  'Tieu-muc': 'Tiểu mục',
  Dieu: 'Điều',
  Khoan: 'khoản',
  Diem: 'điểm',
  'Phu-luc': 'Phụ lục',
}

/** As the office says it: mục II.2.3, ý 8; điểm a khoản 2 Điều 5; Điều 3, ý 2. */
export function clauseWritten(clause: string): string {
  const { place, point } = placeAndPoint(clause)
  return point === undefined ? placeWritten(place) : `${placeWritten(place)}, ý ${point}`
}

/** The smallest part first; numerals that the document does not name stand together as one mục. */
function placeWritten(place: string): string {
  const names: string[] = []
  let unnamed: string[] = []
  const close = () => {
    if (unnamed.length > 0) names.unshift(`mục ${unnamed.join('.')}`)
    unnamed = []
  }
  for (const one of place.split('.')) {
    const [, word, number = one] = /^([A-Z][a-z]+(?:-[a-z]+)*)-([0-9A-Za-z]+)$/.exec(one) ?? []
    // Keys have no đ: điểm đ is written dd.
    const shown = number === 'dd' ? 'đ' : number
    if (word === undefined) unnamed.push(shown)
    else {
      close()
      names.unshift(`${partNames[word] ?? word} ${shown}`)
    }
  }
  close()
  return names.join(' ')
}
