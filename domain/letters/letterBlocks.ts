/**
 * A letter's text as the blocks it is made of. A letter is kept once, as plain text laid out by a few habits, which are
 * this module's grammar: a blank line between blocks, `I. HEADING` with what it asks for below, the name of a programme
 * above its entries, `1. title` with its facts set in by three spaces, and links at the ends of lines. So its HTML says
 * what its plain text says, and letters that were kept before there was any HTML have it too (docs/decisions/0029).
 */

/** One line of a block; with an address it is a button, and `words` is what stands on it. */
export interface LetterWords {
  readonly words: string
  readonly address?: string
}

export type LetterBlock =
  | { readonly kind: 'heading'; readonly number: string; readonly words: string; readonly asks: readonly string[] }
  | { readonly kind: 'programme'; readonly words: string }
  | {
      readonly kind: 'entry'
      readonly number: string
      readonly words: string
      readonly lines: readonly LetterWords[]
    }
  | { readonly kind: 'paragraph'; readonly lines: readonly LetterWords[] }

/** `addresses`: those that the letter's own links lead to. Whatever else looks like one is words that somebody wrote. */
export function letterBlocks(text: string, addresses: readonly string[]): readonly LetterBlock[] {
  const known = new Set(addresses)
  return text
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .flatMap((block) => blocksOf(block.split('\n'), known))
}

const heading = /^([IVX]+)\. (.+)$/
const entry = /^(\d+)\. (.+)$/
const indent = '   '

function blocksOf(lines: readonly string[], known: ReadonlySet<string>): readonly LetterBlock[] {
  const [first = '', ...rest] = lines
  const headed = heading.exec(first)
  if (headed) {
    const [, number = '', words = ''] = headed
    return [{ kind: 'heading', number, words, asks: rest }]
  }
  const begin = lines.findIndex((line) => entry.test(line))
  // Above the entries of a block stands the programme they are of.
  if (begin === 0 || begin === 1) {
    const programme: readonly LetterBlock[] = begin === 1 ? [{ kind: 'programme', words: first }] : []
    return [...programme, ...entriesOf(lines.slice(begin), known)]
  }
  return [{ kind: 'paragraph', lines: lines.map((line) => wordsOf(line, known)) }]
}

function entriesOf(lines: readonly string[], known: ReadonlySet<string>): readonly LetterBlock[] {
  const entries: { kind: 'entry'; number: string; words: string; lines: LetterWords[] }[] = []
  for (const line of lines) {
    const [, number, words] = entry.exec(line) ?? []
    const open = entries.at(-1)
    if (number !== undefined && words !== undefined) entries.push({ kind: 'entry', number, words, lines: [] })
    else if (open) open.lines.push(wordsOf(line.startsWith(indent) ? line.slice(indent.length) : line, known))
  }
  return entries
}

/** `Trả lời: https://…` is a button where the address is one of the letter's own. */
function wordsOf(line: string, known: ReadonlySet<string>): LetterWords {
  const [, words, address] = /^(.+): (\S+)$/.exec(line) ?? []
  return words !== undefined && address !== undefined && known.has(address) ? { words, address } : { words: line }
}
