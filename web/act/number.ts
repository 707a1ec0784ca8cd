/** A number as the office types it: 4,5 and 250.000; 4.5, as a spreadsheet set to English has it, is read too. */

/** Undefined for what is no number. A dot before exactly three figures parts thousands, any other one decimals. */
export function numberTyped(text: string): number | undefined {
  const trimmed = text.trim().replace(/\s/g, '')
  const found = vietnamese.exec(trimmed) ?? plain.exec(trimmed)
  if (!found) return undefined
  const [, sign = '', whole = '', fraction = ''] = found
  return Number(`${sign}${whole.replaceAll('.', '')}.${fraction || 0}`)
}

const vietnamese = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/
const plain = /^(-?)(\d+)\.(\d+)$/
