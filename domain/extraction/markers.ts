/** What stands at the beginning of a line: Phần I, A., II., Điều 5., 2., 2.1, a), -, +. */

export type MarkerStyle =
  | 'annex'
  | 'part'
  | 'chapter'
  | 'section'
  | 'upper'
  | 'roman'
  | 'article'
  | 'decimal'
  | 'letter'
  | 'dash'
  | 'plus'

export interface Marker {
  readonly style: MarkerStyle
  /** Which marks lie in which: those with a greater rank lie below. 1.1 lies below 1. */
  readonly rank: number
  /** As it goes into a clause's id: II, 2.5.1, a, Dieu-5. Empty for dashes, which are counted. */
  readonly label: string
  /** Of II.1: the label is the whole way from the top. */
  readonly isWhole: boolean
  /** How many units of the line it takes, with the spaces after it. */
  readonly length: number
}

const patterns: readonly {
  readonly style: MarkerStyle
  readonly rank: number
  readonly pattern: RegExp
  readonly labelOf?: (found: RegExpExecArray) => string
  readonly isWhole?: true
}[] = [
  {
    style: 'annex',
    rank: 0,
    pattern: /^phụ lục(?:\s+(?:số\s*)?([IVX]{1,5}|\d{1,2}|[A-H])(?![\p{L}\d]))?\s*[.:)–-]?\s*/iu,
    labelOf: ([, number]) => `Phu-luc-${number ?? 1}`,
  },
  {
    style: 'part',
    rank: 1,
    pattern: /^phần\s+(?:thứ\s+)?([IVX]{1,5}|\d{1,2}|nhất|hai|ba|tư|năm)(?![\p{L}\d])\s*[.:)–-]?\s*/iu,
    labelOf: ([, number = '']) => `Phan-${ordinals[number.toLowerCase()] ?? number}`,
  },
  {
    style: 'chapter',
    rank: 2,
    pattern: /^chương\s+([IVX]{1,5}|\d{1,2})(?![\p{L}\d])\s*[.:)–-]?\s*/iu,
    labelOf: ([, number]) => `Chuong-${number}`,
  },
  {
    style: 'section',
    rank: 3,
    pattern: /^mục\s+(\d{1,2}|[IVX]{1,5})\s*[.:)–-]\s*/iu,
    labelOf: ([, number]) => `Muc-${number}`,
  },
  {
    style: 'article',
    rank: 6,
    pattern: /^điều\s+(\d{1,3}[a-zđ]?)(?![\p{L}\d/])\s*[.:)–-]?\s*(?=\p{Lu}|$)/iu,
    labelOf: ([, number]) => `Dieu-${number}`,
  },
  { style: 'decimal', rank: 7, pattern: /^([IVX]{1,4}\.\d{1,2}(?:\.\d{1,2})*)\s*[.)/:–-]?\s+(?=\S)/u, isWhole: true },
  { style: 'roman', rank: 5, pattern: /^([IVX]{1,5})\s*(?:[.)/:]|[–-](?=\s))\s*(?=[^\s\d])/u },
  { style: 'upper', rank: 4, pattern: /^([A-HĐJ-UWYZ])\s*[.)/]\s*(?=\p{Lu})/u },
  {
    style: 'decimal',
    rank: 7,
    pattern: /^(\d{1,2}(?:\.\d{1,2}){1,3})\s*(?:[.)/:]|[–-](?=\s)|(?=\s))\s*(?=[^\s\d%,/])/u,
  },
  { style: 'decimal', rank: 7, pattern: /^(\d{1,2})\s*(?:[.)/:]|[–-](?=\s))\s*(?=[^\s\d%,])/u },
  { style: 'letter', rank: 11, pattern: /^([a-zđ]\d?)\s*(?:[)/]|\.(?=\s))\s*(?=\S)/u },
  { style: 'plus', rank: 13, pattern: /^\+\s*(?=\S)/u },
  { style: 'dash', rank: 12, pattern: /^(?:[-–—−•●▪■◦·*\uf02d\uf0a7\uf0b7]+|o(?=\s+\p{Lu}))\s*(?=\S)/u },
]

const ordinals: { readonly [word: string]: string } = { nhất: 'I', hai: 'II', ba: 'III', tư: 'IV', năm: 'V' }

/** The mark that a line, without the spaces before it, begins with. */
export function markerOf(line: string): Marker | undefined {
  for (const { style, rank, pattern, labelOf, isWhole } of patterns) {
    const found = pattern.exec(line)
    if (!found) continue
    const label = labelOf?.(found) ?? (found[1] ?? '').replace('đ', 'dd').replace('Đ', 'DD')
    const depth = style === 'decimal' ? label.split('.').length - 1 : 0
    return { style, rank: rank + depth, label, isWhole: isWhole === true, length: found[0].length }
  }
  return undefined
}
