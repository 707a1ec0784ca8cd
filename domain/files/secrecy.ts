/**
 * Marks of state secrecy (độ mật: mật, tối mật, tuyệt mật; Luật Bảo vệ bí mật nhà nước 2018, Điều 8): a stamp that
 * stands alone on its line. The system is no place for such papers.
 */

/** Whether a line of the text is such a mark, whatever frames, dashes or letter-spacing it was given. */
export function bearsSecrecyMark(text: string): boolean {
  return text.split(/[\n\r\v\f\u0085\u2028\u2029]/).some(isMark)
}

const marks = new Set(['MẬT', 'TỐIMẬT', 'TUYỆTMẬT'])

/** Written as a stamp writes it, in capitals: "mật" in a sentence or a title is a word. */
function isMark(line: string): boolean {
  // Longer than any spaced and framed mark; a line of a whole book need not be looked at.
  if (line.length > 120) return false
  return marks.has(line.normalize('NFC').replace(/[\s\p{P}\p{S}\p{Cf}]/gu, ''))
}
