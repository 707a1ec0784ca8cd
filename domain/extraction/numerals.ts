/** Numbers as documents write them: 12, IV, mười hai, mười lăm (15). */
import { phrases, type Token } from './tokens.ts'

const romans = new Map(
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'].map(
    (roman, index) => [roman, index + 1] as const,
  ),
)

/** I to XV, in any case: corpora lower-case their headings. */
export function romanValue(text: string): number | undefined {
  return romans.get(text.toLowerCase())
}

const units = ['', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const spelt = phrases<number>([
  ...units.slice(1).map((word, index) => [word, index + 1] as const),
  ['mười', 10],
  ...units.slice(1).map((word, index) => [`mười ${word}`, 11 + index] as const),
  ['mười lăm', 15],
  ['hai mươi', 20],
  ['ba mươi', 30],
  ['bốn mươi lăm', 45],
  ['sáu mươi', 60],
  ['chín mươi', 90],
  ['giêng', 1],
  ['tư', 4],
  ['bẩy', 7],
  ['chạp', 12],
])

/** A count in words or figures, the figures in brackets after the words included; `năm` alone is also "year". */
export function countAt(tokens: readonly Token[], index: number): { value: number; length: number } | undefined {
  const token = tokens[index]
  if (token?.kind === 'number') return { value: Number(token.text), length: 1 }
  const words = spelt.at(tokens, index)
  if (!words) return undefined
  const [open, figure, close] = tokens.slice(index + words.length, index + words.length + 3)
  const hasFigures = open?.text === '(' && figure?.kind === 'number' && close?.text === ')'
  return { value: hasFigures ? Number(figure.text) : words.meaning, length: words.length + (hasFigures ? 3 : 0) }
}

const numerals: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

/** I, II, III …, as documents number their parts. */
export function romanWritten(count: number): string {
  const [value, numeral] = numerals.find(([least]) => least <= count) ?? [0, '']
  return value === 0 ? '' : numeral + romanWritten(Math.min(count, 999) - value)
}
