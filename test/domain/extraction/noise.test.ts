import { expect, test } from 'vitest'
import { extract } from '../../../domain/extraction/extract.ts'
import { Extracted } from '../../../domain/extraction/extracted.ts'
import { seededRandom } from '../../contracts/seededRandom.ts'
import { labelledDocuments } from './scored.ts'

type Random = () => number
type Mutation = (text: string, random: Random) => string

/** What web pages, scanners and old mail do to a text; none touches a figure. */
const mutations: readonly Mutation[] = [
  (text) => text.normalize('NFD'),
  (text, random) => text.replace(/\p{L}+/gu, (word) => (random() < 0.2 ? bare(word) : word)),
  (text) => bare(text),
  (text, random) => text.replace(/\n/g, (line) => (random() < 0.3 ? ' ' : line)),
  (text, random) => text.replace(/ /g, (space) => (random() < 0.03 ? '' : random() < 0.03 ? '  ' : space)),
  (text, random) => text.replace(/\p{L}/gu, (letter) => (random() < 0.01 ? 'l' : letter)),
  (text, random) => text.replace(/[.;:,()“”"]/g, (sign) => (random() < 0.1 ? '' : sign)),
  (text, random) => text.slice(Math.floor(random() * text.length)),
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  (text, random) => [...text.split('\n')].filter(() => random() > 0.1).join('\n'),
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/\n/g, '\r\n'),
  (text, random) => text.replace(/\n/g, () => (random() < 0.05 ? '\n(((“' : '\n')),
]

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
}

test('a thousand damaged texts are read, every quote lies in its span, and no day is made of what no figure says', () => {
  const random = seededRandom(28)
  for (let round = 0; round < 1000; round += 1) {
    const document = labelledDocuments[round % labelledDocuments.length]
    const mutate = mutations[Math.floor(random() * mutations.length)]
    if (!document || !mutate) continue
    const text = mutate(document.text, random)
    const found = extract(text)
    for (const { start, end, quote, dueOn } of [
      ...found.items,
      ...found.targets.map((target) => ({ ...target, dueOn: target.by })),
    ]) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeLessThanOrEqual(text.length)
      expect(text.slice(start, end)).toContain(quote)
      if (dueOn !== null) expect(yearsOf(text)).toContain(Number(dueOn.slice(0, 4)))
    }
  }
})

/** Those printed, the one before each ("trước năm 2013") and the one after ("30 ngày kể từ ngày ký"). */
function yearsOf(text: string): readonly number[] {
  return (text.match(/(?:19|20)\d{2}/g) ?? []).flatMap((year) => [Number(year) - 1, Number(year), Number(year) + 1])
}

test('what is read has the shape that is promised', () => {
  for (const { text } of labelledDocuments) expect(Extracted.safeParse(extract(text)).error).toBeUndefined()
})

test.each(['', '\n\n\n', '....', '-', 'I.', '1.', '((((((', '"""', '\ufeff', 'Điều', 'năm năm năm năm', '1/1/1/1/1/1'])(
  '%j holds nothing',
  (text) => {
    expect(extract(text).items).toEqual([])
  },
)
