/** Documents with labels written by hand, and how what was read compares with them. */
import { readdirSync, readFileSync } from 'node:fs'
import { extract } from '../../../domain/extraction/extract.ts'
import type { ExtractedItem } from '../../../domain/extraction/extracted.ts'

interface Label {
  readonly quote: string
  readonly occurrence?: number
  readonly due: string | null
  readonly recurrence: string | null
  readonly agency: string | null
}

export interface Labelled {
  readonly name: string
  readonly text: string
  readonly labels: readonly Label[]
}

const folder = new URL('documents/', import.meta.url)

export const labelledDocuments: readonly Labelled[] = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((file) => {
    const name = file.replace('.txt', '')
    const { items }: { items: readonly Label[] } = JSON.parse(
      readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'),
    )
    return { name, text: readFileSync(new URL(file, folder), 'utf8'), labels: items }
  })

/** What the labels say and the reading does not, and the days that it gives and no label does: a line each. */
export function differencesOf({ text, labels }: Labelled): readonly string[] {
  const { items } = extract(text)
  const placed = labels.map((label) => ({ label, at: placeOf(text, label) }))
  const covering = ({ label, at }: { label: Label; at: number }) =>
    items.filter(({ start, end }) => start < at + label.quote.length && end > at)
  const missed = placed.flatMap((place) => {
    const found = covering(place)
    const { quote, due, recurrence, agency } = place.label
    const dues = new Set(
      placed.filter((other) => found.some((item) => covering(other).includes(item))).map(({ label }) => label.due),
    )
    return [
      ...(due !== null && !found.some(({ dueOn }) => dueOn === due) ? [`“${quote}” is due ${due}`] : []),
      ...(due === null && found.some(({ dueOn }) => dueOn !== null && !dues.has(dueOn))
        ? [`“${quote}” has no day`]
        : []),
      ...(recurrence !== null && !found.some((item) => item.recurrence === recurrence)
        ? [`“${quote}” is ${recurrence}`]
        : []),
      ...(agency !== null && !found.some((item) => names(item).some((name) => isSameBody(name, agency)))
        ? [`“${quote}” is for ${agency}`]
        : []),
    ]
  })
  const invented = items
    .filter(
      (item) =>
        item.dueOn !== null &&
        !placed.some((place) => place.label.due === item.dueOn && covering(place).includes(item)),
    )
    .map(({ clause, dueOn, quote }) => `${clause}: nobody labelled ${dueOn} (“${quote}”)`)
  return [...missed, ...invented]
}

function placeOf(text: string, { quote, occurrence = 1 }: Label): number {
  let at = -1
  for (let count = 0; count < occurrence; count += 1) at = text.indexOf(quote, at + 1)
  return at
}

function names({ agency, cooperating }: ExtractedItem): readonly string[] {
  return [...(agency === null ? [] : [agency]), ...cooperating]
}

function isSameBody(found: string, expected: string): boolean {
  const [a, b] = [wordsOf(found), wordsOf(expected)]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / Math.min(a.size, b.size) >= 0.8 && shared / Math.max(a.size, b.size) >= 0.4
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}
