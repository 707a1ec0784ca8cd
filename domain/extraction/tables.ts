/** Rows of a table in a text: cells apart by tabs or bars, under a row of headings that says what each column holds. */
import { type Field, type FieldName, fieldNames } from './fields.ts'
import type { Stretch } from './outline.ts'
import { type Token, tokensOf } from './tokens.ts'

/** The cells of a line, empty ones included; undefined where the line is none of a table. */
export function cellsOf(text: string, { start, end }: Stretch): readonly Stretch[] | undefined {
  const line = text.slice(start, end)
  const isTabbed = line.includes('\t')
  if (!isTabbed && (line.match(/\|/g)?.length ?? 0) < 2) return undefined
  const cells: Stretch[] = []
  let from = start
  for (const cell of line.split(isTabbed ? '\t' : '|')) {
    const own = from + (cell.length - cell.trimStart().length)
    cells.push({ start: Math.min(own, from + cell.length), end: Math.max(own, from + cell.trimEnd().length) })
    from += cell.length + 1
  }
  return isTabbed
    ? cells
    : cells.filter(({ start: at, end: to }, index) => to > at || (index > 0 && index < cells.length - 1))
}

export type Columns = readonly (FieldName | undefined)[]

/** What the columns hold, where the row is one of headings: two of them known at least. */
export function columnsOf(text: string, cells: readonly Stretch[], bare: boolean): Columns | undefined {
  const columns = cells.map(({ start, end }) => {
    const tokens = tokensOf(text, bare, start, end)
    const name = fieldNames.at(tokens, 0)
    return name && tokens.length <= name.length + 4 ? name.meaning : undefined
  })
  const known = columns.filter((name) => name !== undefined && name !== 'number')
  return new Set(known).size >= 2 ? columns : undefined
}

/** Whether the cells are headings of a table of work, as columnsOf tells. */
export function areHeadings(cells: readonly string[]): boolean {
  const line = cells.join('\t')
  const stretches = cellsOf(line, { start: 0, end: line.length })
  return stretches !== undefined && columnsOf(line, stretches, false) !== undefined
}

export interface Row {
  readonly number: string | undefined
  readonly tokens: readonly Token[]
  readonly main: readonly Token[]
  readonly fields: readonly Field[]
}

/** A row under its headings; undefined where it says nothing of its own: a title between rows, a line of numbers. */
export function rowOf(text: string, cells: readonly Stretch[], columns: Columns, bare: boolean): Row | undefined {
  const parts = cells.map(({ start, end }, index) => ({
    name: columns[index],
    tokens: tokensOf(text, bare, start, end),
  }))
  const numbered = parts
    .find(({ name }) => name === 'number')
    ?.tokens.map(({ text: word }) => word)
    .join('')
  const what =
    parts.find(({ name }) => name === 'what') ??
    parts.find(({ name, tokens }) => name === undefined && tokens.length > 2)
  const filled = parts.filter(({ name, tokens }) => tokens.length > 0 && name !== 'number')
  if (!what || what.tokens.length < 2 || filled.length < 2) return undefined
  const tokens = parts.flatMap(({ tokens: own }) => own)
  let at = 0
  const fields: Field[] = []
  for (const { name, tokens: own } of parts) {
    if (own.length > 0 && name !== undefined && name !== 'number' && name !== 'what')
      fields.push({ name, label: at, from: at, to: at + own.length })
    at += own.length
  }
  return { number: numbered === '' ? undefined : numbered, tokens, main: what.tokens, fields }
}
