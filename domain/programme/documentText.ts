/**
 * The words of a programme's document, whole, with the place that each passage is: `document.txt` beside the programme
 * file, one line a paragraph, and before the words of a clause its id in braces: `{II.1-03}Tiếp tục thực hiện …`. A
 * passage ends where the next begins, at `{}`, or with its paragraph.
 */

/** A run of words of one paragraph; with a clause, they are the clause's own. */
export interface Passage {
  readonly words: string
  readonly clause?: string | undefined
}

/** One paragraph, in the order of the document, with nothing left out but the marks. */
export type Paragraph = readonly Passage[]

/** What stands in braces is a mark, whatever it says: a document has no braces of its own. */
const mark = /\{([^{}]*)\}/

/** The paragraphs of a marked text; blank lines part them and are none. */
export function paragraphsOf(text: string): readonly Paragraph[] {
  return linesOf(text).map(paragraphOf)
}

/** The lines that hold a paragraph each, as they are kept. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

export function paragraphOf(line: string): Paragraph {
  // The pattern captures, so that words and marks take turns, words first.
  const [before = '', ...rest] = line.split(mark)
  const passages: Passage[] = before === '' ? [] : [{ words: before }]
  for (let index = 0; index < rest.length; index += 2) {
    const [clause = '', words = ''] = rest.slice(index, index + 2)
    if (words !== '') passages.push(clause === '' ? { words } : { words, clause })
  }
  return passages
}

/** Each clause with all that the document says at its place. */
export function wordsByClause(paragraphs: readonly Paragraph[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const { clause, words: said } of paragraphs.flat()) {
    if (clause === undefined) continue
    const before = words.get(clause)
    words.set(clause, before === undefined ? said.trim() : `${before} ${said.trim()}`)
  }
  return words
}
