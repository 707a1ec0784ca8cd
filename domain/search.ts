/** Search without diacritics: what is typed as `day manh bao hiem` finds `đẩy mạnh bảo hiểm`. */

/** Lower case, without marks, đ as d, and one space between words: the form in which texts and queries meet. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether every word of the query begins a word of the folded text. */
export function matches(folded: string, query: string): boolean {
  const words = fold(query).split(' ').filter(Boolean)
  return words.length > 0 && words.every((word) => folded.startsWith(word) || folded.includes(` ${word}`))
}
