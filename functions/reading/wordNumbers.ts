/** The numbers of Word's lists: what each level prints, and how far each list has counted. */
import { romanWritten } from '../../domain/extraction/numerals.ts'

export interface Numbering {
  /** The number of the next paragraph of a list, with a space after it; empty for a paragraph of none. */
  readonly next: (list: string, level: string, style: string) => string
}

interface Level {
  readonly format: string
  /** `%1.%2)`: the counts of levels between its own signs. */
  readonly text: string
  readonly start: number
}

export function numberingOf(numbering: string, styles: string): Numbering {
  const definitions = new Map(
    elements(numbering, 'w:abstractNum').map(({ attributes, inner }) => [
      attribute(attributes, 'w:abstractNumId'),
      levelsOf(inner),
    ]),
  )
  const lists = new Map(
    elements(numbering, 'w:num').map(({ attributes, inner }) => [
      attribute(attributes, 'w:numId'),
      valueIn(inner, 'w:abstractNumId'),
    ]),
  )
  const styled = new Map(
    elements(styles, 'w:style').map(({ attributes, inner }) => [
      attribute(attributes, 'w:styleId'),
      { list: valueIn(inner, 'w:numId'), level: valueIn(inner, 'w:ilvl') },
    ]),
  )
  const counts = new Map<string, number[]>()

  return {
    next: (list, level, style) => {
      const given = list !== '' ? { list, level } : styled.get(style)
      const definition = lists.get(given?.list ?? '') ?? ''
      const levels = definitions.get(definition)
      const depth = Number(given?.level || 0)
      const own = levels?.get(depth)
      if (!levels || !own || given?.list === '0') return ''
      if (own.format === 'bullet') return '- '
      const counted = counts.get(definition) ?? []
      const mine = (counted[depth] ?? own.start - 1) + 1
      const now = Array.from({ length: depth + 1 }, (_, at) =>
        at === depth ? mine : (counted[at] ?? levels.get(at)?.start ?? 1),
      )
      counts.set(definition, now)
      const printed = own.text.replace(/%(\d)/g, (_, at) =>
        written(now[Number(at) - 1] ?? 1, levels.get(Number(at) - 1)?.format ?? 'decimal'),
      )
      return printed === '' ? '' : `${printed} `
    },
  }
}

function levelsOf(xml: string): ReadonlyMap<number, Level> {
  return new Map(
    elements(xml, 'w:lvl').map(({ attributes, inner }) => [
      Number(attribute(attributes, 'w:ilvl')),
      {
        format: valueIn(inner, 'w:numFmt'),
        text: valueIn(inner, 'w:lvlText'),
        start: Number(valueIn(inner, 'w:start') || 1),
      },
    ]),
  )
}

function written(count: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return romanWritten(count)
    case 'lowerRoman':
      return romanWritten(count).toLowerCase()
    case 'upperLetter':
      return letter(count).toUpperCase()
    case 'lowerLetter':
      return letter(count)
    case 'none':
      return ''
    default:
      return String(count)
  }
}

/** As Word counts them, without đ: a to z. */
function letter(count: number): string {
  return String.fromCharCode(96 + (((count - 1) % 26) + 1))
}

/** Elements of one name that do not lie in one another; one that closes itself has nothing inside. */
function elements(xml: string, name: string): readonly { readonly attributes: string; readonly inner: string }[] {
  const pattern = new RegExp(`<${name}(?=[\\s/>])([^>]*?)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g')
  return [...xml.matchAll(pattern)].map(([, attributes = '', inner = '']) => ({ attributes, inner }))
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

function valueIn(xml: string, name: string): string {
  return new RegExp(`<${name}(?=[\\s/>])[^>]*?w:val="([^"]*)"`).exec(xml)?.[1] ?? ''
}
