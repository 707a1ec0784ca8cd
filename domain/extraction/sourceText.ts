/**
 * The text as it is read: composed (NFC), so that a letter and its marks are one, with the place of every unit in the
 * text it came from. Everything that reads works on `text`; only what is shown to others is told in the original's
 * offsets (UTF-16 units).
 */

export interface SourceText {
  /** Composed, with every kind of space a plain one and nothing else changed. */
  readonly text: string
  /** Where a span of `text` lies in the original. */
  readonly spanOf: (start: number, end: number) => { readonly start: number; readonly end: number }
  /** The original's own words between two offsets of `text`. */
  readonly wordsOf: (start: number, end: number) => string
}

export function sourceText(original: string): SourceText {
  const composed = original.normalize('NFC')
  if (composed === original) {
    return {
      text: plainSpaces(original),
      spanOf: (start, end) => ({ start, end }),
      wordsOf: (start, end) => original.slice(start, end),
    }
  }
  const { text, places } = composeByCluster(original)
  const spanOf = (start: number, end: number) => ({
    start: places[start] ?? original.length,
    end: places[end] ?? original.length,
  })
  return {
    text: plainSpaces(text),
    spanOf,
    wordsOf: (start, end) => {
      const span = spanOf(start, end)
      return original.slice(span.start, span.end)
    },
  }
}

/** One unit for one unit, so that offsets stand: no-break and other wide spaces, zero-width marks, tabs are kept. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff\u00ad\v\f]/g, ' ')
}

/** A letter with the marks after it is composed by itself: its first unit stands for the whole of it. */
function composeByCluster(original: string): { readonly text: string; readonly places: readonly number[] } {
  const parts: string[] = []
  const places: number[] = []
  for (const { 0: cluster, index } of original.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const composed = cluster.normalize('NFC')
    parts.push(composed)
    for (let unit = 0; unit < composed.length; unit += 1) places.push(Math.min(index + unit, index + cluster.length))
  }
  places.push(original.length)
  return { text: parts.join(''), places }
}
