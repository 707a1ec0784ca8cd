/** Words, numbers and signs with their places, and the phrases that tables of the language's words are made of. */

export interface Token {
  readonly start: number
  readonly end: number
  readonly text: string
  /** By which words meet: see keyOf. In a text without diacritics, the bare letters after a `~`. */
  readonly key: string
  readonly kind: 'word' | 'number' | 'sign'
  readonly isCapital: boolean
}

/** Texts that lost their diacritics (old mail, old exports) hold hardly any; a whole one has them in most words. */
export function isBare(text: string): boolean {
  // Its first pages say it: a count of every letter of a long text costs more than all else that is done with it.
  const sample = text.slice(0, 50_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const marked = sample.match(/[^\P{L}A-Za-z]/gu)?.length ?? 0
  return marked * 50 < letters
}

export function tokensOf(text: string, bare: boolean, from = 0, to = text.length): Token[] {
  const tokens: Token[] = []
  const pattern = /\p{L}[\p{L}\p{M}]*|\p{N}+|[^\s\p{L}\p{N}]/gu
  pattern.lastIndex = from
  for (let found = pattern.exec(text); found && found.index < to; found = pattern.exec(text)) {
    const [word] = found
    const isWord = /^\p{L}/u.test(word)
    const kind = isWord ? 'word' : /^\p{N}/u.test(word) ? 'number' : 'sign'
    tokens.push({
      start: found.index,
      end: found.index + word.length,
      text: word,
      key: isWord ? (bare ? bareKey(word) : keyOf(word)) : word,
      kind,
      isCapital: isWord && word.charAt(0) !== word.charAt(0).toLowerCase(),
    })
  }
  return tokens
}

const keys = new Map<string, string>()

/**
 * Two spellings of one word have one key: uỷ and ủy, hoá and hóa (the tone goes to the end), tỷ and tỉ, quý and quí.
 */
export function keyOf(word: string): string {
  const known = keys.get(word)
  if (known !== undefined) return known
  const parts = word.toLowerCase().normalize('NFD')
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(parts)?.[0] ?? ''
  const letters = parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC')
  const key = letters.replace(/(^|[bcdđghklmnpqrstvx]|qu)y$/, '$1i') + (tones.get(tone) ?? '')
  // Bounded: noise makes words without end.
  if (keys.size < 20_000) keys.set(word, key)
  return key
}

const tones = new Map([
  ['\u0300', '2'],
  ['\u0301', '1'],
  ['\u0303', '4'],
  ['\u0309', '3'],
  ['\u0323', '5'],
])

/** Letters alone, marked as such: a word without marks meets these only where the whole text has none. */
export function bareKey(word: string): string {
  const letters = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return `~${letters.replace(/(^|[bcdghklmnpqrstvx]|qu)y$/, '$1i')}`
}

export interface Phrase<Meaning> {
  readonly meaning: Meaning
  /** How many tokens it takes. */
  readonly length: number
}

export interface Phrases<Meaning> {
  /** The longest phrase that begins at a token. */
  readonly at: (tokens: readonly Token[], index: number) => Phrase<Meaning> | undefined
  /** The longest phrase whose last token stands just before an index. */
  readonly before: (tokens: readonly Token[], index: number) => Phrase<Meaning> | undefined
}

/** A table of phrases, each with its meaning, to be found among tokens whether these have their diacritics or not. */
export function phrases<Meaning>(table: readonly (readonly [words: string, meaning: Meaning])[]): Phrases<Meaning> {
  const byFirst = new Map<string, Entry<Meaning>[]>()
  const byLast = new Map<string, Entry<Meaning>[]>()
  for (const [words, meaning] of table) {
    for (const bare of [false, true]) {
      const entry = { keys: tokensOf(words.normalize('NFC'), bare).map(({ key }) => key), meaning }
      put(byFirst, entry.keys[0], entry)
      put(byLast, entry.keys.at(-1), entry)
    }
  }
  return {
    at: (tokens, index) => longest(byFirst.get(tokens[index]?.key ?? ''), tokens, () => index),
    before: (tokens, index) => longest(byLast.get(tokens[index - 1]?.key ?? ''), tokens, (length) => index - length),
  }
}

/** A table whose phrases all mean the same. */
export function wordList(...words: readonly string[]): Phrases<true> {
  return phrases(words.flatMap((line) => line.split(/\s*\|\s*/)).map((word) => [word, true] as const))
}

interface Entry<Meaning> {
  readonly keys: readonly string[]
  readonly meaning: Meaning
}

function put<Meaning>(map: Map<string, Entry<Meaning>[]>, key: string | undefined, entry: Entry<Meaning>): void {
  if (key === undefined) return
  const entries = map.get(key) ?? []
  if (entries.some(({ keys: known }) => known.join(' ') === entry.keys.join(' '))) return
  map.set(
    key,
    [...entries, entry].toSorted((a, b) => b.keys.length - a.keys.length),
  )
}

function longest<Meaning>(
  entries: readonly Entry<Meaning>[] | undefined,
  tokens: readonly Token[],
  from: (length: number) => number,
): Phrase<Meaning> | undefined {
  const entry = entries?.find(({ keys: wanted }) => {
    const start = from(wanted.length)
    return start >= 0 && wanted.every((key, offset) => tokens[start + offset]?.key === key)
  })
  return entry && { meaning: entry.meaning, length: entry.keys.length }
}
