/** The places of a programme that a cell names: mục II.2.3, ý 8; II.1-01; II.1-01, II.1-02; ý 1, 2 và 3 mục II.1. */
import { placeAndPoint } from '../programme/clause.ts'

const numeral = String.raw`[IVX]+(?:\.\d+)*(?:\.[a-zđ])?`
const points = String.raw`\d{1,2}(?:\s*(?:,|;|và|-|–|đến)\s*(?:ý\s*)?\d{1,2})*`
const patterns = [
  // II.2.3-08, II.2.3 - ý 8, mục II.2.3, ý 8 và 9, II.2.3 (ý 8)
  new RegExp(
    String.raw`(?<![\p{L}\d.])(${numeral})\s*(?:[-–]|[,;(]?\s*[-–]?\s*(?:gạch đầu dòng thứ|ý thứ|ý|gạch đầu dòng))\s*(${points})`,
    'giu',
  ),
  // ý 8 mục II.2.3, ý 1, 2 và 3 của mục II.1
  new RegExp(
    String.raw`(?:ý thứ|ý|gạch đầu dòng thứ)\s*(${points})\s*,?\s*(?:thuộc|của|tại)?\s*mục\s*(${numeral})(?![\d.])`,
    'giu',
  ),
] as const

/** Clauses by their ids, of those that are known, in the order of the cell; what is named and unknown stands in `unknown`. */
export function placesNamed(
  cell: string,
  known: readonly string[],
): { readonly clauses: readonly string[]; readonly unknown: readonly string[] } {
  const byPlace = new Map(known.map((id) => [nameOf(id), id]))
  const clauses: string[] = []
  const unknown: string[] = []
  const name = (place: string, point: number | undefined) => {
    const wanted = point === undefined ? place : `${place}-${point}`
    const id = byPlace.get(wanted.toUpperCase())
    if (id === undefined) unknown.push(wanted)
    else if (!clauses.includes(id)) clauses.push(id)
  }
  let rest = cell
  for (const [index, pattern] of patterns.entries()) {
    rest = rest.replace(pattern, (_, one: string, other: string) => {
      const [place, list] = index === 0 ? [one, other] : [other, one]
      for (const point of pointsIn(list)) name(place, point)
      return ' '
    })
  }
  // A cell that holds nothing else is the place itself: II.4, mục III.2.
  for (const [, place = ''] of rest.matchAll(
    new RegExp(String.raw`(?<![\p{L}\d.])(${numeral})(?![\p{L}\d.-])`, 'gu'),
  )) {
    if (byPlace.has(place.toUpperCase())) name(place, undefined)
  }
  return { clauses, unknown }
}

/** II.1-01 and II.1-1 are one place. */
function nameOf(id: string): string {
  const { place, point } = placeAndPoint(id)
  return (point === undefined ? place : `${place}-${point}`).toUpperCase()
}

/** 1, 2 và 3; 1 - 3; 1 đến 3. */
function pointsIn(list: string): readonly number[] {
  return list.split(/,|;|và/).flatMap((part) => {
    const [from = 0, to = from] = (part.match(/\d+/g) ?? []).map(Number)
    return from > 0 && to >= from && to - from < 50
      ? Array.from({ length: to - from + 1 }, (_, index) => from + index)
      : []
  })
}
