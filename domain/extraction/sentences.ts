/** Sentences, and the parts of them that a semicolon divides; nothing is cut inside brackets or quotation marks. */
import type { Stretch } from './outline.ts'

/** The parts of a stretch of text, without the spaces around them and with the sign that ends them. */
export function sentencesOf(text: string, { start, end }: Stretch): readonly Stretch[] {
  const sentences: Stretch[] = []
  let from = start
  for (let at = start; at < end; at += 1) {
    const sign = text.charAt(at)
    const closing = closingOf(text, sign, at, end)
    if (closing !== undefined) {
      at = closing
      continue
    }
    if (sign !== ';' && !(/[.!?…]/.test(sign) && endsSentence(text, at, start, end))) continue
    push(sentences, text, from, at + 1)
    from = at + 1
  }
  push(sentences, text, from, end)
  return sentences
}

const brackets: { readonly [open: string]: string } = { '(': ')', '[': ']', '“': '”', '"': '"', '«': '»' }
/** A bracket that closes later than this was never closed: the text lost a sign. */
const longestBracket = 1500

function closingOf(text: string, sign: string, at: number, end: number): number | undefined {
  const closing = brackets[sign]
  if (closing === undefined) return undefined
  let depth = 1
  for (let next = at + 1; next < Math.min(end, at + longestBracket); next += 1) {
    const here = text.charAt(next)
    if (here === closing) depth -= 1
    else if (here === sign) depth += 1
    if (depth === 0) return next
  }
  return undefined
}

const abbreviated =
  /(?:^|[\s(.])(?:TP|Tp|tp|Q|P|H|TX|TT|ThS|TS|GS|PGS|BS|KS|CN|Dr|Mr|v|V|St|Đ\/c|đ\/c|đ|Đ|số|No|\p{Lu})$/u

/** A full stop ends one where something begins after it: not in 250.000, TP. Hồ Chí Minh, v.v. nor before a small letter. */
function endsSentence(text: string, at: number, start: number, end: number): boolean {
  const rest = text.slice(at + 1, Math.min(end, at + 60))
  if (/^[.…!?]/.test(rest)) return false
  if (!/^["”’)\]/]*(?:\s|$)/.test(rest)) return false
  const next = rest.trimStart().charAt(0)
  if (next === '') return true
  if (/\p{Ll}/u.test(next) || next === ',' || next === ';') return false
  return text.charAt(at) !== '.' || !abbreviated.test(text.slice(Math.max(start, at - 8), at))
}

function push(sentences: Stretch[], text: string, from: number, to: number): void {
  const words = text.slice(from, to)
  const start = from + (words.length - words.trimStart().length)
  const end = from + words.trimEnd().length
  if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) sentences.push({ start, end })
}
