/** Numbers as the office writes them: 250.000 and 4,5%. */
import { decimals, exact, magnitude } from './exact.ts'

/** As it was written, to 15 decimals: 250000 is 250.000 and 4.5 is 4,5. */
export function numberWritten(value: number): string {
  return grouped(decimals(exact(value), 15))
}

/**
 * A computed number to two decimals, or as many more as it takes not to read like the mark when it is not the mark:
 * 84,996 beside 85 stays 84,996.
 */
export function computedWritten(value: number, mark?: number): string {
  let places = 2
  while (value !== mark && places < 15 && Number(decimals(exact(value), places)) === mark) places += 1
  return grouped(decimals(exact(value), places))
}

/** The size of what is still to go, rounded up to two decimals: who does what is written arrives. */
export function shortfallWritten(value: number): string {
  return grouped(decimals(magnitude(exact(value)), 2, true))
}

/** 4,5% and 10‰ without a space, 250.000 lượt/năm with one. */
export function withUnit(number: string, unit: string | null): string {
  if (unit === null) return number
  return unit === '%' || unit === '‰' ? `${number}${unit}` : `${number} ${unit}`
}

function grouped(text: string): string {
  const [whole = '', fraction = ''] = text.split('.')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  const significant = fraction.replace(/0+$/, '')
  return significant === '' ? thousands : `${thousands},${significant}`
}
